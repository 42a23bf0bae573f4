import type { Row } from '../contract.ts'
import { Recent } from '../files/recent.ts'

const REMEMBERED = 50_000

/**
 * One page that mentions one work by several of its addresses (http and https, a domain of before, two pages that one
 * post links to) is kept by webmention.io once for each of them. It is one act: the first one stands, and of the others
 * only who it was is told again.
 */
export class Once {
  private readonly seen = new Recent<string, string>(REMEMBERED)

  rowOf(row: Row, source: string | undefined): Row {
    if (!row.ok || row.entry.kind !== 'act' || source === undefined) return row
    const { act, account, work, externalKey } = row.entry
    if (!work) return row
    const said = [source, act, account.network, account.key, work.network, work.key].join('\n')
    const first = this.seen.get(said)
    if (first === undefined) this.seen.set(said, externalKey)
    return first === undefined || first === externalKey
      ? row
      : { ok: true, entry: { kind: 'account', account } }
  }
}
