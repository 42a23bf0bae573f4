import { getDomain } from 'tldts'
import type { AccountRef, WorkRef } from '../../contract.ts'
import { fediversePostKey, fediverseRef } from '../../files/profiles.ts'
import type { Content } from '../content.ts'
import type { Head } from '../head.ts'
import type { Sender, Telling } from './sender.ts'

const list = /^(?<type>favourite|reblog|follow|mention|quote)\.(?<owner>\w+)\.(?<host>[\w.-]+\.[a-z]{2,})$/

/** How the raw header of one begins: Mastodon runs on everybody's own domain. */
export const mastodonMark = '^list-id:[^\\n]*<(?:favourite|reblog|follow|mention|quote)\\.\\w+\\.'

/**
 * Mastodon names the kind of a notification in List-ID (`<favourite.hanako.tsunagari.example>`), whatever its language;
 * whose act it is stands in the subject (`yui@kami.example favorited your post`) and in the links. From Mastodon's own
 * templates (app/mailers/notification_mailer.rb, config/locales; 2019–2026). Believed of a server that signs for its own
 * domain.
 */
export function mastodonOf({ listId }: Head): Sender | undefined {
  const { owner, host } = list.exec(listId ?? '')?.groups ?? {}
  const domain = host && getDomain(host)
  if (!domain) return undefined
  const telling = (type: string, act: Telling['act'], hasWork = false): Telling => ({
    list: new RegExp(`^${type}\\.`),
    act,
    account: (_, content, head) => accountIn(head.subject, content, owner!, host),
    ...(hasWork && { work: (_, content) => workIn(content, owner!, host) }),
  })
  return {
    domains: [domain],
    tellings: [
      telling('favourite', 'like', true),
      telling('reblog', 'share', true),
      telling('quote', 'share'),
      telling('mention', 'mention'),
      telling('follow', 'follow'),
    ],
  }
}

/** Somebody of another server by `name@server` in the subject, a neighbour by the page that is not the owner's. */
function accountIn(subject: string, content: Content, owner: string, host: string): AccountRef | undefined {
  const far = /(?:^|[\s@])(\w[\w.-]*)@([\w-]+(?:\.[\w-]+)+)/.exec(subject)
  if (far) return fediverseRef(`https://${far[2]}/@${far[1]}`)
  const names = new Set<string>()
  for (const link of content.links) {
    const url = URL.parse(link)
    const name = url?.host === host && /^\/@(\w+)(?:\/|$)/.exec(url.pathname)?.[1]
    if (name && name.toLowerCase() !== owner.toLowerCase()) names.add(name)
  }
  const [name] = names
  return name && names.size === 1 ? fediverseRef(`https://${host}/@${name}`) : undefined
}

function workIn(content: Content, owner: string, host: string): WorkRef | undefined {
  for (const link of content.links) {
    const url = URL.parse(link)
    const id = url?.host === host && /^\/(?:@\w+|web\/statuses|web\/@\w+)\/(\d+)/.exec(url.pathname)?.[1]
    const key = id && fediversePostKey(`https://${host}/users/${owner}/statuses/${id}`)
    if (key) return { network: 'fediverse', key, url: `https://${host}/@${owner}/${id}` }
  }
  return undefined
}
