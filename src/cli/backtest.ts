import { settle } from '#loop/support/up-to-date.ts'
import { loadTruth } from '#screens/truth/load.ts'
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
    run.print(truth, () =>
      [
        truth.sentence,
        ...truth.details.map(line => `  ${line}`),
        table(
          truth.windows.map(({ from, to, expected, low, high, actual }) => [
            `${from.slice(0, 10)} – ${to.slice(0, 10)}`,
            `${Math.round(expected)} (${Math.round(low)}–${Math.round(high)})`,
            String(actual),
          ]),
        ),
      ].join('\n'),
    )
    return exits.ok
  },
}
