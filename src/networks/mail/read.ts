import type { Row, Source } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { Recent } from '../files/recent.ts'
import { rowsAt } from '../files/rows.ts'
import { accountOf, type Read, rowsOf } from './acts.ts'
import { readHeads } from './heads.ts'
import type { ReadMail } from './heads-worker.ts'
import { isHiddenList } from './hidden-list.ts'
import { MailKeys } from './keys.ts'
import { LineDates } from './line-dates.ts'
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
export async function* readMail(source: Source, connected = false): AsyncGenerator<Row> {
  const own = await ownerOf(source, connected)
  for (const address of own.found)
    yield { ok: true, entry: { kind: 'self', account: accountOf({ address, name: '' }) } }
  const read: Read = { own, keys: new MailKeys(), threads: new Threads(), told: new Recent(STRANGERS) }
  const dates = new LineDates()
  let before: Promise<Row[]> = Promise.resolve([])
  // The next batch is looked for while the thread reads the one before.
  for await (const batch of batchesOf(source)) {
    const rows = before
    const heads = readHeads(batch.flatMap(({ mail }) => (mail && !mail.why ? [mail] : [])))
    // Its rows are made after those of the one before: answers on lists look back.
    before = Promise.all([rows, heads]).then(([, found]) => {
      let at = 0
      for (const item of batch) if (item.mail && !item.mail.why) dates.learn(item.mailbox, found[at++]?.head)
      at = 0
      return batch.flatMap(item => [
        ...rowsIn(item, item.mail && !item.mail.why ? found[at++]! : null, read, dates),
      ])
    })
    yield* await rows
  }
  yield* await before
}

export async function hasMail(source: Source): Promise<boolean> {
  for await (const _ of mailboxesOf(source)) return !(await isHiddenList(source))
  return false
}

/** A mail where it lies; without one, the file breaks off there. */
type Item = { mailbox: Mailbox; mail?: RawMail; why?: string }

async function* batchesOf(source: Source): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of itemsOf(source)) {
    batch.push(item)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

async function* itemsOf(source: Source): AsyncGenerator<Item> {
  for await (const mailbox of mailboxesOf(source))
    try {
      for await (const mails of rawMails(mailbox, isTold)) for (const mail of mails) yield { mailbox, mail }
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      yield { mailbox, why: error.message }
    }
}

function* rowsIn(
  { mailbox, mail, why }: Item,
  found: ReadMail,
  read: Read,
  dates: LineDates,
): Generator<Row> {
  const { file, form, place } = mailbox
  const where = form === 'many' && mail ? `${file.path} #${mail.number}` : file.path
  if (!mail) return yield { ok: false, where, why: 'truncated', ...(why && { detail: why }) }
  if (!found) return yield { ok: false, where, why: mail.why ?? 'unreadable' }
  const { head, content } = found
  head.place ??= place
  dates.settle(mailbox, head)
  yield* rowsAt(where, () => {
    const told = head.place === undefined && content ? toldBy(head, content, where) : undefined
    return told ? [told] : rowsOf(head, where, read)
  })
}
