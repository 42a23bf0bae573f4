import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as module from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { say } from './say.mjs'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const wanted = [24, 0]
/** From here on Node reads TypeScript by itself. */
const enough = [22, 18]

/**
 * Enishi runs on the Node that npm installed with it, whatever Node the system has. Returns in a process that runs on
 * such a Node; from an older one it runs `script` again on the right one and never returns.
 */
export async function onOurNode(script) {
  if (isAtLeast(process.version, wanted)) return endWithNpm(() => process.kill(process.pid, 'SIGTERM'))
  const node = ourNode()
  if (node) await become(node, [fileURLToPath(script), ...process.argv.slice(2)])
  else if (!isAtLeast(process.version, enough)) {
    say(
      `Enishi needs Node 24, this is ${process.version}. Run \`npm ci\` without leaving optional packages out, or install Node 24 and try again. Your ledger is untouched.`,
      `Enishi には Node 24 が必要です（現在は ${process.version}）。任意のパッケージも含めて \`npm ci\` を実行するか、Node 24 を入れてからもう一度お試しください。台帳はそのままです。`,
    )
    process.exit(1)
  }
}

/** Node's own notices about young features are for programmers; compiled code is kept for a quicker next start. */
export function settle() {
  process.removeAllListeners('warning')
  Reflect.deleteProperty(Object.prototype, '__proto__')
  module.enableCompileCache?.(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'enishi', 'code'))
}

/** Runs a program to its end and answers its exit code; signals reach it too. */
export function run(program, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options })
    const release = passSignals(child)
    endWithNpm(() => child.kill('SIGTERM'))
    child.on('error', error => {
      release()
      console.error(error.message)
      resolve(127)
    })
    child.on('close', (code, signal) => {
      release()
      resolve(signal ? 128 + (signalNumbers[signal] ?? 0) : code)
    })
  })
}

function ourNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const packages = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const places = packages.map(name => join(root, 'node_modules', name, 'bin', program))
  return places.find(place => {
    if (!existsSync(place)) return false
    const asked = spawnSync(place, ['--version'], { encoding: 'utf8' })
    return asked.status === 0 && isAtLeast(asked.stdout.trim(), wanted)
  })
}

/**
 * Node keeps up to 128 MB for young objects; of reading a long archive nearly all of that is litter. package.json and
 * the first line of bin/enishi.mjs say the same.
 */
const smallYoung = ['--max-semi-space-size=16']

/** Stands in for `node` until it ends. The channel tells the other side when this process is killed. */
function become(node, args) {
  return new Promise(() => {
    const tether = pathToFileURL(join(root, 'bin', 'parts', 'tether.mjs')).href
    const child = spawn(node, ['--no-warnings', ...smallYoung, '--import', tether, ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    const release = passSignals(child)
    endWithNpm(() => child.kill('SIGTERM'))
    child.on('error', error => {
      console.error(error.message)
      process.exit(127)
    })
    child.on('close', (code, signal) => {
      release()
      if (signal) process.kill(process.pid, signal)
      else process.exit(code)
    })
  })
}

/** npm does not pass a kill on: when the npm that ran this script is gone, so is the reason to run. */
export function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    end()
  }, 1000).unref()
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

function passSignals(child) {
  const pass = signal => {
    // A terminal sends Ctrl-C to both: passing it on would count as a second, impatient one.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return () => {
    for (const signal of signals) process.off(signal, pass)
  }
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.replace('v', '').split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
