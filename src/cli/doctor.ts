import { type Check, examine } from '#server/doctor.ts'
import { examineDisk, examineUnopened, isOfDamage } from '#server/doctor-storage.ts'
import { words as told } from '#server/doctor-words.ts'
import type { Ctx } from '#store/ctx.ts'
import { rebuildIndexes } from '#store/damage.ts'
import { type Command, type Exit, exits, type Run } from './command.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: { en: 'look whether all is well', ja: '異常がないか調べる' },
  examples: ['enishi doctor', 'enishi doctor --mend', 'enishi doctor --json'],
  options: [
    {
      flags: '--mend',
      summary: { en: 'build damaged indexes of whole tables anew', ja: '表が無事なら、壊れた索引を作り直す' },
    },
  ],
  async run(run, _args, { mend }) {
    let ctx: Ctx
    try {
      ctx = await run.open()
    } catch (error) {
      if (!isOfDamage(error)) throw error
      return tell(run, [await examineUnopened(run.config, error, run.language)])
    }
    if (mend === true) {
      const { storage } = await examineDisk(ctx, run.language)
      const names = storage ? await rebuildIndexes(ctx.store.sql, storage) : []
      if (names.length > 0) run.say(told[run.language].mended(names.join(', ')))
    }
    const checks = await examine(ctx, run.language, { whole: true })
    return tell(run, checks)
  },
}

function tell(run: Run, checks: Check[]): Exit {
  const well = checks.every(check => check.ok)
  run.print({ ok: well, checks }, () =>
    [
      ...checks.map(check => `${check.ok ? '✓' : '✗'} ${check.sentence}`),
      well ? run.words.healthy : run.words.unwell,
    ].join('\n'),
  )
  return well ? exits.ok : exits.error
}
