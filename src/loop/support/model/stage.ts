import { logit } from './pool.ts'

export const stages = ['stranger', 'noticed', 'warm', 'supporter', 'advocate'] as const
export type Stage = (typeof stages)[number]

/** What decides the stage: chance p, opportunities answered n, shares, introductions and purchases in 365 days. */
export type StageFacts = { p: number; n: number; passedOn: number }

/** A stage, and for how many computations running the person has been too low for it. */
export type StageState = { stage: Stage; low: number }

const SLACK = 0.8

/**
 * The stage after one more computation. Up at once; down only after two computations running below .8 of the
 * threshold, and then no further than to the highest stage that the person is not too low for.
 */
export function nextStage(before: StageState | undefined, facts: StageFacts): StageState {
  const reached = highest(facts, 1)
  if (!before || stages.indexOf(reached) >= stages.indexOf(before.stage)) return { stage: reached, low: 0 }
  if (meets(before.stage, facts, SLACK)) return { stage: before.stage, low: 0 }
  if (before.low === 0) return { stage: before.stage, low: 1 }
  return { stage: highest(facts, SLACK), low: 0 }
}

function highest(facts: StageFacts, slack: number): Stage {
  return stages.findLast(stage => meets(stage, facts, slack)) ?? 'stranger'
}

function meets(stage: Stage, { p, n, passedOn }: StageFacts, slack: number): boolean {
  switch (stage) {
    case 'stranger':
      return true
    case 'noticed':
      return n >= 1
    case 'warm':
      return n >= 2 || (n >= 1 && p >= 0.1 * slack)
    case 'supporter':
      return n >= 1 && p >= 0.3 * slack
    case 'advocate':
      return n >= 1 && p >= 0.5 * slack && passedOn >= 1
  }
}

/**
 * Fading: the chance was at least .3 ninety days ago, has fallen by at least 1 in log-odds for the same number of posts,
 * and the person has more likely left than not. Days overdue are not used: they tell almost nothing.
 */
export function isFading(before: number, now: number, alive: number): boolean {
  return before >= 0.3 && logit(before) - logit(now) >= 1 && alive < 0.5
}
