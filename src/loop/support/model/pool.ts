/** Every chance is kept within this before it is scored or pooled. */
export const LEAST = 0.002

export function clip(p: number): number {
  return p < LEAST ? LEAST : Math.min(p, 1 - LEAST)
}

/** ln(p/(1-p)) of the clipped chance. */
export function logit(p: number): number {
  const q = clip(p)
  return Math.log(q / (1 - q))
}

export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z))
}

/** Logarithmic pool of the three models: the mean of their logits, each clipped, moved by what they do not know. */
export function pool(bgbb: number, rfm: number, hawkes: number, moved = 0): number {
  return clip(sigmoid((logit(bgbb) + logit(rfm) + logit(hawkes)) / 3 + moved))
}
