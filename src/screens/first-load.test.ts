import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { webFolder } from '#server/app.ts'

const LIMIT = 200_000
const index = join(webFolder, 'index.html')

/** A script and everything it imports before it runs. */
function withImports(name: string, found: Map<string, number> = new Map()): Map<string, number> {
  if (found.has(name)) return found
  const code = readFileSync(join(webFolder, 'assets', name))
  found.set(name, gzipSync(code).length)
  for (const [, imported] of code.toString().matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
    withImports(imported!, found)
  return found
}

test('the first load asks for at most 200 KB of compressed script, whichever page it is', {
  skip: existsSync(index) ? false : 'the screens have not been built',
}, t => {
  const first = new Map<string, number>()
  for (const [, name] of readFileSync(index, 'utf8').matchAll(/assets\/([\w.-]+\.js)/g))
    withImports(name!, first)
  const parts = readdirSync(join(webFolder, 'assets')).filter(name => name.endsWith('.js'))
  const screens = parts.filter(name => name.startsWith('screen-') || name.startsWith('access-'))
  assert.ok(first.size > 0 && screens.length >= 6, `${parts}`)
  for (const screen of screens) {
    const sizes = withImports(screen, new Map(first))
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    t.diagnostic(`${screen}: ${bytes} bytes of ${LIMIT} in ${sizes.size} files`)
    assert.ok(bytes <= LIMIT, `${screen}: ${bytes}`)
  }
})
