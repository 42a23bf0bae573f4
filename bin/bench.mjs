import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installMissing } from './parts/install.mjs'
import { onOurNode, root } from './parts/node.mjs'

await installMissing()
await onOurNode(import.meta.url)
process.removeAllListeners('warning')

const asJson = process.argv.includes('--json')
const asked = process.argv.slice(2).filter(word => !word.startsWith('--'))
const folder = join(root, 'bench')
const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
const names = asked.length > 0 ? asked : files.map(name => basename(name, '.ts')).sort()

// stdout carries the result alone.
const { log } = console
console.log = console.info = console.error

const lines = []
let failed = false
for (const name of names) {
  try {
    const { default: bench } = await import(pathToFileURL(join(folder, `${name}.ts`)).href)
    if (typeof bench !== 'function') {
      if (asked.length > 0) throw new Error(`bench/${name}.ts has no default export`)
      continue
    }
    for (const line of await bench()) lines.push({ name, ...line })
  } catch (error) {
    failed = true
    console.error(`${name}: ${error.stack ?? error}`)
  }
}

if (asJson)
  log(JSON.stringify(lines.map(line => Object.fromEntries(columns().map(key => [key, line[key] ?? null])))))
else table(lines)
process.exit(failed ? 1 : 0)

function columns() {
  return ['name', 'figure', 'unit', 'against', 'ratio', 'asked', 'holds']
}

function table(rows) {
  const cells = [
    columns(),
    ...rows.map(row =>
      columns().map(key =>
        key === 'holds' ? ({ true: 'yes', false: 'NO' }[row[key]] ?? '') : shown(row[key]),
      ),
    ),
  ]
  const widths = columns().map((_, column) => Math.max(...cells.map(row => row[column].length)))
  for (const row of cells)
    log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
}

function shown(value) {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'number') return String(value)
  return Number.isInteger(value) || Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(4)))
}
