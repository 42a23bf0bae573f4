import { ASKING, HARD, type Links } from './links.ts'

export type Constraints = {
  /** Number of the network (or other thing) of which a person has one record at most; -1: none. */
  oneEach?: Int32Array
  /** The owner's words, newest first: two positions, and whether they are one person. */
  words?: readonly (readonly [number, number, boolean])[]
  /** Pairs of positions joined by a rule, which knows of exceptions itself. */
  firm?: readonly (readonly [number, number])[]
  /** Two records that likeness does not bring together, be it by way of others. */
  contradicts?: ((a: number, b: number) => boolean) | undefined
}

/**
 * People out of links: the owner's words first, of which a later one goes before an earlier; then what rules join, hard
 * evidence, and likeness, each in order of its bits. A link that would bring together what must stay apart is passed
 * over. Returns for every record the first position of its person, and in `used` the links that joined two. Positions
 * must stand for the same records whatever the order they came in; then so do people.
 */
export function agglomerate(
  records: number,
  links: Links,
  acceptBits: number,
  constraints: Constraints = {},
  used: number[] = [],
): Int32Array {
  const parent = Int32Array.from({ length: records }, (_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root]!
    while (parent[at] !== root) {
      const up = parent[at]!
      parent[at] = root
      at = up
    }
    return root
  }
  const members = new Map<number, number[]>()
  const membersOf = (root: number) => members.get(root) ?? [root]
  const has = new Map<number, Set<number>>()
  const valuesOf = (root: number): Set<number> | undefined => {
    const value = constraints.oneEach?.[root] ?? -1
    return has.get(root) ?? (value < 0 ? undefined : new Set([value]))
  }
  const apart = new Map<number, Set<number>>()
  const together = (a: number, b: number) => {
    const [root, other] = [Math.min(a, b), Math.max(a, b)]
    parent[other] = root
    if (constraints.contradicts) {
      members.set(root, [...membersOf(root), ...membersOf(other)])
      members.delete(other)
    }
    const values = new Set([...(valuesOf(root) ?? []), ...(valuesOf(other) ?? [])])
    has.delete(other)
    has.set(root, values)
    for (const third of apart.get(other) ?? []) {
      apart.get(third)!.delete(other)
      apart.get(third)!.add(root)
    }
    unite(apart, root, other)
  }

  /** Not for the two who are linked: what likeness says of them is weighed. Of many, the first tell enough. */
  const contradict = (k: number, a: number, b: number) =>
    constraints.contradicts !== undefined &&
    links.kind[k] !== HARD &&
    membersOf(a)
      .slice(0, 20)
      .some(x =>
        membersOf(b)
          .slice(0, 20)
          .some(
            y =>
              (x !== links.a[k] || y !== links.b[k]) &&
              (y !== links.a[k] || x !== links.b[k]) &&
              constraints.contradicts!(x, y),
          ),
      )

  const areApart = (x: number, y: number) => apart.get(x)?.has(y) === true
  for (const [a, b, same] of constraints.words ?? []) {
    const [x, y] = [rootOf(a), rootOf(b)]
    if (x === y) continue
    if (!same) {
      apart.set(x, (apart.get(x) ?? new Set()).add(y))
      apart.set(y, (apart.get(y) ?? new Set()).add(x))
    } else if (!areApart(x, y)) together(x, y)
  }
  for (const [a, b] of constraints.firm ?? []) {
    const [x, y] = [rootOf(a), rootOf(b)]
    if (x !== y && !areApart(x, y)) together(x, y)
  }
  for (const k of byStrength(links, acceptBits)) {
    const [a, b] = [rootOf(links.a[k]!), rootOf(links.b[k]!)]
    if (a === b || areApart(a, b) || clash(valuesOf(a), valuesOf(b)) || contradict(k, a, b)) continue
    together(a, b)
    used.push(k)
  }
  return parent.map((_, at) => rootOf(at))
}

function byStrength({ a, b, bits, kind, length }: Links, acceptBits: number): Int32Array {
  const accepted = new Int32Array(length)
  let count = 0
  for (let k = 0; k < length; k++) if (kind[k] !== ASKING && bits[k]! >= acceptBits) accepted[count++] = k
  const isHard = (k: number) => Number(kind[k] === HARD)
  return accepted
    .subarray(0, count)
    .sort((k, l) => isHard(l) - isHard(k) || bits[l]! - bits[k]! || a[k]! - a[l]! || b[k]! - b[l]!)
}

function clash(some: Set<number> | undefined, others: Set<number> | undefined): boolean {
  if (!some || !others) return false
  const [small, large] = some.size < others.size ? [some, others] : [others, some]
  for (const value of small) if (large.has(value)) return true
  return false
}

function unite(sets: Map<number, Set<number>>, root: number, other: number): void {
  const [mine, theirs] = [sets.get(root), sets.get(other)]
  sets.delete(other)
  if (!theirs) return
  const [small, large] =
    mine && mine.size < theirs.size ? [mine, theirs] : [theirs, mine ?? new Set<number>()]
  for (const value of small) large.add(value)
  sets.set(root, large)
}
