import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql, Tx } from './open.ts'

const clashes = new Set(['40P01', '40001'])
const away = new Set([
  ...['57P01', '57P02', '57P03', '57P05', '53300'],
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ENOTCONN', 'ERR_STREAM_PREMATURE_CLOSE'],
])

/** The database is not there at the moment (stopped, restarting, cut off, without a free connection): the same statement may work in a moment. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  return away.has(code) || /^08...$/.test(code)
}

/** The disk is full (53100): nothing of the transaction was kept, reading goes on. */
export const isDiskFull = (error: unknown): boolean => codeOf(error) === '53100'

/**
 * Runs `fn` in one transaction. Two transactions that block each other or overlap (40P01, 40001) are run again, up to
 * `tries` times after a random pause, so `fn` must do nothing outside the database.
 */
export async function transact<T>(sql: Sql, fn: (tx: Tx) => Promise<T>, tries = 5): Promise<T> {
  for (let turn = 1; ; turn++) {
    try {
      return (await sql.begin(fn)) as T
    } catch (error) {
      if (turn >= tries || !clashes.has(codeOf(error))) throw error
      await sleep(Math.random() * 20 * 2 ** turn)
    }
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? '')
