import { useState } from 'react'
import { wholePeople } from '../parts/format.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import type { Range } from '../parts/shape.ts'
import type { Supporters } from './shape.ts'
import { words } from './words.ts'
import './headline.css'

const OLD_MS = 14 * 86_400_000

/** The one figure Enishi is about, with its uncertainty: those who are known and newcomers kept apart. */
export function Headline({ head }: { head: Supporters }) {
  const w = useWords(words)
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const shown = wholePeople(head.known.expected, head.newcomers.expected)

  const isOld = Date.parse(head.at) - Date.parse(head.seenUntil) > OLD_MS

  if (shown.total === 0 || head.counts.people === 0)
    return (
      <header className="headline stack tight">
        <h1 tabIndex={-1}>{w.lessThanOne(head.horizonDays)}</h1>
        <p className="soft">{isOld ? w.seenUntil(format.day(head.seenUntil)) : w.lessThanOneWhy}</p>
      </header>
    )
  const lines = [
    { label: w.known, range: head.known, whole: shown.known },
    { label: w.newcomers, range: head.newcomers, whole: shown.newcomers },
  ]
  return (
    <header className="headline">
      <h1 tabIndex={-1}>
        <span>{w.before(head.horizonDays)}</span>{' '}
        <span className="headline-figure">
          <b className="figures">{format.number(shown.total)}</b> <span>{w.unit(shown.total)}</span>
        </span>{' '}
        <span>{w.after(shown.total)}</span>
      </h1>
      <div className="headline-parts stack tight">
        {asTable ? <RangeTable lines={lines} /> : <RangePicture lines={lines} />}
        <p className="small soft">
          {w.together(format.number(shown.known), format.number(shown.newcomers), format.number(shown.total))}
        </p>
        {isOld && <p className="small">{w.seenUntil(format.day(head.seenUntil))}</p>}
        <p className="headline-foot small soft">
          <button type="button" className="quiet small" onClick={() => setAsTable(!asTable)}>
            {asTable ? w.asPicture : w.asTable}
          </button>
          <span role="status">{head.fresh ? w.computed(format.ago(head.at)) : w.counting}</span>
        </p>
      </div>
    </header>
  )
}

type Line = { label: string; range: Range; whole: number }

function RangePicture({ lines }: { lines: Line[] }) {
  const w = useWords(words)
  const format = useFormat()
  const most = Math.max(...lines.map(line => line.range.high), 1) * 1.04
  const at = (value: number) => `${(value / most) * 100}%`
  return (
    <ul className="ranges" aria-label={w.picture}>
      {lines.map(({ label, range, whole }) => (
        <li key={label}>
          <span>{label}</span>
          <svg width="100%" height="26" aria-hidden="true">
            <line className="ranges-all" x1="0" x2="100%" y1="13" y2="13" />
            <line className="ranges-span" x1={at(range.low)} x2={at(range.high)} y1="13" y2="13" />
            <circle cx={at(range.expected)} cy="13" r="6.5" />
          </svg>
          <span className="ranges-words figures">
            <b>
              {format.number(whole)} {w.unit(whole)}
            </b>{' '}
            <span className="small soft">{w.range(format.number(range.low), format.number(range.high))}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function RangeTable({ lines }: { lines: Line[] }) {
  const w = useWords(words)
  const format = useFormat()
  return (
    <div className="table">
      <table>
        <caption className="unseen">{w.picture}</caption>
        <thead>
          <tr>
            <th scope="col">{w.who}</th>
            <th scope="col">{w.low}</th>
            <th scope="col">{w.expected}</th>
            <th scope="col">{w.high}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, range }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{format.number(range.low, 1)}</td>
              <td>{format.number(range.expected, 1)}</td>
              <td>{format.number(range.high, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
