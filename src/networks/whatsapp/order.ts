import type { Header, Order } from './header.ts'

/**
 * `told`: by the file itself, or by other chats of the same phone. `habit`: no phone is known that writes so and means
 * the other. `guess`: either may be. `same`: it makes no difference in this file.
 */
export type Certainty = 'told' | 'habit' | 'guess' | 'same'
export type FoundOrder = { order: Order; by: Certainty; signature: string; example: Header | undefined }

/**
 * Finds out in which order a file writes its dates; nothing in it says so. In this order of evidence: a year of four
 * digits (or above 31), a number above 12, the order in which chats go forward in time, the number that changes more
 * often; and last how the numbers are written, which is a habit and no proof.
 */
export class DateOrder {
  private days = 0
  private readonly long = [0, 0, 0]
  private readonly above31 = [0, 0, 0]
  private readonly above12 = [0, 0, 0]
  private readonly changes = [0, 0, 0]
  private readonly pairs = orders.map(() => ({ last: 0, back: 0 }))
  private last: Header | undefined
  private isPadded = false
  private isShort = false
  private isCapital = false
  private part = ''

  add(header: Header): void {
    const { last } = this
    // What is said on one day tells no more than its first line.
    if (last && last.a === header.a && last.b === header.b && last.c === header.c) return
    const parts = [header.a, header.b, header.c]
    this.days++
    if (header.longest >= 0) this.long[header.longest]!++
    for (let i = 0; i < 3; i++) {
      if (parts[i]! > 31) this.above31[i]!++
      if (parts[i]! > 12) this.above12[i]!++
      if (last && [last.a, last.b, last.c][i] !== parts[i]) this.changes[i]!++
    }
    for (let i = 0; i < orders.length; i++) {
      const [year, month, day] = orders[i]!
      const at = (parts[year]! * 100 + parts[month]!) * 100 + parts[day]!
      const pair = this.pairs[i]!
      if (at < pair.last) pair.back++
      pair.last = at
    }
    this.isPadded ||= header.isPadded
    this.isShort ||= header.isShort
    this.isCapital ||= header.isCapital
    this.part ||= header.part
    this.last = header
    if (!this.example || (isSame(this.example) && !isSame(header))) this.example = header
  }

  private example: Header | undefined

  /** `likely`: what other chats of the same phone are in, by how they write. */
  order(likely?: ReadonlyMap<string, Order>): FoundOrder {
    const year = this.year()
    const [x, y] = [0, 1, 2].filter(i => i !== year) as [0 | 1 | 2, 0 | 1 | 2]
    const monthFirst: Order = [year, x, y]
    const dayFirst: Order = [year, y, x]
    const { signature, example } = this
    const found = (order: Order, by: Certainty): FoundOrder => ({ order, by, signature, example })
    // After the year the month comes first wherever people write so.
    if (year === 0 && this.above12[1]! <= this.above12[2]!) return found(monthFirst, 'told')
    const backs = this.changes.map((_, i) => this.back(i === x ? monthFirst : dayFirst))
    for (const scores of [this.above12, backs, this.changes])
      if (scores[x] !== scores[y]) return found(scores[x]! > scores[y]! ? dayFirst : monthFirst, 'told')
    const alike = likely?.get(signature)
    if (alike?.[0] === year) return found(alike, 'told')
    if (example && isSame(example)) return found(dayFirst, 'same')
    return this.byHabit(found, monthFirst, dayFirst)
  }

  /**
   * The month comes first in the United States and where people follow them, who write `6/3/26, 6:12 AM`: no zeros,
   * two digits of the year, capitals. With dots it never does. Zeros, `am` in small letters and words for it in other
   * languages stand where the day comes first.
   */
  private byHabit(
    found: (order: Order, by: Certainty) => FoundOrder,
    monthFirst: Order,
    dayFirst: Order,
  ): FoundOrder {
    const separator = this.last?.separator
    if (separator === '.') return found(dayFirst, 'told')
    if (separator !== '/' || dayFirst[0] !== 2) return found(dayFirst, 'guess')
    if (this.isCapital && !this.isPadded && this.long[2] === 0) return found(monthFirst, 'guess')
    const isOther = !this.isCapital && (this.isPadded || this.part !== '')
    return found(dayFirst, isOther ? 'habit' : 'guess')
  }

  private get signature(): string {
    const halves = this.part === '' ? '24' : this.part.replace(/^[ap]m$/, 'm')
    const year = this.long.findIndex(count => count > 0)
    return `${this.last?.style} ${this.last?.separator} ${year} ${halves}${this.isCapital ? ' capital' : ''}`
  }

  private year(): 0 | 1 | 2 {
    for (const scores of [this.long, this.above31]) {
      const most = Math.max(...scores)
      if (most * 2 > this.days) return scores.indexOf(most) as 0 | 1 | 2
    }
    if (this.last?.era) return 0
    // Two digits of a year before the month: as Korea, Japan and China write, or where only the last number goes on.
    const first = this.last?.a ?? 0
    const isYear = first >= 9 && first <= 45
    if (isYear && /[\p{Script=Hangul}\p{Script=Han}]/u.test(this.part)) return 0
    return isYear && this.changes[0] === 0 && this.changes[2]! > 0 ? 0 : 2
  }

  private back(order: Order): number {
    return this.pairs[orders.findIndex(each => each.join() === order.join())]?.back ?? 0
  }
}

/** Day and month are one number, wherever the year stands. */
const isSame = ({ a, b, c, longest }: Header) => (longest === 0 ? b === c : longest === 1 ? a === c : a === b)

const orders: readonly Order[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]
