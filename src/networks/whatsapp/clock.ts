import { type Hours, hoursOf, usualHours } from './day-parts.ts'
import type { Header } from './header.ts'

/**
 * Finds out which words beside the time say of which half of the day it is, from the first to the last line of a
 * file. A word that is said of 0 or of hours above 12 stands in every line (`klo`, `г.`, `Uhr`) and says nothing. One that no
 * language is known to use is learnt: where two of them follow each other on one day, the morning comes first.
 */
export class DayClock {
  private readonly said = new Map<string, { isWhole: boolean }>()
  private readonly turns = new Map<string, number>()
  private last: { a: number; b: number; c: number; part: string } | undefined
  private settled: Map<string, Hours | undefined> | undefined

  add({ a, b, c, hour, part }: Header): void {
    const known = this.said.get(part)
    if (!known) this.said.set(part, { isWhole: hour > 12 || hour === 0 })
    else if (hour > 12) known.isWhole = true
    const { last } = this
    if (last && last.part !== part && last.a === a && last.b === b && last.c === c) {
      const turn = `${last.part}\n${part}`
      this.turns.set(turn, (this.turns.get(turn) ?? 0) + 1)
    }
    this.last = { a, b, c, part }
  }

  /** The hour of the whole day, 0 to 23 where it can be. */
  hourOf({ hour, part }: Header): number {
    if (part === '' || hour > 12) return hour
    const hours = this.hoursOf(part)
    if (!hours) return hour
    const early = hour % 12
    if (hours.has(early) !== hours.has(early + 12)) return hours.has(early) ? early : early + 12
    // Night is on both sides of midnight; and phones of other versions change words an hour before or after.
    const isNear = (at: number) => hours.has((at + 1) % 24) || hours.has((at + 23) % 24)
    if (!hours.has(early) && isNear(early) !== isNear(early + 12)) return isNear(early) ? early : early + 12
    return hours.has(early) && hour >= 6 && hour < 12 ? early + 12 : early
  }

  /** Whether the file goes by halves of the day. */
  get isHalf(): boolean {
    return [...this.said.keys()].some(part => this.hoursOf(part) !== undefined)
  }

  private hoursOf(part: string): Hours | undefined {
    this.settled ??= this.settle()
    if (this.settled.has(part)) return this.settled.get(part)
    return known(part, usualHours)
  }

  private settle(): Map<string, Hours | undefined> {
    const settled = new Map<string, Hours | undefined>()
    const strange: string[] = []
    for (const [part, { isWhole }] of this.said) {
      const usual = known(part, usualHours)
      const hours = usual ?? (isWhole || part === '' ? undefined : known(part, hoursOf))
      settled.set(part, hours)
      if (!hours && !isWhole && part !== '') strange.push(part)
    }
    if (strange.length !== 2) return settled
    const [x, y] = strange as [string, string]
    const forth = this.turns.get(`${x}\n${y}`) ?? 0
    const back = this.turns.get(`${y}\n${x}`) ?? 0
    if (forth === back) return settled
    settled.set(forth > back ? x : y, hoursOf('am'))
    settled.set(forth > back ? y : x, hoursOf('pm'))
    return settled
  }
}

/** Of several words the one that is known: `ч pm`, `at pm`. */
function known(part: string, look: (word: string) => Hours | undefined): Hours | undefined {
  const whole = look(part.replaceAll(' ', ''))
  if (whole || !part.includes(' ')) return whole
  for (const word of part.split(' ').reverse()) {
    const hours = look(word)
    if (hours) return hours
  }
  return undefined
}
