const perMinute = 10
/** Of all callers together: far above what people need, far below what guessing a code of 40 bits in its one day would. */
const ofAllPerMinute = 1_000
const minuteMs = 60_000

/**
 * Counts tries of the last minute by caller, so that nobody's wrong codes lock the owner out. `begin` answers how to take the try
 * back (it was no wrong one), or undefined where there were too many.
 */
export function fewTries() {
  let tries: { caller: string; at: number }[] = []
  return {
    begin(caller: string, now: number): (() => void) | undefined {
      tries = tries.filter(({ at }) => now - at < minuteMs)
      if (tries.length >= ofAllPerMinute) return undefined
      if (tries.filter(one => one.caller === caller).length >= perMinute) return undefined
      const mine = { caller, at: now }
      tries.push(mine)
      return () => {
        tries = tries.filter(one => one !== mine)
      }
    },
  }
}
