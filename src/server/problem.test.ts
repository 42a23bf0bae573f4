import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { languages } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import { type RefusalCode, refusals } from '#ledger/words.ts'
import { problem } from '#screens/parts/shape.ts'
import { type Door, doorOfSuite, filled, openDoor, routesOf } from '#tests/door.ts'
import { publicRoutes } from './access.ts'
import { problemOf } from './problem.ts'

const codes = Object.keys(refusals.en) as RefusalCode[]
const facts = new Proxy({}, { get: () => 'X' })

describe('problems', () => {
  const door = doorOfSuite()

  test('each code has a short title and a sentence of its own in both languages, and a page', async () => {
    for (const language of languages) {
      const titles = new Set<string>()
      for (const code of codes) {
        const said = problem.parse(problemOf(new Refusal(code, facts), language, assert.fail))
        assert.ok(said.title.length >= 5 && said.title.length <= 40, said.title)
        assert.notEqual(said.title, said.detail)
        assert.equal(/[ぁ-ん]/.test(said.title + said.detail), language === 'ja', code)
        titles.add(said.title)
        assert.equal(said.type, `/problems/${code}`)
        const page = await door.ask('GET', said.type, {
          cookie: null,
          headers: { 'accept-language': language },
        })
        assert.equal(page.status, 200, code)
        const text = await page.text()
        assert.ok(text.startsWith(said.title), text)
        assert.match(text, new RegExp(`HTTP ${said.status}`))
        assert.doesNotMatch(text, /undefined|NaN|\[object/)
      }
      assert.equal(titles.size, codes.length, 'no two titles alike')
    }
    for (const code of ['nothing', 'toString', '__proto__', 'constructor', 'hasOwnProperty', ''])
      assert.equal((await door.ask('GET', `/problems/${code}`)).status, 404, code)
  })

  test('what nobody expected says nothing of its inside, but the log does', () => {
    const log: string[] = []
    const error = new TypeError('select * from secret where /elsewhere/y.ts')
    const said = problemOf(error, 'en', line => log.push(line))
    assert.equal(said.status, 500)
    assert.equal(said.code, 'unexpected')
    assert.doesNotMatch(JSON.stringify(said), /select|secret|home|TypeError/)
    assert.match(log.join(), /TypeError: select \* from secret/)
  })

  test('a fault of the database: 503 while it is away, 507 when the disk is full', () => {
    for (const code of ['57P01', '57P03', '08006', 'ECONNREFUSED', 'CONNECTION_CLOSED', 'ENOENT'])
      assert.equal(problemOf(Object.assign(new Error('x'), { code }), 'en', assert.fail).status, 503, code)
    assert.equal(problemOf(Object.assign(new Error('x'), { code: '53100' }), 'en', assert.fail).status, 507)
    assert.equal(problemOf(Object.assign(new Error('x'), { code: '22021' }), 'en', () => {}).status, 500)
  })

  test('the language is the reader’s, also for what was wrong with a field', async () => {
    const details = await Promise.all(
      ['ja', 'en', 'ja-JP,ja;q=0.9,en;q=0.8', 'fr', ''].map(async accept => {
        const answer = await door.ask('GET', '/api/v1/supporters?limit=-1', {
          headers: { 'accept-language': accept },
        })
        return ((await answer.json()) as { detail: string }).detail
      }),
    )
    assert.deepEqual(
      details.map(detail => /[ぁ-ん]/.test(detail)),
      [true, false, true, false, false],
      details.join('\n'),
    )
    assert.ok(details.every(detail => detail.includes('limit')))
    assert.doesNotMatch(details[0]!, /expected|Invalid|must/i)
  })
})

describe('while the database is away', () => {
  test('every guarded route says so with 503 and when to come back; the pages still open', async t => {
    const door: Door = await openDoor()
    t.after(() => door.end())
    await door.ctx.store.sql.end({ timeout: 1 })
    for (const route of routesOf(door.app)) {
      const [method, path] = route.split(' ') as [string, string]
      if (publicRoutes.includes(route) || path.startsWith('/assets')) continue
      const answer = await door.ask(method, filled(path))
      assert.equal(answer.status, 503, route)
      assert.equal(answer.headers.get('retry-after'), '2')
      assert.equal(((await answer.json()) as { code: string }).code, 'postgres-away')
    }
    const signIn = await door.ask('POST', '/api/v1/session', { body: { code: 'AAAA-BBBB' }, cookie: null })
    assert.equal(signIn.status, 503)
    assert.equal((await door.ask('GET', '/api/v1/openapi.json', { cookie: null })).status, 200)
    assert.deepEqual(door.log, [], 'an absent database is no surprise')
  })
})
