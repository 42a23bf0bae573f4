import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayEvidence } from './evidence-words.ts'
import { accountSettings } from './match/account-settings.ts'

test('whatever can be weighed has words in both languages', () => {
  for (const comparison of accountSettings.comparisons)
    for (const { name } of comparison.levels)
      for (const language of ['en', 'ja'] as const) {
        const [said] = sayEvidence([{ comparison: comparison.name, level: name, bits: 1 }], language)
        assert.notEqual(said!.text, `${comparison.name}: ${name}`, `${language}: ${comparison.name} ${name}`)
      }
})

test('where one starts is said first, then what says most, for or against', () => {
  const said = sayEvidence(
    [
      { comparison: 'handle', level: 'nothing in common', bits: -1.6 },
      { comparison: 'prior', level: '', bits: -9.4 },
      { comparison: 'name', level: 'same name', bits: 14.2 },
    ],
    'ja',
  )
  assert.deepEqual(
    said.map(({ comparison }) => comparison),
    ['prior', 'name', 'handle'],
  )
})
