import type { When } from '#ledger/when.ts'
import { isPlausible, whenOfIso } from '#ledger/when.ts'
import type { Row, WorkRef } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { textIn } from '../files/fields.ts'
import { pageKey, safeLink } from '../files/links.ts'
import { oneLine } from '../files/text.ts'
import type { Site } from './site.ts'

/** `status`: published, sent (as a newsletter only), draft, scheduled. */
export type Post = { status: string; date: string | undefined; work: WorkRef | undefined }

export function postOf(fields: Fields, home: string | undefined): Post {
  const id = textIn(fields, 'id')
  const slug = textIn(fields, 'slug')
  const status = textIn(fields, 'status') ?? 'published'
  const date = textIn(fields, 'published_at')
  const publishedAt = whenOfGhost(date)
  const title = oneLine(textIn(fields, 'title') ?? '') || undefined
  const url = home && slug && status !== 'sent' ? safeLink(`https://${home}/${slug}/`) : undefined
  const page = pageKey(url)
  const place = page
    ? { network: 'web', key: page, url }
    : id && id.length < 100
      ? { network: 'ghost', key: id }
      : undefined
  return { status, date, work: place && { ...place, title, publishedAt } }
}

export function postRow(fields: Fields, { home }: Site, where: string): Row {
  const { status, date, work } = postOf(fields, home)
  if (status !== 'published' && status !== 'sent')
    return { ok: false, where, why: 'draft', detail: status.slice(0, 40) }
  if (!work) return { ok: false, where, why: 'no-key' }
  if (date && !work.publishedAt) return { ok: false, where, why: 'bad-date' }
  return { ok: true, entry: { kind: 'work', work } }
}

/** ISO or SQL in UTC; before version 1 milliseconds. */
export function whenOfGhost(text: string | undefined): When | undefined {
  if (!text) return undefined
  if (/^\d{12,13}$/.test(text)) {
    const at = Number(text)
    return isPlausible(at) ? { at, precision: 'millisecond', zoneKnown: true } : undefined
  }
  return whenOfIso(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text}Z` : text)
}
