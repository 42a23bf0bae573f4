import { backtest } from '#loop/support/model/backtest.ts'
import type { SupportLedger } from '#loop/support/model/ledger.ts'
import type { Priors } from '#loop/support/model/priors.ts'
import { cutsFrom, firstCut, lastActUpTo } from '#loop/support/model/windows.ts'
import { truthOf } from '#loop/support/truth.ts'
import type { BenchLine } from '../line.ts'
import { ownerLines, ownerTable, pooledLines, type Told } from './owner-table.ts'
import { ledgerOf, type Owner } from './replay.ts'
import { cuttingsOf } from './small.ts'

/** Of one kind there are ten cuttings of six owners: less is asked of them than of all. */
const ofOneKind = { low: 0.8, high: 1.25, gain: 0.08 }

const small = ['people', 'third', 'dwindle', 'burst', 'late']

/** The six owners, each with the priors of the other five, and the small ledgers cut out of them by kind. */
export function cuttingLines(owners: readonly Owner[], priors: readonly Priors[]): BenchLine[] {
  const whole = owners.flatMap((o, i) => toldOf(o.name, o.ledger, priors[i]!) ?? [])
  const cut = owners.flatMap((o, i) =>
    cuttingsOf(o.rows).flatMap(({ kind, name, rows }) => {
      const told = rows.length > 0 ? toldOf(`${o.name} ${name}`, ledgerOf(rows), priors[i]!) : undefined
      return told ? [{ kind, told }] : []
    }),
  )
  const of = (kind: string) => cut.filter(c => c.kind === kind).map(c => c.told)
  console.error(ownerTable(whole))
  return [
    ...whole.flatMap(ownerLines),
    ...pooledLines('six', whole),
    ...pooledLines('small', small.flatMap(of)),
    ...[...small, 'fade', 'stop'].flatMap(kind => pooledLines(`small, ${kind}`, of(kind), ofOneKind)),
  ]
}

/** The back-test of a ledger under priors that do not know it. */
function toldOf(name: string, ledger: SupportLedger, priors: Priors): Told | undefined {
  const end = lastActUpTo(ledger, Number.POSITIVE_INFINITY)
  const { windows } = backtest(ledger, cutsFrom(ledger, firstCut(ledger, end), end), { priors })
  const truth = truthOf({ fitted: { windows, older: 0 }, horizonDays: 90 })
  return truth.scores ? { name, windows: truth.windows, scores: truth.scores } : undefined
}
