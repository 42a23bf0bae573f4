import type { AccountRef } from '../../contract.ts'
import type { Content } from '../content.ts'
import { named, onlyOne, type Sender } from './sender.ts'

/**
 * Second-hand: the subject of a like as public tools that count them quote it (2025, 2026), and its form without さん
 * that note's writers complained of when it came (2019). Of follows only the verb is quoted; it stands in the same
 * sentence.
 */
export const note: Sender = {
  domains: ['note.com', 'note.mu'],
  tellings: [
    { subject: /^(?<name>.{1,100}?)(?:さん)?にスキされました[！!]?$/, act: 'like', account },
    { subject: /^(?<name>.{1,100}?)(?:さん)?にフォローされました[！!]?$/, act: 'follow', account },
  ],
}

/** Pages of note itself that look like people's. */
const pages =
  '(?:n|m|help|info|hashtag|settings|notifications|dashboard|login|about|terms|privacy|sitesettings|mypage)'

/** By the one page of a person that the mail links to (the owner's article lies below theirs), else by name. */
function account({ name }: { name?: string }, content: Content): AccountRef | undefined {
  const user = onlyOne(
    content,
    new RegExp(`^https://note\\.com/(?!${pages}(?:[/?#]|$))(\\w{1,50})/?(?:[?#]|$)`),
  )
  if (!user) return named('note', name)
  const url = `https://note.com/${user}`
  const sameAs = [{ kind: 'url', value: `note.com/${user.toLowerCase()}`, firm: true }] as const
  return { network: 'note', key: user.toLowerCase(), name, handle: user, url, sameAs }
}
