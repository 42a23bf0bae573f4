import type { OwnerId } from '#ledger/ids.ts'
import { runImport } from '#loop/gather/run.ts'
import { undoImport } from '#loop/gather/undo.ts'
import { matchPeople } from '#loop/know/match-people.ts'
import { openMatcher } from '#loop/know/matcher.ts'
import { connectTo } from './database.ts'

// A process that may be killed: `import-child.ts SOCKET_DIR DATABASE OWNER import|undo|match NO ROWS_AT_ONCE`. Says "ready",
// begins when it is told anything, and says how it ended.
const [socketDir = '', database = '', owner = '', what, no, rows] = process.argv.slice(2)
const sql = connectTo(socketDir, database, 2)
const ctx = {
  store: {
    sql,
    kind: 'embedded',
    describe: 'child',
    single: () => connectTo(socketDir, database, 1),
    close: () => sql.end(),
  },
  owner: owner as OwnerId,
  dataDir: '',
  now: () => Date.parse('2026-11-23T09:00:00Z'),
  log: (line: string) => process.stderr.write(`${line}\n`),
} as const

await sql`select 1`
process.stdout.write('ready\n')
process.stdin.once('data', async () => {
  const ended =
    what === 'undo'
      ? await undoImport(ctx, Number(no))
      : what === 'match'
        ? await matchPeople(ctx, openMatcher())
        : await runImport(ctx, Number(no), Number(rows))
  process.stdout.write(`${ended ?? 'undone'}\n`)
  process.exit(0)
})
