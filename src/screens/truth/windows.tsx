import { useEffect, useRef, useState } from 'react'
import { useFormat, useSpeech, useWords } from '../parts/language.tsx'
import { gapsOf, niceTop } from './axis.ts'
import type { Part } from './parts-of-windows.ts'
import { words } from './words.ts'

const HIGH = 240
const LEFT = 44
const TOP = 12

/** Each period on a true time axis: the range, what was expected, what came. A period without data stays empty. */
export function WindowsPicture({ windows }: { windows: readonly Part[] }) {
  const w = useWords(words)
  const format = useFormat()
  const { locale } = useSpeech()
  const [box, wide] = useWidth()
  const inOrder = [...windows].sort((a, b) => a.from.localeCompare(b.from))
  const starts = inOrder.map(window => new Date(window.from).getTime())
  const first = starts[0]!
  const last = Math.max(...inOrder.map(window => new Date(window.to).getTime()))
  const top = niceTop(Math.max(...inOrder.map(window => Math.max(window.high, window.actual)), 1))
  const x = (time: number) => LEFT + ((time - first) / Math.max(1, last - first)) * (wide - LEFT - 12)
  const y = (people: number) => TOP + (1 - people / top) * HIGH
  const month = new Intl.DateTimeFormat(locale, { year: '2-digit', month: 'short', timeZone: 'UTC' })
  // A label needs some 90 px, a mark no more than its share of the line.
  const every = Math.ceil(inOrder.length / Math.max(2, Math.floor((wide - LEFT) / 90)))
  const share = (wide - LEFT) / inOrder.length
  const half = Math.min(6.5, Math.max(3, share * 0.42))
  return (
    <>
      <div ref={box}>
        <svg
          className="plot plot-wide"
          viewBox={`0 0 ${wide} ${TOP + HIGH + 34}`}
          height={TOP + HIGH + 34}
          aria-hidden="true"
        >
          {[0, 0.5, 1].map(part => (
            <g key={part}>
              <line className="plot-rule" x1={LEFT} x2={wide} y1={y(top * part)} y2={y(top * part)} />
              <text x={LEFT - 8} y={y(top * part) + 4} textAnchor="end">
                {format.number(top * part)}
              </text>
            </g>
          ))}
          {gapsOf(inOrder).map(gap => (
            <g key={gap.from}>
              <rect
                className="plot-gap"
                x={x(gap.from)}
                width={x(gap.to) - x(gap.from)}
                y={TOP}
                height={HIGH}
              />
              <text className="plot-note" x={(x(gap.from) + x(gap.to)) / 2} y={TOP + 16} textAnchor="middle">
                {w.gap}
              </text>
            </g>
          ))}
          {inOrder.map((window, n) => {
            const middle = (x(starts[n]!) + x(new Date(window.to).getTime())) / 2
            return (
              <g key={window.from}>
                <line
                  className="plot-range"
                  strokeWidth={Math.min(9, share * 0.55)}
                  x1={middle}
                  x2={middle}
                  y1={y(window.low)}
                  y2={y(window.high)}
                />
                <line
                  className="plot-expected"
                  x1={middle - half * 1.4}
                  x2={middle + half * 1.4}
                  y1={y(window.expected)}
                  y2={y(window.expected)}
                />
                <path
                  className="plot-actual"
                  d={`M${middle} ${y(window.actual) - half}l${half} ${half}-${half} ${half}-${half}-${half}z`}
                />
                {n % every === 0 && (
                  <text x={middle} y={TOP + HIGH + 20} textAnchor="middle">
                    {month.format(starts[n]!)}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      </div>
      <p className="plot-legend small soft">
        <span>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <line className="plot-range" x1="10" x2="10" y1="5" y2="15" />
          </svg>
          {w.legendRange}
        </span>
        <span>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <line className="plot-expected" x1="2" x2="18" y1="10" y2="10" />
          </svg>
          {w.legendExpected}
        </span>
        <span>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <path className="plot-actual" d="M10 3.5l6.5 6.5-6.5 6.5-6.5-6.5z" />
          </svg>
          {w.legendActual}
        </span>
      </p>
    </>
  )
}

/** The width there is, in px, so that letters keep their size on every screen. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(720)
  useEffect(() => {
    if (!box.current) return
    const watch = new ResizeObserver(([entry]) => setWide(Math.max(240, entry!.contentRect.width)))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return [box, wide] as const
}

export function WindowsTable({ title, windows }: { title: string; windows: readonly Part[] }) {
  const w = useWords(words)
  const format = useFormat()
  return (
    <table>
      <caption className="unseen">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{w.window}</th>
          <th scope="col">{w.expected}</th>
          <th scope="col">{w.range}</th>
          <th scope="col">{w.actual}</th>
        </tr>
      </thead>
      <tbody>
        {windows.map(window => (
          <tr key={window.from}>
            <th scope="row">{w.to(format.date(window.from), format.date(window.to))}</th>
            <td>{format.number(window.expected, 1)}</td>
            <td>{`${format.number(window.low)}–${format.number(window.high)}`}</td>
            <td>{format.number(window.actual)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
