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
    const { acts, people, keptActs, keptPeople, copies } = await previewUndo(ctx, Number(id))
    const kept = { acts: keptActs, people: keptPeople }
    const counts = { importId: id!, removed: { acts, people }, kept, copies }
    const held = [
      ...(copies.until ? [run.words.copiesHold(copies.until)] : []),
      ...(copies.beforeChanges > 0 ? [run.words.backupsHold(copies.beforeChanges)] : []),
    ]
    const would = [run.words.wouldUndo(id!, acts, people), ...held].join(' ')
    if (options.dryRun) {
      run.print({ ...counts, done: false }, () => would)
      return exits.ok
    }
    if (!(await run.confirm(would, options.yes))) return exits.needsConfirmation
    await undoImport(ctx, Number(id))
    run.print({ ...counts, done: true }, () =>
      [
        run.words.undone(id!, acts, people),
        ...(keptActs + keptPeople > 0 ? [run.words.undoKept(keptActs, keptPeople)] : []),
        ...held,
      ].join('\n'),
    )
    return exits.ok
  },
}
