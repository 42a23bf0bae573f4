import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { reader } from './read.ts'

const day = (inside: string, attributes = 'date="2012-09-11" title=""') =>
  `<diary>\n<day ${attributes}>\n<body>\n${inside}</day>\n</diary>`
const comment = (name: string, body = 'c') =>
  `<comment><username>${name}</username><body>${body}</body><timestamp>1347300000</timestamp></comment>`
const source = (text: string, more = {}) => ({ ...memorySource({ 'hanako.xml': text }), ...more })

test('the day’s heading, and the second it was written in', async () => {
  const titles = []
  for (const body of [
    '*1347289200*[a][b]見出し',
    '*name*見出し',
    '*見出し',
    '見出しなし',
    'a\n*1347289200*見出し',
  ]) {
    const [work] = entriesOf(await rowsOf(reader, source(day(`${body}\n</body>`))))
    assert.ok(work?.kind === 'work')
    titles.push([work.work.title, work.work.publishedAt?.precision])
  }
  assert.deepEqual(titles, [
    ['見出し', 'second'],
    ['見出し', 'day'],
    ['見出し', 'day'],
    [undefined, 'day'],
    ['見出し', 'second'],
  ])
})

test('the answered address makes days pages and tells who the owner is', async () => {
  const text = day(
    `x</body><comments>${comment('hanako')}${comment('Riku_K')}${comment('riku_k')}</comments>`,
  )
  const [question] = await reader.asks!(source(text))
  assert.equal(question?.proposed, 'd.hatena.ne.jp/hanako')
  const rows = await rowsOf(reader, source(text, { answers: { site: 'd.hatena.ne.jp/hanako' } }))
  const [self, work, ...acts] = entriesOf(rows)
  assert.equal(self?.kind === 'self' && self.account.key, 'hanako')
  assert.equal(work?.kind === 'work' && work.work.key, 'd.hatena.ne.jp/hanako/20120911')
  assert.deepEqual(
    acts.map(act => act.kind === 'act' && act.account.key),
    ['riku_k', 'riku_k'],
  )
  assert.deepEqual(rejectsOf(rows), { 'own-act': 1 })
  const elsewhere = await rowsOf(
    reader,
    source(text, { answers: { site: 'https://hanako.hatenadiary.example/' } }),
  )
  const [page] = entriesOf(elsewhere)
  assert.equal(page?.kind === 'work' && page.work.key, 'hanako.hatenadiary.example/entries/2012/09/11')
})

test('the same words in the same second are two acts', async () => {
  const rows = await rowsOf(reader, source(day(`x</body><comments>${comment('a_b').repeat(2)}</comments>`)))
  const keys = entriesOf(rows).flatMap(entry => (entry.kind === 'act' ? [entry.externalKey] : []))
  assert.equal(new Set(keys).size, 2)
})

test('entities of a DOCTYPE stay as they are written; a nesting without end is told', async () => {
  const laughs = '<!DOCTYPE diary [<!ENTITY l "lol"><!ENTITY m "&l;&l;">]>'
  const rows = await rowsOf(
    reader,
    source(laughs + day(`x</body><comments>${comment('a_b', '&m; &amp;')}</comments>`)),
  )
  const act = entriesOf(rows).at(-1)
  assert.equal(act?.kind === 'act' && act.text, '&m; &')
  const deep = await rowsOf(reader, source(day(`x</body>${'<x>'.repeat(100_000)}`)))
  assert.deepEqual(rejectsOf(deep), { 'too-deep': 1 })
})
