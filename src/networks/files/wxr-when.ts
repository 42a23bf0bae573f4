import type { When } from '#ledger/when.ts'
import { whenOfIso, whenOfParts, zoneMinutes } from '#ledger/when.ts'

/** `2026-09-30 08:12:40`; drafts have `0000-00-00 00:00:00`, which is no time. */
export function whenOfSql(text: string | undefined, isUtc: boolean): When | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return undefined
  return whenOfIso(isUtc ? `${text}Z` : text)
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** RFC 822 as RSS has it: `Wed, 30 Sep 2026 08:12:40 +0000`. WordPress writes year `-0001` for drafts. */
export function whenOfRfc822(text: string | undefined): When | undefined {
  const found =
    /^(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+([+-]\d{4}|gmt|utc|z)$/i.exec(
      text?.trim() ?? '',
    )
  const month = found ? months.indexOf(found[2]!.toLowerCase()) : -1
  if (!found || month < 0) return undefined
  const [, day, , year, hour, minute, second, zone = ''] = found
  return whenOfParts(
    [Number(year), month + 1, Number(day), Number(hour), Number(minute), Number(second ?? 0)],
    second === undefined ? 'minute' : 'second',
    /^[+-]/.test(zone) ? zoneMinutes(zone) : 0,
  )
}
