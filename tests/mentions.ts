import { utimes, writeFile } from 'node:fs/promises'
import { cast } from './cast.ts'

export type Told = {
  /** `wm-id`: what makes two tellings the same act. */
  no: number
  by?: { name: string; url: string }
  property?: 'like-of' | 'in-reply-to' | 'repost-of' | 'mention-of'
  at?: string
  text?: string
  /** Number of the post that is answered. */
  post?: number
}

const regulars = [cast.yui, cast.ren, cast.maya, cast.tomas, cast.sakura, cast.aoife, cast.riku]

/** Somebody for each number: the cast first, then passers-by. */
export function authorOf(no: number): { name: string; url: string } {
  const member = regulars[no % 11]
  return member
    ? { name: member.name, url: member.site }
    : { name: `通りすがり ${no % 97}`, url: `https://passer-${no % 97}.example/` }
}

/** One webmention as webmention.io gives it. */
export function mention({
  no,
  by = authorOf(no),
  property = 'like-of',
  at,
  text,
  post = no % 7,
}: Told): object {
  const target = `https://hanako.example/posts/${post}/`
  const received = at ?? new Date(Date.UTC(2026, 0, 1) + no * 1_800_000).toISOString()
  return {
    type: 'entry',
    author: { type: 'card', name: by.name, photo: '', url: by.url },
    url: `${by.url}notes/${no}`,
    published: received,
    'wm-received': received,
    'wm-id': no,
    'wm-source': `${by.url}notes/${no}`,
    'wm-target': target,
    ...(text === undefined ? {} : { content: { text } }),
    [property]: target,
    'wm-property': property,
    'wm-private': false,
  }
}

/** `count` mentions numbered from `from`. */
export const mentions = (from: number, count: number, more: Partial<Told> = {}): object[] =>
  Array.from({ length: count }, (_, i) => mention({ ...more, no: from + i }))

export const feed = (children: readonly unknown[]): string =>
  `${JSON.stringify({ type: 'feed', name: 'Webmentions', children }, null, 1)}\n`

/** Writes an export that was made at a time of its own. Returns its path. */
export async function writeFeed(path: string, children: readonly unknown[], madeAt = '2026-11-01T00:00:00Z') {
  await writeFile(path, feed(children))
  return madeOn(path, madeAt)
}

/** Sets when a file was made. Returns its path. */
export async function madeOn(path: string, madeAt: string): Promise<string> {
  await utimes(path, new Date(madeAt), new Date(madeAt))
  return path
}
