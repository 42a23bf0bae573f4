import { accountIdOf, actIdOf, workIdOf } from '#ledger/ids.ts'
import { supportCodes } from '#ledger/kinds.ts'
import { personRow } from '#loop/know/profile.ts'
import { type CopyType, type CopyValue, copyRows } from '#store/copy.ts'
import type { Ctx } from '#store/ctx.ts'
import { seeded } from './ledger.ts'

const families = [
  ['佐藤', 'さとう'],
  ['鈴木', 'すずき'],
  ['高橋', 'たかはし'],
  ['田中', 'たなか'],
  ['渡辺', 'わたなべ'],
  ['伊藤', 'いとう'],
  ['山本', 'やまもと'],
  ['中村', 'なかむら'],
  ['小林', 'こばやし'],
  ['加藤', 'かとう'],
  ['吉田', 'よしだ'],
  ['山田', 'やまだ'],
  ['佐々木', 'ささき'],
  ['山口', 'やまぐち'],
  ['松本', 'まつもと'],
  ['井上', 'いのうえ'],
  ['木村', 'きむら'],
  ['林', 'はやし'],
] as const
const givens = [
  ['結衣', 'ゆい'],
  ['蓮', 'れん'],
  ['さくら', 'さくら'],
  ['陸', 'りく'],
  ['正', 'ただし'],
  ['花子', 'はなこ'],
  ['翔', 'しょう'],
  ['陽子', 'ようこ'],
  ['健', 'けん'],
  ['美咲', 'みさき'],
  ['大輔', 'だいすけ'],
  ['葵', 'あおい'],
] as const
const latin = [
  'Maya',
  'Tomás',
  'Aoife',
  'Nils',
  'Ines',
  'Jonas',
  'Lea',
  'Omar',
  'Priya',
  'Sven',
  'Yara',
  'Zoe',
]
const latinFamilies = [
  'Lindqvist',
  'Rivera',
  'Byrne',
  'Novak',
  'Okafor',
  'Silva',
  'Meyer',
  'Rossi',
  'Dubois',
  'Kowalski',
]

const dayMs = 86_400_000

/**
 * Fills an empty ledger with `people` (three in five with Japanese names) and `acts` over five years, drawn so that
 * few people do much, straight into the tables; keys are taken off while loading where the ledger is large.
 */
export async function fillLedger(ctx: Ctx, people: number, acts: number, posts = 600): Promise<void> {
  const { sql } = ctx.store
  const next = seeded(42)
  const accounts = Array.from({ length: people }, (_, i) => {
    const japanese = next() < 0.6
    const [family, familyReading] = families[Math.floor(next() * families.length)]!
    const [given, givenReading] = givens[Math.floor(next() * givens.length)]!
    const profile = japanese
      ? {
          familyName: family,
          givenName: given,
          familyReading,
          givenReading,
          handle: `@u${i}@tsunagari.example`,
        }
      : {
          name: `${latin[Math.floor(next() * latin.length)]} ${latinFamilies[Math.floor(next() * latinFamilies.length)]}`,
          handle: `@u${i}@tsunagari.example`,
        }
    const key = `https://tsunagari.example/users/u${i}`
    return { id: accountIdOf('fediverse', key), key, profile }
  })
  const now = new Date(ctx.now()).toISOString()
  await sql`
    insert into import (owner_id, import_no, status, phase, network, file_name, rows_done, created_at, finished_at)
    values (${ctx.owner}, 1, 'done', 'finished', 'webmention', 'bench', ${acts}, ${now}, ${now})`
  await copy(
    ctx,
    'account',
    {
      owner_id: 'uuid',
      account_id: 'uuid',
      person_id: 'uuid',
      network: 'text',
      key: 'text',
      profile: 'json',
    },
    function* () {
      for (const { id, key, profile } of accounts)
        yield [ctx.owner, id, id, 'fediverse', key, JSON.stringify(profile)]
    },
  )
  await copy(
    ctx,
    'account_seen',
    { owner_id: 'uuid', account_id: 'uuid', import_no: 'int4', profile: 'json' },
    function* () {
      for (const { id, profile } of accounts) yield [ctx.owner, id, 1, JSON.stringify(profile)]
    },
  )
  await copy(
    ctx,
    'person',
    {
      owner_id: 'uuid',
      person_id: 'uuid',
      name: 'text',
      reading: 'text',
      sort_key: 'text',
      search: 'text',
      keys: 'texts',
      networks: 'texts',
    },
    function* () {
      for (const { id, key, profile } of accounts) {
        const row = personRow([{ network: 'fediverse', key, profile }])
        yield [ctx.owner, id, row.name, row.reading, row.sortKey, row.search, row.keys, ['fediverse']]
      }
    },
  )
  const works = Array.from({ length: posts }, (_, i) => workIdOf('web', `hanako.example/posts/${i}`))
  const start = ctx.now() - 5 * 365 * dayMs
  const publishedAt = (post: number) => start + ((ctx.now() - start) * post) / posts
  await copy(
    ctx,
    'work',
    { owner_id: 'uuid', work_id: 'uuid', network: 'text', key: 'text', title: 'text', published_at: 'time' },
    function* () {
      for (const [i, id] of works.entries())
        yield [ctx.owner, id, 'web', `hanako.example/posts/${i}`, `Post ${i}`, publishedAt(i)]
    },
  )
  const bare = acts > 500_000
  if (bare) {
    await sql`alter table act drop constraint act_pkey`
    await sql`drop index act_account`
  }
  await copy(
    ctx,
    'act',
    {
      owner_id: 'uuid',
      act_id: 'uuid',
      account_id: 'uuid',
      work_id: 'uuid',
      at: 'time',
      import_no: 'int4',
      kind: 'int2',
      direction: 'int2',
      precision: 'int2',
      zone_known: 'bool',
      network: 'text',
      external_key: 'text',
    },
    function* () {
      for (let i = 0; i < acts; i++) {
        const who = i < people ? i : Math.floor(people * next() ** 3)
        const post = Math.floor(posts * next())
        const at = Math.min(ctx.now() - 1000, publishedAt(post) - Math.log(1 - next()) * 5 * dayMs)
        const kind = supportCodes[Math.floor(next() * 6)]!
        const key = `bench:${i}`
        yield [
          ctx.owner,
          actIdOf('webmention', key),
          accounts[who]!.id,
          works[post]!,
          at,
          1,
          kind,
          next() < 0.92 ? 1 : 2,
          4,
          true,
          'webmention',
          key,
        ]
      }
    },
  )
  const single = ctx.store.single()
  if (bare) {
    await single`set maintenance_work_mem = '512MB'`
    await single`alter table act add primary key (owner_id, act_id)`
    await single`create index act_account on act (owner_id, account_id, at)`
  }
  await single`vacuum analyze`
  await single.end()
  await sql`update owner set facts_no = facts_no + 1, next_import_no = 2 where owner_id = ${ctx.owner}`
}

type Rows = () => Iterable<readonly CopyValue[]>

async function copy(ctx: Ctx, table: string, columns: Record<string, CopyType>, rows: Rows): Promise<void> {
  const single = ctx.store.single()
  await copyRows(single, table, columns, rows())
  await single.end()
}
