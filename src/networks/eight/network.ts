import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const eight: Network = {
  id: 'eight',
  title: { en: 'Eight (business cards, CSV)', ja: 'Eight の名刺データ（CSV）' },
  version: 2,
  reader,
  howTo: {
    en: 'In Eight on a computer (8card.net): Account settings → Download business card data. It is part of Eight Premium; a mail brings the link within the hour.',
    ja: 'パソコンで Eight（8card.net）を開き、「アカウント設定 → 名刺データのダウンロード」。Eight プレミアムの機能で、用意ができるとメールで知らせが届きます。',
  },
  sees: [
    {
      en: 'Whose card you hold, with company, title, telephone and mail.',
      ja: 'どなたの名刺をお持ちか。会社・役職・電話・メールアドレスもわかります。',
    },
    {
      en: 'When you exchanged cards; several cards of one person are several meetings.',
      ja: '名刺を交換した日。同じ人と何度か交換していれば、その一回ずつがわかります。',
    },
    { en: 'The tags you gave the cards.', ja: '名刺に付けたタグ。' },
  ],
  cannotSee: [
    {
      en: 'How names are read: the file has no kana.',
      ja: 'お名前の読みは見えません。ファイルに、よみがなの欄がないためです。',
    },
    {
      en: 'Notes and messages inside Eight: the download leaves them out.',
      ja: 'Eight の中のメモやメッセージは見えません。ダウンロードに入っていないためです。',
    },
    {
      en: 'Whether two cards without a mail address, of one name but two companies, are one person.',
      ja: 'メールアドレスのない名刺どうしで、名前が同じで会社が違うとき、同じ人かどうかはわかりません。',
    },
  ],
  showsSupport: 'never',
}
