import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './node.mjs'
import { say } from './say.mjs'

const built = join(root, 'dist', 'web', 'index.html')
const stamp = join(root, 'dist', 'web.mark')
const sources = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'src/screens',
  'src/ledger',
  'src/networks/contract.ts',
]

/** Builds the web UI when it is not there or older than what it is made from. Answers whether it is there now. */
export async function buildWebIfStale() {
  const mark = markOfSources()
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) return true
  say('Building the screens …', '画面を用意しています…')
  const code = await run(process.execPath, [
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  if (code !== 0) {
    say(
      'The screens could not be built (see above).',
      '画面を用意できませんでした（上の表示をご覧ください）。',
    )
    return false
  }
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, mark)
  return true
}

function markOfSources() {
  const hash = createHash('sha256')
  for (const source of sources) take(hash, source)
  return hash.digest('hex')
}

function take(hash, path) {
  const whole = join(root, path)
  if (!existsSync(whole) || path.endsWith('.test.ts')) return
  if (statSync(whole).isDirectory())
    for (const name of readdirSync(whole).sort()) take(hash, `${path}/${name}`)
  else hash.update(`${path}\0`).update(readFileSync(whole))
}
