import type { AccountId } from '#ledger/ids.ts'
import type { Language } from '#ledger/language.ts'
import { programAccounts } from '#loop/know/account-words.ts'
import { saySigns } from '#loop/know/signs-words.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Person } from './shape.ts'

type Signs = Parameters<typeof saySigns>[1]

/** Whether programs keep these accounts, why, and what the owner has said of them. */
export async function standingOf(
  ctx: Ctx,
  accounts: readonly string[],
  language: Language,
): Promise<Omit<Person['standing'], 'isSelf'>> {
  const { sql } = ctx.store
  const ids = accounts as string[]
  const [words, signs, programs] = await Promise.all([
    sql<{ decisionId: string; about: 'own' | 'program'; verdict: boolean }[]>`
      select decision_id as "decisionId", about, verdict from account_word
      where owner_id = ${ctx.owner} and account_id = any(${ids}::uuid[]) and revoked_at is null
      order by made_at, decision_id`,
    sql<{ reasons: Signs }[]>`
      select reasons from account_sign
      where owner_id = ${ctx.owner} and about = 'program' and account_id = any(${ids}::uuid[]) order by account_id`,
    programAccounts(sql, ctx.owner, accounts as AccountId[]),
  ])
  const isProgram = accounts.length > 0 && accounts.every(id => programs.has(id as AccountId))
  const byHand = words.some(({ about, verdict }) => about === 'program' && verdict)
  const reasons: Signs = [
    ...(byHand ? [{ code: 'by-hand', weight: 0 }] : []),
    ...signs.flatMap(one => one.reasons),
  ]
  return {
    isProgram,
    because: isProgram ? [...new Set(saySigns('program', reasons, language))] : [],
    words: [...words],
  }
}
