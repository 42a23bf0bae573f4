/** Direction marks, isolates and byte order marks: no part of dates, names or words. */
export const marks = '\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff'
export const invisible = new RegExp(`[${marks}]`, 'gu')

/** Where the digits of scripts begin in Unicode; each has ten of them in a row. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
  0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
]
const signs = new Map<number, string>()
for (const zero of zeros) for (let digit = 0; digit < 10; digit++) signs.set(zero + digit, String(digit))
for (const space of [0x9, 0xa0, 0x2009, 0x202f, 0x3000]) signs.set(space, ' ')
for (const comma of [0x60c, 0xff0c, 0x3001]) signs.set(comma, ',')
for (const colon of [0xff1a, 0x2236]) signs.set(colon, ':')
for (const slash of [0xff0f, 0x2215]) signs.set(slash, '/')
signs.set(0xff3b, '[').set(0xff3d, ']').set(0x2010, '-').set(0x2011, '-')
for (const mark of '\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff')
  signs.set(mark.charCodeAt(0), '')

/** Whether a character may begin a date: a digit of any script, a bracket, a mark, or the name of an era. */
export const mayBegin = (code: number) =>
  (code >= 48 && code <= 57) || code === 91 || code > 0x2000 || signs.has(code)

/** Whether a number stands within the first characters, before anything dearer is tried. */
export function hasDigitNear(line: string): boolean {
  for (let index = 0; index < 6; index++) {
    const code = line.charCodeAt(index)
    if (code >= 48 && (code <= 57 || (code >= 0x660 && (signs.get(code) ?? 'x') < ':'))) return true
  }
  return false
}

const HEAD = 120

/** The head of a line with digits of ASCII, simple spaces and no marks; `at(i)`: where its i-th character stood. */
export function plainHead(line: string): { text: string; at: (index: number) => number } {
  let text = ''
  const places: number[] = []
  const end = Math.min(line.length, HEAD)
  for (let index = 0; index < end; index++) {
    const sign = signs.get(line.charCodeAt(index)) ?? line[index]!
    if (sign === '') continue
    text += sign
    places.push(index)
  }
  return { text, at: index => places[index] ?? end }
}
