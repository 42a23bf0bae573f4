import { examine } from '#server/doctor.ts'
import { type Command, exits } from './command.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: { en: 'look whether all is well', ja: '異常がないか調べる' },
  examples: ['enishi doctor', 'enishi doctor --json'],
  async run(run) {
    const checks = await examine(await run.open(), run.language)
    const well = checks.every(check => check.ok)
    run.print({ ok: well, checks }, () =>
      [
        ...checks.map(check => `${check.ok ? '✓' : '✗'} ${check.sentence}`),
        well ? run.words.healthy : run.words.unwell,
      ].join('\n'),
    )
    return well ? exits.ok : exits.error
  },
}
