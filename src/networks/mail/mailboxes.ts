import type { Source, SourceFile } from '../contract.ts'
import { headBytes } from '../files/head.ts'
import { LineEnds } from '../files/line-ends.ts'
import { type Place, placeOfPath } from './folders.ts'
import { BODY, HEAD, isFromLine, mailsOf, type RawMail } from './split.ts'

/** `many`: mbox. `one`: a message by itself (.eml, Maildir); `emlx`: Apple's, with a length before it. */
export type Mailbox = { file: SourceFile; form: 'many' | 'one' | 'emlx'; place?: Place }

/** The files of mail in a source, in its order. Opens only those whose path may be one, or a file that came alone. */
export async function* mailboxesOf(source: Source): AsyncGenerator<Mailbox> {
  const alone = source.files.length === 1
  const paths = new Set(source.files.map(file => file.path))
  for (const file of source.files) {
    if (!alone && !mayBeMail(file.path, paths)) continue
    const form = await formOf(file)
    if (form) yield { file, form, place: placeOfPath(file.path) }
  }
}

/** Mails of one mailbox, in batches; a message by itself is read no further than it is looked at. */
export async function* rawMails(
  { file, form }: Mailbox,
  keeps: (head: string) => boolean,
): AsyncGenerator<RawMail[]> {
  if (form === 'many') yield* mailsOf(file.open(), keeps)
  else yield [await single(file, form, keeps)]
}

function mayBeMail(path: string, paths: ReadonlySet<string>): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    /\.(?:mbox|mbx|eml|emlx)$/i.test(name) ||
    name === 'mbox' ||
    /(?:^|\/)(?:cur|new)\/[^/]+$/.test(path) ||
    // Thunderbird: `Inbox` beside `Inbox.msf`. Mailman: `2018-March.txt`.
    paths.has(`${path}.msf`) ||
    /^(?:\d{4}(?:-\w+|q[1-4])|\d{8}|Week-of-Mon-\d{8})\.txt$/.test(name)
  )
}

async function formOf(file: SourceFile): Promise<Mailbox['form'] | undefined> {
  const start = new LineEnds().take(Buffer.from(await headBytes(file, 8_192)).toString('latin1'))
  const text = start.replace(/^(?:\xEF\xBB\xBF)?\s*/, '')
  const nl = text.indexOf('\n')
  const rest = text.slice(nl + 1)
  if (nl > 0 && isFromLine(text.slice(0, nl).trimEnd())) return isHeader(rest) ? 'many' : undefined
  if (/^\d{1,10}[ \t]*\r?\n/.test(text)) return isHeader(rest) ? 'emlx' : undefined
  // Some programs write the line of an mbox before a single message, without its date.
  return isHeader(/^From \S+\r?\n/.test(text) ? rest : text) ? 'one' : undefined
}

/** Nearly all are fields (a stray line happens), and among them one that only mails have. */
function isHeader(text: string): boolean {
  const end = /\r?\n\r?\n/.exec(text)?.index
  const lines = text
    .slice(0, end)
    .split(/\r?\n/)
    .slice(0, end === undefined ? -1 : undefined)
  const strange = lines.filter(line => !/^(?:[!-9;-~]+[ \t]*:|>From |[ \t])/.test(line)).length
  return (
    /^[!-9;-~]+[ \t]*:/.test(lines[0] ?? '') &&
    strange <= lines.length / 10 &&
    lines.some(line =>
      /^(?:from[ \t]*:.*@|(?:received|return-path|message-id|delivered-to)[ \t]*:)/i.test(line),
    )
  )
}

async function single(
  file: SourceFile,
  form: 'one' | 'emlx',
  keeps: (head: string) => boolean,
): Promise<RawMail> {
  const mail = { number: 1, line: '' }
  let text = ''
  let head: string | undefined
  const ends = new LineEnds()
  for await (const piece of file.open()) {
    const looked = Math.max(0, text.length - 3)
    text += ends.take(Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1'))
    head ??= headIn(text, looked)
    if (text.length > (head === undefined ? HEAD : keeps(head) ? head.length + BODY : 0)) break
  }
  text += ends.end()
  head ??= headIn(text, 0)
  if (head === undefined) return { ...mail, head: '', why: text.length > HEAD ? 'too-large' : 'truncated' }
  const begins = /^(?:\xEF\xBB\xBF)?\s*(?:From \S+\r?\n)?/.exec(head)![0].length
  const own = head.slice(form === 'emlx' ? head.indexOf('\n', begins) + 1 : begins)
  return { ...mail, head: own, ...(keeps(own) && { body: text.slice(head.length, head.length + BODY) }) }
}

function headIn(text: string, from: number): string | undefined {
  const empty = /\r?\n\r?\n/g
  empty.lastIndex = from
  // Empty lines before the first field belong to nothing.
  for (let end = empty.exec(text); end; end = empty.exec(text))
    if (text.slice(0, end.index).trim() !== '') return text.slice(0, end.index + end[0].length)
  return undefined
}
