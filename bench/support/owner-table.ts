import { randomFrom } from '#loop/support/model/invented-ledger.ts'
import type { TruthFacts } from '#loop/support/truth.ts'
import { atLeast, type BenchLine, between } from '../line.ts'

/** One owner's back-test, as `backtest --json` tells it. */
export type Told = {
  name: string
  windows: readonly Pick<
    TruthFacts['windows'][number],
    'expected' | 'actual' | 'newcomersExpected' | 'newcomersActual'
  >[]
  scores: NonNullable<TruthFacts['scores']>
}

/** Figures of one owner as lines. The level is right within .8–1.25, or where 1 lies in the bootstrap's interval. */
export function ownerLines(told: Told): BenchLine[] {
  const { name, windows, scores } = told
  const { ranges } = scores
  const [low, high] = interval(windows)
  const ratio = ratioOf(windows)
  const isRight = (ratio >= 0.8 && ratio <= 1.25) || (low <= 1 && high >= 1)
  const lines: BenchLine[] = [
    atLeast(`${name}: windows`, windows.length, '', 1),
    { ...between(`${name}: predicted / actual`, ratio, '', 1, 0.8, 1.25), holds: isRight },
    atLeast(`${name}: the same, 10 % of a block bootstrap`, low, '', 0),
    atLeast(`${name}: the same, 90 % of a block bootstrap`, high, '', 0),
    atLeast(`${name}: log-loss`, scores.logLoss, 'nats', 0),
    atLeast(`${name}: gain over the 90-day rule`, gainOf(scores), 'of it', 0),
  ]
  for (const [part, r] of Object.entries(ranges ?? {})) {
    lines.push(between(`${name}: ${part} inside their 80 % range`, r.coverage, '', 0.8, 0.6, 1))
    lines.push(between(`${name}: ${part}, width 1 to`, r.width, '', 10, 1, 40))
    if (part !== 'known')
      lines.push(between(`${name}: ${part}, predicted / actual`, r.expectedOverActual ?? 0, '', 1, 0.3, 3))
  }
  return lines
}

/** All owners as one: ratio, gain and coverage over all their windows. */
export function pooledLines(
  name: string,
  owners: readonly Told[],
  asked = { low: 0.85, high: 1.2, gain: 0.12 },
): BenchLine[] {
  if (owners.length === 0) return []
  const windows = owners.flatMap(o => o.windows)
  const loss = (of: (s: Told['scores']) => number) =>
    owners.reduce((sum, { scores }) => sum + of(scores) * scores.personWindows, 0)
  const gain = 1 - loss(s => s.logLoss) / loss(s => s.hiatusLogLoss)
  const people = loss(() => 1)
  const mean = (of: (s: Told['scores']) => number) =>
    owners.reduce((sum, o) => sum + of(o.scores), 0) / owners.length
  const lines = [
    between(`${name}: predicted / actual`, ratioOf(windows), '', 1, asked.low, asked.high),
    atLeast(`${name}: gain over the 90-day rule`, gain, 'of it', asked.gain),
    atLeast(`${name}: log-loss`, loss(s => s.logLoss) / people, 'nats', 0),
    atLeast(
      `${name}: log-loss, mean of owners`,
      mean(s => s.logLoss),
      'nats',
      0,
    ),
    between(`${name}: miss of the count`, missOf(windows), 'people', 7, 0, 30),
  ]
  for (const part of ['known', 'newcomers', 'together'] as const) {
    const share = (of: 'coverage' | 'below' | 'above') =>
      owners.reduce((sum, o) => sum + (o.scores.ranges?.[part][of] ?? 0) * o.windows.length, 0) /
      windows.length
    lines.push(between(`${name}: ${part} inside their 80 % range`, share('coverage'), '', 0.8, 0.75, 0.87))
    lines.push(between(`${name}: ${part} below it`, share('below'), '', 0.1, 0, 0.2))
    lines.push(between(`${name}: ${part} above it`, share('above'), '', 0.1, 0, 0.2))
  }
  return lines
}

/** The same for people to read. */
export function ownerTable(owners: readonly Told[]): string {
  const head =
    'owner|windows|ratio|bootstrap|log-loss|gain|known|width|new|ratio|width|total|ratio|width'.split('|')
  const rows = owners.map(o => {
    const [low, high] = interval(o.windows)
    const r = o.scores.ranges
    const two = (n: number | null | undefined) => (n === null || n === undefined ? '–' : n.toFixed(2))
    const one = (n: number | undefined) => (n === undefined ? '–' : `1:${n.toFixed(1)}`)
    return [
      o.name,
      String(o.windows.length),
      two(ratioOf(o.windows)),
      `${two(low)}–${two(high)}`,
      o.scores.logLoss.toFixed(4),
      `${Math.round(100 * gainOf(o.scores))} %`,
      two(r?.known.coverage),
      one(r?.known.width),
      two(r?.newcomers.coverage),
      two(r?.newcomers.expectedOverActual),
      one(r?.newcomers.width),
      two(r?.together.coverage),
      two(r?.together.expectedOverActual),
      one(r?.together.width),
    ]
  })
  const widths = head.map((_, k) => Math.max(...[head, ...rows].map(row => row[k]!.length)))
  return [head, ...rows]
    .map(row =>
      row
        .map((cell, k) => cell.padEnd(widths[k]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const gainOf = (scores: Told['scores']) => 1 - scores.logLoss / scores.hiatusLogLoss

const ratioOf = (windows: Told['windows']) =>
  windows.reduce((sum, w) => sum + w.expected, 0) /
  Math.max(
    1,
    windows.reduce((sum, w) => sum + w.actual, 0),
  )

const missOf = (windows: Told['windows']) =>
  windows.reduce((sum, w) => sum + Math.abs(w.expected - w.actual), 0) / windows.length

/** 80 % interval of the ratio: blocks of three consecutive windows drawn with replacement, 2,000 draws, fixed seed. */
function interval(windows: Told['windows']): [number, number] {
  const random = randomFrom(80)
  const ratios = Float64Array.from({ length: 2000 }, () => {
    const drawn: Told['windows'][number][] = []
    while (drawn.length < windows.length) {
      const from = Math.floor(random() * Math.max(1, windows.length - 2))
      drawn.push(...windows.slice(from, from + 3))
    }
    return ratioOf(drawn)
  }).sort()
  return [ratios[200]!, ratios[1799]!]
}
