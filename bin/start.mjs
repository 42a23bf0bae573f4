import { installMissing } from './parts/install.mjs'
import { onOurNode } from './parts/node.mjs'
import { buildWebIfStale } from './parts/web.mjs'

await installMissing()
await onOurNode(import.meta.url)
if (!(await buildWebIfStale())) process.exit(1)
process.argv.splice(2, 0, 'start')
await import('./enishi.mjs')
