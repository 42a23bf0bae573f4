import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSource } from '#networks/files/source.ts'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { DayClock } from './clock.ts'
import { headerOf, whenOf } from './header.ts'
import { bodyOf } from './message.ts'
import { whatsapp } from './network.ts'
import { DateOrder } from './order.ts'
import { reader } from './read.ts'

const source = (text: string, more: Partial<Source> = {}, path = 'chat.txt'): Source => ({
  ...memorySource({ [path]: text }),
  ...more,
})
const owner = { answers: { owner: 'name:hanako enishi' } }
const acts = async (from: Source) =>
  entriesOf(await rowsOf(reader, from)).flatMap(entry =>
    entry.kind === 'act'
      ? [
          `${entry.act} ${entry.direction} ${entry.account.key} ${new Date(entry.when.at).toISOString().slice(0, 16)}`,
        ]
      : [],
  )

test('a line begins in eighteen ways and means one moment', () => {
  const forms = [
    '[13/06/18, 21:25:15] a: m',
    '[6/13/18, 9:25:15\u202fPM] a: m',
    '[13.06.18, 21:25:15] a: m',
    '13/06/2018, 21:25 - a: m',
    '6/13/18, 9:25\u202fPM - a: m',
    '13/06/2018, 9:25 p.\u00a0m. - a: m',
    '[2018/06/13, 21:25:15] a: m',
    '2018-06-13, 21:25 - a: m',
    '13.6.2018 klo 21.25.15 - a: m',
    '13. 6. 2018. 21:25:15 a: m',
    '[13-06-18 21:25:15] a: m',
    '13.06.18 21.25.15: a: m',
    '[06/2018/13, 21:25:15] a: m',
    '\u200e[13/06/18, 21:25:15] a: \u200em',
    '\ufeff[2018/06/13 午後9:25:15] a: m',
    '[13/6/18 9:25:00 p. m.] a: m',
    '13-06-2018, 09.25 PM - a: m',
    '13.06.18, 9:25 nachm. - a: m',
  ]
  for (const form of forms) {
    const header = headerOf(form)
    assert.ok(header, form)
    const dates = new DateOrder()
    dates.add(header)
    const clock = new DayClock()
    clock.add(header)
    const when = whenOf(header, dates.order().order, clock.hourOf(header))
    assert.equal(new Date(when!.at).toISOString().slice(0, 16), '2018-06-13T21:25', form)
    assert.equal(when!.zoneKnown, false)
    assert.deepEqual([bodyOf(header.rest).author, bodyOf(header.rest).words], ['a', 'm'], form)
  }
})

test('logs and lists of other programs are no chat', async () => {
  for (const text of [
    '[2026-07-01 12:00:00] production.ERROR: it broke\n[2026-07-01 12:00:01] production.INFO: it works\n',
    '2026-07-01 12:00:00 INFO server: started\n',
    '2026/07/01, 12:00 - \n',
    '1.2.3 release: notes\n',
  ])
    assert.equal(await reader.recognizes(source(text)), false, text)
})

test('the order of day and month comes from what the file shows', () => {
  const order = (...dates: string[]) => {
    const found = new DateOrder()
    for (const date of dates) found.add(headerOf(`${date}, 10:00 - a: m`)!)
    const { order, by } = found.order()
    return { order, by }
  }
  assert.deepEqual(order('01/02/20', '13/02/20'), { order: [2, 1, 0], by: 'told' })
  assert.deepEqual(order('02/01/20', '02/13/20'), { order: [2, 0, 1], by: 'told' })
  assert.deepEqual(order('05/01/20', '03/02/20'), { order: [2, 1, 0], by: 'told' }, 'chats go forward')
  assert.deepEqual(order('01/02/20', '02/02/20', '03/02/20'), { order: [2, 1, 0], by: 'told' }, 'days change')
  assert.deepEqual(order('1/2/20'), { order: [2, 1, 0], by: 'guess' })
  assert.deepEqual(order('02/02/20').by, 'same')
  assert.deepEqual(order('1.2.20'), { order: [2, 1, 0], by: 'told' }, 'with dots the day comes first')
  assert.deepEqual(order('99/02/03').order, [0, 1, 2])
})

test('a short chat takes the order of the other chats of the phone', async () => {
  const from = {
    ...memorySource({
      'a/WhatsApp Chat with Maya Lindqvist.txt': '05/06/26, 10:00 - Maya Lindqvist: hi\n',
      'b/WhatsApp Chat with Yui Sato.txt':
        '06/30/26, 10:00 - Yui Sato: hi\n07/01/26, 10:00 - Hanako Enishi: ho\n',
    }),
  }
  assert.deepEqual(await acts(from), [
    'message toward name:maya lindqvist 2026-05-06T10:00',
    'message toward name:yui sato 2026-06-30T10:00',
    'message by name:yui sato 2026-07-01T10:00',
  ])
})

test('notices are no messages, whoever seems to say them', async () => {
  const text = [
    '[28/09/2026, 10:00:00] Printers: \u200eMessages and calls are end-to-end encrypted. Only people in this chat can read them.',
    '[28/09/2026, 10:00:01] Maya Lindqvist: \u200eMaya Lindqvist created group “Printers”',
    '[28/09/2026, 10:00:02] Hanako Enishi: \u200eYou were added',
    '[28/09/2026, 10:01:00] ~\u202fDana: hi all',
    '[28/09/2026, 10:02:00] +34 600 000 001: \u200eimage omitted',
    '[28/09/2026, 10:03:00] Hanako Enishi: I created group cards for us <This message was edited>',
    '[28/09/2026, 10:04:00] Maya Lindqvist: \u200eThis message was deleted.',
    '',
  ].join('\r\n')
  const rows = await rowsOf(reader, source(text, owner))
  assert.deepEqual(rejectsOf(rows), { 'not-a-person': 3, 'own-act': 1, empty: 1 })
  assert.deepEqual(await acts(source(text, owner)), [
    'message toward name:dana 2026-09-28T10:01',
    'message toward +34600000001 2026-09-28T10:02',
  ])
})

test('the name of the file tells whom a chat is with; else Enishi asks', async () => {
  const text = '28/09/2026, 10:00 - Maya Lindqvist: hi\n28/09/2026, 10:01 - Hanako Enishi: ho\n'
  const named = source(text, {}, 'x/WhatsApp Chat with Maya Lindqvist (1).txt')
  assert.deepEqual(await reader.asks!(named), [])
  assert.equal(entriesOf(await rowsOf(reader, named))[0]!.kind, 'self')
  const unnamed = source(
    text,
    { own: { names: ['Enishi Hanako', 'HANAKO ENISHI'], accounts: [] } },
    '_chat.txt',
  )
  const [question] = await reader.asks!(unnamed)
  assert.equal(question!.proposed, 'name:hanako enishi')
  assert.deepEqual(rejectsOf(await rowsOf(reader, unnamed)), { 'owner-unknown': 2 })
  assert.deepEqual(await acts({ ...unnamed, ...owner }), await acts(named))
})

test('iPhone and Android, with and without seconds, give one key for one message', async () => {
  const keys = async (text: string) =>
    entriesOf(await rowsOf(reader, source(text, owner))).flatMap(entry =>
      entry.kind === 'act' ? [entry.externalKey] : [],
    )
  assert.deepEqual(
    await keys('[28/09/2026, 10:00:41] Maya Lindqvist: hi\n[28/09/2026, 10:01:00] Hanako Enishi: ho\n'),
    await keys('9/28/26, 10:00 AM - Maya Lindqvist: hi\n9/28/26, 10:01 AM - Hanako Enishi: ho\n'),
  )
})

test('in a large group a mention between isolates counts, other talk does not', async () => {
  const others = Array.from({ length: 11 }, (_, i) => `28/09/2026, 10:${10 + i} - Printer ${i}: hello`)
  const text = [
    ...others,
    '28/09/2026, 11:00 - Hanako Enishi: hi',
    '28/09/2026, 11:01 - Printer 3: @\u2068Hanako Enishi\u2069 thanks',
  ].join('\n')
  assert.deepEqual(await acts(source(text, owner)), ['mention toward name:printer 3 2026-09-28T11:01'])
})

test('the encrypted backup is told from a chat', async () => {
  const told = await whatsapp.mistaken!(memorySource({ 'Databases/msgstore.db.crypt14': 'x' }))
  assert.match(told!.en, /backup/)
  assert.equal(await whatsapp.mistaken!(memorySource({ 'a.txt': 'x' })), undefined)
})

const root = process.env.ENISHI_SAMPLES
const skip = root ? false : 'ENISHI_SAMPLES is not set: no real files to read'
const folder = join(root ?? '', 'archives/whatsapp-telegram/test/whatsapp')

test('five phones that write one chat in five ways tell the same acts', { skip }, async t => {
  const paths = readdirSync(folder).filter(name => name.endsWith('.txt'))
  assert.equal(paths.length, 5)
  const told = new Set<string>()
  for (const path of paths) {
    const { source: from, close } = await openSource(join(folder, path))
    const rows = await rowsOf(reader, { ...from, answers: { owner: 'name:john doe' } })
    t.diagnostic(`${path}: ${entriesOf(rows).length} entries, left out ${JSON.stringify(rejectsOf(rows))}`)
    assert.deepEqual(rejectsOf(rows), { 'own-act': 3, 'not-a-person': 2 })
    told.add(JSON.stringify(entriesOf(rows)))
    await close()
  }
  assert.equal(told.size, 1)
})
