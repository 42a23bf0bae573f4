import type { Row, Source } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { Recent } from '../files/recent.ts'
import { accountOf, type Read, rowsOf } from './acts.ts'
import { readHeads } from './heads.ts'
import { type Mailbox, mailboxesOf, rawMails } from './mailboxes.ts'
import { ownerOf } from './owner.ts'
import type { RawMail } from './split.ts'
import { Threads } from './threads.ts'
import { isTold, toldBy } from './told/told.ts'

/** Mails a thread reads at once, while the next ones are looked for. */
const BATCH = 128
const STRANGERS = 50_000

/**
 * Mail as programs and providers give it away: mbox (Google Takeout, Thunderbird, Apple Mail, mutt), folders of single
 * messages (Maildir, .eml, .emlx), archives of lists:
 *
 *     From 1793466754000000001@xxx Wed Sep 30 08:12:40 +0000 2026
 *     X-Gmail-Labels: =?UTF-8?Q?=E5=8F=97=E4=BF=A1=E3=83=88=E3=83=AC=E3=82=A4?=
 *     Delivered-To: hanako@hanako.example
 *     Message-ID: <a1@mail.sato.example>
 *     Date: Wed, 30 Sep 2026 17:12:38 +0900
 *     From: =?ISO-2022-JP?B?GyRCOjRGIxsoQiAbJEI3azBhGyhC?= <yui@sato.example>
 *     To: hanako@hanako.example
 *
 * Headers only: who wrote to whom and when. Of the networks' notifications the one sentence they tell is read, too,
 * and becomes an act on that network, told by a mail: its key begins with `told:`.
 */
export async function* readMail(source: Source): AsyncGenerator<Row> {
  const own = await ownerOf(source)
  for (const address of own.found)
    yield { ok: true, entry: { kind: 'self', account: accountOf({ address, name: '' }) } }
  const read: Read = { own, threads: new Threads(), told: new Recent(STRANGERS) }
  for await (const mailbox of mailboxesOf(source)) yield* mailsIn(mailbox, read)
}

export async function hasMail(source: Source): Promise<boolean> {
  for await (const _ of mailboxesOf(source)) return true
  return false
}

/** The next batch is split while the thread reads the one before. */
async function* mailsIn(mailbox: Mailbox, read: Read): AsyncGenerator<Row> {
  let before: Promise<Row[]> | undefined
  let batch: RawMail[] = []
  const turn = async function* (next: RawMail[]): AsyncGenerator<Row> {
    const rows = before
    const heads = readHeads(next.filter(mail => !mail.why))
    // The rows of one batch are made after those of the one before: answers on lists look back.
    before = Promise.all([rows, heads]).then(([, found]) => {
      let at = 0
      return next.flatMap(mail => [...oneMail(mail, mail.why ? null : found[at++]!, mailbox, read)])
    })
    if (rows) yield* await rows
  }
  try {
    for await (const mails of rawMails(mailbox, isTold)) {
      batch.push(...mails)
      if (batch.length < BATCH) continue
      yield* turn(batch)
      batch = []
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    yield* turn(batch)
    yield* (await before) ?? []
    yield { ok: false, where: mailbox.file.path, why: 'truncated', detail: error.message }
    return
  }
  yield* turn(batch)
  yield* (await before) ?? []
}

function* oneMail(
  mail: RawMail,
  found: Awaited<ReturnType<typeof readHeads>>[number],
  { file, form, place }: Mailbox,
  read: Read,
): Generator<Row> {
  const where = form === 'many' ? `${file.path} #${mail.number}` : file.path
  if (mail.why || !found) {
    yield { ok: false, where, why: mail.why ?? 'unreadable' }
    return
  }
  const { head, content } = found
  head.place ??= place
  const told = head.place === undefined && content ? toldBy(head, content, where) : undefined
  if (told) yield told
  else yield* rowsOf(head, where, read)
}
