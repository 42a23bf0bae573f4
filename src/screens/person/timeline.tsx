import { useCallback, useEffect, useRef, useState } from 'react'
import { call, Trouble } from '../parts/api.ts'
import { useFormat, useSpeech, useWords } from '../parts/language.tsx'
import { Outside, OutsideLink } from '../parts/outside.tsx'
import { Segments } from '../parts/segments.tsx'
import { Empty, TroubleNote } from '../parts/states.tsx'
import { words as partWords } from '../parts/words.ts'
import type { Moment, Timeline as Page, Person } from './shape.ts'
import { words } from './words.ts'
import './timeline.css'

type Way = 'both' | 'toward' | 'by'
type Shown = { key: string; moments: readonly Moment[]; next: string | null; trouble?: Trouble }

/** Everything that happened, over all networks: on a wide page received left and given right of one thread. */
export function Timeline({ person }: { person: Person }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const [way, setWay] = useState<Way>('both')
  const { shown, loading, more } = useMoments(person, way)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || !shown.next || shown.trouble) return
    const watch = new IntersectionObserver(seen => seen[0]?.isIntersecting && more(), { rootMargin: '600px' })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [shown.next, shown.trouble, more])

  // With nothing on one side, half of a wide page would stay empty, and there is nothing to choose.
  const only = person.given.count === 0 ? 'toward' : person.received.count === 0 ? 'by' : null
  const isTwoSided = way === 'both' && only === null
  const ways = [
    { value: 'both', label: w.both },
    { value: 'toward', label: w.toward },
    { value: 'by', label: w.by },
  ] as const
  return (
    <section className="stack">
      <div className="timeline-head">
        <h2>{w.timeline}</h2>
        {only === null && (
          <Segments label={w.timeline} options={ways} value={way} onChange={next => setWay(next)} />
        )}
      </div>
      {isTwoSided && shown.moments.length > 0 && (
        <div className="timeline-sides small soft" aria-hidden="true">
          <span>{w.received}</span>
          <span>{w.given}</span>
        </div>
      )}
      <Months moments={shown.moments} way={only ?? way} />
      <div ref={end} className="acts timeline-end">
        {shown.trouble ? (
          <TroubleNote trouble={shown.trouble} again={more} />
        ) : loading ? (
          <p className="small soft" role="status">
            {p.loading}
          </p>
        ) : shown.next ? (
          <button type="button" onClick={more}>
            {w.more}
          </button>
        ) : shown.moments.length > 0 ? (
          <p className="small soft">{w.start}</p>
        ) : (
          <Empty title={w.noMoments}>
            <p>{w.noMomentsWhy}</p>
          </Empty>
        )}
      </div>
    </section>
  )
}

/** The pages of one way, page after page. The first page of both ways comes with the person. */
function useMoments(person: Person, way: Way) {
  const { language } = useSpeech()
  const key = `${language} ${person.personId} ${way} ${person.timeline.moments[0]?.actId}`
  const first: Shown = way === 'both' ? { key, ...person.timeline } : { key, moments: [], next: '' }
  const [kept, setKept] = useState<Shown>(first)
  const shown = kept.key === key ? kept : first
  const [loading, setLoading] = useState<string | null>(null)

  const more = useCallback(async () => {
    if (loading === key || shown.next === null) return
    setLoading(key)
    const asked = new URLSearchParams({ limit: '50' })
    if (way !== 'both') asked.set('direction', way)
    if (shown.next) asked.set('cursor', shown.next)
    try {
      const page = await call<Page>('GET', `/people/${encodeURIComponent(person.personId)}/timeline?${asked}`)
      setKept({ key, moments: [...shown.moments, ...page.moments], next: page.next })
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble
      setKept({ ...shown, trouble })
    } finally {
      setLoading(now => (now === key ? null : now))
    }
  }, [loading, key, way, shown, person.personId])

  const isUnread = shown.next === '' && !shown.trouble
  useEffect(() => {
    if (isUnread) more()
  }, [isUnread, more])
  return { shown, loading: loading === key, more }
}

function Months({ moments, way }: { moments: readonly Moment[]; way: Way }) {
  const format = useFormat()
  const months: { month: string; moments: Moment[] }[] = []
  for (const moment of moments) {
    const month = format.month(moment)
    const last = months.at(-1)
    if (last?.month === month) last.moments.push(moment)
    else months.push({ month, moments: [moment] })
  }
  return (
    <div className="timeline" data-way={way}>
      {months.map(({ month, moments }) => (
        <section key={`${month} ${moments[0]!.actId}`}>
          <h3>{month}</h3>
          <ol>
            {moments.map(moment => (
              <li key={moment.actId} data-direction={moment.direction}>
                <Happened moment={moment} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Happened({ moment }: { moment: Moment }) {
  const w = useWords(words)
  const format = useFormat()
  return (
    <article>
      <p className="small soft">
        <time dateTime={moment.at}>{format.moment(moment)}</time>
        <span>{moment.networkTitle}</span>
      </p>
      <p>{moment.sentence}</p>
      {moment.text && (
        <blockquote>
          <Outside>{moment.text}</Outside>
        </blockquote>
      )}
      {(moment.work?.title || moment.url) && (
        <p className="small">
          {moment.work?.url ? (
            <OutsideLink href={moment.work.url}>{moment.work.title ?? moment.work.url}</OutsideLink>
          ) : (
            moment.work?.title && <Outside>{moment.work.title}</Outside>
          )}
          {moment.url && moment.url !== moment.work?.url && (
            <>
              {' '}
              <OutsideLink href={moment.url}>{w.openAct}</OutsideLink>
            </>
          )}
        </p>
      )}
    </article>
  )
}
