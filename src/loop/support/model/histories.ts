import type { Features } from './features.ts'

/** BG/BB histories of many people in order of x: `group` are the distinct x, `from[k]` where the kth begins. */
export type Histories = {
  size: number
  x: Int32Array
  tx: Int32Array
  n: Int32Array
  /** How many people each stands for. */
  weight: Float64Array
  /** Index of the person each came from. */
  person: Int32Array
  group: Int32Array
  from: Int32Array
  maxX: number
  maxN: number
}

/** Above this many people the parameters are fitted on an even sample: four numbers need no more. */
export const FIT_PEOPLE = 2560

/** Histories of all known people. O(people). */
export function historiesOf(at: Features): Histories {
  return ordered(at, 1)
}

/** Histories to fit on: everybody, or an even sample of a big ledger, weighted up. */
export function sampleHistories(at: Features): Histories {
  return ordered(at, Math.max(1, at.known / FIT_PEOPLE))
}

/** Whether a person is in an even sample of one in `oneIn`; the same people at every cut. */
export function isSampled(person: number, oneIn: number): boolean {
  if (oneIn <= 1) return true
  const mixed = Math.imul(person ^ (person >>> 15), 0x9e3779b1)
  return ((mixed ^ (mixed >>> 13)) >>> 0) * oneIn < 4294967296
}

function ordered(at: Features, oneIn: number): Histories {
  let maxX = 0
  let maxN = 0
  let size = 0
  for (let p = 0; p < at.n.length; p++) {
    if (at.n[p] === 0 || !isSampled(p, oneIn)) continue
    size++
    if (at.x[p]! > maxX) maxX = at.x[p]!
    if (at.no[p]! > maxN) maxN = at.no[p]!
  }
  const place = new Int32Array(maxX + 2)
  for (let p = 0; p < at.n.length; p++) if (at.n[p] !== 0 && isSampled(p, oneIn)) place[at.x[p]! + 1]!++
  const groups: number[] = []
  for (let x = 0; x <= maxX; x++) {
    if (place[x + 1]! > 0) groups.push(x)
    place[x + 1]! += place[x]!
  }
  const from = new Int32Array(groups.length + 1)
  for (let k = 0; k < groups.length; k++) from[k] = place[groups[k]!]!
  from[groups.length] = size
  const histories: Histories = {
    size,
    x: new Int32Array(size),
    tx: new Int32Array(size),
    n: new Int32Array(size),
    weight: new Float64Array(size).fill(size > 0 ? at.known / size : 1),
    person: new Int32Array(size),
    group: Int32Array.from(groups),
    from,
    maxX,
    maxN,
  }
  for (let p = 0; p < at.n.length; p++) {
    if (at.n[p] === 0 || !isSampled(p, oneIn)) continue
    const k = place[at.x[p]!]!++
    histories.x[k] = at.x[p]!
    histories.tx[k] = at.tx[p]!
    histories.n[k] = at.no[p]!
    histories.person[k] = p
  }
  return histories
}
