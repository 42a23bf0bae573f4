import type { Row } from '../contract.ts'
import type { LiveAccount, LivePage, Wire } from '../live.ts'
import { davOf } from './dav.ts'
import { fieldsIn, own, textIn } from './fields.ts'

const thingsAtOnce = 100
/** Without a token from the server everything is read, so not with every look. */
const wholeAgainMs = 24 * 3600_000

type Cursor = { tokens: Record<string, string>; wholeAt: number }

/** Collection by collection what changed; `rowsOf` reads the things, each as a file. `wholeDaily`: all of it once a day. */
export async function* followDav(
  wire: Wire,
  account: LiveAccount,
  cursor: unknown,
  kind: 'addressbook' | 'calendar',
  rowsOf: (files: [path: string, text: string][]) => AsyncIterable<Row>,
  wholeDaily = false,
): AsyncIterable<LivePage> {
  const dav = davOf(wire, account)
  const before = cursorIn(cursor)
  const isDue = wire.now() - before.wholeAt >= wholeAgainMs
  const at: Cursor = { tokens: { ...before.tokens }, wholeAt: isDue ? wire.now() : before.wholeAt }
  const collections = await dav.collections(kind)
  for (const [i, { href, name, token }] of collections.entries()) {
    const known = wholeDaily && isDue ? '' : (before.tokens[href] ?? '')
    if (known !== '' && known === token) continue
    if (known === '' && !isDue && href in before.tokens) continue
    const changes = await dav.changes(href, known)
    for (let from = 0; from < changes.hrefs.length; from += thingsAtOnce) {
      const things = await dav.things(kind, href, changes.hrefs.slice(from, from + thingsAtOnce))
      const files = [...things].map(([link, text]): [string, string] => [`${name}/${fileOf(link)}`, text])
      const rows: Row[] = []
      for await (const row of rowsOf(files)) rows.push(row)
      // The token moves when the whole collection is in.
      const done =
        (i + (from + thingsAtOnce) / Math.max(thingsAtOnce, changes.hrefs.length)) / collections.length
      yield {
        rows,
        cursor: { tokens: { ...at.tokens }, wholeAt: before.wholeAt },
        done: Math.min(0.99, done),
      }
    }
    at.tokens[href] = changes.token ?? ''
  }
  yield { rows: [], cursor: at }
}

const fileOf = (link: string) => {
  const name = link.split('/').filter(Boolean).at(-1) ?? 'thing'
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function cursorIn(cursor: unknown): Cursor {
  const found = fieldsIn(cursor, 'tokens') ?? {}
  const tokens = Object.fromEntries(
    Object.keys(found).flatMap(href =>
      typeof own(found, href) === 'string' ? [[href, own(found, href) as string]] : [],
    ),
  )
  return { tokens, wholeAt: Number(textIn(cursor, 'wholeAt') ?? 0) }
}
