/** A window of the owner whose 90 days are over: what the chances added up to then, and how many came. */
export type LevelWindow = { T: number; S: number; actual: number }
/** A window still open: how old it is (days), what its chances added up to, and how many have come so far. */
export type OpenWindow = { age: number; S: number; came: number }

/** Supporters of a right promise on both sides, so that few windows say little. */
const PRIOR = 2
const SLOW_PRIOR = 4
const RAISE_PRIOR = 250
const HALVED = 90
const SLOWLY_HALVED = 365
const HIGHEST = 1.2

/**
 * The owner's own level: by what everybody's chance is multiplied because of what came of earlier promises. The last
 * windows (half-life 90 days, those still open too) are drawn towards what a year says, and that towards 1. It lowers
 * quickly, and raises only where a big ledger has been promised too little for long (250 supporters on both sides):
 * raising sooner made the miss of single windows larger.
 */
export function levelOf(T: number, closed: readonly LevelWindow[], open: readonly OpenWindow[]): number {
  const slow = evidence(T, closed, [], SLOWLY_HALVED)
  const target = Math.min(1, (slow.came + SLOW_PRIOR) / (slow.promised + SLOW_PRIOR))
  const level = lowered(evidence(T, closed, open), target)
  if (level < 1 || slow.came <= slow.promised) return level
  return Math.min(HIGHEST, (slow.came + RAISE_PRIOR) / (slow.promised + RAISE_PRIOR))
}

export type Evidence = { came: number; promised: number }

/** Came and promised by weight: a third each, since windows at 30-day steps overlap threefold; a sixth while open. */
export function evidence(
  T: number,
  closed: readonly LevelWindow[],
  open: readonly OpenWindow[],
  halved = HALVED,
): Evidence {
  let came = 0
  let promised = 0
  for (const window of closed) {
    const weight = 0.5 ** ((T - 90 - window.T) / halved) / 3
    came += weight * window.actual
    promised += weight * window.S
  }
  for (const window of open) {
    came += window.came / 6
    promised += (shareBy(window.age) * window.S) / 6
  }
  return { came, promised }
}

/** Never above 1. */
export function lowered({ came, promised }: Evidence, target = 1): number {
  return Math.min(1, (came + PRIOR * target) / (promised + PRIOR))
}

/** Share of a window's supporters who have come after so many days: .43 after 30, .74 after 60. */
function shareBy(age: number): number {
  if (age <= 30) return (0.43 * age) / 30
  return age <= 60 ? 0.43 + (0.31 * (age - 30)) / 30 : 0.74 + (0.26 * (Math.min(age, 90) - 60)) / 30
}
