import { toRomaji } from 'wanakana'
import type { Member, Place } from './cast.ts'
import { abroad, givenNames, surnames, tradesEn, tradesJa } from './names.ts'
import { type Random, randomOf } from './random.ts'

/** A person made up by lot. `supports`: acts toward the owner at all; the others are in an address book or on LinkedIn only. */
export type Stranger = Member & { supports: boolean; phonetics?: 'half-width' }

export const strangerCount = 292
const quiet = 52

const servers = [
  'tsunagari.example',
  'paperfolk.example',
  'kaminoki.example',
  'machi.example',
  'bookish.example',
  'hibi.example',
]

/** The people around the cast: 292, four in five of whom support at some time; the same for the same seed. */
export function strangers(seed: number): Stranger[] {
  const random = randomOf(seed, 'strangers')
  const names = [...special, ...madeNames(random, strangerCount - special.length)]
  const taken = new Set<string>()
  return names.map((name, index) => dressed(name, index, random, taken))
}

type Name = Pick<
  Member,
  'familyName' | 'givenName' | 'familyReading' | 'givenReading' | 'latin' | 'language' | 'shown'
> & {
  phonetics?: 'half-width'
  card?: { organization: string; title: string }
}

/** Names as awkward as real address books have them. */
const special: Name[] = [
  { givenName: 'Suryani', latin: { family: '', given: 'Suryani' }, language: 'en' },
  { shown: 'アンナ・ベルイマルク', latin: { family: 'Bergmark', given: 'Anna' }, language: 'ja' },
  {
    familyName: 'モロー',
    givenName: 'リュカ',
    familyReading: 'もろー',
    givenReading: 'りゅか',
    shown: 'リュカ・モロー',
    latin: { family: 'Moreau-Ito', given: 'Luca' },
    language: 'ja',
  },
  // Two people of one written name: the reading alone tells them apart.
  {
    familyName: '鈴木',
    givenName: '陽子',
    familyReading: 'すずき',
    givenReading: 'ようこ',
    latin: { family: 'Suzuki', given: 'Yoko' },
    language: 'ja',
    card: { organization: '古書 あめつち', title: '店員' },
  },
  {
    familyName: '鈴木',
    givenName: '陽子',
    familyReading: 'すずき',
    givenReading: 'はるこ',
    latin: { family: 'Suzuki', given: 'Haruko' },
    language: 'ja',
    card: { organization: '言の葉教室', title: '講師' },
  },
  {
    familyName: '田中',
    givenName: '庄司',
    familyReading: 'たなか',
    givenReading: 'しょうじ',
    latin: { family: 'Tanaka', given: 'Shoji' },
    language: 'ja',
    phonetics: 'half-width',
  },
  {
    familyName: '𠮷野',
    givenName: '紬',
    familyReading: 'よしの',
    givenReading: 'つむぎ',
    latin: { family: 'Yoshino', given: 'Tsumugi' },
    language: 'ja',
  },
  {
    familyName: '山﨑',
    givenName: '文',
    familyReading: 'やまさき',
    givenReading: 'ふみ',
    latin: { family: 'Yamasaki', given: 'Fumi' },
    language: 'ja',
    phonetics: 'half-width',
  },
]

function madeNames(random: Random, count: number): Name[] {
  const seen = new Set(special.map(name => `${name.familyName}${name.givenName}`))
  const made: Name[] = []
  while (made.length < count) {
    const japanese = random.chance(0.64)
    const family = random.pick(surnames)
    const given = random.pick(givenNames)
    const name: Name = japanese
      ? {
          familyName: family.written,
          givenName: given.written,
          familyReading: family.reading,
          givenReading: given.reading,
          latin: { family: latinOf(family.reading), given: latinOf(given.reading) },
          language: 'ja',
        }
      : nameFromAbroad(random)
    const key = `${name.familyName}${name.givenName}`
    if (seen.has(key)) continue
    seen.add(key)
    made.push(name)
  }
  return made
}

function nameFromAbroad(random: Random): Name {
  const place = abroad[random.weighted(abroad.map(names => names.given.length))]!
  const given = random.pick(place.given)
  const family = random.pick(place.family)
  return { familyName: family, givenName: given, latin: { family, given }, language: 'en' }
}

/** さとう → Sato: long vowels are not written in handles. */
function latinOf(reading: string): string {
  const romaji = toRomaji(reading)
    .replace(/'/g, '')
    .replace(/ou(?!e)/g, 'o')
    .replace(/oo/g, 'o')
    .replace(/uu/g, 'u')
  return romaji.charAt(0).toUpperCase() + romaji.slice(1)
}

/** Gives a name its accounts, its cards and its ways. */
function dressed(name: Name, index: number, random: Random, taken: Set<string>): Stranger {
  const { card, ...named } = name
  const supports = index < special.length ? index % 3 !== 2 : index >= special.length + quiet - 3
  const handle = uniqueHandle(named.latin, random, taken)
  const [organization, title] = card
    ? [card.organization, card.title]
    : random.pick<readonly [string, string]>(named.language === 'ja' ? tradesJa : tradesEn)
  const stranger: Stranger = {
    ...named,
    supports,
    places: {},
    leaning: leaningOf(random),
    spells: [],
    ...(organization && { organization }),
    ...(title && { title }),
  }
  if (supports) settle(stranger, handle, random)
  else beKnown(stranger, index, handle, random)
  if (index < special.length && !stranger.book) addToBook(stranger, handle, random)
  if (stranger.fediverse && !stranger.shown && random.chance(0.35)) stranger.shown = playful(stranger, random)
  return stranger
}

function leaningOf(random: Random) {
  const speak = random.chance(0.3) ? 5 : 1.6
  const share = random.chance(0.12) ? 6 : 0.9
  return { like: 6, speak, share }
}

/** Where somebody who supports is seen, and what else is known of them. */
function settle(person: Stranger, handle: string, random: Random): void {
  const first: Place = (['toot', 'blog-actor', 'x', 'comment-form', 'own-site'] as const)[
    random.weighted([44, 12, 15, 21, 8])
  ]!
  const places = new Set<Place>([first])
  if (random.chance(0.2)) places.add(random.pick<Place>(['toot', 'x', 'comment-form', 'own-site']))
  for (const place of places) person.places[place] = place === first ? 3 : 1
  const domain = `${handle.replace(/_/g, '-')}.example`
  if (places.has('toot') || places.has('blog-actor'))
    person.fediverse = { server: random.pick(servers), user: handle }
  if (places.has('x')) person.x = xHandle(handle)
  if (places.has('own-site') || random.chance(0.12)) person.site = `https://${domain}/`
  if (places.has('comment-form')) person.mail = `${handle}@${random.chance(0.4) ? domain : 'yubin.example'}`
  if (random.chance(0.2)) joinLinkedin(person, random)
  const scattered = places.size + (person.linkedin ? 1 : 0) > 1
  if (random.chance(scattered ? 0.85 : 0.22)) addToBook(person, handle, random)
}

/** Longer than the 15 characters X allows, so that the handle can belong to nobody. */
function xHandle(handle: string): string {
  return handle.length < 8 ? `${handle}_kami_to_ito_example` : `${handle.slice(0, 21)}_example`
}

/** Somebody who never showed support that Enishi could see. */
function beKnown(person: Stranger, index: number, handle: string, random: Random): void {
  if (index % 5 < 2) joinLinkedin(person, random)
  if (!person.linkedin || random.chance(0.3)) addToBook(person, handle, random)
}

function joinLinkedin(person: Stranger, random: Random): void {
  const name = `${person.latin.given} ${person.latin.family}`.trim().toLowerCase()
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/[^a-z]+/g, '-')
  person.linkedin = `${plain}-example-${1000 + random.int(9000)}`
}

function addToBook(person: Stranger, handle: string, random: Random): void {
  person.book = (['phone', 'google', 'both'] as const)[random.weighted([4, 4, 1])]
  if (random.chance(0.75))
    person.mail ??= `${handle}@${random.chance(0.5) ? 'yubin.example' : 'tayori.example'}`
  // A typed mail address proves nothing; a page that the comment and the card both name does.
  if (person.places['comment-form']) person.site ??= `https://${handle.replace(/_/g, '-')}.example/`
  const urls = [
    person.fediverse && `https://${person.fediverse.server}/@${person.fediverse.user}`,
    person.x && `https://x.com/${person.x}`,
    person.linkedin && `https://www.linkedin.com/in/${person.linkedin}`,
    person.site,
  ].filter(url => url !== undefined)
  if (urls.length) person.bookUrls = urls
  if (random.chance(0.5)) person.phone = phoneOf(person.language, random)
  if (random.chance(0.2))
    person.birthday = `${1955 + random.int(48)}-${two(1 + random.int(12))}-${two(1 + random.int(28))}`
  if (random.chance(0.25)) person.note = random.pick(person.language === 'ja' ? notesJa : notesEn)
}

/** Numbers no line can have: 0000 exchanges in Japan, Ofcom's drama range in Britain, 555-01xx in North America. */
function phoneOf(language: 'ja' | 'en', random: Random): string {
  const last = random.int(100)
  if (language === 'ja') return `0${random.pick([7, 8, 9])}0-0000-${1000 + random.int(9000)}`
  return random.chance(0.5) ? `+44 7700 9000${two(last)}` : `+1 202-555-01${two(last)}`
}

const likings = [
  'books',
  'to_kami',
  'no_hibi',
  'writes',
  'letters',
  'tegami',
  'binds',
  'dokusho',
  'shiori',
  'paper',
]

function uniqueHandle(latin: { family: string; given: string }, random: Random, taken: Set<string>): string {
  const letters = (text: string) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/ø/g, 'o')
      .replace(/ł/g, 'l')
      .replace(/[^a-z]/g, '')
  const [given, family] = [letters(latin.given), letters(latin.family)]
  const shapes = [
    `${given}_${family}`,
    `${given}${family.slice(0, 1)}`,
    `${family}_${given}`,
    `${given}${family}`,
    `${given}_${likings[(given.length * 7 + family.length) % likings.length]}`,
  ]
  const wanted = (family ? random.pick(shapes) : given) || 'nanashi'
  let handle = wanted
  for (let n = 2; taken.has(handle); n++) handle = `${wanted}${n}`
  taken.add(handle)
  return handle
}

function playful(person: Stranger, random: Random): string {
  const given = person.language === 'ja' ? (person.givenReading ?? '') : person.latin.given
  const whole =
    person.language === 'ja' ? `${person.familyName}${person.givenName}` : `${given} ${person.latin.family}`
  return random.pick([
    `${given} ${random.pick(['🌿', '📖', '🧵', '☕', '🐈', '✉️', '🍵'])}`,
    `${whole}｜紙と糸`,
    `${given}@tabi`,
    whole,
  ])
}

const notesJa = [
  '本の市で名刺交換。',
  '和紙の話で盛り上がった。',
  '豆本の講座に二度。',
  '手紙をくださった方。',
  'お茶の約束あり。',
  '友人の紹介。',
  '左利き用の道具の相談。',
]
const notesEn = [
  'Met at the spring book fair.',
  'Asked about linen thread.',
  'Came to the pamphlet class.',
  'Friend of Maya.',
  'Wrote a kind letter.',
]

function two(n: number): string {
  return String(n).padStart(2, '0')
}
