import { toHiragana, toRomaji } from 'wanakana'
import { Recent } from './recent.ts'

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
  return quicklyFolded(text) ?? thoroughlyFolded(text)
}

/** What each code unit becomes by itself, wherever it stands; 0 where that depends on more. */
const alone = new Uint16Array(0xa000)
for (let code = 0; code <= 0x7f; code++) alone[code] = code < 0x21 || code === 0x7f ? 0x20 : code
for (let code = 0x41; code <= 0x5a; code++) alone[code] = code + 0x20
for (let code = 0x3041; code <= 0x3096; code++) alone[code] = code
for (let code = 0x30a1; code <= 0x30f6; code++) alone[code] = code - 0x60
alone[0x30fc] = 0x30fc
alone[0x30fb] = 0x20
for (let code = 0x4e00; code < alone.length; code++) alone[code] = code
for (const [variant, common] of Object.entries(variants))
  if (variant.length === 1 && common.length === 1) alone[variant.charCodeAt(0)] = common.charCodeAt(0)

/** Accents, breathings, vowel points; not the vowels of Indian scripts or of Thai, which are letters. */
const accents = /[\u0300-\u036f]|[\u0483-\u0487]|[\u0591-\u05c7]|[\u064b-\u065f]|\u0670/g

const scratch = new Uint16Array(256)

/** Short texts in ASCII, kana and the common kanji, which most are: a tenth of the work. */
function quicklyFolded(text: string): string | undefined {
  if (text.length > scratch.length) return undefined
  let length = 0
  let isSame = true
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const folded = code < alone.length ? alone[code]! : 0
    if (folded === 0) return undefined
    if (folded === 0x20 && (length === 0 || scratch[length - 1] === 0x20)) {
      isSame = false
      continue
    }
    if (folded !== code) isSame = false
    scratch[length++] = folded
  }
  if (length > 0 && scratch[length - 1] === 0x20) {
    length--
    isSame = false
  }
  return isSame ? text : String.fromCharCode.apply(null, scratch.subarray(0, length) as unknown as number[])
}

/** The same for any text. */
export function thoroughlyFolded(text: string): string {
  let key = ''
  const flat = text
    .normalize('NFKC')
    .replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\p{Cf}]/gu, '')
    .replace(/\p{Cc}/gu, ' ')
    .toLowerCase()
  for (const char of flat.normalize('NFD').replace(accents, '').normalize('NFC')) {
    const code = char.codePointAt(0)!
    key += code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - 0x60) : (variants[char] ?? char)
  }
  return key.replace(/[・·]/g, ' ').replace(/\s+/g, ' ').trim()
}

/** Letters that Unicode does not take apart, as people write them on another keyboard: `Søren` → `soren`. Of folded text. */
export const plainLatin = (key: string): string =>
  key.replace(/[łøæœßıđðþħŋ]/g, letter => besideLatin[letter]!)

const besideLatin: Record<string, string> = {
  ...{ ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i' },
  ...{ đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŋ: 'n' },
}

const honorific = /(?<=\S)\s*(様|さま|さん|殿|どの|氏|先生|せんせい|君|くん|ちゃん)$/

/**
 * What somebody may have meant by what they typed, as pieces of a search line: the text itself, without spaces and
 * without an honorific, its kana when it is romaji (`yamada` → `やまだ`) and the other way round, and its plainest romaji
 * (`ohta` → `ota`).
 */
export function spellings(typed: string): string[] {
  const key = folded(typed).replace(/^[@#]/, '')
  const found = new Set([key])
  if (isCjk(key)) {
    found.add(key.replaceAll(' ', ''))
    const bare = key.replace(honorific, '')
    found.add(bare).add(bare.replaceAll(' ', ''))
    // People who write themselves in Latin letters; shorter pieces would fit half of all Latin names.
    if (/^[\u3041-\u309fー ]{3,}$/.test(bare)) found.add(toRomaji(bare)).add(plainRomaji(toRomaji(bare)))
  } else if (/^[a-z' -]*[a-z][a-z' -]*$/.test(key)) {
    const kana = toHiragana(key.replace(/[ -]/g, ''))
    if (!/[a-z]/.test(kana)) found.add(kana)
    found.add(plainRomaji(key))
  }
  return [...found]
}

/**
 * One spelling for all ways to write a Japanese word in Latin letters: Hepburn, Kunrei (`si`, `tu`, `zya`), passport
 * style (`oh`, `mp`), with and without long vowels.
 */
export function plainRomaji(romaji: string): string {
  let key = folded(romaji).replace(/[' -]/g, '')
  for (const [spelling, plain] of romajiRules) key = key.replace(spelling, plain)
  return key
}

const romajiRules: readonly [RegExp, string][] = [
  [/si/g, 'shi'],
  [/zi|di/g, 'ji'],
  [/du/g, 'zu'],
  [/ti/g, 'chi'],
  [/tu/g, 'tsu'],
  [/(?<![cs])hu/g, 'fu'],
  [/sy/g, 'sh'],
  [/ty|cy/g, 'ch'],
  [/[zj]y/g, 'j'],
  [/tch/g, 'cch'],
  [/m(?=[bmp])/g, 'n'],
  [/oh(?![aeiouy])|ou|oo/g, 'o'],
  [/uu/g, 'u'],
]

/**
 * Everything a person may be searched by, in one line: names with and without spaces, the reading in kana and in
 * romaji (also in its plainest form: `satou` and `sato`), handles, mail addresses, organisations.
 */
export function searchLine(
  names: readonly (string | null | undefined)[],
  others: readonly (string | null | undefined)[],
): string {
  const words = new Set<string>()
  for (const name of names) {
    const key = folded(name ?? '')
    if (!key) continue
    const joined = key.replaceAll(' ', '')
    words.add(key).add(joined).add(plainLatin(key))
    if (/^[\u3041-\u309fー]+$/.test(joined)) {
      const romaji = romajiOf(joined)
      words.add(romaji).add(key.split(' ').map(romajiOf).join(' ')).add(plainOf(romaji))
    }
  }
  for (const other of others) {
    const key = folded(other ?? '')
    if (key) words.add(key)
  }
  return [...words].join('\n').slice(0, 2000).toWellFormed()
}

/** Readings of families and given names come again and again. */
const romajiOf = remembered(toRomaji)
const plainOf = remembered(plainRomaji)

function remembered(rule: (text: string) => string): (text: string) => string {
  const known = new Recent<string, string>(5_000)
  return text => {
    let found = known.get(text)
    if (found === undefined) known.set(text, (found = rule(text)))
    return found
  }
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

export const isFamilyFirst = (text: string): boolean => familyFirst.test(text)
const familyFirst = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆가-힣]|[\u{20000}-\u{3ffff}]/u

/** The name to show: as given, or from its parts in the order of its script. */
export function displayName(parts: NameParts): string {
  return shownLine(parts.name ?? '') || partsInOrder(parts)
}

/** Family and given name in the order of their script. */
export function partsInOrder({ familyName = '', givenName = '' }: NameParts): string {
  const inOrder = isFamilyFirst(familyName + givenName) ? [familyName, givenName] : [givenName, familyName]
  return shownLine(inOrder.filter(Boolean).join(' '))
}

export function readingOf(parts: NameParts): string | null {
  return shownLine([parts.familyReading, parts.givenReading].filter(Boolean).join(' ')) || null
}

/** Line breaks and control characters to spaces, at most 200 characters: a name stays one line wherever it is shown. */
export function shownLine(name: string): string {
  const line = oneLine(name)
  return line.length > 200 ? `${[...line].slice(0, 199).join('')}…` : line
}

/** Text that stays on one line: no control characters, no halves of characters, no space at its ends. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** Text that a database and a screen can hold: lines stay, other control characters and halves of characters go. */
export const storable = (text: string): string =>
  text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, found => (found === '\r' ? '' : ' '))

/**
 * Order of names, for a comparison by code points: kana readings and kana names first (as in dictionaries, JIS X
 * 4061: か and が are one letter, ー is the vowel before it, and only ties look at the difference), Latin next, kanji
 * without a reading after them (their reading is unknown), nameless last.
 */
export function sortKey(name: string, reading: string | null): string {
  const key = folded(reading || name)
  if (!key) return '9'
  if (/^[\u3041-\u309f]/.test(key)) return `1${plainKana(key)}\t${key}`
  return isCjk(key) ? `3${key}` : `2${key}`
}

const vowelRows = [
  'あかさたなはまやらわ',
  'いきしちにひみりゐ',
  'うくすつぬふむゆる',
  'えけせてねへめれゑ',
  'おこそとのほもよろを',
]
const small = 'ぁぃぅぇぉっゃゅょゎゕゖ'
const large = 'あいうえおつやゆよわかけ'

/** Kana without dakuten, small forms and long vowel marks. */
function plainKana(key: string): string {
  let plain = ''
  for (const char of key.normalize('NFD').replace(/[\u3099\u309a]/g, '')) {
    const before = plain.at(-1) ?? ''
    if (char === 'ー') plain += vowelRows.find(row => row.includes(before))?.[0] ?? char
    else if (char === 'ゝ') plain += before
    else plain += large[small.indexOf(char)] ?? char
  }
  return plain
}
