import { useEffect, useRef, useState } from 'react'
import { Asked } from '../me/asked.tsx'
import { call, changed, Trouble, useLoad } from '../parts/api.ts'
import { useKeys, useKeysOn } from '../parts/keys.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { Empty, Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { words as partWords } from '../parts/words.ts'
import { OnePair } from './one-pair.tsx'
import type { Pair, Queue } from './shape.ts'
import { words } from './words.ts'
import './screen.css'

type Verdict = 'same' | 'not-same'
/** What was decided on this visit; the decision's id comes when the server has kept it. */
type Decided = { pair: Pair; verdict: Verdict; kept: Promise<string | null> }

/** Pairs that may be one person, one at a time; decided by button or key, each decision can be taken back. */
export default function QueueScreen() {
  const w = useWords(words)
  const { data, trouble, reload } = useLoad<Queue>('/queue?limit=100')
  useTitle(w.title)
  return (
    <div className="room">
      <header className="stack tight">
        <h1 tabIndex={-1}>{w.title}</h1>
        <p className="soft">{w.intro}</p>
      </header>
      <Asked />
      {data ? (
        <Pairs queue={data} />
      ) : trouble ? (
        <TroubleNote trouble={trouble} again={reload} />
      ) : (
        <Loading />
      )}
    </div>
  )
}

function Pairs({ queue }: { queue: Queue }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const format = useFormat()
  const [decided, setDecided] = useState<Decided[]>([])
  const [asked, setAsked] = useState<Pair[]>([])
  const [current, setCurrent] = useState<string>()
  const [told, setTold] = useState('')
  const done = new Set(decided.map(({ pair }) => pair.pairId))
  // What was taken back is asked again at once, before the server has compared anew.
  const pairs = [
    ...queue.pairs,
    ...asked.filter(pair => !queue.pairs.some(same => same.pairId === pair.pairId)),
  ]
    .filter(pair => !done.has(pair.pairId))
    .sort((a, b) => b.bits - a.bits)
  const at = Math.max(
    0,
    pairs.findIndex(pair => pair.pairId === current),
  )
  const pair = pairs[at]
  useAgain(queue.matching && pairs.length === 0)

  const decide = (verdict: Verdict) => {
    if (!pair) return
    const [a, b] = pair.sides
    const next = pairs[at + 1] ?? pairs[at - 1]
    const kept = call<{ decisionId: string }>('POST', `/people/${a.personId}/${verdict}`, {
      otherId: b.personId,
    }).then(
      ({ decisionId }) => {
        changed()
        return decisionId
      },
      error => {
        // Somebody else, or another window, has settled it: then it is not asked any more.
        setDecided(all => all.filter(one => one.pair.pairId !== pair.pairId))
        say(error instanceof Trouble ? (error.detail ?? p.trouble) : p.trouble)
        changed()
        return null
      },
    )
    setDecided(all => [...all, { pair, verdict, kept }])
    setAsked(all => all.filter(one => one.pairId !== pair.pairId))
    setCurrent(next?.pairId)
    const what = verdict === 'same' ? w.joined(a.name, b.name) : w.apart(a.name, b.name)
    setTold(`${what} ${next ? w.thenNext(nameOf(next)) : w.thenNone}`)
  }
  const undo = async () => {
    const last = decided.at(-1)
    if (!last) return
    const [a, b] = last.pair.sides
    setDecided(all => all.filter(one => one !== last))
    setAsked(all => [...all, last.pair])
    setCurrent(last.pair.pairId)
    setTold(w.undone(a.name, b.name))
    const id = await last.kept
    try {
      if (id) await call('DELETE', `/decisions/${id}`)
    } catch (error) {
      say(error instanceof Trouble ? (error.detail ?? p.trouble) : p.trouble)
    }
    changed()
  }
  const go = (step: number) => setCurrent(pairs[Math.min(pairs.length - 1, Math.max(0, at + step))]?.pairId)
  const nameOf = ({ sides: [a, b] }: Pair) => w.pair(a.name, b.name)
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    m: () => decide('same'),
    n: () => decide('not-same'),
    u: () => void undo(),
  })

  const status = (
    <p className="unseen" role="status">
      {told}
    </p>
  )
  if (!pair)
    return (
      <>
        {status}
        <Empty title={w.emptyTitle}>
          {decided.length > 0 && <p>{w.emptyDone}</p>}
          <p className="soft">{queue.matching ? w.matching : w.empty}</p>
        </Empty>
        {decided.length > 0 && (
          <div className="acts">
            <Act label={w.undo} letter="U" onPress={() => void undo()} />
          </div>
        )}
      </>
    )
  const waiting = Math.max(pairs.length, queue.total)
  return (
    <div className="queue">
      {status}
      <nav className="queue-list" aria-label={w.list}>
        <p className="small soft">{w.waiting(format.number(waiting), waiting)}</p>
        <ol>
          {pairs.slice(Math.max(0, at - 5), Math.max(12, at + 7)).map(one => (
            <li key={one.pairId}>
              <button
                type="button"
                className="quiet"
                aria-current={one === pair || undefined}
                onClick={() => setCurrent(one.pairId)}
              >
                <span className="queue-names">
                  <Outside>{one.sides[0].name}</Outside>
                  <Outside>{one.sides[1].name}</Outside>
                </span>
                <span className="figures small">{format.percent(one.chance)}</span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className="queue-main stack">
        <OnePair key={pair.pairId} pair={pair} />
        <div className="queue-acts">
          <div className="acts">
            <Act label={w.same} letter="M" isMain onPress={() => decide('same')} />
            <Act label={w.notSame} letter="N" onPress={() => decide('not-same')} />
          </div>
          <div className="acts">
            {pairs.length > 1 && at < pairs.length - 1 && (
              <Act label={w.next} letter="J" isQuiet onPress={() => go(1)} />
            )}
            {at > 0 && <Act label={w.previous} letter="K" isQuiet onPress={() => go(-1)} />}
            {decided.length > 0 && <Act label={w.undo} letter="U" isQuiet onPress={() => void undo()} />}
          </div>
        </div>
      </div>
    </div>
  )
}

type ActProps = { label: string; letter: string; isMain?: boolean; isQuiet?: boolean; onPress(): void }

/** A button with its key beside it. */
function Act({ label, letter, isMain, isQuiet, onPress }: ActProps) {
  const keysOn = useKeysOn()
  return (
    <button
      type="button"
      className={isMain ? 'main-act' : isQuiet ? 'quiet' : undefined}
      aria-keyshortcuts={keysOn ? letter.toLowerCase() : undefined}
      onClick={onPress}
    >
      {label}
      {keysOn && (
        <span className="queue-key" aria-hidden="true">
          {letter}
        </span>
      )}
    </button>
  )
}

/** While accounts are being compared and nothing is to be asked, it is looked again. */
function useAgain(waits: boolean) {
  const latest = useRef(changed)
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(() => latest.current(), 2000)
    return () => clearInterval(timer)
  }, [waits])
}
