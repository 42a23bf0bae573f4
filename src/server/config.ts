import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languageOf } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import { defaultDataDir } from '#store/server-user.ts'
import { addressOf } from './addresses.ts'

/** Every setting, each with a default, so that starting needs no file. */
export type Config = {
  dataDir: string
  /** A PostgreSQL of the person's own; undefined: the embedded one. */
  databaseUrl: string | undefined
  host: string
  port: number
  /** Names or whole addresses by which a browser may reach this Enishi, besides the loopback ones; see addresses.ts. */
  hostNames: readonly string[]
  /** Whether the ledger is copied once a day. */
  dailyCopy: boolean
  /** The language of the command line. */
  language: Language
  version: string
}

/** The only place that reads the environment. What the command line says wins. */
export function readConfig(said: Partial<Config> = {}): Config {
  const env = process.env
  return {
    dataDir: said.dataDir ?? (env.ENISHI_DATA || defaultDataDir()),
    databaseUrl: said.databaseUrl ?? (env.DATABASE_URL || undefined),
    host: said.host ?? (env.ENISHI_HOST || '127.0.0.1'),
    port: said.port ?? portOf(env.ENISHI_PORT || env.PORT || '4649'),
    hostNames:
      said.hostNames ??
      (env.ENISHI_HOST_NAMES ?? '')
        .split(',')
        .map(name => name.trim())
        .filter(name => name !== '' && addressOf(name)),
    dailyCopy: said.dailyCopy ?? isOn('ENISHI_DAILY_COPY', env.ENISHI_DAILY_COPY || 'on'),
    language: said.language ?? systemLanguage(),
    version: said.version ?? version(),
  }
}

function portOf(said: string): number {
  if (/^\d{1,5}$/.test(said) && Number(said) <= 65_535) return Number(said)
  throw new Refusal('bad-setting', { name: 'ENISHI_PORT', value: said })
}

function isOn(name: string, said: string): boolean {
  if (said === 'on' || said === 'off') return said === 'on'
  throw new Refusal('bad-setting', { name, value: said })
}

/** The language of the terminal. */
export function systemLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return languageOf((LC_ALL || LC_MESSAGES || LANG || 'en').replace(/[_.].*/, ''))
}

export function version(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version
}
