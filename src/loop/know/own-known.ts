import type { OwnerId } from '#ledger/ids.ts'
import { displayName } from '#ledger/name.ts'
import type { Sql } from '#store/open.ts'
import type { Profile } from './profile.ts'
import { handleKey, labelOf, type OwnKnown, relayKey, siteOf } from './signs/own-signs.ts'

/** A site is the owner's when so large a part of the pages that are works of theirs stand on it. */
const shareOfSite = 0.2
/** An account is the owner's on a network when more than so many of the posts answered there are its. */
const majority = 0.5
/** Of a single post nothing can be told. */
const postsAtLeast = 2

/** What the ledger knows the owner by: own accounts, the sites of their works, and whose posts were answered. */
export async function ownKnown(sql: Sql, owner: OwnerId): Promise<OwnKnown> {
  const [accounts, works, sources, reacted] = await Promise.all([
    sql<{ network: string; key: string; profile: Profile }[]>`
      select network, key, profile from account where owner_id = ${owner} and is_self order by account_id limit 1000`,
    sql<{ network: string; place: string; count: number }[]>`
      select network, place, count(*)::int as count from (
        select network, case network when 'web' then regexp_replace(key, '^([^/]*/?[^/]*).*', '\\1')
          else substring(coalesce(case when key like 'http%' then key end, url) from '^https?://[^/]+/(?:users/|@|profile/)?[^/?#]+') end as place
        from work where owner_id = ${owner} and network in ('web', 'fediverse', 'x', 'bluesky')) placed
      where place is not null group by network, place`,
    sql<{ self_name: string | null }[]>`
      select self_name from source where owner_id = ${owner} and self_name is not null`,
    // A relayed reaction stands at the post it answers: \`x.com/hanako/status/1#favorited-by-2\`.
    sql<{ network: string; place: string; count: number }[]>`
      select network, place, count(distinct work_id)::int as count from (
        select work_id, 'x' as network, substring(url from '^https?://(?:twitter|x)[.]com/[^/]+') as place
        from act where owner_id = ${owner} and direction = 1 and kind in (1, 2) and url like '%#%-by-%') reactions
      where place is not null group by network, place`,
  ])
  const sites = mostOf(
    works.flatMap(({ network, place, count }) =>
      network === 'web' ? [[siteOf(place), count] as const] : [],
    ),
    shareOfSite,
    1,
  )
  const relayed = ['fediverse', 'x', 'bluesky'].flatMap(network =>
    mostOf(
      [...works, ...reacted]
        .filter(work => work.network === network)
        .map(({ place, count }) => [posterOf(network, place), count] as const),
      majority,
      postsAtLeast,
    ).map(key => relayKey(network, key)),
  )
  const ownSites = accounts.flatMap(({ network, key, profile }) => {
    const site = siteOf(
      network === 'web' && !key.startsWith('name:') ? key : network === 'web' ? profile.url : undefined,
    )
    return site ? [site] : []
  })
  return {
    names: named([
      ...accounts.map(({ profile }) => displayName(profile)),
      ...sources.map(row => row.self_name),
    ]),
    handles: named([
      ...accounts.map(({ network, profile }) => handleKey(profile.handle, network)),
      ...relayed.map(key => handleKey(key.replace(/^.*[/ ]@?/, ''))),
    ]),
    sites: [...new Set([...sites, ...ownSites])],
    relayed,
  }
}

const named = (some: readonly (string | null | undefined)[]): string[] => [
  ...new Set(some.filter((one): one is string => !!one)),
]

/** What has more than `share` of what is counted, the most frequent first. */
function mostOf(
  counted: readonly (readonly [string | undefined, number])[],
  share: number,
  atLeast: number,
): string[] {
  const sums = new Map<string, number>()
  for (const [what, count] of counted) if (what) sums.set(what, (sums.get(what) ?? 0) + count)
  const all = [...sums.values()].reduce((sum, count) => sum + count, 0)
  return [...sums]
    .filter(([, count]) => count >= atLeast && count > share * all)
    .sort((a, b) => b[1] - a[1])
    .map(([what]) => what)
}

/** The key of the account whose post that is, as far as the post's address tells. */
function posterOf(network: string, place: string): string | undefined {
  const [, host, name] =
    /^https?:\/\/([^/]+)\/(?:users\/|@|profile\/)?([^/?#]+)$/.exec(place.toLowerCase()) ?? []
  if (!host || !name) return undefined
  return network === 'fediverse' ? `https://${host}/users/${name}` : name
}

/** Texts by which accounts that may be the owner's are looked for: each stands in what such an account says of itself. */
export function needlesOf({ names, handles, sites }: OwnKnown): string[] {
  const longest = (name: string) => name.split(/[\s\u3000]+/).sort((a, b) => b.length - a.length)[0]!
  return named([
    ...names.map(longest),
    ...handles.flatMap(handle => (handle.length >= 3 ? [handle.split('@')[0]] : [])),
    ...sites.flatMap(site => [site.split('/')[0], labelOf(site)]),
  ])
    .map(text => text.normalize('NFC').toLowerCase())
    .filter(text => [...text].length > 1)
    .slice(0, 200)
}
