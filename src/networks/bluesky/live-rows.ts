/*
 * What a PDS and its AppView answer (lexicons app.bsky.notification.listNotifications, app.bsky.feed.getAuthorFeed,
 * getLikes, getRepostedBy, getQuotes, app.bsky.graph.getFollowers) as rows. Lists of likes and reposts do not name the
 * record that made them, so a reaction is keyed by who and to what.
 */
import { type When, whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Row, WorkRef } from '../contract.ts'
import { fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import { by, reject, toward } from '../files/rows.ts'
import { cut, oneLine } from '../files/text.ts'

const day = 24 * 3600_000
const titleAtMost = 80

export function accountOf(profile: unknown): AccountRef | undefined {
  const did = textIn(profile, 'did')
  if (!did || !/^did:[a-z]+:[\w.:%-]{1,300}$/.test(did)) return undefined
  const said = textIn(profile, 'handle')?.toLowerCase()
  const handle = said && /^[a-z0-9.-]{3,253}$/.test(said) && said !== 'handle.invalid' ? said : undefined
  const name = oneLine(textIn(profile, 'displayName') ?? '')
  // A handle is a name in DNS that its holder has shown to be theirs.
  const isOwnDomain = handle !== undefined && !handle.endsWith('.bsky.social')
  return {
    network: 'bluesky',
    key: did,
    name: name || undefined,
    handle,
    url: `https://bsky.app/profile/${handle ?? did}`,
    ...(isOwnDomain && { sameAs: [{ kind: 'url', value: handle, firm: true }] }),
  }
}

/** `at://did:plc:…/app.bsky.feed.post/3kxyz` */
export function postOf(uri: string | undefined): { did: string; work: WorkRef } | undefined {
  const found = /^at:\/\/(did:[a-z]+:[\w.:%-]{1,300})\/app\.bsky\.feed\.post\/([\w.~:-]{1,512})$/.exec(
    uri ?? '',
  )
  if (!found) return undefined
  const [, did = '', rkey = ''] = found
  return { did, work: { network: 'bluesky', key: uri!, url: `https://bsky.app/profile/${did}/post/${rkey}` } }
}

/** The owner's work at this address; nobody else's. */
const ownWork = (uri: string | undefined, me: string) => {
  const post = postOf(uri)
  return post?.did === me ? post.work : undefined
}

export function rowOfNotification(note: unknown, me: string): Row {
  const uri = textIn(note, 'uri') ?? ''
  const where = `notification ${uri.slice(0, 300) || '?'}`
  const account = accountOf(own(note, 'author'))
  const record = own(note, 'record')
  const reason = textIn(note, 'reason') ?? ''
  if (!account) return reject(where, 'no-author')
  if (account.key === me) return reject(where, 'own-act')
  const when = timeOf(record, note)
  if (!when) return reject(where, 'bad-date')
  if (!uri) return reject(where, 'no-key')
  const subject = textIn(note, 'reasonSubject') ?? textIn(fieldsIn(record, 'subject'), 'uri')
  const said = () => ({
    text: plainText(textIn(record, 'text') ?? '') || undefined,
    url: postOf(uri)?.work.url,
  })
  switch (reason) {
    case 'like':
    case 'like-via-repost':
      return subject ? reaction('like', account, subject, when, me) : reject(where, 'no-key')
    case 'repost':
    case 'repost-via-repost':
      return subject ? reaction('share', account, subject, when, me) : reject(where, 'no-key')
    case 'follow':
      return toward('follow', account, when, `follow:${account.key}`)
    case 'reply': {
      const reply = fieldsIn(record, 'reply')
      const answered = ['parent', 'root'].map(name => ownWork(textIn(fieldsIn(reply, name), 'uri'), me))
      return toward('reply', account, when, uri, { ...said(), work: answered.find(Boolean) })
    }
    case 'mention':
      return toward('mention', account, when, uri, said())
    case 'quote':
      return toward('share', account, when, uri, { ...said(), work: ownWork(subject, me) })
    default:
      return reject(where, 'unsupported', reason.slice(0, 40))
  }
}

/** Of a list below one post: `like` (with its time), `share` (without: by the day after), `quote` (a post). */
export function rowOfReaction(
  kind: 'like' | 'share' | 'quote',
  item: unknown,
  work: WorkRef,
  me: string,
  now: number,
): Row {
  const account = accountOf(kind === 'share' ? item : own(item, kind === 'like' ? 'actor' : 'author'))
  const where = `${kind} of ${work.key.slice(0, 300)}`
  if (!account) return reject(where, 'no-author')
  if (account.key === me) return reject(where, 'own-act')
  if (kind === 'quote') {
    const uri = textIn(item, 'uri')
    const when = timeOf(own(item, 'record'), item)
    if (!uri || !when) return reject(where, uri ? 'bad-date' : 'no-key')
    const text = plainText(textIn(own(item, 'record'), 'text') ?? '') || undefined
    return toward('share', account, when, uri, { text, url: postOf(uri)?.work.url, work })
  }
  const posted = work.publishedAt?.at
  const byThen: When | undefined =
    posted === undefined ? undefined : { at: Math.min(posted + day, now), precision: 'day', zoneKnown: true }
  const when = kind === 'like' ? timeOf(item, item) : byThen
  return when ? reaction(kind, account, work.key, when, me) : reject(where, 'no-date')
}

/** One item of the owner's own feed: a post (a work, and whom it answers and names), or a repost of somebody's. */
export function rowsOfFeedItem(item: unknown, me: string): { rows: Row[]; work?: WorkRef } {
  const post = fieldsIn(item, 'post')
  const author = accountOf(own(post, 'author'))
  const uri = textIn(post, 'uri')
  const where = `post ${(uri ?? '?').slice(0, 300)}`
  const found = postOf(uri)
  if (!author || !found || !uri) return { rows: [reject(where, 'no-key')] }
  const reason = fieldsIn(item, 'reason')
  if (author.key !== me) {
    const at = whenOfIso(textIn(reason, 'indexedAt') ?? '')
    if (!at) return { rows: [reject(where, 'no-date')] }
    const key = textIn(reason, 'uri') ?? `repost:${uri}`
    return { rows: [by('share', author, at, key, { url: found.work.url })] }
  }
  // One's own post once more says nothing new.
  if (reason && !/reasonPin$/.test(textIn(reason, '$type') ?? '')) return { rows: [reject(where, 'own-act')] }
  const record = own(post, 'record')
  const when = timeOf(record, post)
  if (!when) return { rows: [reject(where, 'bad-date')] }
  const text = plainText(textIn(record, 'text') ?? '')
  const work: WorkRef = { ...found.work, publishedAt: when }
  const line = oneLine(text, titleAtMost * 2)
  if (line) work.title = line.length > titleAtMost ? `${cut(line, titleAtMost - 1).trimEnd()}…` : line
  const rows: Row[] = [{ ok: true, entry: { kind: 'work', work } }]
  const said = { text: text || undefined, url: work.url }
  const answered = accountOf(own(fieldsIn(fieldsIn(item, 'reply'), 'parent'), 'author'))
  const parent = postOf(textIn(fieldsIn(fieldsIn(record, 'reply'), 'parent'), 'uri'))?.did
  const whom = answered ?? (parent ? accountOf({ did: parent }) : undefined)
  if (whom && whom.key !== me) rows.push(by('reply', whom, when, uri, said))
  const embed = fieldsIn(record, 'embed')
  const shared = fieldsIn(fieldsIn(embed, 'record'), 'record') ?? fieldsIn(embed, 'record')
  const quoted = postOf(textIn(shared, 'uri'))?.did
  if (quoted && quoted !== me && quoted !== whom?.key) {
    const account = accountOf({ did: quoted })
    if (account) rows.push(by('share', account, when, `${uri}#quote`, said))
  }
  for (const did of mentionedIn(record))
    if (did !== me && did !== whom?.key && did !== quoted) {
      const account = accountOf({ did })
      if (account) rows.push(by('mention', account, when, `${uri}#mention=${did}`, said))
    }
  return { rows, work }
}

function mentionedIn(record: unknown): Set<string> {
  const dids = listIn(record, 'facets').flatMap(facet =>
    listIn(facet, 'features').flatMap(feature =>
      textIn(feature, '$type') === 'app.bsky.richtext.facet#mention' ? [textIn(feature, 'did') ?? ''] : [],
    ),
  )
  return new Set(dids)
}

/** When it was made, as its author's client says; not later than when the network saw it (clients' clocks run wild). */
function timeOf(record: unknown, seen: unknown): When | undefined {
  const made = whenOfIso(textIn(record, 'createdAt') ?? '')
  const indexed = whenOfIso(textIn(seen, 'indexedAt') ?? '')
  return made && indexed && made.at > indexed.at ? indexed : (made ?? indexed)
}

const reaction = (kind: 'like' | 'share', account: AccountRef, subject: string, when: When, me: string) =>
  toward(kind, account, when, `${kind}:${account.key}:${subject}`, { work: ownWork(subject, me) })
