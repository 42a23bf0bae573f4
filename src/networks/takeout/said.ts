import { whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Row } from '../contract.ts'
import { isFields, listIn, textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import { isBlank, type TableRow } from '../files/table.ts'
import type { youtubeColumns } from './parts.ts'

export type Own = { channels: Set<string>; videos: Set<string> }

/** A comment or a live chat message of the owner's, to the one whose video it is. */
export function saidRow(
  { line }: TableRow,
  at: ReturnType<typeof youtubeColumns>,
  own: Own,
  authors: ReadonlyMap<string, AccountRef>,
): Row {
  const { where, cells } = line
  if (isBlank(line)) return { ok: false, where, why: 'empty' }
  const id = cells[0]?.trim()
  if (!id) return { ok: false, where, why: 'no-key' }
  const dated = cells.map(cell => cell.trim()).find(cell => /^\d{4}-\d\d-\d\d[T ]/.test(cell))
  const when = whenOfIso(microless(dated ?? ''))
  if (!when) return { ok: false, where, why: dated ? 'bad-date' : 'no-date' }
  const video = cells[at.video]?.trim() ?? ''
  const account = authors.get(video)
  if (own.videos.has(video) || (account && own.channels.has(account.key)))
    return { ok: false, where, why: 'own-act' }
  // A reply goes to another visitor of the video, whom the file does not name.
  if (!account || cells[at.parent]?.trim()) return { ok: false, where, why: 'no-author' }
  const words = cells.find(cell => /^\s*\{\s*"(?:text|takeoutSegments)"/.test(cell))
  const text = wordsOf(words ?? '')
  return {
    ok: true,
    entry: {
      kind: 'act',
      act: 'comment',
      direction: 'by',
      when,
      account,
      externalKey: `said:${id}`,
      ...(text && { text }),
      url: `https://www.youtube.com/watch?v=${encodeURIComponent(video)}`,
    },
  }
}

/** `{"text":"…"}`, several of them joined by commas, or (to mid-2024) `{"takeoutSegments":[{"text":"…"}]}`. */
function wordsOf(cell: string): string {
  let parts: unknown
  try {
    parts = JSON.parse(`[${cell}]`)
  } catch {
    return ''
  }
  const segments = listIn({ parts }, 'parts').flatMap(part => {
    const inner = listIn(part, 'takeoutSegments')
    return inner.length > 0 ? inner : [part]
  })
  return plainText(segments.map(part => (isFields(part) ? (textIn(part, 'text') ?? '') : '')).join(''))
}

/** Some exports write moments with a space before the zone's name. */
const microless = (text: string) => text.replace(/ UTC$/, 'Z')
