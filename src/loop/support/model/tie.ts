/**
 * Strength of each tie, 0–100: percentile among the known of the acts expected in 90 days (not of the chance of any).
 * `expected` is NaN for people not known; so is their strength. Equal expectations share the middle of their places.
 */
export function tieStrength(expected: Float64Array): Float64Array {
  const known = expected.filter(e => !Number.isNaN(e)).sort()
  return expected.map(e =>
    Number.isNaN(e) ? e : (50 * (rank(known, e, false) + rank(known, e, true))) / known.length,
  )
}

function rank(ordered: Float64Array, value: number, equalToo: boolean): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ordered[middle]! < value || (equalToo && ordered[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Reciprocity 2 min(in, out)/(in + out), each the sum of 0.5^(days ago/180) over the acts received and given by T;
 * 1 = even, 0 = one-sided, undefined where there are none.
 */
export function reciprocity(
  received: ArrayLike<number>,
  given: ArrayLike<number>,
  T: number,
): number | undefined {
  const came = halved(received, T)
  const went = halved(given, T)
  return came + went > 0 ? (2 * Math.min(came, went)) / (came + went) : undefined
}

function halved(times: ArrayLike<number>, T: number): number {
  let sum = 0
  for (let i = 0; i < times.length; i++) if (times[i]! <= T) sum += 0.5 ** ((T - times[i]!) / 180)
  return sum
}
