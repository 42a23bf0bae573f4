import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installMissing } from './parts/install.mjs'
import { onOurNode, root } from './parts/node.mjs'

await installMissing()
await onOurNode(import.meta.url)

/** Two that live together: the screens as they are edited, and the app, restarted at every change. */
const both = [
  [join(root, 'node_modules', 'vite', 'bin', 'vite.js')],
  ['--watch', '--no-warnings', join(root, 'src', 'cli', 'main.ts'), 'start', ...process.argv.slice(2)],
].map(args => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }))

const end = signal => {
  for (const one of both) one.kill(signal)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal))
for (const one of both) one.on('exit', () => end('SIGTERM'))
