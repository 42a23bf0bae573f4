import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseName } from './parse-name.ts'
import { latticesOf } from './readings.ts'
import { kanaSkeleton, skeleton } from './skeleton.ts'

test('all ways to spell a name in Latin letters fall together', () => {
  for (const spellings of [
    ['Satō', 'Satoh', 'satou', 'Sato'],
    ['Tsuchiya', 'Tutiya', 'TSUCHIYA'],
    ['Junichi', "Jun'ichi", 'Zyunniti'.replace('nn', 'n')],
    ['Shinbashi', 'Shimbashi', 'sinbasi'],
    ['Fujii', 'Huzii'],
  ])
    assert.equal(new Set(spellings.map(skeleton)).size, 1, spellings.join(' '))
  assert.equal(kanaSkeleton('さとう'), skeleton('Satoh'))
  assert.equal(kanaSkeleton('ジュンイチ'), skeleton('Junichi'))
  assert.notEqual(skeleton('Takaaki'), skeleton('Takaki'))
})

test('a kanji name is read in all its ways, the usual one first', () => {
  const [lattice] = latticesOf('佐藤 翔太')
  assert.equal([...lattice!.family.readings][0]![0], 'sato')
  assert.ok(lattice!.given.readings.has('syota'))
  assert.ok(
    latticesOf('山田太郎').some(({ family, given }) => family.kanji === '山田' && given.readings.has('taro')),
  )
})

test('a given name that no dictionary has is read by its characters', () => {
  assert.ok(latticesOf('山田 愛智朗')[0]!.given.readings.has(kanaSkeleton('あいちろう')))
})

test('honorifics, companies, remarks and pictures are no part of a name', () => {
  for (const text of [
    '山田 太郎 様',
    '株式会社縁側 山田 太郎',
    '(株)縁側　山田 太郎',
    '株式会社 縁側 山田 太郎',
    '山田 太郎 店長',
    '山田 太郎@縁側',
    '山田 太郎（東京）',
    '🌸山田 太郎｜書道',
    '山田　太郎',
  ])
    assert.deepEqual(parseName(text).words, ['山田', '太郎'], text)
  assert.deepEqual(parseName('ﾔﾏﾀﾞ ﾀﾛｳ').words, parseName('やまだ たろう').words)
  assert.deepEqual(parseName('Dr. Taro Yamada, PhD').words, ['taro', 'yamada'])
  assert.equal(parseName('髙橋 一').words[0], parseName('高橋 一').words[0])
  assert.deepEqual(parseName('  ').words, [])
})

test('one name alone is known as such', () => {
  for (const text of ['佐藤', '翔太', 'Alex', '佐々木']) assert.ok(parseName(text).isSingle, text)
  for (const text of ['佐藤 翔太', '佐藤翔太', 'Alex Miller', 'ジョン・スミス'])
    assert.ok(!parseName(text).isSingle, text)
})

test('letters of several alphabets in one word are seen', () => {
  assert.ok(parseName('Аlice Miller').isMixed)
  assert.ok(!parseName('Алиса Miller').isMixed)
})
