import type { AccountRef } from '../contract.ts'
import { webUrl } from './links.ts'

const idShape = /^[a-z][\w-]{1,30}[a-z0-9]$/i
/** First parts of a path on Hatena that are nobody's. */
const notIds = new Set('entry hotentry entrylist search site keyword guide help my config images'.split(' '))

/** A Hatena account by its id; undefined for what cannot be one. */
export function hatenaRef(text: string | undefined): AccountRef | undefined {
  const id = text?.trim().replace(/^id:/i, '')
  if (!id || !idShape.test(id)) return undefined
  const key = id.toLowerCase()
  return {
    network: 'hatena',
    key,
    handle: id,
    url: `https://profile.hatena.ne.jp/${id}/`,
    sameAs: [
      { kind: 'url', value: `profile.hatena.ne.jp/${key}`, firm: false },
      { kind: 'url', value: `b.hatena.ne.jp/${key}`, firm: false },
    ],
  }
}

/** Whose place on Hatena an address is (`profile.hatena.ne.jp/name/`, `b.hatena.ne.jp/name/20260901#…`). */
export function hatenaRefOfUrl(text: string | undefined): AccountRef | undefined {
  const url = webUrl(text)
  if (!url || !/^(?:(?:www|profile|b|d|blog|f)\.)?hatena\.ne\.jp$/.test(url.hostname)) return undefined
  const id = /^\/([^/]+)/.exec(url.pathname)?.[1]
  return id && !notIds.has(id.toLowerCase()) ? hatenaRef(id) : undefined
}
