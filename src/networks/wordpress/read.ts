/*
 * WordPress → Tools → Export → All content: RSS 2.0 with WordPress' own elements (WXR 1.0 to 1.2), also inside the
 * zip that WordPress.com sends:
 *
 *   <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" …><channel>
 *     <link>https://hanako.example</link><wp:wxr_version>1.2</wp:wxr_version>
 *     <wp:author><wp:author_id>1</wp:author_id><wp:author_email>hanako@hanako.example</wp:author_email>…</wp:author>
 *     <item><title>…</title><link>https://hanako.example/open-studio/</link><wp:status>publish</wp:status>…
 *       <wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author>佐藤 結衣</wp:comment_author>…</wp:comment>
 *     </item></channel></rss>
 *
 * The ActivityPub plugin keeps likes and reposts as comments (`comment_type` like, repost; meta `protocol`).
 */
import type { When } from '#ledger/when.ts'
import type {
  AccountRef,
  ActEntry,
  Reader,
  RejectCode,
  Row,
  Source,
  SourceFile,
  WorkRef,
} from '../contract.ts'
import { headText } from '../files/head.ts'
import { htmlText } from '../files/html-text.ts'
import { hostOf, linkKey, pageKey, profileKey, safeLink } from '../files/links.ts'
import { whenOfMail } from '../files/mail-when.ts'
import { reject, rowAt, rowsAt } from '../files/rows.ts'
import type { Comment, Item, Site, Texts } from '../files/wxr.ts'
import { isNoteWxr, isWxr, wxrOf } from '../files/wxr.ts'
import { whenOfSql } from '../files/wxr-when.ts'
import { actOf, authorOf, isByAuthor, mailOf, nameOf } from './comment.ts'

/** What WordPress keeps beside what people read: menus, media, styles, versions. */
const notWorks =
  /^(?:attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_.*|acf-.*|shop_order.*|scheduled-action|jp_.*|feedback|mailpoet_page|ap_.*)$/
const LOOKS = 40

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async *read(source) {
    const told = new Set<string>()
    for (const file of await filesOf(source)) yield* fileRows(file, told)
  },
}

async function filesOf(source: Source): Promise<SourceFile[]> {
  const found = []
  const candidates = source.files.filter(file => source.files.length === 1 || /\.xml$/i.test(file.path))
  for (const file of candidates.slice(0, LOOKS)) {
    const head = await headText(file)
    if (isWxr(head) && !isNoteWxr(head)) found.push(file)
  }
  return found
}

async function* fileRows(file: SourceFile, told: Set<string>): AsyncIterable<Row> {
  let post = new Post()
  for await (const found of wxrOf(file.open())) {
    if (found.kind === 'bad') {
      yield reject(`${file.path}${found.item ? ` item ${found.item.number}` : ''}`, found.why)
      continue
    }
    const self = selfRow(found.site, told)
    if (self) yield self
    if (found.kind === 'end') continue
    const where = `${file.path} item ${found.item.number}`
    if (found.kind === 'item') {
      post = new Post()
      const next = post
      yield rowAt(where, () => itemRow(found.item, where, next))
    } else if (found.kind === 'comment') {
      const id = found.comment.texts.get('comment_id')
      const place = `${where} comment ${id?.slice(0, 20) ?? '?'}`
      yield* rowsAt(place, () => {
        const row = commentRow(found.site, found.comment, post, place)
        return row ? [row] : []
      })
    } else {
      for (const { comment, where: place } of post.waiting)
        yield rowAt(place, () => ownRow(found.site, comment, post, place))
    }
  }
}

/** What is known of an item while its comments are read. */
class Post {
  work: WorkRef | undefined
  link: string | undefined
  /** Who wrote which comment; the owner's own are `own`. */
  readonly authors = new Map<string, AccountRef | 'own'>()
  /** The owner's answers to comments that come later in the file. */
  readonly waiting: { comment: Comment; where: string }[] = []
}

function selfRow(site: Site, told: Set<string>): Row | undefined {
  const link = siteLink(site)
  const key = profileKey(link)
  if (!key || told.has(key)) return undefined
  told.add(key)
  const author = site.authors.length === 1 ? site.authors[0] : undefined
  const mail = mailOf(author?.get('author_email'))
  const account: AccountRef = {
    network: 'web',
    key,
    name: nameOf(author?.get('author_display_name')) ?? nameOf(site.texts.get('title')),
    url: safeLink(link),
    sameAs: mail ? [{ kind: 'mail', value: mail, firm: true }] : undefined,
  }
  return { ok: true, entry: { kind: 'self', account } }
}

function siteLink(site: Site): string | undefined {
  return [site.texts.get('link'), site.texts.get('base_blog_url')].find(each => linkKey(each) !== undefined)
}

function itemRow({ texts }: Item, where: string, post: Post): Row {
  const type = texts.get('post_type') ?? 'post'
  const status = texts.get('status') ?? 'publish'
  const link = texts.get('link') || texts.get('guid')
  post.link = safeLink(link)
  const key = pageKey(link)
  const isWork = !notWorks.test(type)
  // Comments on a picture's own page belong to a page that everybody sees, though it is no work.
  if (key && (status === 'publish' || status === 'inherit')) {
    post.work = {
      network: 'web',
      key,
      url: post.link,
      title: titleOf(texts),
      publishedAt: publishedAt(texts),
    }
  }
  if (!isWork) return reject(where, 'unsupported', type.slice(0, 40))
  if (status !== 'publish') return reject(where, 'draft', status.slice(0, 40))
  return post.work ? { ok: true, entry: { kind: 'work', work: post.work } } : reject(where, 'no-key')
}

function titleOf(texts: Texts): string | undefined {
  return htmlText(texts.get('title') ?? '', 200).replace(/\s+/g, ' ') || undefined
}

function publishedAt(texts: Texts): When | undefined {
  return (
    whenOfSql(texts.get('post_date_gmt'), true) ??
    whenOfMail(texts.get('pubDate')) ??
    whenOfSql(texts.get('post_date'), false)
  )
}

function commentRow(site: Site, comment: Comment, post: Post, where: string): Row | undefined {
  const { texts } = comment
  const id = texts.get('comment_id')
  const isOwn = isByAuthor(site, comment)
  const account = isOwn ? undefined : authorOf(comment)
  if (id && (isOwn || account)) post.authors.set(id, account ?? 'own')
  const refused = notShown(texts.get('comment_approved'))
  if (refused) return reject(where, refused)
  if (isOwn) {
    const parent = texts.get('comment_parent')
    if (!parent || parent === '0') return reject(where, 'own-act')
    if (post.authors.has(parent)) return ownRow(site, comment, post, where)
    post.waiting.push({ comment, where })
    return undefined
  }
  const act = actOf(comment)
  if (!act) return reject(where, 'unsupported', texts.get('comment_type')?.slice(0, 40))
  if (!account) return reject(where, 'no-author')
  const host = hostOf(siteLink(site))
  const isPing = act === 'mention' && host !== undefined && hostOf(texts.get('comment_author_url')) === host
  if (isPing) return reject(where, 'own-act')
  return actRow(site, comment, post, where, { act, direction: 'toward', account })
}

/** The owner's comment is an answer to whoever wrote the comment above it. */
function ownRow(site: Site, comment: Comment, post: Post, where: string): Row {
  const account = post.authors.get(comment.texts.get('comment_parent') ?? '')
  if (account === undefined) return reject(where, 'no-author', 'comment_parent')
  if (account === 'own') return reject(where, 'own-act')
  return actRow(site, comment, post, where, { act: 'reply', direction: 'by', account })
}

function actRow(
  site: Site,
  { texts, meta }: Comment,
  post: Post,
  where: string,
  what: Pick<ActEntry, 'act' | 'direction' | 'account'>,
): Row {
  const id = texts.get('comment_id')
  const home = linkKey(siteLink(site)) ?? hostOf(post.link)
  if (!id || id.length > 40 || !home) return reject(where, 'no-key')
  const gmt = texts.get('comment_date_gmt')
  const local = texts.get('comment_date')
  const when = whenOfSql(gmt, true) ?? whenOfSql(local, false)
  if (!when) return reject(where, gmt || local ? 'bad-date' : 'no-date')
  const speaks = what.act !== 'like' && what.act !== 'share' && what.act !== 'follow'
  const entry: ActEntry = {
    kind: 'act',
    ...what,
    when,
    work: post.work,
    externalKey: `wp:${home}:comment:${id}`,
    text: (speaks && htmlText(texts.get('comment_content') ?? '')) || undefined,
    url:
      safeLink(meta.get('source_url') || meta.get('source_id')) ??
      (post.link && `${post.link}#comment-${id}`),
  }
  return { ok: true, entry }
}

function notShown(approved: string | undefined): RejectCode | undefined {
  const state = (approved ?? '1').toLowerCase()
  if (state === '1' || state === 'approve' || state === 'approved') return undefined
  return state === '0' || state === 'hold' ? 'not-approved' : 'spam'
}
