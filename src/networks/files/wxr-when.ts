import { type When, whenOfIso } from '#ledger/when.ts'

/** `2026-09-30 08:12:40`; drafts have `0000-00-00 00:00:00`, which is no time. */
export function whenOfSql(text: string | undefined, isUtc: boolean): When | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return undefined
  return whenOfIso(isUtc ? `${text}Z` : text)
}
