import { mailOf } from '../contact-fields.ts'
import type { Row } from '../contract.ts'
import { fieldsIn, own, textIn } from '../files/fields.ts'
import { memoryFiles } from '../files/memory.ts'
import { type Live, type LiveAccount, type LivePage, LiveTrouble, type Wire } from '../live.ts'
import { withMailboxes } from './live-mailbox.ts'
import { mail } from './network.ts'
import { readMail } from './read.ts'
import { isTold } from './told/told.ts'

const mailsAtOnce = 200
/** Of a notification, as much as its sentence stands in. */
const bytesOfNotice = 256 * 1024

type Place = { validity: string; uid: number }
type Cursor = { boxes: Record<string, Place> }

/** A mailbox on a server (IMAP over TLS). Only heads are fetched, and nothing is marked as read. */
export const imapLive: Live = {
  id: 'imap',
  network: mail.id,
  title: { en: 'Mailbox (IMAP)', ja: 'メールボックス（IMAP）' },
  fields: [
    {
      id: 'server',
      kind: 'text',
      label: { en: 'IMAP server', ja: 'IMAP サーバー' },
      hint: { en: 'imap.hanako.example', ja: 'imap.hanako.example' },
    },
    { id: 'user', kind: 'text', label: { en: 'User name', ja: 'ユーザー名' } },
    { id: 'password', kind: 'secret', label: { en: 'App password', ja: 'アプリ用パスワード' } },
    { id: 'mail', kind: 'mail', label: { en: 'Your mail address', ja: 'あなたのメールアドレス' } },
    {
      id: 'reads',
      kind: 'choice',
      value: 'heads',
      label: { en: 'What to read', ja: '読むもの' },
      choices: [
        { value: 'heads', label: { en: 'Heads only: who, to whom, when', ja: '宛先・差出人・日時だけ' } },
        {
          value: 'notices',
          label: {
            en: 'Also the text of notification mails from networks',
            ja: 'ネットワークからのお知らせメールは本文も',
          },
        },
      ],
    },
  ],
  howTo: {
    en: 'Your provider’s help page has the name of the IMAP server. Make an app password there, so that you can take it back without changing your own.',
    ja: 'IMAP サーバーの名前は、お使いのメールサービスの案内にあります。パスワードは、あとで取り消せる「アプリ用パスワード」を作ってお使いください。',
  },
  sees: mail.sees,
  cannotSee: mail.cannotSee,
  showsSupport: () => 'some',
  everySeconds: 15 * 60,

  async connect(wire, account) {
    const { server, user } = account.settings
    for await (const count of withMailboxes(wire, account, async function* (mailboxes) {
      yield (await mailboxes.boxes()).length
    }))
      if (count === 0) throw new LiveTrouble('refused', 'no mailbox')
    return { key: `${server} ${user}`.toLowerCase(), name: account.settings.mail! }
  },

  follow: (wire, account, cursor) =>
    withMailboxes(wire, account, async function* (mailboxes): AsyncIterable<LivePage> {
      const at = cursorIn(cursor)
      for (const { path, name } of await mailboxes.boxes()) {
        const { validity, uids } = await mailboxes.open(path)
        const known = at.boxes[path]
        let last = known?.validity === validity ? known.uid : 0
        const waiting = await uids(last)
        for (let from = 0; from < waiting.length; from += mailsAtOnce) {
          const some = waiting.slice(from, from + mailsAtOnce)
          const files = new Map<number, Buffer>()
          for await (const { uid, source } of mailboxes.mails(some, 'heads')) files.set(uid, source)
          if (account.settings.reads === 'notices') {
            const told = [...files].filter(([, head]) => isTold(head.toString('latin1'))).map(([uid]) => uid)
            for await (const { uid, source } of mailboxes.mails(told, { bytes: bytesOfNotice }))
              files.set(uid, source)
          }
          last = some.at(-1)!
          at.boxes = { ...at.boxes, [path]: { validity, uid: last } }
          yield { rows: await rowsOf(files, name, account, wire), cursor: { ...at } }
        }
      }
    }),
}

async function rowsOf(
  files: Map<number, Buffer>,
  box: string,
  { settings, own }: LiveAccount,
  wire: Wire,
): Promise<Row[]> {
  const folder = box.replaceAll('/', '-')
  const accounts = [settings.mail, settings.user].flatMap(text => {
    const key = mailOf(text ?? '')
    return key ? [{ network: 'mail', key }] : []
  })
  const source = memoryFiles(
    'imap',
    [...files].sort(([a], [b]) => a - b).map(([uid, bytes]) => [`${folder}/${uid}.eml`, ended(bytes)]),
    { own: { names: [], accounts: [...accounts, ...(own?.accounts ?? [])] }, madeAt: wire.now() },
  )
  const rows: Row[] = []
  for await (const row of readMail(source, true)) rows.push(row)
  return rows
}

/** A head alone ends as one that a body follows. */
const ended = (bytes: Buffer) =>
  /\r?\n\r?\n/.test(bytes.toString('latin1')) ? bytes : Buffer.concat([bytes, Buffer.from('\r\n\r\n')])

function cursorIn(cursor: unknown): Cursor {
  const found = fieldsIn(cursor, 'boxes') ?? {}
  const boxes: Record<string, Place> = {}
  for (const path of Object.keys(found)) {
    const place = own(found, path)
    const [validity, uid] = [textIn(place, 'validity'), Number(textIn(place, 'uid'))]
    if (validity !== undefined && uid >= 0) boxes[path] = { validity, uid }
  }
  return { boxes }
}
