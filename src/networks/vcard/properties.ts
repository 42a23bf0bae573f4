import ICAL from 'ical.js'
import { clean } from '../files/text.ts'
import type { Card } from './cards.ts'
import { charsetOf, inCharset } from './charset.ts'

/** A value longer than this is no name, number or note. UTF-16 units. */
const VALUE_LIMIT = 100_000

/**
 * One property. `name` and the names of `params` are in lower case; `values` are decoded and unescaped, the parts of a
 * structured one (N, ORG, ADR) each for itself. `head` and `raw`: left and right of the colon as they stood, in Unicode.
 */
export type Property = {
  name: string
  group: string
  params: ReadonlyMap<string, string>
  values: string[]
  head: string
  raw: string
}

/** The properties of a card; a line that is none is passed over by name in `lost`. */
export function propertiesOf(card: Card): { properties: Property[]; lost: string[] } {
  const properties: Property[] = []
  const lost = [...card.lost]
  const version = /^version:\s*([\d.]+)/im.exec(card.lines.join('\n'))?.[1] ?? '3.0'
  const lines = unfolded(card.lines, version === '2.1')
  const text = charsetOf(lines.map(line => bytesOf(line)))
  for (const line of lines) {
    const property = propertyOf(line, version, text)
    if (!property) lost.push(clean(line.slice(0, 40)))
    else if (property.raw.length > VALUE_LIMIT) lost.push(property.head)
    else properties.push(property)
  }
  return { properties, lost }
}

/** Joins folded lines, byte for byte: 3.0 and 4.0 drop the first space, 2.1 keeps it, quoted-printable ends a line with `=`. */
function unfolded(lines: readonly string[], keepsSpace: boolean): string[] {
  const whole: string[] = []
  let soft = false
  for (const line of lines) {
    const last = whole.length - 1
    const first = line.charCodeAt(0)
    if (soft) whole[last] = whole[last]!.slice(0, -1) + line
    else if (last >= 0 && (first === 32 || first === 9)) whole[last] += keepsSpace ? line : line.slice(1)
    else whole.push(line)
    soft = line.endsWith('=') && isQuotedPrintable(whole.at(-1)!)
  }
  return whole
}

const isQuotedPrintable = (line: string) => /^[^:]*;(?:encoding="?)?quoted-printable/i.test(line)

function propertyOf(line: string, version: string, text: (bytes: string) => string): Property | undefined {
  const colon = colonOf(line)
  if (colon < 1) return undefined
  const head = text(line.slice(0, colon))
  const [full = '', ...given] = head.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const dot = full.indexOf('.')
  const name = full
    .slice(dot + 1)
    .trim()
    .toLowerCase()
  if (!/^[\w-]+$/.test(name)) return undefined
  const params = new Map<string, string>()
  for (const param of given) addParam(params, param)
  const quoted = params.get('encoding') === 'QUOTED-PRINTABLE'
  const charset = params.get('charset')
  const plain = bytesOf(line)
  const value = clean(charset ? inCharset(plain, charset, text) : text(plain))
  const raw = quoted || version === '2.1' ? escaped(value) : value
  const values = valuesOf(name, params, raw, version)
  return { name, group: full.slice(0, Math.max(0, dot)).toLowerCase(), params, values, head, raw: value }
}

/** What stands right of the colon, out of its encoding; a character a byte. */
function bytesOf(line: string): string {
  const colon = colonOf(line)
  const [head, value] = [line.slice(0, colon), line.slice(colon + 1)]
  if (isQuotedPrintable(line)) return unquoted(value)
  if (/;(?:encoding="?)?(?:b|base64)"?(?:;|$)/i.test(head) && /^[A-Za-z0-9+/]+=*\s*$/.test(value))
    return Buffer.from(value, 'base64').toString('latin1')
  // Some write the bytes and not the word for it.
  if (!/^(?:[\w-]+\.)?(?:fn|n|nickname|org|title|role)[;:]/i.test(line) || !unsaid.test(value)) return value
  const plain = unquoted(value)
  return Buffer.from(plain, 'latin1').toString('utf8').includes('\ufffd') ? value : plain
}

const unsaid = /=[c-f][0-9a-f]=[89ab][0-9a-f]/i

/** The first colon outside quotes; 2.1 has none, but a stray quote must not swallow the line. */
function colonOf(line: string): number {
  const first = line.indexOf(':')
  const quote = line.indexOf('"')
  if (quote === -1 || quote > first) return first
  const match = /^[^":]*(?:"[^"]*"[^":]*)*:/.exec(line)
  return match ? match[0].length - 1 : first
}

/** 2.1 writes `TEL;HOME;VOICE` for what later versions write as `TEL;TYPE=HOME,VOICE`. */
function addParam(params: Map<string, string>, param: string): void {
  const equals = param.indexOf('=')
  const bare = param.trim().toUpperCase()
  if (equals === -1) {
    if (bare === 'QUOTED-PRINTABLE' || bare === 'BASE64') params.set('encoding', bare)
    else if (bare !== '') params.set('type', [params.get('type'), bare].filter(Boolean).join(','))
    return
  }
  const name = param.slice(0, equals).trim().toLowerCase()
  const value = param
    .slice(equals + 1)
    .trim()
    .replace(/^"(.*)"$/s, '$1')
  if (name === 'type') params.set(name, [params.get(name), value].filter(Boolean).join(','))
  else params.set(name, name === 'encoding' ? value.toUpperCase() : value)
}

/** The library takes the value apart as the version's own rules say; what it refuses stays whole. */
function valuesOf(name: string, params: ReadonlyMap<string, string>, raw: string, version: string): string[] {
  const kind = params.get('value')?.toLowerCase()
  try {
    // Only the kind of value changes how it is read, so the other parameters are kept from the parser.
    const line = `${name}${kind && /^[\w-]+$/.test(kind) ? `;VALUE=${kind}` : ''}:${raw}`
    const [, , type, ...values] = ICAL.parse.property(
      line,
      version === '4.0' ? ICAL.design.vcard : ICAL.design.vcard3,
    )
    const parts: unknown[] = values.length === 1 && Array.isArray(values[0]) ? values[0] : values
    const flat = parts.map(part => (Array.isArray(part) ? part.join(' ') : String(part)))
    if (type === 'text' && name !== 'note') return flat.map(part => part.replace(/\\:/g, ':'))
    return [unescaped(name === 'note' ? raw : flat.join(','))]
  } catch {
    return [unescaped(raw)]
  }
}

const unescaped = (text: string) =>
  text.replace(/\\([\\,;:"nN])/g, (_, c: string) => (c === 'n' || c === 'N' ? '\n' : c))

/** 2.1 knows only `\;`; its line ends, commas and backslashes are written as 3.0 has them. */
function escaped(text: string): string {
  return text
    .replace(/\\(?!;)/g, '\\\\')
    .replace(/,/g, '\\,')
    .replace(/\r\n?|\n/g, '\\n')
}

const unquoted = (bytes: string) =>
  bytes.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
