import type { AccountId, OwnerId } from '#ledger/ids.ts'
import { displayName } from '#ledger/name.ts'
import { precisions } from '#ledger/when.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { needlesOf, ownKnown } from './own-known.ts'
import { ownerLock } from './owner-lock.ts'
import type { Profile } from './profile.ts'

export { askedFrom } from './signs/own-signs.ts'

import { askedFrom, handleKey, type OwnKnown, ownSigns } from './signs/own-signs.ts'
import { type ActPattern, type Judged, programAt, programSigns } from './signs/program-signs.ts'
import { telling, tellingElsewhere } from './signs/program-words.ts'
import type { Sign } from './signs/sign.ts'

/** Candidates that are looked at, at most; of more the first by id. */
const lookedAtMost = 5_000
/** A site on which more names than these write is a house of many. */
const namesLent = 3
const patternsOf = (words: readonly string[]) => words.map(word => `%${word}%`)

export type Signed = Judged & { accountId: AccountId; about: 'own' | 'program' }

/**
 * Looks anew which accounts may be the owner's and which look like programs, when facts have changed. What it finds is
 * derived: the owner's words stand elsewhere (account-words.ts). Returns whether it looked.
 */
export async function refreshSigns(ctx: Ctx): Promise<boolean> {
  const { sql } = ctx.store
  // What an account looks like does not hang on whose it is.
  const [row] = await sql<{ facts: number; signed_no: number }[]>`
    select facts_no - moved_no as facts, signed_no from owner where owner_id = ${ctx.owner}`
  if (!row || row.facts === row.signed_no) return false
  const found = [...(await ownOnes(sql, ctx.owner)), ...(await programOnes(sql, ctx.owner))]
  await transact(sql, async tx => {
    await ownerLock(tx, ctx.owner)
    // What spoke for an account when the owner answered stays beside the answer.
    await tx`
      delete from account_sign sign where owner_id = ${ctx.owner} and not exists (
        select from account_word word join account on account.owner_id = ${ctx.owner} and account.account_id = word.account_id
        where word.owner_id = ${ctx.owner} and word.account_id = sign.account_id and word.about = sign.about
          and revoked_at is null)`
    if (found.length > 0)
      await tx`
        insert into account_sign (owner_id, account_id, about, weight, reasons)
        select ${ctx.owner}, id, about, weight, reasons::jsonb
        from unnest(${found.map(one => one.accountId)}::uuid[], ${found.map(one => one.about)}::text[],
          ${found.map(one => one.weight)}::real[], ${found.map(one => JSON.stringify(one.reasons))}::text[])
          as told(id, about, weight, reasons)
        on conflict (owner_id, about, account_id) do nothing`
    await tx`update owner set signed_no = ${row.facts} where owner_id = ${ctx.owner}`
  })
  return true
}

type Candidate = {
  account_id: AccountId
  network: string
  key: string
  profile: Profile
  pages: { value: string; firm: boolean }[] | null
}

async function ownOnes(sql: Sql, owner: OwnerId): Promise<Signed[]> {
  const own = await ownKnown(sql, owner)
  const needles = needlesOf(own)
  if (needles.length === 0) return []
  const first = await likely(sql, owner, own, needles)
  // Whoever is likely beyond one sign lends their name: a ledger may know the owner's site and no name of theirs.
  const sure = first.filter(
    ({ signed }) => signed.weight > askedFrom && !signed.reasons.some(one => one.code === 'claims'),
  )
  const names = [...new Set(sure.flatMap(({ candidate }) => displayName(candidate.profile) || []))]
  const handles = sure.flatMap(
    ({ candidate: { profile, network } }) => handleKey(profile.handle, network) ?? [],
  )
  if (names.length === 0 || names.length > namesLent) return first.map(({ signed }) => signed)
  const lent = {
    ...own,
    names: [...own.names, ...names],
    handles: [...new Set([...own.handles, ...handles])],
  }
  const before = new Map(first.map(({ signed }) => [signed.accountId, signed]))
  const lenders = new Set(sure.map(({ signed }) => signed.accountId))
  const second = await likely(sql, owner, lent, needlesOf(lent))
  return second.map(({ signed }) => {
    const known = before.get(signed.accountId)
    if (known && lenders.has(signed.accountId)) return known
    const isNew = ({ code }: Sign) =>
      (code === 'name' || code === 'handle') && !known?.reasons.some(one => one.code === code)
    return {
      ...signed,
      reasons: signed.reasons.map(one => (isNew(one) ? { ...one, code: `lent-${one.code}` } : one)),
    }
  })
}

async function likely(sql: Sql, owner: OwnerId, own: OwnKnown, needles: readonly string[]) {
  const patterns = needles.map(text => `%${text.replace(/[\\%_]/g, '\\$&')}%`)
  const pages = own.sites.map(site => `%${site.replace(/[\\%_]/g, '\\$&')}%`)
  const linking = await sql<{ account_id: AccountId }[]>`
    select distinct account_id from account_key
    where owner_id = ${owner} and kind = 'url' and value like any(${pages}::text[]) limit ${lookedAtMost}`
  const rows = await sql<Candidate[]>`
    with found as materialized (
      select account_id, network, key, profile from account
      where owner_id = ${owner} and not is_self
        and (lower(key) like any(${patterns}::text[]) or lower(profile::text) like any(${patterns}::text[])
          or account_id = any(${linking.map(row => row.account_id)}::uuid[])))
    select found.*, (
      select json_agg(json_build_object('value', value, 'firm', firm)) from account_key page
      where page.owner_id = ${owner} and page.account_id = found.account_id and page.kind = 'url') as pages
    from found order by account_id limit ${lookedAtMost}`
  return rows.flatMap(candidate => {
    const { account_id, network, key, profile, pages } = candidate
    const name = displayName(profile) || undefined
    const judged = ownSigns(
      { network, key, name, handle: profile.handle, url: profile.url, pages: pages ?? [] },
      own,
    )
    if (judged.weight < askedFrom) return []
    const signed: Signed = { ...judged, reasons: shown(judged.reasons), accountId: account_id, about: 'own' }
    return [{ candidate, signed }]
  })
}

async function programOnes(sql: Sql, owner: OwnerId): Promise<Signed[]> {
  const patterns = await actPatterns(sql, owner, await promptOnes(sql, owner))
  const rows = await sql<Candidate[]>`
    select account_id, network, key, profile, null as pages from account
    where owner_id = ${owner} and not is_self
      and (account_id = any(${[...patterns.keys()]}::uuid[]) or profile->'extra' ? 'program'
        or lower(concat_ws(' ', profile->>'name', profile->>'familyName', profile->>'givenName', profile->>'handle', key))
          like any(${patternsOf(telling)}::text[])
        or (octet_length(profile::text) > char_length(profile::text)
          and lower(profile::text) like any(${patternsOf(tellingElsewhere)}::text[])))
    order by account_id limit ${lookedAtMost}`
  const unknown = rows.map(row => row.account_id).filter(id => !patterns.has(id))
  for (const [id, acts] of await actPatterns(sql, owner, unknown)) patterns.set(id, acts)
  return rows.flatMap(({ account_id, network, key, profile }) => {
    const judged = programSigns({
      network,
      key,
      name: displayName(profile) || undefined,
      handle: profile.handle,
      url: profile.url,
      isDeclared: profile.extra?.program !== undefined,
      acts: patterns.get(account_id),
    })
    if (judged.weight < programAt) return []
    return [{ ...judged, reasons: shown(judged.reasons), accountId: account_id, about: 'program' as const }]
  })
}

/** What was seen is kept as short as it is shown. */
const shown = (reasons: readonly Sign[]): Sign[] =>
  reasons.map(one => (one.word === undefined ? one : { ...one, word: one.word.slice(0, 200) }))

const toMinute = precisions.indexOf('minute')

/** Accounts that passed on at least six posts within ten minutes. */
async function promptOnes(sql: Sql, owner: OwnerId): Promise<AccountId[]> {
  const rows = await sql<{ account_id: AccountId }[]>`
    select account_id from act
    join work on work.owner_id = ${owner} and work.work_id = act.work_id
    where act.owner_id = ${owner} and direction = 1 and kind in (2, 5) and precision >= ${toMinute}
      and at between published_at and published_at + interval '10 minutes'
    group by account_id having count(*) >= 6 order by 1 limit ${lookedAtMost}`
  return rows.map(row => row.account_id)
}

async function actPatterns(
  sql: Sql,
  owner: OwnerId,
  accounts: readonly AccountId[],
): Promise<Map<AccountId, ActPattern>> {
  if (accounts.length === 0) return new Map()
  const rows = await sql<({ account_id: AccountId } & ActPattern)[]>`
    select told.*, (select count(*)::int from work
      where work.owner_id = ${owner} and prompt > 0 and published_at between first_post and last_post) as posts
    from (
      select account_id, count(*)::int as count, count(distinct kind)::int as kinds,
        count(*) filter (where kind in (2, 5))::int as passing,
        count(distinct text) filter (where kind in (3, 4) and text <> '')::int as "ownWords",
        count(*) filter (where precision >= ${toMinute}
          and at between published_at and published_at + interval '10 minutes')::int as prompt,
        min(published_at) as first_post, max(published_at) as last_post
      from act left join work on work.owner_id = ${owner} and work.work_id = act.work_id
      where act.owner_id = ${owner} and direction = 1 and account_id = any(${accounts as AccountId[]}::uuid[])
      group by account_id) told`
  return new Map(
    rows.map(({ account_id, count, kinds, passing, ownWords, prompt, posts }) => [
      account_id,
      { count, kinds, passing, ownWords, prompt, posts },
    ]),
  )
}
