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
