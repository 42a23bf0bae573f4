import { birthdayOf, mailOf } from '../contact-fields.ts'
import type { AccountRef, SelfEntry } from '../contract.ts'
import { profileKey } from '../files/links.ts'
import { oneLine } from '../files/text.ts'
import { fullName } from '../names.ts'
import { memberKey, memberUrl, wordsOf } from './accounts.ts'
import { type Archive, linesOf, tablesOf } from './files.ts'

/** Enough conversations to tell who is in all of them. */
const MESSAGES = 2_000

/** `key`: undefined when no file with addresses says whose archive it is. `words`: the owner's name, to know it in old files. */
export type Owner = { key?: string; words?: string; self?: SelfEntry }

/**
 * Whose archive this is. Profile.csv has the name but no address; invitations name the owner's own address on one
 * side, and in messages the owner is the one who is in most conversations, two at least.
 */
export async function ownerOf(archive: Archive): Promise<Owner> {
  const profile = await profileOf(archive)
  const words = profile?.name ? wordsOf(profile.name) : undefined
  const key = (await fromInvitations(archive)) ?? (await fromMessages(archive, words))
  if (!key) return { words }
  const account: AccountRef = { network: 'linkedin', key, url: memberUrl(key), ...profile }
  return { key, words, self: { kind: 'self', account } }
}

async function profileOf(archive: Archive): Promise<Partial<AccountRef> | undefined> {
  for await (const line of linesOf(archive, 'profile')) {
    if (!('cell' in line)) continue
    const familyName = oneLine(line.cell('last name'))
    const givenName = oneLine(line.cell('first name'))
    const title = oneLine(line.cell('headline'))
    const birthday = birthdayOf(line.cell('birth date'))
    const links = (line.cell('websites').match(/https?:\/\/[^\s,\]]+/g) ?? []).map(profileKey)
    const sameAs = [
      ...(await mailsOf(archive)).map(value => ({ kind: 'mail' as const, value, firm: true })),
      ...links.flatMap(value => (value ? [{ kind: 'url' as const, value, firm: true }] : [])),
    ]
    return {
      name: fullName(familyName, givenName),
      familyName,
      givenName,
      ...(title && { title }),
      ...(birthday && { birthday }),
      sameAs,
    }
  }
  return undefined
}

async function mailsOf(archive: Archive): Promise<string[]> {
  const mails = new Set<string>()
  for await (const line of linesOf(archive, 'mails')) {
    const mail =
      'cell' in line && /^yes$/i.test(line.cell('confirmed')) ? mailOf(line.cell('email address')) : undefined
    if (mail) mails.add(mail)
  }
  return [...mails]
}

async function fromInvitations(archive: Archive): Promise<string | undefined> {
  const votes = new Map<string, number>()
  for await (const line of linesOf(archive, 'invitations')) {
    if (!('cell' in line)) continue
    const mine = line.cell('direction') === 'OUTGOING' ? 'inviterprofileurl' : 'inviteeprofileurl'
    const key = memberKey(line.cell(mine))
    if (key) votes.set(key, (votes.get(key) ?? 0) + 1)
  }
  return most(votes)
}

async function fromMessages(archive: Archive, words: string | undefined): Promise<string | undefined> {
  const conversations = new Map<string, Set<string>>()
  let seen = 0
  for await (const { columns, items } of tablesOf(archive, 'messages')) {
    // Without recipients only senders are seen: a faithful writer would pass for an owner who never answers.
    const votes = columns.has('recipient profile urls') || words === undefined
    for (const item of items) {
      if (!('cells' in item)) continue
      const cell = (column: string) => item.cells[columns.get(column) ?? -1] ?? ''
      const sender = memberKey(cell('sender profile url'))
      if (sender && words && wordsOf(cell('from')) === words) return sender
      for (const url of [cell('sender profile url'), ...cell('recipient profile urls').split(',')]) {
        const key = memberKey(url)
        if (!key || !votes) continue
        const within = conversations.get(key) ?? new Set()
        conversations.set(key, within.add(cell('conversation id')))
      }
    }
    if ((seen += items.length) >= MESSAGES) break
  }
  return most(
    new Map(
      [...conversations].map(([key, within]) => [key, within.size] as const).filter(([, size]) => size > 1),
    ),
  )
}

/** The one with the most votes; nobody when two have as many. */
function most(votes: ReadonlyMap<string, number>): string | undefined {
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1])
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}
