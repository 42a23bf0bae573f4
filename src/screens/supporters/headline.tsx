import { useState } from 'react'
import { wholePeople } from '../parts/format.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { To } from '../parts/router.tsx'
import type { Range } from '../parts/shape.ts'
import { rangeIn } from '../parts/told.ts'
import { isWide, roughly, scaleOf } from './range-scale.ts'
import type { Supporters } from './shape.ts'
import { words } from './words.ts'
import './headline.css'

/** The one figure Enishi is about, with its range; beneath it those who are known and newcomers, kept apart. */
export function Headline({ head }: { head: Supporters }) {
  const w = useWords(words)
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const day = format.date(head.seenUntil)
  const together = rangeIn(head.together)
  const known = rangeIn(head.known)
  const newcomers = rangeIn(head.newcomers)
  if (!together || !known || !newcomers) return <NoFigure head={head} />

  const shown = wholePeople(known.expected, newcomers.expected)
  const lines = [
    { label: w.known, range: known, whole: shown.known },
    { label: w.newcomers, range: newcomers, whole: shown.newcomers },
  ]
  const between = w.between(format.number(roughly(together.low)), format.number(roughly(together.high)))
  return (
    <header className="headline">
      {!head.fresh && <StillCounting />}
      {shown.total === 0 ? (
        <h1 tabIndex={-1}>
          <span>{head.ended ? w.lessThanOneThen(day) : w.lessThanOne(head.horizonDays)}</span>{' '}
          <span className="headline-range">{between}</span>
        </h1>
      ) : (
        <h1 tabIndex={-1}>
          <span>{head.ended ? w.beforeThen(day, head.horizonDays) : w.before(head.horizonDays)}</span>{' '}
          <span className="headline-figure">
            <b className="figures">{format.number(shown.total)}</b> <span>{w.unit(shown.total)}</span>
          </span>{' '}
          <span>{head.ended ? w.afterThen(shown.total) : w.after(shown.total)}</span>{' '}
          <span className="headline-range">{between}</span>
        </h1>
      )}
      <div className="headline-parts stack tight">
        {asTable ? <RangeTable lines={lines} /> : <RangePicture lines={lines} />}
        <p className="small soft">
          {w.together}
          {!head.newcomers.early &&
            isWide(newcomers) &&
            ` ${w.wide(format.number(roughly(newcomers.low)), format.number(roughly(newcomers.high)))}`}
        </p>
        <Lately newcomers={head.newcomers} low={newcomers.low} high={newcomers.high} />
        {head.outOfSight.people > 0 && (
          <p className="small soft">
            {w.outOfSight(
              format.number(head.outOfSight.expected, 1),
              format.number(head.outOfSight.people),
              head.outOfSight.people,
            )}
          </p>
        )}
        {head.merged && <Recognised merged={head.merged} />}
        <p className="headline-foot small soft">
          <button type="button" className="quiet small" onClick={() => setAsTable(!asTable)}>
            {asTable ? w.asPicture : w.asTable}
          </button>
          {head.fresh && <span role="status">{w.computed(format.ago(head.at))}</span>}
        </p>
      </div>
      {head.ended && <Reach day={day} />}
    </header>
  )
}

/** What a young owner can be told of newcomers, and what an older one has seen, in plain numbers. */
function Lately({
  newcomers: { early, lately },
  low,
  high,
}: {
  newcomers: Supporters['newcomers']
  low: number
  high: number
}) {
  const w = useWords(words)
  const format = useFormat()
  const came = lately.map(one => one.came)
  const told = [
    ...(early ? [w.early(format.number(roughly(low)), format.number(roughly(high)))] : []),
    ...(came.length > 0
      ? [w.lately(came.length, format.number(Math.min(...came)), format.number(Math.max(...came)))]
      : []),
  ]
  return told.length > 0 && <p className="small soft">{told.join(' ')}</p>
}

/** Nothing that was brought tells it, or nobody has come yet: why, and what would show it, and never a zero. */
function NoFigure({ head }: { head: Supporters }) {
  const w = useWords(words)
  const code = head.noFigure?.code ?? 'counting'
  return (
    <header className="headline stack tight">
      {!head.fresh && <StillCounting />}
      <h1 tabIndex={-1}>{w[code]}</h1>
      <div className="headline-why stack tight">
        {head.noFigure && <p>{head.noFigure.why}</p>}
        {(code === 'unseen' || code === 'nothing-brought') && (
          <p>
            <To className="button" to="/imports">
              {w.bring}
            </To>
          </p>
        )}
      </div>
    </header>
  )
}

/** What is shown so far is not the answer: more is being read or counted in. */
function StillCounting() {
  const w = useWords(words)
  return (
    <p className="reach" role="status">
      <b>{w.counting}</b> {w.countingMeans}
    </p>
  )
}

/** The figure moved since people were recognised as one, or as two; nobody's support came or went by it. */
function Recognised({ merged }: { merged: NonNullable<Supporters['merged']> }) {
  const w = useWords(words)
  const format = useFormat()
  const { joined, split, before, after } = merged
  const [from, to] = [format.number(before, 1), format.number(after, 1)]
  return (
    <p className="small soft">
      {split > joined
        ? w.recognisedTwo(format.number(split - joined), split - joined, from, to)
        : w.recognisedOne(format.number(joined - split), joined - split, from, to)}
    </p>
  )
}

/** Sources that have closed tell nothing of today: the page says from which day it looks. */
function Reach({ day }: { day: string }) {
  const w = useWords(words)
  return (
    <p className="reach">
      <b>{w.reaches(day)}</b> {w.reachesMeans} <To to="/imports">{w.reachesFurther}</To>
    </p>
  )
}

type Line = { label: string; range: Range; whole: number }

/** Each range on a line of its own, since newcomers may be anything from few to hundreds. */
function RangePicture({ lines }: { lines: Line[] }) {
  const w = useWords(words)
  const format = useFormat()
  return (
    <ul className="ranges" aria-label={w.picture}>
      {lines.map(({ label, range, whole }) => {
        const scale = scaleOf(range)
        const at = (value: number) => `${1 + 98 * scale.at(value)}%`
        return (
          <li key={label}>
            <span>{label}</span>
            <svg width="100%" height="44" aria-hidden="true">
              <line className="ranges-all" x1="0" x2="100%" y1="13" y2="13" />
              {scale.ticks.map(tick => (
                <g key={tick}>
                  <line className="ranges-all" x1={at(tick)} x2={at(tick)} y1="13" y2="22" />
                  <text x={at(tick)} y="38" textAnchor="middle">
                    {format.number(tick)}
                  </text>
                </g>
              ))}
              <line className="ranges-span" x1={at(range.low)} x2={at(range.high)} y1="13" y2="13" />
              <circle cx={at(range.expected)} cy="13" r="6.5" />
            </svg>
            <span className="ranges-words figures">
              <b>
                {format.number(whole)} {w.unit(whole)}
              </b>{' '}
              <span className="small soft">
                {w.range(format.number(roughly(range.low)), format.number(roughly(range.high)))}
              </span>
            </span>
            {scale.kind === 'tenfold' && <span className="ranges-note small soft">{w.tenfold}</span>}
          </li>
        )
      })}
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
