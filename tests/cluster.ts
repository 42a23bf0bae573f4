import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, openCluster } from '#store/embedded.ts'
import { readPidFile, serversOf, signalQuietly, stopPostmaster } from '#store/postmaster.ts'
import { isRoot } from '#store/server-user.ts'

export type TestCluster = { socketDir: string; close(): Promise<void> }

/** A PostgreSQL for tests in a temporary folder, quick because it may be lost. close() leaves nothing behind. */
export async function openTestCluster(): Promise<TestCluster> {
  await sweep()
  const dir = mkdtempSync(join(temporary(), `${mark}${process.pid}-`))
  await chmod(dir, 0o711)
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
  const clusterDir = join(dir, 'postgres')
  const pid = readPidFile(clusterDir)?.pid
  if (pid) await stopPostmaster(pid, clusterDir, 2000)
  try {
    for (const child of serversOf(clusterDir).children) signalQuietly(child, 'SIGKILL')
  } catch {}
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

/** What a killed run left behind. */
async function sweep() {
  for (const name of readdirSync(temporary())) {
    const pid = Number(new RegExp(`^${mark}(\\d+)-`).exec(name)?.[1])
    if (pid && !signalQuietly(pid, 0)) await remove(join(temporary(), name)).catch(() => {})
  }
}
