import type { Network } from '#networks/contract.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Tx } from '#store/open.ts'
import type { Chunk } from './collect.ts'
import type { ImportRow } from './import-row.ts'

/**
 * Says whether the owner must be asked: this archive belongs to another account than the ledger knows on this
 * network. Two people's lives are never mixed silently.
 */
export async function asksWhose(
  tx: Tx,
  ctx: Ctx,
  { import_no, confirmed, sample }: ImportRow,
  network: Network,
  chunk: Chunk,
): Promise<boolean> {
  const self = [...chunk.accounts.values()].find(account => account.isSelf)?.ref
  if (!self || sample) return false
  const name = self.handle ?? self.name ?? self.key
  const [other] = await tx<{ self_key: string; self_name: string }[]>`
    select self_key, self_name from source
    where owner_id = ${ctx.owner} and network = ${network.id} and self_key <> ''
    order by (self_key = ${self.key}) desc, created_at limit 1`
  if (other && other.self_key !== self.key && !confirmed && !(await isAnswered(tx, ctx, network, self.key))) {
    const question = { kind: 'whose', theirs: name, ours: other.self_name, network: network.id }
    await tx`
      update import set question = ${tx.json(question)} where owner_id = ${ctx.owner} and import_no = ${import_no}`
    return true
  }
  await tx`
    insert into source (owner_id, network, self_key, self_name, created_at)
    values (${ctx.owner}, ${network.id}, ${self.key}, ${name}, ${new Date(ctx.now())})
    on conflict (owner_id, network, self_key) do nothing`
  await tx`
    update import set self_key = ${self.key} where owner_id = ${ctx.owner} and import_no = ${import_no}`
  return false
}

/** The owner has just said, or said of an earlier file, that this is their name there. */
async function isAnswered(tx: Tx, ctx: Ctx, network: Network, key: string): Promise<boolean> {
  const rows = await tx`
    select 1 from owner
    cross join jsonb_each(coalesce(settings->'answers'->${network.id}::text, '{}')) shape
    cross join jsonb_each_text(shape.value) answer
    where owner_id = ${ctx.owner} and answer.value = ${key} limit 1`
  return rows.length > 0
}
