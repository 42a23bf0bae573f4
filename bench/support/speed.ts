import { freemem } from 'node:os'
import { addToClock } from '#loop/support/model/clock.ts'
import { forecastSupport } from '#loop/support/model/forecast.ts'
import { forecastOne, type OwnActs } from '#loop/support/model/forecast-one.ts'
import { inventLedger, type Size } from '#loop/support/model/invented-ledger.ts'
import { SPEAKS, type SupportLedger } from '#loop/support/model/ledger.ts'
import { atMost, type BenchLine } from '../line.ts'

const town: Size = { people: 5_000, acts: 200_000, opportunities: 1_500, days: 1_500 }
const city: Size = { people: 200_000, acts: 10_000_000, opportunities: 5_000, days: 3_650 }
const CITY_BYTES = 2e9

/** Full recomputes (fits, closed windows, everybody's chances) and one act, on invented ledgers in memory. */
export function speedLines(): BenchLine[] {
  const lines: BenchLine[] = []
  const ledger = inventLedger(town)
  const tries = [1, 2, 3].map(() => secondsOf(() => forecastSupport(ledger, town.days)))
  lines.push(atMost('5,000 people, 200,000 acts: everything anew, best of 3', Math.min(...tries), 's', 1))
  if (freemem() < CITY_BYTES) {
    console.error('support: the ledger of 10 million acts is left out: less than 2 GB of memory is free')
    return [...lines, oneAct('5,000 people', ledger, town.days)]
  }
  const big = inventLedger(city)
  lines.push(
    atMost(
      '200,000 people, 10 million acts: everything anew',
      secondsOf(() => forecastSupport(big, city.days)),
      's',
      30,
    ),
    oneAct('200,000 people', big, city.days),
  )
  return lines
}

/** The person with most acts, and one more act on an opportunity that nobody had answered: the worst case. */
function oneAct(name: string, ledger: SupportLedger, T: number): BenchLine {
  const { features, fitted } = forecastSupport(ledger, T)
  let person = 0
  for (let p = 0; p < ledger.people; p++)
    if (ledger.start[p + 1]! - ledger.start[p]! > ledger.start[person + 1]! - ledger.start[person]!)
      person = p
  const acts = withOneMore(ledger, person, T)
  const tries = Array.from({ length: 20 }, () =>
    secondsOf(() => forecastOne(acts, addToClock(features.clock, T - 0.5), T, fitted)),
  )
  return atMost(`${name}: after one new act, slowest of 20`, 1000 * Math.max(...tries), 'ms', 10)
}

function withOneMore(ledger: SupportLedger, person: number, T: number): OwnActs {
  const from = ledger.start[person]!
  const to = ledger.start[person + 1]!
  return {
    t: [...ledger.t.subarray(from, to), T - 0.1],
    opp: [...ledger.opp.subarray(from, to), ledger.tau.length],
    speaks: [...Array.from(ledger.marks.subarray(from, to), mark => mark & SPEAKS), 1],
  }
}

function secondsOf(act: () => unknown): number {
  const began = performance.now()
  act()
  return (performance.now() - began) / 1000
}
