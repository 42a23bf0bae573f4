import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The browser for the walks through the screens, from Debian's packages. Answers its path, or why there is none;
 * then these tests skip and say so.
 */
export function findChromium() {
  const there = onPath(['chromium', 'chromium-browser', 'google-chrome'])
  if (there && hasJapanese()) return { path: there }
  if (!onPath(['apt-get']))
    return there ? { path: there } : { why: 'no chromium, and no apt-get to install it with' }
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0)
    return there ? { path: there } : { why: 'no chromium, and no right to install it' }

  console.error('Installing chromium and fonts-noto-cjk …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => {
    const [program, ...rest] = [...asRoot, 'apt-get', '-q', ...args]
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 2], env }).status === 0
  }
  apt('update')
  const installed = apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  const found = onPath(['chromium', 'chromium-browser'])
  return found
    ? { path: found }
    : { why: `apt-get install chromium ${installed ? 'brought none' : 'failed'}` }
}

const hasJapanese = () => {
  const asked = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' })
  return asked.status !== 0 || asked.stdout.trim() !== ''
}

function onPath(names) {
  for (const name of names) {
    for (const dir of (process.env.PATH ?? '').split(delimiter)) {
      if (dir && existsSync(join(dir, name))) return join(dir, name)
    }
  }
  return undefined
}
