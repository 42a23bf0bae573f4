import { type OwnZone, ownZoneOf } from './own-zone.ts'
import { ianaOf, likelyZoneOf, offsetAt, plainName } from './zone-names.ts'

const DEFINED = 200

/** Wall clock readings of a calendar's zones as moments. Milliseconds; `clock`: the reading taken for UTC. */
export class Zones {
  private readonly defined = new Map<string, OwnZone>()

  /** A VTIMEZONE of the calendar: for names that only it knows. */
  define(text: string): void {
    if (this.defined.size >= DEFINED) return
    try {
      const found = ownZoneOf(text)
      if (found) this.defined.set(plainName(found.tzid), found.zone)
    } catch {
      // A zone that cannot be read is one that is not known.
    }
  }

  /** Undefined where the zone is not known. */
  momentOf(clock: number, tzid: string): number | undefined {
    const name = plainName(tzid)
    const own = this.defined.get(name)
    const zone = ianaOf(name) ?? (own ? undefined : likelyZoneOf(name))
    if (zone) return clock - offsetAt(zone, clock - offsetAt(zone, clock))
    const offset = own?.offsetAt(clock)
    return offset === undefined ? undefined : clock - offset
  }
}
