import { useLoad } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { Empty, Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { Twin } from '../parts/twin.tsx'
import { isInside, newcomersOf, totalOf } from './parts-of-windows.ts'
import { ReliabilityPicture, ReliabilityTable } from './reliability.tsx'
import { Scores } from './scores.tsx'
import type { Truth } from './shape.ts'
import { WindowsPicture, WindowsTable } from './windows.tsx'
import { words } from './words.ts'
import './screen.css'

export default function TruthScreen() {
  const w = useWords(words)
  const { data, trouble, reload } = useLoad<Truth>('/truth')
  useTitle(w.title)
  return (
    <div className="room">
      <header className="stack tight">
        <h1 tabIndex={-1}>{w.title}</h1>
        <p className="soft">{w.intro}</p>
      </header>
      {data ? (
        <Verdict truth={data} />
      ) : trouble ? (
        <TroubleNote trouble={trouble} again={reload} />
      ) : (
        <Loading />
      )}
    </div>
  )
}

function Verdict({ truth }: { truth: Truth }) {
  const w = useWords(words)
  const format = useFormat()
  const windows = [
    [w.windows, truth.windows.map(totalOf)],
    [w.windowsKnown, truth.windows],
    [w.windowsNewcomers, truth.windows.map(newcomersOf)],
  ] as const
  const people = truth.reliability.reduce((sum, group) => sum + group.people, 0)
  if (!truth.enough)
    return (
      <>
        <Empty title={w.tooYoung}>
          <p>{truth.sentence}</p>
          <p className="small">{w.tooYoungNext}</p>
        </Empty>
        <Said truth={truth} />
      </>
    )
  return (
    <>
      <section className="sheet verdict stack tight">
        <p className="verdict-sentence">{truth.sentence}</p>
        {truth.details.map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      {truth.windows.length > 0 &&
        windows.map(([title, parts]) => (
          <Twin
            key={title}
            title={title}
            sentence={w.windowsSaid(parts.filter(isInside).length, parts.length)}
            picture={<WindowsPicture windows={parts} />}
            table={<WindowsTable title={title} windows={parts} />}
          />
        ))}
      {truth.reliability.length > 0 && (
        <Twin
          title={w.reliability}
          sentence={w.reliabilitySaid(format.number(truth.reliability.length), format.number(people))}
          picture={<ReliabilityPicture groups={truth.reliability} />}
          table={<ReliabilityTable groups={truth.reliability} />}
        />
      )}
      <Said truth={truth} />
      {truth.scores && <Scores scores={truth.scores} model={truth.model} />}
    </>
  )
}

/** Forecasts as they were really made, with what came of them. */
function Said({ truth }: { truth: Truth }) {
  const w = useWords(words)
  const format = useFormat()
  return (
    <section className="stack tight">
      <h2>{w.said}</h2>
      <p className="small soft">{w.saidWhy}</p>
      {truth.forecasts.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        <section className="table" tabIndex={0} aria-label={w.said}>
          <table>
            <thead>
              <tr>
                <th scope="col">{w.madeAt}</th>
                <th scope="col">{w.closesAt}</th>
                <th scope="col">{w.expected}</th>
                <th scope="col">{w.range}</th>
                <th scope="col">{w.actual}</th>
              </tr>
            </thead>
            <tbody>
              {truth.forecasts.map(({ madeAt, closesAt, known, actual, seen }) => (
                <tr key={madeAt}>
                  <th scope="row">{format.date(madeAt)}</th>
                  <td>{format.date(closesAt)}</td>
                  <td>{format.number(known.expected, 1)}</td>
                  <td>{`${format.number(known.low)}–${format.number(known.high)}`}</td>
                  <td>
                    {actual !== null && format.number(actual)}
                    {actual === null && <span className="soft">{seen ? w.unseen : w.open}</span>}
                    {actual !== null && seen?.expected != null && known.expected - seen.expected > 0.05 && (
                      <span className="small soft"> {w.ofSeen(format.number(seen.expected, 1))}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
