import { useFormat, useWords } from '../parts/language.tsx'
import type { Truth } from './shape.ts'
import { words } from './words.ts'

type Groups = Truth['reliability']

const SIDE = 340
const LEFT = 58
const BOTTOM = 54

/** Forecast across, what happened upwards; on the diagonal the forecast was exactly right. */
export function ReliabilityPicture({ groups }: { groups: Groups }) {
  const w = useWords(words)
  const format = useFormat()
  const most = Math.max(...groups.map(group => group.people), 1)
  const x = (share: number) => LEFT + share * SIDE
  const y = (share: number) => 12 + (1 - share) * SIDE
  const marks = [0, 0.25, 0.5, 0.75, 1]
  return (
    <svg
      className="plot plot-square"
      viewBox={`0 0 ${LEFT + SIDE + 16} ${12 + SIDE + BOTTOM}`}
      aria-hidden="true"
    >
      {marks.map(mark => (
        <g key={mark}>
          <line className="plot-rule" x1={x(0)} x2={x(1)} y1={y(mark)} y2={y(mark)} />
          <text x={x(0) - 18} y={y(mark) + 4} textAnchor="end">
            {format.percent(mark)}
          </text>
          <text x={x(mark)} y={y(0) + 28} textAnchor="middle">
            {format.percent(mark)}
          </text>
        </g>
      ))}
      <line className="plot-exact" x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />
      <text className="plot-note" x={x(0.66)} y={y(0.5)} textAnchor="start">
        {w.perfect}
      </text>
      {groups.map(group => (
        <circle
          key={group.low}
          className="plot-group"
          cx={x(group.forecast)}
          cy={y(group.happened)}
          r={4 + 12 * Math.sqrt(group.people / most)}
        />
      ))}
      <text className="plot-axis" x={x(0.5)} y={y(0) + 48} textAnchor="middle">
        {w.forecast}
      </text>
      <text className="plot-axis" x={x(0) + 6} y={y(1) - 1} textAnchor="start">
        {w.happened}
      </text>
    </svg>
  )
}

export function ReliabilityTable({ groups }: { groups: Groups }) {
  const w = useWords(words)
  const format = useFormat()
  return (
    <table>
      <caption className="unseen">{w.reliability}</caption>
      <thead>
        <tr>
          <th scope="col">{w.range}</th>
          <th scope="col">{w.people}</th>
          <th scope="col">{w.forecast}</th>
          <th scope="col">{w.happened}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(group => (
          <tr key={group.low}>
            <th scope="row">{`${format.percent(group.low)}–${format.percent(group.high)}`}</th>
            <td>{format.number(group.people)}</td>
            <td>{format.percent(group.forecast)}</td>
            <td>{format.percent(group.happened)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
