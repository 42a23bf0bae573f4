import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languageOf } from '#ledger/language.ts'
import { defaultDataDir } from '#store/server-user.ts'

/** Every setting, each with a default, so that starting needs no file. */
export type Config = {
  dataDir: string
  /** A PostgreSQL of the person's own; undefined: the embedded one. */
  databaseUrl: string | undefined
  host: string
  port: number
  /** Names under which a browser may reach this Enishi, besides the loopback ones. */
  hostNames: readonly string[]
  /** The language of the command line. */
  language: Language
  version: string
}

/** The only place that reads the environment. What the command line says wins. */
export function readConfig(said: Partial<Config> = {}): Config {
  const env = process.env
  return {
    dataDir: said.dataDir ?? env.ENISHI_DATA ?? defaultDataDir(),
    databaseUrl: said.databaseUrl ?? env.DATABASE_URL ?? undefined,
    host: said.host ?? env.ENISHI_HOST ?? '127.0.0.1',
    port: said.port ?? Number(env.ENISHI_PORT ?? env.PORT ?? 4649),
    hostNames: said.hostNames ?? (env.ENISHI_HOST_NAMES ?? '').split(',').filter(Boolean),
    language:
      said.language ?? languageOf((env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en').replace(/[_.].*/, '')),
    version: said.version ?? version(),
  }
}

function version(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version
}
