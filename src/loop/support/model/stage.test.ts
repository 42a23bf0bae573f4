import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFading, nextStage, type StageState } from './stage.ts'

const facts = (p: number, n = 3, passedOn = 0) => ({ p, n, passedOn })

test('stages by chance, count and passing on', () => {
  for (const [given, stage] of [
    [facts(0, 0), 'stranger'],
    [facts(0.9, 0, 1), 'stranger'],
    [facts(0.05, 1), 'noticed'],
    [facts(0.1, 1), 'warm'],
    [facts(0.05, 2), 'warm'],
    [facts(0.3, 1), 'supporter'],
    [facts(0.8), 'supporter'],
    [facts(0.5, 3, 1), 'advocate'],
    [facts(0.49, 3, 1), 'supporter'],
  ] as const)
    assert.deepEqual(nextStage(undefined, given), { stage, low: 0 })
})

test('a stage is left only after two computations below .8 of its threshold', () => {
  const walks: [string, number[], string[]][] = [
    [
      'a little low is still the stage',
      [0.35, 0.25, 0.25, 0.24],
      ['supporter', 'supporter', 'supporter', 'supporter'],
    ],
    [
      'once too low is still the stage',
      [0.35, 0.2, 0.25, 0.2],
      ['supporter', 'supporter', 'supporter', 'supporter'],
    ],
    ['twice too low is not', [0.35, 0.2, 0.2, 0.25], ['supporter', 'supporter', 'warm', 'warm']],
    ['up is at once', [0.05, 0.3], ['warm', 'supporter']],
  ]
  for (const [name, chances, expected] of walks) {
    let state: StageState | undefined
    const seen = chances.map(p => (state = nextStage(state, facts(p))).stage)
    assert.deepEqual(seen, expected, name)
  }
})

test('an advocate who stops passing on becomes a supporter, no less', () => {
  const advocate: StageState = { stage: 'advocate', low: 0 }
  const once = nextStage(advocate, facts(0.27))
  assert.deepEqual(once, { stage: 'advocate', low: 1 })
  assert.deepEqual(nextStage(once, facts(0.27)), { stage: 'supporter', low: 0 })
})

test('fading needs a fall, a height to fall from, and likely leaving', () => {
  for (const [before, now, alive, fading] of [
    [0.6, 0.3, 0.4, true],
    [0.6, 0.3, 0.6, false],
    [0.6, 0.5, 0.4, false],
    [0.25, 0.05, 0.1, false],
    [Number.NaN, 0.05, 0.1, false],
  ] as const)
    assert.equal(isFading(before, now, alive), fading)
})
