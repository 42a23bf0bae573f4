import { useState } from 'react'
import { base } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { JoinedPeople } from './joined.tsx'
import type { ImportReport } from './shape.ts'
import { words } from './words.ts'

const EXAMPLES = 5

/** What an import brought, and what it left out with the reason. */
export function Report({ report, open }: { report: ImportReport; open: boolean }) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(open)
  const format = useFormat()
  const left = report.leftOutCounts.reduce((sum, group) => sum + group.count, 0)
  return (
    <details className="import-report" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{w.report}</summary>
      <div className="stack">
        <div className="table">
          <table>
            <thead>
              <tr>
                <th scope="col">{w.what}</th>
                <th scope="col">{w.acts}</th>
                <th scope="col">{w.people}</th>
              </tr>
            </thead>
            <tbody>
              {(['added', 'known', 'changed'] as const).map(kind => (
                <tr key={kind}>
                  <th scope="row">{w[kind]}</th>
                  <td>{format.number(report[kind].acts)}</td>
                  <td>{format.number(report[kind].people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {isOpen && report.status === 'done' && <JoinedPeople importId={report.importId} />}
        {left === 0 ? (
          <p className="small soft">{w.leftOutNone}</p>
        ) : (
          <div className="left-out">
            <p>
              <b>{w.leftOutTitle(format.number(left), left)}</b>
            </p>
            {report.leftOutCounts.map(group => (
              <LeftOut key={`${group.code} ${group.why}`} group={group} report={report} />
            ))}
            <p>
              <a className="button" href={`${base}/imports/${report.importId}/left-out`} download>
                {w.download}
              </a>
            </p>
          </div>
        )}
      </div>
    </details>
  )
}

function LeftOut({ group, report }: { group: ImportReport['leftOutCounts'][number]; report: ImportReport }) {
  const w = useWords(words)
  const format = useFormat()
  const examples = report.leftOut.filter(row => row.code === group.code).slice(0, EXAMPLES)
  return (
    <div>
      <p>
        {group.why} <b className="figures">{w.items(format.number(group.count), group.count)}</b>
      </p>
      {examples.length > 0 && (
        <ul className="small soft" aria-label={w.examples}>
          {examples.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may be left out at the same place
            <li key={n}>
              <Outside>{row.where}</Outside>
              {row.why !== group.why && <> — {row.why}</>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
