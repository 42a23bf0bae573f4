import { csvHeader } from '../files/csv.ts'

/** `private`: whom the owner mutes or blocks is looked at no further. */
export type ListKind = 'following' | 'follower' | 'lists' | 'bookmarks' | 'private'

/** Files without a header are told by the end of their path and by what is in them. */
const headerless: readonly [RegExp, ListKind, RegExp][] = [
  [/(?:^|\/)following_accounts\.csv$/i, 'following', /^"?@?[\w.-]+@[\w.-]+"?$/],
  [/(?:^|\/)followers(?:_accounts)?\.csv$/i, 'follower', /^"?@?[\w.-]+@[\w.-]+"?$/],
  [/(?:^|\/)lists\.csv$/i, 'lists', /^(?:"(?:[^"]|"")*"|[^",]*),"?@?[\w.-]+@[\w.-]+"?$/],
  [/(?:^|\/)bookmarks\.csv$/i, 'bookmarks', /^"?https?:\/\/[^",\s]+"?$/],
  [/(?:^|\/)(?:blocked|muted)_accounts\.csv$/i, 'private', /^"?@?[\w.-]+@[\w.-]+"?(?:,.*)?$/],
]

export const isHeader = (cells: readonly string[]) => /^account address$/i.test(cells[0]?.trim() ?? '')

export function kindOf(path: string, head: string): ListKind | undefined {
  const lines = head.replace(/^\ufeff/, '').split(/\r?\n/)
  // The last line may be cut by the end of the look.
  const whole = lines.length > 1 ? lines.slice(0, -1).filter(line => line !== '') : []
  const named = headerless.find(([ending]) => ending.test(path))
  if (isHeader((whole[0] ?? '').split(',').map(cell => cell.replaceAll('"', '')))) {
    const columns = csvHeader(head, ['account address'])
    if (columns?.has('hide notifications')) return 'private'
    if (columns?.has('show boosts') || columns?.has('notify on new posts')) return 'following'
    return named?.[1]
  }
  const [, kind, shape] = named ?? []
  if (!kind) return undefined
  const looked = whole.slice(0, 100)
  // A line or two may be damaged; most are as they should be.
  const good = looked.filter(line => shape!.test(line)).length
  return good > 0 && good * 2 >= looked.length ? kind : undefined
}
