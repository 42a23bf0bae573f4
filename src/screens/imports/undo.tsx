import { useState } from 'react'
import { call, changed, useLoad } from '../parts/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { Loading, TroubleNote } from '../parts/states.tsx'
import { say } from '../parts/toast.tsx'
import type { ImportReport, UndoPreview } from './shape.ts'
import { words } from './words.ts'

/** Shows what would go and what would stay before an import is taken back. */
export function Undo({ report, onClose }: { report: ImportReport; onClose(): void }) {
  const w = useWords(words)
  const format = useFormat()
  const { data, trouble, reload } = useLoad<UndoPreview>(`/imports/${report.importId}/undo`)
  const [busy, setBusy] = useState(false)
  const undo = async () => {
    setBusy(true)
    try {
      await call('DELETE', `/imports/${report.importId}`)
      say(w.undoDone(report.fileName))
    } catch (error) {
      say(error instanceof Error ? error.message : '')
    }
    changed()
    onClose()
  }
  const list = (title: string, acts: number, people: number) => (
    <section>
      <h3>{title}</h3>
      <ul>
        <li>{w.undoActs(format.number(acts), acts)}</li>
        <li>{w.undoPeople(format.number(people), people)}</li>
      </ul>
    </section>
  )
  return (
    <Dialog title={w.undoTitle} onClose={onClose}>
      <p>
        <Outside>{report.fileName}</Outside>
      </p>
      {data ? (
        <div className="undo-lists">
          {list(w.undoGone, data.acts, data.people)}
          {list(w.undoKept, data.keptActs, data.keptPeople)}
        </div>
      ) : trouble ? (
        <TroubleNote trouble={trouble} again={reload} />
      ) : (
        <Loading />
      )}
      <p className="small soft">{w.undoAgain}</p>
      {data?.copies.until && <p className="small soft">{w.undoCopies(format.day(data.copies.until))}</p>}
      {data !== undefined && data.copies.beforeChanges > 0 && (
        <p className="small soft">{w.undoBeforeChanges(data.copies.beforeChanges)}</p>
      )}
      <div className="acts">
        <button type="button" className="grave" disabled={!data || busy} onClick={undo}>
          {w.undoDo}
        </button>
        <button type="button" onClick={onClose}>
          {w.undoNot}
        </button>
      </div>
    </Dialog>
  )
}
