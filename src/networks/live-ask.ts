import { type HttpAnswer, type HttpRequest, LiveTrouble, type Wire } from './live.ts'

export type Answered = { status: number; body: unknown; headers: HttpAnswer['headers']; url: string }

/** How long to leave a network alone that says "too much" without saying for how long. */
const restMs = 5 * 60_000
/** A network that says "in three weeks" is asked again tomorrow. */
const restAtMostMs = 24 * 3600_000

/**
 * The owner chose this server and has an account there: it may take its time, and a page of eighty notifications with the
 * posts they are about, or the bookmarks of a much read page, is more than a megabyte.
 */
const caps = { bytesAtMost: 8 * 1024 * 1024, secondsAtMost: 30 }

/**
 * Asks a JSON API and turns every answer but a good one into the trouble it means; 404 and 410 are answers too
 * (`body` undefined). Once the network says that nothing remains of its allowance, nothing more is asked until then.
 */
export function asking(wire: Wire) {
  let notBefore = 0
  return async (request: HttpRequest): Promise<Answered> => {
    if (wire.now() < notBefore) throw new LiveTrouble('slow-down', 'allowance used up', notBefore)
    // A token pasted with a line end or a Japanese letter in it cannot even be sent.
    if (/[^ -~]/.test(request.authorization ?? '')) throw new LiveTrouble('token-lost', 'no token')
    const answer = await wire.http({
      ...caps,
      ...request,
      headers: { accept: 'application/json', ...request.headers },
    })
    const { status, headers, url } = answer
    if (remaining(headers) === 0) notBefore = resetAt(headers, wire.now()) ?? 0
    if (status >= 200 && status < 300)
      return { status, headers, url, body: status === 204 ? undefined : await answer.json() }
    await answer.text().catch(() => '')
    if (status === 404 || status === 410) return { status, headers, url, body: undefined }
    throw troubleOfStatus(status, headers, wire.now())
  }
}

/** What a status that is no success means for whoever follows. */
export function troubleOfStatus(status: number, headers: HttpAnswer['headers'], now: number): LiveTrouble {
  const said = `HTTP ${status}`
  if (status === 401 || status === 403) return new LiveTrouble('token-lost', said)
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined))
    return new LiveTrouble('slow-down', said, resetAt(headers, now) ?? now + restMs)
  if (status >= 500 || status === 408 || status === 425) return new LiveTrouble('away', said)
  return new LiveTrouble('refused', said)
}

function remaining(headers: HttpAnswer['headers']): number | undefined {
  const said = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']
  return said !== undefined && /^\d{1,9}$/.test(said.trim()) ? Number(said) : undefined
}

/** `Retry-After` (seconds or a date), or the reset of the allowance (a date, seconds from now, or Unix seconds). */
function resetAt(headers: HttpAnswer['headers'], now: number): number | undefined {
  const said = (headers['retry-after'] ?? headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'])?.trim()
  if (!said) return undefined
  const number = /^\d{1,12}(?:\.\d+)?$/.test(said) ? Number(said) : undefined
  const at = number === undefined ? Date.parse(said) : number > 1e9 ? number * 1000 : now + number * 1000
  return Number.isFinite(at) ? Math.min(Math.max(at, now + 1000), now + restAtMostMs) : undefined
}
