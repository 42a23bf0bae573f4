import { useLoad } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { To } from '../parts/router.tsx'
import { Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { Live } from './live.tsx'
import type { Source } from './shape.ts'
import { Sight } from './sight.tsx'
import { words } from './words.ts'
import './screen.css'

export default function SourcesScreen() {
  const w = useWords(words)
  const { data, trouble, reload } = useLoad<{ sources: Source[] }>('/sources')
  useTitle(w.title)
  const inUse = data?.sources.filter(source => source.inUse) ?? []
  const notYet = data?.sources.filter(source => !source.inUse) ?? []
  return (
    <div className="room">
      <header className="stack tight">
        <h1 tabIndex={-1}>{w.title}</h1>
        <p>{w.intro}</p>
      </header>
      {trouble && <TroubleNote trouble={trouble} again={reload} />}
      {!data && !trouble && <Loading />}
      {data && (
        <section className="stack">
          <h2>{w.inUse}</h2>
          {inUse.length === 0 && <p className="soft">{w.noneYet}</p>}
          <ul className="sources">
            {inUse.map(source => (
              <li key={source.network}>
                <OneSource source={source} />
              </li>
            ))}
          </ul>
          <p>
            <To className="button main-act" to="/imports">
              {w.bring}
            </To>
          </p>
        </section>
      )}
      <Live />
      {notYet.length > 0 && (
        <section className="stack">
          <h2>{w.notYet}</h2>
          <ul className="sheet sources-more">
            {notYet.map(source => (
              <li key={source.network}>
                <details className="source">
                  <summary>
                    <h3>{source.title}</h3>
                  </summary>
                  <p>{source.howTo}</p>
                  <SightOf source={source} />
                </details>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function SightOf({ source }: { source: Source }) {
  const w = useWords(words)
  return (
    <div className="source-sight">
      <Sight title={w.sees} lines={source.sees} kind="sees" />
      <Sight title={w.cannotSee} lines={source.cannotSee} kind="hidden" />
    </div>
  )
}

const STALE_MS = 92 * 86_400_000

function OneSource({ source }: { source: Source }) {
  const w = useWords(words)
  const format = useFormat()
  const isStale = source.freshAt !== null && Date.now() - new Date(source.freshAt).getTime() > STALE_MS
  return (
    <article className="sheet source">
      <h3>{source.title}</h3>
      <div className="small">
        <p>
          {source.freshAt ? (
            <time dateTime={source.freshAt} title={format.day(source.freshAt)}>
              {w.fresh(format.ago(source.freshAt))}
            </time>
          ) : (
            w.noActs
          )}
        </p>
        <p className="soft">
          {w.count(format.number(source.acts), format.number(source.people), source.acts, source.people)}
          {source.importedAt && ` · ${w.imported(format.ago(source.importedAt))}`}
        </p>
        {isStale && <p className="source-stale">{w.stale}</p>}
      </div>
      <SightOf source={source} />
      <details>
        <summary>{w.howTo}</summary>
        <p>{source.howTo}</p>
      </details>
    </article>
  )
}
