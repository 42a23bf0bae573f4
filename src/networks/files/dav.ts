/*
 * WebDAV as address books and calendars are kept (RFC 4918, 5397, 6352, 4791, 6578), as little of it as reading needs:
 * from the owner's principal to the collections, what changed since a sync token, and the things themselves.
 */
import { type LiveAccount, LiveTrouble, type Wire } from '../live.ts'
import { troubleOfStatus } from '../live-ask.ts'
import { below, childText, type Element, firstBelow, xmlTree } from './xml-tree.ts'

export type Collection = { href: string; name: string; token: string | undefined }
export type Dav = {
  collections(kind: 'addressbook' | 'calendar'): Promise<Collection[]>
  /** Addresses that changed since `token` ('' for all), and the token from now on; gone ones are not told. */
  changes(href: string, token: string): Promise<{ hrefs: string[]; token: string | undefined }>
  /** The things behind these addresses, as text. */
  things(
    kind: 'addressbook' | 'calendar',
    href: string,
    hrefs: readonly string[],
  ): Promise<Map<string, string>>
}

const of = {
  addressbook: {
    ns: 'urn:ietf:params:xml:ns:carddav',
    home: 'addressbook-home-set',
    known: 'carddav',
    content: 'address-data',
  },
  calendar: {
    ns: 'urn:ietf:params:xml:ns:caldav',
    home: 'calendar-home-set',
    known: 'caldav',
    content: 'calendar-data',
  },
} as const

/** An address book that cannot tell what changed comes whole, pictures and all, from a server that the owner chose. */
const caps = { bytesAtMost: 32 * 1024 * 1024, secondsAtMost: 60 }
/** A server that is never done with telling what changed is left after so many. */
const turnsAtMost = 100

export function davOf(wire: Wire, { settings, secrets }: LiveAccount): Dav {
  const authorization = `Basic ${Buffer.from(`${settings.user}:${secrets.password}`).toString('base64')}`

  const ask = async (method: 'PROPFIND' | 'REPORT', url: string, depth: 0 | 1, body: string) => {
    const answer = await wire.http({
      url,
      method,
      authorization,
      headers: {
        'content-type': 'application/xml; charset=utf-8',
        depth: String(depth),
        accept: 'application/xml',
      },
      body: `<?xml version="1.0" encoding="utf-8"?>${body}`,
      ...caps,
    })
    const text = await answer.text()
    const tree = answer.status === 207 ? xmlTree(text) : undefined
    return {
      status: answer.status,
      headers: answer.headers,
      url: answer.url,
      responses: [...below(tree, 'response')],
      tree,
      text,
    }
  }
  const good = async (...asked: Parameters<typeof ask>) => {
    const answer = await ask(...asked)
    if (answer.status === 207 && answer.tree) return answer
    if (answer.status === 207) throw new LiveTrouble('away', 'unreadable answer')
    throw troubleOfStatus(answer.status, answer.headers, wire.now())
  }
  const propfind = (names: string) => `<propfind xmlns="DAV:"><prop>${names}</prop></propfind>`

  const principal = async (known: string): Promise<string> => {
    const asked = propfind('<current-user-principal/>')
    const start = settings.server!
    for (const url of [start, new URL(`/.well-known/${known}`, start).href]) {
      const answer = await ask('PROPFIND', url, 0, asked)
      if (answer.status === 401 || answer.status === 403)
        throw troubleOfStatus(answer.status, answer.headers, wire.now())
      const href = childOf(firstBelow(answer.tree, 'current-user-principal'))
      const found = href && within(href, answer.url)
      if (found) return found
    }
    return start
  }

  return {
    async collections(kind) {
      const { ns, home, known } = of[kind]
      const own = await principal(known)
      const homes = await ask('PROPFIND', own, 0, propfind(`<x:${home} xmlns:x="${ns}"/>`))
      const href = childOf(firstBelow(homes.tree, home))
      const place = (href && within(href, own)) || own
      const { responses, url } = await good(
        'PROPFIND',
        place,
        1,
        propfind('<resourcetype/><displayname/><sync-token/>'),
      )
      return responses.flatMap(response => {
        const isOne = firstBelow(firstBelow(response, 'resourcetype'), kind) !== undefined
        const link = childText(response, 'href')
        const at = link && within(link, url)
        if (!isOne || !at) return []
        const name = firstBelow(response, 'displayname')?.text.trim() || at
        return [{ href: at, name, token: firstBelow(response, 'sync-token')?.text.trim() || undefined }]
      })
    },

    async changes(href, token) {
      const hrefs = new Set<string>()
      let at = token
      for (let turn = 0; turn < turnsAtMost; turn++) {
        const asked = `<sync-collection xmlns="DAV:"><sync-token>${escaped(at)}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>`
        const answer = await ask('REPORT', href, 0, asked)
        // A token that the server has forgotten: from the beginning.
        if (answer.status !== 207 && at !== '' && [400, 403, 409, 410, 412].includes(answer.status)) {
          at = ''
          continue
        }
        // It knows no such way of asking, or answers nothing so large at once.
        if ([400, 403, 405, 409, 415, 501, 507].includes(answer.status))
          return { hrefs: await all(href), token: undefined }
        if (!answer.tree)
          throw troubleOfStatus(answer.status === 207 ? 502 : answer.status, answer.headers, wire.now())
        let isCut = false
        for (const response of answer.responses) {
          const link = childText(response, 'href')
          const found = link && within(link, href)
          const status = childText(response, 'status') ?? ''
          if (/\b507\b/.test(status)) isCut = true
          else if (found && !/\b404\b/.test(status) && found !== href) hrefs.add(found)
        }
        const next = answer.tree && [...below(answer.tree, 'sync-token')].at(-1)?.text.trim()
        if (!next || next === at || !isCut) return { hrefs: [...hrefs], token: next || undefined }
        at = next
      }
      throw new LiveTrouble('away', 'pages in a circle')
    },

    async things(kind, href, hrefs) {
      const { ns, content } = of[kind]
      const asked = `<x:${kind}-multiget xmlns:x="${ns}" xmlns="DAV:"><prop><getetag/><x:${content}/></prop>${hrefs
        .map(one => `<href>${escaped(new URL(one).pathname)}</href>`)
        .join('')}</x:${kind}-multiget>`
      const { responses } = await good('REPORT', href, 1, asked)
      return new Map(
        responses.flatMap(response => {
          const text = firstBelow(response, content)?.text
          const link = childText(response, 'href')
          return text && link ? [[link, text] as const] : []
        }),
      )
    },
  }

  async function all(href: string): Promise<string[]> {
    const { responses } = await good('PROPFIND', href, 1, propfind('<getetag/>'))
    return responses.flatMap(response => {
      const link = childText(response, 'href')
      const found = link && within(link, href)
      return found && found !== href && !found.endsWith('/') ? [found] : []
    })
  }
}

const childOf = (element: Element | undefined) => element && childText(element, 'href')

/** A server speaks of its own things only. */
function within(href: string, base: string): string | undefined {
  const url = URL.parse(href, base)
  return url && url.origin === new URL(base).origin ? url.href : undefined
}

const escaped = (text: string) => text.replace(/[<>&"]/g, char => `&#${char.charCodeAt(0)};`)
