import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addImport } from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { soleOwner } from '#server/ctx.ts'
import type { Ctx } from '#store/ctx.ts'
import { testDatabase } from './database.ts'

export type TestCtx = OutCtx & {
  /** Moves the clock: ms since 1970. */
  setNow(now: number): void
  end(): Promise<void>
}

/** A ledger of its own on a real PostgreSQL, with a clock that stands still. */
export async function testCtx(now = Date.parse('2026-11-23T09:00:00Z')): Promise<TestCtx> {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'enishi-test-'))
  let clock = now
  const ctx: OutCtx = {
    store: {
      sql: database.sql,
      kind: 'embedded',
      describe: 'test',
      single: () => database.another(1),
      close: async () => {},
    },
    owner: await soleOwner(database.sql, now),
    dataDir,
    now: () => clock,
    log: line => process.stderr.write(`${line}\n`),
    egress: { http: nowhere, dial: nowhere, close: async () => {} },
  }
  return Object.assign(ctx, {
    setNow: (to: number) => {
      clock = to
    },
    end: async () => {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  })
}

/** A test that means to send packets brings a lab (tests/lab.ts). */
const nowhere = async (): Promise<never> => {
  throw new Error('no way out of a test')
}

/** Imports a file from where it lies and returns its number. */
export async function importFile(ctx: Ctx, path: string): Promise<number> {
  const importNo = await addImport(ctx, { path, name: path.replace(/^.*\//, '') })
  await runImport(ctx, importNo)
  return importNo
}
