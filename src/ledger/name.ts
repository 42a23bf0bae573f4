import { toHiragana, toRomaji } from 'wanakana'

/**
 * Variant characters (異体字) that people write for one another in names, folded to the common form for search only;
 * names are always shown and kept exactly as given.
 */
const variants: Record<string, string> = Object.fromEntries(
  [
    '高髙',
    '崎﨑嵜碕',
    '辺邉邊',
    '斎齋斉齊',
    '沢澤',
    '浜濱濵',
    '島嶋嶌',
    '広廣',
    '国國',
    '桜櫻',
    '竜龍',
    '恵惠',
    '徳德',
    '吉𠮷',
    '真眞',
    '富冨',
    '峰峯',
    '柳栁',
    '塚塚',
    '黒黑',
    '瀬瀨',
    '条條',
    '実實',
    '栄榮',
    '学學',
    '会會',
    '円圓',
    '滝瀧',
    '関關',
    '渡渡',
    '万萬',
    '与與',
    '亜亞',
    '児兒',
    '宝寶',
    '寿壽',
    '将將',
    '曽曾',
    '祐祐',
    '神神',
    '福福',
    '礼禮',
    '静靜',
    '鉄鐵',
    '団團',
    '県縣',
    '芦蘆',
    '巌巖',
    '桧檜',
    '渕淵渊',
    '穂穗',
    '翠翆',
    '葛葛',
    '西覀',
    '鶴靏靍',
    '館舘',
  ].flatMap(group => {
    const [common, ...others] = [...group.normalize('NFKC')]
    return others.filter(other => other !== common).map(other => [other, common!])
  }),
)

/**
 * One key for everything that people type for the same text: width and compatibility (NFKC), variation selectors,
 * 異体字, katakana to hiragana, accents, case, and runs of space. Not for display.
 */
export function folded(text: string): string {
  let key = ''
  const flat = text
    .normalize('NFKC')
    .replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\p{Cf}]/gu, '')
    .replace(/\p{Cc}/gu, ' ')
    .toLowerCase()
  for (const char of flat
    .normalize('NFD')
    .replace(/(?<![\u3040-\u30ff])\p{M}+/gu, '')
    .normalize('NFC')) {
    const code = char.codePointAt(0)!
    key += code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - 0x60) : (variants[char] ?? char)
  }
  return key.replace(/[・·]/g, ' ').replace(/\s+/g, ' ').trim()
}

/** What a typed word may stand for: itself, and its kana when it is romaji (`yamada` → `やまだ`). */
export function spellings(typed: string): string[] {
  const key = folded(typed).replace(/^[@#]/, '')
  const kana = /^[a-z' -]+$/.test(key) ? toHiragana(key.replace(/[ -]/g, ''), { passRomaji: false }) : ''
  return kana && !/[a-z]/.test(kana) ? [key, kana] : [key]
}

/**
 * Everything a person may be searched by, in one line: names with and without spaces, the reading in kana and in
 * romaji (also without long vowels: `satou` and `sato`), handles, mail addresses, organisations.
 */
export function searchLine(
  names: readonly (string | null | undefined)[],
  others: readonly (string | null | undefined)[],
): string {
  const words = new Set<string>()
  for (const name of names) {
    const key = folded(name ?? '')
    if (!key) continue
    words.add(key)
    const joined = key.replaceAll(' ', '')
    words.add(joined)
    if (/^[\u3041-\u309fー]+$/.test(joined)) {
      const romaji = toRomaji(joined)
      words.add(romaji)
      words.add(romaji.replace(/ou|oo/g, 'o').replace(/uu/g, 'u'))
      words.add(toRomaji(key))
    }
  }
  for (const other of others) {
    const key = folded(other ?? '')
    if (key) words.add(key)
  }
  return [...words].join('\n').slice(0, 2000)
}

const cjk = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆]|[\u{20000}-\u{3ffff}]/u

/** True for text in kanji or kana: names in it go family name first, without a space needed. */
export function isCjk(text: string): boolean {
  return cjk.test(text)
}

export type NameParts = {
  name?: string
  familyName?: string
  givenName?: string
  familyReading?: string
  givenReading?: string
}

/** The name to show: as given, or from its parts in the order of its script. */
export function displayName(parts: NameParts): string {
  const { familyName = '', givenName = '' } = parts
  if (familyName || givenName)
    return (isCjk(familyName + givenName) ? [familyName, givenName] : [givenName, familyName])
      .filter(Boolean)
      .join(' ')
  return clean(parts.name ?? '')
}

export function readingOf(parts: NameParts): string | null {
  return [parts.familyReading, parts.givenReading].filter(Boolean).join(' ') || null
}

/** Line breaks and control characters to spaces, at most 200 characters: a name stays one line wherever it is shown. */
function clean(name: string): string {
  const line = name.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line.length > 200 ? `${[...line].slice(0, 199).join('')}…` : line
}

/**
 * Order of names: kana readings and kana names first (あいうえお, then dakuten), Latin next, kanji without a reading
 * after them (their reading is unknown), nameless last.
 */
export function sortKey(name: string, reading: string | null): string {
  const key = folded(reading || name)
  if (!key) return '9'
  if (/^[\u3041-\u309f]/.test(key)) return `1${key}`
  return isCjk(key) ? `3${key}` : `2${key}`
}
