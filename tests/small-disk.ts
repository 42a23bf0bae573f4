import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { isRoot } from '#store/server-user.ts'
import { remove, stopAll, testFolder } from './cluster.ts'

/** A disk of its own in memory, or why there can be none here. */
export async function smallDisk(t: TestContext, options: string): Promise<{ dir: string } | { why: string }> {
  if (!isRoot()) return { why: 'only root may mount a small disk' }
  const home = await testFolder()
  const dir = join(home, 'disk')
  mkdirSync(dir)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=755`, 'tmpfs', dir], {
    encoding: 'utf8',
  })
  t.after(async () => {
    await stopAll(dir)
    if (mounted.status === 0) spawnSync('umount', [dir])
    await remove(home)
  })
  if (mounted.status === 0) return { dir }
  return { why: `a small disk cannot be mounted here: ${mounted.stderr?.trim() || mounted.error?.message}` }
}
