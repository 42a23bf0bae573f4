import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ImapFlow } from 'imapflow'
import { wireOf } from '#loop/guard/egress.ts'
import { type Lab, openLab } from '#tests/lab.ts'
import { actsIn, turn } from '#tests/live-turn.ts'
import { noPeer, startDovecot } from '#tests/peers.ts'
import { damaged, lots, spoilTls } from '#tests/spoiling.ts'
import { HttpTrouble, type LiveAccount, LiveTrouble } from '../live.ts'
import { imapLive as live } from './live.ts'

const letter = (from: string, to: string, id: string, more = '', day = 1) =>
  `From: ${from}\r\nTo: ${to}\r\nMessage-ID: <${id}@mail.example>\r\nDate: ${String(day).padStart(2, '0')} Sep 2026 10:00:00 +0900\r\nSubject: =?ISO-2022-JP?B?GyRCMFs0VhsoQg==?=\r\n${more}\r\nwords-that-stay-there\r\n`

describe('a mailbox on a real Dovecot', { skip: noPeer('dovecot', 'openssl') }, () => {
  let lab: Lab
  let peer: Awaited<ReturnType<typeof startDovecot>>
  const [hanako, yui] = [
    'hanako@hanako.example',
    '=?ISO-2022-JP?B?GyRCOjRGIxsoQiAbJEI3azBhGyhC?= <yui@sato.example>',
  ]

  before(async () => {
    if (noPeer('dovecot', 'openssl')) return
    lab = openLab()
    peer = await startDovecot()
    lab.name('imap.example')
    lab.trust(peer.certificate)
  })
  after(async () => {
    await lab?.close()
    await peer?.close()
  })

  const account = (more = {}): LiveAccount => ({
    settings: { server: `imap.example:${peer.port}`, user: peer.user, mail: hanako, reads: 'heads', ...more },
    secrets: { password: peer.password },
  })
  const wire = () => wireOf(lab.egress, Date.now, new AbortController().signal)

  async function put(...letters: [box: string, text: string][]) {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: peer.port,
      secure: true,
      tls: { ca: peer.certificate, servername: 'imap.example' },
      auth: { user: peer.user, pass: peer.password },
      logger: false,
    })
    await client.connect()
    for (const [box, text] of letters) await client.append(box, text)
    await client.logout()
  }

  test('connects with the right password alone, and only where the certificate is good', async () => {
    const connected = await live.connect(wire(), account())
    assert.deepEqual([connected.key, connected.name], [`imap.example:${peer.port} hanako`, hanako])
    await assert.rejects(live.connect(wire(), { ...account(), secrets: { password: 'wrong' } }), {
      kind: 'token-lost',
    })
    await assert.rejects(live.connect(wire(), account({ server: 'imap.example:1' })), { kind: 'away' })
    await assert.rejects(live.connect(wire(), account({ server: '127.0.0.2:993' })), { kind: 'forbidden' })
    lab.trust('')
    await assert.rejects(live.connect(wire(), account()), { kind: 'away' })
    lab.trust(peer.certificate)
  })

  test('brings who wrote to whom, later only what is new, and none of the words', async () => {
    await put(
      ['INBOX', letter(yui, hanako, 'a1')],
      ['Sent', letter(hanako, 'Yui <yui@sato.example>', 'a2', 'In-Reply-To: <a1@mail.example>\r\n', 2)],
      ['Junk', letter('Spam <spam@bad.example>', hanako, 'a3')],
    )
    const first = await turn(lab, live, account())
    assert.deepEqual(
      actsIn(first.rows).map(line => line.split(' ').slice(0, 2).join(' ')),
      ['message by', 'message toward'],
    )
    assert.ok(actsIn(first.rows).some(line => line.includes('佐藤 結衣')))
    assert.doesNotMatch(JSON.stringify(first.rows), /words-that-stay-there|spam@bad/)
    assert.deepEqual((await turn(lab, live, account(), first.cursor)).rows, [])
    await put(['INBOX', letter(yui, hanako, 'a4', '', 3)])
    const next = await turn(lab, live, account(), first.cursor)
    assert.equal(actsIn(next.rows).length, 1)
    // As if the server had numbered all anew: known by their own ids.
    const anew = await turn(lab, live, account(), { boxes: { INBOX: { validity: '1', uid: 900 } } })
    assert.deepEqual(new Set(actsIn(anew.rows)), new Set([...actsIn(first.rows), ...actsIn(next.rows)]))
  })

  test('of notifications the subject tells who; their text, which tells it better, is read only if asked for', async () => {
    const subject = `=?UTF-8?B?${Buffer.from('佐藤 結衣さんにスキされました').toString('base64')}?=`
    const notice = `From: note <noreply@note.com>\r\nTo: ${hanako}\r\nMessage-ID: <n1@note.com>\r\nDate: 05 Sep 2026 10:00:00 +0900\r\nSubject: ${subject}\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<a href="https://note.com/yui_sato">words-that-stay-there</a>\r\n`
    await put(['INBOX', notice])
    const keys: (string | undefined)[] = []
    for (const reads of ['heads', 'notices']) {
      const { rows } = await turn(lab, live, account({ reads }))
      assert.doesNotMatch(JSON.stringify(rows), /words-that-stay-there/)
      const acts = rows.flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry] : []))
      keys.push(acts.find(({ act }) => act === 'like')?.account.key)
    }
    assert.deepEqual(keys, ['name:佐藤 結衣', 'yui_sato'])
  })

  test('nothing is marked as read', async () => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: peer.port,
      secure: true,
      tls: { ca: peer.certificate, servername: 'imap.example' },
      auth: { user: peer.user, pass: peer.password },
      logger: false,
    })
    await client.connect()
    const status = await client.status('INBOX', { unseen: true })
    await client.logout()
    assert.ok(status)
    assert.equal(status.unseen, 3)
  })

  test('a server whose words are damaged on the way, or that hangs up, is a trouble and never more', {
    timeout: 120_000,
  }, async t => {
    const key = await readFile(join(peer.folder, 'key.pem'), 'utf8')
    const spoiler = await spoilTls(peer.port, { key, cert: peer.certificate })
    t.after(() => spoiler.close())
    const through = account({ server: `imap.example:${spoiler.port}` })
    const whole = actsIn((await turn(lab, live, through)).rows)
    assert.ok(whole.length > 0)
    const random = lots(5)
    let troubles = 0
    for (let round = 0; round < 25; round++) {
      let left = Math.floor(random() * 12)
      spoiler.spoil = piece => {
        if (left-- > 0) return piece
        return random() < 0.3 ? undefined : damaged(piece, random)
      }
      const stopped = new AbortController()
      // What never answers is given up by the deadline of the whole; here sooner.
      const timer = setTimeout(() => stopped.abort(), 1_500)
      await (async () => {
        for await (const _ of live.follow(wireOf(lab.egress, Date.now, stopped.signal), through, undefined));
      })().catch(error => {
        assert.ok(
          stopped.signal.aborted || error instanceof LiveTrouble || error instanceof HttpTrouble,
          error.stack,
        )
        troubles++
      })
      clearTimeout(timer)
    }
    assert.ok(troubles > 5, `${troubles}`)
    spoiler.spoil = piece => piece
    assert.deepEqual(actsIn((await turn(lab, live, through)).rows), whole)
  })
})
