import { useEffect, useRef, useState } from 'react'
import { call, changed, useLoad } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { go } from '../parts/router.tsx'
import { TroubleNote } from '../parts/states.tsx'
import { say } from '../parts/toast.tsx'
import { Connect } from './connect.tsx'
import { words } from './live-words.ts'
import type { LiveKind, LiveSource, LiveSources } from './shape.ts'
import { Sight } from './sight.tsx'
import './live.css'

const lookAgainMs = 2_000

/** The accounts that are followed, how each stands, and how to connect one. */
export function Live() {
  const w = useWords(words)
  const { data, trouble, reload } = useLoad<LiveSources>('/live')
  const isComingBack = useComingBack()
  const isFilling = data?.connected.some(source => source.state === 'filling') ?? false
  useEffect(() => {
    if (!isFilling) return
    const timer = setInterval(reload, lookAgainMs)
    return () => clearInterval(timer)
  }, [isFilling, reload])
  return (
    <section className="stack live" aria-labelledby="live">
      <header className="stack tight">
        <h2 id="live">{w.title}</h2>
        <p className="soft">{w.intro}</p>
      </header>
      {isComingBack && <p role="status">{w.back}</p>}
      {trouble && <TroubleNote trouble={trouble} again={reload} />}
      {data && (
        <>
          {data.connected.length === 0 && <p className="soft">{w.none}</p>}
          <ul className="sources" aria-label={w.title}>
            {data.connected.map(source => (
              <li key={source.liveId}>
                <Followed source={source} kind={data.kinds.find(({ kind }) => kind === source.kind)} />
              </li>
            ))}
          </ul>
          <h3>{w.connectTitle}</h3>
          <ul className="sheet live-kinds">
            {data.kinds.map(kind => (
              <li key={kind.kind}>
                <Offer kind={kind} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Followed({ source, kind }: { source: LiveSource; kind: LiveKind | undefined }) {
  const w = useWords(words)
  const format = useFormat()
  const [asks, setAsks] = useState(false)
  const [anew, setAnew] = useState(false)
  const waits = source.state === 'token-lost' || source.state === 'refused'
  const act = async (method: 'POST' | 'DELETE', path: string, done: string) => {
    try {
      await call(method, path)
      say(done)
    } catch (error) {
      say(error instanceof Error ? error.message : '')
    }
    setAsks(false)
    changed()
  }
  return (
    <article className="sheet source">
      <header className="live-head">
        <h3>
          <Outside>{source.name}</Outside>
        </h3>
        <p className="live-state" data-state={source.state}>
          {source.state === 'following'
            ? w.following(format.ago(source.followedAt ?? new Date().toISOString()))
            : w[source.state]}
        </p>
      </header>
      <p className="small soft">
        {source.title} ·{' '}
        {w.count(format.number(source.acts), format.number(source.people), source.acts, source.people)}
      </p>
      {source.state === 'filling' && (
        <progress aria-label={w.filling} max={1} {...(source.done !== null && { value: source.done })} />
      )}
      {source.notice && <p className="source-stale">{source.notice}</p>}
      <div className="acts">
        {waits && kind && (
          <button type="button" className="main-act" aria-expanded={anew} onClick={() => setAnew(!anew)}>
            {w.connectAnew}
            <span className="unseen">: {source.name}</span>
          </button>
        )}
        {source.state === 'following' && (
          <button
            type="button"
            onClick={() => act('POST', `/live/${source.liveId}/follow`, w.followed(source.name))}
          >
            {w.follow}
            <span className="unseen">: {source.name}</span>
          </button>
        )}
        <button type="button" className="quiet" onClick={() => setAsks(true)}>
          {w.disconnect}
          <span className="unseen">: {source.name}</span>
        </button>
      </div>
      {anew && kind && <Connect kind={kind} onDone={() => setAnew(false)} />}
      {asks && (
        <Dialog title={w.disconnectTitle} onClose={() => setAsks(false)}>
          <p>
            <Outside>{source.name}</Outside>
          </p>
          <p>{w.disconnectWhat}</p>
          <div className="acts">
            <button
              type="button"
              className="grave"
              onClick={() => act('DELETE', `/live/${source.liveId}`, w.disconnected(source.name))}
            >
              {w.disconnectDo}
            </button>
            <button type="button" onClick={() => setAsks(false)}>
              {w.keep}
            </button>
          </div>
        </Dialog>
      )}
    </article>
  )
}

function Offer({ kind }: { kind: LiveKind }) {
  const w = useWords(words)
  const box = useRef<HTMLDetailsElement>(null)
  return (
    <details ref={box} className="live-offer">
      <summary>{kind.title}</summary>
      <div className="stack">
        <div className="source-sight">
          <Sight title={w.sees} lines={kind.sees} kind="sees" />
          <Sight title={w.cannotSee} lines={kind.cannotSee} kind="hidden" />
        </div>
        <div>
          <h4>{w.howTo}</h4>
          <p>{kind.howTo}</p>
        </div>
        <Connect
          kind={kind}
          onDone={() => {
            if (box.current) box.current.open = false
          }}
        />
      </div>
    </details>
  )
}

/** The network sends the owner back here with `state` and `code`; they are used once and leave the address at once. */
function useComingBack(): boolean {
  const w = useWords(words)
  const [isBusy, setBusy] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with the words of that moment
  useEffect(() => {
    const query = Object.fromEntries(new URLSearchParams(location.search))
    const { state, ...rest } = query
    if (!state || !(rest.code || rest.error)) return
    go('/sources', 'replace')
    setBusy(true)
    call('POST', '/live/sign-in', { state, query: rest })
      .then(() => say(w.connected))
      .catch(error => say(error instanceof Error ? error.message : ''))
      .finally(() => {
        setBusy(false)
        changed()
      })
  }, [])
  return isBusy
}
