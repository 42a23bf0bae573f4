import type { HttpRequest } from '#networks/live.ts'

const MB = 1024 * 1024
/** What nobody has to answer with more than (B015, B016). Whoever may be told more says so in the request, and why. */
const json = 1 * MB
const page = 5 * MB
const seconds = 10

export const secondsAtMost = (request: HttpRequest): number => request.secondsAtMost ?? seconds

/** Bytes after unpacking. `contentType`: what the answer says it is. */
export const bytesAtMost = (request: HttpRequest, contentType: string | undefined): number =>
  request.bytesAtMost ?? (/^\s*[\w.-]+\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '') ? json : page)
