/**
 * The commonest family names in their usual reading (skeletons): a third of all people in Japan. The dictionary lists
 * readings without saying that hardly any 井上 is a Miyamoto.
 */
export const commonFamilies = new Map<string, string>(
  `佐藤 sato 鈴木 suzuki 高橋 takahasi 田中 tanaka 伊藤 ito 渡辺 watanabe 山本 yamamoto 中村 nakamura 小林 kobayasi 加藤 kato
吉田 yosida 山田 yamada 佐々木 sasaki 山口 yamaguti 松本 matumoto 井上 inoe 木村 kimura 林 hayasi 斎藤 saito 清水 simizu
山崎 yamazaki 森 mori 池田 ikeda 橋本 hasimoto 阿部 abe 石川 isikawa 山下 yamasita 中島 nakazima 石井 isii 小川 ogawa
前田 maeda 岡田 okada 長谷川 hasegawa 藤田 huzita 後藤 goto 近藤 kondo 村上 murakami 遠藤 endo 青木 aoki 坂本 sakamoto
福田 hukuda 太田 ota 西村 nisimura 藤井 huzii 金子 kaneko 岡本 okamoto 藤原 huziwara 中野 nakano 三浦 miura 原田 harada
中川 nakagawa 松田 matuda 竹内 takeuti 小野 ono 田村 tamura 中山 nakayama 和田 wada 石田 isida 森田 morita 上田 ueda
原 hara 内田 utida 柴田 sibata 酒井 sakai 宮崎 miyazaki 横山 yokoyama 高木 takagi 安藤 ando 宮本 miyamoto 大野 ono
小島 kozima 工藤 kudo 谷口 taniguti 今井 imai 高田 takada 増田 masuda 丸山 maruyama 杉山 sugiyama 村田 murata 大塚 otuka
新井 arai 小山 koyama 平野 hirano 藤本 huzimoto 河野 kono 上野 ueno 野口 noguti 武田 takeda 松井 matui 千葉 tiba
岩崎 iwasaki 菅原 sugawara 木下 kinosita 久保 kubo 佐野 sano 野村 nomura 松尾 matuo 市川 itikawa 菊地 kikuti 杉本 sugimoto
古川 hurukawa 大西 onisi 島田 simada 水野 mizuno 桜井 sakurai 高野 takano 吉川 yosikawa 山内 yamauti 西田 nisida 菊池 kikuti
西川 nisikawa 五十嵐 igarasi 北村 kitamura 安田 yasuda 中田 nakata 川口 kawaguti 平田 hirata 川崎 kawasaki 飯田 iida 吉村 yosimura
本田 honda 久保田 kubota 沢田 sawada 辻 tuzi 関 seki 岩田 iwata 中西 nakanisi 服部 hattori 樋口 higuti 福島 hukusima 川上 kawakami
永井 nagai 松岡 matuoka 田口 taguti 山中 yamanaka 森本 morimoto 矢野 yano 広瀬 hirose 秋山 akiyama 石原 isihara 松下 matusita
大橋 ohasi 馬場 baba 松村 matumura 浜田 hamada 吉岡 yosioka 小池 koike 望月 motizuki 石橋 isibasi`
    .split(/\s+/)
    .flatMap((word, k, all) => (k % 2 === 0 ? [[word, all[k + 1]!] as const] : [])),
)

/**
 * About the share of people in Japan who bear a family name: 1.5 % are Satō, .7 % have the tenth name, .3 % the fiftieth; a rarer
 * one counts as common as a name may be of which nothing is known.
 */
export const shareInJapan = (kanji: string): number => Math.max(0.003, shares.get(kanji) ?? 0)

const shares = new Map([...commonFamilies.keys()].map((kanji, k) => [kanji, 0.0155 / (1 + 0.085 * k)]))
