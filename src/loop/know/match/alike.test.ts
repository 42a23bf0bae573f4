import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { openValues } from './value-table.ts'

/** Optimal string alignment as its definition says. */
function plainDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)])
  for (let j = 0; j <= b.length; j++) d[0]![j] = j
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1)
    }
  return d[a.length]![b.length]!
}

const words = (longest: number) =>
  fc
    .array(fc.constantFrom(...'abcxyz山田1'), { minLength: 1, maxLength: longest })
    .map(chars => chars.join(''))

test('the bit-parallel edit distance is the textbook one', () => {
  for (const longest of [12, 60])
    fc.assert(
      fc.property(words(longest), words(longest), (a, b) => {
        const values = openValues()
        assert.equal(editDistance(values, values.add(a), values.add(b)), plainDistance(a, b))
      }),
    )
})

test('under a ceiling it is exact, over it only "over"', () => {
  fc.assert(
    fc.property(words(12), words(12), (a, b) => {
      const values = openValues()
      const found = editDistance(values, values.add(a), values.add(b), 2)
      assert.equal(Math.min(3, found), Math.min(3, plainDistance(a, b)))
    }),
  )
})

test('Jaro–Winkler gives the published examples, and a floor only cuts off what lies below it', () => {
  const values = openValues()
  for (const [a, b, alike] of [
    ['MARTHA', 'MARHTA', 0.9611],
    ['DWAYNE', 'DUANE', 0.84],
    ['DIXON', 'DICKSONX', 0.8133],
  ] as const)
    assert.ok(Math.abs(jaroWinkler(values, values.add(a), values.add(b)) - alike) < 1e-4, `${a} ${b}`)
  fc.assert(
    fc.property(words(20), words(20), (a, b) => {
      const [one, other] = [values.add(a), values.add(b)]
      const alike = jaroWinkler(values, one, other)
      assert.ok(Math.abs(alike - jaroWinkler(values, other, one)) < 0.15)
      if (alike >= 0.8) assert.equal(jaroWinkler(values, one, other, 0.8), alike)
    }),
  )
})
