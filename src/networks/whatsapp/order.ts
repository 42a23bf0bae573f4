import type { Header, Order } from './header.ts'

/**
 * Finds out in which order a file writes its dates; nothing in it says so. In this order of evidence: a year of four
 * digits (or above 31), a number above 12, the order in which chats go forward in time, the number that changes more
 * often, and last the half-day clock, which goes with the month first.
 */
export class DateOrder {
  private count = 0
  private readonly long = [0, 0, 0]
  private readonly above31 = [0, 0, 0]
  private readonly above12 = [0, 0, 0]
  private readonly changes = [0, 0, 0]
  private halfDays = 0
  private readonly pairs = orders.map(() => ({ last: 0, back: 0 }))
  private last: readonly number[] | undefined

  add(header: Header): void {
    const parts = [header.a, header.b, header.c]
    this.count++
    if (header.longest >= 0) this.long[header.longest]!++
    if (header.isHalfDay) this.halfDays++
    for (let i = 0; i < 3; i++) {
      if (parts[i]! > 31) this.above31[i]!++
      if (parts[i]! > 12) this.above12[i]!++
      if (this.last && this.last[i] !== parts[i]) this.changes[i]!++
    }
    for (let i = 0; i < orders.length; i++) {
      const [year, month, day] = orders[i]!
      const at = (parts[year]! * 100 + parts[month]!) * 100 + parts[day]!
      const pair = this.pairs[i]!
      if (at < pair.last) pair.back++
      pair.last = at
    }
    this.last = parts
  }

  /** `sure`: told by the file itself, not by habit. `likely`: what other chats of the same phone are in. */
  order(likely?: Order): { order: Order; sure: boolean } {
    const year = this.year()
    const [x, y] = [0, 1, 2].filter(i => i !== year) as [0 | 1 | 2, 0 | 1 | 2]
    const monthFirst: Order = [year, x, y]
    const dayFirst: Order = [year, y, x]
    // After the year the month comes first wherever people write so.
    if (year === 0 && this.above12[1]! <= this.above12[2]!) return { order: monthFirst, sure: true }
    for (const scores of [
      this.above12,
      this.changes.map((_, i) => this.back(i === x ? monthFirst : dayFirst)),
    ]) {
      if (scores[x] !== scores[y])
        return { order: scores[x]! > scores[y]! ? dayFirst : monthFirst, sure: true }
    }
    if (this.changes[x] !== this.changes[y])
      return { order: this.changes[x]! > this.changes[y]! ? dayFirst : monthFirst, sure: true }
    if (likely?.[0] === year) return { order: likely, sure: false }
    return { order: this.halfDays * 2 > this.count ? monthFirst : dayFirst, sure: false }
  }

  private year(): 0 | 1 | 2 {
    for (const scores of [this.long, this.above31]) {
      const most = Math.max(...scores)
      if (most * 2 > this.count) return scores.indexOf(most) as 0 | 1 | 2
    }
    return 2
  }

  private back(order: Order): number {
    return this.pairs[orders.findIndex(each => each.join() === order.join())]?.back ?? 0
  }
}

const orders: readonly Order[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]
