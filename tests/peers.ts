import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where a server's program lies; Debian keeps some outside everybody's path. */
export const programOf = (name: string) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
    .map(dir => join(dir, name))
    .find(path => existsSync(path))

/** False, or why tests against this server are skipped (bin/test.mjs installs them). */
export const noPeer = (...names: string[]): string | false => {
  const missing = names.filter(name => !programOf(name))
  return missing.length > 0 && `no ${missing.join(', ')} on this machine`
}

export type Peer = { port: number; folder: string; close(): Promise<void> }

/** A Dovecot of its own on the loopback: IMAP over TLS, one user, mails in `folder`/mail (Maildir). */
export async function startDovecot(): Promise<
  Peer & { certificate: string; user: string; password: string }
> {
  const folder = await mkdtemp(join(tmpdir(), 'enishi-dovecot-'))
  chmodSync(folder, 0o755)
  const [user, password, port] = ['hanako', 'canary-imap-password', await freePort()]
  const isRoot = process.getuid!() === 0
  const { username } = userInfo()
  const [uid, gid] = isRoot ? [65_534, 65_534] : [process.getuid!(), process.getgid!()]
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=imap.example'],
      ...[
        '-addext',
        'subjectAltName=DNS:imap.example',
        '-keyout',
        join(folder, 'key.pem'),
        '-out',
        join(folder, 'cert.pem'),
      ],
    ],
    { stdio: 'ignore' },
  )
  writeFileSync(join(folder, 'users'), `${user}:{PLAIN}${password}\n`, { mode: 0o644 })
  mkdirSync(join(folder, 'mail'))
  if (isRoot) chownSync(join(folder, 'mail'), uid, gid)
  const ownUser = isRoot ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `${ownUser}protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
mail_location = maildir:${folder}/mail
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
`,
  )
  const peer = await started('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], folder, port)
  return { ...peer, user, password, certificate: readFileSync(join(folder, 'cert.pem'), 'utf8') }
}

/** A Radicale of its own on the loopback: address books and calendars of one user. */
export async function startRadicale(): Promise<Peer & { user: string; password: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'enishi-radicale-'))
  const [user, password, port] = ['hanako', 'canary-dav-password', await freePort()]
  writeFileSync(join(folder, 'users'), `${user}:${password}\n`)
  writeFileSync(
    join(folder, 'config'),
    `[server]
hosts = 127.0.0.1:${port}
[auth]
type = htpasswd
htpasswd_filename = ${folder}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = owner_only
[storage]
filesystem_folder = ${folder}/collections
`,
  )
  return {
    ...(await started('radicale', ['--config', join(folder, 'config')], folder, port)),
    user,
    password,
  }
}

async function started(name: string, args: string[], folder: string, port: number): Promise<Peer> {
  const child = spawn(programOf(name)!, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', piece => {
    said = (said + piece).slice(-2_000)
  })
  const close = async () => {
    await ended(child)
    await rm(folder, { recursive: true, force: true })
  }
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries < 100 && child.exitCode === null) {
      await sleep(100)
      continue
    }
    const log = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : ''
    await close()
    throw new Error(`${name} did not start: ${said} ${log.slice(-2_000)}`)
  }
  return { port, folder, close }
}

export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

export const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
