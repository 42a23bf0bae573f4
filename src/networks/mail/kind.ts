import { decodeWords } from 'postal-mime'
import type { Fields } from './fields.ts'

/**
 * `person`: one wrote it to others. `list`: through a mailing list. `program`: bulk mail, robots, answering machines.
 * `chat`: what Gmail keeps of its chats beside the mails.
 */
export type MailKind = 'person' | 'list' | 'program' | 'chat'

/** Local parts that nobody reads behind. `info@` and `contact@` are left: in small firms a person answers there. */
const robots =
  /^(?:no[._-]?reply|do[._-]?not[._-]?reply|nepasrepondre|mailer-daemon|postmaster|bounces?|notifications?|notify|alerts?|newsletters?|news|mailmag|magazine|auto(?:matic|mated)?|daemon|root|cron|robot)(?:[+._-].*)?$|(?:[._-]no-?reply|-noreply|-bounces?)$/

/** Gmail's label, where it could be told by nothing else. */
const chatLabel = /^(?:chats?|チャット|채팅|聊天|即時通訊|чаты?)$/i

/**
 * A chat of Gmail's in a Takeout, whatever its label is called in the owner's language: Hangouts and Google Chat leave a
 * line each with a sender and nothing that a mail has; Google Talk a conversation each, whose id says so.
 */
export function isChat(fields: Fields): boolean {
  const labels = fields.get('x-gmail-labels')?.[0]
  if (labels === undefined) return false
  if (/\.chat@gmail\.com>?\s*$/i.test(fields.get('message-id')?.[0] ?? '')) return true
  const isBare = !['message-id', 'date', 'received', 'to', 'cc', 'bcc', 'subject'].some(name =>
    fields.has(name),
  )
  return isBare || (!fields.has('received') && labelsIn(labels).some(label => chatLabel.test(label)))
}

export const labelsIn = (value: string): string[] =>
  decodeWords(value)
    .split(',')
    .map(label => label.replace(/^\s*"|"\s*$/g, '').trim())

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
