import { useEffect, useRef, useState } from 'react'
import { call, changed, Trouble } from '../parts/api.ts'
import { useFormat, useSpeech, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { say } from '../parts/toast.tsx'
import { Asking } from './asking.tsx'
import { Report } from './report.tsx'
import type { ImportReport } from './shape.ts'
import { words } from './words.ts'

type Props = { first: ImportReport; isNewest: boolean; onUndo(report: ImportReport): void }

const isMoving = (report: ImportReport) => report.status === 'waiting' || report.status === 'reading'

/** One import: how far it is, what it asks, what it found; followed while it moves. */
export function OneImport({ first, isNewest, onUndo }: Props) {
  const w = useWords(words)
  const format = useFormat()
  const [report, setReport] = useFollowed(first)

  const act = async (
    what: 'pause' | 'resume' | 'cancel' | 'confirm',
    answers?: Readonly<Record<string, string>>,
  ) => {
    try {
      const body = what === 'confirm' ? { answers } : undefined
      setReport(await call<ImportReport>('POST', `/imports/${report.importId}/${what}`, body))
    } catch (error) {
      say(error instanceof Error ? error.message : '')
      changed()
    }
  }
  const button = (what: 'pause' | 'resume' | 'cancel' | 'confirm', label: string, kind?: string) => (
    <button type="button" className={kind} onClick={() => act(what)}>
      {label}
      <span className="unseen">: {report.fileName}</span>
    </button>
  )
  const unnamed = first.besideCount - first.beside.length
  const moreBeside = unnamed > 0 ? [w.besideMore(format.number(unnamed))] : []
  const canUndo = ['waiting', 'done', 'failed', 'cancelled', 'paused'].includes(report.status)
  return (
    <article className="sheet import">
      <header className="import-head">
        <h3>
          <Outside>{report.fileName}</Outside>
        </h3>
        <p className="import-status" data-status={report.status}>
          {w[report.status]}
        </p>
      </header>
      <p className="small soft import-facts">
        {report.networkTitle && <span>{report.networkTitle}</span>}
        {report.startedAt && (
          <time dateTime={report.startedAt} title={format.day(report.startedAt)}>
            {format.ago(report.startedAt)}
          </time>
        )}
        {report.status === 'done' && (
          <span>
            {w.summary(
              format.number(report.added.acts),
              format.number(report.added.people),
              report.added.acts,
              report.added.people,
            )}
          </span>
        )}
      </p>
      {(isMoving(report) || report.status === 'paused') && <Progress report={report} />}
      {report.status === 'asking' && report.questions.length > 0 && (
        <Asking
          report={report}
          onAnswer={answers => act('confirm', answers)}
          onCancel={() => act('cancel')}
        />
      )}
      {report.question && report.status === 'asking' && report.questions.length === 0 && (
        <div className="import-ask stack tight">
          <p>{report.question}</p>
          <div className="acts">
            {button('confirm', w.confirm, 'main-act')}
            {button('cancel', w.refuse)}
          </div>
        </div>
      )}
      {report.message && <p className="import-ask">{report.message}</p>}
      {report.sameAs && <p>{w.sameAs}</p>}
      {first.beside.length > 0 && (
        <p>{w.beside(format.list([...titlesBeside({ ...report, beside: first.beside }), ...moreBeside]))}</p>
      )}
      {['done', 'paused', 'failed', 'cancelled'].includes(report.status) && (
        <Report report={report} open={isNewest} />
      )}
      <div className="acts">
        {isMoving(report) && button('pause', w.pause)}
        {report.canResume && report.status !== 'cancelled' && button('resume', w.resume, 'main-act')}
        {(isMoving(report) || report.status === 'paused') && button('cancel', w.cancel, 'quiet')}
        {canUndo && (
          <button type="button" className="quiet" onClick={() => onUndo(report)}>
            {w.undo}
            <span className="unseen">: {report.fileName}</span>
          </button>
        )}
      </div>
      <Announcer report={report} />
    </article>
  )
}

/** Two exports of one network are told apart by their files. */
function titlesBeside({ beside, networkTitle }: Pick<ImportReport, 'beside' | 'networkTitle'>): string[] {
  const titles = [networkTitle, ...beside.map(other => other.networkTitle)]
  return beside.map(({ networkTitle: title, fileName }) =>
    title && titles.indexOf(title) === titles.lastIndexOf(title) ? title : fileName,
  )
}

/**
 * Asks again every 700 ms while the import moves; when it comes to rest, or others are found beside it, the other pages
 * learn of it.
 */
function useFollowed(first: ImportReport) {
  const { language } = useSpeech()
  const [kept, setKept] = useState({ first, report: first })
  const report = kept.first === first ? kept.report : first
  const moving = isMoving(report)
  const { importId } = first
  // biome-ignore lint/correctness/useExhaustiveDependencies: its sentences come in the reader's language
  useEffect(() => {
    if (!moving) return
    const stop = new AbortController()
    const ask = async () => {
      try {
        const next = await call<ImportReport>('GET', `/imports/${importId}`, undefined, {
          signal: stop.signal,
        })
        if (stop.signal.aborted) return
        setKept({ first, report: next })
        // What was found beside it is in the list only when that is asked for anew.
        if (!isMoving(next) || next.besideCount > first.besideCount) changed()
        if (isMoving(next)) timer = setTimeout(ask, 700)
      } catch (error) {
        if (stop.signal.aborted) return
        if (!(error instanceof Trouble)) throw error
        timer = setTimeout(ask, 3000)
      }
    }
    let timer = setTimeout(ask, 700)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [moving, importId, first, language])
  return [report, (report: ImportReport) => setKept({ first, report })] as const
}

function Progress({ report }: { report: ImportReport }) {
  const w = useWords(words)
  const format = useFormat()
  const { phase, items, bytes, totalBytes, remainingSeconds } = report.progress
  const phases = {
    waiting: w.phaseWaiting,
    checking: w.phaseChecking,
    reading: w.phaseReading,
    linking: w.phaseLinking,
    counting: w.phaseCounting,
    finished: w.phaseFinished,
  }
  const counted = phase === 'reading' && totalBytes > 0
  return (
    <div className="progress">
      <progress
        aria-label={`${report.fileName}: ${phases[phase]}`}
        {...(counted ? { max: totalBytes, value: Math.min(bytes, totalBytes) } : {})}
      />
      <p className="small soft figures import-facts">
        <span>{report.status === 'paused' ? w.paused : phases[phase]}</span>
        {items > 0 && <span>{w.items(format.number(items), items)}</span>}
        {counted && <span>{w.sent(format.bytes(bytes), format.bytes(totalBytes))}</span>}
        {remainingSeconds !== null && report.status === 'reading' && (
          <span>{w.left(format.length(remainingSeconds))}</span>
        )}
      </p>
    </div>
  )
}

const SPEAKS_EVERY_MS = 10_000

/** Tells a screen reader how it goes: each change of state, and the count now and then, not every 700 ms. */
function Announcer({ report }: { report: ImportReport }) {
  const w = useWords(words)
  const format = useFormat()
  const [said, setSaid] = useState('')
  const last = useRef({ status: report.status, at: 0 })
  useEffect(() => {
    const now = performance.now()
    if (last.current.status !== report.status) {
      last.current = { status: report.status, at: now }
      setSaid(w.saidStatus(report.fileName, w[report.status]))
    } else if (report.status === 'reading' && now - last.current.at > SPEAKS_EVERY_MS) {
      last.current.at = now
      setSaid(w.saidReading(report.fileName, format.number(report.progress.items)))
    }
  }, [report, w, format])
  return (
    <p className="unseen" role="status">
      {said}
    </p>
  )
}
