import { fork, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterUser } from '#store/embedded.ts'
import { testDatabase } from './database.ts'
import { ended, freePort, noPeer, programOf } from './peers.ts'

const folder = join(import.meta.dirname, 'peers/bluesky')

/** False, or why the tests against a Bluesky network are skipped (bin/test.mjs installs it). */
export const noBluesky = (): string | false =>
  noPeer('redis-server') ||
  (existsSync(join(folder, 'node_modules/.installed')) ? false : 'the Bluesky network could not be installed')

type Answer = { id: number; done?: unknown; error?: string }
export type Post = { uri: string; cid: string }
export type BlueskyNetwork = {
  /** Where its PDS answers. */
  port: number
  /** What somebody there does; see peers/bluesky/network.mjs. */
  say<T = Post>(act: string, facts?: object): Promise<T>
  close(): Promise<void>
}

/** Directory, PDS and AppView as bsky.social runs them, on the loopback, in a process and database of their own. */
export async function startBluesky(): Promise<BlueskyNetwork> {
  const database = await testDatabase({ migrated: false })
  const home = await mkdtemp(join(tmpdir(), 'enishi-bluesky-'))
  const redisPort = await freePort()
  const redis = spawn(
    programOf('redis-server')!,
    ['--bind', '127.0.0.1', '--port', String(redisPort), '--save', '', '--dir', home],
    { stdio: 'ignore' },
  )
  const child = fork(join(folder, 'network.mjs'), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--no-warnings'],
    env: {
      ...process.env,
      TMPDIR: home,
      LOG_ENABLED: 'false',
      DB_POSTGRES_URL: `postgresql://${clusterUser}@localhost/${database.name}?host=${encodeURIComponent(database.socketDir)}`,
      REDIS_HOST: `127.0.0.1:${redisPort}`,
    },
  })
  let complaint = ''
  child.stderr!.on('data', piece => {
    complaint = (complaint + piece).slice(-4_000)
  })
  const waiting = new Map<number, (answer: Omit<Answer, 'id'>) => void>()
  child.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer))
  child.on('exit', () => {
    for (const end of waiting.values()) end({ error: `the network ended: ${complaint}` })
  })
  const close = async () => {
    await ended(child)
    await ended(redis)
    await database.close()
    await rm(home, { recursive: true, force: true })
  }
  const answerTo = async (id: number) => {
    const { done, error } = await new Promise<Omit<Answer, 'id'>>(resolve => waiting.set(id, resolve))
    waiting.delete(id)
    if (error !== undefined) throw new Error(error)
    return done
  }
  let asked = 0
  try {
    const { url } = (await answerTo(0)) as { url: string }
    return {
      port: Number(new URL(url).port),
      async say<T>(act: string, facts = {}) {
        const id = ++asked
        const answer = answerTo(id)
        child.send({ id, act, ...facts })
        return (await answer) as T
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
