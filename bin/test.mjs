import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { run } from 'node:test'
import { installBluesky } from './parts/bluesky.mjs'
import { findChromium } from './parts/chromium.mjs'
import { installMissing } from './parts/install.mjs'
import { onOurNode, root } from './parts/node.mjs'
import { findPeers } from './parts/peers.mjs'
import { report } from './parts/report.mjs'
import { buildWebIfStale } from './parts/web.mjs'

await installMissing()
await onOurNode(import.meta.url)
process.removeAllListeners('warning')

const asked = process.argv.slice(2).filter(word => !word.startsWith('--'))
const pattern = process.argv
  .find(word => word.startsWith('--test-name-pattern='))
  ?.split('=')
  .slice(1)
  .join('=')
const places = asked.length > 0 ? asked.map(path => resolve(path)) : [join(root, 'src'), join(root, 'tests')]
for (const place of places) {
  if (!existsSync(place)) stop(`There is no ${relative(root, place)}.`)
}
const files = [...new Set(places.flatMap(testsIn))]
if (files.length === 0) stop('There are no tests there.')

if (!process.env.ENISHI_CHROMIUM) {
  const chromium = findChromium()
  if (chromium.path) process.env.ENISHI_CHROMIUM = chromium.path
  else process.env.ENISHI_NO_CHROMIUM = chromium.why
  if (chromium.why) console.log(`Tests in the browser are skipped: ${chromium.why}.`)
}
const missingPeers = findPeers()
if (missingPeers) console.log(`Tests against real servers are skipped: ${missingPeers}.`)
const missingBluesky = files.some(file => /bluesky.*real/.test(file)) && installBluesky()
if (missingBluesky) console.log(`Tests against a Bluesky network are skipped: ${missingBluesky}.`)
const webIsThere = await buildWebIfStale()

const { openTestCluster } = await import('../tests/cluster.ts')
const cluster = await openTestCluster().catch(error =>
  stop(`${error.message} ${JSON.stringify(error.facts ?? {})}`),
)
process.env.ENISHI_TEST_CLUSTER = cluster.socketDir

const enough = new AbortController()
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    interrupted = true
    enough.abort()
  })

const stream = run({
  files,
  concurrency: 2,
  timeout: 300_000,
  signal: enough.signal,
  testNamePatterns: pattern ? [new RegExp(pattern)] : undefined,
})
const counts = await report(stream, root)
// Whoever asks for a few files may be in the middle of changing the screens.
const failed = counts.failed + (webIsThere || asked.length > 0 ? 0 : 1)
await cluster.close()
if (counts.skipped > 0) console.log(`${counts.skipped} skipped, each with its reason above`)
console.log(`${counts.passed} passed, ${failed} failed`)
process.exit(failed > 0 || interrupted ? 1 : 0)

function testsIn(place) {
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { recursive: true })
    .filter(name => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .sort()
    .map(name => join(place, name))
}

function stop(why) {
  console.log(`${why}\n0 passed, 1 failed`)
  process.exit(1)
}
