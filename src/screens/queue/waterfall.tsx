import { useFormat, useWords } from '../parts/language.tsx'
import type { Pair } from './shape.ts'
import { stepsOf, strengthOf } from './strength.ts'
import { words } from './words.ts'

/** Bar by bar from where any two accounts start to the sum; right of the middle line it is likelier than not. */
export function EvidencePicture({ pair: { evidence, bits } }: { pair: Pair }) {
  const w = useWords(words)
  const steps = stepsOf(evidence.map(one => one.bits))
  const ends = [0, ...steps.map(({ to }) => to)]
  const low = Math.min(...ends, -1)
  const span = Math.max(...ends, 1) - low
  const at = (value: number) => 2 + (96 * (value - low)) / span
  const bar = (from: number, to: number, kind: string) => (
    <svg width="100%" height="18" aria-hidden="true">
      <line className="queue-even" x1={`${at(0)}%`} x2={`${at(0)}%`} y1="0" y2="18" />
      <line className={`queue-bar ${kind}`} x1={`${at(from)}%`} x2={`${at(to)}%`} y1="9" y2="9" />
    </svg>
  )
  return (
    <ol className="queue-waterfall">
      {evidence.map((one, k) => (
        <li key={`${one.comparison} ${one.text}`}>
          <span>
            <span className="queue-sign">{one.bits < 0 ? '−' : one.bits > 0 ? '＋' : '！'}</span> {one.text}
          </span>
          {bar(
            steps[k]!.from,
            steps[k]!.to,
            one.comparison === 'prior' ? 'start' : one.bits < 0 ? 'against' : 'for',
          )}
        </li>
      ))}
      <li className="queue-sum">
        <span>{w.sum}</span>
        <svg width="100%" height="18" aria-hidden="true">
          <line className="queue-even" x1={`${at(0)}%`} x2={`${at(0)}%`} y1="0" y2="18" />
          <circle cx={`${at(bits)}%`} cy="9" r="6" />
        </svg>
      </li>
    </ol>
  )
}

export function EvidenceTable({ pair: { evidence, bits, chance } }: { pair: Pair }) {
  const w = useWords(words)
  const format = useFormat()
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.comparedColumn}</th>
            <th scope="col">{w.saysColumn}</th>
            <th scope="col">{w.bitsColumn}</th>
          </tr>
        </thead>
        <tbody>
          {evidence.map(one => (
            <tr key={`${one.comparison} ${one.text}`}>
              <th scope="row">{one.text}</th>
              <td>
                {one.comparison === 'prior'
                  ? w.start
                  : one.bits === 0
                    ? w.warns
                    : one.bits < 0
                      ? w.speaksAgainst(w[strengthOf(one.bits)])
                      : w.speaksFor(w[strengthOf(one.bits)])}
              </td>
              <td>{signed(one.bits, format.number)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{w.sum}</th>
            <td>{w.chance(format.percent(chance))}</td>
            <td>{signed(bits, format.number)}</td>
          </tr>
        </tbody>
      </table>
      <p className="small soft">{w.bitsMeans}</p>
    </>
  )
}

const signed = (value: number, write: (value: number, digits: number) => string) =>
  `${value < 0 ? '−' : '+'}${write(Math.abs(value), 1)}`
