/*
 * The “Hatena no nikki data” export of Hatena Diary (closed in 2019), one XML file named after its writer:
 *
 *   <diary>
 *   <day date="2012-09-11" title="">
 *   <body>
 *   *1347289200*[工房]はじめての展示
 *   …
 *   </body>
 *   <comments><comment><username>riku_k</username><body>行きます！</body><timestamp>1347300000</timestamp></comment></comments>
 *   </day></diary>
 *
 * A day is one page, `d.hatena.ne.jp/<id>/20120911`; the file does not say whose.
 */
import { hash } from 'node:crypto'
import type { When } from '#ledger/when.ts'
import { isPlausible, whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Reader, Row, Source, SourceFile, WorkRef } from '../contract.ts'
import { hatenaRef, hatenaRefOfUrl } from '../files/hatena.ts'
import { headText } from '../files/head.ts'
import { plainText } from '../files/html-text.ts'
import { answeredSite, siteQuestions } from '../files/own-site.ts'
import { accountOfProfile } from '../files/profiles.ts'
import { reject, rowAt } from '../files/rows.ts'
import { oneLine } from '../files/text.ts'
import type { XmlRecord } from '../files/xml-records.ts'
import { textOf, xmlRecords } from '../files/xml-records.ts'

const LOOKS = 40

/** `work`: undefined where the day's date cannot be. `told`: how often the same was said here, by its hash. */
type Day = { number: number; date: string; work?: WorkRef; told: Map<string, number> }
type Diary = { site?: string; owner?: AccountRef; isOwn(account: AccountRef): boolean }

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async asks(source) {
    const [file] = await filesOf(source)
    const id = file && hatenaRef(/([^/]+)\.xml$/i.exec(file.path)?.[1])?.key
    return file ? siteQuestions(source, id ? [`d.hatena.ne.jp/${id}`] : []) : []
  },

  async *read(source) {
    const site = answeredSite(source)
    const owner = hatenaRefOfUrl(site)
    const isOwn = ({ network, key }: AccountRef) =>
      (network === 'hatena' && key === owner?.key) ||
      Boolean(source.own?.accounts.some(each => each.network === network && each.key === key))
    for (const file of await filesOf(source)) yield* fileRows(file, { site, owner, isOwn })
  },
}

async function filesOf(source: Source): Promise<SourceFile[]> {
  const found = []
  const candidates = source.files.filter(file => source.files.length === 1 || /\.xml$/i.test(file.path))
  for (const file of candidates.slice(0, LOOKS)) {
    // The first day may be the damaged one.
    if (/<diary>\s*<day[\s>/]/.test(await headText(file, 4096))) found.push(file)
  }
  return found
}

async function* fileRows(file: SourceFile, diary: Diary): AsyncIterable<Row> {
  if (diary.owner) yield { ok: true, entry: { kind: 'self', account: diary.owner } }
  let day: Day | undefined
  for await (const found of xmlRecords(file.open(), { root: 'diary', records: ['day', 'comment'] })) {
    if (found.kind === 'bad') {
      yield reject(`${file.path}${day ? ` ${day.date}` : ''}`, found.why)
      continue
    }
    const { record } = found
    const isDay = record.name === 'day'
    if (isDay && found.kind === 'begin') day = undefined
    // The body comes before the comments, so a day is whole when the first of them begins.
    if (!day && (isDay ? found.kind === 'end' : found.kind === 'begin')) {
      const parent = isDay ? record : found.parent
      if (parent) {
        day = dayOf(parent, diary)
        yield dayRow(day, `${file.path} day ${parent.number}`)
      }
    }
    if (!isDay && found.kind === 'end' && day) {
      const where = `${file.path} ${day.date} comment ${record.number}`
      const on = day
      yield rowAt(where, () => commentRow(record, on, diary, where))
    }
  }
}

function dayOf(record: XmlRecord, { site }: Diary): Day {
  const date = record.attributes.date ?? ''
  const body = textOf(record, 'body') ?? ''
  // A heading begins with a star, mostly with the second it was written in, and may have tags in brackets.
  const [, seconds, heading] =
    /^\*(?:(\d{9,10})\*|[\w-]{1,40}\*)?(?:\[[^\]\n]{0,60}\])*([^\n]{0,400})/m.exec(body) ?? []
  const publishedAt = whenOfIso(date)
  const day = { number: record.number, date: date.slice(0, 20), told: new Map() }
  if (!publishedAt) return day
  const title = oneLine(record.attributes.title || heading || '') || undefined
  const url =
    site &&
    (/^d\.hatena\.ne\.jp\//.test(site)
      ? `https://${site}/${date.replaceAll('-', '')}`
      : `https://${site}/entries/${date.replaceAll('-', '/')}`)
  const place = url ? { network: 'web', key: url.slice(8), url } : { network: 'hatena-diary', key: date }
  return { ...day, work: { ...place, title, publishedAt: whenOfEpoch(seconds) ?? publishedAt } }
}

function dayRow({ date, work }: Day, where: string): Row {
  if (!date) return reject(where, 'no-date')
  return work ? { ok: true, entry: { kind: 'work', work } } : reject(where, 'bad-date')
}

function commentRow(record: XmlRecord, day: Day, diary: Diary, where: string): Row {
  const name = textOf(record, 'username')
  const account = hatenaRef(name) ?? accountOfProfile({ name })
  if (!account) return reject(where, 'no-author')
  if (diary.isOwn(account)) return reject(where, 'own-act')
  const seconds = textOf(record, 'timestamp')
  const when = whenOfEpoch(seconds)
  if (!when) return reject(where, seconds ? 'bad-date' : 'no-date')
  const text = plainText(textOf(record, 'body') ?? '') || undefined
  return {
    ok: true,
    entry: {
      kind: 'act',
      act: 'comment',
      direction: 'toward',
      when,
      account,
      work: day.work,
      externalKey: keyOf(day, `${seconds}:${hash('sha256', `${name}\u0000${text}`, 'hex').slice(0, 24)}`),
      text,
      url: day.work?.url,
    },
  }
}

function keyOf({ date, told }: Day, same: string): string {
  const count = told.get(same) ?? 0
  told.set(same, count + 1)
  return `hd:${date}:${same}${count === 0 ? '' : `:${count}`}`
}

function whenOfEpoch(text: string | undefined): When | undefined {
  const at = text && /^\d{9,10}$/.test(text) ? Number(text) * 1000 : 0
  return isPlausible(at) ? { at, precision: 'second', zoneKnown: true } : undefined
}
