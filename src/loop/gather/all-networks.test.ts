import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { networkById, networks } from '#networks/all.ts'
import type { Question } from '#networks/contract.ts'
import { openSource } from '#networks/files/source.ts'
import { foldedName } from '#networks/files/text.ts'
import { words } from '#networks/words.ts'
import { networkTitle } from '#screens/parts/network-titles.ts'
import { cast } from '#tests/cast.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { dumpLedger } from '#tests/ledger-dump.ts'
import { madeOn } from '#tests/mentions.ts'
import { entriesOf, rejectsOf, rowsOf } from '#tests/sources.ts'
import { withAnswers } from './answers.ts'
import type { ImportRow } from './import-row.ts'
import { confirmImport, importByNo } from './imports.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

type Files = Record<string, Uint8Array>
/** `path` lies in a folder of its own. */
type Sample = { network: string; path: string }

const folder = await mkdtemp(join(tmpdir(), 'enishi-test-'))
const ledgers: TestCtx[] = []
after(async () => {
  await Promise.all(ledgers.map(ctx => ctx.end()))
  await rm(folder, { recursive: true })
})

test('the samples of all networks in one ledger: each whole, once, alike in any order, and gone without a trace', async () => {
  const ledger = async () => (ledgers[ledgers.length] = await testCtx())
  const [onward, backward] = [await ledger(), await ledger()]
  // First in both: the blog's own export tells where the blog lives, which Ghost’s does not.
  const all = await samplesOf(networks.map(({ id }) => id))
  const first = all.filter(({ network }) => network === 'wordpress')
  const rest = all.filter(({ network }) => network !== 'wordpress')
  const [one, other] = await Promise.all([
    bringAll(onward, [...first, ...rest], assertAsRead),
    bringAll(backward, [...first, ...rest.toReversed()]),
  ])
  assert.deepEqual(other.dump, one.dump)
  await assertPresentable(onward)
  await Promise.all([bringAgain(onward, all, one.dump), takeBackAll(backward, other.numbers)])
})

async function bringAll(
  ctx: TestCtx,
  samples: readonly Sample[],
  also?: (ctx: TestCtx, row: ImportRow, sample: Sample) => Promise<void>,
) {
  const numbers: number[] = []
  for (const sample of samples) {
    const row = await bring(ctx, sample.path)
    assert.deepEqual([row.status, row.network, row.failure], ['done', sample.network, null], sample.path)
    await also?.(ctx, row, sample)
    numbers.push(row.import_no)
  }
  return { numbers, dump: await facts(ctx) }
}

/** The folder around each sample: other bytes, so that it is read once more, and the same facts. */
async function bringAgain(ctx: TestCtx, samples: readonly Sample[], dump: object): Promise<void> {
  const numbers: number[] = []
  for (const { network, path } of samples) {
    const row = await bring(ctx, dirname(path), 0)
    const { actsAdded, actsChanged, peopleAdded } = row.counts
    assert.deepEqual([row.status, row.network, row.same_as], ['done', network, null], path)
    assert.deepEqual(
      { actsAdded, actsChanged, peopleAdded },
      { actsAdded: 0, actsChanged: 0, peopleAdded: 0 },
      path,
    )
    numbers.push(row.import_no)
  }
  await assertWhole(ctx)
  for (const importNo of numbers) await undoImport(ctx, importNo)
  assert.deepEqual(await facts(ctx), dump)
}

async function takeBackAll(ctx: TestCtx, numbers: readonly number[]): Promise<void> {
  for (const importNo of numbers) {
    await undoImport(ctx, importNo)
    await assertWhole(ctx)
  }
  for (const [table, rows] of Object.entries(await dumpLedger(ctx))) assert.deepEqual(rows, [], table)
}

/** Imports, answering as Hanako would: what is proposed, or the choice that is her. */
async function bring(ctx: TestCtx, path: string, questionsAtMost = 1): Promise<ImportRow> {
  const importNo = await importFile(ctx, path)
  for (let asked = 0; ; asked++) {
    const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
    if (row.status !== 'asking') return row
    assert.ok(asked < questionsAtMost, `${path} asks once more: ${JSON.stringify(row.question)}`)
    const questions = row.question!.kind === 'tell' ? row.question!.questions : []
    await confirmImport(ctx, importNo, Object.fromEntries(questions.map(each => [each.id, answerTo(each)])))
    await runImport(ctx, importNo)
  }
}

const { name, latin, mail } = cast.hanako
const hanako = new Set([name, latin, mail].map(plain))

function answerTo({ id, choices, proposed }: Question): string {
  const own = choices.find(({ value, label }) =>
    [value, typeof label === 'string' ? label : label.ja].some(told => hanako.has(plain(told))),
  )
  const answer = proposed ?? own?.value
  assert.ok(answer !== undefined, `${id}: ${JSON.stringify(choices)}`)
  return answer
}

function plain(text: string): string {
  return foldedName(text).replaceAll(' ', '')
}

/** Counts are the reader's own, and every row left out has its sentence. */
async function assertAsRead(ctx: TestCtx, row: ImportRow, { network, path }: Sample): Promise<void> {
  await assertWhole(ctx)
  const opened = await openSource(path)
  const { reader } = networkById(network)!
  const { source } = await withAnswers(ctx, ctx.store.sql, networkById(network)!, opened.source)
  const rows = await rowsOf(reader, source)
  await opened.close()
  const entries = entriesOf(rows)
  const acts = entries.filter(({ kind }) => kind === 'act').length
  const people = new Set<string>()
  for (const entry of entries)
    if (entry.kind === 'act' || entry.kind === 'account')
      people.add(`${entry.account.network} ${entry.account.key}`)
  for (const entry of entries)
    if (entry.kind === 'self') people.delete(`${entry.account.network} ${entry.account.key}`)
  const { actsAdded = 0, actsKnown = 0, actsChanged = 0, peopleAdded = 0, peopleKnown = 0 } = row.counts
  assert.deepEqual(
    { acts: actsAdded + actsKnown + actsChanged, people: peopleAdded + peopleKnown, left: row.left_counts },
    { acts, people: people.size, left: rejectsOf(rows) },
    path,
  )
  for (const language of ['ja', 'en'] as const)
    for (const reject of rows) assert.ok(reject.ok || words[language][reject.why], path)
}

/** Networks that write their own name so. */
const inSmallLetters = new Set(['note', 'connpass'])

/** What people would see of it: names rather than keys, titles of networks, nothing twice. */
async function assertPresentable({ store: { sql } }: TestCtx): Promise<void> {
  for (const person of await sql`select name from person`)
    assert.doesNotMatch(person.name, /^$|^(?:name|id|did|h):|^user\d+$|^[\d/]+$|^UC\S{22}$|^T\w+\/U\w+$/)
  for (const { network } of await sql`select distinct network from account`)
    for (const language of ['ja', 'en'] as const)
      assert.ok(networkTitle(network, language) !== network || inSmallLetters.has(network), network)
  // A blog that moved tells its comments under the numbers of each software.
  const twice = await sql`
    select string_agg(network || ' ' || external_key, ', ') as keys from act
    where network not in ('wordpress', 'ghost', 'movable-type', 'hatena-diary') and precision >= 5
    group by account_id, kind, direction, at, work_id having count(distinct network) > 1`
  assert.deepEqual([...twice], [])
  const told = await sql`
    select import.network from act join import using (owner_id, import_no) where external_key = 'm:1200000000000000002'
    union all
    select import.network from act_also join act using (owner_id, act_id)
      join import on import.owner_id = act.owner_id and import.import_no = act_also.import_no
    where external_key = 'm:1200000000000000002'`
  assert.deepEqual(told.map(row => row.network).sort(), ['discord', 'discord-chat'])
}

/** Without the name an account was first asked about by. */
async function facts(ctx: TestCtx) {
  const { source, ...others } = await dumpLedger(ctx)
  return { ...others, source: source!.map(row => ({ ...JSON.parse(row), self_name: '' })) }
}

async function samplesOf(ids: readonly string[]): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const network of ids) {
    const file = new URL(`../../networks/${network}/expect.json`, import.meta.url)
    const { sources } = JSON.parse(await readFile(file, 'utf8')) as {
      sources: { path: string; pack?: string }[]
    }
    for (const { path, pack } of sources) {
      const from = decodeURIComponent(fileURLToPath(new URL(path, file)))
      const to = join(folder, String(samples.length), basename(from))
      if (pack) await writePacked(from, new URL(pack, file).href, to)
      else await cp(from, to, { recursive: true })
      await date(to, samples.length)
      samples.push({ network, path: to })
    }
  }
  return samples
}

async function writePacked(from: string, pack: string, to: string): Promise<void> {
  const { source, close } = await openSource(from)
  const texts: Files = {}
  for (const { path, open } of source.files) {
    const pieces: Uint8Array[] = []
    for await (const piece of open()) pieces.push(piece)
    texts[path] = Buffer.concat(pieces)
  }
  await close()
  const packer = (await import(pack)) as { pack: (files: Files) => Files }
  for (const [path, bytes] of Object.entries(packer.pack(texts))) {
    await mkdir(dirname(join(to, path)), { recursive: true })
    await writeFile(join(to, path), bytes)
  }
}

/** Exports of one day would leave it to chance which is the newer. */
async function date(path: string, day: number): Promise<void> {
  const { source, close } = await openSource(path)
  const madeAt = new Date(Date.UTC(2026, 8, 1 + day)).toISOString()
  for (const file of source.files) {
    const inside = join(path, file.path)
    await madeOn(source.files.length === 1 && basename(path) === file.path ? path : inside, madeAt)
  }
  await close()
}
