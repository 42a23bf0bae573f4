/** ln Γ(z) for z > 0: Stirling's series above 12 (error below 1e-15 relative), the recurrence below. */
export function lnGamma(z: number): number {
  let shift = 1
  let at = z
  while (at < 12) shift *= at++
  const r = 1 / at
  const r2 = r * r
  const series =
    r * (1 / 12 - r2 * (1 / 360 - r2 * (1 / 1260 - r2 * (1 / 1680 - r2 * (1 / 1188 - (r2 * 691) / 360360)))))
  return (at - 0.5) * Math.log(at) - at + 0.9189385332046728 + series - Math.log(shift)
}

/** ln of z (z + 1) … (z + k - 1) = ln Γ(z + k) - ln Γ(z). */
export function lnRising(z: number, k: number): number {
  if (k > 24) return lnGamma(z + k) - lnGamma(z)
  let product = 1
  let sum = 0
  for (let i = 0; i < k; i++) {
    product *= z + i
    if (product > 1e250 || product < 1e-250) {
      sum += Math.log(product)
      product = 1
    }
  }
  return sum + Math.log(product)
}
