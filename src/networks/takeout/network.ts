import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const takeout: Network = {
  id: 'takeout',
  title: { en: 'Google Takeout', ja: 'Google Takeout（データのエクスポート）' },
  version: 2,
  reader,
  howTo: {
    en: 'On takeout.google.com: deselect all, then choose YouTube and Contacts (under YouTube: comments, subscriptions, live chats, history, video metadata). A mail brings the link, within minutes to a day; bring all parts unpacked into one folder.',
    ja: 'takeout.google.com で「選択をすべて解除」し、YouTube（コメント・登録チャンネル・ライブチャット・履歴・動画のメタデータ）と連絡先を選びます。数分から1日でメールが届きます。いくつかに分かれているときは、1つのフォルダに展開して取り込んでください。',
  },
  sees: [
    {
      en: 'Your public comments and live chat messages on YouTube, and to whose channel where your watch history tells it.',
      ja: 'YouTube であなたが書いた公開コメントとライブチャット。どのチャンネルあてかは、再生履歴からわかる分だけ。',
    },
    { en: 'The channels you subscribe to.', ja: '登録しているチャンネル。' },
    { en: 'Your own public videos and when they were published.', ja: 'あなたの公開動画と、公開した日時。' },
    { en: 'The people in your Google Contacts.', ja: 'Google 連絡先に登録した人。' },
  ],
  cannotSee: [
    {
      en: 'Who commented on, liked or subscribed to your videos: Takeout has only what you did.',
      ja: 'あなたの動画へのコメント・高評価・登録は見えません。Takeout にはあなたがしたことだけが入っているためです。',
    },
    {
      en: 'When you subscribed: the list has no dates.',
      ja: 'チャンネルを登録した日は見えません。一覧に日付がないためです。',
    },
    {
      en: 'Playlists and what you watched: Enishi does not keep it. From the history it takes only whose videos you commented on.',
      ja: '再生リストと、見た動画は取り込みません。履歴からは、コメントした動画がだれのものかだけを読みます。',
    },
    {
      en: 'Mail and calendars are not part of this import: where the Takeout holds them, each has an import of its own.',
      ja: 'メールとカレンダーは、この取り込みには入りません。Takeout に含まれていれば、それぞれ別の取り込みとして読み込みます。',
    },
  ],
  showsSupport: 'never',
  supportShownBy: {
    en: 'The mails in which YouTube tells you of comments show who wrote them.',
    ja: 'YouTube から届くお知らせのメールを取り込むと、コメントをくれた人が見えます。',
  },
}
