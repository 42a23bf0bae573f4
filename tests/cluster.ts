import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, openCluster } from '#store/embedded.ts'
import { serversOf, signalQuietly, stopPostmaster } from '#store/postmaster.ts'
import { isRoot } from '#store/server-user.ts'

export type TestCluster = { socketDir: string; close(): Promise<void> }

/** A PostgreSQL for tests in a temporary folder, quick because it may be lost. close() leaves nothing behind. */
export async function openTestCluster(): Promise<TestCluster> {
  const dir = await testFolder()
  let cluster: Cluster
  try {
    cluster = await openCluster(dir, { durable: false, settings: { autovacuum: 'off' } })
  } catch (error) {
    rmSync(dir, { recursive: true, force: true })
    throw error
  }
  return { socketDir: cluster.socketDir, close: () => remove(dir) }
}

const mark = 'enishi-test-'

/** A folder that PostgreSQL's user may pass through. remove() takes it away; if a kill forbids that, the next run does. */
export async function testFolder(): Promise<string> {
  await sweep()
  const dir = mkdtempSync(join(temporary(), `${mark}${process.pid}-`))
  await chmod(dir, 0o711)
  return dir
}

/**
 * In memory where there is plenty: a copied database takes 12 ms there and 100 ms on disk. Otherwise /tmp, since
 * root's TMPDIR may be closed to the user PostgreSQL runs as.
 */
function temporary(): string {
  try {
    accessSync('/dev/shm', constants.W_OK)
    const { bavail, bsize } = statfsSync('/dev/shm')
    if (bavail * bsize > 2e9) return '/dev/shm'
  } catch {}
  return isRoot() ? '/tmp' : tmpdir()
}

/** Stops whatever runs on a data directory, however it was left, and removes it. */
export async function remove(dir: string) {
  await stopAll(dir)
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

export async function stopAll(dir: string) {
  const clusterDir = join(dir, 'postgres')
  if (!existsSync(clusterDir)) return
  const { postmaster } = serversOf(clusterDir)
  if (postmaster) await stopPostmaster(postmaster, clusterDir, 2000)
  for (const child of serversOf(clusterDir).children) signalQuietly(child, 'SIGKILL')
}

/** What a killed run left behind. */
async function sweep() {
  for (const name of readdirSync(temporary())) {
    const pid = Number(new RegExp(`^${mark}(\\d+)-`).exec(name)?.[1])
    if (pid && !signalQuietly(pid, 0)) await remove(join(temporary(), name)).catch(() => {})
  }
}
