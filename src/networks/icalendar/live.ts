import { hash } from 'node:crypto'
import type { Own, Row } from '../contract.ts'
import { davOf } from '../files/dav.ts'
import { davFields } from '../files/dav-fields.ts'
import { followDav } from '../files/dav-follow.ts'
import { textIn } from '../files/fields.ts'
import { memoryFiles } from '../files/memory.ts'
import {
  type Live,
  type LiveAccount,
  type LiveField,
  type LivePage,
  LiveTrouble,
  type Wire,
} from '../live.ts'
import { troubleOfStatus } from '../live-ask.ts'
import { icalendar } from './network.ts'
import { readCalendars } from './read.ts'

const me: LiveField = {
  id: 'mail',
  kind: 'mail',
  label: { en: 'Your mail address in invitations', ja: '招待状に載るあなたのメールアドレス' },
}
const ownOf = ({ settings }: LiveAccount): Own => ({
  names: [],
  accounts: [{ network: 'mail', key: settings.mail! }],
})

/** Calendars on a server: iCloud, Fastmail, Nextcloud, Radicale and others that speak CalDAV. */
export const caldavLive: Live = {
  id: 'caldav',
  network: icalendar.id,
  title: { en: 'Calendar (CalDAV)', ja: 'カレンダー（CalDAV）' },
  fields: [...davFields, me],
  howTo: {
    en: 'Your provider’s help page has the CalDAV address (iCloud: caldav.icloud.com). Make an app password there, so that you can take it back without changing your own.',
    ja: 'CalDAV のアドレスは、お使いのサービスの案内にあります（iCloud は caldav.icloud.com）。パスワードは、あとで取り消せる「アプリ用パスワード」を作ってお使いください。',
  },
  sees: icalendar.sees,
  cannotSee: icalendar.cannotSee,
  showsSupport: () => 'never',
  everySeconds: 6 * 3600,

  async connect(wire, account) {
    const calendars = await davOf(wire, account).collections('calendar')
    if (calendars.length === 0) throw new LiveTrouble('refused', 'no calendar')
    const { server, user } = account.settings
    return { key: `${new URL(server!).host} ${user}`, name: `${user} (${new URL(server!).host})` }
  },

  // Daily as a whole: a series goes on without anything changing on the server.
  follow: (wire, account, cursor) =>
    followDav(wire, account, cursor, 'calendar', files => read(files, account, wire), true),
}

/** A calendar behind a secret address, as Google Calendar and others hand it out. */
export const icalLive: Live = {
  id: 'ical',
  network: icalendar.id,
  title: { en: 'Calendar by its address (iCal)', ja: 'カレンダーの URL（iCal）' },
  fields: [
    {
      id: 'address',
      kind: 'secret',
      label: { en: 'Secret address in iCal format', ja: '「iCal 形式の限定公開 URL」' },
    },
    me,
  ],
  howTo: {
    en: 'Google Calendar: Settings → the calendar → Integrate calendar → Secret address in iCal format. Whoever has this address can read the calendar, so it is kept like a password.',
    ja: 'Google カレンダーの「設定 → カレンダーを選ぶ → カレンダーの統合 → iCal 形式の限定公開 URL」をコピーします。この URL を知る人は予定を読めるため、パスワードと同じように保存します。',
  },
  sees: icalendar.sees,
  cannotSee: icalendar.cannotSee,
  showsSupport: () => 'never',
  everySeconds: 6 * 3600,

  async connect(wire, account) {
    const address = addressOf(account)
    const found = await fetchCalendar(wire, address)
    if (!found || !/^\s*BEGIN:VCALENDAR\s/i.test(found.text)) throw new LiveTrouble('refused', 'no calendar')
    const name = /^x-wr-calname[^:\r\n]*:(.{1,100})/im.exec(found.text)?.[1]?.trim()
    return { key: hash('sha256', address, 'hex').slice(0, 32), name: name || new URL(address).host }
  },

  async *follow(wire, account, cursor): AsyncIterable<LivePage> {
    const day = Math.floor(wire.now() / 86_400_000)
    const isToday = textIn(cursor, 'day') === String(day)
    const found = await fetchCalendar(wire, addressOf(account), isToday ? textIn(cursor, 'etag') : undefined)
    if (!found) return
    let rows: Row[] = []
    for await (const row of read([['calendar.ics', found.text]], account, wire)) {
      rows.push(row)
      if (rows.length < 2_000) continue
      yield { rows, cursor: cursor ?? null }
      rows = []
    }
    yield { rows, cursor: { day, ...(found.etag && { etag: found.etag }) } }
  },
}

function read(files: [string, string][], account: LiveAccount, wire: Wire): AsyncIterable<Row> {
  const named = files.map(([path, text]): [string, string] => [
    path.toLowerCase().endsWith('.ics') ? path : `${path}.ics`,
    text,
  ])
  return readCalendars(memoryFiles('calendar', named, { own: ownOf(account), madeAt: wire.now() }))
}

function addressOf({ secrets }: LiveAccount): string {
  const url = URL.parse((secrets.address ?? '').replace(/^webcals?:/i, 'https:'))
  if (!url || !/^https?:$/.test(url.protocol)) throw new LiveTrouble('refused', 'address')
  return url.href
}

/** The address gives the calendar of all years at once, made anew each time: Google takes a minute for a large one. */
const caps = { bytesAtMost: 64 * 1024 * 1024, secondsAtMost: 120 }

/** Undefined when it is as it was. */
async function fetchCalendar(
  wire: Wire,
  url: string,
  etag?: string,
): Promise<{ text: string; etag?: string } | undefined> {
  const headers = { accept: 'text/calendar', ...(etag && { 'if-none-match': etag }) }
  const answer = await wire.http({ url, headers, ...caps })
  const text = await answer.text()
  if (answer.status === 304) return undefined
  if (answer.status === 404 || answer.status === 410)
    throw new LiveTrouble('token-lost', `HTTP ${answer.status}`)
  if (answer.status < 200 || answer.status > 299)
    throw troubleOfStatus(answer.status, answer.headers, wire.now())
  return { text, ...(answer.headers.etag && { etag: answer.headers.etag }) }
}
