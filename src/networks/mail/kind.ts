import type { Fields } from './fields.ts'

/** `person`: one wrote it to others. `list`: through a mailing list. `program`: bulk mail, robots, answering machines. */
export type MailKind = 'person' | 'list' | 'program'

/** Local parts that nobody reads behind. `info@` and `contact@` are left: in small firms a person answers there. */
const robots =
  /^(?:no[._-]?reply|do[._-]?not[._-]?reply|nepasrepondre|mailer-daemon|postmaster|bounces?|notifications?|notify|alerts?|newsletters?|news|mailmag|magazine|auto(?:matic|mated)?|daemon|root|cron|robot)(?:[+._-].*)?$|(?:[._-]no-?reply|-noreply|-bounces?)$/

export function kindOfMail(fields: Fields, from: string): MailKind {
  const one = (name: string) => fields.get(name)?.[0]?.trim().toLowerCase()
  const precedence = one('precedence')
  if (fields.has('list-id') || fields.has('list-post') || precedence === 'list') return 'list'
  const auto = one('auto-submitted')
  if (
    fields.has('list-unsubscribe') ||
    fields.has('feedback-id') ||
    fields.has('x-autoreply') ||
    precedence === 'bulk' ||
    precedence === 'junk' ||
    (auto !== undefined && auto !== 'no') ||
    one('return-path') === '<>' ||
    isRobot(from)
  )
    return 'program'
  // Archives of lists carry neither recipients nor routes.
  const isArchive = !['to', 'cc', 'bcc', 'delivered-to', 'received', 'x-gmail-labels'].some(name =>
    fields.has(name),
  )
  return isArchive && from !== '' ? 'list' : 'person'
}

export function isRobot(address: string): boolean {
  return robots.test(address.slice(0, Math.max(0, address.indexOf('@'))))
}
