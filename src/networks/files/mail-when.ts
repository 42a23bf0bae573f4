import { type When, whenOfParts, zoneMinutes } from '#ledger/when.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
/** Zone names that RFC 5322 still allows, and JST, which Japanese mailers of the nineties wrote alone. Minutes. */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  jst: 540,
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
}

/**
 * A Date header, also as feeds write theirs (RFC 822, RFC 5322): `Wed, 30 Sep 2026 17:12:40 +0900 (JST)`, and what old programs made of it (no weekday, two-digit
 * years, `17.12.40`, zones by name). A name of a zone that is not known leaves the zone unknown.
 */
export function whenOfMail(text: string | undefined): When | undefined {
  if (!text || text.length > 200) return undefined
  const found =
    /^\s*(?:[a-z]{1,9}\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4}),?\s+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:\.\d+)?\s*([+-]\d{4}|[a-z]{1,5})?/i.exec(
      text,
    )
  if (!found) return undefined
  const [, day, month, year, hour, minute, second, zone] = found
  return whenOf(year!, month!, day!, [hour!, minute!, second], zone)
}

/** The line before a message: `From yui@sato.example Mon Mar 04 11:20:34 +0000 2024`, usually without a zone. */
export function whenOfFromLine(line: string): When | undefined {
  const found =
    /\s([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s+(?:([+-]\d{4}|[a-z]{3,5})\s+)?(\d{4})(?:\s+([+-]\d{4}))?\s*$/i.exec(
      line.slice(-200),
    )
  if (!found) return undefined
  const [, month, day, hour, minute, second, before, year, after] = found
  return whenOf(year!, month!, day!, [hour!, minute!, second], after ?? before)
}

function whenOf(
  year: string,
  month: string,
  day: string,
  [hour, minute, second]: readonly [string, string, string | undefined],
  zone: string | undefined,
): When | undefined {
  const at = months.indexOf(month.toLowerCase())
  if (at < 0) return undefined
  const offset =
    zone === undefined ? undefined : /^[+-]/.test(zone) ? zoneMinutes(zone) : zones[zone.toLowerCase()]
  return whenOfParts(
    [fullYear(year), at + 1, Number(day), Number(hour), Number(minute), Number(second ?? 0)],
    second === undefined ? 'minute' : 'second',
    // `+9999` is no place on Earth.
    offset !== undefined && Math.abs(offset) > 24 * 60 ? undefined : offset,
  )
}

/** RFC 5322, section 4.3: two digits below 50 are 20…, others 19…; three digits count from 1900. */
function fullYear(text: string): number {
  const year = Number(text)
  return text.length === 4 ? year : text.length === 3 || year >= 50 ? 1900 + year : 2000 + year
}
