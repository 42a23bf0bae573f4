import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { listImports } from '#loop/gather/imports.ts'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
import { mentions, writeFeed } from '#tests/mentions.ts'
import { typed } from '#tests/terminal.ts'
import { exits } from './command.ts'

let ctx: TestCtx
before(async () => {
  ctx = await testCtx()
})
after(() => ctx.end())

test('a folder with the exports of several networks: each is read and reported', async () => {
  const folder = join(ctx.dataDir, 'brought')
  await mkdir(folder)
  await writeFile(
    join(folder, 'Connections.csv'),
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nYui,Sato,https://www.linkedin.com/in/yui-sato,,,,08 Feb 2024\n',
  )
  await writeFile(join(folder, 'a.vcf'), 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maya Lindqvist\r\nEND:VCARD\r\n')
  const { exit, json } = await typed(ctx, ['import', folder, '--json', '--lang', 'en'])
  const reports = json() as { network: string; status: string; added: { people: number } }[]
  assert.equal(exit, exits.ok)
  assert.deepEqual(
    reports.map(({ network, status, added }) => [network, status, added.people]),
    [
      ['linkedin', 'done', 1],
      ['vcard', 'done', 1],
    ],
  )
  for (const language of ['en', 'ja'])
    assert.match((await typed(ctx, ['import', folder, '--lang', language])).out, /brought \(LinkedIn/)
})

test('whose name is yours is asked before anything is read, and an answer is never guessed', async () => {
  const chat = join(import.meta.dirname, '../networks/whatsapp/sample/_chat.txt')
  for (const answer of [[], ['--answer', 'owner=Nobody of that name']]) {
    const { exit, json } = await typed(ctx, ['import', chat, ...answer, '--json', '--lang', 'en'])
    assert.equal(exit, exits.needsConfirmation, answer.join(' '))
    const report = json() as { added: { acts: number; people: number }; problem: string }
    assert.deepEqual(report.added, { acts: 0, people: 0 })
    assert.match(report.problem, /needs to know/)
  }
  const { exit, json } = await typed(ctx, ['import', chat, '--yes', '--json'])
  assert.equal(exit, exits.ok)
  assert.equal((json() as { status: string }).status, 'done')
})

test('interrupted, all that was brought together is paused and reported; brought again it goes on', async () => {
  const folder = join(ctx.dataDir, 'interrupted')
  await mkdir(folder)
  await writeFile(join(folder, 'b.vcf'), 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ren Tanaka\r\nEND:VCARD\r\n')
  await writeFile(
    join(folder, 'Connections.csv'),
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nRen,Tanaka,https://www.linkedin.com/in/ren,,,,08 Feb 2024\n',
  )
  await writeFeed(join(folder, 'mentions.jf2.json'), mentions(1, 20_000))
  const stop = new AbortController()
  const ending = typed(ctx, ['import', folder, '--json'], { signal: stop.signal })
  const together = async () =>
    (await listImports(ctx)).filter(({ path }) => path === folder).map(({ status }) => status)
  while ((await together()).length < 3) await sleep(2)
  stop.abort()
  const { exit, json } = await ending
  const reports = json() as { status: string; importId: string }[]
  assert.equal(exit, exits.interrupted)
  assert.equal(reports.length, 3)
  assert.ok((await together()).every(status => status !== 'waiting'))
  const again = (await typed(ctx, ['import', folder, '--json'])).json() as { status: string }[]
  assert.deepEqual(
    again.map(({ status }) => status),
    ['done', 'done', 'done'],
  )
  assert.ok((await together()).every(status => status === 'done'))
})
