import type { OwnerId } from '#ledger/ids.ts'
import type { Network, Own, Question, Source } from '#networks/contract.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'

/** What the owner answered, by network, then by the question's shape ('' where it has none), then by its id. */
type Answers = Record<string, Record<string, Record<string, string>>>

/** What a reader has to know of the owner: names and accounts that the ledger holds them by. */
export async function ownOf(sql: Sql, owner: OwnerId): Promise<Own> {
  const rows = await sql<{ network: string; key: string; names: (string | null)[] }[]>`
    select network, key, array[profile->>'name', profile->>'handle',
      concat_ws(' ', profile->>'familyName', profile->>'givenName'),
      concat_ws(' ', profile->>'givenName', profile->>'familyName')] as names
    from account where owner_id = ${owner} and is_self order by account_id limit 1000`
  const names = rows.flatMap(row => row.names).filter((name): name is string => !!name)
  return { names: [...new Set(names)], accounts: rows.map(({ network, key }) => ({ network, key })) }
}

/**
 * The source with what the ledger knows of the owner and what they answered before, and the questions that are still
 * open. A question that was passed over (answered with '') is not asked again.
 */
export async function withAnswers(
  ctx: Ctx,
  sql: Sql,
  network: Network,
  source: Source,
): Promise<{ source: Source; open: Question[] }> {
  const known = (await answersOf(sql, ctx.owner))[network.id] ?? {}
  const own = await ownOf(sql, ctx.owner)
  const settled: Record<string, string> = {}
  // An answer may lead to a further question (which column is the day? day or month first?).
  for (let round = 0; round < 8; round++) {
    const answers = Object.fromEntries(Object.entries(settled).filter(([, value]) => value !== ''))
    const told = { ...source, own, answers }
    const asked = (await network.reader.asks?.(told)) ?? []
    const open = asked.filter(({ id }) => settled[id] === undefined)
    const answered = open.flatMap(({ id, shape = '' }) => {
      const answer = known[shape]?.[id]
      return answer === undefined ? [] : [[id, answer] as const]
    })
    if (answered.length === 0) return { source: told, open }
    for (const [id, answer] of answered) settled[id] = answer
  }
  throw new Error(`${network.id} asks without end`)
}

/** Keeps the answers for this file and for later ones of the same shape. */
export async function keepAnswers(
  sql: Sql,
  owner: OwnerId,
  network: string,
  questions: readonly Question[],
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  const all = await answersOf(sql, owner)
  const ofNetwork = { ...all[network] }
  for (const { id, shape = '', proposed = '' } of questions)
    ofNetwork[shape] = { ...ofNetwork[shape], [id]: answers[id] ?? proposed }
  await sql`
    update owner set settings = settings || ${sql.json({ answers: { ...all, [network]: ofNetwork } })}
    where owner_id = ${owner}`
}

/** What was passed over is asked again once its import is taken back: that is how the owner changes their mind. */
export async function forgetPassedOver(sql: Sql | Tx, owner: OwnerId, network: string): Promise<void> {
  const all = await answersOf(sql, owner)
  const shapes = Object.entries(all[network] ?? {}).map(([shape, answers]) => [
    shape,
    Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== '')),
  ])
  if (shapes.length === 0) return
  const kept = { ...all, [network]: Object.fromEntries(shapes) }
  await sql`
    update owner set settings = settings || ${sql.json({ answers: kept })} where owner_id = ${owner}`
}

async function answersOf(sql: Sql | Tx, owner: OwnerId): Promise<Answers> {
  const [row] = await sql<{ answers: Answers | null }[]>`
    select settings->'answers' as answers from owner where owner_id = ${owner}`
  return row?.answers ?? {}
}
