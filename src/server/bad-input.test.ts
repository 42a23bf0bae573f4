import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hashText } from '#ledger/ids.ts'
import { refusals } from '#ledger/words.ts'
import { computeSupport } from '#loop/support/compute.ts'
import type { Problem } from '#screens/parts/shape.ts'
import { addPeople } from '#tests/cast-people.ts'
import { type Asked, doorOfSuite, filled, openDoor, routesOf, someId } from '#tests/door.ts'

const problemOf = async (answer: Response) => (await answer.json()) as Problem

describe('bad input', () => {
  const door = doorOfSuite()

  async function refuses(method: string, path: string, asked: Asked = {}, statuses = [400]) {
    const answer = await door.ask(method, path, asked)
    const said = `${method} ${path.slice(0, 120)} ${JSON.stringify(asked).slice(0, 120)}: ${answer.status}`
    assert.ok(statuses.includes(answer.status), said)
    const problem = await problemOf(answer)
    assert.match(answer.headers.get('content-type')!, /^application\/problem\+json/)
    assert.equal(problem.status, answer.status)
    assert.ok(Object.hasOwn(refusals.en, problem.code), said)
    assert.doesNotMatch(
      JSON.stringify(problem),
      /select |insert |syntax error|at \w+ \(|node_modules|\.ts:|\/tmp\/|\/dev\/shm|invalid byte/i,
      said,
    )
    return problem
  }

  test('limits, sorts and stages that are none are refused, never guessed', async () => {
    for (const limit of [
      '-1',
      '0',
      '1e9',
      '1000000000',
      '201',
      'ＮＮ',
      'NaN',
      'Infinity',
      '1.5',
      '',
      ' ',
      '[]',
      'null',
      "1'",
    ])
      for (const path of ['/api/v1/supporters', `/api/v1/people/${someId}/timeline`])
        await refuses('GET', `${path}?limit=${encodeURIComponent(limit)}`)
    for (const query of [
      'limit=5&limit=6',
      'sort=name;drop table act',
      'sort=p desc--',
      'sort=',
      'sort=__proto__',
      'stage=warm%27 or 1=1',
      'stage=constructor',
      'change=none',
      'change=toString',
      `q=${'あ'.repeat(201)}`,
      `cursor=${'A'.repeat(1501)}`,
    ])
      await refuses('GET', `/api/v1/supporters?${query}`)
    await refuses('GET', `/api/v1/people/${someId}/timeline?direction=sideways`)
  })

  test('cursors that were tampered with, or belong to another question, are refused', async () => {
    await addPeople(door.ctx, ['佐藤 結衣', 'Aoife Byrne', '田中 太郎'])
    await computeSupport(door.ctx)
    const page = async (query: string) =>
      (await (await door.ask('GET', `/api/v1/supporters?${query}`)).json()) as { next: string }
    const own = (await page('sort=name&limit=1')).next
    assert.equal((await door.ask('GET', `/api/v1/supporters?sort=name&limit=1&cursor=${own}`)).status, 200)
    for (const other of [
      'sort=chance',
      'sort=last',
      'sort=name&q=a',
      'sort=name&stage=warm',
      'sort=name&change=new',
    ])
      await refuses('GET', `/api/v1/supporters?${other}&cursor=${own}`)
    const question = (sort: string) => hashText(['', '', '', sort].join('\u0000')).slice(0, 16)
    const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    for (const [sort, cursor] of [
      ['chance', 'garbage'],
      ['chance', made(question('chance'), 1e300, someId)],
      ['chance', made(question('chance'), -1, someId)],
      ['chance', made(question('chance'), '0', someId)],
      ['chance', made(question('chance'), 0.5, '-'.repeat(36))],
      ['chance', made(question('chance'), 0.5, "' or true --")],
      ['chance', made(question('chance'), 0.5)],
      ['last', made(question('last'), '9999-99-99 99:99:99+00', someId)],
      ['last', made(question('last'), '2026-02-30 00:00:00+00', someId)],
      ['last', made(question('last'), 'infinity', someId)],
      ['name', made(question('name'), 'a\u0000b', someId)],
      ['name', made(question('name'), { toString: 'x' }, someId)],
      ['name', Buffer.from(`["${question('name')}"`).toString('base64url')],
      ['name', Buffer.from('{"__proto__":{"polluted":1}}').toString('base64url')],
      ['name', Buffer.from('null').toString('base64url')],
    ] as const)
      await refuses('GET', `/api/v1/supporters?sort=${sort}&cursor=${cursor}`)
    const { personId } = ((await page('')) as unknown as { people: { personId: string }[] }).people[0]!
    for (const cursor of [
      made('2026-99-99 00:00:00+00', someId),
      made('2026-02-30 00:00:00+00', someId),
      made('2026-01-01 00:00:00+00', '-'.repeat(36)),
      made(1, 2),
      'null',
      Buffer.from('null').toString('base64url'),
    ])
      await refuses('GET', `/api/v1/people/${personId}/timeline?cursor=${cursor}`)
  })

  test('what is typed into the search is text: no SQL, no wildcard, no pattern', async () => {
    const found = async (q: string) => {
      const answer = await door.ask('GET', `/api/v1/supporters?q=${encodeURIComponent(q)}`)
      assert.equal(answer.status, 200, q)
      return ((await answer.json()) as { people: unknown[] }).people.length
    }
    assert.ok((await found('佐藤')) > 0)
    for (const q of [
      "' or '1'='1",
      "'; drop table person; --",
      '%',
      '_',
      '\\',
      '%%%_%',
      '佐_',
      '\\%',
      '(a+)+$',
      '.*',
      `${'a'.repeat(199)}!`,
      '[object Object]',
    ])
      assert.equal(await found(q), 0, q)
    for (const q of ['\u0000', '\u0000佐藤', '\u202e', '🦊', '@', '#', ' ', 'ー'.repeat(200)])
      assert.ok((await found(q)) >= 0)
    for (const raw of ['%ff%fe%00', '%ed%a0%80', '%', '%zz'])
      assert.equal((await door.ask('GET', `/api/v1/supporters?q=${raw}`)).status, 200, raw)
  })

  test('nothing typed in reaches the prototype of all objects', async () => {
    for (const body of [
      '{"name":"A","__proto__":{"polluted":true}}',
      '{"name":"A","constructor":{"prototype":{"polluted":true}}}',
      '{"__proto__":{"name":"A"}}',
    ])
      await door.ask('POST', '/api/v1/people', { body, headers: { 'content-type': 'application/json' } })
    for (const query of [
      '__proto__[polluted]=1',
      'a[__proto__][polluted]=1',
      '__proto__=1',
      'constructor.prototype.polluted=1',
    ])
      assert.equal((await door.ask('GET', `/api/v1/supporters?${query}`)).status, 200)
    assert.equal(({} as { polluted?: unknown }).polluted, undefined)
  })

  test('bodies of the wrong shape are refused with a sentence', async () => {
    const wrong: Record<string, unknown[]> = {
      'POST /api/v1/people': [
        {},
        { name: '' },
        { name: ' \u3000\u0000\n' },
        { name: null },
        { name: ['A'] },
        { name: {} },
        { name: 1 },
        [],
        [[]],
        null,
        1,
        'x',
        { name: 'A', mail: 'no mail' },
        { name: 'A', mail: 'a@b@c' },
        { name: 'A', url: 'javascript:alert(1)' },
        { name: 'A', url: 'data:text/html,x' },
        { name: 'A', url: 'file:///etc/passwd' },
        { name: 'A', note: 5 },
        { name: 'A'.repeat(201) },
      ],
      'PUT /api/v1/settings': [{}, { language: 'fr' }, { language: null }, { language: ['ja'] }, []],
      [`POST /api/v1/people/${someId}/notes`]: [
        {},
        { text: '' },
        { text: '\n \u0000' },
        { text: null },
        { text: [] },
        { text: 'x'.repeat(20_001) },
      ],
      [`POST /api/v1/people/${someId}/same`]: [
        {},
        { otherId: '' },
        { otherId: 'x' },
        { otherId: [someId] },
        { otherId: null },
        { otherId: `${someId}' or true` },
        [],
      ],
    }
    for (const [route, bodies] of Object.entries(wrong)) {
      const [method, path] = route.split(' ') as [string, string]
      for (const body of bodies) {
        const text = JSON.stringify(body)
        await refuses(method, path, { body: text, headers: { 'content-type': 'application/json' } })
      }
      for (const text of ['', '{', '{"name":', 'undefined', '{"name":"A"', '\ufeff{}', '{"text":1e999}'])
        await refuses(method, path, { body: text, headers: { 'content-type': 'application/json' } })
    }
  })

  test('a body of a megabyte is too large; a deep one is only wrong', async () => {
    const json = { 'content-type': 'application/json' }
    const big = JSON.stringify({ name: 'A', note: 'x'.repeat(2 ** 20) })
    await refuses('POST', '/api/v1/people', { body: big, headers: json }, [413])
    await refuses(
      'POST',
      '/api/v1/people',
      { body: big, headers: { ...json, 'content-length': '1048576' } },
      [413],
    )
    const deep = '['.repeat(30_000) + ']'.repeat(30_000)
    await refuses('POST', '/api/v1/people', { body: deep, headers: json })
    await refuses('POST', '/api/v1/people', { body: `{"name":${deep}}`, headers: json })
  })

  test('names and notes with any characters are kept as data, cleaned of what cannot be kept', async () => {
    const names: [given: string, kept: string][] = [
      ['<script>alert(1)</script>', '<script>alert(1)</script>'],
      ['"><img src=x onerror=alert(1)>', '"><img src=x onerror=alert(1)>'],
      ['{{7*7}}#{7*7}', '{{7*7}}#{7*7}'],
      ["Robert'); drop table person;--", "Robert'); drop table person;--"],
      ['A\u0000B', 'A B'],
      ['A\ud800B', 'A\ufffdB'],
      ['\ud83d\udc69\u200d\ud83d\udcbb Aoife', '\ud83d\udc69\u200d\ud83d\udcbb Aoife'],
      ['A\u001b[2J\u0007B', 'A [2J B'],
      ['A\r\nB', 'A B'],
      ['\u202eolleH', '\u202eolleH'],
      ['葛\u{e0100}西', '葛\u{e0100}西'],
      ['𠮷野', '𠮷野'],
      [`Z${'\u0300'.repeat(150)}`, `Z${'\u0300'.repeat(150)}`],
      ['__proto__', '__proto__'],
      ['=HYPERLINK("x")', '=HYPERLINK("x")'],
    ]
    for (const [given, kept] of names) {
      const answer = await door.ask('POST', '/api/v1/people', {
        body: { name: given, reading: given, organization: given, note: given },
      })
      assert.equal(answer.status, 201, given)
      const { personId } = (await answer.json()) as { personId: string }
      const shown = await door.ask('GET', `/api/v1/people/${personId}`)
      assert.match(shown.headers.get('content-type')!, /^application\/json/)
      assert.match(shown.headers.get('content-security-policy')!, /script-src 'self'(;|$)/)
      assert.equal(shown.headers.get('x-content-type-options'), 'nosniff')
      const person = (await shown.json()) as { name: string; notes: { noteId: string; text: string }[] }
      assert.equal(person.name, kept)
      assert.doesNotMatch(
        person.notes[0]!.text,
        /[\u0000-\u0008\u000b-\u001f\ud800-\udbff](?![\udc00-\udfff])/,
      )
      const changed = await door.ask('PUT', `/api/v1/notes/${person.notes[0]!.noteId}`, {
        body: { text: `${given}\r\nzwei` },
        headers: { 'if-match': '"1"' },
      })
      assert.equal(changed.status, 200)
      assert.match(((await changed.json()) as { text: string }).text, /[^\r]\nzwei$/)
    }
    await computeSupport(door.ctx)
    for (const sort of ['chance', 'name', 'last']) {
      const list = await door.ask('GET', `/api/v1/supporters?limit=200&sort=${sort}`)
      const { people } = (await list.json()) as { people: { name: string }[] }
      for (const [, kept] of names)
        assert.ok(
          people.some(({ name }) => name === kept),
          kept,
        )
    }
  })

  test('names of files are words to show, never places', async () => {
    for (const [given, kept] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\Users\\a\\contacts.vcf', 'contacts.vcf'],
      ['a\u0000b.vcf', 'a b.vcf'],
      ['a\nb/c\nd.vcf', 'c d.vcf'],
      ['/', '/'],
      ['..', '..'],
      ['\u0001', '?'],
      ['\u001b]0;x\u0007.zip', ']0;x .zip'],
      ['<b>.csv', '<b>.csv'],
    ] as const) {
      const answer = await door.ask('POST', `/api/v1/imports?name=${encodeURIComponent(given)}`, {
        body: 'not a file of any network',
        headers: { 'content-type': 'application/octet-stream' },
      })
      assert.equal(answer.status, 202, given)
      assert.equal(((await answer.json()) as { fileName: string }).fileName, kept)
    }
    await refuses('POST', '/api/v1/imports?name=', { body: 'x' })
    await refuses('POST', '/api/v1/imports', { body: 'x' })
    await refuses('POST', `/api/v1/imports?name=${'x'.repeat(301)}`, { body: 'x' })
    await refuses('POST', '/api/v1/imports?name=x')
  })

  test('ids of any other shape are the ids of nothing', async () => {
    const ids = [
      'x',
      '0',
      '-1',
      '1e3',
      '99999999999',
      '%00',
      "1'or'1",
      '..',
      '%2e%2e',
      'null',
      someId.toUpperCase(),
      `${someId}0`,
      '１',
      '__proto__',
      '%ff',
    ]
    for (const route of routesOf(door.app).filter(one => one.includes('/api/v1/') && one.includes(':id'))) {
      const [method, path] = route.split(' ') as [string, string]
      for (const id of ids)
        await refuses(
          method,
          path.replace(':id', id),
          {
            headers: { 'if-match': '"1"' },
            body: method === 'GET' ? undefined : { text: 'x', otherId: someId },
          },
          [404],
        )
    }
  })

  test('a change of a note says which version it changes', async () => {
    const [personId] = await addPeople(door.ctx, ['Riku Kobayashi'])
    const created = await door.ask('POST', `/api/v1/people/${personId}/notes`, { body: { text: 'one' } })
    assert.equal(created.status, 201)
    assert.equal(created.headers.get('etag'), '"1"')
    const { noteId } = (await created.json()) as { noteId: string }
    const put = (text: string, ifMatch?: string) => ({
      body: { text },
      headers: (ifMatch === undefined ? {} : { 'if-match': ifMatch }) as Record<string, string>,
    })
    const path = `/api/v1/notes/${noteId}`
    await refuses('PUT', path, put('two'), [428])
    for (const old of ['"0"', '"2"', '1', '""', '*', 'W/"x"', '"1e0"', '"99999999999999999999"'])
      await refuses('PUT', path, put('two', old), [412])
    assert.equal((await door.ask('PUT', path, put('two', '"1"'))).headers.get('etag'), '"2"')
    await refuses('PUT', path, put('three', '"1"'), [412])
    await refuses('DELETE', path, {}, [428])
    await refuses('DELETE', path, { headers: { 'if-match': '"1"' } }, [412])
    assert.equal((await door.ask('DELETE', path, { headers: { 'if-match': 'W/"2"' } })).status, 204)
    await refuses('DELETE', path, { headers: { 'if-match': '"2"' } }, [404])
  })
})

describe('another owner', () => {
  test('whose rows are asked for by id: the same answer as for ids of nothing, on every route', async t => {
    const door = await openDoor()
    t.after(() => door.end())
    const theirs = { ...door.ctx, owner: someId as never }
    await door.ctx.store.sql`insert into owner (owner_id, created_at) values (${someId}, now())`
    const [a, b] = await addPeople(theirs, ['見知らぬ 人', 'ほかの 人'])
    const { sql } = door.ctx.store
    await sql`insert into note (owner_id, note_id, account_id, text, created_at, updated_at)
      values (${someId}, ${someId}, ${a!}, 'secret words', now(), now())`
    await sql`insert into link_decision (owner_id, decision_id, account_a, account_b, verdict, made_by, why, made_at)
      values (${someId}, ${someId}, ${a!}, ${b!}, 'same', 'owner', 'owner', now())`
    await sql`insert into import (owner_id, import_no, status, file_name, created_at)
      values (${someId}, 5, 'done', 'secret.zip', now())`
    await computeSupport(theirs)
    const idOf = (path: string) =>
      path.includes('/imports/') ? '5' : path.includes('/people/') ? a! : someId
    const nothing = (path: string) =>
      path.includes('/imports/') ? '6' : '0190a0a0-0000-7000-8000-00000000dead'
    const [mine] = await addPeople(door.ctx, ['佐藤 結衣'])
    let asked = 0
    for (const route of routesOf(door.app).filter(one => one.includes('/api/v1/') && one.includes(':id'))) {
      const [method, path] = route.split(' ') as [string, string]
      const request = {
        headers: { 'if-match': '"1"' },
        ...(method !== 'GET' && {
          body: { text: 'mine now', otherId: mine!, accountId: mine!, reading: 'x' },
        }),
      }
      const answers = await Promise.all(
        [idOf(path), nothing(path)].map(async id => {
          const answer = await door.ask(method, filled(path, id), request)
          return { status: answer.status, body: await answer.text(), etag: answer.headers.get('etag') }
        }),
      )
      assert.equal(answers[0]!.status, 404, route)
      assert.deepEqual(answers[0], answers[1], route)
      asked++
    }
    assert.ok(asked >= 14, `${asked} routes`)
    assert.equal(
      (await door.ask('POST', `/api/v1/people/${mine}/same`, { body: { otherId: a! } })).status,
      404,
    )
    for (const path of ['/supporters?limit=200', '/imports', '/home', '/sources', '/truth'])
      assert.doesNotMatch(await (await door.ask('GET', `/api/v1${path}`)).text(), /見知らぬ|secret/)
    const [left] = await sql`select text, version from note where owner_id = ${someId}`
    assert.deepEqual({ ...left }, { text: 'secret words', version: 1 })
  })
})
