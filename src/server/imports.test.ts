import assert from 'node:assert/strict'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import type { ImportReport } from '#screens/imports/shape.ts'
import { importReport, imports, undoPreview } from '#screens/imports/shape.ts'
import { supporters } from '#screens/supporters/shape.ts'
import { doorOfSuite } from '#tests/door.ts'
import { type ZipEntry, zipOf } from '#tests/zips.ts'
import { startWorker, type Worker } from './worker.ts'

const sample = (path: string) => readFile(join(import.meta.dirname, '../networks', path), 'utf8')

describe('an import by HTTP', () => {
  const door = doorOfSuite()
  let worker: Worker
  before(() => {
    worker = startWorker(door.ctx)
  })
  after(() => worker.stop())

  async function upload(name: string, body: string): Promise<ImportReport> {
    const answer = await door.ask('POST', `/api/v1/imports?name=${encodeURIComponent(name)}`, { body })
    assert.equal(answer.status, 202)
    const report = importReport.parse(await answer.json())
    assert.equal(report.fileName, name)
    worker.poke()
    return ended(report.importId)
  }
  async function ended(importId: string): Promise<ImportReport> {
    for (let turn = 0; turn < 500; turn++) {
      const report = importReport.parse(await (await door.ask('GET', `/api/v1/imports/${importId}`)).json())
      if (!['waiting', 'reading'].includes(report.status)) return report
      await sleep(20)
    }
    throw new Error(`import ${importId} does not end`)
  }
  const code = async (answer: Response) => ((await answer.json()) as { code: string }).code

  test('is read by the worker, reported, known when it comes again, and taken back', async () => {
    const text = await sample('webmention/sample/mentions.jf2.json')
    const report = await upload('mentions.jf2.json', text)
    assert.equal(report.status, 'done')
    assert.equal(report.network, 'webmention')
    assert.ok(report.added.acts > 0 && report.added.people > 0)
    const again = await upload('the same under another name.json', text)
    assert.equal(again.sameAs, report.importId)
    assert.deepEqual(again.added, { acts: 0, people: 0 })
    assert.equal(again.known.acts, report.added.acts + report.known.acts + report.changed.acts)
    const undo = async (id: string) => {
      const preview = undoPreview.parse(await (await door.ask('GET', `/api/v1/imports/${id}/undo`)).json())
      const answer = await door.ask('DELETE', `/api/v1/imports/${id}`)
      assert.equal(answer.status, 200)
      assert.equal(importReport.parse(await answer.json()).status, 'undone')
      return preview
    }
    assert.equal((await undo(report.importId)).acts, 0, 'the second import of the same file keeps all')
    assert.equal((await undo(again.importId)).acts, report.added.acts)
    const { imports: list } = imports.parse(await (await door.ask('GET', '/api/v1/imports')).json())
    assert.deepEqual(
      list.map(one => one.status),
      ['undone', 'undone'],
    )
    const people = supporters.parse(await (await door.ask('GET', '/api/v1/supporters')).json())
    assert.equal(people.people.length, 0)
  })

  test('that does not fit on the disk is refused before it is sent, with what is needed', async () => {
    const answer = await door.ask('POST', '/api/v1/imports?name=huge.zip', {
      body: 'PK',
      headers: { 'content-length': `${1e16}`, 'accept-language': 'en' },
    })
    assert.equal(answer.status, 507)
    const { code, detail } = (await answer.json()) as { code: string; detail: string }
    assert.equal(code, 'no-space')
    assert.match(
      detail,
      /^The disk is too full: \d{10} MB are needed in uploads, \d+ MB are free\. Free some space; nothing was lost\.$/,
    )
    const { imports: list } = imports.parse(await (await door.ask('GET', '/api/v1/imports')).json())
    assert.ok(list.every(one => one.fileName !== 'huge.zip'))
    assert.ok(!(await readdir(join(door.ctx.dataDir, 'uploads'))).length)
  })

  test('that cannot be read says why, in the reader’s language, and keeps nothing', async () => {
    for (const [name, body, sentence] of [
      ['x.bin', 'nothing of any network', /not a file Enishi can read/],
      ['empty.csv', '', /empty/],
      ['=cmd.zip', 'PK\u0003\u0004broken', /zip/],
    ] as const) {
      if (body === '') {
        const answer = await door.ask('POST', `/api/v1/imports?name=${name}`, { body })
        if (answer.status === 400) continue
      }
      const report = await upload(name, body)
      assert.equal(report.status, 'failed', name)
      assert.match(report.message!, sentence)
      const answer = await door.ask('GET', `/api/v1/imports/${report.importId}`, {
        headers: { 'accept-language': 'ja' },
      })
      assert.match(importReport.parse(await answer.json()).message!, /[ぁ-ん]/)
    }
  })

  test('can only be asked for what fits how it stands', async () => {
    const { importId } = await upload('contacts.vcf', await sample('vcard/sample/contacts.vcf'))
    for (const verb of ['pause', 'resume', 'cancel', 'confirm']) {
      const answer = await door.ask('POST', `/api/v1/imports/${importId}/${verb}`)
      assert.equal(answer.status, 409, verb)
      assert.equal(await code(answer), 'import-state')
    }
    await door.ask('DELETE', `/api/v1/imports/${importId}`)
    assert.equal((await door.ask('DELETE', `/api/v1/imports/${importId}`)).status, 200, 'idempotent')
  })

  test('of another account asks first, and goes on when the owner says so', async () => {
    const own = await sample('mastodon/sample/actor.json')
    const outbox = await sample('mastodon/sample/outbox.json')
    const { zipOf } = await import('#tests/zips.ts')
    const zip = (actor: string, box: string) =>
      zipOf([
        { name: 'actor.json', content: actor },
        { name: 'outbox.json', content: box },
      ])
    const send = async (name: string, bytes: Buffer) => {
      const answer = await door.app.request(`/api/v1/imports?name=${name}`, {
        method: 'POST',
        headers: { host: 'localhost', cookie: door.cookie() },
        body: new Uint8Array(bytes),
      })
      worker.poke()
      return ended(importReport.parse(await answer.json()).importId)
    }
    assert.equal((await send('mine.zip', zip(own, outbox))).status, 'done')
    const { id, preferredUsername } = JSON.parse(own) as { id: string; preferredUsername: string }
    const other = (text: string) =>
      text.replaceAll(id, `${id}2`).replaceAll(`"${preferredUsername}"`, '"someone_else"')
    const asking = await send('other.zip', zip(other(own), other(outbox)))
    assert.equal(asking.status, 'asking')
    assert.match(asking.question!, /confirm/)
    assert.deepEqual(asking.added, { acts: 0, people: 0 })
    const confirmed = await door.ask('POST', `/api/v1/imports/${asking.importId}/confirm`)
    assert.equal(confirmed.status, 200)
    worker.poke()
    assert.equal((await ended(asking.importId)).status, 'done')
  })

  test('hands out what it left out as a table no spreadsheet can be harmed by', async () => {
    const { importId } = await upload('contacts.csv', await sample('google-contacts/sample/contacts.csv'))
    const cells = [
      '=HYPERLINK("http://evil.test")',
      '+1',
      '-1',
      '@x',
      '\t=1',
      'a "quoted", cell',
      '＝1',
      'plain',
    ]
    const { sql } = door.ctx.store
    for (const [i, cell] of cells.entries())
      await sql`insert into reject (owner_id, import_no, reject_no, place, code, detail)
        values (${door.ctx.owner}, ${importId}, ${1000 + i}, ${cell}, 'no-date', ${cell})`
    const answer = await door.ask('GET', `/api/v1/imports/${importId}/left-out`)
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type')!, /^text\/csv; charset=utf-8/)
    assert.match(
      answer.headers.get('content-disposition')!,
      /^attachment; filename="enishi-import-\d+-left-out\.csv"$/,
    )
    const bytes = new Uint8Array(await answer.arrayBuffer())
    assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf], 'with a mark, so that Excel reads UTF-8')
    const rows = parse(Buffer.from(bytes), { columns: true, bom: true }) as Record<string, string>[]
    assert.ok(rows.length >= cells.length)
    for (const row of rows)
      for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[\s\ufeff]*[=+\-@＝＋－＠]/)
    assert.deepEqual(
      rows.slice(-cells.length).map(row => row.where!.replace(/^'/, '').replace("\t'", '\t')),
      cells,
    )
    const report = importReport.parse(await (await door.ask('GET', `/api/v1/imports/${importId}`)).json())
    assert.ok(
      report.leftOut.some(({ where }) => where === cells[0]),
      'JSON has the exact words',
    )
  })

  const connections = 'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n'
  const inSet = (set: string, name: string, more: number, body: string | Uint8Array<ArrayBuffer>) =>
    door.ask('POST', `/api/v1/imports?${new URLSearchParams({ name, set, more: String(more) })}`, { body })

  test('a folder comes file by file and is one import; its copy goes when it is read', async () => {
    const set = '6f1c1d52-4b4e-4a43-9f10-2d3c4b5a6978'
    const first = await inSet(set, 'linkedin/Profile.csv', 1, 'First Name,Last Name\nHanako,Enishi\n')
    assert.deepEqual([first.status, await first.json()], [202, { more: 1 }])
    const last = await inSet(
      set,
      'linkedin/Connections.csv',
      0,
      `${connections}Maya,Lind,https://www.linkedin.com/in/maya-lind,,縁側書房,編集,01 Sep 2026\n`,
    )
    const report = importReport.parse(await last.json())
    assert.equal(report.fileName, 'linkedin')
    worker.poke()
    const done = await ended(report.importId)
    assert.deepEqual([done.status, done.network, done.added.people], ['done', 'linkedin', 1])
    // The copy goes after the report says so.
    while ((await readdir(join(door.ctx.dataDir, 'uploads'))).includes(set)) await sleep(20)
  })

  const bytes = (entries: ZipEntry[]) => new Uint8Array(zipOf(entries))

  test('the zips of one export are one import', async () => {
    const set = '6f1c1d52-4b4e-4a43-9f10-2d3c4b5a6979'
    const files: [string, Uint8Array<ArrayBuffer>][] = [
      [
        'export part 1.zip',
        bytes([{ name: 'Profile.csv', content: 'First Name,Last Name\nHanako,Enishi\n' }]),
      ],
      [
        'export part 2.zip',
        bytes([
          {
            name: 'Connections.csv',
            content: `${connections}Ren,Aoki,https://www.linkedin.com/in/ren-aoki,,縁側書房,編集,02 Sep 2026\n`,
          },
        ]),
      ],
    ]
    for (const [k, [name, zip]] of files.entries()) {
      const answer = await inSet(set, name, files.length - 1 - k, zip)
      assert.equal(answer.status, 202)
      if (k < files.length - 1) continue
      const report = importReport.parse(await answer.json())
      assert.equal(report.fileName, 'export')
      worker.poke()
      const done = await ended(report.importId)
      assert.deepEqual([done.status, done.network, done.added.people], ['done', 'linkedin', 1])
    }
  })

  test('files of a set whose names stand in each other’s way are refused one by one, and the others stay', async () => {
    const set = '6f1c1d52-4b4e-4a43-9f10-2d3c4b5a697b'
    for (const [name, status] of [
      ['d.vcf', 202],
      ['d.vcf/x.vcf', 400],
      ['e/x.vcf', 202],
      ['e', 400],
      ['e/.', 400],
      ['e/x.vcf/y/z.vcf', 400],
    ] as const) {
      const answer = await inSet(set, name, 5, 'x')
      assert.equal(answer.status, status, name)
      if (status === 400) assert.equal(await code(answer), 'bad-request')
    }
    const folder = join(door.ctx.dataDir, 'uploads', set)
    assert.deepEqual((await readdir(folder, { recursive: true })).sort(), ['d.vcf', 'e', 'e/x.vcf'])
    await rm(folder, { recursive: true })
  })

  test('numbers in an address are digits', async () => {
    for (const query of [
      'modified=',
      'more=',
      'more=1e3',
      'more=0x10',
      'modified=-1',
      'more=1.5',
      'more=9999999',
    ])
      assert.equal(
        (await door.ask('POST', `/api/v1/imports?name=a.vcf&${query}`, { body: 'x' })).status,
        400,
        query,
      )
    for (const query of ['limit=', 'limit=1e1', 'limit=0x10', 'limit=0', 'limit=201'])
      assert.equal((await door.ask('GET', `/api/v1/supporters?${query}`)).status, 400, query)
  })

  test('a path in a set that leads elsewhere is refused, and nothing is written', async () => {
    const set = '6f1c1d52-4b4e-4a43-9f10-2d3c4b5a697a'
    for (const name of ['../../etc/x', 'a/../../b', 'a/\u0000b', 'C:/x', '..', '/', `a/${'b'.repeat(300)}`])
      assert.equal((await inSet(set, name, 1, 'x')).status, 400, name)
    for (const wrong of ['../x', 'abc', ''])
      assert.equal((await inSet(wrong, 'a.txt', 1, 'x')).status, 400, wrong)
    assert.ok(!(await readdir(join(door.ctx.dataDir, 'uploads'))).includes(set))
    // An absolute path is one inside the set.
    assert.equal((await inSet(set, '/abs/x.txt', 1, 'x')).status, 202)
    assert.deepEqual(await readdir(join(door.ctx.dataDir, 'uploads', set, 'abs')), ['x.txt'])
    await rm(join(door.ctx.dataDir, 'uploads', set), { recursive: true })
  })
})
