/** A name, and which of several who bear it: father and son, the second and the third of a house. */
export type Generation = { name: string; which?: string }

const elder =
  'sr snr senior sénior sênior seniore père pere padre pai vater starší starszy старший старша'.split(' ')
const younger =
  'jr jnr junior júnior juniore fils hijo filho figlio sohn mladší młodszy младший молодший fiul'.split(' ')
const others: Record<string, string> = {
  ...{ neto: 'grandson', nieto: 'grandson', nipote: 'grandson', sobrinho: 'nephew', sobrino: 'nephew' },
  ...{ bisneto: 'great-grandson', segundo: '2', tercero: '3', terceiro: '3' },
}
const words = new Map<string, string>([
  ...elder.map(word => [word, 'sr'] as const),
  ...younger.map(word => [word, 'jr'] as const),
  ...Object.entries(others),
])
/** Only as an abbreviation or in this writing is it nothing else: `Ii` and `Neto` are family names. */
const short = /^(?:jr|sr|jnr|snr|JR|SR|Jr|Sr|Jnr|Snr|JNR|SNR)\.?$/
const roman: Record<string, string> = { II: '2', III: '3', IV: '4', VI: '6', VII: '7', VIII: '8', IX: '9' }
const ordinal = /^(?:the )?([2-9])(?:nd|rd|th)$/i
/** Of two words and more, as German, Hungarian, Czech, Russian, Swedish and English have them. */
const phrases: readonly [RegExp, string][] = [
  [
    /[\s,(]+(?:d\.\s?ä\.?|der ältere|die ältere|the elder|den äldre|d\. ældre|den ældre|l'ancien|il vecchio|el viejo|ст\.|st\.)\)?$/iu,
    'sr',
  ],
  [
    /[\s,(]+(?:d\.\s?j\.?|der jüngere|die jüngere|the younger|den yngre|d\.\s?y\.?|le jeune|il giovane|el joven|мл\.|ml\.)\)?$/iu,
    'jr',
  ],
  [/^(?:id\.|idősb|özv\.)\s+/iu, 'sr'],
  [/^(?:ifj\.|ifjabb)\s+/iu, 'jr'],
]
const numerals = '一二三四五六七八九十'
/** `二代目 佐藤 太郎`, `佐藤太郎（三代目）`, `2代目`, `三世`, `김철수 2세`. */
const east =
  /(?:^|(?<=[\s(（・]))(初代|先代|当代|(?:第)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:代目|代(?=[\s)）]|$)|世(?=[\s)）]|$)|세(?=[\s)）]|$)))\s*/u
const eastBehind = /(?<=\p{L})(初代|(?:第)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})代目)(?=[\s)）]|$)/u

const mayBe =
  /[代世세]|\b(?:jr|sr|jnr|snr)\b|[IVX]{2}|\sV$|[2-9](?:nd|rd|th)\b|\.|[\s,(](?:the|der|die|den|le|il|el|l')\s|[\s,(](?:s[eéê]nior|j[uú]nior|p[eè]re|padre|pai|vater|fils|hijo|filho|figlio|sohn|fiul|neto|nieto|nipote|sobrin|bisneto|segundo|tercer|mlad|młod|star|стар|млад|молод)|^(?:id|ifj)/iu

/**
 * Takes the mark of a generation off a name (Sr., III, père, filho, 二代目, ifj.). Words that are names too (Junior, Neto, Senior) count only behind a given and a family name.
 * `name`: NFKC.
 */
export function generationOf(name: string): Generation {
  if (!mayBe.test(name)) return { name }
  for (const [phrase, which] of phrases) {
    const rest = name.replace(phrase, ' ').trim()
    if (rest.length < name.trim().length && rest.includes(' ')) return { name: rest, which }
  }
  const found = east.exec(name) ?? eastBehind.exec(name)
  if (found) {
    const rest = `${name.slice(0, found.index)} ${name.slice(found.index + found[0].length)}`
      .replace(/[(（]\s*[)）]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    if (rest)
      return { name: rest, which: found[2] ? numberOf(found[2]) : found[1] === '初代' ? '1' : found[1]! }
  }
  return western(name)
}

function western(name: string): Generation {
  // The last word of what stands before a further comma: `Miller, John, Jr., PhD`.
  const pieces = name.split(',')
  for (let k = pieces.length - 1; k >= 0; k--) {
    const piece = pieces[k]!.trim()
    const last = /^(?:(.*?)[\s(]+)?((?:the\s+)?[\p{L}0-9]+\.?)\)?$/iu.exec(piece)
    if (!last) continue
    const before = [...pieces.slice(0, k), last[1] ?? '']
      .join(' ')
      .split(/\s+/)
      .filter(word => /\p{L}/u.test(word))
    const which = wordOf(last[2]!, before)
    if (which === undefined) continue
    const kept = [...pieces.slice(0, k), last[1] ?? '', ...pieces.slice(k + 1)].filter(part => part.trim())
    return { name: kept.join(',').trim(), which }
  }
  return { name }
}

/** What the last word says, `before` being the words before it. */
function wordOf(word: string, before: readonly string[]): string | undefined {
  if (before.length === 0) return undefined
  if (short.test(word)) return words.get(word.replace('.', '').toLowerCase())
  const numeral = roman[word.replace('.', '')]
  if (numeral) return numeral
  const nth = ordinal.exec(word)
  if (nth) return nth[1]
  if (word === 'V' && before.length > 1 && before.every(one => one.length > 1)) return '5'
  const which = words.get(word.replace('.', '').toLowerCase())
  const isName = /^\p{Lu}/u.test(word)
  return which !== undefined && before.length >= (isName ? 2 : 1) ? which : undefined
}

function numberOf(text: string): string {
  if (/^\d+$/.test(text)) return String(Number(text))
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (char = '') => numerals.indexOf(char) + 1
  return String((text.includes('十') ? 10 * (tens ? digit(tens) : 1) : 0) + (ones ? digit(ones) : 0))
}

/** Is this what stands in a field for suffixes, and tells father from son? */
export const isGeneration = (suffix: string): boolean =>
  generationOf(`Ab Cd ${suffix.normalize('NFKC').trim()}`).which !== undefined ||
  generationOf(`Ab Cd ${suffix.normalize('NFKC').trim().toLowerCase()}`).which !== undefined
