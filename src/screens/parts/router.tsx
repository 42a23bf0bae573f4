import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react'
import { inner, outer } from './path.ts'
import { pathOf, type Route, routeOf } from './routes.ts'

const watchers = new Set<() => void>()
const tell = () => {
  for (const watcher of watchers) watcher()
}

history.scrollRestoration = 'manual'
addEventListener('popstate', tell)

const here = () => inner(location.pathname) + location.search

/** Goes to a page of Enishi. The place on the page that is left is kept with it, for the way back. */
export function go(to: string, how: 'push' | 'replace' = 'push') {
  if (how === 'push') {
    history.replaceState({ ...history.state, y: scrollY }, '')
    history.pushState({}, '', outer(to))
  } else history.replaceState(history.state, '', outer(to))
  tell()
}

/** How far down this page was when it was left; undefined on a page entered forwards. */
export const keptPlace = (): number | undefined => history.state?.y

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function useAddress(): { route: Route; query: URLSearchParams; address: string } {
  const address = useSyncExternalStore(watch, here)
  const url = new URL(address, location.origin)
  return { route: routeOf(url.pathname), query: url.searchParams, address }
}

type ToProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: Route | string }

/** A link inside Enishi: a real link, so that it can be opened in a new tab. */
export function To({ to, onClick, ...rest }: ToProps) {
  const href = typeof to === 'string' ? to : pathOf(to)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    go(href)
  }
  return <a href={outer(href)} onClick={follow} {...rest} />
}
