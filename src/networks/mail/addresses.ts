import { addressParser, decodeWords } from 'postal-mime'
import { mailOf } from '../contact-fields.ts'
import { Recent } from '../files/recent.ts'
import { oneLine } from '../files/text.ts'
import { isHidden, unspelled } from './hidden-addresses.ts'

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
  if (isHidden(value)) return [scrambled(value)]
  const all: Mailbox[] = []
  for (const { name, address } of addressParser(unspelled(value), { flatten: true }) as Parsed[]) {
    const mail = mailOf(address ?? '')
    if (mail) all.push({ address: mail, name: nameOf(name, mail) })
  }
  return all
}

type Parsed = { name: string; address?: string }

/** Who it was cannot be told, though a name may stand beside it. */
function scrambled(value: string): Mailbox {
  const name = /\(([^()]*)\)\s*$/.exec(value)?.[1] ?? /^\s*([^<>@]*)</.exec(value)?.[1] ?? ''
  return { address: '', name: nameOf(name, ''), scrambled: true }
}

/** A name that only repeats the address is none. */
function nameOf(text: string, address: string): string {
  const name = oneLine(decodeWords(text).replace(/^(['"])(.*)\1$/, '$2'))
  return name.toLowerCase() === address || mailOf(name) !== undefined ? '' : name
}
