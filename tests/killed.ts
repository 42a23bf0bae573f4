import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '#store/ctx.ts'
import type { Sql } from '#store/open.ts'

const script = join(import.meta.dirname, 'import-child.ts')

/** Starts a process of its own for one piece of work, kills it after `ms`, and says whether it was still at it. */
export async function killedAfter(
  ctx: Ctx,
  what: 'import' | 'undo' | 'match',
  importNo: number,
  ms: number,
  rowsAtOnce = 100,
): Promise<boolean> {
  const [place] = await ctx.store.sql<{ name: string; dir: string }[]>`
    select current_database() as name, current_setting('unix_socket_directories') as dir`
  const args = [script, place!.dir, place!.name, ctx.owner, what, String(importNo), String(rowsAtOnce)]
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  await once(child.stdout!, 'data')
  child.stdin!.write('go\n')
  await Promise.race([exited, sleep(ms)])
  const wasAtIt = child.exitCode === null
  child.kill('SIGKILL')
  await exited
  return wasAtIt
}

/** A client that tells `see` of each statement before it goes out. */
export function watched(sql: Sql, see: (statement: string) => void): Sql {
  return new Proxy(sql, {
    apply(target, self, args) {
      if (Array.isArray(args[0]?.raw)) see(args[0].join('?'))
      return Reflect.apply(target as never, self, args)
    },
    get(target, name) {
      const value = Reflect.get(target, name)
      if (name === 'begin' || name === 'savepoint')
        return (use: (tx: Sql) => unknown) => value.call(target, (tx: Sql) => use(watched(tx, see)))
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A client whose statement number `left.n` fails with `code`, as a cut connection or a deadlock would. */
export const failing = (sql: Sql, left: { n: number; code: string }): Sql =>
  watched(sql, () => {
    if (--left.n === 0) throw Object.assign(new Error('struck'), { code: left.code })
  })

const writes = /^\s*(?:insert|update|delete|copy|with)\b/i

/** A client on a disk that has room for `disk.left` more statements that write; the next ones fail until there is more. */
export const filling = (sql: Sql, disk: { left: number }): Sql =>
  watched(sql, statement => {
    if (writes.test(statement) && --disk.left < 0)
      throw Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' })
  })
