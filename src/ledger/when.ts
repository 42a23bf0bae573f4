/** How exactly a moment is known. Stored as its index in this list. */
export const precisions = ['year', 'month', 'day', 'minute', 'second', 'millisecond'] as const
export type Precision = (typeof precisions)[number]

/**
 * A moment as a source gave it.
 * `at`: milliseconds since 1970 UTC; the start of the year/month/day where that is all that is known.
 * `zoneKnown`: false when the source gave local time without a zone; `at` then reads it as UTC.
 */
export type When = { at: number; precision: Precision; zoneKnown: boolean }

const DAY = 24 * 3600 * 1000
/** Letters and diaries are older than networks; nothing a person brings is older than this. */
const EARLIEST = Date.UTC(1800, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)
/** The zero of some clock, which an unset field shows: Unix, spreadsheets (two of them), old Macs. */
const zeros = [0, Date.UTC(1899, 11, 30), Date.UTC(1900, 0, 1), Date.UTC(1904, 0, 1)]

/** True for a moment that a source can mean (not an unset or overflowing field). */
export function isPlausible(at: number): boolean {
  return at >= EARLIEST && at < LATEST && !zeros.some(zero => Math.abs(at - zero) < DAY)
}

/**
 * ISO 8601 as networks write it: `2026-09-30T08:12:40Z`, `…40.123+09:00`, `2026-09-30`, `2026-09`, `2026`.
 * Returns undefined for anything else, for impossible dates (30 February) and for unset fields.
 */
export function whenOfIso(text: string): When | undefined {
  const match =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i.exec(
      text.trim(),
    )
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  const precision: Precision =
    month === undefined
      ? 'year'
      : day === undefined
        ? 'month'
        : hour === undefined
          ? 'day'
          : second === undefined
            ? 'minute'
            : fraction === undefined
              ? 'second'
              : 'millisecond'
  return whenOfParts(
    [
      Number(year),
      Number(month ?? 1),
      Number(day ?? 1),
      Number(hour ?? 0),
      Number(minute ?? 0),
      Number(second ?? 0),
    ],
    precision,
    zone === undefined ? undefined : zoneMinutes(zone),
    fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
  )
}

/** Calendar parts [year, month 1–12, day, hour, minute, second] to a moment; undefined if they are not a date. */
export function whenOfParts(
  parts: readonly [number, number, number, number, number, number],
  precision: Precision,
  offsetMinutes?: number,
  milliseconds = 0,
): When | undefined {
  const [year, month, day, hour, minute, second] = parts
  if (hour > 23 || minute > 59 || second > 60) return undefined
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milliseconds))
  if (utc.getUTCFullYear() !== year || utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== day)
    return undefined
  const at = utc.getTime() - (offsetMinutes ?? 0) * 60_000
  if (!isPlausible(at)) return undefined
  return { at, precision, zoneKnown: offsetMinutes !== undefined }
}

/** `Z`, `+09:00`, `-0530` to minutes east of UTC. */
export function zoneMinutes(zone: string): number {
  if (/^z$/i.test(zone)) return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)))
}
