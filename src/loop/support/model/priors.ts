/** Normal prior on θ = (ln a, ln b, ln g, ln d). */
export type BgbbPrior = { mean: readonly [number, number, number, number]; sd: number }

/** What a ledger starts from: fitted on six public ledgers of personal sites, no other user's data at run time. */
export type Priors = {
  bgbb: BgbbPrior
  /** Intercept, ln(1+rec/30), ln n, ln(1+age/30), ln(1+r90), clump, ln(1+com). */
  rfm: readonly number[]
  /** Weight of the base rate, then of the kernels of 14, 45, 150 and 500 days. */
  hawkes: readonly number[]
}

export const shippedPriors: Priors = {
  bgbb: { mean: [-1.47, 2.64, -0.49, 3.15], sd: 0.7 },
  rfm: [-2.26, -0.93, 1.03, 0.29, 0.19, 0.16, -0.05],
  hawkes: [0.125, 0.056, 0.024, 0.033, 0.183],
}

/** Before any shared data. */
export const weakBgbb: BgbbPrior = { mean: [-1, 2, -0.7, 2.5], sd: 1.5 }

/** Length of the forecast and of every scored window, days. */
export const HORIZON_DAYS = 90

/** Changes whenever the same ledger would be given another forecast. */
export const MODEL_VERSION = 'support-2'
