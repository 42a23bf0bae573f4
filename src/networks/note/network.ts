import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const note: Network = {
  id: 'note',
  title: { en: 'note (note.com)', ja: 'note' },
  version: 1,
  reader,
  howTo: {
    en: 'In a browser (not in the app): note → your icon → Articles → “…” → Export. A mail brings the link to a zip, mostly within the hour.',
    ja: 'ブラウザで（アプリからはできません）note を開き、「アイコン → 記事 → 右上の『…』→ エクスポート」。用意ができると zip へのリンクがメールで届きます。たいてい1時間以内です。',
  },
  sees: [
    { en: 'Your published articles, and when they came out.', ja: '公開した記事と、その公開日時。' },
    { en: 'Which account on note is yours.', ja: 'note のどのアカウントがあなたのものか。' },
  ],
  cannotSee: [
    {
      en: 'Who liked, commented, followed or bought: note leaves it out of the export. Not visible is not zero; its notification mails tell some of it.',
      ja: 'だれがスキ・コメント・フォロー・購入をしたかは、書き出しに入っていないため見えません（ゼロという意味ではありません）。一部は note からのお知らせメールで分かります。',
    },
    {
      en: 'Hashtags, and heading pictures taken from the shared gallery.',
      ja: 'ハッシュタグと、みんなのフォトギャラリーから選んだ見出し画像。',
    },
  ],
  showsSupport: 'never',
  supportShownBy: {
    en: 'The mails in which note tells you of reactions show who gave them.',
    ja: 'note から届くお知らせのメールを取り込むと、反応してくれた人が見えます。',
  },
}
