import type { Language } from '#ledger/language.ts'
import { saySigns } from '#loop/know/signs-words.ts'
import type { Ctx } from '#store/ctx.ts'
import { accountLines } from '../me/account-lines.ts'
import type { Programs } from './shape.ts'

/** Accounts that programs keep, by what they look like or by the owner's word, and those the owner took back. */
export async function loadPrograms(ctx: Ctx, language: Language): Promise<Programs> {
  const [found, marked, people] = await Promise.all([
    accountLines(ctx, 'program', 'open', language),
    accountLines(ctx, 'program', 'yes', language),
    accountLines(ctx, 'program', 'no', language),
  ])
  const byHand = saySigns('program', [{ code: 'by-hand', weight: 0 }], language)
  return {
    total: found.total + marked.total,
    programs: [
      ...marked.lines.map(line => ({ ...line, because: [...byHand, ...line.because] })),
      ...found.lines,
    ],
    people: people.lines,
  }
}
