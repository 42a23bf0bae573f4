import type { Row } from '../contract.ts'
import { isFields, listIn, textIn } from '../files/fields.ts'
import { hostOf } from '../files/links.ts'
import type { Live, LiveAccount, LivePage, Wire } from '../live.ts'
import { LiveTrouble } from '../live.ts'
import { asking } from '../live-ask.ts'
import { webmention } from './network.ts'
import { Once } from './once.ts'
import { rowOf } from './read.ts'
import { Whose } from './whose.ts'

const perPage = 100

/** `GET https://webmention.io/api/mentions.jf2?domain=…&token=…&since_id=…&per-page=…&sort-dir=up` */
export const webmentionLive: Live = {
  id: 'webmention',
  network: webmention.id,
  title: webmention.title,
  fields: [
    {
      id: 'domain',
      kind: 'text',
      label: { en: 'Your site', ja: 'あなたのサイト' },
      hint: { en: 'hanako.example', ja: 'hanako.example' },
    },
    { id: 'token', kind: 'secret', label: { en: 'API key', ja: 'API キー' } },
    {
      id: 'server',
      kind: 'address',
      label: { en: 'Server (if not webmention.io)', ja: 'サーバー（webmention.io でない場合）' },
      optional: true,
    },
  ],
  howTo: {
    en: 'Open webmention.io/settings and copy the API key that stands there. It can only read what your site received.',
    ja: 'webmention.io/settings を開き、表示されている API キーをコピーします。このキーでできるのは、サイトに届いたものを読むことだけです。',
  },
  sees: webmention.sees,
  cannotSee: webmention.cannotSee,
  everySeconds: 15 * 60,

  async connect(wire, account) {
    const domain = hostOf(account.settings.domain)
    if (!domain) throw new LiveTrouble('refused', 'domain')
    await mentions(wire, account, domain, 0, 1)
    return { key: domain, name: domain, settings: { domain } }
  },

  async *follow(wire, account, cursor): AsyncIterable<LivePage> {
    const domain = hostOf(account.settings.domain)
    if (!domain) throw new LiveTrouble('refused', 'domain')
    const reading = { whose: new Whose(), once: new Once() }
    for (let since = sinceIn(cursor); ; ) {
      const found = await mentions(wire, account, domain, since, perPage)
      if (found.length === 0) return
      const rows: Row[] = found.map((item, i) => {
        const where = `mentions.jf2 since ${since} #${i + 1}`
        return isFields(item) ? rowOf(item, where, reading) : { ok: false, where, why: 'unreadable' }
      })
      const newest = Math.max(since, ...found.map(item => idIn(textIn(item, 'wm-id'))))
      yield { rows, cursor: { since: newest } }
      // Without a way forward the same page would come for ever.
      if (newest === since || found.length < perPage) return
      since = newest
    }
  },
}

async function mentions(
  wire: Wire,
  { settings, secrets }: LiveAccount,
  domain: string,
  since: number,
  count: number,
): Promise<readonly unknown[]> {
  const url = new URL('/api/mentions.jf2', settings.server || 'https://webmention.io')
  const query = { domain, token: secrets.token ?? '', since_id: since, 'per-page': count, 'sort-dir': 'up' }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  const { body, status } = await asking(wire)({ url: url.href })
  if (!isFields(body)) throw new LiveTrouble(status === 404 ? 'refused' : 'away', `HTTP ${status}`)
  return listIn(body, 'children')
}

const sinceIn = (cursor: unknown) => idIn(textIn(cursor, 'since'))

function idIn(text: string | undefined): number {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0
}
