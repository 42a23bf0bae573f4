import { hash } from 'node:crypto'
import type { Row } from '../contract.ts'
import type { Feed, FeedItem } from '../files/feed-items.ts'
import { htmlText } from '../files/html-text.ts'
import { hostOf, linkKey, pageKey, safeLink } from '../files/links.ts'
import { accountOfProfile } from '../files/profiles.ts'
import { foldedName } from '../files/text.ts'

/** `home`: the blog's host. `names`: folded, whoever writes its posts, and the owner. */
export type Own = { home: string | undefined; names: ReadonlySet<string> }

export function rowOfComment(item: FeedItem, own: Own, blog: string | undefined): Row {
  const where = `comment ${(item.link ?? item.id ?? '?').slice(0, 300)}`
  const account = accountOfProfile(item.author)
  if (!account) return { ok: false, where, why: 'no-author' }
  if (isOwn(item.author, own)) return { ok: false, where, why: 'own-act' }
  if (!item.when) return { ok: false, where, why: 'no-date' }
  const page = pageKey(item.link)
  const externalKey =
    (blog && keyInWordPress(item, blog)) ??
    item.id ??
    item.link ??
    `h:${hash('sha256', JSON.stringify(item), 'hex').slice(0, 32)}`
  return {
    ok: true,
    entry: {
      kind: 'act',
      act: 'comment',
      direction: 'toward',
      when: item.when,
      account,
      externalKey: externalKey.slice(0, 500),
      text: htmlText(item.html ?? '') || undefined,
      url: safeLink(item.link),
      ...(page && { work: { network: 'web', key: page, url: safeLink(item.link?.split('#')[0]) } }),
    },
  }
}

/** Feeds of comments mostly give no address: then who has the name of the blog's author is the author. */
function isOwn({ name, url }: FeedItem['author'], { home, names }: Own): boolean {
  if (url !== undefined && hostOf(url) !== undefined) return home !== undefined && hostOf(url) === home
  return name !== undefined && names.has(foldedName(name))
}

const guid = /[?&](?:p|page_id|attachment_id)=\d+#comment-\d+$/

/** The address of a WordPress blog as its export gives it, when this is the feed of its comments. */
export function blogOf({ link, generator, items }: Feed): string | undefined {
  const isWordPress = /^https?:\/\/(?:www\.)?wordpress\.(?:org|com)(?:[/?]|$)/i.test(generator ?? '')
  const [told] = items.filter(({ id }) => guid.test(id ?? ''))
  if (!isWordPress && !told) return undefined
  // Comments on one post have a feed of their own, which names the post.
  if (link && !items.some(item => pageKey(item.link) === pageKey(link))) return linkKey(link)
  return linkKey(told?.id?.replace(/\?.*$/s, ''))
}

/** As the export has it, so that a comment that both tell is one act. */
function keyInWordPress({ id, link }: FeedItem, blog: string): string | undefined {
  const comment = [id, link].map(text => /#comment-(\d{1,20})$/.exec(text ?? '')?.[1]).find(Boolean)
  return comment && `wp:${blog}:comment:${comment}`
}
