import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const outlookContacts: Network = {
  id: 'outlook-contacts',
  title: { en: 'Outlook contacts (CSV)', ja: 'Outlook の連絡先（CSV）' },
  version: 1,
  reader,
  howTo: {
    en: 'In Outlook on the web: People → Manage contacts → Export contacts. In classic Outlook: File → Open & Export → Import/Export → Export to a file → Comma Separated Values → Contacts. Ready at once.',
    ja: 'Web 版 Outlook は「連絡先 → 連絡先の管理 → 連絡先のエクスポート」。従来の Outlook は「ファイル → 開く/エクスポート → インポート/エクスポート → ファイルにエクスポート → テキスト ファイル（コンマ区切り） → 連絡先」。すぐに手に入ります。',
  },
  sees: [
    {
      en: 'The people in your Outlook contacts, with their readings, organisations and birthdays.',
      ja: 'Outlook の連絡先に登録した人と、よみがな・会社・誕生日がわかります。',
    },
    {
      en: 'Mail addresses that belong to one person, which join accounts from other sources.',
      ja: '同じ人のメールアドレスがわかるので、ほかの出どころのアカウントとつなげられます。',
    },
  ],
  cannotSee: [
    {
      en: 'When and how you were in touch: contacts hold no occurrences.',
      ja: 'いつ、どのようにやり取りしたかはわかりません。連絡先には出来事が記録されていないためです。',
    },
    {
      en: 'Whether two contacts with the same name and no address are one person: the file gives contacts no number.',
      ja: '同じ名前で連絡先のない人が同一人物かどうかはわかりません。ファイルに番号がないためです。',
    },
  ],
  showsSupport: 'never',
}
