/** Cholesky factor of a symmetric row-major matrix into `lower`; false if it is not positive definite. */
export function factor(matrix: Float64Array, size: number, lower: Float64Array): boolean {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!
      else if (sum > 0) lower[i * size + i] = Math.sqrt(sum)
      else return false
    }
  }
  return true
}

/** Solves (lower lowerᵀ) y = right in place. */
export function solveFactored(lower: Float64Array, size: number, right: Float64Array): void {
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) right[i]! -= lower[i * size + k]! * right[k]!
    right[i]! /= lower[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) right[i]! -= lower[k * size + i]! * right[k]!
    right[i]! /= lower[i * size + i]!
  }
}
