import { HttpTrouble } from '#networks/live.ts'

/** At one host at the same time. */
const atOnce = 4
/** The limit that Mastodon sets its clients, taken as good manners everywhere. */
const perWindow = 300
const windowMs = 5 * 60_000
const hostsKept = 1_000

type Host = { active: number; waiting: (() => void)[]; asked: number; since: number }

/** Whose turn it is at each host: a few requests at once, and a budget for a window of time. */
export function turns(now: () => number) {
  const hosts = new Map<string, Host>()

  const hostOf = (name: string): Host => {
    let host = hosts.get(name)
    if (!host) {
      if (hosts.size >= hostsKept) forgetIdle()
      hosts.set(name, (host = { active: 0, waiting: [], asked: 0, since: now() }))
    }
    if (now() - host.since >= windowMs) Object.assign(host, { asked: 0, since: now() })
    return host
  }

  const forgetIdle = () => {
    for (const [name, host] of hosts)
      if (host.active === 0 && (now() - host.since >= windowMs || hosts.size >= 2 * hostsKept))
        hosts.delete(name)
  }

  /** Waits for a place and returns what gives it back. Throws HttpTrouble 'busy' when the budget is used up. */
  return async (name: string, signal: AbortSignal): Promise<() => void> => {
    const host = hostOf(name)
    if (host.asked >= perWindow)
      throw new HttpTrouble('busy', 'Enough was asked of this host for now.', host.since + windowMs)
    host.asked++
    if (host.active >= atOnce)
      await new Promise<void>((resolve, reject) => {
        const leave = () => {
          host.waiting.splice(host.waiting.indexOf(enter), 1)
          reject(signal.reason)
        }
        const enter = () => {
          signal.removeEventListener('abort', leave)
          resolve()
        }
        host.waiting.push(enter)
        signal.addEventListener('abort', leave, { once: true })
      })
    else host.active++
    let given = false
    return () => {
      if (given) return
      given = true
      // The place goes straight to the next in line.
      const next = host.waiting.shift()
      if (next) next()
      else host.active--
    }
  }
}
