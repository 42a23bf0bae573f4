import encodingJapanese from 'encoding-japanese'
import { LineEnds } from './line-ends.ts'

/** How much is looked at to tell an encoding. */
const LOOK = 64 * 1024

const ESCAPE = 0x1b

/**
 * Bytes of a text file to text. A byte order mark decides; else ISO-2022-JP by its escapes; else UTF-8 if the first
 * 64 KB from the first byte outside ASCII are valid; else Shift_JIS (Windows-31J), EUC-JP or UTF-16 by detection, and
 * Windows-1252 when nothing fits. U+0000 is dropped; bytes that do not decode become U+FFFD; where lines end in CR alone,
 * they end in LF. Pieces come as they are read, never the whole file.
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | undefined
  let waiting: Uint8Array[] = []
  let size = 0
  let sawMore = false
  const ends = new LineEnds()
  const text = (decodedPiece: string) => ends.take(clean(decodedPiece))
  const begin = (start: Buffer) => {
    const known = encodingOf(start)
    // ASCII says nothing yet: a Shift_JIS file may begin with long stretches of it.
    if (known !== 'ascii') decoder = new TextDecoder(known)
    // An escape at the very end may be the first byte of an ISO-2022-JP one.
    const last = decoder ? -1 : start.lastIndexOf(ESCAPE)
    const held =
      last >= 0 && last >= start.length - 2 && size > 2 ? start.subarray(last) : start.subarray(0, 0)
    const said = start.subarray(0, start.length - held.length)
    waiting = held.length > 0 ? [held] : []
    size = held.length
    sawMore = size > 0
    return text(decoder ? decoder.decode(start, { stream: true }) : said.toString('latin1'))
  }
  try {
    for await (const chunk of bytes) {
      if (decoder) {
        yield text(decoder.decode(chunk, { stream: true }))
        continue
      }
      waiting.push(chunk)
      size += chunk.length
      sawMore ||= !isAscii(chunk) || chunk.includes(ESCAPE)
      if (size >= (sawMore ? LOOK : 4)) yield begin(Buffer.concat(waiting, size))
    }
  } catch (error) {
    // What came before the failure is text all the same.
    while (size > 0) yield begin(Buffer.concat(waiting, size))
    yield ends.end()
    throw error
  }
  while (size > 0) yield begin(Buffer.concat(waiting, size))
  yield text(decoder?.decode() ?? '') + ends.end()
}

/** The same bytes as UTF-8: untouched where they are UTF-8 (without its mark), else transcoded. */
export async function* utf8Bytes(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]()
  const waiting: Uint8Array[] = []
  let size = 0
  let failure: { error: unknown } | undefined
  while (size < LOOK) {
    // Text that came before a failure still has to be decoded; the failure follows it.
    const next = await source.next().catch((error: unknown) => void (failure = { error }))
    if (!next || next.done) break
    waiting.push(next.value)
    size += next.value.length
  }
  const start = Buffer.concat(waiting, size)
  const rest = (async function* () {
    yield start as Uint8Array
    if (failure) throw failure.error
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  })()
  try {
    const encoding = encodingOf(start)
    if (encoding === 'ascii' || encoding === 'utf-8') {
      const marked = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf
      let first = true
      for await (const chunk of rest) {
        yield first && marked ? chunk.subarray(3) : chunk
        first = false
      }
    } else {
      const encoder = new TextEncoder()
      for await (const text of decoded(rest)) yield encoder.encode(text)
    }
  } finally {
    await source.return?.()
  }
}

/** Text that PostgreSQL can store: without U+0000 and lone surrogates. */
export function clean(text: string): string {
  return (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text).toWellFormed()
}

/** A name or title on one line: control characters and runs of space become one space; at most `most` characters. */
export function oneLine(text: string, most = 200): string {
  // A megabyte without a space is still looked at only as far as it can be kept.
  const plain = clean(text.length > most * 20 ? text.slice(0, most * 20) : text)
  return cut(plain.replace(/[\s\u0000-\u001f\u007f-\u009f\ufeff]+/g, ' ').trim(), most).trimEnd()
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The first `most` UTF-16 units at most, never inside a character as a reader sees it. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const from = Math.max(0, most - 100)
  const around = text.slice(from, most + 100)
  const border = graphemes.segment(around).containing(most - from)?.index ?? 0
  // A pile of more than a hundred marks has no border near; then half a character is better than none.
  return (border > 0 ? text.slice(0, from + border) : text.slice(0, most)).replace(/[\ud800-\udbff]$/, '')
}

/** A name to compare by: width, case and spaces evened out. */
export function foldedName(name: string): string {
  return oneLine(name).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function markOf(start: Uint8Array): string | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return undefined
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 0x7f || bytes[i] === 0) return false
  return true
}

/** `ascii` when nothing else can be told; otherwise a label that TextDecoder knows. */
export function encodingOf(start: Uint8Array): string {
  const marked = markOf(start)
  if (marked) return marked
  if (isAscii(start)) return hasJisEscape(start) ? 'iso-2022-jp' : 'ascii'
  const wide = utf16Of(start)
  if (wide) return wide
  try {
    // A character cut by the end of the look is no error: `stream` leaves it for later.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return 'utf-8'
  } catch {}
  if (isWestern(start)) return 'windows-1252'
  const found = encodingJapanese.detect(start.subarray(0, LOOK), ['SJIS', 'EUCJP'])
  return found === 'EUCJP' ? 'euc-jp' : found === 'SJIS' ? 'shift_jis' : 'windows-1252'
}

/** `ESC $ B` or `ESC $ @`: kanji of JIS X 0208 follow, in bytes that are ASCII by themselves. */
function hasJisEscape(start: Uint8Array): boolean {
  for (let at = start.indexOf(ESCAPE); at !== -1; at = start.indexOf(ESCAPE, at + 1))
    if (start[at + 1] === 0x24 && (start[at + 2] === 0x42 || start[at + 2] === 0x40)) return true
  return false
}

/**
 * Accented letters of Windows-1252 stand alone between ASCII letters (`Tom\xe1s`), which Shift_JIS allows too and means kanji
 * by; Japanese text has the first bytes of kana and common kanji (81 to 9F) everywhere, or long runs beyond ASCII.
 */
function isWestern(start: Uint8Array): boolean {
  let letters = 0
  let others = 0
  for (let i = 0; i < Math.min(start.length, LOOK); i++) {
    if (start[i]! < 0x80) continue
    const isAlone = (start[i - 1] ?? 0) < 0x80 && (start[i + 1] ?? 0) < 0x80
    if (start[i]! >= 0xc0 && isAlone) letters++
    else others++
  }
  return letters > 0 && others * 10 <= letters
}

/** UTF-16 without a mark: nearly every other byte of Latin text and of markup is zero. */
function utf16Of(start: Uint8Array): string | undefined {
  const zeros = [0, 0]
  const length = Math.min(start.length, 4096)
  for (let i = 0; i < length; i++) if (start[i] === 0) zeros[i & 1]!++
  const [even = 0, odd = 0] = zeros
  if (odd > length / 4 && even < odd / 8) return 'utf-16le'
  if (even > length / 4 && odd < even / 8) return 'utf-16be'
  return undefined
}
