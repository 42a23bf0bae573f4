import { type When, whenOfParts, zoneMinutes } from '#ledger/when.ts'
import { monthOf } from './month-names.ts'

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

const month = String.raw`\p{L}{3,12}`
/** A weekday in any language, in front of a date. */
const weekday = String.raw`(?:[\p{L}]{1,12}\.?(?:\s*,\s*|\s+))?`
const day = String.raw`\d{1,2}(?:st|nd|rd|th|er)?`
const clock = String.raw`(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,]\d+)?(?:\s*([ap])\.?m\b\.?)?`
const zone = String.raw`\s*[(\[]?((?:utc|gmt|ut)?\s*[+-]\d{1,2}:?\d\d|[a-z]{1,5}\b)?`
const form = (text: string) => new RegExp(`^\\s*${text}`, 'iu')

/** What stands where: [year, month, day, hour, minute, second, am or pm, zone]. */
const forms: readonly [RegExp, readonly number[]][] = [
  // `Wed, 30 Sep 2026 17:12:40 +0900 (JST)`, `Wednesday, 30-Sep-26 08:12:40 GMT`, and without a weekday.
  [
    form(`${weekday}(${day})[\\s.-]+(${month})\\.?[\\s-]+(\\d{4}|\\d{2,3}),?\\s+(?:at\\s+)?${clock}${zone}`),
    [3, 2, 1, 4, 5, 6, 7, 8],
  ],
  // `Wed Sep 30 17:12:40 2026`, with the zone before or behind the year (asctime, date, ctime).
  [
    form(
      `${weekday}(${month})\\.?\\s+(${day})\\s+${clock}(?:\\s+([+-]\\d{4}|[a-z]{1,5}))?\\s+(\\d{4})(?!\\d|:)${zone}`,
    ),
    [8, 1, 2, 3, 4, 5, 6, 9, 7],
  ],
  // `Wed Sep 30 2026 17:12:40 GMT+0900 (JST)`, `Sep 30, 2026 5:12:40 PM`.
  [
    form(`${weekday}(${month})\\.?\\s+(${day}),?\\s+(\\d{4}),?\\s+(?:at\\s+)?${clock}${zone}`),
    [3, 1, 2, 4, 5, 6, 7, 8],
  ],
  // `2026-09-30T17:12:40.123+09:00`, `2026/09/30 17:12:40`, `2026年9月30日 17:12:40`: the year first is never ambiguous.
  [
    form(
      `${weekday}(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:\\s*\\([^()]{1,9}\\))?[\\sT]+${clock}${zone}`,
    ),
    [1, 2, 3, 4, 5, 6, 7, 8],
  ],
]

/**
 * A Date header, also as feeds write theirs (RFC 822, RFC 5322): `Wed, 30 Sep 2026 17:12:40 +0900 (JST)`, and what
 * programs of forty years made of it: no weekday, two-digit years, `17.12.40`, zones by name, asctime, ISO 8601, months
 * in their own language. A name of a zone that is not known leaves the zone unknown; `9/10/26` is no date, since nobody
 * can tell which of the two is the month.
 */
export function whenOfMail(text: string | undefined): When | undefined {
  if (!text || text.length > 200) return undefined
  for (const [pattern, places] of forms) {
    const found = pattern.exec(text)
    if (!found) continue
    const [year, month, day, hour, minute, second, half, behind, before] = places.map(place => found[place])
    const when = whenOf(
      year!,
      month!,
      Number.parseInt(day!, 10),
      [hour!, minute!, second, half],
      before ?? behind,
    )
    if (when) return when
  }
  return undefined
}

/**
 * The line before a message: `From yui@sato.example Mon Mar 04 11:20:34 +0000 2024`, usually without a zone. `From - …`
 * is Thunderbird's and tells when the mail came into that folder, by import perhaps: it is no date of the mail.
 */
export function whenOfFromLine(line: string): When | undefined {
  if (/^From -(?:\s|$)/.test(line)) return undefined
  const found =
    /\s([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s+(?:([+-]\d{4}|[a-z]{3,5})\s+)?(\d{4})(?:\s+([+-]\d{4}))?(?:\s+remote from \S+)?\s*$/i.exec(
      line.slice(-200),
    )
  if (!found) return undefined
  const [, month, day, hour, minute, second, before, year, after] = found
  return whenOf(year!, month!, Number(day), [hour!, minute!, second, undefined], after ?? before)
}

function whenOf(
  year: string,
  month: string,
  day: number,
  [hour, minute, second, half]: readonly [string, string, string | undefined, string | undefined],
  zone: string | undefined,
): When | undefined {
  const number = /^\d/.test(month) ? Number(month) : monthOf(month)
  const clock = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour)
  if (number === undefined || (half && Number(hour) > 12)) return undefined
  const offset = offsetOf(zone)
  return whenOfParts(
    [fullYear(year), number, day, clock, Number(minute), Number(second ?? 0)],
    second === undefined ? 'minute' : 'second',
    // `+9999` is no place on Earth.
    offset !== undefined && Math.abs(offset) > 24 * 60 ? undefined : offset,
  )
}

/** `+0900`, `GMT+9:00`, `JST`. Minutes east of UTC. */
function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined
  const found = /^(?:utc|gmt|ut)?\s*([+-])(\d{1,2}):?(\d\d)$/i.exec(zone)
  return found
    ? zoneMinutes(`${found[1]}${found[2]!.padStart(2, '0')}${found[3]}`)
    : zones[zone.toLowerCase()]
}

/** RFC 5322, section 4.3: two digits below 50 are 20…, others 19…; three digits count from 1900. */
function fullYear(text: string): number {
  const year = Number(text)
  return text.length === 4 ? year : text.length === 3 || year >= 50 ? 1900 + year : 2000 + year
}
