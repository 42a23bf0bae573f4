import { type AccountId, actDigest, type OwnerId, type WorkId } from '#ledger/ids.ts'
import { actKinds, directionKept, directions } from '#ledger/kinds.ts'
import { precisions } from '#ledger/when.ts'
import type { ActEntry } from '#networks/contract.ts'
import { CopyBytes } from '#store/copy-bytes.ts'
import { clean, cleanLink } from './clean.ts'

/** The columns of an act in the order in which its row is written. */
export const actColumns = [
  'owner_id',
  'act_id',
  'account_id',
  'work_id',
  'at',
  'import_no',
  'kind',
  'direction',
  'precision',
  'zone_known',
  'network',
  'external_key',
  'text',
  'url',
] as const

const pieceBytes = 256 * 1024

/**
 * Acts as the rows that go into the database, written when they are read: what a reader hands out can be forgotten at
 * once, and thousands of acts that wait for their turn are one piece of memory. The same act is taken once.
 */
export class FlatActs {
  /** How each row begins: the number of its fields, and the owner. */
  private readonly beginning: Buffer
  private readonly importNo: number
  private readonly network: string
  private readonly rows: CopyBytes
  private readonly ids = new Set<string>()
  private readonly ends: number[] = []
  /** Beginnings of the ids, as numbers to sort by. */
  private readonly firsts: number[] = []

  /** `memory`: of acts that are written already, to be used again. */
  constructor(owner: OwnerId, importNo: number, network: string, memory = new CopyBytes()) {
    memory.length = 0
    memory.row(actColumns.length)
    memory.uuid(owner)
    this.beginning = Buffer.from(memory.bytes.subarray(0, memory.length))
    this.importNo = importNo
    this.network = network
    this.rows = memory
    memory.length = 0
  }

  /** Hands the memory on; nothing may be asked of these acts afterwards. */
  handOn(): CopyBytes {
    return this.rows
  }

  get size(): number {
    return this.ends.length
  }

  /** False when this act is here already. */
  add({ externalKey, when, act, direction, text, url }: ActEntry, account: AccountId, work: WorkId | null) {
    const id = actDigest(this.network, externalKey)
    if (this.ids.has(id)) return false
    this.ids.add(id)
    const { rows } = this
    rows.raw(this.beginning)
    rows.uuid(id)
    this.firsts.push(rows.bytes.readUInt32BE(rows.length - 16))
    rows.uuid(account)
    if (work === null) rows.null()
    else rows.uuid(work)
    rows.time(when.at)
    rows.int4(this.importNo)
    rows.int2(actKinds[act].code)
    rows.int2(directions[directionKept(act, direction)])
    rows.int2(precisions.indexOf(when.precision))
    rows.bool(when.zoneKnown)
    rows.text(this.network)
    rows.text(externalKey.slice(0, 500))
    maybe(rows, clean(text))
    maybe(rows, cleanLink(url))
    this.ends.push(rows.length)
    return true
  }

  /** The rows in the order of their ids, in which an index takes them most readily. */
  *pieces(): Generator<Buffer> {
    const { ends, firsts, rows } = this
    const places = Math.max(1, firsts.length)
    const order = Float64Array.from(firsts, (first, at) => first * places + at).sort()
    let piece = Buffer.allocUnsafeSlow(pieceBytes)
    let length = 0
    for (const place of order) {
      const at = place % places
      const from = at === 0 ? 0 : ends[at - 1]!
      const size = ends[at]! - from
      if (length + size > piece.length) {
        if (length > 0) yield piece.subarray(0, length)
        piece = Buffer.allocUnsafeSlow(Math.max(pieceBytes, size))
        length = 0
      }
      length += rows.bytes.copy(piece, length, from, ends[at]!)
    }
    if (length > 0) yield piece.subarray(0, length)
  }
}

function maybe(rows: CopyBytes, value: string | null): void {
  if (value === null) rows.null()
  else rows.text(value)
}
