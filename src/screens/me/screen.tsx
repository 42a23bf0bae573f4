import { useLoad } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { sayOf, takeBack } from '../parts/say-of.ts'
import { Empty, Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { Line } from './line.tsx'
import type { AccountLine, OwnAccounts } from './shape.ts'
import { words } from './words.ts'

/** The accounts that may be the owner's, answered one by one or all in one press. */
export default function MeScreen() {
  const w = useWords(words)
  const { data, trouble, reload } = useLoad<OwnAccounts>('/own-accounts')
  useTitle(w.title)
  return (
    <div className="room">
      <header className="stack tight">
        <h1 tabIndex={-1}>{w.title}</h1>
        <p className="soft">{w.intro}</p>
      </header>
      {data ? (
        <Accounts all={data} />
      ) : trouble ? (
        <TroubleNote trouble={trouble} again={reload} />
      ) : (
        <Loading />
      )}
    </div>
  )
}

function Accounts({ all }: { all: OwnAccounts }) {
  const w = useWords(words)
  const format = useFormat()
  const ids = all.likely.map(line => line.accountId)
  const count = format.number(ids.length)
  const answer = (line: AccountLine, isMine: boolean) =>
    sayOf(
      'own-accounts',
      { [isMine ? 'yes' : 'no']: [line.accountId] },
      isMine ? w.saidYes(line.name) : w.saidNo(line.name),
    )
  return (
    <>
      {ids.length === 0 ? (
        <Empty title={w.noneTitle}>
          <p className="soft">{w.none}</p>
        </Empty>
      ) : (
        <section className="stack" aria-label={w.title}>
          <ul className="lines-of-accounts">
            {all.likely.map(line => (
              <Line key={line.accountId} line={line}>
                <button type="button" className="main-act" onClick={() => answer(line, true)}>
                  {w.yes}
                  <span className="unseen">: {line.name}</span>
                </button>
                <button type="button" onClick={() => answer(line, false)}>
                  {w.no}
                  <span className="unseen">: {line.name}</span>
                </button>
              </Line>
            ))}
          </ul>
          {ids.length > 1 && (
            <div className="acts">
              <button
                type="button"
                onClick={() => sayOf('own-accounts', { yes: ids }, w.saidAllYes(count, ids.length))}
              >
                {w.allYes}
              </button>
              <button
                type="button"
                onClick={() => sayOf('own-accounts', { no: ids }, w.saidAllNo(count, ids.length))}
              >
                {w.allNo}
              </button>
            </div>
          )}
        </section>
      )}
      <Said title={w.own} lines={all.own} />
      <Said title={w.notOwn} lines={all.notOwn} />
    </>
  )
}

function Said({ title, lines }: { title: string; lines: AccountLine[] }) {
  const w = useWords(words)
  if (lines.length === 0) return null
  const back = async (decisionId: string) => {
    try {
      await takeBack([decisionId])
      say(w.tookBack)
    } catch (error) {
      say(error instanceof Error ? error.message : '')
    }
  }
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      <ul className="lines-of-accounts">
        {lines.map(line => (
          <Line key={line.accountId} line={line}>
            {line.decisionId === null ? (
              <span className="small soft">{w.bySource}</span>
            ) : (
              <button type="button" className="quiet" onClick={() => back(line.decisionId!)}>
                {w.takeBack}
                <span className="unseen">: {line.name}</span>
              </button>
            )}
          </Line>
        ))}
      </ul>
    </section>
  )
}
