import type { AccountId } from '#ledger/ids.ts'
import { displayName } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'
import { transact } from '#store/transact.ts'
import { factsChanged, ownerLock } from './owner-lock.ts'
import { personOf } from './people.ts'
import { refreshPeople } from './people-refresh.ts'
import type { Profile } from './profile.ts'

/**
 * The owner's word on how a person's name is read, family name first; '' takes it back. It hangs on the account whose
 * name is shown, and goes before what any source tells. Idempotent.
 */
export async function setReading(ctx: Ctx, personId: string, reading: string): Promise<void> {
  await transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const person = await personOf(tx, ctx, personId)
    const accounts = await tx<{ account_id: AccountId; profile: Profile; name: string | null }[]>`
      select account.account_id, account.profile, person.name from account
      left join person on person.owner_id = ${ctx.owner} and person.person_id = account.person_id
      where account.owner_id = ${ctx.owner} and account.person_id = ${person} order by account.account_id`
    const account = accounts.find(({ profile, name }) => displayName(profile) === name) ?? accounts[0]
    if (!account) throw new Refusal('not-found')
    const [familyReading, ...given] = reading.normalize('NFKC').trim().split(/\s+/)
    const said = familyReading ? { familyReading, givenReading: given.join(' ') } : {}
    await tx`
      insert into account_seen as seen (owner_id, account_id, import_no, as_of, profile)
      values (${ctx.owner}, ${account.account_id}, 0, ${new Date(ctx.now())}, ${tx.json(said)})
      on conflict (owner_id, account_id, import_no) do update
        set as_of = excluded.as_of, profile = (seen.profile - 'familyReading' - 'givenReading') || excluded.profile`
    // A statement that says nothing any more is none, unless it is all that is known of the account.
    await tx`
      delete from account_seen seen
      where owner_id = ${ctx.owner} and account_id = ${account.account_id} and import_no = 0 and profile = '{}'
        and exists (select from account_seen other where other.owner_id = ${ctx.owner}
          and other.account_id = seen.account_id and other.import_no <> 0)`
    await refreshPeople(tx, ctx.owner, [account.account_id], ctx.now())
    await factsChanged(tx, ctx.owner)
  })
}
