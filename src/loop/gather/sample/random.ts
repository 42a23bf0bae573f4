/** A stream of numbers that is the same for the same seed and label, on every computer. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Whole number from 0 up to, not including, `below`. */
  int(below: number): number
  chance(p: number): boolean
  pick<T>(list: readonly T[]): T
  /** An index, drawn in proportion to the weights. */
  weighted(weights: readonly number[]): number
  normal(): number
  exponential(mean: number): number
  beta(a: number, b: number): number
  poisson(mean: number): number
  shuffled<T>(list: readonly T[]): T[]
}

/**
 * Each part of the sample draws from a stream of its own label, so a change in one part leaves the others as they are.
 * sfc32 (Chris Doty-Humphrey's PractRand), seeded by FNV-1a of label and seed.
 */
export function randomOf(seed: number, label: string): Random {
  let [a, b, c, d] = [fnv(`${label}/a/${seed}`), fnv(`${label}/b/${seed}`), fnv(`${label}/c/${seed}`), 1]
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 12; i++) next()

  const int = (below: number) => Math.floor(next() * below)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const exponential = (mean: number) => -mean * Math.log(1 - next())
  return {
    next,
    int,
    chance: p => next() < p,
    pick: list => list[int(list.length)]!,
    weighted(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      for (let i = 0; i < weights.length; i++) if ((left -= weights[i]!) < 0) return i
      return weights.length - 1
    },
    normal,
    exponential,
    beta(alpha, beta) {
      const x = gamma(alpha)
      return x / (x + gamma(beta))
    },
    poisson(mean) {
      let count = 0
      for (let left = mean - exponential(1); left > 0; left -= exponential(1)) count++
      return count
    },
    shuffled(list) {
      const copy = [...list]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(i + 1)
        ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
      }
      return copy
    },
  }

  /** Marsaglia and Tsang (2000), with their boost for shapes below 1. */
  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape)
    const third = shape - 1 / 3
    for (;;) {
      const x = normal()
      const v = (1 + x / Math.sqrt(9 * third)) ** 3
      if (v > 0 && Math.log(1 - next()) < (x * x) / 2 + third * (1 - v + Math.log(v))) return third * v
    }
  }
}

function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  return hash | 0
}
