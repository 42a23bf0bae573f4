import type { Network } from '../contract.ts'
import { hasYouTubeFolder } from '../files/youtube-folder.ts'
import { hasContacts, readContacts } from './read.ts'

export const googleContacts: Network = {
  id: 'google-contacts',
  title: { en: 'Google Contacts (CSV)', ja: 'Google 連絡先（CSV）' },
  version: 1,
  reader: {
    recognizes: async source => !hasYouTubeFolder(source) && hasContacts(source),
    read: readContacts,
  },
  howTo: {
    en: 'On contacts.google.com: Export → Google CSV. Ready at once.',
    ja: 'contacts.google.com で「エクスポート → Google CSV」。すぐに手に入ります。',
  },
  sees: [
    {
      en: 'The people in your Google Contacts, with their readings, organisations and birthdays.',
      ja: 'Google 連絡先に登録した人と、よみがな・会社・誕生日がわかります。',
    },
    {
      en: 'Mail addresses and web pages that belong to one person, which join accounts from other sources.',
      ja: '同じ人のメールアドレスやウェブページがわかるので、ほかの出どころのアカウントとつなげられます。',
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
