import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { languages } from '#ledger/language.ts'
import { runImport } from '#loop/gather/run.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { importReport, imports, undoPreview } from '#screens/imports/shape.ts'
import { note, person, timeline } from '#screens/person/shape.ts'
import { sources } from '#screens/sources/shape.ts'
import { supporters } from '#screens/supporters/shape.ts'
import { truth } from '#screens/truth/shape.ts'
import { home } from '#screens/welcome/shape.ts'
import { type Door, doorOfSuite } from '#tests/door.ts'

type Json = Record<string, unknown>
type Operation = {
  summary?: string
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Json }> }>
  parameters?: { name: string; in: string; required?: boolean; schema?: Json }[]
  requestBody?: { required?: boolean; content: Record<string, { schema?: Json }> }
  security?: Json[]
}

describe('the OpenAPI document', () => {
  const door = doorOfSuite()
  const read = async () =>
    (await (await door.ask('GET', '/api/v1/openapi.json', { cookie: null })).json()) as {
      openapi: string
      info: Json
      paths: Record<string, Record<string, Operation>>
      components: { schemas?: Json; securitySchemes: Json }
    }

  test('is a whole OpenAPI 3.1 document: every operation says what it takes and gives', async () => {
    const doc = await read()
    assert.match(doc.openapi, /^3\.1\.\d$/)
    assert.ok(doc.info.title && doc.info.version && doc.info.license)
    assert.deepEqual(Object.keys(doc.components.securitySchemes), ['session'])
    const summaries = new Set<string>()
    for (const [path, operations] of Object.entries(doc.paths)) {
      assert.match(path, /^\/api\/v1\//)
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
      for (const [method, operation] of Object.entries(operations)) {
        const name = `${method} ${path}`
        assert.ok(operation.summary && operation.summary.length > 5, name)
        assert.ok(!summaries.has(operation.summary), `${name}: summary of another operation`)
        summaries.add(operation.summary)
        const told = (operation.parameters ?? []).filter(one => one.in === 'path')
        assert.deepEqual(
          told.map(one => one.name),
          placeholders,
          name,
        )
        for (const one of operation.parameters ?? []) {
          assert.ok(one.schema, `${name} ${one.name}`)
          assert.ok(['path', 'query', 'header'].includes(one.in))
          if (one.in === 'path') assert.equal(one.required, true)
        }
        const { default: problem, ...answers } = operation.responses
        assert.ok(problem?.content?.['application/problem+json']?.schema, name)
        assert.equal(Object.keys(answers).length, 1, name)
        for (const [status, answer] of Object.entries(answers)) {
          assert.match(status, /^20[0124]$/)
          assert.ok(answer.description, name)
          const schemas = Object.values(answer.content ?? {}).map(one => one.schema)
          assert.equal(schemas.length, status === '204' ? 0 : 1, name)
          assert.ok(
            schemas.every(schema => schema && Object.keys(schema).length > 0),
            name,
          )
        }
        if (operation.requestBody) {
          assert.equal(operation.requestBody.required, true, name)
          assert.ok(
            Object.values(operation.requestBody.content).every(one => one.schema),
            name,
          )
        }
      }
    }
    assert.deepEqual(doc.paths['/api/v1/session']!.post!.security, [])
    assert.equal(doc.paths['/api/v1/home']!.get!.security, undefined, 'the session of the whole document')
  })

  test('refers to nothing that is not in it', async () => {
    const doc = await read()
    let refs = 0
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(walk)
      else if (value && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) {
          if (key !== '$ref') walk(inner)
          else {
            refs++
            const found = String(inner)
              .replace(/^#\//, '')
              .split('/')
              .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], doc)
            assert.ok(found, String(inner))
          }
        }
    }
    walk(doc)
    assert.ok(refs >= 0)
    assert.doesNotMatch(JSON.stringify(doc), /"nullable"|\/tmp\/|undefined/, 'nullable is of OpenAPI 3.0')
  })
})

describe('a ledger with the sample people', () => {
  const door = doorOfSuite()

  async function get<T extends z.ZodType>(shape: T, path: string, language = 'en'): Promise<z.output<T>> {
    const answer = await door.ask('GET', `/api/v1${path}`, { headers: { 'accept-language': language } })
    assert.equal(answer.status, 200, path)
    const strict = shape instanceof z.ZodObject ? shape.strict() : shape
    return strict.parse(await answer.json()) as z.output<T>
  }

  test('comes in on one request, answers in every documented shape and both languages, and goes again', async () => {
    const added = await door.ask('POST', '/api/v1/sample')
    assert.equal(added.status, 202)
    importReport.parse(await added.json())
    const listed = await get(imports, '/imports')
    assert.equal(listed.imports.length, 6)
    for (const { importId } of listed.imports.toReversed()) await runImport(door.ctx, Number(importId))
    await computeSupport(door.ctx)

    for (const language of languages) {
      const isJapanese = (text: string) => /[ぁ-んァ-ン一-龠]/.test(text)
      const first = await get(home, '/home', language)
      assert.ok(first.samplePeople && first.people > 200)
      const list = await get(supporters, '/supporters?limit=200', language)
      const { low, expected, high } = list.known
      assert.ok(low! <= expected! && expected! <= high!)
      assert.ok(list.people.length === 200 && list.next)
      const because = list.people.flatMap(one => one.because)
      assert.ok(because.length > 200)
      if (language === 'ja') assert.ok(because.every(isJapanese))
      else assert.ok(!because.some(isJapanese), because.find(isJapanese))
      for (const { personId } of [...list.people.slice(0, 8), ...list.people.slice(-4)]) {
        const one = await get(person, `/people/${personId}`, language)
        assert.equal(one.personId, personId)
        assert.ok(one.accounts.length > 0)
        const whole = await get(timeline, `/people/${personId}/timeline?limit=1`, language)
        assert.deepEqual(whole.moments, one.timeline.moments.slice(0, 1))
      }
      const { sources: all } = await get(sources, '/sources', language)
      assert.ok(all.every(one => one.howTo && isJapanese(one.howTo) === (language === 'ja')))
      assert.ok(all.filter(one => one.inUse).length >= 6)
      const told = await get(truth, '/truth', language)
      assert.ok(told.sentence && isJapanese(told.sentence) === (language === 'ja'))
      for (const { importId } of listed.imports) {
        const report = await get(importReport, `/imports/${importId}`, language)
        assert.equal(report.status, 'done')
        await get(undoPreview, `/imports/${importId}/undo`, language)
      }
      const health = await get(
        z.object({
          checks: z.array(z.object({ name: z.string(), ok: z.boolean(), sentence: z.string() }).strict()),
        }),
        '/health',
        language,
      )
      assert.ok(health.checks.every(check => isJapanese(check.sentence) === (language === 'ja')))
      assert.deepEqual(
        health.checks.filter(check => !check.ok).map(check => check.sentence),
        [],
      )
    }

    await every(door, 'chance', '')
    await every(door, 'name', '')
    await every(door, 'last', '')
    await every(door, 'chance', '&stage=supporter')
    await every(door, 'name', '&q=a')
    await every(door, 'last', '&change=fading')

    assert.equal((await door.ask('DELETE', '/api/v1/sample')).status, 204)
    await computeSupport(door.ctx)
    const after = await get(home, '/home')
    assert.deepEqual([after.people, after.samplePeople], [0, false])
    assert.deepEqual((await get(supporters, '/supporters')).people, [])
    assert.equal((await door.ask('DELETE', '/api/v1/sample')).status, 204, 'nothing to take out is no error')
  })
})

/** Turns all pages of a question and compares them with one look at the whole. */
async function every(door: Door, sort: 'chance' | 'name' | 'last', filter: string) {
  const page = async (query: string) => {
    const answer = await door.ask('GET', `/api/v1/supporters?sort=${sort}${filter}${query}`)
    if (answer.status !== 200) assert.fail(`${sort}${filter}${query}: ${await answer.text()}`)
    return supporters.parse(await answer.json())
  }
  const seen: string[] = []
  let cursor: string | null = ''
  let total = -1
  while (cursor !== null) {
    const part: z.infer<typeof supporters> = await page(`&limit=37${cursor && `&cursor=${cursor}`}`)
    seen.push(...part.people.map(one => one.personId))
    if (total >= 0) assert.equal(part.total, total)
    total = part.total
    cursor = part.next
    assert.ok(seen.length < 5000, 'pages come to an end')
  }
  assert.equal(new Set(seen).size, seen.length, `${sort}${filter}: nobody twice`)
  assert.equal(seen.length, total, `${sort}${filter}: nobody left out`)
  if (total > 0)
    assert.deepEqual(
      seen.slice(0, 200),
      (await page('&limit=200')).people.map(one => one.personId),
    )
}

describe('a link between two people', () => {
  const door = doorOfSuite()

  test('is made, shows why, is taken back and restored', async () => {
    const add = async (name: string) =>
      z
        .object({ personId: z.string() })
        .parse(await (await door.ask('POST', '/api/v1/people', { body: { name } })).json()).personId
    const [a, b] = [await add('山田 さくら'), await add('Sakura Yamada')]
    const written = await door.ask('POST', `/api/v1/people/${b}/notes`, { body: { text: 'met at the fair' } })
    note.strict().parse(await written.json())
    const linked = await door.ask('POST', `/api/v1/people/${a}/same`, { body: { otherId: b } })
    assert.equal(linked.status, 201)
    const { decisionId } = (await linked.json()) as { decisionId: string }
    const look = async (id: string) =>
      person.parse(await (await door.ask('GET', `/api/v1/people/${id}`)).json())
    const one = await look(a)
    assert.equal((await look(b)).personId, one.personId, 'both ids lead to the one person')
    assert.equal(one.accounts.length, 2)
    assert.deepEqual(
      one.notes.map(({ text }) => text),
      ['met at the fair'],
    )
    assert.ok(
      one.accounts.some(account =>
        account.because.some(why => why.decisionId === decisionId && why.by === 'owner'),
      ),
    )
    const again = await door.ask('POST', `/api/v1/people/${a}/same`, { body: { otherId: b } })
    assert.deepEqual(await again.json(), { decisionId }, 'said twice it is one word')
    assert.equal(
      (await door.ask('POST', `/api/v1/people/${a}/same`, { body: { otherId: a } })).status,
      400,
      'somebody and themselves',
    )
    assert.equal((await door.ask('DELETE', `/api/v1/decisions/${decisionId}`)).status, 204)
    assert.equal((await door.ask('DELETE', `/api/v1/decisions/${decisionId}`)).status, 204, 'idempotent')
    assert.notEqual((await look(a)).personId, (await look(b)).personId)
    assert.equal((await look(b)).notes.length, 1)
    assert.equal((await door.ask('POST', `/api/v1/decisions/${decisionId}/restore`)).status, 204)
    assert.equal((await look(a)).personId, (await look(b)).personId)
  })
})
