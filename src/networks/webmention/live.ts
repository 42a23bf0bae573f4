import type { Row } from '../contract.ts'
import { isFields, listIn, own, textIn } from '../files/fields.ts'
import { hostOf } from '../files/links.ts'
import type { Live, LiveAccount, LivePage, Wire } from '../live.ts'
import { LiveTrouble } from '../live.ts'
import { asking } from '../live-ask.ts'
import { type Heard, heardFrom, keptOf } from './heard.ts'
import { mentionOf } from './mention.ts'
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
  showsSupport: () => 'always',
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
    const whose = new Whose(heardFrom(own(cursor, 'heard')) ?? (await heardAt(wire, account, domain)))
    const reading = { whose, once: new Once() }
    const isHeard = own(cursor, 'heard') === undefined
    for await (const { found, since, newest } of pagesOf(wire, account, domain, sinceIn(cursor))) {
      // What the walk through all pages has heard is not to be counted again.
      if (!isHeard) hearAll(whose, found)
      const rows: Row[] = found.map((item, i) => {
        const where = `mentions.jf2 since ${since} #${i + 1}`
        return isFields(item) ? rowOf(item, where, reading) : { ok: false, where, why: 'unreadable' }
      })
      yield { rows, cursor: { since: newest, heard: keptOf(whose.heard) } }
    }
  },
}

/** What all mentions there are tell of whose they are, before the first is judged. */
async function heardAt(wire: Wire, account: LiveAccount, domain: string): Promise<Heard> {
  const whose = new Whose()
  for await (const { found } of pagesOf(wire, account, domain, 0)) hearAll(whose, found)
  return whose.heard
}

function hearAll(whose: Whose, found: readonly unknown[]): void {
  for (const item of found) if (isFields(item)) whose.hear(mentionOf(item))
}

type Page = { found: readonly unknown[]; since: number; newest: number }

async function* pagesOf(wire: Wire, account: LiveAccount, domain: string, from: number): AsyncIterable<Page> {
  for (let since = from; ; ) {
    const found = await mentions(wire, account, domain, since, perPage)
    if (found.length === 0) return
    const newest = Math.max(since, ...found.map(item => idIn(textIn(item, 'wm-id'))))
    yield { found, since, newest }
    // Without a way forward the same page would come for ever.
    if (newest === since || found.length < perPage) return
    since = newest
  }
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
