import { hash } from 'node:crypto'
import type { When } from '#ledger/when.ts'
import type { AccountRef, ActEntry, RejectCode, Row } from '../contract.ts'
import type { Recent } from '../files/recent.ts'
import { DATES, datesOf } from './dates.ts'
import type { Meeting, Moment } from './event.ts'
import type { Guest } from './guests.ts'
import type { Survey } from './survey.ts'
import type { Zones } from './zones.ts'

/** Beyond these it is an audience, not a meeting. */
const GUESTS = 50

type Person = Guest & { address: string }

/** One event, or a series: who asked whom, and with whom the owner met. */
export function* rowsOf(
  meeting: Meeting,
  where: string,
  { own, others, until }: Survey,
  zones: Zones,
  told: Recent<string, true>,
): Generator<Row> {
  const left = (why: RejectCode, detail?: string): Row => ({
    ok: false,
    where,
    why,
    ...(detail && { detail }),
  })
  const { guests, start } = meeting
  if (meeting.isCancelled) return yield left('cancelled')
  for (const room of guests) if (room.isRoom) yield left('not-a-person', room.name || room.address)
  for (const { address, name, isRoom } of guests) if (!address && !isRoom) yield left('no-key', name)
  const people = guests.filter((guest): guest is Person => guest.address !== undefined && !guest.isRoom)
  if (people.length === 0) return yield left('empty')
  if (!start) return yield left('bad-date')
  if (people.length > GUESTS) return yield left('not-a-person', `${people.length} guests`)
  const self = people.find(({ address }) => own.has(address))
  const rest = people.filter(({ address }) => !own.has(address))
  if (!self) {
    if (own.size > 0) return yield left('private')
    yield* strangers(rest, told)
    return yield left('owner-unknown')
  }
  if (rest.length === 0) return yield left('own-act')
  const id = idOf(meeting)
  if (!meeting.instead) yield* invitations(meeting, id, self, rest, start)
  if (self.answer === 'declined') return yield left('cancelled')
  if (self.answer !== 'accepted') return
  const { dates, isCut } = datesIn(meeting, until, others, zones)
  const came = rest.filter(({ answer }) => answer === 'accepted')
  for (const date of dates)
    for (const person of came) {
      const which =
        meeting.instead?.clock ?? (meeting.rule || meeting.more.length > 0 ? date.clock : undefined)
      yield act(
        'meet',
        self.isOrganizer,
        date.when,
        person,
        `${id}${which === undefined ? '' : ` ${new Date(which).toISOString()}`} meet`,
      )
    }
  if (isCut) yield left('too-large', `> ${DATES}`)
}

/** Only what is over happened. An event that stands in for a date of a series is that one date. */
function datesIn(meeting: Meeting, until: number, others: Survey['others'], zones: Zones) {
  const over = until - meeting.lasts
  const alone = meeting.instead ? { ...meeting, rule: undefined, more: [] } : meeting
  const away = meeting.instead ? undefined : others.get(meeting.uid)
  return datesOf(alone, over, away ?? new Set<number>(), zones)
}

/** When it was written into the calendar is when it was sent; where that is not said, the start. */
function* invitations(
  meeting: Meeting,
  id: string,
  self: Person,
  rest: Person[],
  start: Moment,
): Generator<Row> {
  const when = meeting.created ?? start.when
  const organizer = rest.find(({ isOrganizer }) => isOrganizer)
  const asked = self.isOrganizer ? rest : organizer ? [organizer] : []
  for (const person of asked) yield act('invite', self.isOrganizer, when, person, `${id} invite`)
}

function act(kind: ActEntry['act'], isOwn: boolean, when: When, person: Person, key: string): Row {
  const direction = isOwn ? 'by' : 'toward'
  const externalKey = `${key} ${person.address}`
  return {
    ok: true,
    entry: { kind: 'act', act: kind, direction, when, account: accountOf(person), externalKey },
  }
}

function* strangers(people: readonly Person[], told: Recent<string, true>): Generator<Row> {
  for (const person of people) {
    if (told.get(person.address)) continue
    told.set(person.address, true)
    yield { ok: true, entry: { kind: 'account', account: accountOf(person) } }
  }
}

function accountOf({ address, name }: { address: string; name: string }): AccountRef {
  const sameAs = [{ kind: 'mail', value: address, firm: true }] as const
  return { network: 'mail', key: address, ...(name && { name }), sameAs }
}

function idOf({ uid, start, guests }: Meeting): string {
  if (uid && uid.length <= 200) return uid
  const said = uid || [start?.clock, ...guests.map(({ address }) => address).sort()].join('\n')
  return `h:${hash('sha256', said, 'hex').slice(0, 32)}`
}
