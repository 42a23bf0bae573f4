import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generationOf, isGeneration } from './generation.ts'

const cases: [shown: string, name: string, which?: string][] = [
  ['Quentin Abernathy Sr.', 'Quentin Abernathy', 'sr'],
  ['Quentin Abernathy, Jr.', 'Quentin Abernathy', 'jr'],
  ['QUENTIN ABERNATHY JR', 'QUENTIN ABERNATHY', 'jr'],
  ['Abernathy, Quentin, Jr.', 'Abernathy, Quentin', 'jr'],
  ['Quentin Abernathy Jr., PhD', 'Quentin Abernathy, PhD', 'jr'],
  ['Quentin Abernathy III', 'Quentin Abernathy', '3'],
  ['Quentin Abernathy the 3rd', 'Quentin Abernathy', '3'],
  ['Quentin Abernathy 2nd', 'Quentin Abernathy', '2'],
  ['Quentin Abernathy V', 'Quentin Abernathy', '5'],
  ['Aurélien Boisvert père', 'Aurélien Boisvert', 'sr'],
  ['Aurélien Boisvert fils', 'Aurélien Boisvert', 'jr'],
  ['Boisvert fils', 'Boisvert', 'jr'],
  ['Joaquín Peralta (hijo)', 'Joaquín Peralta', 'jr'],
  ['Joaquim Silveira Filho', 'Joaquim Silveira', 'jr'],
  ['Joaquim Silveira Neto', 'Joaquim Silveira', 'grandson'],
  ['Joaquim Silveira Júnior', 'Joaquim Silveira', 'jr'],
  ['Joaquim Silveira Sobrinho', 'Joaquim Silveira', 'nephew'],
  ['Lorenz Achleitner senior', 'Lorenz Achleitner', 'sr'],
  ['Lorenz Achleitner d. J.', 'Lorenz Achleitner', 'jr'],
  ['Lorenz Achleitner der Ältere', 'Lorenz Achleitner', 'sr'],
  ['ifj. Szabados Bence', 'Szabados Bence', 'jr'],
  ['id. Szabados Bence', 'Szabados Bence', 'sr'],
  ['Bořek Havránek ml.', 'Bořek Havránek', 'jr'],
  ['Bořek Havránek starší', 'Bořek Havránek', 'sr'],
  ['Семён Лапшин младший', 'Семён Лапшин', 'jr'],
  ['Семён Лапшин ст.', 'Семён Лапшин', 'sr'],
  ['二代目 佐藤 太郎', '佐藤 太郎', '2'],
  ['佐藤太郎 三代目', '佐藤太郎', '3'],
  ['佐藤太郎(十二代目)', '佐藤太郎', '12'],
  ['2代目佐藤太郎', '佐藤太郎', '2'],
  ['佐藤太郎二代目', '佐藤太郎', '2'],
  ['初代 佐藤 太郎', '佐藤 太郎', '1'],
  ['佐藤 太郎 三世', '佐藤 太郎', '3'],
  ['김철수 2세', '김철수', '2'],
  // Names that merely look it.
  ['Naoki Ii', 'Naoki Ii'],
  ['Carlos Neto', 'Carlos Neto'],
  ['Junior Santos', 'Junior Santos'],
  ['Anna Senior', 'Anna Senior'],
  ['Jr', 'Jr'],
  ['Maya Lindqvist', 'Maya Lindqvist'],
  ['Mary A. Fitzgerald', 'Mary A. Fitzgerald'],
  ['佐藤 千代', '佐藤 千代'],
  ['田代 世津子', '田代 世津子'],
  ['三世 花子', '花子', '3'],
]

for (const [shown, name, which] of cases)
  test(`${shown}: ${which ?? 'no generation'}`, () =>
    assert.deepEqual(generationOf(shown.normalize('NFKC')), which ? { name, which } : { name }))

test('fields for what stands behind a name', () => {
  for (const suffix of ['Jr.', 'sr', 'III', 'Filho', 'Neto', '二代目', 'père', 'II.'])
    assert.equal(isGeneration(suffix), true, suffix)
  for (const suffix of ['PhD', 'M.D.', '様', 'Esq.', '', 'MBA'])
    assert.equal(isGeneration(suffix), false, suffix)
})
