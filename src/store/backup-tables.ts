import { migrationsFolder, readMigrations } from './migrate.ts'

/**
 * The tables that the migrations up to `version` leave, by their own words rather than the catalogue: in a database of
 * the person's own, other programs may keep tables too. A test holds this to the catalogue of every version.
 */
export function tablesAt(version: number, folder = migrationsFolder): string[] {
  const tables = new Set<string>()
  for (const migration of readMigrations(folder).filter(one => one.version <= version))
    for (const [, verb, table] of migration.statements.matchAll(
      /^(create|drop) table (?:if (?:not )?exists )?(\w+)/gim,
    ))
      if (verb!.toLowerCase() === 'create') tables.add(table!)
      else tables.delete(table!)
  return [...tables]
}

/** Who may come in belongs to a moment: a session that was ended must not come back with a backup. */
const signIns = new Set(['session', 'one_time_code'])

export const tablesToKeep = (version: number, folder?: string): string[] =>
  tablesAt(version, folder).filter(table => !signIns.has(table))
