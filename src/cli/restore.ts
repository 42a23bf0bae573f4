import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { readConfig } from '#server/config.ts'
import { verifyBackup } from '#store/backup-manifest.ts'
import { restoreBackup } from '#store/backup-restore.ts'
import { backupsFolder, backupsIn } from '#store/backups.ts'
import { type Command, type Exit, exits, type Run } from './command.ts'

export const restore: Command = {
  name: 'restore',
  args: '[folder]',
  summary: {
    en: 'put a backup into an empty ledger; without a name, list what there is',
    ja: 'バックアップを空の台帳に戻す（名前を付けなければ一覧）',
  },
  examples: [
    'enishi restore',
    'enishi restore ~/.local/share/enishi/backups/2026-11-23T09-00-00-000Z-schema-1-5f0c2a9b --data ~/restored',
  ],
  async run(run, [folder]) {
    if (folder === undefined) return listBackups(run)
    const from = found(run, folder)
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

/** Opens no ledger: it may be the damaged one. */
async function listBackups(run: Run): Promise<Exit> {
  const home = backupsFolder(run.config.dataDir)
  const copies = (await backupsIn(run.config.dataDir)).reverse().map(({ name, kind, madeAt }) => ({
    folder: join(home, name),
    kind,
    madeAt: new Date(madeAt).toISOString(),
  }))
  if (copies.length === 0) run.say(run.words.noBackups(home))
  if (copies.length > 0 || run.json)
    run.print({ copies }, () =>
      copies
        .map(({ folder, kind, madeAt }) =>
          run.words.backup(madeAt.slice(0, 16).replace('T', ' '), kind, run.plain(folder)),
        )
        .join('\n'),
    )
  return copies.length === 0 ? exits.nothingFound : exits.ok
}

/** By its path, or by its name in `backups/` of the data directory that is usual or that --data says. */
function found(run: Run, folder: string): string {
  const places = [
    resolve(folder),
    ...[run.config.dataDir, readConfig().dataDir].map(dir => join(backupsFolder(dir), basename(folder))),
  ]
  return places.find(place => existsSync(place)) ?? places[0]!
}
