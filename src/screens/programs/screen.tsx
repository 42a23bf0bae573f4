import { Line } from '../me/line.tsx'
import type { AccountLine } from '../me/shape.ts'
import { useLoad } from '../parts/api.ts'
import { useWords } from '../parts/language.tsx'
import { sayOf, takeBack } from '../parts/say-of.ts'
import { Empty, Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import type { Programs } from './shape.ts'
import { words } from './words.ts'

/** Accounts that programs keep, each with its evidence and a press that takes that back. */
export default function ProgramsScreen() {
  const w = useWords(words)
  const { data, trouble, reload } = useLoad<Programs>('/programs')
  useTitle(w.title)
  const person = (line: AccountLine) =>
    sayOf('programs', { people: [line.accountId] }, w.saidPerson(line.name))
  const back = async (decisionId: string) => {
    try {
      await takeBack([decisionId])
      say(w.tookBack)
    } catch (error) {
      say(error instanceof Error ? error.message : '')
    }
  }
  return (
    <div className="room">
      <header className="stack tight">
        <h1 tabIndex={-1}>{w.title}</h1>
        <p className="soft">{w.intro}</p>
      </header>
      {!data && (trouble ? <TroubleNote trouble={trouble} again={reload} /> : <Loading />)}
      {data && data.programs.length === 0 && (
        <Empty title={w.noneTitle}>
          <p className="soft">{w.none}</p>
        </Empty>
      )}
      {data && data.programs.length > 0 && (
        <ul className="lines-of-accounts" aria-label={w.title}>
          {data.programs.map(line => (
            <Line key={line.accountId} line={line}>
              <button type="button" onClick={() => person(line)}>
                {w.person}
                <span className="unseen">: {line.name}</span>
              </button>
            </Line>
          ))}
        </ul>
      )}
      {data && data.people.length > 0 && (
        <section className="stack tight">
          <h2>{w.people}</h2>
          <ul className="lines-of-accounts">
            {data.people.map(line => (
              <Line key={line.accountId} line={line}>
                <button type="button" className="quiet" onClick={() => back(line.decisionId!)}>
                  {w.takeBack}
                  <span className="unseen">: {line.name}</span>
                </button>
              </Line>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
