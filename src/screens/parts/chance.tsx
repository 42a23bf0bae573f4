import { chanceWord } from './chance-word.ts'
import { useFormat, useWords } from './language.tsx'
import { type PartWords, words } from './words.ts'
import './chance.css'

/** A calm bar with the chance in figures and words; without past support it says so instead of showing a zero. */
export function Chance({ p }: { p: number | null }) {
  const w: PartWords = useWords(words)
  const format = useFormat()
  if (p === null) return <span className="chance-none small soft">{w.never}</span>
  return (
    <span className="chance">
      <span className="chance-words">
        <span className="unseen">{w.chance} </span>
        <b className="figures">{format.percent(p)}</b> <span className="small soft">{w[chanceWord(p)]}</span>
      </span>
      <svg className="chance-bar" width="100%" height="6" aria-hidden="true">
        <line x1="3" x2="100%" y1="3" y2="3" />
        <line className="chance-part" x1="3" x2={`${Math.max(2, p * 100)}%`} y1="3" y2="3" />
      </svg>
    </span>
  )
}
