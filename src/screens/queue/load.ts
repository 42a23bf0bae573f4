import { isId } from '#ledger/ids.ts'
import type { Language } from '#ledger/language.ts'
import { displayName, readingOf } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import { chanceTold, sayEvidence, sayWhyAsked } from '#loop/know/evidence-words.ts'
import { type AccountOfPerson, type Profile, personRow } from '#loop/know/profile.ts'
import { isMatching, type WaitingPair, waitingPairs, weighedOf } from '#loop/know/waiting.ts'
import type { PersonEvidence } from '#loop/support/evidence.ts'
import { stages } from '#loop/support/model/stage.ts'
import { networkTitle } from '#screens/parts/network-titles.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Queue, Side } from './shape.ts'

/** Accounts of one side that are shown. */
const shownAtMost = 20

/** Pairs that may be one person and wait for the owner. Throws Refusal('bad-request') on a cursor of its own making. */
export async function loadQueue(
  ctx: Ctx,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  language: Language,
): Promise<Queue> {
  const all = await waitingPairs(ctx)
  const from = cursor === undefined ? 0 : placeAfter(all, cursor)
  const shown = all.slice(from, from + limit)
  const [weighed, sides, matching] = await Promise.all([
    weighedOf(ctx, shown),
    sidesOf(ctx, shown, language),
    isMatching(ctx),
  ])
  const last = shown.at(-1)
  return {
    total: all.length,
    pairs: shown.map((pair, k) => ({
      pairId: idOf(pair),
      chance: chanceTold(pair.bits),
      bits: Math.round(pair.bits * 100) / 100,
      evidence: sayEvidence(weighed[k]!, language),
      because: sayWhyAsked(pair.kind, language),
      sides: [sides(pair.people[0], pair.a), sides(pair.people[1], pair.b)],
    })),
    next:
      last && from + limit < all.length
        ? Buffer.from(`${last.bits} ${idOf(last)}`).toString('base64url')
        : null,
    matching,
  }
}

const idOf = ({ a, b }: WaitingPair) => `${a}~${b}`

/** Where a page goes on; its last pair may have been settled meanwhile. */
function placeAfter(all: readonly WaitingPair[], cursor: string): number {
  const [bits = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const strength = Number(bits)
  if (bits === '' || !Number.isFinite(strength) || !id.split('~').every(isId))
    throw new Refusal('bad-request', { why: 'cursor' })
  const after = all.findIndex(pair => pair.bits < strength || (pair.bits === strength && idOf(pair) > id))
  return after < 0 ? all.length : after
}

type AccountRow = AccountOfPerson & {
  account_id: string
  person_id: string
  is_self: boolean
  profile: Profile
  told: string[]
}
type FigureRow = {
  person_id: string
  p: number
  stage: number
  received: number
  given: number
  last_at: Date | null
  evidence: PersonEvidence
}

async function sidesOf(ctx: Ctx, pairs: readonly WaitingPair[], language: Language) {
  const { sql } = ctx.store
  const people = [...new Set(pairs.flatMap(pair => pair.people))]
  const [accounts, figures] = await Promise.all([
    sql<AccountRow[]>`
      select person_id, account_id, network, key, profile, is_self, array(
          select distinct value from account_key address
          where address.owner_id = ${ctx.owner} and address.account_id = account.account_id order by 1 limit 6) as told
      from account
      where owner_id = ${ctx.owner} and person_id = any(${people}::uuid[]) order by account_id`,
    sql<FigureRow[]>`
      select person_id, p, stage, received, given, nullif(last_at, '-infinity') as last_at, evidence from support
      where owner_id = ${ctx.owner} and person_id = any(${people}::uuid[])`,
  ])
  const byPerson = Map.groupBy(accounts, row => row.person_id)
  const figuresOf = new Map(figures.map(row => [row.person_id, row]))
  return (personId: string, accountId: string): Side => {
    const mine = byPerson.get(personId) ?? []
    const figure = figuresOf.get(personId)
    const { name, reading } = personRow(mine)
    // The account that looks like the other side's comes first.
    const inOrder = [...mine].sort(
      (a, b) => Number(b.account_id === accountId) - Number(a.account_id === accountId),
    )
    return {
      personId,
      accountId,
      name,
      reading: reading ?? (inOrder[0] ? readingOf(inOrder[0].profile) : null),
      isSelf: mine.some(row => row.is_self),
      p: figure && figure.evidence.n > 0 ? Math.round(figure.p * 1000) / 1000 : null,
      stage: stages[figure?.stage ?? 0]!,
      received: figure?.received ?? 0,
      given: figure?.given ?? 0,
      lastAt: figure?.last_at?.toISOString() ?? null,
      accounts: inOrder.slice(0, shownAtMost).map(({ account_id, network, key, profile, is_self, told }) => ({
        accountId: account_id,
        network,
        networkTitle: networkTitle(network, language),
        name: displayName(profile) || null,
        handle: profile.handle ?? (network === 'mail' ? key : null),
        url: profile.url ?? null,
        organization: profile.organization ?? null,
        title: profile.title ?? null,
        addresses: told,
        isSelf: is_self,
      })),
      moreAccounts: Math.max(0, mine.length - shownAtMost),
    }
  }
}
