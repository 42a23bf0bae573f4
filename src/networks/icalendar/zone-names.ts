import { windowsZones } from './windows-zones.ts'

const REMEMBERED = 1_000
const known = new Map<string, string | undefined>()

/** A zone's name without the quotation marks, escapes and address of a program around it. */
export const plainName = (tzid: string) =>
  tzid
    .slice(0, 300)
    .replace(/^\s*"|"\s*$/g, '')
    .replace(/\\([,;\\"])/g, '$1')
    .replace(/^\s*tzone:\/\/microsoft\//i, '')
    .replace(/\s+/g, ' ')
    .trim()

/** `Asia/Tokyo`, `Tokyo Standard Time`, and what ends in one: `/citadel.org/20210210_1/Europe/Berlin`. */
export function ianaOf(name: string): string | undefined {
  return remembered(`name ${name}`, () => {
    const pieces = name.split('/').filter(Boolean)
    const tails = pieces.map((_, i) => pieces.slice(i).join('/'))
    return [windowsZones.get(name.toLowerCase()), ...tails.filter(isPlain)].find(isZone)
  })
}

/**
 * What only a person would tell from the name: `(UTC+09:00) Osaka, Sapporo, Tokyo`, `Eastern Time (US & Canada)`,
 * `GMT+0100`. Where an offset is all there is, it holds if no zone that has it moves its clocks.
 */
export function likelyZoneOf(name: string): string | undefined {
  return remembered(`likely ${name}`, () => {
    const found = /^\(?(?:utc|gmt|z)?\s*([+-])(\d{1,2})(?::?(\d\d))?\)?(?:\s+(.*))?$/i.exec(name)
    const isZero = /^\((?:utc|gmt)\)/i.test(name)
    if (!found && !isZero) return byCities(name, undefined)
    const minutes = found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0)) : 0
    if (Math.abs(minutes) > 14 * 60) return undefined
    const places = found ? found[4] : name.slice(5)
    const fixed = offsetName(minutes)
    if (!places?.trim()) return fixed
    return byCities(places.trim(), minutes) ?? (isSteady(minutes) ? fixed : undefined)
  })
}

/** Cities after which zones are called; of an offset, or several that have one. */
function byCities(text: string, minutes: number | undefined): string | undefined {
  const named = windowsZones.get(text.toLowerCase())
  if (named && (minutes === undefined || standardOf(named) === minutes)) return named
  const names = text.split(/\s*[,、،;]\s*/).map(name => name.toLowerCase())
  const zones = names.flatMap(name => cities().get(name) ?? [])
  if (minutes !== undefined) return zones.find(zone => standardOf(zone) === minutes)
  const offsets = new Set(zones.map(standardOf))
  return zones.length > 1 && offsets.size === 1 ? zones[0] : undefined
}

let byCity: Map<string, string[]> | undefined

function cities(): Map<string, string[]> {
  if (byCity) return byCity
  byCity = new Map()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.split('/').at(-1)!.replaceAll('_', ' ').toLowerCase()
    byCity.set(city, [...(byCity.get(city) ?? []), zone])
  }
  return byCity
}

const standards = new Map<string, readonly [january: number, july: number]>()

function yearOf(zone: string): readonly [january: number, july: number] {
  let found = standards.get(zone)
  if (!found) {
    found = [offsetAt(zone, Date.UTC(2026, 0, 15)) / 60_000, offsetAt(zone, Date.UTC(2026, 6, 15)) / 60_000]
    standards.set(zone, found)
  }
  return found
}

const standardOf = (zone: string) => Math.min(...yearOf(zone))

function isSteady(minutes: number): boolean {
  const there = Intl.supportedValuesOf('timeZone').filter(zone => standardOf(zone) === minutes)
  return there.every(zone => yearOf(zone)[0] === yearOf(zone)[1])
}

const offsetName = (minutes: number) => {
  const size = Math.abs(minutes)
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`
}

const isPlain = (name: string) => /^[a-z][\w+-]*(?:\/[\w+-]+)*$/i.test(name)
const isZone = (name: string | undefined) => name !== undefined && formatOf(name) !== undefined

function remembered(key: string, find: () => string | undefined): string | undefined {
  if (known.has(key)) return known.get(key)
  const found = find()
  if (known.size >= REMEMBERED) known.clear()
  known.set(key, found)
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
export function offsetAt(zone: string, at: number): number {
  const text = formatOf(zone)!
    .formatToParts(at)
    .find(part => part.type === 'timeZoneName')?.value
  const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text ?? '')
  if (!found) return 0
  const seconds = Number(found[2]) * 3_600 + Number(found[3]) * 60 + Number(found[4] ?? 0)
  return (found[1] === '-' ? -1 : 1) * seconds * 1_000
}
