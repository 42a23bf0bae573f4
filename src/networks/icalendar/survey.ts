import { mailOf } from '../contact-fields.ts'
import type { Question, Source } from '../contract.ts'
import { calendarsOf, glancesOf } from './calendars.ts'
import { type Meeting, meetingOf } from './event.ts'
import { isCalendar } from './guests.ts'
import { Zones } from './zones.ts'

const OWNER = 'owner'
/** Dates that were moved or cancelled, of all series of a source; later ones stand where they first were. */
const MOVED = 50_000
const PEOPLE = 5_000
const CHOICES = 30

/** What has to be known before the first event can be read. */
export type Survey = {
  /** Addresses of the owner; empty where nothing tells. */
  own: ReadonlySet<string>
  /** By the series' uid: the dates (as clocks) for which another event stands in. */
  others: ReadonlyMap<string, ReadonlySet<number>>
  /** What is over: when the export was made. */
  until: number
  /** How often each address is among the guests. */
  people: ReadonlyMap<string, number>
}

/** Goes through all calendars once; only what stands in for a date of a series is read there and then. */
export async function surveyOf(source: Source): Promise<Survey> {
  const others = new Map<string, Set<number>>()
  const people = new Map<string, number>()
  const names = new Set<string>()
  let stamped = 0
  let moved = 0
  for await (const file of calendarsOf(source))
    for await (const glance of glancesOf(file)) {
      if ('name' in glance) {
        names.add(glance.name)
        continue
      }
      const { text } = glance
      stamped = Math.max(stamped, stampOf(text))
      const { uid, instead } = replacing(text)
      if (uid && instead && moved++ < MOVED) {
        if (!others.has(uid)) others.set(uid, new Set())
        others.get(uid)!.add(instead.clock)
      }
      for (const found of text.matchAll(/^(?:attendee|organizer)\b([^\r\n]*)/gim)) {
        if (/cutype="?(?:room|resource)\b/i.test(found[1]!)) continue
        const address = mailOf(
          /mailto:([^\s;"]+)\s*$|;email="?([^;:"]+)/i.exec(found[1]!)?.slice(1).join('') ?? '',
        )
        if (address && !isCalendar(address) && (people.has(address) || people.size < PEOPLE))
          people.set(address, (people.get(address) ?? 0) + 1)
      }
    }
  return { own: ownIn(source, names), others, people, until: source.madeAt ?? (stamped || Infinity) }
}

const nothing: Partial<Meeting> = {}

function replacing(text: string): Partial<Meeting> {
  if (!/^recurrence-id[;:]/im.test(text)) return nothing
  try {
    return meetingOf(text, new Zones())
  } catch {
    return nothing
  }
}

function stampOf(text: string): number {
  const found = /^dtstamp[^:\r\n]*:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/im.exec(text)
  if (!found) return 0
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

export async function askWhose(source: Source): Promise<Question[]> {
  const { own, people } = await surveyOf(source)
  if (own.size > 0 || people.size === 0) return []
  const choices = [...people].sort((a, b) => b[1] - a[1]).slice(0, CHOICES)
  return [
    {
      id: OWNER,
      title: {
        en: 'Which of these people in the calendar are you?',
        ja: 'カレンダーに出てくるこのアドレスのうち、ご本人はどれですか？',
      },
      choices: choices.map(([address]) => ({ value: address, label: address })),
      optional: true,
    },
  ]
}

/**
 * As the ledger and the owner's answer have it; else Google names a person's first calendar by their address. Two
 * calendars with such names may be a colleague's and the owner's: then it is asked.
 */
function ownIn(source: Source, names: ReadonlySet<string>): Set<string> {
  const own = new Set<string>()
  for (const { network, key } of source.own?.accounts ?? []) if (network === 'mail') own.add(key)
  for (const text of source.answers?.[OWNER]?.split(/[\s,;]+/) ?? []) {
    const mail = mailOf(text)
    if (mail) own.add(mail)
  }
  const named = [...names].flatMap(name => mailOf(name) ?? []).filter(mail => !isCalendar(mail))
  if (own.size === 0 && named.length === 1) own.add(named[0]!)
  return own
}
