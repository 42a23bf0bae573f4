import ICAL from 'ical.js'
import { within } from './within.ts'

/** Names that Outlook and Exchange write, of the zones most people live in (CLDR, windowsZones). */
const windows = new Map(
  `Tokyo Standard Time=Asia/Tokyo|Korea Standard Time=Asia/Seoul|China Standard Time=Asia/Shanghai|
  Taipei Standard Time=Asia/Taipei|Singapore Standard Time=Asia/Singapore|SE Asia Standard Time=Asia/Bangkok|
  India Standard Time=Asia/Kolkata|Arabian Standard Time=Asia/Dubai|Arab Standard Time=Asia/Riyadh|
  Israel Standard Time=Asia/Jerusalem|Turkey Standard Time=Europe/Istanbul|Russian Standard Time=Europe/Moscow|
  FLE Standard Time=Europe/Kiev|GTB Standard Time=Europe/Bucharest|E. Europe Standard Time=Europe/Chisinau|
  W. Europe Standard Time=Europe/Berlin|Romance Standard Time=Europe/Paris|Central Europe Standard Time=Europe/Budapest|
  Central European Standard Time=Europe/Warsaw|GMT Standard Time=Europe/London|Greenwich Standard Time=Atlantic/Reykjavik|
  UTC=UTC|Coordinated Universal Time=UTC|South Africa Standard Time=Africa/Johannesburg|Egypt Standard Time=Africa/Cairo|
  W. Central Africa Standard Time=Africa/Lagos|E. Africa Standard Time=Africa/Nairobi|
  E. South America Standard Time=America/Sao_Paulo|Argentina Standard Time=America/Buenos_Aires|
  SA Pacific Standard Time=America/Bogota|Pacific SA Standard Time=America/Santiago|
  Atlantic Standard Time=America/Halifax|Eastern Standard Time=America/New_York|Central Standard Time=America/Chicago|
  Central Standard Time (Mexico)=America/Mexico_City|Mountain Standard Time=America/Denver|
  US Mountain Standard Time=America/Phoenix|Pacific Standard Time=America/Los_Angeles|
  Alaskan Standard Time=America/Anchorage|Hawaiian Standard Time=Pacific/Honolulu|
  AUS Eastern Standard Time=Australia/Sydney|E. Australia Standard Time=Australia/Brisbane|
  AUS Central Standard Time=Australia/Darwin|Cen. Australia Standard Time=Australia/Adelaide|
  W. Australia Standard Time=Australia/Perth|New Zealand Standard Time=Pacific/Auckland|
  Pakistan Standard Time=Asia/Karachi|Bangladesh Standard Time=Asia/Dhaka|Sri Lanka Standard Time=Asia/Colombo|
  Nepal Standard Time=Asia/Kathmandu|Myanmar Standard Time=Asia/Rangoon|West Asia Standard Time=Asia/Tashkent|
  Central Asia Standard Time=Asia/Almaty|Iran Standard Time=Asia/Tehran|Vladivostok Standard Time=Asia/Vladivostok`
    .split('|')
    .map(pair => pair.trim().split('=') as [string, string]),
)

const DEFINED = 200

/** Wall clock readings of a calendar's zones as moments. Milliseconds; `clock`: the reading taken for UTC. */
export class Zones {
  private readonly defined = new Map<string, ICAL.Timezone>()

  /** A VTIMEZONE of the calendar: for names that only it knows. */
  define(text: string): void {
    try {
      const component = new ICAL.Component(ICAL.parse(text))
      const tzid = String(component.getFirstPropertyValue('tzid') ?? '')
      if (tzid && this.defined.size < DEFINED) this.defined.set(tzid, new ICAL.Timezone({ component, tzid }))
    } catch {
      // A zone that cannot be read is one that is not known.
    }
  }

  /** Undefined where the zone is not known. */
  momentOf(clock: number, tzid: string): number | undefined {
    const known = ianaOf(tzid)
    if (known) return clock - offsetAt(known, clock - offsetAt(known, clock))
    const zone = this.defined.get(tzid)
    if (!zone) return undefined
    return within(500, () => {
      const time = ICAL.Time.fromJSDate(new Date(clock), true)
      time.zone = zone
      return time.toUnixTime() * 1_000
    })
  }
}

const known = new Map<string, string | undefined>()
const REMEMBERED = 1_000

/** `Asia/Tokyo`, `Tokyo Standard Time`, `/freeassociation.sourceforge.net/Tzfile/Asia/Tokyo`. */
function ianaOf(tzid: string): string | undefined {
  if (known.has(tzid)) return known.get(tzid)
  const plain = tzid.replace(/^"|"$/g, '').slice(0, 200)
  const names = [windows.get(plain), /^[\w+-]+(?:\/[\w+-]+)*$/.test(plain) ? plain : undefined]
  const tail = /(?:^|\/)((?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w/+-]+)$/.exec(
    plain,
  )?.[1]
  const found = [...names, tail].find(name => name !== undefined && formatOf(name) !== undefined)
  if (known.size >= REMEMBERED) known.clear()
  known.set(tzid, found)
  return found
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>()

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone)
  let format: Intl.DateTimeFormat | undefined
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    format = undefined
  }
  if (formats.size >= REMEMBERED) formats.clear()
  formats.set(zone, format)
  return format
}

/** Milliseconds east of UTC. */
function offsetAt(zone: string, at: number): number {
  const text = formatOf(zone)!
    .formatToParts(at)
    .find(part => part.type === 'timeZoneName')?.value
  const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text ?? '')
  if (!found) return 0
  const seconds = Number(found[2]) * 3_600 + Number(found[3]) * 60 + Number(found[4] ?? 0)
  return (found[1] === '-' ? -1 : 1) * seconds * 1_000
}
