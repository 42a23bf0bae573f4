import type ICAL from 'ical.js'
import { mailOf } from '../contact-fields.ts'
import { oneLine } from '../files/text.ts'

/** `comes`: accepted, or the organiser, who comes unless they say otherwise. `address`: undefined where none is given. */
export type Guest = {
  address?: string
  name: string
  isOrganizer: boolean
  isRoom: boolean
  answer: 'accepted' | 'declined' | 'open'
}

/** The organiser and all that were asked, each once. */
export function guestsOf(event: ICAL.Component): Guest[] {
  const guests = new Map<string, Guest>()
  for (const property of event.getAllProperties('attendee')) {
    const guest = guestOf(property, false)
    const id = guest.address ?? `name:${guest.name}`
    // A copied line, or a delegate's second one: an answer is worth more than none.
    if (!guests.has(id) || guests.get(id)!.answer === 'open') guests.set(id, guest)
  }
  const property = event.getFirstProperty('organizer')
  if (property && guests.size > 0) {
    const organizer = guestOf(property, true)
    const id = organizer.address ?? `name:${organizer.name}`
    const asked = guests.get(id)
    const answer = asked?.answer === 'declined' ? 'declined' : 'accepted'
    guests.set(id, {
      ...organizer,
      name: asked?.name || organizer.name,
      isRoom: asked?.isRoom ?? false,
      answer,
    })
  }
  return [...guests.values()]
}

/** Apple writes `invalid:nomail` or a path in place of an address and has it in EMAIL. */
function guestOf(property: ICAL.Property, isOrganizer: boolean): Guest {
  const parameter = (name: string) => oneLine([property.getFirstParameter(name) ?? ''].flat().join(' '))
  const value = String(property.getFirstValue() ?? '')
  const address =
    (/^mailto:/i.test(value) ? mailOf(value) : undefined) ?? mailOf(parameter('email')) ?? mailOf(value)
  const name = parameter('cn').replace(/^(['"])(.*)\1$/, '$2')
  return {
    ...(address && { address }),
    name: mailOf(name) ? '' : name,
    isOrganizer,
    isRoom: /^(?:room|resource)$/i.test(parameter('cutype')) || isCalendar(address ?? ''),
    answer: /^accepted$/i.test(parameter('partstat'))
      ? 'accepted'
      : /^declined$/i.test(parameter('partstat'))
        ? 'declined'
        : 'open',
  }
}

/** Addresses that Google gives to rooms and to calendars that are nobody's own. */
export const isCalendar = (address: string) =>
  /@(?:resource|group|import)\.calendar\.google\.com$|@group\.v\.calendar\.google\.com$/.test(address)
