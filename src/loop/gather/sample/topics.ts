/** What 縁 花子 writes about, and what people say to it. `pull`: how much the topic draws answers. */
export type Topic = {
  slug: string
  tag: string
  pull: number
  titlesJa: readonly string[]
  titlesEn: readonly string[]
  bodyJa: readonly string[]
  bodyEn: readonly string[]
  saidJa: readonly string[]
  saidEn: readonly string[]
}

const lines = (text: string) => text.trim().split(/\s*\n\s*/)

export const topics: readonly Topic[] = [
  {
    slug: 'watoji',
    tag: '和綴じ',
    pull: 1.35,
    titlesJa: lines(`
      四つ目綴じを左手で教える
      麻の葉綴じ、途中で間違えたときの戻り方
      亀甲綴じの糸は何尺いるか
      康熙綴じの角をきれいに出す
      綴じ糸は蝋を引くか、引かないか
      初めての和綴じに選ぶ紙
      綴じ穴は目打ちか、錐か
      失敗した表紙の話
      古い和本をほどいて学んだこと
      糸の端はどこへ消えるのか
      豆本を百冊綴じた夏
      表紙に藍を使う
      綴じ直すたびに薄くなる本
      大和綴じの結び目を考える
    `),
    titlesEn: lines(`
      Four holes and a length of linen
      Teaching the hemp-leaf stitch to beginners
      What an old Japanese binding taught me when I took it apart
      Wax your thread, or don’t
      A hundred tiny books
    `),
    bodyJa: lines(`
      右利きの手順をそのまま鏡にすると、最後のひと針で必ず詰まります。順番を一つずらすと、すっと通ります。
      糸は背の三倍と少し。余らせるのは惜しいけれど、足りないよりずっといい。
      紙の目を確かめるために、角を濡らして反りを見ます。急いでいる日ほど、これを省きたくなります。
      ほどいた糸は、百年前の人の手の癖を覚えていました。
      今日の一冊は角がそろいませんでした。そろわないまま棚に置くことにします。
    `),
    bodyEn: lines(`
      Mirror the usual order of stitches and the last hole always traps you. Start one hole later and it runs.
      Three lengths of the spine and a little more. Too much thread is a pity; too little is a second evening.
      The old thread still remembered the hand of whoever pulled it a century ago.
      I leave the crooked one on the shelf. It reminds me to cut slowly.
    `),
    saidJa: lines(`
      左手の手順、ずっと探していました
      麻の葉綴じで毎回迷子になるので助かります
      糸の長さの目安、手帳に写しました
      蝋を引かない派でしたが試してみます
      角がきれいに出るとうれしいですよね
      目打ちを研ぐところから始めてみます
      祖母の和本も同じ綴じでした
      ほどく勇気がなかなか出ません
      次の講座で亀甲もやりませんか
      糸の端の始末、写真がとても分かりやすいです
      うちの子と四つ目綴じに挑戦しました
      結び目が表に出ない方法、目からうろこでした
    `),
    saidEn: lines(`
      I have been doing the last stitch backwards for years
      The note on thread length saved my evening
      My students always get lost at the hemp-leaf corner
      I never waxed mine and now I wonder why
      The photo of the inside of the spine is wonderful
      I would love to see the knot from the back one day
      I unpicked one of my own after reading this
      Left-handed binder here, thank you
    `),
  },
  {
    slug: 'washi',
    tag: '和紙',
    pull: 1.1,
    titlesJa: lines(`
      二俣和紙の工房を訪ねた日
      雁皮と三椏、触って当てられるか
      紙の目は湿らせて見る
      漉き手が変わると音が変わる
      雨の日の紙は重い
      反故紙を捨てられない
      見返しに使う紙の三つの条件
      楮の白皮をいただいた
      薄い紙ほど怖くない
      染めた紙が色あせるまで
      余り紙の引き出しを片づける
      光に透かすと見える名前
    `),
    titlesEn: lines(`
      Paper on a rainy day is heavier
      Three kinds of bark, one blind test
      Visiting a papermaker in the hills
      The drawer of offcuts
      Thin paper is not the scary one
      Grain, or why your covers bow
    `),
    bodyJa: lines(`
      水の中で紙が生まれる音を、初めて近くで聞きました。ざ、と、さ、の間の音です。
      目を閉じて三枚を触り、二枚を外しました。指はまだまだ頼りになりません。
      梅雨どきは、断つ前に一晩、作業台で紙を休ませます。
      引き出しの底から、十年前に買った一枚が出てきました。まだ使えません。惜しくて。
      透かすと漉き手の印が浮かびます。名前を呼ばれたような気がしました。
    `),
    bodyEn: lines(`
      For the first time I heard a sheet being born: a sound between a hush and a wave.
      I closed my eyes, touched three sheets and got two of them wrong.
      In the wet season the paper rests on the bench for a night before I cut it.
      At the bottom of the drawer was a sheet I bought ten years ago. Still too good to use.
    `),
    saidJa: lines(`
      雨の日の紙の重さ、よく分かります
      紙漉きの音、いつか聞いてみたいです
      触って当てる会、ぜひ開いてください
      余り紙の引き出し、うちもいっぱいです
      見返しの条件、二つ目は考えたことがありませんでした
      透かしの写真に見とれました
      楮を育てている友人に見せます
      薄い紙が怖くないと聞いて安心しました
      惜しくて使えない紙、私にもあります
      目を湿らせて見る方法、さっそくやってみました
      色あせていくのも味ですね
    `),
    saidEn: lines(`
      We get the same heavy paper in our damp winters
      I failed the blind test as well, two out of three
      That watermark photo stopped me mid-scroll
      My drawer of offcuts has a drawer of offcuts
      Please say more about the endpapers
      The sound of the vat is what I miss most
      I tried the damp-corner trick and it works
    `),
  },
  {
    slug: 'small-workshop',
    tag: '小さな工房',
    pull: 1.0,
    titlesJa: lines(`
      一人の工房の一週間
      六人までの講座にしている理由
      値段を書くのが苦手だった
      断った仕事のこと
      棚を一本増やした
      講座の前の日にすること
      冬の工房は九時から
      道具を貸す、貸さない
      お客さまと呼ばないことにした
      五年目の看板を塗り直す
      はじめての出張講座
      静かな月曜日をつくる
      何を教えないか
    `),
    titlesEn: lines(`
      A week in a one-person workshop
      Why six people is enough
      On the job I turned down
      What I stopped teaching
      The quiet Monday
      Repainting the sign after five years
    `),
    bodyJa: lines(`
      六人なら、全員の手元を二回ずつ見られます。七人だと一回半になります。
      月曜は電話に出ません。そのかわり、火曜の朝に全部お返事します。
      断ったあとで、別の方をご紹介できました。それがいちばんうれしかった。
      棚が一本増えると、次に作るものが一つ増えます。
      講座の前の晩は、糸を人数分に切って、名前の順に並べておきます。
    `),
    bodyEn: lines(`
      With six I can look at every pair of hands twice. With seven it is once and a half.
      On Mondays I do not answer the phone. On Tuesday mornings I answer everything.
      I said no, and could point them to somebody better. That was the best part.
      The night before a class I cut the thread and lay it out in the order of names.
    `),
    saidJa: lines(`
      六人という数、すごく納得しました
      静かな月曜日、まねします
      断るのは本当に難しいですよね
      値段を書けない気持ち、痛いほど分かります
      一人でやっている身には沁みる話でした
      看板の色、とても好きです
      次の出張講座、福井にも来てください
      教えないことを決める、という発想がなかったです
      前の晩の糸の準備、愛を感じました
      棚の写真だけで一杯飲めます
      うちの店でも話題にしました
    `),
    saidEn: lines(`
      Six is exactly right, I learned it the hard way
      I am stealing the quiet Monday
      Saying no and passing it on is the whole trade
      I read this out loud at our studio
      The sign looks lovely in the snow
      Pricing is the one thing nobody teaches
      As somebody who also works alone, this helped
    `),
  },
  {
    slug: 'letters',
    tag: '手紙',
    pull: 1.2,
    titlesJa: lines(`
      返事が三か月おくれた手紙
      便箋を自分で綴じる
      封をする前に読み返すか
      宛名を書く練習
      届かなかった一通
      切手を選ぶ時間
      手紙の書き出しに困ったら
      旅先から自分に出す
      お礼状は三日以内、ではなく
      祖父の文箱
      インクが薄くなる頃に
      書かなかったことのほうが多い
    `),
    titlesEn: lines(`
      The letter that took three months
      Bind your own writing pad
      How to begin a letter
      Postcards to myself
      My grandfather’s letter box
      In praise of late replies
    `),
    bodyJa: lines(`
      おくれた返事には、おくれた分だけの天気が書いてありました。
      書き出しは、窓の外を一つ。それだけで手が動きます。
      封をしたあとで、言い足りないことを思い出します。それは次の手紙の書き出しになります。
      文箱の底に、出さなかった一通がありました。読まずに戻しました。
      切手を選ぶ五分が、いちばん相手のことを考えている時間かもしれません。
    `),
    bodyEn: lines(`
      The late reply had three months of weather in it.
      Begin with one thing outside the window. The hand goes on by itself.
      What I forget to say becomes the first line of the next one.
      Choosing the stamp may be the five minutes in which I think of them most.
    `),
    saidJa: lines(`
      おくれた返事を今夜書きます
      窓の外を一つ、いい書き出しですね
      祖父の文箱、うちにもあります
      切手を選ぶ時間がいちばん好きです
      読んでいて友人の顔が浮かびました
      便箋を綴じる回、待っていました
      手紙の講座をまた開いてほしいです
      出さなかった手紙、私にも一通あります
      宛名の練習帳がほしいです
      読んだあと万年筆を洗いました
      泣きそうになりました
      母に見せたら黙って便箋を出してきました
    `),
    saidEn: lines(`
      I owe four people a letter and you have shamed me kindly
      Three months of weather, what a line
      I still have one I never posted
      I bound a pad on Sunday with what I had in the house
      My daughter now begins everything with the window
      The stamp drawer is my favourite drawer
      Late replies of the world, unite
      I read this twice and then wrote to my sister
    `),
  },
  {
    slug: 'tools',
    tag: '道具',
    pull: 0.85,
    titlesJa: lines(`
      竹べらを削りなおす
      二十年ものの包丁
      目打ちは三本あれば足りる
      締め機を自作した
      糊刷毛の洗い方
      定規を一本だけ持っていくなら
      研ぎの日
      使わなくなった道具の行き先
      左利きの裁ち包丁
      文鎮がわりの石
      安い道具で始めてよかった
    `),
    titlesEn: lines(`
      Reshaping a bamboo folder
      Three awls are enough
      A press made of two boards
      How I wash a paste brush
      The stone I use as a weight
    `),
    bodyJa: lines(`
      竹べらは、紙に触れる面だけを爪で確かめながら削ります。
      研ぎの日は、音がしなくなったら終わりです。
      板二枚と蝶ねじ四本で、二年使えています。
      刷毛は根元から水へ。急いだ一回が、毛を曲げます。
      河原で拾った石が、どの文鎮よりも手になじみます。
    `),
    bodyEn: lines(`
      Shave only the face that touches the paper, and check it with a fingernail.
      Two boards, four wing nuts, two years and counting.
      Rinse from the root. One hurried wash bends the hair for good.
      A stone from the river sits better in the hand than any weight I bought.
    `),
    saidJa: lines(`
      竹べらの角度、写真があると助かります
      研ぎの音の話がとても好きです
      うちの締め機もそろそろ作り直しです
      左利きの包丁、どこで求めましたか
      石の文鎮、まねして拾ってきました
      刷毛をだめにしたばかりでした
      道具の行き先まで考えているのがすてきです
      目打ち三本、納得です
      安い道具で始める勇気が出ました
    `),
    saidEn: lines(`
      Ruined a brush exactly this way last week
      I built the press on Saturday, it works
      I wonder which bamboo you use for the folder
      Three awls, and I own eleven
      My weight is a stone from the beach
      The fingernail test is so simple
    `),
  },
  {
    slug: 'repair',
    tag: '修理',
    pull: 0.95,
    titlesJa: lines(`
      辞書の背を直す
      母の料理帖をよみがえらせる
      直さないほうがいい本
      喰い裂きで破れをつなぐ
      正麩糊を炊く
      虫食いの穴をふさぐ午後
      預かった聖歌集
      絵本の背はいつも壊れる
      直した跡を見せる
    `),
    titlesEn: lines(`
      Mending my mother’s recipe book
      Books better left alone
      Cooking wheat paste
      Let the mend show
      Why picture books lose their spines
    `),
    bodyJa: lines(`
      糊は炊きたてよりも、一晩おいてからが働きます。
      直した跡を消すことはできます。今回は、残すほうを選んでいただきました。
      醤油のしみは落としませんでした。ページを開くたび、台所の匂いがするので。
      破れた縁をそのまま重ねず、繊維を長く引き出してからつなぎます。
    `),
    bodyEn: lines(`
      Paste is better the day after it is cooked.
      I could have hidden the mend. The owner chose to keep it.
      I left the soy sauce where it was. The page still smells of that kitchen.
      Tease the fibres out long before you lay one torn edge on the other.
    `),
    saidJa: lines(`
      料理帖の話、何度も読み返しています
      しみを残す判断に拍手です
      父の辞書を直したくなりました
      糊を一晩おくのは知りませんでした
      直した跡が見えるのもいいですね
      絵本の背、うちのも全部テープです
      直さないほうがいい、と言えるのが信頼です
      修理の前後の写真、息をのみました
      お願いしたい本が一冊あります
    `),
    saidEn: lines(`
      The soy sauce line got me
      I mended a cookbook with this, thank you
      Let the mend show is going on my wall
      Paste rested overnight, noted
      Our picture books are mostly tape by now
      Knowing when not to repair is rarer than repairing
    `),
  },
  {
    slug: 'kanazawa',
    tag: '金沢',
    pull: 0.9,
    titlesJa: lines(`
      雪づりの日に閉店する
      川の音が聞こえる作業台
      鰤起こしが鳴ったら
      桜の下で綴じる会
      市場の包み紙
      雨の多い町の本棚
      お盆の工房
      初雪とインク
      坂の上の郵便局
      梅雨の窓、紙の窓
    `),
    titlesEn: lines(`
      Snow ropes and an early closing
      A bench from which I hear the river
      Binding under the cherry trees
      The post office at the top of the slope
      Bookshelves in a rainy town
    `),
    bodyJa: lines(`
      傘を干す場所が、いつも足りません。本は窓から一尺離しています。
      雷が鳴ると、市場の魚が変わります。包み紙の柄も変わります。
      桜の花びらが一枚、糊に入りました。そのまま綴じました。
      坂の上の郵便局まで、行きは七分、帰りは話しこんで三十分。
    `),
    bodyEn: lines(`
      There is never enough room to dry umbrellas. The books live a foot away from the window.
      When the winter thunder comes the fish at the market change, and so does the wrapping paper.
      One petal fell into the paste. I bound it in.
      Seven minutes up the slope to the post office, half an hour back, because of the talking.
    `),
    saidJa: lines(`
      金沢に行きたくなりました
      雪づりの縄の音が聞こえてきそうです
      花びら入りの一冊、見てみたいです
      うちの町も傘を干す場所が足りません
      帰り道の三十分がうらやましい
      鰤起こし、久しぶりに聞いた言葉です
      冬の光がきれいですね
      今度の連休に伺います
      市場の包み紙、集めています
    `),
    saidEn: lines(`
      Now I want to see the snow ropes
      One petal in the paste, perfect
      Your rainy town sounds like mine
      Thirty minutes of talking, as it should be
      I will be in Japan in spring and hope to visit
      The winter light in that photo
    `),
  },
  {
    slug: 'book-fair',
    tag: '本の市',
    pull: 1.15,
    titlesJa: lines(`
      春の本の市、出ます
      本の市のあとで考えたこと
      となりの机の活版屋さん
      売れた一冊、売れなかった十冊
      立ち読み歓迎
      秋の本の市は雨だった
      小部数をつくる人たち
      読書会の椅子を数える
      交換した本のはなし
      名刺のかわりに栞を
    `),
    titlesEn: lines(`
      The spring book fair, and what I bring
      After the fair
      One sold, ten not
      The letterpress at the next table
      A bookmark instead of a card
      Small editions, long friendships
    `),
    bodyJa: lines(`
      立ち読みをしてくださった方が、夕方に戻ってきて、となりの方に説明してくださいました。
      名刺のかわりに栞をお渡しします。本にはさんでもらえるので。
      雨でも来てくださった二十三人の顔を、ぜんぶ覚えています。
      売れなかった十冊は、交換で旅に出ました。
    `),
    bodyEn: lines(`
      Somebody read standing up for an hour, came back at dusk and explained the book to the next visitor.
      I hand out bookmarks rather than cards. They get to live inside a book.
      It rained, and I remember all twenty-three faces.
      The ten that did not sell left in exchange for other people’s.
    `),
    saidJa: lines(`
      当日伺います、友人も連れて行きます
      栞、まだ手帳にはさんであります
      雨の中おつかれさまでした
      立ち読みの方のお話、最高です
      となりの机だった者です、楽しかったです
      交換した本、もう二度読みました
      小林さんのご紹介で知りました
      次の市はいつですか
      読書会の椅子、足りなければ運びます
      豆本を連れて帰りました、毎日見ています
    `),
    saidEn: lines(`
      The bookmark is still in my novel
      I was the one reading standing up
      Riku pointed me here, so glad he did
      We were at the next table, come again
      One sold and ten travelled is a good day
      I hope there will be a next one
      The swap was the best part of the fair
    `),
  },
]
