import { hash } from 'node:crypto'
import type { Row } from '../contract.ts'
import { plainText } from '../files/html-text.ts'
import { safeLink } from '../files/links.ts'
import { memberKey, type NameBook } from './accounts.ts'
import type { Line } from './files.ts'
import type { Owner } from './owner.ts'
import { linkedinWhen } from './when.ts'

/**
 * A reaction, comment, vote, repost or bookmark of the owner's. Most links are `…/feed/update/urn:li:activity:1` and
 * name nobody; `…/posts/<address>_<words>-activity-1-AaAa` and `…/in/<address>/recent-activity` hold the author's
 * address. Companies have such addresses too, so only those count that the archive knows as a member's.
 */
export function postRow(
  line: Line,
  act: 'like' | 'comment' | 'share' | 'bookmark',
  owner: Owner,
  book: NameBook,
): Row {
  const refuse = (why: 'no-author' | 'own-act' | 'no-date' | 'bad-date'): Row => ({
    ok: false,
    where: line.where,
    why,
  })
  const link = line.cell('link') || line.cell('saveditem')
  const key = authorKey(link)
  if (key !== undefined && key === owner.key) return refuse('own-act')
  const account = key === undefined ? undefined : book.known(key)
  if (!account) return refuse('no-author')
  const date = line.cell('date') || line.cell('createdtime') || line.cell('saved at')
  const when = linkedinWhen(date)
  if (!when) return refuse(date === '' ? 'no-date' : 'bad-date')
  const url = safeLink(link)
  const words = act === 'comment' ? plainText(line.cell('message')) : ''
  const parts = [postOf(link), when.at, line.cell('message').trim(), line.cell('optiontext')]
  const externalKey = `post:${act}:${hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32)}`
  return {
    ok: true,
    entry: {
      kind: 'act',
      act,
      direction: 'by',
      when,
      account,
      externalKey,
      ...(url && { url }),
      ...(words && { text: words }),
    },
  }
}

function authorKey(link: string): string | undefined {
  const slug = /linkedin\.com\/posts\/([^/?#_]+)_/i.exec(link)?.[1]
  return memberKey(slug ? `linkedin.com/in/${slug}` : link)
}

/** The number of the post, whatever words LinkedIn puts around it in later exports. */
const postOf = (link: string) => /(?:activity|share|ugcPost)(?::|%3A|-)(\d{10,20})/i.exec(link)?.[1] ?? link
