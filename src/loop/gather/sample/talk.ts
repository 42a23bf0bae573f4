import type { Post } from './posts.ts'
import { type Random, randomOf } from './random.ts'

/** Words for people to say: short, about the post, and seldom the same twice. */
export type Talk = {
  comment(post: Post, language: 'ja' | 'en'): string
  passedOn(post: Post, language: 'ja' | 'en'): string
  answer(language: 'ja' | 'en'): string
  /** What is said to her answer. */
  back(language: 'ja' | 'en'): string
  letter(language: 'ja' | 'en', fromOwner: boolean): string
}

export function talk(seed: number): Talk {
  const random = randomOf(seed, 'talk')
  const said = new Set<string>()
  const fresh = (make: () => string) => {
    let words = make()
    for (let tries = 0; said.has(words) && tries < 8; tries++) words = make()
    said.add(words)
    return words
  }
  return {
    comment: (post, language) =>
      fresh(() => (language === 'ja' ? commentJa(post, random) : commentEn(post, random))),
    passedOn: (post, language) =>
      fresh(() =>
        language === 'ja'
          ? `${random.pick(passedOnJa)}「${post.title}」`
          : `${random.pick(passedOnEn)} “${post.title}”`,
      ),
    answer: language =>
      fresh(() =>
        language === 'ja'
          ? join(
              [
                random.pick(thanksJa),
                random.pick(answersJa),
                random.chance(0.4) ? random.pick(partingJa) : '',
              ],
              '',
            )
          : join(
              [
                random.pick(thanksEn),
                random.pick(answersEn),
                random.chance(0.4) ? random.pick(partingEn) : '',
              ],
              ' ',
            ),
      ),
    back: language =>
      fresh(() =>
        language === 'ja'
          ? join(
              [random.pick(nodJa), random.pick(backJa), random.chance(0.25) ? random.pick(moreJa) : ''],
              '',
            )
          : join(
              [random.pick(nodEn), random.pick(backEn), random.chance(0.25) ? random.pick(moreEn) : ''],
              ' ',
            ),
      ),
    letter: (language, fromOwner) =>
      language === 'ja'
        ? join(
            [random.pick(greetingJa), random.pick(fromOwner ? mineJa : theirsJa), random.pick(partingJa)],
            '\n',
          )
        : join(
            [random.pick(greetingEn), random.pick(fromOwner ? mineEn : theirsEn), random.pick(partingEn)],
            '\n',
          ),
  }
}

const list = (text: string) => text.trim().split(/\s*\n\s*/)
const join = (parts: readonly string[], between: string) => parts.filter(Boolean).join(between)

function commentJa(post: Post, random: Random): string {
  if (random.chance(0.06)) return random.pick(brief)
  const topic = random.pick(post.topic.saidJa)
  switch (random.weighted([4, 3, 2, 2, 1])) {
    case 0:
      return `${random.pick(openJa)}${topic}${random.pick(endJa)}`
    case 1:
      return `${topic}${random.pick(endJa)}${random.pick(moreJa)}`
    case 2:
      return `${topic}${random.pick(['。', '！', '…', ' 🌿', '〜'])}`
    case 3:
      return `「${post.title}」、${random.pick(titledJa)}${topic}${random.pick(endJa)}`
    default:
      return `${random.pick(openJa)}${topic}。\n${random.pick(moreJa)}`
  }
}

function commentEn(post: Post, random: Random): string {
  const topic = random.pick(post.topic.saidEn)
  const lower = /^I\b/.test(topic) ? topic : topic.charAt(0).toLowerCase() + topic.slice(1)
  switch (random.weighted([4, 3, 2, 2])) {
    case 0:
      return `${topic}. ${random.pick(moreEn)}`
    case 1:
      return `${random.pick(openEn)} ${lower}${random.pick(['.', '!', '.', ' :)'])}`
    case 2:
      return `${topic}${random.pick(['.', '!', '…', ' 🧵'])}`
    default:
      return `“${post.title}” ${random.pick(titledEn)} ${topic}.`
  }
}

const brief = list(`
  待ってました。
  すてきです！
  読みました☺️
  これは保存版。
  ほうっとため息が出ました。
  おつかれさまです。
  うん、分かる…。
  いいお話。
`)
const openJa = list(`
  いつも楽しみにしています。
  はじめまして。
  ご無沙汰しています。
  通勤の電車で読みました。
  お茶を入れて読みました。
  夜中にすみません。
  おはようございます。
  友人にすすめられて来ました。
  更新ありがとうございます。
  しばらく眺めていました。
  昨日お店で話題になりました。
  ちょうど考えていたところでした。
  朝から良いものを読みました。
  二回読みました。
  こちらは雨です。
  お久しぶりです、元気にしています。
`)
const endJa = ['。', '。', '。', '！', '…。', '（笑）', '☺️', '。']
const moreJa = list(`
  また伺います。
  今度やってみます。
  写真もきれいでした。
  続きを楽しみにしています。
  うちの猫も横で見ています。
  娘と一緒に読みました。
  週末に試します。
  手帳に書き写しました。
  次の講座に申し込みますね。
  体に気をつけて。
  職場の人にも教えます。
  今度お会いしたときに聞かせてください。
  来月そちらへ行く予定です。
  寒くなりましたね。
  コーヒーが冷めました。
  この話、もっと聞きたいです。
`)
const titledJa = list(`
  題名だけで好きです。
  声に出して読みました。
  すぐに開きました。
  何度も戻ってきています。
  まさに知りたかったことです。
  身に覚えがあります。
`)
const openEn = list(`
  Lovely, as ever:
  Good morning from a grey Tuesday,
  Read this on the train;
  Hello from the other side of the sea,
  Oh,
  A friend sent me here, and
  Over tea I thought:
  Small confession:
  Late to this, but
  First time commenting:
  Thank you,
  Yes —
`)
const moreEn = list(`
  Thank you for writing it down.
  I will try it at the weekend.
  The cat approves.
  More of this, please.
  Sending it to my sister.
  It made my morning.
  I copied it into my notebook.
  Say hello to the river.
  See you at the next fair, I hope.
  My tea went cold.
  We talked about it at supper.
  I keep coming back to this one.
`)
const titledEn = [
  '— what a title.',
  'went straight into my notebook.',
  'made me smile.',
  'is my week in a line.',
  'found me at the right time.',
]

const passedOnJa = list(`
  読んでほしい記事です。
  綴じものが好きな方へ。
  今月いちばん繰り返し読んだ文章。
  花子さんの工房の話がよかった。
  友人の皆さんにも。
  静かで、芯のある文章です。
  知らなかったことが三つありました。
  勝手にご紹介します。
  手を動かしたくなる文章でした。
  読書会で取り上げます。
  週末の読みものに。
  紙が好きな人はぜひ。
`)
const passedOnEn = list(`
  For everyone who binds, writes or waits for letters:
  Passing this on, it deserves it:
  Best thing I read this week:
  My friends in small workshops, this one is for you:
  Hanako writes about it better than anybody:
  Read it slowly:
  Saved, printed, folded:
`)

const thanksJa = list(`
  うれしいです、ありがとうございます。
  読んでくださってありがとうございます。
  いつもありがとうございます。
  ありがとうございます！
  わあ、ありがとうございます。
  コメントうれしいです。
  おお、そうでしたか。
  励みになります。
`)
const answersJa = list(`
  写真、近いうちに足しますね。
  うまくいったら見せてください。
  糸は生成りから始めるのがおすすめです。
  次の講座で実物をお見せします。
  その方法、私も試してみます。
  実は私も同じところでつまずきました。
  お友だちにもよろしくお伝えください。
  今度はぜひ工房へ。
  その話、もっと聞きたいです。
  紙の目だけ気をつけてくださいね。
  続きを書く元気が出ました。
  こちらは今日も雨です。
  左利きの方にそう言っていただけると安心します。
  あの本、まだ棚にありますよ。
  教えていただいたお店、行ってきました。
`)
const partingJa = list(`
  またゆっくりお話ししましょう。
  どうぞ暖かくしてお過ごしください。
  またお便りします。
  お会いできるのを楽しみにしています。
  どうぞよろしくお願いいたします。
  良い週末を。
`)
const thanksEn = list(`
  Thank you so much!
  That made my day.
  Thank you for reading.
  How kind, thank you.
  Oh, wonderful.
  I am glad it helped.
`)
const answersEn = list(`
  I will add a photo of the back.
  Show me how it turns out.
  Start with unbleached thread.
  I stumbled at the very same place.
  Please say hello to your sister.
  Come and see it in the workshop one day.
  Only mind the grain.
  I will try your way too.
  It is raining here again.
  I would love to hear the whole story.
  That gives me the courage to write the next part.
`)
const partingEn = list(`
  More soon.
  Looking forward to meeting you.
  Keep warm.
  Have a good weekend.
  With best wishes from Kanazawa.
`)

const nodJa = list(`
  なるほど！
  お返事ありがとうございます。
  わあ、ありがとうございます。
  そうでしたか。
  はい、ぜひ。
  うれしいです。
  了解です。
`)
const backJa = list(`
  さっそく糸を注文しました。
  週末に試して、写真を送りますね。
  やってみたら本当にできました。
  母にも伝えます。
  では、次の講座で。
  工房に伺える日を探します。
  その本、取り置きをお願いできますか。
  同じところでつまずいたと聞いて、ほっとしました。
  こちらはやっと晴れました。
  続きを気長にお待ちしています。
  角を濡らすのを忘れていました。
`)
const nodEn = ['Ah, that explains it.', 'Thank you!', 'Good to know.', 'Of course.', 'You are kind.', 'Ha!']
const backEn = list(`
  Thread ordered.
  I will send you a photo on Sunday.
  It worked at the second try.
  My sister says hello back.
  See you at the class, then.
  The sun came out here at last.
  No hurry with the next part.
  I had forgotten about the grain.
`)

const greetingJa = list(`
  こんにちは。お元気ですか。
  ご連絡ありがとうございます。
  先日はありがとうございました。
  お世話になっております。
  おはようございます。
`)
const theirsJa = list(`
  読書会の日程、来月の第二土曜でいかがでしょうか。
  友人が和綴じの先生を探していて、花子さんのお名前を伝えました。
  先日の記事、社内の勉強会で紹介しました。
  糸の仕入れ先を教えていただけますか。
  本の市、となりの机になれそうです。
  一冊、修理のご相談をしてもいいでしょうか。
  作例の写真を使わせていただけますか。
  おすすめの紙、届きました。とても良いです。
  金沢へ行くので、工房に寄ってもよいですか。
  図書館の講座で話していただけませんか。
`)
const mineJa = list(`
  日程、承知しました。机と糸はこちらで用意します。
  ご紹介くださった方からお便りが届きました。うれしいです。
  糸の店の地図をお送りしますね。
  修理は拝見してからお返事させてください。急がなくて大丈夫です。
  その件でしたら、小林さんに聞くのがいちばん早いと思います。
  写真、どうぞお使いください。
  お茶を入れてお待ちしています。
  先日の本、もう読み終えました。ありがとうございます。
`)
const greetingEn = [
  'Hello Hanako,',
  'Good morning,',
  'Hello!',
  'I hope you are well.',
  'Thank you for your note.',
]
const theirsEn = list(`
  I told a friend about your class and she would like to write to you.
  Could I use the photo of the spine in our newsletter, with your name?
  We are planning a small fair in the spring and thought of you.
  Where do you buy the linen thread?
  Would you speak to our students for half an hour, online?
  The paper arrived and it is beautiful.
  I have one book that needs a second opinion.
`)
const mineEn = list(`
  Of course, please use the photo.
  Your friend wrote yesterday, thank you for passing me on.
  I will send you a map to the thread shop.
  Half an hour online is fine. Any Tuesday.
  Let me look at the book first; there is no hurry.
  I would ask Riku, he knows everyone in print.
`)
