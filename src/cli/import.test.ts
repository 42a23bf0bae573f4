import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type TestCtx, testCtx } from '#tests/ctx.ts'
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
