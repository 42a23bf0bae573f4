import type { SupportLedger } from './ledger.ts'
import { HORIZON_DAYS } from './priors.ts'

export const STEP_DAYS = 30
/** An owner learns from this many closed windows, the newest. */
export const TRAINING_WINDOWS = 18
const FEWEST_PEOPLE = 25
const WARM_UP_DAYS = 150

/** The first date a back-test may stand on: 150 days after the 2 % quantile of the acts up to `until`. */
export function firstCut(ledger: SupportLedger, until: number): number {
  return quantileUpTo(ledger.t, until, 0.02) + WARM_UP_DAYS
}

/** Time of the last act up to `until`; -Infinity if there is none. */
export function lastActUpTo(ledger: SupportLedger, until: number): number {
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < ledger.t.length; i++)
    if (ledger.t[i]! <= until && ledger.t[i]! > last) last = ledger.t[i]!
  return last
}

/** Cuts every 30 days from `first` whose 90 days end by `end`, once at least 25 people have acted. */
export function cutsFrom(ledger: SupportLedger, first: number, end: number): number[] {
  const cuts: number[] = []
  if (!Number.isFinite(first)) return cuts
  const began: number[] = []
  for (let p = 0; p < ledger.people; p++)
    if (ledger.start[p]! < ledger.start[p + 1]!) began.push(ledger.t[ledger.start[p]!]!)
  const enough = Float64Array.from(began).sort()[FEWEST_PEOPLE - 1]
  for (let T = first; enough !== undefined && T + HORIZON_DAYS <= end; T += STEP_DAYS)
    if (T >= enough) cuts.push(T)
  return cuts
}

/** The newest 18 items whose 90 days had ended at T; `items` oldest first. */
export function closedBy<Item extends { T: number }>(
  items: readonly Item[],
  T: number,
  most = TRAINING_WINDOWS,
): Item[] {
  const closed = items.filter(item => item.T + HORIZON_DAYS <= T)
  return most < closed.length ? closed.slice(-most) : closed
}

/** Weight of a training window: halves in a year; a third, because windows at 30-day steps overlap threefold. */
export function windowWeight(T: number, newest: number): number {
  return 0.5 ** ((newest - T) / 365) / 3
}

/** Quantile with linear interpolation of the times up to `until`, by narrowing a histogram; no sorted copy. */
export function quantileUpTo(times: Float64Array, until: number, level: number): number {
  let size = 0
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < times.length; i++) {
    const t = times[i]!
    if (t > until) continue
    size++
    if (t < low) low = t
    if (t > high) high = t
  }
  if (size === 0) return Number.NaN
  const place = level * (size - 1)
  const below = Math.floor(place)
  const one = nth(times, until, below, low, high)
  const other = place > below ? nth(times, until, below + 1, low, high) : one
  return one + (place - below) * (other - one)
}

function nth(times: Float64Array, until: number, place: number, least: number, most: number): number {
  const cells = new Int32Array(1024)
  let low = least
  let high = most
  let before = 0
  while (true) {
    const width = (high - low) / cells.length
    const inside = collect(times, until, low, high, width, cells)
    if (inside <= 4096 || !(width > 0) || low + width === low) {
      const rest = times.filter(t => t <= until && t >= low && t <= high).sort()
      return rest[place - before]!
    }
    let c = 0
    while (before + cells[c]! <= place) before += cells[c++]!
    const [from, to] = bounds(times, until, low, high, width, c)
    low = from
    high = to
  }
}

function collect(
  times: Float64Array,
  until: number,
  low: number,
  high: number,
  width: number,
  cells: Int32Array,
): number {
  cells.fill(0)
  let inside = 0
  for (let i = 0; i < times.length; i++) {
    const t = times[i]!
    if (t > until || t < low || t > high) continue
    inside++
    cells[cellOf(t, low, width)]!++
  }
  return inside
}

/** Least and greatest time in a cell: exact ends, so that no rounding moves a time between cells. */
function bounds(times: Float64Array, until: number, low: number, high: number, width: number, cell: number) {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let i = 0; i < times.length; i++) {
    const t = times[i]!
    if (t > until || t < low || t > high || cellOf(t, low, width) !== cell) continue
    if (t < from) from = t
    if (t > to) to = t
  }
  return [from, to] as const
}

function cellOf(t: number, low: number, width: number): number {
  return width > 0 ? Math.min(1023, Math.floor((t - low) / width)) : 0
}
