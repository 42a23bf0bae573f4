import anyAscii from 'any-ascii'
import { compoundFamily } from './chinese-families.ts'
import { areNicknames } from './nicknames.ts'

/** A name in another script as it may be written in Latin letters; each word in the ways that are usual. */
export type Romanised = {
  words: readonly (readonly string[])[]
  /** Arabic, Hebrew, Thai and Indian letters leave out vowels, or their transliteration does. */
  isVowelless: boolean
  script: 'letters' | 'hangul' | 'hanzi'
}

const other =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Hangul}]/u
const vowelless =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}]/u

/** Of folded words; undefined for a name in Latin letters or Japanese. */
export function romanised(words: readonly string[], isChinese: boolean): Romanised | undefined {
  if (isChinese) return { words: pinyin(words), isVowelless: false, script: 'hanzi' }
  if (
    !words.some(word => other.test(word)) ||
    words.some(word => /[\p{Script=Latin}\p{Script=Han}]/u.test(word))
  )
    return undefined
  if (words.every(word => /^[가-힣]+$/.test(word)))
    return {
      words: words.map((word, k) =>
        k === 0 && words.length > 1 ? familiesOf(word) : koreanForms(latinOf(word)),
      ),
      isVowelless: false,
      script: 'hangul',
    }
  return {
    words: words.map(word => [latinOf(word)]).filter(([word]) => word!.length > 1),
    isVowelless: words.some(word => vowelless.test(word)),
    script: 'letters',
  }
}

const beforeAscii: readonly [RegExp, string][] = [
  // The article, which is written apart in Latin letters.
  [/^(?:ال|آل)/u, ''],
  [/ου/gu, 'u'],
  [/([αε])υ/gu, '$1v'],
  [/^μπ/gu, 'b'],
  [/^ντ/gu, 'd'],
  [/^γκ/gu, 'g'],
  // In Hebrew a vowel, unless it begins a word or stands twice.
  [/וו/gu, 'v'],
  [/(?<=.)ו/gu, ''],
  [/च/gu, 'ch'],
  // At the end of a Thai word it sounds like n.
  [/ร$/u, 'รน'],
]

function latinOf(word: string): string {
  let text = word
  for (const [letters, latin] of beforeAscii) text = text.replace(letters, latin)
  return anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}

/** Family name and given name, a syllable a character. */
function pinyin(words: readonly string[]): string[][] {
  const [first = '', ...rest] = words
  const cut = compoundFamily.test(first) ? 2 : 1
  const parts = rest.length > 0 ? [first, rest.join('')] : [first.slice(0, cut), first.slice(cut)]
  return parts.filter(Boolean).map(part => [
    anyAscii(part)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  ])
}

const koreanFamilies = new Map(
  `김 kim gim;이 lee yi rhee ri;박 park bak pak;최 choi choe;정 jung jeong chung cheong;강 kang gang;조 cho jo;윤 yoon yun;장 jang chang;임 lim im rim;한 han;오 oh o;서 seo suh;신 shin sin;권 kwon gwon;황 hwang;안 ahn an;송 song;전 jeon jun chun;홍 hong;유 yoo yu ryu you;고 ko go koh;문 moon mun;양 yang;손 son sohn;배 bae;백 baek paik;허 heo hur huh;남 nam;심 shim sim;노 noh no roh;하 ha;곽 kwak;성 sung seong;차 cha;주 joo ju;우 woo wu;구 koo ku goo;민 min;진 jin;나 na ra;류 ryu yoo;엄 eom um;천 cheon chun;방 bang;공 kong gong;현 hyun hyeon;함 ham;변 byun byeon;염 yeom yum;여 yeo;추 choo chu;도 do;소 so;석 seok suk;선 sun seon;설 seol sul`
    .split(';')
    .map(line => line.split(' '))
    .map(([hangul, ...latin]) => [hangul!, latin] as const),
)
const familiesOf = (word: string): readonly string[] => koreanFamilies.get(word) ?? [latinOf(word)]

/** The official spelling and those in use: Jiu, Jiwoo; Cheolsu, Chulsoo. */
function koreanForms(official: string): string[] {
  let forms = [official]
  for (const [sound, written] of [
    [/eo/g, 'u'],
    [/(?<![e])u$/g, 'oo'],
    [/(?<=i)(?:u|oo)$/g, 'woo'],
    [/eu/g, 'u'],
    [/jun/g, 'joon'],
  ] as const)
    forms = [...new Set(forms.flatMap(form => [form, form.replace(sound, written)]))]
  return forms
}

/** Spellings by which the name may be found among Latin words. */
export const spellingsOf = ({ words }: Romanised): string[] => words.flatMap(forms => [...forms])

/** One key for all spellings of a name in Latin letters and for what stands for it in a script without vowels. */
export const bareKey = (words: readonly string[]): string =>
  words.filter(isName).map(bare).filter(Boolean).sort().join(' ')

/** Not an article, a word for whose son it is, or an initial. */
const isName = (word: string): boolean => word.length > 1 && !/^(?:al|el|ul|ben|bin|bint|ibn)$/.test(word)

/**
 * Is this the same name in Latin letters? Every word has one that stands for it; the Latin side may have one more, and one may be a
 * nickname. Returns the Latin words that stood for others, or undefined.
 */
export function standsFor(name: Romanised, latin: readonly string[]): string[] | undefined {
  const free = latin.filter(isName)
  if (name.script === 'hanzi' || name.script === 'hangul') return joinedFor(name, free)
  if (name.words.length < 2 || free.length < name.words.length || free.length > name.words.length + 1)
    return undefined
  const met: string[] = []
  let nicknames = 0
  for (const forms of name.words) {
    let at = free.findIndex(word => forms.some(form => fits(form, word, name.isVowelless)))
    if (at < 0 && nicknames++ === 0) at = free.findIndex(word => forms.some(form => areNicknames(form, word)))
    if (at < 0) return undefined
    met.push(...free.splice(at, 1))
  }
  return name.isVowelless && bare(met.join('')).length < 4 ? undefined : met
}

/** Family and given name, of which people write the latter in one word, in two, or with a hyphen. */
function joinedFor({ words, script }: Romanised, latin: readonly string[]): string[] | undefined {
  const [families, given] = words
  if (!families || !given || latin.length < 2 || latin.length > 3) return undefined
  for (const [k, family] of latin.entries()) {
    if (k > 0 && k < latin.length - 1) continue
    const rest = latin.filter((_, at) => at !== k).join('')
    const isFamily = families.includes(family)
    const isGiven = given.some(form => (script === 'hangul' ? likeKorean(form, rest) : form === rest))
    if (isFamily && isGiven) return [...latin]
  }
  return undefined
}

const likeKorean = (a: string, b: string): boolean => {
  const [one, other] = [korean(a), korean(b)]
  return isNear(one, other)
}

const korean = (word: string): string =>
  word
    .replace(/woo|oo|eu|wu|ou/g, 'u')
    .replace(/eo/g, 'o')
    .replace(/ae/g, 'e')
    .replace(/ee/g, 'i')
    .replace(/sh/g, 's')
    .replace(/ch|j/g, 'c')
    .replace(/[gq]/g, 'k')
    .replace(/d/g, 't')
    .replace(/b/g, 'p')
    .replace(/r/g, 'l')
    .replace(/h(?![aeiouy])/g, '')
    .replace(/(.)\1/g, '$1')

function fits(form: string, word: string, isVowelless: boolean): boolean {
  if (form === word) return true
  if (!isVowelless) {
    const [one, other] = [plainSound(form), plainSound(word)]
    return isNear(one, other)
  }
  const [one, other] = [bare(form), bare(word.replace(/^[ae]l(?=.{4})/, ''))]
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return one === other
    ? one.length > 0
    : short.length > 3 && long.startsWith(short) && long.length === short.length + 1
}

/** The same but for a letter, or for two of a long word. */
function isNear(a: string, b: string): boolean {
  if (a === b) return a !== ''
  const shortest = Math.min(a.length, b.length)
  const most = shortest < 4 ? 0 : shortest < 8 ? 1 : 2
  if (most === 0 || Math.abs(a.length - b.length) > most) return false
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])))
    row = next
  }
  return row[b.length]! <= most
}

/** Spellings of Slavic and Greek names fall together: Yuliia, Julija, Yuliya. */
const plainSound = (word: string): string =>
  word
    .replace(/shch|schtsch|sch|sh|sz/g, 's')
    .replace(/tsch|tch|ch(?=[eiao])|cz|dzh|dj/g, 'c')
    .replace(/zh/g, 'z')
    .replace(/t[sz]/g, 'c')
    .replace(/kh/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/ou/g, 'u')
    .replace(/[yj]/g, 'i')
    .replace(/i+/g, 'i')
    .replace(/i(?=[aeou])/g, '')
    .replace(/(.)\1/g, '$1')

/** Consonants by kinds. */
function bare(word: string): string {
  const known = remembered.get(word)
  if (known !== undefined) return known
  const key = word
    .replace(/sch|sh|ch|zh|t[sz]|cz|c(?=[eiy])|[zš]/g, 's')
    .replace(/kh|ck|[cqx]/g, 'k')
    .replace(/[bvfp]h?/g, 'b')
    .replace(/m(?=[tdkgsjn])/g, 'n')
    .replace(/[aeiouywh]/g, '')
    .replace(/(.)\1+/g, '$1')
  if (remembered.size >= 50_000) remembered.clear()
  remembered.set(word, key)
  return key
}

const remembered = new Map<string, string>()
