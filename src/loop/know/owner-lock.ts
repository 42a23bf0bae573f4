import type { OwnerId } from '#ledger/ids.ts'
import type { Tx } from '#store/open.ts'

/** Holds the owner's row until the transaction ends: people are regrouped and undone by one at a time. */
export async function ownerLock(tx: Tx, owner: OwnerId): Promise<void> {
  await tx`select 1 from owner where owner_id = ${owner} for update`
}

/** Says that figures computed so far are of yesterday; the worker computes anew. */
export async function factsChanged(tx: Tx, owner: OwnerId): Promise<void> {
  await tx`update owner set facts_no = facts_no + 1 where owner_id = ${owner}`
}

/** The same when nothing happened but that accounts came to another person. */
export async function peopleMoved(tx: Tx, owner: OwnerId): Promise<void> {
  await tx`update owner set facts_no = facts_no + 1, moved_no = moved_no + 1 where owner_id = ${owner}`
}
