import { Component, type ReactNode, StrictMode, useEffect, useLayoutEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { changed, setSignedIn, Trouble, useLoad, useSignedIn } from './parts/api.ts'
import { Frame } from './parts/frame.tsx'
import { Speaking, useSpeech } from './parts/language.tsx'
import { fetchAhead, useLater } from './parts/later.ts'
import { inner } from './parts/path.ts'
import { keptPlace, useAddress } from './parts/router.tsx'
import type { Route } from './parts/routes.ts'
import { Loading, Nowhere, TroubleNote } from './parts/states.tsx'
import type { Home } from './welcome/shape.ts'
import './parts/base.css'

const access = () => import('./welcome/access.tsx')
const person = () => import('./person/screen.tsx')
const rooms = {
  welcome: () => import('./welcome/screen.tsx'),
  supporters: () => import('./supporters/screen.tsx'),
  imports: () => import('./imports/screen.tsx'),
  queue: () => import('./queue/screen.tsx'),
  me: () => import('./me/screen.tsx'),
  programs: () => import('./programs/screen.tsx'),
  sources: () => import('./sources/screen.tsx'),
  truth: () => import('./truth/screen.tsx'),
}

function App() {
  const signedIn = useSignedIn()
  const { follow } = useSpeech()
  const { data, trouble, reload } = useLoad<Home>(signedIn ? '/home' : null)
  // Kept while it is asked for in another language, so that what is open stays open.
  const lastHome = useRef<Home | undefined>(undefined)
  if (data) lastHome.current = data
  const home = data ?? lastHome.current
  const isOutside = !signedIn || trouble?.kind === 'signed-out'
  const Access = useLater(access, isOutside)
  const setting = home?.language

  // While an import runs, every page learns of it when it is through.
  const running = home?.runningImports ?? 0
  const before = useRef(running)
  useEffect(() => {
    if (running < before.current) changed()
    before.current = running
    if (running === 0) return
    const timer = setInterval(reload, 2000)
    return () => clearInterval(timer)
  }, [running, reload])

  useEffect(() => follow(setting ?? null), [setting, follow])

  if (isOutside) {
    const enter = () => {
      setSignedIn(true)
      changed()
    }
    return Access ? <Access onSignedIn={enter} /> : <Loading />
  }
  if (!home)
    return <main>{trouble ? <TroubleNote trouble={trouble} again={reload} isWholePage /> : <Loading />}</main>
  return (
    <Frame home={home}>
      <Stumble>
        <Room home={home} />
      </Stumble>
    </Frame>
  )
}

function Room({ home }: { home: Home }) {
  const { route } = useAddress()
  const isEmpty = home.people === 0 && home.acts === 0
  const name = route.room === 'welcome' && !isEmpty ? 'supporters' : route.room
  const isPlain = name !== 'nowhere' && name !== 'person'
  const Screen = useLater(isPlain ? rooms[name] : rooms.supporters, isPlain)
  const Person = useLater(person, name === 'person')

  // The other pages come while nothing else happens, so that going there takes no time.
  useEffect(() => {
    const timer = setTimeout(() => [...Object.values(rooms), person].forEach(fetchAhead), 2500)
    return () => clearTimeout(timer)
  }, [])

  if (name === 'nowhere')
    return (
      <Arrival key="nowhere">
        <Nowhere />
      </Arrival>
    )
  if (route.room === 'person')
    return Person ? (
      <Arrival key={`person ${route.personId}`}>
        <Person personId={route.personId} />
      </Arrival>
    ) : (
      <Loading />
    )
  return Screen ? (
    <Arrival key={name}>
      <Screen home={home} />
    </Arrival>
  ) : (
    <Loading />
  )
}

let arrivedBefore = false

/**
 * On a new page the focus goes to its heading and the view to its top; on the way back, to where it was left. A page
 * that comes late leaves the focus to a dialog that has been opened meanwhile: who types there loses no letter.
 */
function Arrival({ children }: { children: ReactNode }) {
  const page = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = keptPlace()
    scrollTo(0, place ?? 0)
    const isCovered = document.querySelector('[role=dialog], dialog[open]') !== null
    if (arrivedBefore && place === undefined && !isCovered) {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      page.current?.querySelector('h1')?.focus({ preventScroll: true })
    }
    arrivedBefore = true
  }, [])
  return <div ref={page}>{children}</div>
}

/** What no page expected ends here, in a sentence; the page is then loaded anew. */
class Stumble extends Component<{ children: ReactNode }, { stumbled: boolean }> {
  override state = { stumbled: false }
  static getDerivedStateFromError = () => ({ stumbled: true })
  override render() {
    if (!this.state.stumbled) return this.props.children
    return <TroubleNote trouble={new Trouble(500, null)} again={() => location.reload()} isWholePage />
  }
}

fetchAhead(routeAhead())
createRoot(document.getElementById('enishi')!).render(
  <StrictMode>
    <Speaking>
      <App />
    </Speaking>
  </StrictMode>,
)

/** The page that will most likely be wanted, fetched beside the first question to the server. */
function routeAhead() {
  const first = inner(location.pathname).split('/')[1] ?? ''
  if (first === 'people') return person
  const room = first as Exclude<Route['room'], 'nowhere' | 'person'>
  return Object.hasOwn(rooms, room) ? rooms[room] : rooms.supporters
}
