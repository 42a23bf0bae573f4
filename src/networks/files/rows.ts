import type { ActKind } from '#ledger/kinds.ts'
import type { When } from '#ledger/when.ts'
import type { AccountRef, ActEntry, Reject, RejectCode, Row } from '../contract.ts'

export type MoreOfAct = Pick<ActEntry, 'work' | 'text' | 'url'>

/** What somebody did toward the owner. */
export const toward = (
  act: ActKind,
  account: AccountRef,
  when: When,
  externalKey: string,
  more: MoreOfAct = {},
): Row => ({
  ok: true,
  entry: { kind: 'act', act, direction: 'toward', when, account, externalKey, ...more },
})

/** What the owner did toward somebody. */
export const by = (
  act: ActKind,
  account: AccountRef,
  when: When,
  externalKey: string,
  more: MoreOfAct = {},
): Row => ({
  ok: true,
  entry: { kind: 'act', act, direction: 'by', when, account, externalKey, ...more },
})

/** A row that is left out, with its place and the reason. */
export const reject = (where: string, why: RejectCode, detail?: string): Reject =>
  detail === undefined ? { ok: false, where, why } : { ok: false, where, why, detail }

/** Where the reader itself fails at an item: that is said in its place, and the next item is read. */
export const failedAt = (where: string, error: unknown): Reject => ({
  ok: false,
  where,
  why: 'reader-failed',
  error,
})

/** The row of one item, or that the reader failed at it. */
export function rowAt(where: string, read: () => Row): Row {
  try {
    return read()
  } catch (error) {
    return failedAt(where, error)
  }
}

/** The same where an item has several rows, or none. */
export function rowsAt(where: string, read: () => Iterable<Row>): readonly Row[] {
  try {
    return [...read()]
  } catch (error) {
    return [failedAt(where, error)]
  }
}
