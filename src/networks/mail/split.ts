import { LineEnds } from '../files/line-ends.ts'

/** A header longer than this is no mail that anybody wrote. */
export const HEAD = 4 * 1024 * 1024
/** Of a notification, as much of the body as its first links stand in. */
export const BODY = 256 * 1024
/** The line before a message, and the beginning of the line after it. */
const LINE = 1_024

/**
 * A mail as it stands in a file: the header (and of few mails the beginning of the body) with one character per byte.
 * `line`: the `From ` line before it. `why`: the file ends inside the header, or it is over the limit.
 */
export type RawMail = {
  number: number
  line: string
  head: string
  body?: string
  why?: 'truncated' | 'too-large'
}

/**
 * Mails of one mbox file in batches as they are read: mboxo, mboxrd, Thunderbird's `From - `, Takeout's
 * `From 1793…@xxx`. Bodies are stepped over: the next mail begins at a line `From ` after an empty one that either
 * carries a date or is bare, when the line after it is a header field. `keeps`: whether a header's body is wanted.
 */
export async function* mailsOf(
  bytes: AsyncIterable<Uint8Array>,
  keeps: (head: string) => boolean,
): AsyncGenerator<RawMail[]> {
  const splitter = new Splitter(keeps)
  const ends = new LineEnds()
  try {
    for await (const piece of bytes) {
      const found = splitter.take(ends.takeBytes(piece))
      if (found.length > 0) yield found
    }
  } catch (error) {
    // What came before the failure is mail all the same.
    const rest = splitter.end(ends.end())
    if (rest.length > 0) yield rest
    throw error
  }
  const rest = splitter.end(ends.end())
  if (rest.length > 0) yield rest
}

const NEWLINE = 10
const RETURN = 13
const boundary = Buffer.from('\nFrom ')

class Splitter {
  private buffer: Buffer = Buffer.alloc(0)
  /** Where in the buffer the search goes on. */
  private at = 0
  /** Where the header began; in a body, from where its bytes are not yet kept. */
  private from = 0
  private state: 'start' | 'head' | 'body' = 'start'
  private ended = false
  private number = 0
  private line = ''
  private open: RawMail | undefined
  private found: RawMail[] = []
  private readonly keeps: (head: string) => boolean

  constructor(keeps: (head: string) => boolean) {
    this.keeps = keeps
  }

  take(piece: Uint8Array): RawMail[] {
    const next = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
    this.buffer = this.buffer.length === 0 ? next : Buffer.concat([this.buffer, next])
    while (this.step());
    this.forget()
    const { found } = this
    this.found = []
    return found
  }

  end(last: string): RawMail[] {
    this.buffer = Buffer.concat([this.buffer, Buffer.from(last, 'latin1')])
    this.ended = true
    while (this.step());
    if (this.state === 'head') this.found.push({ ...this.begun(), why: 'truncated' })
    if (this.state === 'body') this.finish(this.buffer.length)
    return this.found
  }

  private step(): boolean {
    if (this.state === 'start') return this.start()
    return this.state === 'head' ? this.head() : this.body()
  }

  /** Empty lines and a byte order mark may stand before the first mail. */
  private start(): boolean {
    const { buffer } = this
    while ([NEWLINE, RETURN, 0xef, 0xbb, 0xbf].includes(buffer[this.at] ?? 0)) this.at++
    const end = buffer.indexOf(NEWLINE, this.at)
    if (end < 0) return false
    this.begin(this.at, end)
    return true
  }

  private begin(at: number, end: number): void {
    this.number++
    this.line = this.buffer.toString('latin1', at, Math.min(end, at + LINE)).trimEnd()
    this.state = 'head'
    this.from = end + 1
    this.at = end
  }

  /** To the empty line, or to the limit. */
  private head(): boolean {
    const { buffer } = this
    for (let nl = buffer.indexOf(NEWLINE, this.at); nl >= 0; nl = buffer.indexOf(NEWLINE, nl + 1)) {
      const second = buffer[nl + 1]
      const end = second === NEWLINE ? nl + 1 : second === RETURN && buffer[nl + 2] === NEWLINE ? nl + 2 : -1
      this.at = nl
      if (end >= 0) {
        this.headEnds(end)
        return true
      }
      if (second === undefined || (second === RETURN && buffer[nl + 2] === undefined)) break
    }
    if (buffer.length - this.from <= HEAD) return false
    this.found.push({ ...this.begun(), why: 'too-large' })
    this.state = 'body'
    this.at = buffer.length - 1
    return true
  }

  private headEnds(end: number): void {
    const mail = { ...this.begun(), head: this.buffer.toString('latin1', this.from, end + 1) }
    if (mail.head.length > HEAD) this.found.push({ ...mail, head: '', why: 'too-large' })
    else if (this.keeps(mail.head)) this.open = { ...mail, body: '' }
    else this.found.push(mail)
    this.state = 'body'
    this.at = end
    this.from = end + 1
  }

  private body(): boolean {
    const { buffer } = this
    const at = buffer.indexOf(boundary, this.at)
    if (at < 0) {
      // The five bytes that may begin a boundary, and the two before that tell whether the line above is empty.
      this.at = Math.max(this.at, buffer.length - boundary.length + 1)
      return false
    }
    const isEmptyAbove =
      buffer[at - 1] === NEWLINE ||
      (buffer[at - 1] === RETURN && buffer[at - 2] === NEWLINE) ||
      at === this.from - 1
    const begins = isEmptyAbove ? this.begins(at + 1) : false
    if (begins === undefined) {
      this.at = at
      return false
    }
    if (begins === false) this.at = at + 1
    else {
      this.finish(at)
      this.begin(at + 1, begins)
    }
    return true
  }

  /** The end of a `From ` line that begins a mail, false when it is part of a body, undefined until there is more. */
  private begins(at: number): number | false | undefined {
    const { buffer, ended } = this
    const end = buffer.indexOf(NEWLINE, at)
    if (end < 0) return ended || buffer.length - at > LINE ? false : undefined
    if (end - at > LINE || !isFromLine(buffer.toString('latin1', at, end))) return false
    const after = buffer.toString('latin1', end + 1, end + 1 + 128)
    if (/^(?:[!-9;-~]+[ \t]*:|>From )/.test(after)) return end
    return !ended && after.length < 128 && !after.includes('\n') ? undefined : false
  }

  private finish(end: number): void {
    if (!this.open) return
    this.gather(end)
    this.found.push(this.open)
    this.open = undefined
  }

  private gather(end: number): void {
    const { open } = this
    const more = Math.min(end - this.from, BODY - (open?.body?.length ?? 0))
    if (open && more > 0) open.body += this.buffer.toString('latin1', this.from, this.from + more)
    this.from = Math.max(this.from, end)
  }

  /** Lets go of what is read: in a body all but its last bytes, in a header nothing. */
  private forget(): void {
    if (this.state === 'body') this.gather(this.at)
    const read = this.state === 'head' ? this.from - 1 : this.at - 3
    if (read <= 0) return
    this.buffer = Buffer.from(this.buffer.subarray(read))
    this.at -= read
    this.from -= read
  }

  private begun = (): RawMail => ({ number: this.number, line: this.line, head: '' })
}

const weekday = /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b,?/gi
const clock = /\d{1,2}:\d\d/
const year = /\b(?:19|20)\d\d\b/
/** What a date is made of behind its weekday, and the host that old programs name behind that. */
const dated =
  /^(?:[ \t]+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}|\d{1,4}|\d{1,2}:\d\d(?::\d\d)?|[+-]\d{4}|\(?[A-Z]{1,5}(?:[+-]\d{1,4})?\)?)[,.]?)+(?:[ \t]+remote from \S+)?$/

/** `From `, anything or nothing, and a date; or a bare one, as newer Thunderbirds write. */
export function isFromLine(line: string): boolean {
  if (!line.startsWith('From ')) return false
  const rest = line.slice(5).trim()
  if (rest === '' || rest === '-') return true
  if (!clock.test(rest) || !year.test(rest)) return false
  return [...rest.matchAll(weekday)].some(found => dated.test(rest.slice(found.index + found[0].length)))
}
