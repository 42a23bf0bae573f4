import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const ghost: Network = {
  id: 'ghost',
  title: { en: 'Ghost (site and members)', ja: 'Ghost（サイトと会員）' },
  version: 1,
  reader,
  howTo: {
    en: 'In Ghost Admin: Members → the cog → Export all members (CSV), and Settings → Import/Export → Export (JSON). Both are ready at once, and can be brought together.',
    ja: 'Ghost の管理画面で「Members → 歯車 → Export all members」（CSV）と「Settings → Import/Export → Export」（JSON）。どちらもすぐに手に入り、まとめて取り込めます。',
  },
  sees: [
    {
      en: 'Who subscribed to your newsletter, and when; also those who left, where the file still names them.',
      ja: 'だれがいつニュースレターに登録したか。ファイルに残っていれば、退会した人も。',
    },
    {
      en: 'Your published posts and newsletters, and when they came out.',
      ja: '公開した記事とニュースレター、その日時。',
    },
    {
      en: 'Who commented, and whom you answered, where the export holds comments (full backups of newer versions).',
      ja: 'だれがコメントし、あなたがだれに答えたか（コメントも入っている、新しい版の完全なバックアップの場合）。',
    },
  ],
  cannotSee: [
    {
      en: 'Who opened or clicked a newsletter: it is not in these files. Not visible is not zero.',
      ja: 'だれがニュースレターを開いたか、リンクを押したかは、これらのファイルに入っていないため見えません（ゼロという意味ではありません）。',
    },
    {
      en: 'What members paid, and when: that is in Stripe. Only the tier they are on is told.',
      ja: 'だれがいつ、いくら払ったか。Stripe の中にあります。会員プランの名前だけが分かります。',
    },
    {
      en: 'Comments in an ordinary export: Ghost leaves them out of it.',
      ja: '通常の書き出しでは、コメントは入りません。',
    },
  ],
  showsSupport: 'some',
}
