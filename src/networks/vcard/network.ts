import type { Network } from '../contract.ts'
import { hasYouTubeFolder } from '../files/youtube-folder.ts'
import { hasCards, readCards } from './read.ts'

export const vcard: Network = {
  id: 'vcard',
  title: { en: 'Contacts (vCard)', ja: '連絡先（vCard）' },
  version: 1,
  reader: { recognizes: async source => !hasYouTubeFolder(source) && hasCards(source), read: readCards },
  howTo: {
    en: 'iPhone or Mac: Contacts → select all → Share or Export vCard. Android: Contacts → Fix & manage → Export to file. Ready at once.',
    ja: 'iPhone・Mac は「連絡先」で全員を選び「共有」または「vCard を書き出す」。Android は「連絡先 → 修正と管理 → ファイルにエクスポート」。すぐに手に入ります。',
  },
  sees: [
    {
      en: 'The people in your address book, with their readings, organisations and birthdays.',
      ja: '連絡先に登録した人と、よみがな・会社・誕生日がわかります。',
    },
    {
      en: 'Mail addresses and web pages that belong to one person, which join accounts from other sources.',
      ja: '同じ人のメールアドレスやウェブページがわかるので、ほかの出どころのアカウントとつなげられます。',
    },
  ],
  cannotSee: [
    {
      en: 'When and how you were in touch: an address book holds no occurrences.',
      ja: 'いつ、どのようにやり取りしたかはわかりません。連絡先には出来事が記録されていないためです。',
    },
    { en: 'Pictures are left out while reading.', ja: '写真は読み込みません。' },
  ],
  showsSupport: 'never',
}
