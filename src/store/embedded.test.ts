import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Refusal } from '#ledger/refusal.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { connectRaw } from '#tests/raw.ts'
import { smallDisk } from '#tests/small-disk.ts'
import { openCluster } from './embedded.ts'
import { openStore } from './open.ts'
import { readPidFile, serversOf } from './postmaster.ts'
import { isRoot, serverUser } from './server-user.ts'
import { socketDirFor } from './socket-dir.ts'
import { isAway, isDiskFull } from './transact.ts'

const needsRoot = isRoot() ? false : 'only root has another user run PostgreSQL'

test('opens, and the last one out stops the server', async t => {
  const dir = await folder(t)
  const first = await openCluster(dir)
  const second = await openCluster(dir)
  assert.equal(second.pid, first.pid)
  assert.deepEqual([first.attached, second.attached], [false, true])
  await first.leave()
  assert.equal(serversOf(join(dir, 'postgres')).postmaster, first.pid, 'the second one still needs it')
  await second.leave()
  assertStopped(dir)
})

test('two who leave at once do not each wait for the other', async t => {
  const dir = await folder(t)
  const both = [await openCluster(dir), await openCluster(dir)]
  await Promise.all(both.map(one => one.leave()))
  assertStopped(dir)
})

test('a foreign client keeps the server up; the next one to leave stops it', async t => {
  const dir = await folder(t)
  const cluster = await openCluster(dir)
  const sql = connectRaw(cluster.socketDir, 1)
  await sql`set application_name = 'psql'`
  await cluster.leave()
  assert.equal(serversOf(join(dir, 'postgres')).postmaster, cluster.pid)
  await sql.end()
  const next = await openCluster(dir)
  assert.equal(next.attached, true)
  await next.leave()
  assertStopped(dir)
})

test('after kill -9 of its opener the server is joined, and every acknowledged row is there', async t => {
  const dir = await folder(t)
  const writer = opener(t, dir, 'write')
  const { pid } = await writer.next()
  let acknowledged = 0
  while (acknowledged < 200) acknowledged = (await writer.next()).row
  acknowledged = Math.max(acknowledged, await writer.kill())

  const cluster = await openCluster(dir)
  assert.equal(cluster.pid, pid)
  assert.equal(cluster.attached, true)
  const sql = connectRaw(cluster.socketDir)
  const [row] = await sql`select count(*) as rows from row where no <= ${acknowledged}`
  assert.equal(row!.rows, acknowledged)
  await sql.end()
  await cluster.leave()
  assertStopped(dir)
})

test('three who open a new folder at once share one server', async t => {
  const dir = await folder(t)
  const all = [opener(t, dir), opener(t, dir), opener(t, dir)]
  const opened = await Promise.all(all.map(one => one.next()))
  assert.equal(new Set(opened.map(one => one.pid)).size, 1)
  assert.equal(opened.filter(one => !one.attached).length, 1)
  await Promise.all(all.map(one => one.leave()))
  assertStopped(dir)
  assert.deepEqual(
    readdirSync(dir).filter(name => name.endsWith('.part')),
    [],
  )
})

test('after kill -9 of opener and server both, a busy backend included, it starts again with every row', async t => {
  const dir = await folder(t)
  const writer = opener(t, dir, 'write')
  const { pid, socketDir } = await writer.next()
  let acknowledged = 0
  while (acknowledged < 50) acknowledged = (await writer.next()).row
  const busy = connectRaw(socketDir, 1)
  const computing = busy`select count(*) from generate_series(1, 1e10::bigint)`.catch(error => error.code)
  await sleep(100)
  process.kill(pid, 'SIGKILL')
  acknowledged = Math.max(acknowledged, await writer.kill())

  const cluster = await openCluster(dir)
  assert.notEqual(cluster.pid, pid)
  assert.notEqual(await computing, undefined)
  await busy.end({ timeout: 0 })
  const sql = connectRaw(cluster.socketDir)
  const [row] = await sql`select count(*) as rows from row where no <= ${acknowledged}`
  assert.equal(row!.rows, acknowledged)
  await sql.end()
  await cluster.leave()
  assertStopped(dir)
})

test('a stale postmaster.pid whose pid went to another program does not stand in the way', async t => {
  const dir = await folder(t)
  const first = await openCluster(dir)
  const lock = readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8')
  const socketLock = readFileSync(join(first.socketDir, '.s.PGSQL.5432.lock'), 'utf8')
  await first.leave()

  const stranger = spawn('sleep', ['60'], { ...serverUser(join(dir, 'postgres')), cwd: '/', stdio: 'ignore' })
  t.after(() => stranger.kill('SIGKILL'))
  await once(stranger, 'spawn')
  const taken = (text: string) => text.replace(/^\d+/, String(stranger.pid))
  writeFileSync(join(dir, 'postgres', 'postmaster.pid'), taken(lock))
  writeFileSync(join(first.socketDir, '.s.PGSQL.5432.lock'), taken(socketLock))

  const again = await openCluster(dir)
  assert.equal(stranger.exitCode, null, 'the other program is left alone')
  assert.notEqual(again.pid, stranger.pid)
  await again.leave()
  assertStopped(dir)
})

test('a folder too deep for a socket gets a short one, which others find and the last one out removes', async t => {
  const dir = join(await folder(t), 'a-folder-with-quite-a-long-name'.repeat(3), 'and-one-more-below-it')
  const cluster = await openCluster(dir)
  assert.match(cluster.socketDir, /^\/tmp\/enishi-[0-9a-f]{16}\d?$/)
  const other = opener(t, dir)
  assert.deepEqual(await other.next(), { pid: cluster.pid, attached: true, socketDir: cluster.socketDir })
  await other.leave()
  await cluster.leave()
  assertStopped(dir)
  assert.equal(existsSync(cluster.socketDir), false)
})

test('a short socket folder that somebody else laid out is not used', async t => {
  const home = await folder(t)
  const deep = join(home, 'x'.repeat(110))
  const wanted = socketDirFor(deep, undefined, home)
  rmSync(wanted, { recursive: true })
  mkdirSync(join(home, 'elsewhere'))
  symlinkSync(join(home, 'elsewhere'), wanted)
  assert.equal(socketDirFor(deep, undefined, home), `${wanted}1`)
})

test('a killed initdb leaves nothing half made', async t => {
  const dir = await folder(t)
  const first = opener(t, dir)
  while (!readdirSync(dir).some(name => name.endsWith('.part'))) await sleep(2)
  await first.kill()
  assert.equal(existsSync(join(dir, 'postgres')), false)
  const cluster = await openCluster(dir)
  await cluster.leave()
  assert.deepEqual(
    readdirSync(dir).filter(name => name.endsWith('.part')),
    [],
  )
})

test('data of another major version is refused and left as it is', async t => {
  const dir = await folder(t)
  await (await openCluster(dir)).leave()
  writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '17\n')
  await refuses(openCluster(dir), 'postgres-version', { dir: join(dir, 'postgres'), found: '17', ours: 18 })
  writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '18\n')
  await (await openCluster(dir)).leave()
})

test('what cannot be written to is refused by name', async t => {
  const dir = await folder(t)
  writeFileSync(join(dir, 'file'), '')
  await refuses(openCluster(join(dir, 'file', 'data')), 'not-writable', {
    dir: join(dir, 'file', 'data'),
    why: 'ENOTDIR',
  })
  await refuses(openCluster(join(dir, 'file')), 'not-writable', { dir: join(dir, 'file'), why: 'EEXIST' })
})

test('a read-only disk is refused, and nothing is claimed', async t => {
  const disk = await smallDisk(t, 'size=1m,ro')
  if ('why' in disk) return t.skip(disk.why)
  const { dir } = disk
  await refuses(openCluster(join(dir, 'data')), 'not-writable', { dir: join(dir, 'data'), why: 'EROFS' })
})

test('an ordinary user opens a folder of their own, and is refused one of others', {
  skip: needsRoot,
}, async t => {
  const dir = await folder(t)
  const own = join(dir, 'own')
  const closed = join(dir, 'closed')
  const as = serverUser('/nowhere')!
  spawnSync('install', ['-d', '-m', '700', '-o', String(as.uid), own])
  mkdirSync(closed, { mode: 0o755 })
  const person = opener(t, own, '', as)
  const opened = await person.next()
  assert.deepEqual([opened.attached, opened.refused], [false, undefined])
  await person.leave()
  assertStopped(own)
  const stranger = opener(t, closed, '', as)
  assert.deepEqual(await stranger.next(), { refused: 'not-writable', facts: { dir: closed, why: 'EACCES' } })
})

test('root may join and later run what belongs to an ordinary user, as that user', {
  skip: needsRoot,
}, async t => {
  const dir = await folder(t)
  const cluster = await openCluster(dir)
  await cluster.leave()
  spawnSync('chown', ['-R', '0:0', join(dir, 'postgres')])
  const restored = await openCluster(dir)
  assert.equal(
    serverUser(join(dir, 'postgres'))!.uid,
    serverUser('/nowhere')!.uid,
    'given back after a restore',
  )
  await restored.leave()
})

test('under a home closed to the server’s user, root is told so before anything is made', {
  skip: needsRoot,
}, async t => {
  const dir = await folder(t)
  const home = join(dir, 'home')
  mkdirSync(home, { mode: 0o700 })
  await refuses(openCluster(join(home, 'data')), 'not-traversable', { dir: home })
  assert.deepEqual(readdirSync(home), [])
})

test('too little space is told before anything is made', async t => {
  const disk = await smallDisk(t, 'size=64m')
  if ('why' in disk) return t.skip(disk.why)
  const { dir } = disk
  await assert.rejects(openCluster(dir), (error: Refusal) => {
    assert.equal(error.code, 'no-space')
    assert.equal(error.facts.needed, 200)
    return true
  })
  assert.deepEqual(readdirSync(dir), [])
})

test('a disk that fills up loses nothing saved, can be read again at once, and written to after freeing space', async t => {
  const disk = await smallDisk(t, 'size=400m')
  if ('why' in disk) return t.skip(disk.why)
  const store = await openStore({ dataDir: disk.dir, max: 1 })
  const { sql } = store
  await sql`create table page (no int primary key, text text)`
  writeFileSync(join(disk.dir, 'filler'), Buffer.alloc(150e6))
  let saved = 0
  let failure: unknown
  // Bounded: 400 pages of 1 MB are more than the disk holds.
  while (!failure && saved < 400) {
    await sql`insert into page select ${saved + 1}, string_agg(md5(random()::text), '') from generate_series(1, 32768)`.then(
      () => saved++,
      error => (failure = error),
    )
  }
  assert.ok(isDiskFull(failure) || isAway(failure), String(failure))
  const pages = () => sql`select count(*) as pages from page where no between 1 and ${saved}`
  const [full] = await patiently(pages)
  assert.equal(full!.pages, saved)
  rmSync(join(disk.dir, 'filler'))
  await patiently(() => sql`insert into page values (0, 'once more') on conflict do nothing`)
  const [freed] = await patiently(pages)
  assert.equal(freed!.pages, saved)
  await store.close()
  assertStopped(disk.dir)
})

test('a log that has grown is put aside at the next start', async t => {
  const dir = await folder(t)
  await (await openCluster(dir)).leave()
  writeFileSync(join(dir, 'postgres.log'), Buffer.alloc(10_000_001))
  await (await openCluster(dir)).leave()
  assert.equal(readFileSync(join(dir, 'postgres.log.1')).length, 10_000_001)
  assert.match(readFileSync(join(dir, 'postgres.log'), 'utf8'), /ready to accept connections/)
})

test('people’s words in a failing statement do not reach the log', async t => {
  const dir = await folder(t)
  const cluster = await openCluster(dir)
  const sql = connectRaw(cluster.socketDir, 1)
  await assert.rejects(sql`select ${'Aoi Tanaka'}::text::int`)
  await assert.rejects(sql.unsafe(`select 'Aoi Tanaka' from nowhere`))
  await sql.end()
  await cluster.leave()
  assert.doesNotMatch(readFileSync(join(dir, 'postgres.log'), 'utf8'), /Aoi/)
})

async function folder(t: TestContext): Promise<string> {
  const dir = await testFolder()
  t.after(() => remove(dir))
  return dir
}

function assertStopped(dir: string) {
  assert.deepEqual(serversOf(join(dir, 'postgres')), { children: [] })
  assert.equal(readPidFile(join(dir, 'postgres')), undefined)
}

async function refuses(opening: Promise<unknown>, code: string, facts: object) {
  await assert.rejects(opening, (error: Refusal) => {
    assert.deepEqual({ code: error.code, facts: error.facts }, { code, facts })
    return true
  })
}

/** Repeats what fails while the database is away; bounded, so that a real failure shows. */
async function patiently<T>(act: () => PromiseLike<T>): Promise<T> {
  for (let turn = 0; ; turn++) {
    try {
      return await act()
    } catch (error) {
      if (turn === 100 || !isAway(error)) throw error
      await sleep(50)
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the lines of tests/opener.ts, each test knows which come
type Line = any

/** Another process on the same folder. */
function opener(t: TestContext, dir: string, mode = '', as?: { uid: number; gid: number }) {
  const script = join(import.meta.dirname, '../../tests/opener.ts')
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', script, dir, mode], {
    ...as,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  const ended = once(child, 'close')
  const lines: Line[] = []
  const waiting: ((line: Line) => void)[] = []
  createInterface(child.stdout!).on('line', text => {
    const line = JSON.parse(text)
    const first = waiting.shift()
    if (first) first(line)
    else lines.push(line)
  })
  const next = (): Promise<Line> => {
    if (lines.length > 0) return Promise.resolve(lines.shift())
    return Promise.race([
      new Promise(resolve => waiting.push(resolve)),
      ended.then(([code, signal]) => ({ ended: signal ?? code })),
    ])
  }
  return {
    next,
    /** kill -9; answers the last row it had acknowledged. */
    kill: async (): Promise<number> => {
      child.kill('SIGKILL')
      await ended
      return Math.max(0, ...lines.map(line => line.row ?? 0))
    },
    leave: async () => {
      child.stdin!.end()
      assert.deepEqual(await next(), { left: true })
      await ended
    },
  }
}
