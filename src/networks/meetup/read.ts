import { attendeeReader } from '../attendees.ts'
import type { Reader } from '../contract.ts'
import { memberOf } from './identity.ts'
import { hasMembers, readMembers } from './members.ts'

/**
 * Meetup › Event › Manage attendees › Download attendees: a table separated by tabs whose name ends in `.xls`, dates
 * month first. It never says when the event was:
 *
 *     Name	User ID	Title	Event Host	RSVP	Guests	RSVPed on	Joined Group on	URL of Member Profile
 *     Maya Lindqvist	user 1000001		No	Yes	1	9/28/2026	3/4/2024	https://www.meetup.com/members/1000001/
 */
const attendees = attendeeReader({
  network: 'meetup',
  isHead: words =>
    words.includes('rsvp') &&
    words.includes('name') &&
    ['userid', 'urlofmemberprofile', 'rsvpedon'].some(word => words.includes(word)),
  fields: {
    user: ['User ID', 'Member ID'],
    profile: ['URL of Member Profile'],
    status: ['RSVP'],
    attendance: ['Attendance', 'Attended'],
    attendedAt: ['Checked in at', 'Attended at'],
    appliedAt: ['RSVPed on'],
  },
  // A role in the group, and words between organisers.
  notOfPerson: ['Title', 'Notes', 'Note'],
  dateOrder: 'month-first',
  identity: ({ cell, name }) => memberOf(cell('user'), cell('profile'), name),
})

/** Lists of attendees and of members, also beside each other. */
export const reader: Reader = {
  recognizes: async source => (await attendees.recognizes(source)) || hasMembers(source),
  async *read(source) {
    yield* attendees.read(source)
    yield* readMembers(source)
  },
  asks: attendees.asks!,
}
