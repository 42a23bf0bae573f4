/*
 * The CSV files of a Mastodon account (Preferences → Import and export → Data export):
 *
 *   following_accounts.csv   Account address,Show boosts,Notify on new posts,Languages
 *                            yui_sato@mstdn.example,true,false,
 *   followers.csv            Account address                         (newer servers)
 *   lists.csv                工房の仲間,riku_k@social.example          (no header)
 *   bookmarks.csv            https://social.example/users/riku_k/statuses/1   (no header)
 *   muted_accounts.csv, blocked_accounts.csv                         left where they are
 *
 * No times, and addresses instead of actors: where an account lives is taken to be `https://host/users/name`, which is
 * true of Mastodon itself and not of every server.
 */
import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { csvReject, csvRuns } from '../files/csv.ts'
import { headText } from '../files/head.ts'
import { webUrl } from '../files/links.ts'
import { fediverseRef } from '../files/profiles.ts'
import { reject, rowAt } from '../files/rows.ts'
import { decoded, oneLine } from '../files/text.ts'
import type { ListKind } from './kind.ts'
import { isHeader, kindOf } from './kind.ts'

const LOOKS = 40

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async *read(source) {
    for (const { file, kind } of await filesOf(source)) yield* fileRows(file, kind, source)
  },
}

async function filesOf(source: Source): Promise<{ file: SourceFile; kind: ListKind }[]> {
  const found = []
  const candidates = source.files.filter(file => source.files.length === 1 || /\.csv$/i.test(file.path))
  for (const file of candidates.slice(0, LOOKS)) {
    const kind = kindOf(file.path, await headText(file, 8 * 1024))
    if (kind) found.push({ file, kind })
  }
  return found
}

async function* fileRows(file: SourceFile, kind: ListKind, source: Source): AsyncIterable<Row> {
  try {
    for await (const run of csvRuns(decoded(file.open()))) {
      for (const item of run) {
        const broken = csvReject(item, file.path)
        if (broken) yield broken
        else if ('cells' in item && !(item.line === 1 && isHeader(item.cells))) {
          const where = `${file.path} line ${item.line}`
          yield rowAt(where, () => rowOf(item.cells, kind, where, source))
        }
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    yield reject(file.path, 'truncated')
  }
}

function rowOf(cells: readonly string[], kind: ListKind, where: string, source: Source): Row {
  if (cells.every(cell => cell.trim() === '')) return reject(where, 'empty')
  if (kind === 'private') return reject(where, 'private')
  if (kind === 'bookmarks') return reject(where, webUrl(cells[0]) ? 'no-date' : 'unreadable')
  const account = accountOf(cells[kind === 'lists' ? 1 : 0])
  if (!account) return reject(where, 'no-key')
  const { own, madeAt } = source
  if (own?.accounts.some(({ network, key }) => network === 'fediverse' && key === account.key))
    return reject(where, 'own-act')
  const extra = kind === 'lists' ? { list: oneLine(cells[0] ?? '') } : { [kind]: 'yes' }
  const asOf = madeAt === undefined ? undefined : ({ at: madeAt, precision: 'day', zoneKnown: true } as const)
  return { ok: true, entry: { kind: 'account', account: { ...account, extra }, asOf } }
}

/** An account by its address. The usual pages of such an address are told as likely, not as certain. */
function accountOf(address: string | undefined): AccountRef | undefined {
  const found = /^\s*@?([\w.-]{1,100})@([\w-]+(?:\.[\w-]+)+)\s*$/.exec(address ?? '')
  if (!found) return undefined
  const name = found[1]!.toLowerCase()
  const host = found[2]!.toLowerCase()
  const account = fediverseRef(`https://${host}/@${name}`)
  const pages = [`${host}/@${name}`, `${host}/users/${name}`]
  return account && { ...account, sameAs: pages.map(value => ({ kind: 'url', value, firm: false })) }
}
