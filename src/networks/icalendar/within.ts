import { createContext, Script } from 'node:vm'

/** The library counts through a rule that never comes true for ever; a watchdog of the engine is what can stop it. */
const place = createContext({ work: undefined as unknown })
const script = new Script('work()')

/** What `work` gives, or undefined when it fails or takes longer than so many milliseconds. */
export function within<T>(milliseconds: number, work: () => T): T | undefined {
  place.work = work
  try {
    return script.runInContext(place, { timeout: milliseconds }) as T
  } catch {
    return undefined
  } finally {
    place.work = undefined
  }
}
