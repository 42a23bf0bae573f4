import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Chance } from '../parts/chance.tsx'
import { useKeys } from '../parts/keys.ts'
import { useFormat, useSpeech, useWords } from '../parts/language.tsx'
import { networkTitle } from '../parts/networks.ts'
import { Outside } from '../parts/outside.tsx'
import { To } from '../parts/router.tsx'
import { words as partWords } from '../parts/words.ts'
import type { Supporter } from './shape.ts'
import { words } from './words.ts'
import './list.css'

type Props = {
  people: readonly Supporter[]
  total: number
  hasMore: boolean
  more(): void
  toSearch(): void
}

/** The person last opened from the list, so that the way back leads to the same line. */
let opened: string | undefined

/** People, drawn only where they are looked at: the list may hold hundreds of thousands. */
export function PeopleList({ people, total, hasMore, more, toSearch }: Props) {
  const w = useWords(words)
  const list = useRef<HTMLOListElement>(null)
  const [top, setTop] = useState(0)
  const wanted = useRef<number | null>(null)
  const at = useRef(-1)

  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + scrollY)
  }, [])
  const rows = useWindowVirtualizer({
    count: people.length,
    estimateSize: () => 104,
    overscan: 8,
    scrollMargin: top,
    getItemKey: n => people[n]!.personId,
  })
  const drawn = rows.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0

  useEffect(() => {
    if (hasMore && last > people.length - 40) more()
  }, [hasMore, last, people.length, more])

  const focus = (n: number) => {
    const link = list.current?.querySelector<HTMLAnchorElement>(`[data-index="${n}"] a`)
    link?.focus({ preventScroll: true })
    return Boolean(link)
  }
  const step = (by: number) => {
    // Keys may come faster than rows are drawn: the next step goes on from where the last one was bound.
    const from = wanted.current ?? at.current
    const to = from < 0 ? 0 : from + by
    if (to < 0) return toSearch()
    if (to >= people.length) return
    rows.scrollToIndex(to, { align: 'auto' })
    wanted.current = focus(to) ? null : to
  }
  useEffect(() => {
    if (wanted.current !== null && focus(wanted.current)) wanted.current = null
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on the way back to the list
  useEffect(() => {
    const n = people.findIndex(person => person.personId === opened)
    if (n >= 0 && history.state?.y !== undefined) wanted.current = n
    opened = undefined
  }, [])

  const down = () => step(1)
  const up = () => step(-1)
  useKeys({ j: down, k: up, ArrowDown: down, ArrowUp: up })
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    step(by)
  }
  return (
    <ol
      ref={list}
      className="people"
      // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unmarked list is a list
      role="list"
      aria-label={w.list}
      style={{ height: rows.getTotalSize() }}
      onKeyDown={press}
      onBlur={() => {
        at.current = -1
      }}
    >
      {drawn.map(row => (
        <li
          key={row.key}
          ref={rows.measureElement}
          data-index={row.index}
          aria-setsize={total}
          aria-posinset={row.index + 1}
          style={{ transform: `translateY(${row.start - top}px)` }}
          onFocus={() => {
            at.current = row.index
          }}
        >
          <Row person={people[row.index]!} />
        </li>
      ))}
    </ol>
  )
}

function Row({ person }: { person: Supporter }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const { language } = useSpeech()
  const format = useFormat()
  const networks = person.networks.map(network => networkTitle(network, language))
  return (
    <article className="row">
      <h3>
        <To
          to={{ room: 'person', personId: person.personId }}
          onClick={() => {
            opened = person.personId
          }}
        >
          <Outside>{person.name}</Outside>
        </To>
        {person.reading && (
          <span className="row-reading">
            <Outside>{person.reading}</Outside>
            {person.readingGuessed && <span title={w.readingGuessed}>?</span>}
          </span>
        )}
      </h3>
      <div className="row-chance">
        <Chance p={person.p} />
      </div>
      <p className="row-because">{person.because.slice(0, 2).join(language === 'ja' ? '　' : ' · ')}</p>
      <p className="row-facts small soft">
        <span>{p[person.stage]}</span>
        {person.change && <span className={`change change-${person.change}`}>{p[person.change]}</span>}
        {networks.length > 0 && <span>{format.list(networks)}</span>}
        {person.lastAt && (
          <time dateTime={person.lastAt} title={format.day(person.lastAt)}>
            {w.lastAct(format.ago(person.lastAt))}
          </time>
        )}
      </p>
    </article>
  )
}
