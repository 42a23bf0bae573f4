import type { AccountRef, ActEntry, Row } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { textIn } from '../files/fields.ts'
import { htmlText } from '../files/html-text.ts'
import { reject } from '../files/rows.ts'
import { whenOfGhost } from './posts.ts'
import type { Site } from './site.ts'

/** A member's comment is toward the owner; the owner's is an answer to whom it answers. */
export function commentRow(fields: Fields, site: Site, where: string): Row {
  const status = textIn(fields, 'status') ?? 'published'
  if (status !== 'published') return reject(where, status === 'hidden' ? 'not-approved' : 'spam')
  // Users stand at the end of the file: where it was cut, the owner's comments cannot be told from the others'.
  if (!site.isOwnerKnown) return reject(where, 'owner-unknown')
  const id = textIn(fields, 'id')
  if (!id || id.length > 100) return reject(where, 'no-key')
  const writer = site.members.get(textIn(fields, 'member_id') ?? '')
  if (!writer) return reject(where, 'no-author')
  const answered = textIn(fields, 'in_reply_to_id') ?? textIn(fields, 'parent_id')
  const whom = answered === undefined ? undefined : memberOf(answered, site)
  if (writer === 'own') {
    if (answered === undefined || whom === 'own') return reject(where, 'own-act')
    return whom
      ? actRow(fields, site, where, { act: 'reply', direction: 'by', account: whom }, id)
      : reject(where, 'no-author', 'parent_id')
  }
  const act = whom === 'own' ? 'reply' : 'comment'
  return actRow(fields, site, where, { act, direction: 'toward', account: writer }, id)
}

/** Only likes of the owner's own comments are toward the owner; those among others are nobody's concern here. */
export function likeRow(fields: Fields, site: Site, where: string): Row | undefined {
  const comment = textIn(fields, 'comment_id')
  if (!comment || !site.isOwnerKnown || memberOf(comment, site) !== 'own') return undefined
  const account = site.members.get(textIn(fields, 'member_id') ?? '')
  if (!account) return reject(where, 'no-author')
  if (account === 'own') return reject(where, 'own-act')
  return actRow(
    fields,
    site,
    where,
    { act: 'like', direction: 'toward', account },
    `${comment}:${account.key}`,
  )
}

const memberOf = (comment: string, { comments, members }: Site) => members.get(comments.get(comment) ?? '')

function actRow(
  fields: Fields,
  { posts }: Site,
  where: string,
  what: { act: ActEntry['act']; direction: ActEntry['direction']; account: AccountRef },
  id: string,
): Row {
  const date = textIn(fields, 'created_at')
  const when = whenOfGhost(date)
  if (!when) return reject(where, date ? 'bad-date' : 'no-date')
  const post = posts.get(textIn(fields, 'post_id') ?? '')
  const work = post && post.status !== 'draft' ? post.work : undefined
  const externalKey = `ghost:${what.act === 'like' ? 'like' : 'comment'}:${id}`
  const text = htmlText(textIn(fields, 'html') ?? '') || undefined
  return { ok: true, entry: { kind: 'act', ...what, when, work, externalKey, text, url: work?.url } }
}
