import type { ReactNode } from 'react'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside, OutsideLink } from '../parts/outside.tsx'
import { To } from '../parts/router.tsx'
import type { AccountLine } from './shape.ts'
import { words } from './words.ts'
import './line.css'

/** One account with its evidence, and what can be said of it. */
export function Line({ line, children }: { line: AccountLine; children?: ReactNode }) {
  const w = useWords(words)
  const format = useFormat()
  const label = line.handle ?? line.url
  return (
    <li className="line-of-account">
      <div className="stack tight">
        <p className="line-name">
          <To to={{ room: 'person', personId: line.personId }}>
            <Outside>{line.name}</Outside>
          </To>
          <span className="small soft">
            {line.networkTitle}
            {label && (
              <>
                {' '}
                {line.url ? <OutsideLink href={line.url}>{label}</OutsideLink> : <Outside>{label}</Outside>}
              </>
            )}
          </span>
          <span className="small soft figures">{w.acts(format.number(line.acts), line.acts)}</span>
        </p>
        {line.because.length > 0 && (
          <ul className="line-because">
            {line.because.map(reason => (
              <li key={reason}>
                <Outside>{reason}</Outside>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="acts">{children}</div>
    </li>
  )
}
