import { useState } from 'react'
import { Asked } from '../me/asked.tsx'
import { useLoad } from '../parts/api.ts'
import { DropFiles } from '../parts/drop-files.tsx'
import { useWords } from '../parts/language.tsx'
import { To } from '../parts/router.tsx'
import { Empty, Loading, TroubleNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { CopiesLine } from './copies.tsx'
import { OneImport } from './one-import.tsx'
import { Sending } from './sending.tsx'
import type { ImportReport } from './shape.ts'
import { Undo } from './undo.tsx'
import { words } from './words.ts'
import './screen.css'

export default function ImportsScreen() {
  const w = useWords(words)
  const { data, trouble, reload } = useLoad<{ imports: ImportReport[] }>('/imports')
  const [undoing, setUndoing] = useState<ImportReport | null>(null)
  useTitle(w.title)
  return (
    <div className="room">
      <header className="stack tight">
        <h1 tabIndex={-1}>{w.title}</h1>
        <p>{w.intro}</p>
        <p>
          <To to="/sources">{w.howToGet}</To>
        </p>
      </header>
      <DropFiles />
      <Sending />
      <Asked />
      <section className="stack">
        <h2>{w.history}</h2>
        {trouble && <TroubleNote trouble={trouble} again={reload} />}
        {!data && !trouble && <Loading />}
        {data?.imports.length === 0 && (
          <Empty title={w.none}>
            <p>{w.noneWhy}</p>
          </Empty>
        )}
        <ul className="imports">
          {data?.imports.map((report, n) => (
            <li key={report.importId}>
              <OneImport first={report} isNewest={n === 0} onUndo={setUndoing} />
            </li>
          ))}
        </ul>
        <CopiesLine />
      </section>
      {undoing && <Undo report={undoing} onClose={() => setUndoing(null)} />}
    </div>
  )
}
