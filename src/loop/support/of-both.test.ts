import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { type ActKind, actKinds, directionKept } from '#ledger/kinds.ts'
import { languages } from '#ledger/language.ts'
import { addImport, confirmImport } from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import { loadPerson } from '#screens/person/load.ts'
import { loadSupporters } from '#screens/supporters/load.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { computeSupport } from './compute.ts'

let ctx: TestCtx
beforeEach(async () => {
  ctx = await testCtx()
})
afterEach(() => ctx.end())

test('what takes two is of both, whichever side a source lists it on; everything else keeps its side', () => {
  const mutual: readonly ActKind[] = ['connect', 'card', 'meet']
  for (const kind of Object.keys(actKinds) as ActKind[])
    for (const told of ['toward', 'by'] as const)
      assert.equal(directionKept(kind, told), mutual.includes(kind) ? 'between' : told, kind)
})

const table = (head: string, ...rows: string[]) => [head, ...rows, ''].join('\n')

const ties = [
  {
    of: 'a connection on LinkedIn',
    name: 'Connections.csv',
    text: table(
      'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
      'Maya,Lindqvist,https://www.linkedin.com/in/maya-lindqvist,,Lindqvist Papper,Owner,03 Mar 2025',
    ),
    kind: 'connect',
  },
  {
    of: 'a friend on Facebook',
    name: 'your_friends.json',
    text: JSON.stringify({ friends_v2: [{ name: 'Maya Lindqvist', timestamp: 1_741_000_000 }] }),
    kind: 'connect',
  },
  {
    of: 'a card in Eight',
    name: 'cards.csv',
    text: table(
      '会社名,部署名,役職,氏名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,URL,名刺交換日,Eightでつながっている人,再データ化中の名刺,?を含んだデータ',
      'リンド紙店,,店主,Maya Lindqvist,maya@lindqvist.example,,,,,,,,,2025/03/03,,,',
    ),
    kind: 'card',
  },
  {
    of: 'a meeting in a table of one’s own',
    name: 'meetings.csv',
    text: table('name,mail,met on,what', 'Maya Lindqvist,maya@lindqvist.example,2025-03-03,tea'),
    answers: { date: '2', kind: 'meet', direction: 'by' },
    kind: 'meet',
  },
]

for (const { of, name, text, answers, kind } of ties)
  test(`${of} is neither the owner’s doing nor the other’s`, async () => {
    const path = join(ctx.dataDir, name)
    await writeFile(path, text)
    if (answers) {
      const importNo = await addImport(ctx, { path, name })
      await runImport(ctx, importNo)
      await confirmImport(ctx, importNo, answers)
      await runImport(ctx, importNo)
    } else await importFile(ctx, path)
    await computeSupport(ctx)
    for (const language of languages) {
      const { people } = await loadSupporters(ctx, { sort: 'chance', limit: 5 }, language)
      assert.equal(people.length, 1)
      const said = people[0]!.because.join('; ')
      assert.doesNotMatch(said, /You have|from you|こちらから/i)
      assert.match(said, /2025/)
      const person = await loadPerson(ctx, people[0]!.personId, language)
      assert.deepEqual([person.received.count, person.given.count, person.between.count], [0, 0, 1])
      assert.deepEqual(
        person.timeline.moments.map(moment => [moment.kind, moment.direction]),
        [[kind, 'between']],
      )
      assert.equal(people[0]!.lastAt, person.between.lastAt)
    }
  })
