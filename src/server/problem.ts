import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Language, languageOf } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import { type RefusalCode, refusals } from '#ledger/words.ts'
import { isDamaged } from '#store/damage.ts'
import { refusedNow } from '#store/server-fit.ts'
import { isAway, isDiskFull } from '#store/transact.ts'
import { titles } from './problem-titles.ts'

const statuses: Partial<Record<RefusalCode, ContentfulStatusCode>> = {
  'not-signed-in': 401,
  'wrong-code': 401,
  'too-many-tries': 429,
  'wrong-origin': 403,
  'wrong-host': 421,
  'not-found': 404,
  'import-state': 409,
  'live-connect-anew': 409,
  'live-away': 502,
  busy: 409,
  precondition: 412,
  'precondition-missing': 428,
  'too-large': 413,
  'no-space': 507,
  'backup-space': 507,
  'ledger-not-empty': 409,
  'disk-full': 507,
  'ledger-damaged': 500,
  'postgres-away': 503,
  'server-full': 503,
  'server-standby': 503,
  'server-right-lost': 500,
  unexpected: 500,
}

/** The sentence of a refusal in the reader's language. */
export function sentenceOf(refusal: Pick<Refusal, 'code' | 'facts'>, language: Language): string {
  const words = refusals[language][refusal.code]
  return typeof words === 'string' ? words : words(refusal.facts)
}

const unnamed: Record<string, string> = new Proxy({}, { get: () => '…' })

/** The page behind a problem's `type`: what the code means, without the facts of one case. */
export function explainProblem(code: string, language: Language): string | undefined {
  if (!Object.hasOwn(refusals.en, code)) return undefined
  const known = code as RefusalCode
  const status = statuses[known] ?? 400
  return `${titles[language][known]}\n\n${sentenceOf({ code: known, facts: unnamed }, language)}\n\n${code}, HTTP ${status}\n`
}

/** Turns whatever was thrown into RFC 9457 problem details: no stack, no SQL, no path. */
export function problemOf(error: unknown, language: Language, log: (line: string) => void) {
  const refusal = refusalOf(error)
  if (!refusal) log(`unexpected: ${error instanceof Error ? error.stack : String(error)}`)
  if (refusal?.code === 'ledger-damaged' && error !== refusal) log(`damaged: ${(error as Error).message}`)
  const code: RefusalCode = refusal?.code ?? 'unexpected'
  const status: ContentfulStatusCode = statuses[code] ?? 400
  const detail = sentenceOf(refusal ?? new Refusal('unexpected'), language)
  return {
    type: `/problems/${code}`,
    title: titles[language][code],
    status,
    detail,
    code,
  }
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (isAway(error)) return new Refusal('postgres-away')
  if (isDiskFull(error)) return new Refusal('disk-full')
  if (isDamaged(error)) return new Refusal('ledger-damaged')
  return refusedNow(error)
}

export function answerProblem(c: Context, error: unknown, log: (line: string) => void): Response {
  const problem = problemOf(error, requestLanguage(c), log)
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  if (problem.status === 503) headers['retry-after'] = '2'
  if (problem.status === 429) headers['retry-after'] = '60'
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, headers)
}

export const requestLanguage = (c: Context): Language => languageOf(c.req.header('accept-language'))
