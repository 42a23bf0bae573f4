import { inBoth, type Language } from '#ledger/language.ts'
import { networkById } from '#networks/all.ts'

/** Networks that accounts live on without a reader of their own. */
const words = inBoth({
  en: {
    web: 'Web',
    claim: 'Web, by their own word',
    fediverse: 'Fediverse',
    x: 'X',
    bluesky: 'Bluesky',
    mail: 'Mail',
    contacts: 'Address book',
    linkedin: 'LinkedIn',
    hand: 'By hand',
    facebook: 'Facebook',
    instagram: 'Instagram',
    threads: 'Threads',
    line: 'LINE',
    whatsapp: 'WhatsApp',
    telegram: 'Telegram',
    slack: 'Slack',
    discord: 'Discord',
    youtube: 'YouTube',
    note: 'note',
    hatena: 'Hatena',
    card: 'Business card',
    event: 'Event',
    connpass: 'connpass',
    meetup: 'Meetup',
    doorkeeper: 'Doorkeeper',
    peatix: 'Peatix',
  },
  ja: {
    web: 'ウェブ',
    claim: 'ウェブ（本人と名乗る人）',
    fediverse: 'Fediverse',
    x: 'X',
    bluesky: 'Bluesky',
    mail: 'メール',
    contacts: 'アドレス帳',
    linkedin: 'LinkedIn',
    hand: '手書き',
    facebook: 'Facebook',
    instagram: 'Instagram',
    threads: 'Threads',
    line: 'LINE',
    whatsapp: 'WhatsApp',
    telegram: 'Telegram',
    slack: 'Slack',
    discord: 'Discord',
    youtube: 'YouTube',
    note: 'note',
    hatena: 'はてな',
    card: '名刺',
    event: 'イベント',
    connpass: 'connpass',
    meetup: 'Meetup',
    doorkeeper: 'Doorkeeper',
    peatix: 'Peatix',
  },
})

/** The name of a network or source in the reader's language; its id where there is none. */
export function networkTitle(id: string, language: Language): string {
  return (words[language] as Record<string, string>)[id] ?? networkById(id)?.title[language] ?? id
}
