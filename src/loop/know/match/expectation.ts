/**
 * The m-probabilities of one pass of EM (Fellegi–Sunter; Winkler 1988) over the level vectors of pairs from one block.
 * u stays as it is. Pairs with the same levels are counted once.
 */
export type Pass = { m: (Float64Array | undefined)[]; matches: number }

const rounds = 60

/** `levels`: one row of `u.length` numbers per pair (-1: nothing told). `leaveOut`: columns the block decides. */
export function expectation(
  levels: Int8Array,
  u: readonly Float64Array[],
  leaveOut: ReadonlySet<number>,
): Pass {
  const width = u.length
  const patterns = patternsOf(levels, width, leaveOut)
  const counts = [...patterns.values()].map(pattern => pattern.count)
  const rows = [...patterns.values()].map(pattern => pattern.row)
  const total = levels.length / width
  const m = u.map((chances, c) => (leaveOut.has(c) ? undefined : startOf(chances.length)))
  let lambda = 0.3
  let matches = 0
  for (let round = 0; round < rounds && total > 0; round++) {
    const sums = u.map(chances => new Float64Array(chances.length).fill(0.001))
    matches = 0
    rows.forEach((row, k) => {
      let odds = lambda / (1 - lambda)
      for (let c = 0; c < width; c++) {
        const level = row[c]!
        if (level >= 0 && m[c]) odds *= m[c]![level]! / u[c]![level]!
      }
      const expected = counts[k]! * (odds === Infinity ? 1 : odds / (1 + odds))
      matches += expected
      for (let c = 0; c < width; c++) if (row[c]! >= 0) sums[c]![row[c]!]! += expected
    })
    m.forEach((chances, c) => {
      if (!chances) return
      const sum = sums[c]!.reduce((a, b) => a + b)
      for (let level = 0; level < chances.length; level++) chances[level] = sums[c]![level]! / sum
    })
    const before = lambda
    lambda = Math.min(0.999, Math.max(0.0001, matches / total))
    if (Math.abs(lambda - before) < 1e-5) break
  }
  return { m, matches }
}

function startOf(levels: number): Float64Array {
  const m = new Float64Array(levels).fill(0.1 / (levels - 1))
  m[0] = 0.9
  return m
}

function patternsOf(levels: Int8Array, width: number, leaveOut: ReadonlySet<number>) {
  const patterns = new Map<number, { row: Int8Array; count: number }>()
  for (let at = 0; at < levels.length; at += width) {
    let key = 0
    for (let c = 0; c < width; c++) key = key * 16 + (leaveOut.has(c) ? 0 : levels[at + c]! + 1)
    const pattern = patterns.get(key)
    if (pattern) pattern.count++
    else patterns.set(key, { row: levels.slice(at, at + width), count: 1 })
  }
  return patterns
}
