/** One measured figure beside what it is held against: a published figure, a limit or a peer. */
export type BenchLine = {
  name: string
  figure: number
  unit: string
  against: number
  /** figure / against */
  ratio: number
  /** What is asked of the figure, in words. */
  asked: string
  holds: boolean
}

export const atMost = (name: string, figure: number, unit: string, limit: number): BenchLine =>
  line(name, figure, unit, limit, `at most ${limit}`, figure <= limit)

export const atLeast = (name: string, figure: number, unit: string, limit: number): BenchLine =>
  line(name, figure, unit, limit, `at least ${limit}`, figure >= limit)

export const between = (
  name: string,
  figure: number,
  unit: string,
  against: number,
  low: number,
  high: number,
) => line(name, figure, unit, against, `${low} to ${high}`, figure >= low && figure <= high)

/** The figure repeats a published one, within what optimisers that stop at different points may differ by. */
export const repeats = (
  name: string,
  figure: number,
  unit: string,
  published: number,
  within: number,
): BenchLine =>
  line(name, figure, unit, published, `± ${within}`, Math.abs(figure - published) <= within + 1e-12)

function line(
  name: string,
  figure: number,
  unit: string,
  against: number,
  asked: string,
  holds: boolean,
): BenchLine {
  return { name, figure, unit, against, ratio: figure / against, asked, holds }
}

/** Lines as a table of plain text. */
export function tableOf(lines: readonly BenchLine[]): string {
  const digits = (value: number) => (Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(4))
  const rows = lines.map(l => [
    l.name,
    digits(l.figure),
    l.unit,
    digits(l.against),
    l.ratio.toFixed(2),
    l.asked,
    l.holds ? 'holds' : 'FAILS',
  ])
  const all = [['', 'figure', 'unit', 'against', 'ratio', 'asked', ''], ...rows]
  const widths = all[0]!.map((_, k) => Math.max(...all.map(row => row[k]!.length)))
  return all
    .map(row =>
      row
        .map((cell, k) => cell.padEnd(widths[k]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
