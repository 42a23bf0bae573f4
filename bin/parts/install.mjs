import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './node.mjs'
import { say } from './say.mjs'

const lock = join(root, 'package-lock.json')
const installed = join(root, 'node_modules', '.package-lock.json')
const stamp = join(root, 'node_modules', '.enishi-installed')

/** Installs what package-lock.json names when it is not there or the lock has changed since. */
export async function installMissing() {
  if (!isStale()) return
  say(
    'Installing what Enishi needs (about half a minute) …',
    '必要なものをインストールしています（30秒ほど）…',
  )
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const code = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...args]) : await run('npm', args)
  if (code !== 0) {
    say(
      'The installation did not finish (see above). Check the connection and run the same command again. Your ledger is untouched.',
      'インストールが終わりませんでした（上の表示をご覧ください）。接続を確かめて、同じコマンドをもう一度実行してください。台帳はそのままです。',
    )
    process.exit(1)
  }
  writeFileSync(stamp, mark())
}

function isStale() {
  if (!existsSync(installed)) return true
  if (statSync(lock).mtimeMs <= statSync(installed).mtimeMs) return false
  // A checkout renews the date of a file without changing it.
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== mark()
}

const mark = () => createHash('sha256').update(readFileSync(lock)).digest('hex')
