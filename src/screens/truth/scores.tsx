import { useFormat, useWords } from '../parts/language.tsx'
import type { Truth } from './shape.ts'
import { words } from './words.ts'

/** The scores for those who want them, beside a rule that needs no model. */
export function Scores({ scores, model }: { scores: NonNullable<Truth['scores']>; model: string }) {
  const w = useWords(words)
  const format = useFormat()
  const fine = (value: number) => format.number(value, 3)
  const lines: [string, string, string][] = [
    [w.logLoss, fine(scores.logLoss), fine(scores.hiatusLogLoss)],
    [w.brier, fine(scores.brier), ''],
    [w.ndcg, fine(scores.ndcg50), fine(scores.hiatusNdcg50)],
    [w.level, format.number(scores.expectedOverActual, 2), ''],
    [w.coverage, format.percent(scores.coverage), ''],
    [w.personWindows, format.number(scores.personWindows), ''],
  ]
  return (
    <details>
      <summary>{w.scores}</summary>
      <div className="stack tight">
        <p className="small soft">{w.ruleIs}</p>
        <div className="table">
          <table>
            <thead>
              <tr>
                <th scope="col">{w.score}</th>
                <th scope="col">{w.ours}</th>
                <th scope="col">{w.rule}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(([name, ours, rule]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{ours}</td>
                  <td>{rule || '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="small soft">{w.model(model)}</p>
      </div>
    </details>
  )
}
