import { newCode } from '#loop/guard/access.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { settle } from '#loop/support/up-to-date.ts'
import { readConfig } from '#server/config.ts'
import { serve } from '#server/serve.ts'
import { fillLedger } from './big-ledger.ts'
import { p95, timed, withLedger } from './ledger.ts'
import { atMost, type BenchLine } from './line.ts'

const small = { people: 5_000, acts: 15_000, list: 15, person: 8, search: 10 }
const large = { people: 200_000, acts: 2_000_000, list: 50, person: 15, search: 40 }
const rounds = 300

/** The three questions a person asks most, over HTTP with a session, 95th percentile. */
export default async function bench(): Promise<BenchLine[]> {
  const lines: BenchLine[] = []
  for (const size of [small, large])
    await withLedger(async ctx => {
      await fillLedger(ctx, size.people, size.acts)
      // As on any day: figures are computed, and people compared.
      const ms = await timed(() => settle(ctx))
      console.error(`${size.people} people, ${size.acts} acts: up to date in ${Math.round(ms)} ms`)
      const name = `${size.people.toLocaleString('en')} people, ${size.acts.toLocaleString('en')} acts`
      const { list, person, search } = await ask(ctx)
      lines.push(
        atMost(`${name}: list p95`, list, 'ms', size.list),
        atMost(`${name}: person p95`, person, 'ms', size.person),
        atMost(`${name}: search p95`, search, 'ms', size.search),
      )
    })
  return lines
}

const searches = [
  '佐藤',
  'さとう',
  'sato',
  'ゆい',
  '山',
  'Maya',
  'lindq',
  'u123',
  '結衣',
  'yamada',
  'tomas',
  '@u99',
  '佐藤 結衣',
  'zzz',
]
const sorts = ['sort=chance', 'sort=name', 'sort=last', 'stage=supporter', 'change=new', 'change=fading']

async function ask(ctx: OutCtx): Promise<{ list: number; person: number; search: number }> {
  const served = await serve(ctx, { ...readConfig({ dataDir: ctx.dataDir }), port: 0 })
  try {
    const signedIn = await fetch(`${served.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: await newCode(ctx) }),
    })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    const get = async (path: string) => {
      const answer = await fetch(`${served.url}/api/v1${path}`, { headers: { cookie } })
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as { next?: string; people?: { personId: string }[] }
    }
    const ids = await ctx.store.sql<{ person_id: string }[]>`
      (select person_id from support order by received desc limit 50)
      union all (select person_id from support order by person_id limit 150)`
    let cursor: string | null | undefined
    const list = await many(async i => {
      const question = `/supporters?limit=50&${sorts[i % sorts.length]}`
      // Every other page is a later one of the first question.
      if (i % 2 === 1)
        cursor = (await get(`/supporters?limit=50&sort=chance${cursor ? `&cursor=${cursor}` : ''}`)).next
      else await get(question)
    })
    const person = await many(i => get(`/people/${ids[i % ids.length]!.person_id}`))
    const search = await many(i =>
      get(`/supporters?limit=50&q=${encodeURIComponent(searches[i % searches.length]!)}`),
    )
    return { list, person, search }
  } finally {
    await served.stop()
  }
}

async function many(once: (i: number) => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 100; i++) await once(i)
  const took: number[] = []
  for (let i = 0; i < rounds; i++) took.push(await timed(() => once(i)))
  return p95(took)
}

if (import.meta.main) {
  const { tableOf } = await import('./line.ts')
  console.log(tableOf(await bench()))
}
