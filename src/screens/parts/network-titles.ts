import { inBoth, type Language } from '#ledger/language.ts'
import { networkById } from '#networks/all.ts'

/** Networks that accounts live on without a reader of their own. */
const words = inBoth({
  en: {
    web: 'Web',
    fediverse: 'Fediverse',
    x: 'X',
    bluesky: 'Bluesky',
    mail: 'Mail',
    contacts: 'Address book',
    linkedin: 'LinkedIn',
    hand: 'By hand',
    facebook: 'Facebook',
  },
  ja: {
    web: 'ウェブ',
    fediverse: 'Fediverse',
    x: 'X',
    bluesky: 'Bluesky',
    mail: 'メール',
    contacts: 'アドレス帳',
    linkedin: 'LinkedIn',
    hand: '手書き',
    facebook: 'Facebook',
  },
})

/** The name of a network or source in the reader's language; its id where there is none. */
export function networkTitle(id: string, language: Language): string {
  return (words[language] as Record<string, string>)[id] ?? networkById(id)?.title[language] ?? id
}
