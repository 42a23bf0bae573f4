type Read = { written: string; reading: string }

const pairs = (text: string): Read[] =>
  text
    .trim()
    .split(/\s*[\n/]\s*/)
    .map(pair => {
      const [written = '', reading = ''] = pair.trim().split(' ')
      return { written, reading }
    })

/** Surnames with their readings, variant characters among them: people write 髙橋, 山﨑 and 𠮷野 as their family does. */
export const surnames = pairs(`
  鈴木 すずき / 髙橋 たかはし / 田中 たなか / 伊藤 いとう / 渡辺 わたなべ / 渡邉 わたなべ / 山本 やまもと / 中村 なかむら
  加藤 かとう / 吉田 よしだ / 𠮷野 よしの / 山口 やまぐち / 松本 まつもと / 井上 いのうえ / 木村 きむら / 林 はやし
  斎藤 さいとう / 齋藤 さいとう / 清水 しみず / 山崎 やまざき / 山﨑 やまさき / 森 もり / 池田 いけだ / 橋本 はしもと
  阿部 あべ / 石川 いしかわ / 前田 まえだ / 藤田 ふじた / 小川 おがわ / 後藤 ごとう / 岡田 おかだ / 長谷川 はせがわ
  村上 むらかみ / 近藤 こんどう / 石井 いしい / 坂本 さかもと / 遠藤 えんどう / 青木 あおき / 藤井 ふじい / 西村 にしむら
  福田 ふくだ / 太田 おおた / 三浦 みうら / 岡本 おかもと / 松田 まつだ / 中川 なかがわ / 中野 なかの / 原田 はらだ
  小野 おの / 田村 たむら / 竹内 たけうち / 金子 かねこ / 和田 わだ / 中山 なかやま / 石田 いしだ / 上田 うえだ
  森田 もりた / 柴田 しばた / 酒井 さかい / 宮崎 みやざき / 宮﨑 みやざき / 横山 よこやま / 内田 うちだ / 高木 たかぎ
  安藤 あんどう / 谷口 たにぐち / 大野 おおの / 丸山 まるやま / 今井 いまい / 河野 こうの / 藤本 ふじもと / 武田 たけだ
  杉山 すぎやま / 増田 ますだ / 平野 ひらの / 大塚 おおつか / 千葉 ちば / 久保 くぼ / 松井 まつい / 岩崎 いわさき
  木下 きのした / 佐野 さの / 野口 のぐち / 菊池 きくち / 新井 あらい / 桜井 さくらい / 櫻井 さくらい / 渋谷 しぶや
  東 ひがし / 東 あずま / 浜田 はまだ / 濵田 はまだ / 広瀬 ひろせ / 廣瀬 ひろせ / 本田 ほんだ / 越野 こしの
  能登 のと / 直江 なおえ / 宮下 みやした / 北川 きたがわ / 南 みなみ / 辻 つじ / 辻󠄀 つじ / 表 おもて
  中島 なかじま / 中嶋 なかしま / 澤田 さわだ / 沢田 さわだ / 富田 とみた / 冨田 とみた / 邊見 へんみ / 黒田 くろだ
`)

export const givenNames = pairs(`
  葵 あおい / 陽菜 ひな / 凛 りん / 結菜 ゆいな / 美咲 みさき / 莉子 りこ / 杏 あん / 楓 かえで
  澪 みお / 紬 つむぎ / 千尋 ちひろ / 詩織 しおり / 奈緒 なお / 真由美 まゆみ / 由紀子 ゆきこ / 恵子 けいこ
  和子 かずこ / 京子 きょうこ / 明美 あけみ / 久美子 くみこ / 香織 かおり / 智子 ともこ / 裕子 ゆうこ / 直美 なおみ
  彩 あや / 綾香 あやか / 麻衣 まい / 早紀 さき / 瞳 ひとみ / 文 ふみ / 糸 いと / 小春 こはる
  大翔 ひろと / 悠真 ゆうま / 湊 みなと / 樹 いつき / 朝陽 あさひ / 颯太 そうた / 健太 けんた / 翔平 しょうへい
  拓也 たくや / 直樹 なおき / 和也 かずや / 大輔 だいすけ / 浩二 こうじ / 正人 まさと / 隆 たかし
  修一 しゅういち / 健一 けんいち / 信夫 のぶお / 茂 しげる / 清 きよし / 実 みのる / 亮 りょう / 剛 つよし
  祐介 ゆうすけ / 慎二 しんじ / 恭平 きょうへい / 太一 たいち / 涼太 りょうた / 圭 けい / 渉 わたる / 学 まなぶ
  佳代 かよ / 里美 さとみ / 美和 みわ / 百合 ゆり / 千夏 ちなつ / 沙織 さおり / 理恵 りえ / 真紀 まき
  ひかり ひかり / みどり みどり / ゆり ゆり / あかり あかり / さとし さとし / こころ こころ / のぞみ のぞみ / しのぶ しのぶ
`)

/** Names from elsewhere: given names, then family names that go with them. */
export const abroad = [
  [
    'Eilidh Fergus Carys Dafydd Niamh Rosalind Rory Imogen Callum',
    'Fairweather Hallworth Thistlewood Underhill Pemberley Whitlock Nightingale-Shaw O’Rourke-Daly MacInnes',
  ],
  [
    'Anneke Bram Joost Saskia Greta Tobias Ulrike Leopold Marit',
    'Bakker Vandermeer Ysbrand Grünwald Morgenthal Quist Kesselring Haverkamp',
  ],
  [
    'Henrik Ingrid Björn Åsa Søren Viggo Petra Oskar Tuuli',
    'Ekström Iversen Jansson Rasmussen Lindgaard Ångström Ødegård Aalto',
  ],
  [
    'Élodie Baptiste Chloé Gaëlle Ludovic Noémie Mireille Yannick',
    'Brisebois Charbonnier Fontanelle Guérinet Thébault Lachance Delacroix-Roy',
  ],
  [
    'Beatriz Camila Diego Esperanza Facundo Graciela Hernán Raúl Sofía Valentina',
    'Arriaga Benavente Carrizo Castellanos Echeverría Montenegro Quintanilla Salvatierra',
  ],
  ['Inês João Luísa Mateus Tainá Caetana', 'Figueiredo Guimarães Lacerda Peixoto Vasconcelos-Reis'],
  ['Katarina Wanda Zofia Zdeněk Łucja Radek Milena', 'Kowalczyk Novotná Štěpánek Wójtowicz Zielonka Hruška'],
  [
    'Amadou Binta Chidi Efua Folake Kofi Lindiwe Jelani',
    'Adeyinka Boateng Chukwuma Diallo Mensah Nkemelu Oduya Sesay',
  ],
  ['Nasrin Omid Parisa Rashid Samira Tariq Yasmin Hamza', 'Elgamal Farahani Ghorbani Haddadin Sabbagh-Noor'],
  [
    'Anjali Bhavna Deepa Harish Kavita Manish Nandini Rohan',
    'Bannerjee Chatwal Deshpande Iyengar Kulkarni Raghunath',
  ],
  ['Hyejin Jisoo Minjun Seoyeon', 'Hwangbo Namgoong Seol'],
  ['Linh Thao Quang Mei-Ling Wei Xiaoyu', 'Nguyen-Vu Ouyang Pham-Le Szeto'],
].map(([given = '', family = '']) => ({ given: given.split(' '), family: family.split(' ') }))

/** Trades and house names of the people around a bindery; all invented. */
export const tradesJa = [
  ['糸とじ舎', '製本'],
  ['川べり活版室', '活版印刷'],
  ['紙店 しろ', '店主'],
  ['古書 あめつち', '店主'],
  ['喫茶 栞', '店主'],
  ['雪椿書房', '編集'],
  ['図書館友の会', '司書'],
  ['ことり文庫', '主宰'],
  ['藍の家', '染色'],
  ['木箱工房 まど', '木工'],
  ['写真室 ひなた', '写真'],
  ['金箔 いろは', '箔押し'],
  ['町家デザイン', 'デザイナー'],
  ['ふみ屋', '便箋店'],
  ['山の紙漉き場', '紙漉き'],
  ['小さな印刷所', '印刷'],
  ['言の葉教室', '講師'],
  ['豆本倶楽部', '会員'],
  ['はかり堂', '道具店'],
  ['修復室 つぎ', '文化財修復'],
  ['', '教員'],
  ['', '会社員'],
  ['', '学生'],
] as const

export const tradesEn = [
  ['Harbour Press', 'Printer'],
  ['Slow Letters', 'Writer'],
  ['Quire & Thread', 'Bookbinder'],
  ['Paper Mill No. 9', 'Papermaker'],
  ['Northlight Library', 'Conservator'],
  ['Fold Studio', 'Designer'],
  ['Margin Notes', 'Editor'],
  ['The Small Shop Guild', 'Organiser'],
  ['Inkwell Repairs', 'Pen repairer'],
  ['Bridge Street Books', 'Bookseller'],
  ['', 'Illustrator'],
  ['', 'Translator'],
  ['', 'Teacher'],
  ['', 'Archivist'],
] as const
