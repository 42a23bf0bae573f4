import { type Clock, clockAt, countBefore, countUpTo } from './clock.ts'
import { burstBy } from './correction.ts'
import { COUNTED, SPEAKS, type SupportLedger } from './ledger.ts'

/** Time constants of the Hawkes kernels, days. */
export const KERNEL_DAYS = [14, 45, 150, 500] as const

/**
 * `after`: opportunities after a person's first act count (the clock the shipped priors are for).
 * `from`: the older rule, one opportunity short for people who came after publication; for comparison only.
 */
export type ClockRule = 'after' | 'from'

/** What the models know of each person at T, from acts with time <= T only. n = 0: not known yet, rest is 0. */
export type Features = {
  T: number
  clock: Clock
  /** People with n > 0. */
  known: number
  /** Different opportunities answered. */
  n: Int32Array
  /** Days since the last act, repeats included. */
  rec: Float64Array
  /** Days since the first act. */
  age: Float64Array
  /** Counted acts in (T - 90, T]. */
  r90: Int32Array
  /** Counted acts that speak. */
  com: Int32Array
  /** Clumpiness 0 … 1 (Zhang, Bradlow, Small 2015). */
  clump: Float64Array
  /** Of people whose first act is younger than 90 days: ln of how far above the usual the smallest post they answered is. */
  burst: Float64Array
  /** BG/BB: answers after the first, opportunities until the last act, opportunities since the first act. */
  x: Int32Array
  tx: Int32Array
  no: Int32Array
  /** Decayed counts, one array per kernel. */
  s: [Float64Array, Float64Array, Float64Array, Float64Array]
}

/** Walks forward through a ledger; each act is read twice however many stops are made. */
export type Cursor = {
  ledger: SupportLedger
  rule: ClockRule
  at: Features
  /** Index and time of each person's first act after T; Infinity where there is none. */
  next: Int32Array
  nextAt: Float64Array
  next90: Int32Array
  first: Float64Array
  last: Float64Array
  lastCounted: Float64Array
  /** Per opportunity: different people who have answered it by T. */
  crowd: Int32Array
  /** Sum of g ln g over the gaps g between counted acts. */
  gaps: Float64Array
}

export function openCursor(ledger: SupportLedger, rule: ClockRule = 'after'): Cursor {
  const { people } = ledger
  const real = () => new Float64Array(people)
  const whole = () => new Int32Array(people)
  return {
    ledger,
    rule,
    at: {
      T: Number.NEGATIVE_INFINITY,
      clock: clockAt(ledger, Number.NEGATIVE_INFINITY),
      known: 0,
      n: whole(),
      rec: real(),
      age: real(),
      r90: whole(),
      com: whole(),
      clump: real(),
      burst: real(),
      x: whole(),
      tx: whole(),
      no: whole(),
      s: [real(), real(), real(), real()],
    },
    next: ledger.start.slice(0, people),
    nextAt: real().map((_, p) => {
      const i = ledger.start[p]!
      return i < ledger.start[p + 1]! ? ledger.t[i]! : Number.POSITIVE_INFINITY
    }),
    next90: ledger.start.slice(0, people),
    first: real(),
    last: real(),
    lastCounted: real(),
    crowd: new Int32Array(ledger.tau.length),
    gaps: real(),
  }
}

/** Features at one moment. O(acts). */
export function featuresAt(ledger: SupportLedger, T: number, rule: ClockRule = 'after'): Features {
  return advance(openCursor(ledger, rule), T)
}

/** Moves on to T (never back) and returns the features there; the arrays are the cursor's own and are reused. */
export function advance(cursor: Cursor, T: number, clock = clockAt(cursor.ledger, T)): Features {
  const { ledger, at, first, last, lastCounted, gaps, nextAt, next90 } = cursor
  if (!(T >= at.T)) throw new RangeError(`a cursor at ${at.T} cannot go back to ${T}`)
  const { t, marks, people } = ledger
  decay(at, T - at.T)
  let known = 0
  for (let p = 0; p < people; p++) {
    if (nextAt[p]! <= T) takeActs(cursor, p, T)
    const n = at.n[p]!
    if (n === 0) continue
    known++
    let r90 = at.r90[p]!
    if (r90 > 0) {
      let j = next90[p]!
      for (; r90 > 0 && t[j]! <= T - 90; j++) r90 -= marks[j]! >> 1
      next90[p] = j
      at.r90[p] = r90
    }
    at.rec[p] = T - last[p]!
    at.age[p] = T - first[p]!
    at.clump[p] = clumpiness(n, gaps[p]!, T - lastCounted[p]!, T - first[p]!)
    placeOnClock(cursor, p, clock)
  }
  at.T = T
  at.clock = clock
  at.known = known
  writeBursts(cursor)
  return at
}

function decay({ s, n }: Features, days: number): void {
  for (let k = 0; k < 4; k++) {
    const one = s[k]!
    const factor = Math.exp(-days / KERNEL_DAYS[k]!)
    for (let p = 0; p < n.length; p++) one[p]! *= factor
  }
}

/** Takes the acts of person p in (where the cursor stood, T]. */
function takeActs(cursor: Cursor, p: number, T: number): void {
  const { ledger, at, first, last, lastCounted, gaps, next, nextAt, crowd } = cursor
  const { t, marks, opp } = ledger
  const [k0, k1, k2, k3] = KERNEL_DAYS
  const end = ledger.start[p + 1]!
  let i = next[p]!
  let n = at.n[p]!
  if (n === 0) first[p] = t[i]!
  let a0 = 0
  let a1 = 0
  let a2 = 0
  let a3 = 0
  let spoken = 0
  let came = 0
  for (; i < end && t[i]! <= T; i++) {
    if ((marks[i]! & COUNTED) === 0) continue
    const time = t[i]!
    if (opp[i]! >= 0) crowd[opp[i]!]!++
    const gap = n > 0 ? time - lastCounted[p]! : 0
    if (gap > 0) gaps[p]! += gap * Math.log(gap)
    lastCounted[p] = time
    spoken += marks[i]! & SPEAKS
    n++
    came++
    const ago = T - time
    a3 += Math.exp(-ago / k3)
    // Past this the shorter kernels have less than e^-40 left.
    if (ago > 40 * k2) continue
    a2 += Math.exp(-ago / k2)
    if (ago > 40 * k1) continue
    a1 += Math.exp(-ago / k1)
    a0 += Math.exp(-ago / k0)
  }
  last[p] = t[i - 1]!
  next[p] = i
  nextAt[p] = i < end ? t[i]! : Number.POSITIVE_INFINITY
  at.n[p] = n
  at.com[p]! += spoken
  at.r90[p]! += came
  at.s[0][p]! += a0
  at.s[1][p]! += a1
  at.s[2][p]! += a2
  at.s[3][p]! += a3
}

/** Whoever came lately with a post that drew many more than usual; an act that answers no post is no burst. O(acts of newcomers). */
function writeBursts({ ledger, at, next, crowd }: Cursor): void {
  const { start, opp } = ledger
  let sum = 0
  let answered = 0
  for (const people of crowd) {
    if (people === 0) continue
    sum += Math.log(people)
    answered++
  }
  const usual = answered > 0 ? Math.exp(sum / answered) : 1
  for (let p = 0; p < at.n.length; p++) {
    at.burst[p] = 0
    if (at.n[p] === 0 || at.age[p]! >= 90) continue
    let least = Number.POSITIVE_INFINITY
    for (let i = start[p]!; i < next[p]! && least > usual; i++)
      least = Math.min(least, opp[i]! < 0 ? 0 : crowd[opp[i]!]!)
    at.burst[p] = burstBy(least / usual)
  }
}

function placeOnClock({ at, rule, first, last }: Cursor, p: number, clock: Clock): void {
  const began = first[p]!
  const ended = last[p]!
  let tx: number
  let no: number
  if (rule === 'after') {
    const before = countUpTo(clock, began)
    no = clock.tau.length - before
    tx = ended === began ? 0 : countUpTo(clock, ended) - before
  } else {
    const before = countBefore(clock, began)
    tx = countBefore(clock, ended) - before
    no = Math.max(clock.tau.length - before - 1, tx)
  }
  at.tx[p] = tx
  at.no[p] = no
  at.x[p] = Math.min(at.n[p]! - 1, tx)
}

/** A copy that outlives the cursor's next step. */
export function keepFeatures(at: Features): Features {
  const [s0, s1, s2, s3] = at.s
  return {
    ...at,
    n: at.n.slice(),
    rec: at.rec.slice(),
    age: at.age.slice(),
    r90: at.r90.slice(),
    com: at.com.slice(),
    clump: at.clump.slice(),
    burst: at.burst.slice(),
    x: at.x.slice(),
    tx: at.tx.slice(),
    no: at.no.slice(),
    s: [s0.slice(), s1.slice(), s2.slice(), s3.slice()],
  }
}

/**
 * 1 + Σ s ln s / ln(n + 1) over the shares s of the gaps between n counted acts and T (Zhang, Bradlow, Small 2015);
 * `gaps` is Σ g ln g of the gaps so far, `open` the gap since the last act, `span` their sum. 0 for a single act.
 */
export function clumpiness(n: number, gaps: number, open: number, span: number): number {
  if (n < 2) return 0
  if (!(span > 0)) return 1
  const sum = open > 0 ? gaps + open * Math.log(open) : gaps
  return 1 + (sum / span - Math.log(span)) / Math.log(n + 1)
}
