import { decoded } from '../files/text.ts'

/** A meeting with thousands of guests is about this long; more is something else. UTF-16 units. */
const LARGEST = 4 * 1024 * 1024
/** A line that is kept; embedded files are longer and go while they come in. */
const LINE = 2 * 1024 * 1024

/**
 * One event or time zone of a calendar as text, without what is nested in it (alarms) and without its words
 * (descriptions, attachments). `name`: `VEVENT`, `VTIMEZONE`, …; `why`: the file ends in it, or it is too large.
 */
export type Component = { number: number; name: string; text: string; why?: 'truncated' | 'too-large' }

/** A field of the calendar itself (`X-WR-CALNAME`). */
export type Field = { field: string; value: string }

export async function* componentsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<(Component | Field)[]> {
  const splitter = new Splitter()
  try {
    for await (const text of decoded(bytes)) {
      const found = splitter.take(text)
      if (found.length > 0) yield found
    }
  } catch (error) {
    yield splitter.end()
    throw error
  }
  yield splitter.end()
}

/** Never looked at, and the longest by far. */
const dropped =
  /^(?:description|attach|x-alt-desc|comment|x-microsoft-[\w-]+|x-apple-structured-location|image|styled-description)[;:]/i

class Splitter {
  private carry = ''
  private cut = false
  private number = 0
  private open: Component | undefined
  /** Within a calendar: a file that ends there ends in the middle. */
  private isInside = false
  private lines: string[] = []
  private size = 0
  private nested = 0
  private dropping = false
  private found: (Component | Field)[] = []

  take(piece: string): (Component | Field)[] {
    const text = this.carry + piece
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.line(text.slice(start, end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end))
      start = end + 1
    }
    this.carry = text.slice(start)
    if (this.carry.length > LINE) {
      this.carry = this.carry.slice(0, 200)
      this.cut = true
    }
    return this.taken()
  }

  end(): (Component | Field)[] {
    if (this.carry !== '') this.line(this.carry.replace(/\r$/, ''))
    if (this.open) this.finish('truncated')
    else if (this.isInside)
      this.found.push({ number: this.number, name: 'VEVENT', text: '', why: 'truncated' })
    return this.taken()
  }

  private taken(): (Component | Field)[] {
    const { found } = this
    this.found = []
    return found
  }

  private line(line: string): void {
    const cut = this.cut
    this.cut = false
    const first = line.charCodeAt(0)
    const isFolded = first === 32 || first === 9
    if (isFolded && (this.dropping || this.nested > 0)) return
    this.dropping = !isFolded && (cut || dropped.test(line))
    const begins = /^begin:([\w-]+)\s*$/i.exec(line)?.[1]?.toUpperCase()
    if (begins) this.begin(begins, line)
    else if (/^end:/i.test(line)) this.ends(line)
    else if (!this.open && !isFolded) this.field(line)
    else if (this.open && this.nested === 0 && !this.dropping) this.keep(line)
  }

  private begin(name: string, line: string): void {
    // An event within an event: the one before was cut off.
    if (this.open && name === this.open.name) this.finish('truncated')
    if (name === 'VCALENDAR') {
      this.isInside = true
      if (this.open) this.finish('truncated')
    } else if (!this.open) {
      this.number++
      this.open = { number: this.number, name, text: '' }
      this.keep(line)
    } else if (this.open.name === 'VTIMEZONE') this.keep(line)
    else this.nested++
  }

  private ends(line: string): void {
    if (/^end:vcalendar\s*$/i.test(line)) this.isInside = false
    if (!this.open) return
    if (new RegExp(`^end:${this.open.name}\\s*$`, 'i').test(line)) {
      this.keep(line)
      this.finish()
    } else if (/^end:vcalendar\s*$/i.test(line)) this.finish('truncated')
    else if (this.nested > 0) this.nested--
    else this.keep(line)
  }

  private keep(line: string): void {
    this.size += line.length
    if (this.size <= LARGEST) this.lines.push(line)
  }

  private finish(why?: Component['why']): void {
    const { open, lines, size } = this
    this.open = undefined
    this.lines = []
    this.size = 0
    this.nested = 0
    if (size > LARGEST) this.found.push({ ...open!, why: 'too-large' })
    else this.found.push({ ...open!, text: lines.join('\r\n'), ...(why && { why }) })
  }

  private field(line: string): void {
    const found = /^([\w-]{1,40})(?:;[^:]{0,500})?:(.{0,500})/.exec(line)
    if (found) this.found.push({ field: found[1]!.toLowerCase(), value: found[2]!.trim() })
  }
}
