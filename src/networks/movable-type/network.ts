import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const movableType: Network = {
  id: 'movable-type',
  title: {
    en: 'Hatena Blog, Movable Type (MT export)',
    ja: 'はてなブログ・Movable Type（MT 形式の書き出し）',
  },
  version: 1,
  reader,
  howTo: {
    en: 'Hatena Blog: Settings → Advanced → Export → Backup of posts → Download. Movable Type, TypePad, Cocolog, livedoor and others: “Export” in the admin pages, MT format. Ready within minutes.',
    ja: 'はてなブログは「設定 → 詳細設定 → エクスポート → 記事のバックアップと製本サービス」からダウンロードします。Movable Type、ココログ、ライブドアブログなどは、管理画面の「エクスポート（書き出し）」で MT 形式を選びます。数分で用意できます。',
  },
  sees: [
    { en: 'Your published posts, and when they came out.', ja: '公開した記事と、その公開日時。' },
    {
      en: 'Who commented on which post, and when.',
      ja: 'だれがいつ、どの記事にコメントしたか。',
    },
    {
      en: 'Which sites linked to your posts by trackback.',
      ja: 'どのサイトが、記事にトラックバックを送ってきたか。',
    },
  ],
  cannotSee: [
    {
      en: 'Hatena Stars, bookmarks and readers: they are not in the export. Not visible is not zero.',
      ja: 'はてなスター、ブックマーク、読者は、書き出しに入っていないため見えません（ゼロという意味ではありません）。',
    },
    {
      en: 'Whose comment you answered: comments stand one after another without saying what they answer.',
      ja: 'あなたがだれのコメントに答えたか。コメントは並んでいるだけで、どれへの返事かは書かれていません。',
    },
    {
      en: 'Whether a commenter’s name and address are true: anybody may type anything.',
      ja: 'コメントした人の名前とアドレスが本当かどうか。だれでも自由に書けるためです。',
    },
    {
      en: 'The time zone: dates are taken as they are written.',
      ja: '時差の情報。日時は書かれているとおりに読みます。',
    },
  ],
  showsSupport: 'always',
}
