import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { languages } from '#ledger/language.ts'
import { runImport } from '#loop/gather/run.ts'
import { addSamplePeople } from '#loop/gather/sample-people.ts'
import { importReport } from '#screens/imports/shape.ts'
import { ownAccounts, wordsSaid } from '#screens/me/shape.ts'
import { person } from '#screens/person/shape.ts'
import { programs } from '#screens/programs/shape.ts'
import { connecting, liveSource, liveSources } from '#screens/sources/shape.ts'
import { truth } from '#screens/truth/shape.ts'
import { soleOwner } from '#server/ctx.ts'
import { backUp } from '#store/backup.ts'
import { addPeople } from '#tests/cast-people.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { releasedLedger } from '#tests/released.ts'
import { smallDisk } from '#tests/small-disk.ts'
import { typed } from '#tests/terminal.ts'
import { commands } from './all.ts'
import { exits } from './command.ts'

const samples = join(import.meta.dirname, '../networks')
const mentions = join(samples, 'webmention/sample/mentions.jf2.json')
const contacts = join(samples, 'vcard/sample/contacts.vcf')

/* The shapes of --json, as docs/reference-cli.md states them. */
const counts = z.object({ acts: z.number().int(), people: z.number().int() }).strict()
const range = z.object({ expected: z.number(), low: z.number(), high: z.number() }).strict()
const newcomersMore = {
  early: z.boolean(),
  lately: z.array(
    z.object({ from: z.iso.datetime(), to: z.iso.datetime(), came: z.number().int() }).strict(),
  ),
}
const figure = z.union([
  range,
  z.object({ expected: z.null(), low: z.null(), high: z.null(), why: z.string().min(1) }).strict(),
])
const shapes = {
  import: z
    .object({
      importId: z.string().regex(/^\d+$/),
      added: counts,
      known: counts,
      changed: counts,
      leftOut: z.array(z.object({ where: z.string(), why: z.string() }).strict()),
      leftOutCounts: z.array(
        z.object({ code: z.string(), why: z.string(), count: z.number().int() }).strict(),
      ),
      joined: z
        .object({
          total: z.number().int(),
          people: z.array(
            z
              .object({ decisionId: z.string(), personId: z.string(), name: z.string(), because: z.string() })
              .strict(),
          ),
        })
        .strict(),
      status: z.string(),
      fileName: z.string(),
      network: z.string().nullable(),
      sameAs: z.string().nullable(),
      problem: z.string().optional(),
    })
    .strict(),
  supporters: z
    .object({
      horizonDays: z.literal(90),
      at: z.iso.datetime(),
      seenUntil: z.iso.datetime(),
      ended: z.boolean(),
      fresh: z.boolean(),
      together: figure,
      known: figure,
      outOfSight: z.object({ people: z.number().int(), expected: z.number() }).strict(),
      newcomers: z.union([
        range.extend(newcomersMore).strict(),
        z
          .object({
            expected: z.null(),
            low: z.null(),
            high: z.null(),
            why: z.string().min(1),
            ...newcomersMore,
          })
          .strict(),
      ]),
      merged: z.object({}).loose().nullable(),
      total: z.number().int(),
      people: z.array(
        z
          .object({
            personId: z.string(),
            name: z.string(),
            reading: z.string().nullable(),
            readingGuessed: z.boolean(),
            p: z.number().min(0).max(1).nullable(),
            stage: z.enum(['stranger', 'noticed', 'warm', 'supporter', 'advocate']),
            change: z.enum(['new', 'returning', 'fading']).nullable(),
            networks: z.array(z.string()),
            lastAt: z.iso.datetime().nullable(),
            because: z.array(z.string().min(1)),
          })
          .strict(),
      ),
      notVisible: z.array(z.object({ network: z.string(), title: z.string(), why: z.string() }).strict()),
    })
    .strict(),
  imports: z.object({ imports: z.array(importReport.strict()) }).strict(),
  undo: z
    .object({
      importId: z.string(),
      removed: counts,
      kept: counts,
      copies: z.object({ until: z.string().nullable(), beforeChanges: z.number() }),
      done: z.boolean(),
    })
    .strict(),
  doctor: z
    .object({
      ok: z.boolean(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), sentence: z.string() }).strict()),
    })
    .strict(),
  live: liveSources.strict(),
  connect: connecting.extend({ state: z.string().nullable() }).strict(),
  follow: z.object({ followed: z.array(liveSource.extend({ end: z.string() }).strict()) }).strict(),
  disconnect: z.object({ liveId: z.string(), disconnected: z.literal(true) }).strict(),
  restore: z
    .object({
      madeAt: z.iso.datetime(),
      enishi: z.string(),
      schema: z.number().int(),
      rows: z.record(z.string(), z.number().int()),
    })
    .strict(),
  code: z.object({ code: z.string().regex(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/) }).strict(),
  config: z
    .object({
      dataDir: z.string(),
      database: z.string(),
      host: z.string(),
      port: z.number(),
      hostNames: z.array(z.string()),
      dailyCopy: z.boolean(),
      language: z.enum(['ja', 'en']),
      version: z.string(),
    })
    .strict(),
  problem: z
    .object({
      problem: z
        .object({
          type: z.string(),
          title: z.string(),
          status: z.number(),
          detail: z.string(),
          code: z.string(),
        })
        .strict(),
    })
    .strict(),
}

describe('help', () => {
  for (const { name, examples, options = [] } of commands)
    test(`enishi ${name} --help: examples first, every option, in both languages`, async () => {
      for (const lang of languages) {
        const { exit, out, err } = await typed(undefined, [name, '--help', '--lang', lang])
        assert.equal(exit, exits.ok)
        assert.equal(err, '')
        assert.match(out, lang === 'ja' ? /^例：/ : /^Examples:/)
        assert.ok(examples.length > 0)
        for (const line of examples) {
          assert.ok(out.includes(`  ${line}`), line)
          assert.match(line, new RegExp(`^enishi ${name}( |$)`))
        }
        for (const { flags } of options) assert.ok(out.includes(flags), flags)
        assert.ok(out.indexOf(examples[0]!) < out.search(/Usage:|使い方:/))
        assert.equal(/[ぁ-ん]/.test(out.replaceAll(/^ {2}enishi.*$/gm, '')), lang === 'ja')
      }
    })

  test('the program itself: help, version, and usage for those who say nothing', async () => {
    const help = await typed(undefined, ['--help', '--lang', 'en'])
    assert.equal(help.exit, exits.ok)
    for (const { name } of commands) assert.match(help.out, new RegExp(`^ {2}${name} `, 'm'))
    assert.match((await typed(undefined, ['--version'])).out, /^\d+\.\d+\.\d+\n$/)
    const silent = await typed(undefined, [])
    assert.equal(silent.exit, exits.usage)
    assert.equal(silent.out, '')
  })
})

describe('what was typed wrongly', () => {
  const wrong: [argv: string[], en: RegExp, ja: RegExp][] = [
    [['suporters'], /unknown command 'suporters'\n\(Did you mean supporters\?\)/, /もしかして：supporters/],
    [['imprt', 'x'], /Did you mean import/, /もしかして：import/],
    [['nothing-like-it'], /unknown command/, /というコマンドはありません/],
    [
      ['supporters', '--limt', '3'],
      /unknown option '--limt'\n\(Did you mean --limit\?\)/,
      /もしかして：--limit/,
    ],
    [['supporters', '--limit', 'ten'], /whole number/, /整数/],
    [['supporters', '--limit', '0'], /whole number/, /整数/],
    [['supporters', '--limit', '-1'], /whole number/, /整数/],
    [['supporters', '--limit', '１０'], /whole number/, /整数/],
    [['supporters', '--limit'], /argument missing/, /値が必要/],
    [['start', '--port', '70000'], /whole number/, /整数/],
    [['start', '--port', 'http'], /whole number/, /整数/],
    [['import'], /missing required argument 'file'/, /指定してください/],
    [['person'], /missing required argument/, /指定してください/],
    [['undo'], /missing required argument/, /指定してください/],
    [['undo', '1', '2'], /too many arguments/, /引数が多すぎます/],
    [['doctor', 'x'], /too many arguments/, /引数が多すぎます/],
  ]
  for (const [argv, en, ja] of wrong)
    test(`enishi ${argv.join(' ')}: exit 2, one hint, nothing on stdout`, async () => {
      for (const [lang, pattern] of [
        ['en', en],
        ['ja', ja],
      ] as const) {
        // Before the words that stand wrong, so that it is read in any case.
        const { exit, out, err } = await typed(undefined, [argv[0]!, '--lang', lang, ...argv.slice(1)])
        if (argv[0] !== 'suporters' && argv[0] !== 'imprt' && argv[0] !== 'nothing-like-it')
          assert.match(err, pattern)
        else assert.match((await typed(undefined, [...argv, '--lang', lang])).err, pattern)
        assert.equal(exit, exits.usage)
        assert.equal(out, '')
        assert.match(err, /enishi --help/)
      }
    })

  test('with --json, what failed is on stdout too', async () => {
    for (const argv of [
      ['supporters', '--limit', 'abc', '--json'],
      ['suporters', '--json'],
      ['people', 'merge', 'x', '--json'],
    ]) {
      const { exit, json } = await typed(undefined, argv)
      assert.equal(exit, exits.usage, argv.join(' '))
      assert.equal((json() as { problem: { code: string } }).problem.code, 'bad-request', argv.join(' '))
    }
  })

  test('a language that is none', async () => {
    assert.equal((await typed(undefined, ['config', '--lang', 'fr'])).exit, exits.usage)
  })
})

test('restore: a backup comes into an empty ledger; what cannot be ends with its own exit and changes nothing', async t => {
  const { sql } = await releasedLedger(t, 1)
  const ctx = await testCtx()
  t.after(() => ctx.end())
  const now = ctx.now()
  const backup = await sql.begin(tx => backUp(tx, 1, { dataDir: ctx.dataDir, enishi: '0.1.0', now }))
  const refused: [folder: string, exit: number, code: string][] = [
    [join(ctx.dataDir, 'nowhere'), exits.nothingFound, 'not-a-backup'],
    [ctx.dataDir, exits.nothingFound, 'not-a-backup'],
  ]
  for (const [folder, exit, code] of refused) {
    const typedIt = await typed(ctx, ['restore', folder, '--json', '--lang', 'ja'])
    assert.equal(typedIt.exit, exit)
    assert.equal(shapes.problem.parse(typedIt.json()).problem.code, code)
    assert.match(typedIt.err, /バックアップ/)
  }
  const { exit, err, json } = await typed(ctx, ['restore', backup!, '--json'])
  assert.deepEqual([exit, err], [exits.ok, ''])
  const restored = shapes.restore.parse(json())
  assert.equal(restored.schema, 1)
  assert.ok(restored.rows.act! > 0 && restored.rows.note === 1)
  const again = await typed(ctx, ['restore', backup!, '--lang', 'en'])
  assert.equal(again.exit, exits.error)
  assert.match(again.err, /something in this ledger already.*nothing was changed/)
  const found = await typed({ ...ctx, owner: await soleOwner(ctx.store.sql, now) }, ['person', 'yui'])
  assert.equal(found.exit, exits.ok)
  assert.match(found.out, /和紙が好き/)
})

test('restore without a name lists the copies, opens no ledger, and takes one by its name', async t => {
  const { sql } = await releasedLedger(t, 1)
  const ctx = await testCtx()
  t.after(() => ctx.end())
  const none = await typed(undefined, ['restore', '--data', ctx.dataDir, '--lang', 'en'])
  assert.deepEqual([none.exit, none.out], [exits.nothingFound, ''])
  assert.match(none.err, /There is no copy of a ledger in/)
  const now = ctx.now()
  const of = { dataDir: ctx.dataDir, enishi: '0.1.0' }
  const before = await sql.begin(tx => backUp(tx, 1, { ...of, now }))
  const daily = await sql.begin(tx => backUp(tx, 1, { ...of, now: now + 1000, kind: 'day' }))
  const list = await typed(undefined, ['restore', '--json', '--data', ctx.dataDir])
  assert.equal(list.exit, exits.ok)
  assert.deepEqual(list.json(), {
    copies: [
      { folder: daily, kind: 'day', madeAt: new Date(now + 1000).toISOString() },
      { folder: before, kind: 'change', madeAt: new Date(now).toISOString() },
    ],
  })
  const said = await typed(undefined, ['restore', '--lang', 'ja', '--data', ctx.dataDir])
  assert.match(said.out, /^2026-11-23 09:00 UTC {2}毎日の控え.*\n2026-11-23 09:00 UTC {2}更新前の控え/)
  const name = join('backups', daily!.split('/').at(-1)!)
  const restored = await typed(ctx, ['restore', name, '--json', '--data', ctx.dataDir])
  assert.equal(restored.exit, exits.ok)
  assert.equal(shapes.restore.parse(restored.json()).schema, 1)
})

describe('commands on a ledger', () => {
  let ctx: TestCtx
  before(async () => {
    ctx = await testCtx()
  })
  after(() => ctx.end())

  test('an empty ledger: nothing found is exit 3, and still JSON', async () => {
    for (const argv of [['supporters'], ['imports']]) {
      const text = await typed(ctx, argv)
      assert.equal(text.exit, exits.nothingFound)
      assert.match(text.out, /enishi import/)
    }
    const { exit, json } = await typed(ctx, ['supporters', '--json'])
    assert.equal(exit, exits.nothingFound)
    assert.deepEqual(shapes.supporters.parse(json()).people, [])
    assert.deepEqual((await typed(ctx, ['imports', '--json'])).json(), { imports: [] })
    assert.equal((await typed(ctx, ['person', 'nobody'])).exit, exits.nothingFound)
    assert.equal((await typed(ctx, ['backtest', '--json'])).exit, exits.ok)
  })

  test('import: counts, what was left out and why; again: known; of what is not there: exit 3', async () => {
    for (const lang of languages) {
      const { exit, out, err, json } = await typed(ctx, ['import', mentions, '--json', '--lang', lang])
      assert.equal(exit, exits.ok)
      assert.equal(err, '')
      const report = shapes.import.parse(json())
      assert.equal(report.status, 'done')
      assert.equal(report.network, 'webmention')
      if (lang === languages[0]) assert.ok(report.added.acts > 0 && report.added.people > 0)
      else {
        assert.deepEqual([report.added, report.sameAs], [{ acts: 0, people: 0 }, '1'])
        assert.ok(report.known.acts > 0)
      }
      assert.ok(report.leftOut.length > 0)
      assert.equal(
        report.leftOutCounts.reduce((sum, { count }) => sum + count, 0),
        report.leftOut.length,
      )
      for (const { why } of report.leftOut) assert.equal(/[ぁ-ん]/.test(why), lang === 'ja', why)
      assert.ok(out.startsWith('{') && out.endsWith('}\n'))
    }
    const both = await typed(ctx, ['import', contacts, mentions, '--json'])
    assert.equal(z.array(shapes.import).parse(both.json()).length, 2)
    const gone = await typed(ctx, ['import', '/nowhere/at-all.zip', '--json', '--lang', 'en'])
    assert.equal(gone.exit, exits.nothingFound)
    assert.equal(shapes.problem.parse(gone.json()).problem.code, 'no-such-file')
    assert.match(gone.err, /There is no file or folder “at-all.zip”/)
    const before = shapes.imports.parse((await typed(ctx, ['imports', '--json'])).json()).imports.length
    const strange = join(ctx.dataDir, 'strange.bin')
    await writeFile(strange, 'nothing of any network')
    const failed = await typed(ctx, ['import', strange, '--json', '--lang', 'ja'])
    assert.equal(failed.exit, exits.error)
    assert.match(shapes.import.parse(failed.json()).problem!, /読み込めない形式/)
    assert.match(
      (await typed(ctx, ['import', strange, '--lang', 'en'])).out,
      /✗ .*not a file Enishi can read/,
    )
    assert.ok(before >= 4)
  })

  test('import: on a disk that is too full it says what is needed before it reads anything, and exits with 75', async t => {
    const disk = await smallDisk(t, 'size=100m')
    if ('why' in disk) return t.skip(disk.why)
    const { exit, err, out } = await typed({ ...ctx, dataDir: disk.dir }, [
      'import',
      contacts,
      '--lang',
      'en',
    ])
    assert.equal(exit, exits.tryLater)
    assert.match(out + err, /✗ The disk is too full: 151 MB are needed in disk, \d+ MB are free\./)
  })

  test('the sample people: supporters by falling chance, those without support last', async () => {
    for (const importNo of await addSamplePeople(ctx)) await runImport(ctx, importNo)
    for (const lang of languages) {
      const { exit, err, json } = await typed(ctx, ['supporters', '--json', '--lang', lang])
      assert.equal(exit, exits.ok)
      assert.equal(err, '')
      const found = shapes.supporters.parse(json())
      assert.equal(found.people.length, found.total, 'JSON has everybody')
      assert.ok(found.people.length > 200)
      const chances = found.people.map(one => one.p)
      const firstNull = chances.indexOf(null)
      assert.ok(firstNull > 50)
      assert.ok(chances.slice(firstNull).every(p => p === null))
      assert.ok(chances.slice(0, firstNull).every((p, i) => i === 0 || p! <= chances[i - 1]!))
      const sum = chances.reduce<number>((total, p) => total + (p ?? 0), 0)
      assert.ok(
        Math.abs(sum - found.known.expected!) < 1 + 0.0005 * firstNull,
        `${sum} ${found.known.expected}`,
      )
      for (const one of found.people) {
        assert.ok(one.because.length > 0, one.name)
        if (lang === 'ja') assert.match(one.because[0]!, /[ぁ-んァ-ン一-龠]/)
      }
      assert.ok(found.notVisible.every(({ why }) => /[ぁ-ん]/.test(why) === (lang === 'ja')))
    }
    const few = await typed(ctx, ['supporters', '--limit', '3', '--json'])
    assert.equal(shapes.supporters.parse(few.json()).people.length, 3)
    const searched = await typed(ctx, ['supporters', '--search', 'sato', '--json'])
    const names = shapes.supporters.parse(searched.json()).people.map(one => one.name)
    assert.ok(names.some(name => name.startsWith('佐藤')) && names.length < 50, names.join())
    assert.match(
      (await typed(ctx, ['supporters', '--lang', 'en'])).out,
      /^About \d+ people will support you in the next 90 days\./,
    )
    assert.match((await typed(ctx, ['supporters', '--lang', 'ja'])).out, /^これからの90日で、およそ\d+人/)
  })

  test('person: by name, by romaji, by id; several: exit 4 with their ids', async () => {
    const all = shapes.supporters.parse((await typed(ctx, ['supporters', '--json'])).json()).people
    const one = all.find(
      ({ name }) => all.filter(other => other.name.includes(name)).length === 1 && name.includes(' '),
    )!
    for (const argv of [one.name.split(' '), [one.name], [one.personId]]) {
      const { exit, json } = await typed(ctx, ['person', ...argv, '--json'])
      assert.equal(exit, exits.ok, argv.join())
      const found = person.strict().parse(json())
      assert.deepEqual([found.personId, found.p], [one.personId, one.p])
    }
    for (const argv of [
      ['person', 'だれでもない'],
      ['people', 'merge', 'だれでもない', 'ほかのだれか'],
    ]) {
      const nobody = await typed(ctx, [...argv, '--json'])
      assert.equal(nobody.exit, exits.nothingFound, argv.join(' '))
      assert.equal((nobody.json() as { problem: { code: string } }).problem.code, 'not-found', argv.join(' '))
    }
    const nobody = await typed(ctx, ['supporters', '--search', 'zzzzz', '--lang', 'en'])
    assert.match(nobody.out, /Nobody like that/)
    await addPeople(ctx, ['同姓 一郎', '同姓 二郎'])
    const several = await typed(ctx, ['person', '同姓', '--json'])
    assert.equal(several.exit, exits.needsConfirmation)
    const shape = z
      .object({ personId: z.string(), name: z.string(), reading: z.string().nullable() })
      .strict()
    assert.equal(z.object({ people: z.array(shape).length(2) }).parse(several.json()).people.length, 2)
    assert.match((await typed(ctx, ['person', one.personId, '--lang', 'ja'])).out, /理由:/)
    assert.equal(
      (await typed(ctx, ['person', '0190a0a0-0000-7000-8000-000000000001', '--json'])).exit,
      exits.nothingFound,
    )
  })

  test('people me and people programs: who is asked about, the words, and how to take them back', async () => {
    const me = async () => ownAccounts.strict().parse((await typed(ctx, ['people', 'me', '--json'])).json())
    const program = async () =>
      programs.strict().parse((await typed(ctx, ['people', 'programs', '--json'])).json())
    const before = await me()
    // Among the sample people there is one account that may be the owner's, and one robot.
    assert.deepEqual([before.total, (await program()).total], [1, 1])
    const all = shapes.supporters.parse((await typed(ctx, ['supporters', '--json'])).json())
    const someone = all.people.at(-1)!.personId
    for (const [words, list] of [
      [['me', 'yes', someone], async () => (await me()).own],
      [['program', someone], async () => (await program()).programs],
    ] as const) {
      const said = await typed(ctx, ['people', ...words, '--json'])
      const [decisionId] = wordsSaid.parse(said.json()).decisionIds
      assert.ok((await list()).some(line => line.accountId === someone && line.decisionId === decisionId))
      const without = shapes.supporters.parse((await typed(ctx, ['supporters', '--json'])).json())
      assert.equal(without.total, all.total - 1)
      assert.equal((await typed(ctx, ['people', 'take-back', decisionId!])).exit, exits.ok)
    }
    assert.deepEqual(await me(), before)
    assert.equal(
      shapes.supporters.parse((await typed(ctx, ['supporters', '--json'])).json()).total,
      all.total,
    )
    for (const lang of languages) {
      assert.match((await typed(ctx, ['people', 'me', '--lang', lang])).out, /\S/)
      assert.match((await typed(ctx, ['people', 'programs', '--lang', lang])).out, /\S/)
    }
    assert.equal((await typed(ctx, ['people', 'me', 'perhaps'])).exit, exits.usage)
    assert.equal((await typed(ctx, ['people', 'program'])).exit, exits.usage)
    assert.equal((await typed(ctx, ['people', 'person', 'nobody'])).exit, exits.nothingFound)
  })

  test('backtest, doctor, code and config say what their JSON promises', async () => {
    for (const lang of languages) {
      const backtest = await typed(ctx, ['backtest', '--json', '--lang', lang])
      assert.equal(backtest.exit, exits.ok)
      const told = truth.strict().parse(backtest.json())
      assert.ok(told.enough && told.windows.length > 0)
      assert.equal(/[ぁ-ん]/.test(told.sentence), lang === 'ja')
      assert.match((await typed(ctx, ['backtest', '--lang', lang])).out, /\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d/)
    }
    const doctor = await typed(ctx, ['doctor', '--json'])
    const { ok, checks } = shapes.doctor.parse(doctor.json())
    assert.equal(doctor.exit, ok ? exits.ok : exits.error)
    assert.equal(
      ok,
      checks.every(check => check.ok),
    )
    assert.ok(!ok, 'an import of this ledger has failed, and the doctor says so')
    shapes.code.parse((await typed(ctx, ['code', '--json'])).json())
    const config = await typed(undefined, ['config', '--json', '--data', '/some/where'])
    assert.equal(shapes.config.parse(config.json()).dataDir, '/some/where')
  })

  test('undo: says what would go, does it, and knows what is not there', async () => {
    const dry = await typed(ctx, ['undo', '1', '--dry-run', '--json'])
    assert.equal(dry.exit, exits.ok)
    assert.equal(shapes.undo.parse(dry.json()).done, false)
    for (const json of [[], ['--json']]) {
      const refused = await typed(ctx, ['undo', '1', '--lang', 'en', ...json])
      assert.equal(refused.exit, exits.needsConfirmation)
      assert.match(refused.err, /would remove .* Nothing was changed\. Say --yes/)
    }
    const asked: string[] = []
    const answering = (answer: string) => ({
      isTty: true,
      ask: async (question: string) => {
        asked.push(question)
        return answer
      },
    })
    for (const no of ['', 'n', 'yesterday']) {
      const left = await typed(ctx, ['undo', '1', '--lang', 'en'], answering(no))
      assert.deepEqual([left.exit, left.err], [exits.needsConfirmation, 'Nothing was changed.\n'])
    }
    assert.match(asked[0]!, /would remove .* Do it\? \[y\/N\] $/)
    const done = await typed(ctx, ['undo', '1', '--yes', '--json'])
    assert.equal(done.exit, exits.ok)
    assert.equal(shapes.undo.parse(done.json()).done, true)
    for (const id of ['999', 'x', '-1', '1e3', '０'])
      assert.equal((await typed(ctx, ['undo', '--json', '--', id])).exit, exits.nothingFound, id)
    const imports = shapes.imports.parse((await typed(ctx, ['imports', '--json'])).json()).imports
    assert.equal(imports.find(one => one.importId === '1')!.status, 'undone')
  })
})

describe('outside text', () => {
  const nasty = 'Evil\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp\r\u0000end'
  const commandsOfTerminals = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

  test('never reaches the terminal as a command, unless --raw asks for it', async () => {
    const ctx = await testCtx()
    const file = join(ctx.dataDir, 'a.json')
    await writeFile(
      file,
      JSON.stringify({
        type: 'feed',
        name: 'Webmentions',
        children: [
          {
            type: 'entry',
            author: { type: 'card', name: 'Someone', url: 'https://nasty.example/' },
            url: 'https://nasty.example/1',
            published: '2026-11-01T00:00:00Z',
            'wm-received': '2026-11-01T00:00:00Z',
            'wm-id': 1,
            'wm-source': 'https://nasty.example/1',
            'wm-target': 'https://hanako.example/talks/',
            'wm-property': 'in-reply-to',
            'in-reply-to': 'https://hanako.example/talks/',
            content: { text: nasty.replace('\u0000', '') },
          },
        ],
      }),
    )
    const { importId } = shapes.import.parse((await typed(ctx, ['import', file, '--json'])).json())
    const kept = nasty.replace('\u0000', '')
    // As an older version, or a reader with a hole, may have left it in the ledger.
    await ctx.store.sql`update person set name = ${kept}, reading = ${kept}`
    await ctx.store.sql`update import set file_name = ${kept}`
    await ctx.store.sql`update act set text = ${kept}`
    await ctx.store.sql`insert into reject (owner_id, import_no, reject_no, place, code, detail)
      values (${ctx.owner}, ${importId}, 1, ${kept}, 'no-date', ${kept})`
    const { people } = shapes.supporters.parse((await typed(ctx, ['supporters', '--json'])).json())
    assert.equal(people[0]!.name, kept, 'JSON holds the exact words')
    const looks: string[][] = [
      ['supporters'],
      ['person', people[0]!.personId],
      ['person', 'someone-else\u001b[2J'],
      ['imports'],
      ['import', file],
      ['import', `${file}\u001b[31m`],
      [`comm\u001b[2Jand`],
      ['supporters', '--\u001b[2Jx'],
      ['undo', importId, '--dry-run'],
      ['doctor'],
    ]
    for (const argv of looks)
      for (const more of [[], ['--json']]) {
        const { out, err } = await typed(ctx, [...argv, ...more], { isTty: false })
        assert.doesNotMatch(out + err, commandsOfTerminals, [...argv, ...more].join(' '))
        if (more.length > 0 && out !== '') JSON.parse(out)
      }
    assert.match((await typed(ctx, ['supporters', '--raw'])).out, /\u001b\[2J/)
    assert.match((await typed(ctx, ['person', people[0]!.personId, '--raw'])).out, /\u001b\]0;owned/)
    assert.match((await typed(ctx, ['supporters', '--raw', '--json'])).out, /\u009b31m/)
    await ctx.end()
  })
})
