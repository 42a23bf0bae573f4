import type { ImapFlow } from 'imapflow'
import { type LiveAccount, LiveTrouble, type Wire } from '../live.ts'
import { placeOf } from './folders.ts'

export type Box = { path: string; name: string }
export type Mailboxes = {
  boxes(): Promise<Box[]>
  /** Opens one for reading only. `validity`: changes when its numbers mean other mails than before. */
  open(path: string): Promise<{ validity: string; uids(above: number): Promise<number[]> }>
  /** The heads of these mails, or as much of each as `bytes` allow. Nothing is marked as read. */
  mails(
    uids: readonly number[],
    what: 'heads' | { bytes: number },
  ): AsyncIterable<{ uid: number; source: Buffer }>
}

const secondsAtMost = 60

/** Runs `use` on the owner's mailboxes through the one checked way out, and closes the line whatever happens. */
export async function* withMailboxes<T>(
  wire: Wire,
  { settings, secrets }: LiveAccount,
  use: (mailboxes: Mailboxes) => AsyncIterable<T>,
): AsyncIterable<T> {
  const [, name = '', port = '993'] = /^(.*?)(?::(\d{1,5}))?$/.exec(settings.server ?? '') ?? []
  const { address, host, port: to, trust } = await wire.dial(name, Number(port))
  // Loaded when it is needed: a tenth of a second of every start otherwise.
  const imapflow = await import('imapflow')
  const client = new imapflow.ImapFlow({
    host: address,
    port: to,
    secure: true,
    servername: host,
    tls: { servername: host, minVersion: 'TLSv1.2', ...(trust && { ca: trust }) },
    auth: { user: settings.user!, pass: secrets.password! },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: secondsAtMost * 1000,
  })
  // Told by the call that is waiting; unheard it would end the process.
  client.on('error', () => {})
  const close = () => client.close()
  wire.signal.addEventListener('abort', close, { once: true })
  try {
    await told(client.connect())
    yield* use(mailboxesOf(client))
    await client.logout().catch(() => {})
  } catch (error) {
    throw asTrouble(error)
  } finally {
    wire.signal.removeEventListener('abort', close)
    client.close()
  }
}

function mailboxesOf(client: ImapFlow): Mailboxes {
  return {
    async boxes() {
      const all = (await client.list()).filter(({ flags, specialUse, name }) => {
        if (flags.has('\\Noselect') || flags.has('\\NonExistent')) return false
        if (['\\Junk', '\\Trash', '\\Drafts', '\\Flagged'].includes(specialUse ?? '')) return false
        return !['junk', 'draft'].includes(placeOf(name) ?? '')
      })
      // Gmail shows each mail in "All mail" and again in every label.
      const everything = all.find(({ specialUse }) => specialUse === '\\All')
      const boxes = everything ? [everything] : all
      return boxes.map(({ path, specialUse, name }) => ({
        path,
        name: specialUse === '\\Sent' ? 'Sent' : name,
      }))
    },
    async open(path) {
      const opened = await client.mailboxOpen(path, { readOnly: true })
      return {
        validity: String(opened.uidValidity),
        uids: async above => {
          const found = (await client.search({ uid: `${above + 1}:*` }, { uid: true })) || []
          // `n:*` names the last mail even when its number is below n.
          return found.filter(uid => uid > above).sort((a, b) => a - b)
        },
      }
    },
    async *mails(uids, what) {
      if (uids.length === 0) return
      const query =
        what === 'heads' ? { headers: true, uid: true } : { source: { maxLength: what.bytes }, uid: true }
      for await (const mail of client.fetch(uids.join(','), query, { uid: true })) {
        const source = what === 'heads' ? mail.headers : mail.source
        if (source) yield { uid: mail.uid, source }
      }
    },
  }
}

async function told<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw asTrouble(error)
  }
}

type ImapError = Error & {
  authenticationFailed?: boolean
  code?: string
  responseStatus?: string
  throttleReset?: number
}

/** Only what the line itself says; faults of what is made of the mails are not the server's. */
function asTrouble(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof LiveTrouble) return error
  const { authenticationFailed, code, responseStatus } = error as ImapError
  if (authenticationFailed) return new LiveTrouble('token-lost', 'LOGIN')
  if (code === undefined && responseStatus === undefined) return error
  return new LiveTrouble('away', `IMAP ${code ?? responseStatus}`.slice(0, 60))
}
