import type { RejectCode } from '../contract.ts'
import { dayOf, timeOfDay } from './when.ts'

/** LINE takes 10,000 characters; a quotation that runs on for longer was never closed. */
const LONGEST = 10_500
/** Words beyond this make no difference to a key. */
const WORDS = 16_384

/** One line of talk. `name` is empty where the app itself speaks. `why`: it has no time that can be. */
export type Said = { line: number; at: number; name: string; words: string; why?: RejectCode }

/**
 * Lines of a saved talk to what was said. A message of several lines stands in quotation marks, and whatever looks like
 * a day or a time inside them belongs to it; a lone quotation mark that somebody typed closes nothing and opens nothing.
 * `names`: of those who speak, for saves from a computer, where a space instead of a tab stands behind the name.
 */
export class LineTalk {
  private readonly names: readonly string[]
  private readonly isSettled: boolean
  private day: number | undefined
  private current: Said | undefined
  private isOpen = false
  private quotes = 0
  private held: string[] = []
  private heldSize = 0
  /** Up to this line quotation marks are only characters. */
  private plainUntil = 0
  private usesTabs = false

  /** `isSettled`: nobody else speaks. */
  constructor(names: readonly string[], isSettled = false) {
    this.isSettled = isSettled
    this.names = [...names].sort((a, b) => b.length - a.length)
  }

  take(line: string, number: number, out: Said[]): void {
    if (!this.isOpen) {
      this.read(line, number, out)
      return
    }
    this.held.push(line)
    this.heldSize += line.length + 1
    this.quotes += quotesIn(line)
    if (this.quotes % 2 === 0 && line.endsWith('"')) {
      for (const each of this.held) this.goOn(each)
      this.isOpen = false
      this.held = []
    } else if (this.heldSize > LONGEST) this.reread(number, out)
  }

  end(out: Said[]): void {
    if (this.isOpen) this.reread(Number.MAX_SAFE_INTEGER, out)
    this.finish(out)
  }

  private reread(number: number, out: Said[]): void {
    const { held } = this
    const first = (this.current?.line ?? 0) + 1
    this.isOpen = false
    this.held = []
    this.plainUntil = number
    for (const [index, line] of held.entries()) this.read(line, first + index, out)
  }

  private read(line: string, number: number, out: Said[]): void {
    const tab = line.indexOf('\t')
    if (tab > 0 && tab <= 14) {
      const time = timeOfDay(line.slice(0, tab))
      if (time !== undefined) {
        this.usesTabs = true
        const next = line.indexOf('\t', tab + 1)
        const name = next === -1 ? '' : line.slice(tab + 1, next)
        this.begin(number, time, name, line.slice((next === -1 ? tab : next) + 1), out)
        return
      }
    }
    const day = tab === -1 ? dayOf(line) : undefined
    if (day !== undefined) {
      this.finish(out)
      this.day = day
    } else if (this.usesTabs || !this.readSpaced(line, number, out)) this.goOn(line)
  }

  /** `10:23 山田太郎 こんにちは`, as old versions for computers write it. */
  private readSpaced(line: string, number: number, out: Said[]): boolean {
    const spaced = this.day === undefined ? undefined : spacedIn(line)
    if (!spaced) return false
    const { time, rest } = spaced
    const known = this.names.find(name => rest.startsWith(`${name} `))
    // Where those who speak are known, anything else is what the app says.
    const border = known?.length ?? (this.isSettled ? 0 : rest.indexOf(' '))
    if (border <= 0) this.begin(number, time, '', rest, out)
    else this.begin(number, time, rest.slice(0, border), rest.slice(border + 1), out)
    return true
  }

  private begin(line: number, time: number, name: string, words: string, out: Said[]): void {
    this.finish(out)
    const at = (this.day ?? Number.NaN) + time
    const why = this.day === undefined ? 'no-date' : Number.isNaN(at) ? 'bad-date' : undefined
    this.current = { line, at, name, words, why }
    if (words.charCodeAt(0) !== 34 || line <= this.plainUntil) return
    this.quotes = quotesIn(words)
    this.isOpen = this.quotes % 2 === 1
    this.heldSize = words.length
  }

  private goOn(line: string): void {
    if (this.current && this.current.words.length < WORDS) this.current.words += `\n${line}`
  }

  private finish(out: Said[]): void {
    if (!this.current) return
    // The empty line before a new day belongs to no message.
    this.current.words = this.current.words.trimEnd()
    out.push(this.current)
    this.current = undefined
  }
}

/** The time of a line of a save from a computer, and what stands behind it. */
export function spacedIn(line: string): { time: number; rest: string } | undefined {
  const match = /^((?:\p{L}{2}\s?)?\d{1,2}:\d{2}(?:\s?(?:[AP]\.?\s?M\.?|SA|CH))?) (.+)$/iu.exec(line)
  const time = match ? timeOfDay(match[1]!) : undefined
  return time === undefined ? undefined : { time, rest: match![2]! }
}

function quotesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count++
  return count
}
