import { join } from 'node:path'
import type { Language } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import { backupsFolder, backupsIn, newestBackup } from '#store/backups.ts'
import type { Ctx } from '#store/ctx.ts'
import { examineStorage, isDamaged, type Storage } from '#store/damage.ts'
import { openStore } from '#store/open.ts'
import type { Config } from './config.ts'
import type { Check } from './doctor.ts'
import { words } from './doctor-words.ts'

/** Reads the whole ledger and says what is damaged, what is whole and what to do; for the command line, which may name paths. */
export async function examineDisk(
  ctx: Ctx,
  language: Language,
): Promise<{ check: Check; storage?: Storage }> {
  try {
    const storage = await examineStorage(ctx.store.sql)
    return { check: checkOf(storage, await copyOf(ctx, true), language), storage }
  } catch (error) {
    if (!isDamaged(error)) throw error
    return { check: await checkOfError(ctx, error, language, true) }
  }
}

/** What can be said when damage was met by chance, or before anything could be listed. */
export async function checkOfError(
  ctx: Ctx,
  error: unknown,
  language: Language,
  whole = false,
): Promise<Check> {
  const w = words[language]
  return told(`${w.damagedCatalogue((error as Error).message)} ${w.goBack(await copyOf(ctx, whole))}`)
}

/** Where the damage keeps the ledger from being opened: as much as can be read without its owner. */
export async function examineUnopened(config: Config, error: unknown, language: Language): Promise<Check> {
  const newest = (await backupsIn(config.dataDir)).at(-1)?.name
  const copy = newest && join(backupsFolder(config.dataDir), newest)
  try {
    const store = await openStore(config)
    try {
      const check = checkOf(await examineStorage(store.sql), copy, language)
      if (!check.ok) return check
    } finally {
      await store.close()
    }
  } catch (further) {
    if (!isOfDamage(further)) throw further
  }
  return told(`${words[language].damagedCatalogue(saidBy(error))} ${words[language].goBack(copy)}`)
}

export const isOfDamage = (error: unknown) =>
  isDamaged(error) || (error instanceof Refusal && error.code === 'ledger-damaged')

const saidBy = (error: unknown) =>
  String(error instanceof Refusal ? (error.facts.said ?? error.code) : (error as Error).message)

function checkOf(storage: Storage, copy: string | undefined, language: Language): Check {
  const w = words[language]
  const { damaged, tables, indexes, withoutIndexes } = storage
  if (damaged.length === 0) {
    const sentence = withoutIndexes ? w.storageWithoutIndexes(tables) : w.storage(tables, indexes)
    return { name: 'storage', ok: true, sentence }
  }
  const said = damaged[0]!.said
  const hurt = damaged.filter(({ kind }) => kind === 'table').map(({ name }) => name)
  if (hurt.length === 0) return told(w.damagedIndexes(damaged.map(one => one.name).join(', '), said))
  const whole =
    storage.wholeTables.length > 0 ? w.wholeTables(storage.wholeTables.join(', ')) : w.noWholeTables
  return told(`${w.damaged(hurt.join(', '), said, whole)} ${w.goBack(copy)}`)
}

const told = (sentence: string): Check => ({ name: 'storage', ok: false, sentence })

/** Below the data directory, since the sentence may go out by HTTP; `restore` finds it by its name too. */
async function copyOf({ dataDir, owner }: Ctx, whole = false): Promise<string | undefined> {
  const newest = await newestBackup(dataDir, owner)
  return newest && (whole ? join(backupsFolder(dataDir), newest) : join('backups', newest))
}
