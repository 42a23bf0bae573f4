import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const peers = [
  { program: 'dovecot', package: 'dovecot-imapd' },
  { program: 'radicale', package: 'radicale' },
  { program: 'redis-server', package: 'redis-server' },
]

/**
 * Real servers that live sources are tried against (IMAP, CardDAV, CalDAV, what a Bluesky network needs), from Debian's packages. Answers why one is missing; then its tests skip and say so.
 */
export function findPeers() {
  const missing = peers.filter(peer => !onPath(peer.program))
  if (missing.length === 0) return undefined
  const names = missing.map(peer => peer.package)
  // On somebody's own computer the packages would also start their services.
  if (existsSync('/run/systemd/system'))
    return `no ${names.join(', ')} (apt-get install --no-install-recommends brings them)`
  if (!onPath('apt-get')) return `no ${names.join(', ')}, and no apt-get to install them with`
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0)
    return `no ${names.join(', ')}, and no right to install them`
  console.error(`Installing ${names.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => {
    const [program, ...rest] = [...asRoot, 'apt-get', '-q', ...args]
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 2], env }).status === 0
  }
  if (!apt('install', '-y', '--no-install-recommends', ...names)) {
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...names)
  }
  const still = missing.filter(peer => !onPath(peer.program)).map(peer => peer.package)
  return still.length > 0 ? `apt-get install ${still.join(' ')} failed` : undefined
}

/** Debian keeps servers in /usr/sbin, which is not on everybody's path. */
const onPath = name =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some(
    dir => dir && existsSync(join(dir, name)),
  )
