import { actKinds, directions, kindOfCode } from '#ledger/kinds.ts'
import type { ActColumns } from './act-rows.ts'

const year = 365
/** Halved every 180 days. */
const perDay = Math.LN2 / 180

/** Per person, flat: what the lists show and what the words of the evidence are made of. Days since 1970. */
export type Evidence = {
  /** Acts toward the owner and by the owner, of every kind; what is of both (a connection, a meeting) is neither. */
  received: Int32Array
  given: Int32Array
  between: Int32Array
  lastReceived: Float64Array
  lastGiven: Float64Array
  lastBetween: Float64Array
  lastBetweenKind: Uint8Array
  /** Acts of support only. */
  supports: Int32Array
  speaks: Int32Array
  firstSupport: Float64Array
  lastSupport: Float64Array
  lastKind: Uint8Array
  /** Longest pause before the newest run of support began, days; 0 without one. */
  supports90: Int32Array
  /** Newest act of support older than 90 days. */
  lastBefore90: Float64Array
  /** First act of support within the last 90 days. */
  firstIn90: Float64Array
  /** Shares, introductions, purchases in 365 days. */
  passedOn: Int32Array
  /** Different events come to, and acts of support that answer no work and no event (an endorsement). */
  attended: Int32Array
  beside: Int32Array
  /** Halved every 180 days. */
  weightIn: Float64Array
  weightOut: Float64Array
}

/** One pass over all acts up to `T`; `T` by person, since a source that has closed stands still. */
export function gatherEvidence(acts: ActColumns, T: Float64Array): Evidence {
  const people = acts.people.length
  const times = () => new Float64Array(people).fill(Number.NaN)
  const e: Evidence = {
    received: new Int32Array(people),
    given: new Int32Array(people),
    between: new Int32Array(people),
    lastReceived: times(),
    lastGiven: times(),
    lastBetween: times(),
    lastBetweenKind: new Uint8Array(people),
    supports: new Int32Array(people),
    speaks: new Int32Array(people),
    firstSupport: times(),
    lastSupport: times(),
    lastKind: new Uint8Array(people),
    supports90: new Int32Array(people),
    lastBefore90: times(),
    firstIn90: times(),
    passedOn: new Int32Array(people),
    attended: new Int32Array(people),
    beside: new Int32Array(people),
    weightIn: new Float64Array(people),
    weightOut: new Float64Array(people),
  }
  const { supports, speaks, passesOn } = rulesByCode()
  const cameTo = new Set<string>()
  for (let i = 0; i < acts.size; i++) {
    const p = acts.person[i]!
    const t = acts.t[i]!
    const kind = acts.kind[i]!
    const ago = T[p]! - t
    if (!(ago >= 0)) continue
    const weight = Math.exp(-ago * perDay)
    if (acts.direction[i] === directions.between) {
      e.between[p]!++
      if (!(e.lastBetween[p]! > t)) {
        e.lastBetween[p] = t
        e.lastBetweenKind[p] = kind
      }
      continue
    }
    if (acts.direction[i] === directions.by) {
      e.given[p]!++
      e.weightOut[p]! += weight
      if (!(e.lastGiven[p]! >= t)) e.lastGiven[p] = t
      continue
    }
    e.received[p]!++
    e.weightIn[p]! += weight
    if (!(e.lastReceived[p]! >= t)) e.lastReceived[p] = t
    if (!supports[kind]) continue
    e.supports[p]!++
    if (speaks[kind]) e.speaks[p]!++
    const work = acts.work[i]!
    if (kind === actKinds.attend.code) {
      const visit = `${p} ${work}`
      if (work < 0 || !cameTo.has(visit)) e.attended[p]!++
      cameTo.add(visit)
    } else if (work < 0) e.beside[p]!++
    if (passesOn[kind] && ago <= year) e.passedOn[p]!++
    if (!(e.firstSupport[p]! <= t)) e.firstSupport[p] = t
    if (!(e.lastSupport[p]! > t)) {
      e.lastSupport[p] = t
      e.lastKind[p] = kind
    }
    if (ago < 90) {
      e.supports90[p]!++
      if (!(e.firstIn90[p]! <= t)) e.firstIn90[p] = t
    } else if (!(e.lastBefore90[p]! >= t)) e.lastBefore90[p] = t
  }
  return e
}

function rulesByCode() {
  const supports = new Uint8Array(256)
  const speaks = new Uint8Array(256)
  const passesOn = new Uint8Array(256)
  for (const rule of Object.values(actKinds)) {
    supports[rule.code] = Number(rule.supports)
    speaks[rule.code] = Number(rule.speaks)
    passesOn[rule.code] = Number(rule.passesOn)
  }
  return { supports, speaks, passesOn }
}

/** Numbers behind the words of one person; stored as JSON. Times in ms since 1970. */
export type PersonEvidence = {
  /** Different works answered; an act on none counts as one of its own. */
  n: number
  /** Of these, different events come to, and acts on none; left out where there are none, as in earlier versions. */
  attended?: number | undefined
  beside?: number | undefined
  supports: number
  speaks: number
  supports90: number
  firstAt: number | null
  lastAt: number | null
  lastKind: string | null
  passedOn: number
  /** Chance of still being there; only told when low. */
  alive: number | null
  /** Days of silence before the person came back; 0 when not. */
  pause: number
  given: number
  lastGivenAt: number | null
  /** The newest of what is of both, where there is any. */
  between?: { count: number; lastAt: number; lastKind: string } | undefined
  /** Up to when this person can be seen, where the sources that showed them have closed; else left out. */
  until?: number | undefined
}

const ms = (day: number) => (Number.isNaN(day) ? null : Math.round(day * 86_400_000))

/** `until`: up to when the person can be seen, days; NaN while a source goes on. */
export function personEvidence(
  e: Evidence,
  p: number,
  n: number,
  alive: number,
  until: number,
): PersonEvidence {
  const pause = pauseBefore(e, p)
  return {
    n,
    attended: e.attended[p]! || undefined,
    beside: e.beside[p]! || undefined,
    supports: e.supports[p]!,
    speaks: e.speaks[p]!,
    supports90: e.supports90[p]!,
    firstAt: ms(e.firstSupport[p]!),
    lastAt: ms(e.lastSupport[p]!),
    lastKind: e.supports[p]! > 0 ? kindOfCode(e.lastKind[p]!) : null,
    passedOn: e.passedOn[p]!,
    alive: Number.isNaN(alive) ? null : Math.round(alive * 1000) / 1000,
    pause: Math.round(pause),
    given: e.given[p]!,
    lastGivenAt: ms(e.lastGiven[p]!),
    between:
      e.between[p]! > 0
        ? {
            count: e.between[p]!,
            lastAt: ms(e.lastBetween[p]!)!,
            lastKind: kindOfCode(e.lastBetweenKind[p]!),
          }
        : undefined,
    until: ms(until) ?? undefined,
  }
}

/** Silence of at least 180 days that ended within the last 90. */
export const returnPauseDays = 180
export function pauseBefore(e: Evidence, p: number): number {
  const pause = e.firstIn90[p]! - e.lastBefore90[p]!
  return pause >= returnPauseDays ? pause : 0
}
