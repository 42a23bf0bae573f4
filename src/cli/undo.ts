import { Refusal } from '#ledger/refusal.ts'
import { previewUndo, undoImport } from '#loop/gather/undo.ts'
import { type Command, exits } from './command.ts'

export const undo: Command = {
  name: 'undo',
  args: '<id>',
  summary: { en: 'take an import back', ja: '取り込みを取り消す' },
  examples: ['enishi undo 3 --dry-run', 'enishi undo 3 --yes'],
  options: [
    {
      flags: '--yes',
      summary: { en: 'do it without asking (also when not at a terminal)', ja: '確認せずに実行する' },
    },
    { flags: '--dry-run', summary: { en: 'only say what would go', ja: '何がなくなるかだけを示す' } },
  ],
  async run(run, [id], options) {
    if (!/^\d{1,9}$/.test(id!)) throw new Refusal('not-found')
    const ctx = await run.open()
    const { acts, people, keptActs, keptPeople } = await previewUndo(ctx, Number(id))
    const counts = { importId: id!, removed: { acts, people }, kept: { acts: keptActs, people: keptPeople } }
    if (options.dryRun || (run.isTty && !run.json && !options.yes)) {
      run.print({ ...counts, done: false }, () => run.words.wouldUndo(id!, acts, people))
      return options.dryRun ? exits.ok : exits.needsConfirmation
    }
    await undoImport(ctx, Number(id))
    run.print({ ...counts, done: true }, () =>
      [
        run.words.undone(id!, acts, people),
        ...(keptActs + keptPeople > 0 ? [run.words.undoKept(keptActs, keptPeople)] : []),
      ].join('\n'),
    )
    return exits.ok
  },
}
