import type { ReactNode } from 'react'
import type { Trouble } from './api.ts'
import { useWords } from './language.tsx'
import { To } from './router.tsx'
import { words } from './words.ts'
import './states.css'

/** Shown only when a page takes longer than a blink, so that fast pages do not flicker. */
export function Loading() {
  const w = useWords(words)
  return (
    <p className="loading soft" role="status">
      {w.loading}
    </p>
  )
}

type TroubleProps = { trouble: Trouble; again?: () => void; isWholePage?: boolean }

/** What went wrong, what is safe, what to do. */
export function TroubleNote({ trouble, again, isWholePage = false }: TroubleProps) {
  const Heading = isWholePage ? 'h1' : 'h2'
  const w = useWords(words)
  const [title, sentence] =
    trouble.kind === 'offline'
      ? [w.offlineTitle, w.offline]
      : trouble.kind === 'away'
        ? [w.awayTitle, trouble.detail ?? w.away]
        : trouble.kind === 'not-found'
          ? [w.nowhereTitle, trouble.detail ?? w.nowhere]
          : [w.troubleTitle, trouble.detail ?? w.trouble]
  return (
    <section className="sheet trouble stack" role="alert">
      <Heading>{title}</Heading>
      <p>{sentence}</p>
      <div className="acts">
        {again && trouble.kind !== 'not-found' && (
          <button type="button" onClick={again}>
            {w.again}
          </button>
        )}
        {trouble.kind === 'not-found' && (
          <To className="button" to="/supporters">
            {w.home}
          </To>
        )}
      </div>
    </section>
  )
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty stack">
      <svg viewBox="0 0 120 40" width="120" height="40" aria-hidden="true">
        <path d="M2 28c22 0 26-20 46-20s20 24 4 24-8-24 12-24 22 18 54 18" />
      </svg>
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

export function Nowhere() {
  const w = useWords(words)
  return (
    <div className="room">
      <h1 tabIndex={-1}>{w.nowhereTitle}</h1>
      <p>{w.nowhere}</p>
      <p>
        <To className="button" to="/supporters">
          {w.home}
        </To>
      </p>
    </div>
  )
}
