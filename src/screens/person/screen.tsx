import { useEffect, useRef, useState } from 'react'
import { useLoad } from '../parts/api.ts'
import { Chance } from '../parts/chance.tsx'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { lookedAt } from '../parts/people-search.ts'
import { keptPlace, To } from '../parts/router.tsx'
import { Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { words as partWords } from '../parts/words.ts'
import { Accounts } from './accounts.tsx'
import { balanceOf } from './balance.ts'
import { Notes } from './notes.tsx'
import { Reading } from './reading.tsx'
import type { Person } from './shape.ts'
import { Standing } from './standing.tsx'
import { Timeline } from './timeline.tsx'
import { words } from './words.ts'
import './screen.css'

const OLD_MS = 14 * 86_400_000

export default function PersonScreen({ personId }: { personId: string }) {
  const { data: person, trouble, reload } = useLoad<Person>(`/people/${encodeURIComponent(personId)}`)
  useTitle(person?.name)
  useEffect(() => {
    if (person) lookedAt(person)
  }, [person])
  const w = useWords(words)

  return (
    <div className="room person">
      <p className="person-back">
        <To to="/supporters">← {w.back}</To>
      </p>
      {person ? (
        <>
          <Standing person={person} />
          <Who person={person} />
          <div className="person-own">
            <Notes person={person} reload={reload} />
            <Accounts person={person} reload={reload} />
          </div>
          <Timeline person={person} />
        </>
      ) : trouble ? (
        <TroubleNote trouble={trouble} again={reload} isWholePage />
      ) : (
        <Loading />
      )}
    </div>
  )
}

function Who({ person }: { person: Person }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const format = useFormat()
  const heading = useRef<HTMLHeadingElement>(null)
  const counts = !person.standing.isSelf && !person.standing.isProgram
  const then =
    person.seenUntil && Date.now() - Date.parse(person.seenUntil) > OLD_MS ? person.seenUntil : null
  const [first] = useState(() => document.activeElement === document.body && keptPlace() === undefined)
  useEffect(() => {
    if (first) heading.current?.focus({ preventScroll: true })
  }, [first])
  return (
    <header className="who">
      <div className="who-name">
        <Reading person={person} />
        <h1 ref={heading} tabIndex={-1} data-long={person.name.length > 40 || undefined}>
          <Outside>{person.name}</Outside>
        </h1>
        {counts && (
          <p className="who-stage">
            <span>{p[person.stage]}</span>
            {person.change && <span className={`change change-${person.change}`}>{p[person.change]}</span>}
          </p>
        )}
      </div>
      {counts && (
        <div className="who-cards">
          <section className="sheet stack tight">
            <h2>{then ? w.chanceThen(format.date(then)) : w.chanceTitle}</h2>
            <div className="who-chance">
              <Chance p={person.p} />
            </div>
            {person.because.length > 0 ? (
              <>
                <h3 className="who-why">{w.because}</h3>
                <ul className="who-because">
                  {person.because.map(reason => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              </>
            ) : (
              <p className="soft">{w.noBecause}</p>
            )}
            {then && <p className="small soft">{w.thenMeans(format.date(then))}</p>}
          </section>
          <section className="sheet stack tight">
            <h2>{w.tie}</h2>
            <p>
              {person.tie.strength === null
                ? w.tieUnknown
                : person.tie.strength >= 99
                  ? w.closest
                  : person.tie.strength < 1
                    ? w.farthest
                    : w.closer(format.percent(person.tie.strength / 100))}
            </p>
            <Balance person={person} />
          </section>
        </div>
      )}
    </header>
  )
}

/** Given and received, each in figures, and in one sentence how they stand to each other. */
function Balance({ person }: { person: Person }) {
  const w = useWords(words)
  const format = useFormat()
  const { received, given, between } = person
  const sentence = balanceOf(person)
  const line = (label: string, side: Person['given']) => (
    <div>
      <dt>{label}</dt>
      <dd>
        {side.count === 0 ? (
          <span className="soft">{w.nothingReceived}</span>
        ) : (
          <>
            <b className="figures">{w.times(format.number(side.count), side.count)}</b>
            {side.lastAt && (
              <span className="small soft"> {w.latest(format.ago(side.lastAt), side.count)}</span>
            )}
          </>
        )}
      </dd>
    </div>
  )
  return (
    <>
      {sentence && <p>{w[sentence]}</p>}
      <dl className="balance">
        {line(w.received, received)}
        {line(w.given, given)}
        {between.count > 0 && line(w.between, between)}
      </dl>
    </>
  )
}
