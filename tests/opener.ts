import { createInterface } from 'node:readline'
import { Refusal } from '#ledger/refusal.ts'
import { openCluster } from '#store/embedded.ts'
import { connectRaw } from '#tests/raw.ts'

// A second Enishi for stories about two processes: `opener.ts DIR [write]`. Says what it does, one JSON line each;
// leaves when its input ends.
const [dir = '', mode] = process.argv.slice(2)
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const cluster = await openCluster(dir)
  say({ pid: cluster.pid, attached: cluster.attached, socketDir: cluster.socketDir })
  if (mode === 'write') {
    const sql = connectRaw(cluster.socketDir, 1)
    await sql`create table if not exists row (no int primary key)`
    for (let no = 1; ; no++) {
      await sql`insert into row values (${no})`
      say({ row: no })
    }
  }
  for await (const _line of createInterface(process.stdin));
  await cluster.leave()
  say({ left: true })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  say({ refused: error.code, facts: error.facts })
}
