import type { Network } from '../contract.ts'
import { mistaken } from './mistaken.ts'
import { isRepo, readRepo } from './read.ts'

export const bluesky: Network = {
  id: 'bluesky',
  title: { en: 'Bluesky repository', ja: 'Bluesky のリポジトリ' },
  version: 1,
  reader: { recognizes: isRepo, read: readRepo },
  mistaken,
  howTo: {
    en: 'In the Bluesky app: Settings → Account → Export my data → Download CAR file. It comes at once.',
    ja: 'Bluesky のアプリで「設定 → アカウント → 私のデータをエクスポートする → CARファイルをダウンロード」。すぐに手に入ります。',
  },
  sees: [
    { en: 'Your posts and when you wrote them.', ja: 'あなたの投稿と、その日時。' },
    {
      en: 'Whom you answered, mentioned, quoted, liked and reposted, and when.',
      ja: 'あなたがだれに返信し、だれの名を挙げ、だれの投稿を引用・いいね・リポストしたか。その日時。',
    },
    { en: 'Whom you follow, and since when.', ja: 'あなたがだれをいつからフォローしているか。' },
  ],
  cannotSee: [
    {
      en: 'Who liked, answered or reposted your posts, and who follows you: that lies in their repositories, not in yours. Not visible is not zero.',
      ja: 'あなたの投稿へのいいね・返信・リポストと、あなたのフォロワー。それぞれの人のリポジトリにあるため見えません（ゼロという意味ではありません）。',
    },
    {
      en: 'Names of the others: a repository knows people by a number that never changes. Those whom you have mentioned are shown with their handle.',
      ja: '相手の名前。リポジトリは、人を変わらない番号で覚えています。あなたが名を挙げた人だけは、ハンドルも表示します。',
    },
    {
      en: 'Messages of the chat: they are kept elsewhere.',
      ja: 'チャットのメッセージ。別のところに保管されています。',
    },
  ],
  showsSupport: 'never',
  supportShownBy: {
    en: 'Connect your Bluesky account: it shows who liked, shared and answered.',
    ja: 'Bluesky のアカウントをつなぐと、いいね・リポスト・返信をくれた人が見えます。',
  },
}
