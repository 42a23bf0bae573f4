import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const mastodon: Network = {
  id: 'mastodon',
  title: { en: 'Mastodon archive', ja: 'Mastodon のアーカイブ' },
  version: 2,
  reader,
  howTo: {
    en: 'On your server: Preferences → Import and export → Data export → Request your archive. A mail tells you when it is ready, usually within an hour; once every seven days.',
    ja: 'お使いのサーバーで「ユーザー設定 → データのインポートとエクスポート → アーカイブをリクエスト」。用意ができるとメールが届きます。たいてい1時間以内で、7日に1回まで頼めます。',
  },
  sees: [
    { en: 'Your posts and when you wrote them.', ja: 'あなたの投稿と、その日時。' },
    {
      en: 'Whom you answered, mentioned, shared and quoted, and when.',
      ja: 'あなたがだれに返信し、だれの名を挙げ、だれの投稿をシェアや引用したか。その日時。',
    },
    {
      en: 'To whom you wrote directly, and when. The words of direct posts are never kept.',
      ja: 'ダイレクト投稿をだれにいつ送ったか。その本文は取り込みません。',
    },
  ],
  cannotSee: [
    {
      en: 'Who liked, shared or answered your posts: Mastodon leaves it out of the archive. Not visible is not zero.',
      ja: 'あなたの投稿へのお気に入り・ブースト・返信は、アーカイブに入っていないため見えません（ゼロという意味ではありません）。',
    },
    {
      en: 'Who follows you: the archive has no list of followers.',
      ja: 'フォロワーの一覧は、アーカイブに入っていません。',
    },
    {
      en: 'When you liked or bookmarked something: only addresses are given, so they cannot be placed in time.',
      ja: 'お気に入りとブックマークの日時。アドレスしか書かれていないため、時間の上に置けません。',
    },
  ],
  showsSupport: 'never',
  supportShownBy: {
    en: 'Connect your Mastodon account: it shows who liked, shared and answered.',
    ja: 'Mastodon のアカウントをつなぐと、お気に入り・ブースト・返信をくれた人が見えます。',
  },
}
