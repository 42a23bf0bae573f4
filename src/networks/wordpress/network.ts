import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const wordpress: Network = {
  id: 'wordpress',
  title: { en: 'WordPress export (WXR)', ja: 'WordPress の書き出し（WXR）' },
  version: 1,
  reader,
  howTo: {
    en: 'In WordPress: Tools → Export → All content → Download export file. Ready at once. Comments come with it.',
    ja: 'WordPress の管理画面で「ツール → エクスポート → すべてのコンテンツ → エクスポートファイルをダウンロード」。すぐに手に入り、コメントも入っています。',
  },
  sees: [
    {
      en: 'Your published posts and pages, and when they came out.',
      ja: '公開した投稿とページ、その公開日時。',
    },
    {
      en: 'Who commented, when, and on which page; also pingbacks and trackbacks from other sites.',
      ja: 'だれがいつどのページにコメントしたか。ほかのサイトからのピンバックとトラックバックも。',
    },
    {
      en: 'Likes and reposts from the fediverse, where the ActivityPub plugin stored them.',
      ja: 'ActivityPub プラグインが保存した、フェディバースからの「いいね」とリポスト。',
    },
    { en: 'Whose comments you answered.', ja: 'あなたがだれのコメントに返事をしたか。' },
  ],
  cannotSee: [
    {
      en: 'People who read without commenting, and likes given with WordPress.com’s own button: they are not in the export.',
      ja: 'コメントせずに読んだ人と、WordPress.com の「いいね」ボタンは、書き出しに入っていないため見えません。',
    },
    {
      en: 'Comments that were deleted for good, or kept by another service such as Disqus.',
      ja: '完全に削除されたコメントと、Disqus など外部サービスに置かれたコメントは見えません。',
    },
    {
      en: 'Whether a commenter’s name and address are true: anybody may type anything.',
      ja: 'コメントした人の名前とアドレスが本当かどうかは分かりません。だれでも自由に書けるためです。',
    },
  ],
  showsSupport: 'always',
}
