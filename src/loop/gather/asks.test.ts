import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import yazl from 'yazl'
import { loadImport } from '#screens/imports/load.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { confirmImport } from './imports.ts'
import { runImport } from './run.ts'
import { undoImport } from './undo.ts'

let ctx: TestCtx
let folder: string
before(async () => {
  ctx = await testCtx()
  folder = await mkdtemp(join(tmpdir(), 'enishi-asks-'))
})
after(async () => {
  await ctx.end()
  await rm(folder, { recursive: true, force: true })
})

const talk = (day: string) => `[LINE] 読書会のトーク履歴
保存日時：2026/07/${day} 12:00

2026/06/${day}(月)
09:01\t縁 花子\tおはようございます
09:02\t佐藤 結衣\tおはようございます
09:05\t渡辺 正\tよろしくお願いします
09:07\t縁 花子\t本日は十時からです
`

test('a talk that does not say which name is the owner’s waits for the answer, which holds for later talks', async () => {
  const path = join(folder, '[LINE]読書会.txt')
  await writeFile(path, talk('01'))
  const importNo = await importFile(ctx, path)
  const asking = await loadImport(ctx, importNo, 'ja')
  assert.equal(asking.status, 'asking')
  assert.equal(asking.questions.length, 1)
  const [question] = asking.questions
  const mine = question!.choices.find(({ label }) => label.includes('縁 花子'))
  assert.ok(mine, JSON.stringify(question))
  await assert.rejects(confirmImport(ctx, importNo, { [question!.id]: 'nobody of that name' }), {
    code: 'bad-answer',
  })
  assert.equal((await loadImport(ctx, importNo, 'en')).status, 'asking')
  await confirmImport(ctx, importNo, { [question!.id]: mine.value })
  assert.equal(await runImport(ctx, importNo), 'done')
  const done = await loadImport(ctx, importNo, 'en')
  assert.deepEqual([done.added.acts, done.added.people], [2, 2])
  // What the owner wrote to a whole group is nobody's act.
  assert.deepEqual(
    done.leftOutCounts.map(({ code, count }) => [code, count]),
    [['own-act', 2]],
  )

  const next = join(folder, '[LINE]読書会 (2).txt')
  await writeFile(next, talk('08'))
  const again = await loadImport(ctx, await importFile(ctx, next), 'en')
  assert.deepEqual([again.status, again.added.acts], ['done', 2])
})

test('a talk whose question was passed over is asked about once more after it was taken back; others ask for themselves', async () => {
  const without = (name: string) => talk('15').replaceAll('縁 花子', name)
  const path = join(folder, '[LINE]写真部.txt')
  await writeFile(path, without('小林 陸'))
  const passed = await importFile(ctx, path)
  await confirmImport(ctx, passed, { owner: '' })
  assert.equal(await runImport(ctx, passed), 'done')
  await writeFile(join(folder, '[LINE]製本会.txt'), without('山田 さくら'))
  const other = await importFile(ctx, join(folder, '[LINE]製本会.txt'))
  assert.equal((await loadImport(ctx, other, 'ja')).status, 'asking')
  await undoImport(ctx, passed)
  assert.equal((await loadImport(ctx, await importFile(ctx, path), 'ja')).status, 'asking')
})

test('parts of one export that lie beside one another are read as one, whichever of them is named', async () => {
  const sample = new URL('../../networks/mastodon/sample/', import.meta.url).pathname
  const at = join(folder, 'parts')
  await mkdir(at)
  const pack = async (name: string, files: string[]) => {
    const zip = new yazl.ZipFile()
    for (const file of files) zip.addFile(join(sample, file), file)
    zip.end()
    await writeFile(join(at, name), zip.outputStream)
  }
  await pack('archive-001.zip', ['actor.json', 'likes.json'])
  await pack('archive-002.zip', ['outbox.json', 'bookmarks.json'])
  const report = await loadImport(ctx, await importFile(ctx, join(at, 'archive-002.zip')), 'en')
  assert.deepEqual([report.status, report.network], ['done', 'mastodon'])
  assert.ok(report.added.acts > 0)
  const other = await loadImport(ctx, await importFile(ctx, join(at, 'archive-001.zip')), 'en')
  assert.equal(other.sameAs, report.importId)

  await mkdir(join(folder, 'both'))
  for (const name of ['archive-001.zip', 'archive-002.zip'])
    await cp(join(at, name), join(folder, 'both', name))
  await rename(join(folder, 'both', 'archive-001.zip'), join(folder, 'both', 'a.zip'))
  const asFolder = await loadImport(ctx, await importFile(ctx, join(folder, 'both')), 'en')
  assert.deepEqual([asFolder.status, asFolder.added.acts], ['done', 0])

  const outer = new yazl.ZipFile()
  for (const name of ['archive-001.zip', 'archive-002.zip']) outer.addFile(join(at, name), name)
  outer.end()
  await writeFile(join(folder, 'outer.zip'), outer.outputStream)
  const nested = await loadImport(ctx, await importFile(ctx, join(folder, 'outer.zip')), 'en')
  assert.deepEqual([nested.status, nested.network, nested.added.acts], ['done', 'mastodon', 0])
})
