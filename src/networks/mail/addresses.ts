import { addressParser, decodeWords } from 'postal-mime'
import { mailOf } from '../contact-fields.ts'
import { Recent } from '../files/recent.ts'
import { oneLine } from '../files/text.ts'

/** `scrambled`: a list's archive has made the address unreadable; then there is none. */
export type Mailbox = { address: string; name: string; scrambled?: true }

/** The same few people write again and again, and taking an address apart is the dearest part of reading a mail. */
const known = new Recent<string, readonly Mailbox[]>(2_000)
const SHORT = 400

/** The addresses of From, To or Cc in normal form, groups opened, names decoded. */
export function mailboxesIn(value: string): readonly Mailbox[] {
  if (value.length > SHORT) return parsed(value)
  let found = known.get(value)
  if (!found) {
    found = parsed(value)
    known.set(value, found)
  }
  return found
}

function parsed(value: string): Mailbox[] {
  if (value.includes(' @end|ng |rom ')) return [scrambled(value)]
  const all: Mailbox[] = []
  for (const { name, address } of addressParser(clear(value), { flatten: true }) as Parsed[]) {
    const mail = mailOf(address ?? '')
    if (mail) all.push({ address: mail, name: nameOf(name, mail) })
  }
  return all
}

type Parsed = { name: string; address?: string }

/** Mailman's archives write `yui at sato.example (Yui Sato)` in place of the address. */
function clear(value: string): string {
  return value.includes('@')
    ? value
    : value.replace(/^\s*([^\s()<>]{1,100}) at ([^\s()<>]{1,200})(?=\s|$)/, '$1@$2')
}

/** Since 2018 some archives hide letters too (`y@@to @end|ng |rom ex@mp|e`): who it was cannot be told. */
function scrambled(value: string): Mailbox {
  return { address: '', name: nameOf(/\(([^()]*)\)\s*$/.exec(value)?.[1] ?? '', ''), scrambled: true }
}

/** A name that only repeats the address is none. */
function nameOf(text: string, address: string): string {
  const name = oneLine(decodeWords(text).replace(/^(['"])(.*)\1$/, '$2'))
  return name.toLowerCase() === address || mailOf(name) !== undefined ? '' : name
}
