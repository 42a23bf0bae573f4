import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { chmod, mkdtemp, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { remove } from '#tests/cluster.ts'
import { memoryLimit } from '#tests/memory-limit.ts'
import { mention } from '#tests/mentions.ts'

const megabyte = 2 ** 20
const root = join(import.meta.dirname, '../..')

test('200 MB of mentions come in within 512 MB for Enishi and its PostgreSQL together', async t => {
  // On a disk: what lies in a file system in memory would count as memory.
  const dir = await mkdtemp('/var/tmp/enishi-test-')
  await chmod(dir, 0o711)
  t.after(() => remove(dir))
  const file = join(dir, 'mentions.jf2.json')
  const count = await writeMentions(file, 200 * megabyte)
  assert.ok((await stat(file)).size >= 200 * megabyte)

  const limit = memoryLimit(512 * megabyte)
  if (limit) t.after(limit.end)
  // Where no limit can be set the heap alone is held, and the process watched.
  const [program, ...args] = [
    ...(limit?.command ?? []),
    process.execPath,
    ...(limit ? [] : ['--max-old-space-size=256']),
    join(root, 'bin/enishi.mjs'),
    ...['import', file, '--data', dir, '--json', '--lang', 'en'],
  ]
  const child = spawn(program!, args, {
    env: { ...process.env, DATABASE_URL: '', ENISHI_TEST_CLUSTER: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const highest = watched(child)
  let out = ''
  child.stdout!.on('data', bytes => {
    out += bytes
  })
  const [exit] = await once(child, 'close')
  t.diagnostic(`${highest()} MB resident, ${limit ? limit.peak() / megabyte : '?'} MB of the limit used`)
  assert.equal(exit, 0, out)
  const report = JSON.parse(out)
  assert.equal(report.status, 'done')
  assert.equal(report.added.acts, count)
  assert.ok(highest() < 400, `${highest()} MB`)
})

/** Long letters, many more than are kept of each. Answers how many. */
async function writeMentions(path: string, atLeast: number): Promise<number> {
  const file = createWriteStream(path)
  const words = '和紙の本と糸のこと。 Paper, thread and a quiet morning by the river. '.repeat(90)
  let bytes = 0
  let no = 0
  for (; bytes < atLeast; no++) {
    const text = `${no} ${words.slice(0, 500 + ((no * 7919) % 5500))}`
    const piece = `${no === 0 ? '{"type":"feed","name":"Webmentions","children":[\n' : ',\n'}${JSON.stringify(
      { ...mention({ no: no + 1, property: 'in-reply-to' }), content: { html: `<p>${text}</p>`, text } },
    )}`
    bytes += Buffer.byteLength(piece)
    if (!file.write(piece)) await once(file, 'drain')
  }
  file.end('\n]}\n')
  await once(file, 'finish')
  return no
}

/** The highest resident memory of a process so far, in MB; 0 where the system does not tell. */
function watched(child: ChildProcess): () => number {
  let highest = 0
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      highest = Math.max(highest, Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024))
    } catch {}
  }, 50)
  child.on('close', () => clearInterval(look))
  return () => highest
}
