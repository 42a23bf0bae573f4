import { useState } from 'react'
import { AddPerson } from '../parts/add-person.tsx'
import { call, changed } from '../parts/api.ts'
import { DropFiles } from '../parts/drop-files.tsx'
import { useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { go, To } from '../parts/router.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { words as partWords } from '../parts/words.ts'
import type { Home } from './shape.ts'
import { words } from './words.ts'
import './screen.css'

/** The first page: what this is, and three doors. */
export default function WelcomeScreen() {
  const w = useWords(words)
  const p = useWords(partWords)
  useTitle(p.tagline)
  return (
    <div className="room welcome">
      <header className="stack">
        <h1 tabIndex={-1}>{w.title}</h1>
        <p className="welcome-what">{w.what}</p>
        <p className="small soft">{w.private}</p>
      </header>
      <div className="doors">
        <Look />
        <Bring />
        <StartEmpty />
      </div>
    </div>
  )
}

function Look() {
  const w = useWords(words)
  const [busy, setBusy] = useState(false)
  const look = async () => {
    setBusy(true)
    try {
      await call('POST', '/sample')
      await settled()
      changed()
      go('/supporters')
    } catch (error) {
      say(error instanceof Error ? error.message : '')
      setBusy(false)
    }
  }
  return (
    <section className="door">
      <h2>{w.lookTitle}</h2>
      <div className="stack">
        <p>{w.look}</p>
        <div>
          <button type="button" className="main-act" disabled={busy} onClick={look}>
            {busy ? w.lookBusy : w.lookDo}
          </button>
        </div>
      </div>
    </section>
  )
}

/** Until all files of the sample people are read, so that the next page does not open half empty. */
async function settled() {
  for (let round = 0; round < 120; round++) {
    await new Promise(done => setTimeout(done, 500))
    const { runningImports, people } = await call<Home>('GET', '/home')
    if (runningImports === 0 && people > 0) return
  }
}

const guides = ['mastodon', 'linkedin', 'wordpress', 'contacts', 'webmention'] as const

function Bring() {
  const w = useWords(words)
  return (
    <section className="door">
      <h2>{w.bringTitle}</h2>
      <div className="stack">
        <p>{w.bring}</p>
        <DropFiles onBrought={() => go('/imports')} />
        <h3>{w.guides}</h3>
        <div className="guides">
          {guides.map(network => (
            <details key={network} name="guide">
              <summary>{w[network]}</summary>
              <p>{w[`${network}How`]}</p>
              <p className="small soft">
                {w.guidesWait}: {w[`${network}Wait`]}
              </p>
            </details>
          ))}
        </div>
      </div>
    </section>
  )
}

function StartEmpty() {
  const w = useWords(words)
  const [names, setNames] = useState<readonly string[]>([])
  return (
    <section className="door">
      <h2>{w.emptyTitle}</h2>
      <div className="stack">
        <p>{w.empty}</p>
        {names.length > 0 && (
          <>
            <p className="small soft" role="status">
              {w.emptyCount(names.length)}
            </p>
            <ul className="written">
              {names.map(name => (
                <li key={name}>
                  <Outside>{name}</Outside>
                </li>
              ))}
            </ul>
          </>
        )}
        {names.length < 3 && <AddPerson refresh={false} onAdded={(_, name) => setNames([...names, name])} />}
        {names.length > 0 && (
          <To className="button" to="/supporters" onClick={() => changed()}>
            {w.emptyDone}
          </To>
        )}
      </div>
    </section>
  )
}
