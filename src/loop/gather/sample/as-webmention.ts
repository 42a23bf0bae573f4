import { escaped, htmlOf, numberOf, ownProfile, profileOf, replyId, shownName } from './accounts.ts'
import { owner } from './cast.ts'
import { randomOf } from './random.ts'
import type { Happening, Story } from './story.ts'

const properties = {
  like: 'like-of',
  share: 'repost-of',
  comment: 'in-reply-to',
  mention: 'mention-of',
  bookmark: 'bookmark-of',
} as const
const bridged = {
  like: 'like',
  share: 'repost',
  comment: 'comment',
  mention: 'post',
  bookmark: 'post',
} as const

/** What webmention.io gives for hanako.example: sites that mention her, and what Bridgy relays from the fediverse and X. */
export function webmentionJson(story: Story): string {
  const random = randomOf(story.seed, 'webmention')
  const mentions = story.happenings.filter(
    ({ place }) => place === 'toot' || place === 'x' || place === 'own-site',
  )
  const entries = [
    ...mentions.map(mention =>
      entryOf(mention, Math.min(mention.at + 120_000 + random.int(2_400_000), story.now - 1000)),
    ),
    ...odd(story),
  ].sort((a, b) => a.received - b.received)
  const children = entries.map(({ received, entry }, i) => ({
    ...entry,
    'wm-received': seconds(received),
    'wm-id': 1_700_000 + i * 13,
    'wm-private': false,
  }))
  return `${JSON.stringify({ type: 'feed', name: 'Webmentions', children: children.reverse() }, null, 1)}\n`
}

const seconds = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
const withOffset = (at: number) => `${new Date(at).toISOString().slice(0, 19)}+00:00`

type Received = { received: number; entry: Record<string, unknown> }

function entryOf(mention: Happening, received: number): Received {
  const property = properties[mention.deed]
  const from =
    mention.place === 'own-site'
      ? fromSite(mention)
      : mention.place === 'x'
        ? fromX(mention)
        : fromToot(mention)
  return {
    received,
    entry: {
      type: 'entry',
      author: { type: 'card', name: shownName(mention.person), photo: '', url: from.author },
      url: from.url,
      // No network tells when a like was given.
      published: mention.deed === 'like' && mention.place !== 'own-site' ? null : withOffset(mention.at),
      'wm-source': from.source,
      'wm-target': mention.post.url,
      'wm-protocol': 'webmention',
      ...(mention.deed === 'mention' && { name: mention.text }),
      ...(mention.text && { content: { html: htmlOf(mention.text), text: mention.text } }),
      [property]: mention.post.url,
      'wm-property': property,
    },
  }
}

function fromToot(mention: Happening) {
  const { person, post, deed } = mention
  const account = person.fediverse!
  const id = numberOf(person, 18)
  const status = replyId(mention, 'fediverse')
  const written = deed === 'comment' || deed === 'mention'
  const on = `${ownProfile}/${post.tootId}`
  return {
    author: profileOf(account),
    url: written
      ? `${profileOf(account)}/${status}`
      : `${on}#${deed === 'like' ? 'favorited' : 'reblogged'}-by-${id}`,
    source: `https://brid.gy/${bridged[deed]}/mastodon/@${owner.fediverse.user}@${owner.fediverse.server}/${post.tootId}/${written ? status : id}`,
  }
}

function fromX(mention: Happening) {
  const { person, post, deed } = mention
  const id = numberOf(person, 10)
  const status = replyId(mention, 'x')
  const written = deed === 'comment' || deed === 'mention'
  return {
    author: `https://x.com/${person.x}`,
    url: written
      ? `https://x.com/${person.x}/status/${status}`
      : `https://x.com/${owner.x}/status/${post.xId}#${deed === 'like' ? 'favorited' : 'retweeted'}-by-${id}`,
    source: `https://brid.gy/${bridged[deed]}/twitter/${owner.x}/${post.xId}/${written ? status : id}`,
  }
}

function fromSite({ person, deed, at }: Happening) {
  const page = `${person.site}${new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')}/${deed}/`
  return { author: person.site!, url: page, source: page }
}

/** What every such file has too: a mention without an author, the owner linking to herself, a robot, and maybe herself elsewhere. */
function odd(story: Story): Received[] {
  const [first, second] = [story.posts[20]!, story.posts[60]!]
  const mention = (author: string, name: string, url: string, target: string, at: number): Received => ({
    received: at,
    entry: {
      type: 'entry',
      author: { type: 'card', name, photo: '', url: author },
      url,
      published: null,
      'wm-source': url,
      'wm-target': target,
      'wm-protocol': 'webmention',
      content: { html: escaped(target), text: target },
      'mention-of': target,
      'wm-property': 'mention-of',
    },
  })
  const robot = [12, 34, 56, 78].map(k => {
    const post = story.posts[k]!
    const url = `https://minato-antenna.example/items/${k}`
    return mention(
      'https://minato-antenna.example/',
      '港町アンテナ（RSSボット）',
      url,
      post.url,
      post.at + 200_000,
    )
  })
  const elsewhere = 'https://toots.example/@hanako_en'
  return [
    ...robot,
    mention(elsewhere, '縁 花子', `${elsewhere}/110000000000000417`, second.url, second.at + 7_200_000),
    mention('', '', 'https://atsume.example/links/417', first.url, first.at + 40 * 3_600_000),
    mention(owner.site, '縁 花子', second.url, first.url, second.at + 300_000),
  ]
}
