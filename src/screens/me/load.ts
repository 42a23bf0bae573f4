import type { Language } from '#ledger/language.ts'
import type { Ctx } from '#store/ctx.ts'
import { accountLines } from './account-lines.ts'
import type { OwnAccounts } from './shape.ts'

/** The accounts that may be the owner's, and what the owner has said of others. */
export async function loadOwnAccounts(ctx: Ctx, language: Language): Promise<OwnAccounts> {
  const [likely, said, told, notOwn] = await Promise.all([
    accountLines(ctx, 'own', 'open', language),
    accountLines(ctx, 'own', 'yes', language),
    accountLines(ctx, 'own', 'told', language),
    accountLines(ctx, 'own', 'no', language),
  ])
  return {
    total: likely.total,
    likely: likely.lines,
    own: [...said.lines, ...told.lines].slice(0, 100),
    notOwn: notOwn.lines,
  }
}
