export type Route =
  | {
      room:
        | 'welcome'
        | 'supporters'
        | 'imports'
        | 'queue'
        | 'me'
        | 'programs'
        | 'sources'
        | 'truth'
        | 'nowhere'
    }
  | { room: 'person'; personId: string }

/** The page an address stands for. `/` is the welcome page, or the supporters once there is somebody in the ledger. */
export function routeOf(path: string): Route {
  const [first = '', second, ...more] = path.replace(/^\/|\/$/g, '').split('/')
  if (first === 'people' && second && more.length === 0)
    return { room: 'person', personId: decodeURIComponent(second) }
  if (second !== undefined) return { room: 'nowhere' }
  if (first === '') return { room: 'welcome' }
  if (
    first === 'supporters' ||
    first === 'imports' ||
    first === 'queue' ||
    first === 'me' ||
    first === 'programs' ||
    first === 'sources' ||
    first === 'truth'
  )
    return { room: first }
  return { room: 'nowhere' }
}

export function pathOf(route: Route): string {
  if (route.room === 'person') return `/people/${encodeURIComponent(route.personId)}`
  return route.room === 'welcome' || route.room === 'nowhere' ? '/' : `/${route.room}`
}
