import { type ComponentType, lazy, StrictMode, Suspense, useEffect, useLayoutEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { changed, setSignedIn, useLoad, useSignedIn } from './parts/api.ts'
import { Frame } from './parts/frame.tsx'
import { Speaking, useSpeech } from './parts/language.tsx'
import { keptPlace, useAddress } from './parts/router.tsx'
import type { Route } from './parts/routes.ts'
import { Loading, Nowhere, TroubleNote } from './parts/states.tsx'
import type { Home } from './welcome/shape.ts'
import './parts/base.css'

const Access = lazy(() => import('./welcome/access.tsx'))
const rooms: { [room in Exclude<Route['room'], 'nowhere' | 'person'>]: ComponentType<{ home: Home }> } = {
  welcome: lazy(() => import('./welcome/screen.tsx')),
  supporters: lazy(() => import('./supporters/screen.tsx')),
  imports: lazy(() => import('./imports/screen.tsx')),
  sources: lazy(() => import('./sources/screen.tsx')),
  truth: lazy(() => import('./truth/screen.tsx')),
}
const Person = lazy(() => import('./person/screen.tsx'))

function App() {
  const signedIn = useSignedIn()
  const { follow } = useSpeech()
  const { data: home, trouble, reload } = useLoad<Home>(signedIn ? '/home' : null)
  const setting = home?.language
  useEffect(() => follow(setting ?? null), [setting, follow])

  if (!signedIn || trouble?.kind === 'signed-out')
    return (
      <Suspense fallback={<Loading />}>
        <Access
          onSignedIn={() => {
            setSignedIn(true)
            changed()
          }}
        />
      </Suspense>
    )
  if (!home)
    return <main>{trouble ? <TroubleNote trouble={trouble} again={reload} isWholePage /> : <Loading />}</main>
  return (
    <Frame home={home}>
      <Suspense fallback={<Loading />}>
        <Room home={home} />
      </Suspense>
    </Frame>
  )
}

function Room({ home }: { home: Home }) {
  const { route } = useAddress()
  const isEmpty = home.people === 0 && home.acts === 0
  const room = route.room === 'welcome' && !isEmpty ? 'supporters' : route.room
  const key = route.room === 'person' ? `person ${route.personId}` : room
  return (
    <Arrival key={key}>
      {room === 'nowhere' ? (
        <Nowhere />
      ) : route.room === 'person' ? (
        <Person personId={route.personId} />
      ) : (
        <Named room={room as keyof typeof rooms} home={home} />
      )}
    </Arrival>
  )
}

function Named({ room, home }: { room: keyof typeof rooms; home: Home }) {
  const Screen = rooms[room]
  return <Screen home={home} />
}

let arrivedBefore = false

/** On a new page the focus goes to its heading and the view to its top; on the way back, to where it was left. */
function Arrival({ children }: { children: React.ReactNode }) {
  const page = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = keptPlace()
    scrollTo(0, place ?? 0)
    if (arrivedBefore && place === undefined)
      page.current?.querySelector('h1')?.focus({ preventScroll: true })
    arrivedBefore = true
  }, [])
  return <div ref={page}>{children}</div>
}

createRoot(document.getElementById('enishi')!).render(
  <StrictMode>
    <Speaking>
      <App />
    </Speaking>
  </StrictMode>,
)
