import { settle } from '#loop/support/up-to-date.ts'
import { loadTruth } from '#screens/truth/load.ts'
import { newcomersOf, totalOf } from '#screens/truth/parts-of-windows.ts'
import { type Command, exits } from './command.ts'
import { table } from './text.ts'

export const backtest: Command = {
  name: 'backtest',
  summary: {
    en: 'how good the forecasts were on your own past',
    ja: 'ご自身の過去で確かめた、予測の当たり方',
  },
  examples: ['enishi backtest', 'enishi backtest --json'],
  async run(run) {
    const ctx = await run.open()
    await settle(ctx)
    const truth = await loadTruth(ctx, run.language)
    const w = run.words
    run.print(truth, () =>
      [
        truth.sentence,
        ...truth.details.map(line => `  ${line}`),
        table([
          [w.backtestSpan, w.backtestAll, w.backtestKnown, w.backtestNew],
          ...truth.windows.map(window => [
            `${window.from.slice(0, 10)} – ${window.to.slice(0, 10)}`,
            ...[totalOf(window), window, newcomersOf(window)].map(
              ({ expected, low, high, actual }) =>
                `${Math.round(expected)} (${Math.round(low)}–${Math.round(high)}) ${actual}`,
            ),
          ]),
        ]),
      ].join('\n'),
    )
    return exits.ok
  },
}
