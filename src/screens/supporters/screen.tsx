import { useEffect, useRef, useState } from 'react'
import { AddPerson } from '../parts/add-person.tsx'
import { call, changed } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { settledPart } from '../parts/ime.ts'
import { useKeys } from '../parts/keys.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { useSettled } from '../parts/people-search.ts'
import { go, To, useAddress } from '../parts/router.tsx'
import { Empty, Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { words as partWords } from '../parts/words.ts'
import { ProgramsTold } from '../programs/told.tsx'
import type { Home } from '../welcome/shape.ts'
import { Headline } from './headline.tsx'
import { PeopleList } from './list.tsx'
import { usePages } from './pages.ts'
import type { Supporters } from './shape.ts'
import { words } from './words.ts'
import './screen.css'

const filters = ['everybody', 'supporter', 'advocate', 'new', 'returning', 'fading'] as const
type Filter = (typeof filters)[number]
const sorts = ['chance', 'name', 'last'] as const

export default function SupportersScreen({ home }: { home: Home }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const format = useFormat()
  const { query } = useAddress()
  const [adding, setAdding] = useState(false)
  const searchField = useRef<HTMLInputElement>(null)
  const asked = askedOf(query)
  const pages = usePages(asked.toString())
  const lastHead = useRef<Supporters | undefined>(undefined)
  if (pages.head) lastHead.current = pages.head
  const head = pages.head ?? lastHead.current
  const filter = filterOf(query)
  useTitle(p.supporters)
  useKeys({ '/': () => searchField.current?.focus() })

  if (!head)
    return (
      <>
        <h1 className="unseen" tabIndex={-1}>
          {p.supporters}
        </h1>
        {pages.trouble ? <TroubleNote trouble={pages.trouble} again={pages.again} /> : <Loading />}
      </>
    )
  return (
    <div className="room">
      {home.samplePeople && <SampleNote />}
      <div className="stack tight">
        <Headline head={head} />
        {head.notVisible.length > 0 && (
          <details className="not-visible">
            <summary>{w.hidden(format.number(head.notVisible.length))}</summary>
            <div className="stack tight">
              <p className="small">{w.hiddenWhy}</p>
              <dl>
                {[...Map.groupBy(head.notVisible, hidden => hidden.title)].map(([title, limits]) => (
                  <div key={title}>
                    <dt>{title}</dt>
                    {limits.map(({ why }) => (
                      <dd key={why}>{why}</dd>
                    ))}
                  </div>
                ))}
              </dl>
            </div>
          </details>
        )}
        <ProgramsTold count={home.programs} />
      </div>
      <section className="stack" aria-labelledby="people">
        <h2 id="people" className="unseen">
          {w.list}
        </h2>
        <nav className="filters" aria-label={w.filters}>
          {filters.map(name => (
            <To
              key={name}
              to={addressOf(query, filterQuery(name))}
              aria-current={name === filter ? 'true' : undefined}
            >
              {w[name]} <span className="figures small">{format.number(countOf(head, name))}</span>
            </To>
          ))}
        </nav>
        <div className="find">
          <Search field={searchField} query={query} />
          <label className="find-sort">
            <span className="unseen">{w.sort}</span>
            <select
              value={asked.get('sort') ?? 'chance'}
              onChange={event => go(addressOf(query, { sort: event.target.value }), 'replace')}
            >
              {sorts.map(sort => (
                <option key={sort} value={sort}>
                  {w[sort]}
                </option>
              ))}
            </select>
          </label>
          <button type="button" onClick={() => setAdding(true)}>
            {w.add}
          </button>
        </div>
        <p className={query.get('q') ? 'small soft' : 'unseen'} role="status">
          {pages.head && !pages.loading ? w.found(format.number(pages.head.total), pages.head.total) : ''}
        </p>
        {pages.people.length > 0 && (
          <PeopleList
            key={asked.toString()}
            people={pages.people}
            total={head.total}
            hasMore={pages.next !== null}
            more={pages.more}
            toSearch={() => searchField.current?.focus()}
          />
        )}
        {pages.trouble ? (
          <TroubleNote trouble={pages.trouble} again={pages.again} />
        ) : pages.people.length === 0 && pages.head && !pages.loading ? (
          <Nobody filter={filter} searching={query.has('q')} ledgerIsEmpty={head.counts.people === 0} />
        ) : (
          pages.loading && <p className="small soft">{w.loadingMore}</p>
        )}
      </section>
      {adding && (
        <Dialog title={w.add} onClose={() => setAdding(false)}>
          <AddPerson
            onAdded={personId => {
              setAdding(false)
              go(`/people/${encodeURIComponent(personId)}`)
            }}
          />
        </Dialog>
      )}
    </div>
  )
}

/** Typing asks once it pauses; what is asked stands in the address, so that a reload or the way back keeps it. */
function Search({
  field,
  query,
}: {
  field: React.RefObject<HTMLInputElement | null>
  query: URLSearchParams
}) {
  const w = useWords(words)
  const current = query.get('q') ?? ''
  const [typed, setTyped] = useState(current)
  const settled = useSettled(settledPart(typed.trim()), 180)
  const latest = useRef(query)
  latest.current = query
  const ours = useRef(current)

  useEffect(() => {
    if (settled === ours.current) return
    ours.current = settled
    go(addressOf(latest.current, { q: settled || null }), 'replace')
  }, [settled])
  useEffect(() => {
    if (current === ours.current) return
    ours.current = current
    setTyped(current)
  }, [current])
  return (
    <label className="find-field">
      <span className="unseen">{w.search}</span>
      <input
        ref={field}
        type="search"
        value={typed}
        placeholder={w.search}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={event => setTyped(event.target.value)}
      />
    </label>
  )
}

function SampleNote() {
  const w = useWords(words)
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      await call('DELETE', '/sample')
      say(w.sampleRemoved)
      changed()
      go('/')
    } catch (error) {
      say(error instanceof Error ? error.message : '')
      setBusy(false)
    }
  }
  return (
    <aside className="sample">
      <p>
        <b>{w.sampleTitle}</b> {w.sample}
      </p>
      <button type="button" disabled={busy} onClick={remove}>
        {w.sampleRemove}
      </button>
    </aside>
  )
}

function Nobody({
  filter,
  searching,
  ledgerIsEmpty,
}: {
  filter: Filter
  searching: boolean
  ledgerIsEmpty: boolean
}) {
  const w = useWords(words)
  if (ledgerIsEmpty)
    return (
      <Empty title={w.nobodyYet}>
        <p>{w.nobodyYetWhy}</p>
        <To className="button" to="/imports">
          {w.toImports}
        </To>
      </Empty>
    )
  const calm = { new: w.nobodyNew, returning: w.nobodyReturning, fading: w.nobodyFading }
  const title = searching || !(filter in calm) ? w.nobodyFits : calm[filter as keyof typeof calm]
  return (
    <Empty title={title}>
      {searching && <p>{w.nobodyFitsWhy}</p>}
      <To className="button" to="/supporters">
        {w.showAll}
      </To>
    </Empty>
  )
}

/** The part of the address the server is asked with; anything else in it is left out. */
function askedOf(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams()
  for (const name of ['q', 'stage', 'change', 'sort']) {
    const value = query.get(name)
    if (value) asked.set(name, value)
  }
  return asked
}

function filterOf(query: URLSearchParams): Filter {
  return filters.find(name => name === (query.get('change') ?? query.get('stage'))) ?? 'everybody'
}

const filterQuery = (name: Filter) => ({
  stage: name === 'supporter' || name === 'advocate' ? name : null,
  change: name === 'new' || name === 'returning' || name === 'fading' ? name : null,
})

const countOf = (head: Supporters, name: Filter) =>
  name === 'everybody' ? head.counts.people : head.counts[name]

function addressOf(query: URLSearchParams, change: Record<string, string | null>): string {
  const next = askedOf(query)
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text ? `/supporters?${text}` : '/supporters'
}
