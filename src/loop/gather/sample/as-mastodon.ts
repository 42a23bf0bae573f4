import { actorOf, escaped, htmlOf, ownActor, ownProfile, profileOf, replyId } from './accounts.ts'
import { owner } from './cast.ts'
import { idOf, type Post } from './posts.ts'
import { type Random, randomOf } from './random.ts'
import type { Happening, Person, Story } from './story.ts'
import { type ZipEntry, zipOf } from './zip.ts'

/** The archive 縁 花子 would ask her Mastodon server for: what she wrote and passed on, never what others did. */
export function mastodonZip(story: Story): Uint8Array {
  const random = randomOf(story.seed, 'mastodon')
  const replies = story.happenings.filter(({ place, deed }) => place === 'toot' && deed === 'comment')
  const activities = [
    ...story.posts.filter(post => post.tootId).map(announcement),
    ...replies.filter(({ answer }) => answer).map(reply => answerTo(reply, random)),
    ...boosts(replies, random),
    ...introductions(story, random),
    ...keptClose(story, random),
  ]
    .filter(({ at }) => at < story.now)
    .sort((a, b) => a.at - b.at)
  const liked = replies.slice(-12).map(statusUri)
  return zipOf(
    [
      json('actor.json', actor(story.posts[0]!.at)),
      json(
        'outbox.json',
        collection(
          'outbox.json',
          activities.map(({ activity }) => activity),
        ),
      ),
      json('likes.json', collection('likes.json', liked)),
      json(
        'bookmarks.json',
        collection(
          'bookmarks.json',
          liked.filter((_, i) => i % 4 === 0),
        ),
      ),
    ],
    story.now,
  )
}

const json = (path: string, value: unknown): ZipEntry => ({ path, text: JSON.stringify(value) })
const seconds = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
const everybody = 'https://www.w3.org/ns/activitystreams#Public'
const followers = `${ownActor}/followers`

type Dated = { at: number; activity: unknown }
type Audience = { to: string[]; cc: string[] }
type Mention = { type: 'Mention'; href: string; name: string }

const openly: Audience = { to: [everybody], cc: [followers] }

function collection(id: string, orderedItems: readonly unknown[]) {
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id,
    type: 'OrderedCollection',
    totalItems: orderedItems.length,
    orderedItems,
  }
}

function actor(since: number) {
  return {
    '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
    id: ownActor,
    type: 'Person',
    following: `${ownActor}/following`,
    followers,
    inbox: `${ownActor}/inbox`,
    outbox: 'outbox.json',
    preferredUsername: owner.fediverse.user,
    name: `${owner.familyName} ${owner.givenName}`,
    summary: '<p>製本と書きもの。金沢の小さな工房から。Bookbinder and writer.</p>',
    url: ownProfile,
    manuallyApprovesFollowers: false,
    published: `${new Date(since).toISOString().slice(0, 10)}T00:00:00Z`,
    attachment: [
      { type: 'PropertyValue', name: 'Blog', value: `<a href="${owner.site}" rel="me">${owner.site}</a>` },
    ],
    tag: [],
    likes: 'likes.json',
    bookmarks: 'bookmarks.json',
  }
}

function create(
  id: string,
  at: number,
  content: string,
  audience: Audience,
  tag: readonly unknown[] = [],
  inReplyTo: string | null = null,
): Dated {
  const uri = `${ownActor}/statuses/${id}`
  const object = {
    id: uri,
    type: 'Note',
    summary: null,
    inReplyTo,
    published: seconds(at),
    url: `${ownProfile}/${id}`,
    attributedTo: ownActor,
    ...audience,
    sensitive: false,
    atomUri: uri,
    inReplyToAtomUri: inReplyTo,
    content,
    attachment: [],
    tag,
  }
  return {
    at,
    activity: {
      id: `${uri}/activity`,
      type: 'Create',
      actor: ownActor,
      published: seconds(at),
      ...audience,
      object,
    },
  }
}

function announcement(post: Post): Dated {
  const tag = {
    type: 'Hashtag',
    href: `https://${owner.fediverse.server}/tags/${encodeURIComponent(post.topic.tag)}`,
    name: `#${post.topic.tag}`,
  }
  const link = `<a href="${escaped(post.url)}" rel="nofollow noopener">${escaped(post.url)}</a>`
  const content = `<p>${escaped(post.title)}</p><p>${escaped(post.paragraphs[0]!)}</p><p>${link} <a href="${tag.href}" class="mention hashtag" rel="tag">#<span>${post.topic.tag}</span></a></p>`
  return create(post.tootId!, post.at + 90_000, content, openly, [tag])
}

function mentionOf(person: Person): Mention {
  const { server, user } = person.fediverse!
  return { type: 'Mention', href: actorOf({ server, user }), name: `@${user}@${server}` }
}

function mentionHtml(person: Person): string {
  const { server, user } = person.fediverse!
  return `<span class="h-card"><a href="${profileOf({ server, user })}" class="u-url mention">@<span>${user}</span></a></span>`
}

function statusUri(reply: Happening): string {
  return `${actorOf(reply.person.fediverse!)}/statuses/${replyId(reply, 'fediverse')}`
}

function answerTo(reply: Happening, random: Random): Dated {
  const { at, text } = reply.answer!
  const content = htmlOf(text).replace('<p>', () => `<p>${mentionHtml(reply.person)} `)
  const audience = { to: [everybody], cc: [followers, actorOf(reply.person.fediverse!)] }
  return create(idOf(at, 16, random), at, content, audience, [mentionOf(reply.person)], statusUri(reply))
}

/** She passes on what her people write. */
function boosts(replies: readonly Happening[], random: Random): Dated[] {
  return replies
    .filter(() => random.chance(0.13))
    .map(reply => {
      const at = reply.at + 1_800_000 + random.int(40_000_000)
      const id = `${ownActor}/statuses/${idOf(at, 16, random)}/activity`
      const audience = { to: [everybody], cc: [actorOf(reply.person.fediverse!), followers] }
      return {
        at,
        activity: {
          id,
          type: 'Announce',
          actor: ownActor,
          published: seconds(at),
          ...audience,
          object: statusUri(reply),
        },
      }
    })
}

/** She brings two people together in public. */
function introductions(story: Story, random: Random): Dated[] {
  const here = [
    ...new Set(story.happenings.filter(({ place }) => place === 'toot').map(({ person }) => person)),
  ]
  const regular = here.filter(person => story.happenings.filter(one => one.person === person).length > 4)
  return Array.from({ length: 24 }, (_, i) => {
    const [one, other] = random.shuffled(regular) as [Person, Person]
    const at = story.now - Math.floor((i + 0.3 + 0.5 * random.next()) * 30 * 86_400_000)
    const words = random.pick(one.language === 'ja' || other.language === 'ja' ? bringingJa : bringingEn)
    const content = `<p>${mentionHtml(one)} ${mentionHtml(other)} ${escaped(words)}</p>`
    const audience = { to: [everybody], cc: [followers, actorOf(one.fediverse!), actorOf(other.fediverse!)] }
    return create(idOf(at, 16, random), at, content, audience, [mentionOf(one), mentionOf(other)])
  })
}

const bringingJa = [
  'お二人とも、きっと話が合うと思います。',
  '先日の糸の話、お二人につなぎますね。',
  '読書会の件、こちらのお二人がご一緒できそうです。',
  '同じ紙が好きなお二人へ。',
]
const bringingEn = [
  'I think you two should know each other.',
  'You both asked about the same paper.',
  'Two people who mend things: hello!',
]

/** Posts for followers only and a few direct ones: real archives have them, and Enishi keeps their words out. */
function keptClose(story: Story, random: Random): Dated[] {
  const yui = story.people.find(({ role }) => role === 'the loyal one')!
  const direct: Audience = { to: [actorOf(yui.fediverse!)], cc: [] }
  return Array.from({ length: 10 }, (_, i) => {
    const at = story.now - Math.floor((i * 70 + 9 + random.next() * 20) * 86_400_000)
    const id = idOf(at, 16, random)
    return i % 2
      ? create(id, at, '<p>今週は少し休みます。</p>', { to: [followers], cc: [] })
      : create(
          id,
          at,
          `<p>${mentionHtml(yui)} ${random.pick(['来週の件、承知しました。', '鍵は植木鉢の下です。', '本、受け取りました。'])}</p>`,
          direct,
          [mentionOf(yui)],
        )
  })
}
