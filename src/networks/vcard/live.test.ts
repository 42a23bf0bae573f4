import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { wireOf } from '#loop/guard/egress.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { actsIn, turn } from '#tests/live-turn.ts'
import { noPeer, startRadicale } from '#tests/peers.ts'
import { damaged, lots, spoilHttp } from '#tests/spoiling.ts'
import { caldavLive } from '../icalendar/live.ts'
import { HttpTrouble, type LiveAccount, LiveTrouble } from '../live.ts'
import { carddavLive } from './live.ts'

const card = (uid: string, name: string, mail: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nN:${name};;;;\r\nEMAIL:${mail}\r\nEND:VCARD\r\n`
const event = (uid: string, summary: string, more = '') =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260901T000000Z\r\nDTSTART:20260902T010000Z\r\nDTEND:20260902T020000Z\r\nSUMMARY:${summary}\r\nORGANIZER;CN=Hanako:mailto:hanako@hanako.example\r\nATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=佐藤 結衣:mailto:yui@sato.example\r\n${more}END:VEVENT\r\nEND:VCALENDAR\r\n`

describe('address books and calendars on a real Radicale', { skip: noPeer('radicale') }, () => {
  let lab: Lab
  let peer: Awaited<ReturnType<typeof startRadicale>>
  let origin: string
  before(async () => {
    if (noPeer('radicale')) return
    let now = Date.now()
    lab = openLab(() => (now += 10_000))
    peer = await startRadicale()
    lab.name('dav.example')
    origin = `http://dav.example:${peer.port}/`
  })
  after(async () => {
    await lab?.close()
    await peer?.close()
  })

  const account = (more = {}): LiveAccount => ({
    settings: { server: origin, user: peer.user, ...more },
    secrets: { password: peer.password },
  })
  const wire = () => wireOf(lab.egress, Date.now, new AbortController().signal)
  async function put(path: string, type: string, body: string) {
    const authorization = `Basic ${Buffer.from(`${peer.user}:${peer.password}`).toString('base64')}`
    const answer = await lab.egress.http({
      url: `${origin}hanako/${path}`,
      method: 'PUT',
      authorization,
      headers: { 'content-type': type },
      body,
    })
    assert.match(String(answer.status), /^20/, await answer.text())
  }
  const names = (rows: Awaited<ReturnType<typeof turn>>['rows']) =>
    rows.flatMap(row => (row.ok && row.entry.kind === 'account' ? [row.entry.account.name] : [])).sort()

  test('an address book: all cards, then only those that changed', async () => {
    await put(
      'book/',
      'text/vcard',
      card('u1', '佐藤 結衣', 'yui@sato.example') + card('u2', '高橋 蓮', 'ren@ren.example'),
    )
    const { key } = await carddavLive.connect(wire(), account())
    assert.match(key, /^dav\.example:\d+ hanako$/)
    await assert.rejects(carddavLive.connect(wire(), { ...account(), secrets: { password: 'wrong' } }), {
      kind: 'token-lost',
    })
    const first = await turn(lab, carddavLive, account())
    assert.deepEqual(names(first.rows), ['佐藤 結衣', '高橋 蓮'])
    assert.deepEqual((await turn(lab, carddavLive, account(), first.cursor)).rows, [])
    await put('book/u3.vcf', 'text/vcard', card('u3', 'Maya Lindqvist', 'maya@maya.example'))
    const next = await turn(lab, carddavLive, account(), first.cursor)
    assert.deepEqual(names(next.rows), ['Maya Lindqvist'])
    // A token that the server does not know any more: everything again, with the same keys.
    const [href] = Object.keys((next.cursor as { tokens: object }).tokens)
    const lost = { tokens: { [href!]: 'http://radicale.org/ns/sync/forgotten' }, wholeAt: Date.now() }
    assert.equal(names((await turn(lab, carddavLive, account(), lost)).rows).length, 3)
  })

  test('a calendar: who met whom, and no word of what it was about', async () => {
    await put('days/', 'text/calendar', event('e1', 'secret plans'))
    const own = { mail: 'hanako@hanako.example' }
    await caldavLive.connect(wire(), account(own))
    const first = await turn(lab, caldavLive, account(own))
    assert.ok(
      actsIn(first.rows).some(line => line.startsWith('meet') && line.includes('佐藤 結衣')),
      actsIn(first.rows).join('\n'),
    )
    assert.doesNotMatch(JSON.stringify(first.rows), /secret plans/)
    assert.deepEqual((await turn(lab, caldavLive, account(own), first.cursor)).rows, [])
    await put('days/e2.ics', 'text/calendar', event('e2', 'more'))
    assert.ok(actsIn((await turn(lab, caldavLive, account(own), first.cursor)).rows).length >= 1)
  })

  test('answers of another shape, and every refusal, are told as troubles; what was there stays readable', async t => {
    const spoiler = await spoilHttp(lab, 'spoilt.example', peer.port)
    t.after(() => spoiler.close())
    const through = { ...account(), settings: { ...account().settings, server: spoiler.origin } }
    const whole = names((await turn(lab, carddavLive, through)).rows)
    assert.ok(whole.length > 0)
    const random = lots(7)
    let troubles = 0
    for (let round = 0; round < 80; round++) {
      spoiler.spoil = body => (random() < 0.5 ? body : damaged(body, random))
      for (const live of [carddavLive, caldavLive])
        await turn(lab, live, through).catch(error => {
          assert.ok(error instanceof LiveTrouble || error instanceof HttpTrouble, error.stack)
          troubles++
        })
    }
    assert.ok(troubles > 0)
    for (const [status, kind] of [
      [401, 'token-lost'],
      [403, 'token-lost'],
      [409, 'refused'],
      [429, 'slow-down'],
      [500, 'away'],
      [507, 'away'],
    ] as const) {
      spoiler.spoil = () => ({ status })
      await assert.rejects(turn(lab, carddavLive, through), { kind }, String(status))
    }
    // A server that refuses only the way of asking for changes is read whole.
    for (const status of [400, 403, 405, 409, 501, 507]) {
      spoiler.spoil = (body, { method }) =>
        method === 'REPORT' && body.includes('sync-token') ? { status } : body
      assert.deepEqual(names((await turn(lab, carddavLive, through)).rows), whole, String(status))
    }
    // Entities that grow, and ones that lead to files, are left as they stand.
    spoiler.spoil = body =>
      Buffer.from(
        body
          .toString()
          .replace(
            /^<\?xml[^>]*\?>/,
            '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
          )
          .replaceAll('FN:', 'FN:&b;&c;'),
      )
    const rows = JSON.stringify((await turn(lab, carddavLive, through)).rows)
    assert.doesNotMatch(rows, /root:|aaaaaaaaaaaaaaaa/)
  })
})
