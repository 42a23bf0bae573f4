import type { OwnerId } from '#ledger/ids.ts'
import { readingOf } from '#ledger/name.ts'
import { comparedName } from '#ledger/name-orders.ts'
import type { Sql } from '#store/open.ts'
import type { AccountRecord } from './match/account-record.ts'
import type { Profile } from './profile.ts'

/** Accounts read at once: bounds what is on the way from the database. */
const atATime = 5_000

/** What has changed since an account's description was last read: `held`, account → digest, is brought up to date. */
export type AccountNews = { told: AccountRecord[]; gone: string[]; selves: string[] }

/** Reads which accounts are new, described anew or gone. Costs a look at every account, and reads only those in full. */
export async function accountNews(sql: Sql, owner: OwnerId, held: Map<string, string>): Promise<AccountNews> {
  const rows = await sql<{ id: string; digest: string; is_self: boolean }[]>`
    select account.account_id as id, is_self,
      hashtextextended(concat(account.profile::text, key.told), 0)::text as digest
    from account left join (
      select account_id, string_agg(concat(kind, ' ', value, ' ', firm), chr(10) order by kind, value, firm) as told
      from account_key where owner_id = ${owner} group by account_id
    ) key on key.account_id = account.account_id
    where account.owner_id = ${owner}`
  const here = new Set(rows.map(row => row.id))
  const gone = [...held.keys()].filter(id => !here.has(id))
  for (const id of gone) held.delete(id)
  const news = rows.filter(({ id, digest }) => held.get(id) !== digest)
  const told: AccountRecord[] = []
  for (let k = 0; k < news.length; k += atATime)
    for (const record of await readRecords(
      sql,
      owner,
      news.slice(k, k + atATime).map(row => row.id),
    ))
      told.push(record)
  for (const { id, digest } of news) held.set(id, digest)
  return { told, gone, selves: rows.flatMap(row => (row.is_self ? [row.id] : [])) }
}

/** The host of a fediverse account (`https://mstdn.example/users/yui`). */
export const keyServer = ({ network, key }: { network: string; key: string }): string | undefined =>
  network === 'fediverse' ? /^https?:\/\/([^/]+)/.exec(key)?.[1] : undefined

type Key = { kind: 'mail' | 'url'; value: string; firm: boolean }

async function readRecords(sql: Sql, owner: OwnerId, ids: readonly string[]): Promise<AccountRecord[]> {
  const rows = await sql<
    { id: string; network: string; key: string; profile: Profile; keys: Key[] | null }[]
  >`
    select account.account_id as id, network, account.key, profile, (
      select json_agg(told) from (
        select kind, value, bool_or(firm) as firm from account_key key
        where key.owner_id = ${owner} and key.account_id = account.account_id
        group by kind, value order by kind, value limit 20) told) as keys
    from account where owner_id = ${owner} and account_id = any(${ids}::uuid[])`
  return rows.map(({ id, network, key, profile, keys }) => {
    const of = (kind: Key['kind']) =>
      keys?.flatMap(key => (key.kind === kind ? [{ value: key.value, firm: key.firm }] : []))
    return {
      id,
      network,
      name: comparedName(profile) || undefined,
      reading: readingOf(profile) ?? undefined,
      handle: profile.handle,
      server: keyServer({ network, key }),
      birthday: profile.birthday,
      organization: profile.organization,
      mails: of('mail'),
      urls: of('url'),
    }
  })
}
