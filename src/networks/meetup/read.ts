import { attendeeReader } from '../attendees.ts'
import { profileKey, safeLink } from '../files/links.ts'

/**
 * Meetup › Event › Manage attendees › Download attendees: a table separated by tabs whose name ends in `.xls`, dates
 * month first. It never says when the event was:
 *
 *     Name	User ID	Title	Event Host	RSVP	Guests	RSVPed on	Joined Group on	URL of Member Profile
 *     Maya Lindqvist	user 1000001		No	Yes	1	9/28/2026	3/4/2024	https://www.meetup.com/members/1000001/
 */
export const reader = attendeeReader({
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
  identity({ cell, name }) {
    const profile = cell('profile')
    const id = /\d{2,}/.exec(cell('user'))?.[0] ?? /\/members\/(\d+)/.exec(profile)?.[1]
    if (!id) return name ? { key: `name:${name.normalize('NFKC').toLowerCase()}` } : undefined
    const url = safeLink(profile)
    const page = profileKey(profile)
    return {
      key: id,
      ...(url && { url }),
      ...(page && { sameAs: [{ kind: 'url', value: page, firm: true }] }),
    }
  },
})
