import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root } from './node.mjs'

const folder = join(root, 'tests/peers/bluesky')
const mark = join(folder, 'node_modules/.installed')

/**
 * The Bluesky network that its tests start, from its own lock file: 480 MB that the product has no use for. Answers why it is
 * missing; then its tests skip and say so.
 */
export function installBluesky() {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  const wanted = `${lock} ${process.version}`
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return undefined
  rmSync(mark, { force: true })
  console.error('Installing a Bluesky network for its tests (two minutes, once) …')
  // Its native addon is built for the Node that runs the tests, with the headers that came with it.
  const home = dirname(dirname(process.execPath))
  const named = `node_modules/node-${process.platform}-${process.arch}`
  const headers = [home, join(home, named), join(root, named)].find(dir =>
    existsSync(join(dir, 'include/node')),
  )
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    ...(headers && { npm_config_nodedir: headers }),
  }
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 10 * 60_000,
  })
  if (status !== 0) return `npm ci failed (${stderr?.trim().split('\n').at(-1) ?? 'no npm'})`
  writeFileSync(mark, wanted)
  return undefined
}
