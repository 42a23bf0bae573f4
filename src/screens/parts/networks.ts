import type { Language } from '#ledger/language.ts'

/** How networks are called where the server gives only their id; an unknown one is shown by its id. */
const titles: Record<string, string | { en: string; ja: string }> = {
  fediverse: 'Fediverse',
  bluesky: 'Bluesky',
  x: 'X',
  facebook: 'Facebook',
  linkedin: 'LinkedIn',
  instagram: 'Instagram',
  line: 'LINE',
  mail: { en: 'Mail', ja: 'メール' },
  web: { en: 'Web', ja: 'ウェブ' },
  card: { en: 'Card', ja: '名刺' },
  event: { en: 'Event', ja: 'イベント' },
  contacts: { en: 'Address book', ja: 'アドレス帳' },
  wordpress: 'WordPress',
  threads: 'Threads',
  youtube: 'YouTube',
  slack: 'Slack',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  discord: 'Discord',
  note: 'note',
  hatena: { en: 'Hatena', ja: 'はてな' },
  ghost: 'Ghost',
  connpass: 'connpass',
  meetup: 'Meetup',
  doorkeeper: 'Doorkeeper',
  peatix: 'Peatix',
  feed: { en: 'Blog', ja: 'ブログ' },
  claim: { en: 'Web, by their own word', ja: 'ウェブ（本人と名乗る人）' },
  hand: { en: 'By hand', ja: '手書き' },
}

export function networkTitle(network: string, language: Language): string {
  const title = Object.hasOwn(titles, network) ? titles[network]! : network
  return typeof title === 'string' ? title : title[language]
}
