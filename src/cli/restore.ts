import { resolve } from 'node:path'
import { verifyBackup } from '#store/backup-manifest.ts'
import { restoreBackup } from '#store/backup-restore.ts'
import { type Command, exits } from './command.ts'

export const restore: Command = {
  name: 'restore',
  args: '<folder>',
  summary: {
    en: 'put a backup into an empty ledger',
    ja: 'バックアップを空の台帳に戻す',
  },
  examples: [
    'enishi restore ~/.local/share/enishi/backups/2026-11-23T09-00-00-000Z-schema-1-5f0c2a9b --data ~/restored',
  ],
  async run(run, [folder]) {
    const from = resolve(folder!)
    // Before a ledger is opened, and made, for it.
    await verifyBackup(from)
    const { store } = await run.open()
    const { madeAt, enishi, schema, tables } = await restoreBackup(store.sql, from)
    const rows = Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))
    run.print({ madeAt, enishi, schema, rows }, () =>
      run.words.restored(madeAt.slice(0, 16).replace('T', ' '), rows.act ?? 0, rows.person ?? 0),
    )
    return exits.ok
  },
}
