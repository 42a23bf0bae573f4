import type { ActKind } from '#ledger/kinds.ts'
import type { When } from '#ledger/when.ts'
import type { AccountRef, Entry, Row, WorkRef } from '../contract.ts'
import { plainText } from '../files/html-text.ts'
import { reject } from '../files/rows.ts'
import { cut, oneLine } from '../files/text.ts'
import type { Notes } from './notes.ts'
import type { Owner } from './owner.ts'
import { accountOf, type Named, type People } from './people.ts'
import type { Tweet } from './tweet.ts'
import { xWhen } from './when.ts'

const TITLE = 80

export type Reading = { owner: Owner; people: People; notes: Notes }

/** What one post says: a work, and acts by the owner toward those it answers, names and passes on. */
export function rowsOfTweet(tweet: Tweet, where: string, isOpen: boolean, reading: Reading): Row[] {
  const { owner, people, notes } = reading
  const place = `${where} (${tweet.id})`
  const when = xWhen(tweet.writtenAt)
  if (!when) return [reject(place, tweet.writtenAt === '' ? 'no-date' : 'bad-date')]
  if (tweet.isReplaced) return [reject(place, 'draft')]
  const isMe = (each: Named) =>
    (each.id !== undefined && each.id === owner.id) || each.handle?.toLowerCase() === owner.handle
  for (const each of [tweet.answers, tweet.passesOn, ...tweet.mentions])
    if (each && !isMe(each)) people.learn(each, when.at)

  // Holds whatever the owner is called, now or later.
  const url = `https://x.com/i/web/status/${tweet.id}`
  if (tweet.passesOn) {
    const author = accountOf(tweet.passesOn)
    if (isMe(tweet.passesOn)) return [reject(place, 'own-act')]
    return author ? [act('share', author, tweet.id)] : [reject(place, 'no-author')]
  }
  const note = notes.of(tweet.text, when.at)
  const words = isOpen && !owner.wasProtectedAt(when.at) ? plainText(note?.text ?? tweet.text) : ''
  const work: WorkRef = { network: 'x', key: tweet.id, url, publishedAt: when }
  const title = titleOf(words)
  const rows: Row[] = [kept({ kind: 'work', work: title ? { ...work, title } : work })]

  const answered = tweet.answers && !isMe(tweet.answers) ? accountOf(tweet.answers) : undefined
  if (answered) rows.push(act('reply', answered, tweet.id))
  if (tweet.isReply && !tweet.answers) rows.push(reject(place, 'no-author', 'in_reply_to_status_id'))
  const told = new Set([answered?.key])
  for (const each of [...tweet.mentions, ...(note?.mentions ?? [])]) {
    const account = isMe(each) ? undefined : accountOf(each)
    if (!account || told.has(account.key)) continue
    told.add(account.key)
    rows.push(act('mention', account, `${tweet.id}#mention=${account.key}`))
  }
  return rows

  function act(kind: ActKind, account: AccountRef, externalKey: string): Row {
    const text = kind === 'share' || !words ? undefined : words
    return kept({
      kind: 'act',
      act: kind,
      direction: 'by',
      when: when as When,
      account,
      externalKey,
      url,
      ...(text && { text }),
    })
  }
}

function titleOf(text: string): string | undefined {
  const line = oneLine(text, TITLE * 4)
  return (line.length > TITLE ? `${cut(line, TITLE - 1).trimEnd()}…` : line) || undefined
}

const kept = (entry: Entry): Row => ({ ok: true, entry })
