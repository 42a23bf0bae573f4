import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Language, languageOf } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import { type RefusalCode, refusals } from '#ledger/words.ts'
import { isAway, isDiskFull } from '#store/transact.ts'

const statuses: Partial<Record<RefusalCode, ContentfulStatusCode>> = {
  'not-signed-in': 401,
  'wrong-code': 401,
  'too-many-tries': 429,
  'wrong-origin': 403,
  'wrong-host': 421,
  'not-found': 404,
  'import-state': 409,
  busy: 409,
  precondition: 412,
  'precondition-missing': 428,
  'too-large': 413,
  'no-space': 507,
  'postgres-away': 503,
}

/** The sentence of a refusal in the reader's language. */
export function sentenceOf(refusal: Pick<Refusal, 'code' | 'facts'>, language: Language): string {
  const words = refusals[language][refusal.code]
  return typeof words === 'string' ? words : words(refusal.facts)
}

/** Turns whatever was thrown into RFC 9457 problem details: no stack, no SQL, no path. */
export function problemOf(error: unknown, language: Language, log: (line: string) => void) {
  const refusal =
    error instanceof Refusal
      ? error
      : isAway(error)
        ? new Refusal('postgres-away')
        : isDiskFull(error)
          ? new Refusal('disk-full')
          : undefined
  if (!refusal) log(`unexpected: ${error instanceof Error ? error.stack : String(error)}`)
  const code: RefusalCode = refusal?.code ?? 'unexpected'
  const status: ContentfulStatusCode = statuses[code] ?? (refusal ? 400 : 500)
  const detail = sentenceOf(refusal ?? new Refusal('unexpected'), language)
  return {
    type: `/problems/${code}`,
    title: detail.split(/(?<=[.。])\s*/)[0] ?? detail,
    status,
    detail,
    code,
  }
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
