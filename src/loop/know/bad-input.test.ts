import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { domainTakenFor, takenFor } from '#ledger/imitation.ts'
import { displayName } from '#ledger/name.ts'
import { importFile, type TestCtx, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { madeOn, mention, mentions, writeFeed } from '#tests/mentions.ts'
import { splitAccount } from './decisions.ts'
import { linkRecords } from './link-records.ts'
import type { AccountRecord } from './match/account-record.ts'
import { accountSettings } from './match/account-settings.ts'
import { parseName } from './match/names/parse-name.ts'
import { matchPeople } from './match-people.ts'
import { type Matcher, openMatcher } from './matcher.ts'
import { personOf } from './people.ts'

const syllables = ['ka', 'mi', 'no', 're', 'sa', 'tu', 'ro', 'he', 'yu', 'ne']
const word = (n: number) => [...String(n + 100)].map(digit => syllables[Number(digit)]).join('')
/** Neighbours, so that being alike means something. */
const neighbours: AccountRecord[] = Array.from({ length: 300 }, (_, k) => ({
  id: `n${k}`,
  network: k % 2 ? 'x' : 'contacts',
  name: `${word(k)} ${word(k * 3 + 7)}`,
  handle: `${word(k)}${k}`,
}))

function compared(...records: Omit<AccountRecord, 'id'>[]) {
  const all = [...neighbours, ...records.map((record, k) => ({ ...record, id: `p${k}` }))]
  const found = linkRecords(all, accountSettings)
  const at = neighbours.length
  return {
    groups: new Set(found.people.slice(at)).size,
    chance: found.links.find(({ a, b }) => Math.min(a, b) === at && Math.max(a, b) === at + 1)?.chance ?? 0,
    levels: found.explain(at, at + 1).map(({ comparison, level }) => `${comparison} ${level}`),
  }
}

describe('what imitates', () => {
  const imitations: [what: string, a: Partial<AccountRecord>, b: Partial<AccountRecord>, level: string][] = [
    [
      'a handle with Cyrillic а',
      { handle: 'marguerite' },
      { handle: 'm\u0430rguerite' },
      "handle imitates the other's letters",
    ],
    [
      'a handle with its server',
      { handle: '@alice@social.example' },
      { handle: '@\u0430lice@social.example' },
      "handle imitates the other's letters",
    ],
    [
      'a punycode domain',
      { urls: [{ value: 'https://alice.example', firm: true }] },
      { urls: [{ value: 'https://xn--lice-43d.example', firm: true }] },
      "domain imitates the other's letters",
    ],
    [
      'a name of mixed letters',
      { name: 'Alice Marguerite' },
      { name: '\u0410lice Marguerite' },
      'name letters of several alphabets',
    ],
  ]
  for (const [what, a, b, level] of imitations)
    test(`${what} never joins, and whoever decides is warned (B039)`, () => {
      const { groups, levels } = compared(
        { network: 'fediverse', name: 'Alice Marguerite', organization: 'Engawa Books', ...a },
        { network: 'web', name: 'Alice Marguerite', organization: 'Engawa Books', ...b },
      )
      assert.equal(groups, 2)
      assert.ok(levels.includes(level), levels.join('; '))
    })

  test('the same in honest letters does join: it is the imitation that holds back', () => {
    const same = { name: 'Alice Marguerite', organization: 'Engawa Books', handle: 'marguerite' }
    assert.equal(compared({ network: 'fediverse', ...same }, { network: 'web', ...same }).groups, 1)
  })

  test('letters of another alphabet that imitate nobody are letters like any other', () => {
    assert.equal(takenFor('taro_enishi'), undefined)
    assert.equal(takenFor('太郎'), undefined)
    assert.equal(takenFor('\u0430lice'), 'alice')
    assert.equal(domainTakenFor('xn--lice-43d.example'), 'alice.example')
    assert.equal(domainTakenFor('xn--fsq.example'), undefined)
    assert.equal(domainTakenFor('alice.example'), undefined)
  })
})

describe('Japanese names', () => {
  // Characters that stand for one another, the same family in two writings, one beyond the basic plane, a variation selector.
  const spellings: [string, string][] = [
    ['髙橋 花', '高橋 花'],
    ['山﨑 葵', '山崎 葵'],
    ['渡邉 誠', '渡辺 誠'],
    ['渡邊 誠', '渡邉 誠'],
    ['齋藤 凛', '斎藤 凛'],
    ['葛\u{e0100}西 薫', '葛西 薫'],
    ['𠮷野 翼', '吉野 翼'],
  ]
  for (const [one, other] of spellings)
    test(`${one} and ${other}: alike in search, never joined by the name alone (B101)`, () => {
      const { groups, chance } = compared({ network: 'x', name: one }, { network: 'facebook', name: other })
      assert.equal(groups, 2)
      assert.ok(chance < 0.99)
    })

  test('齋藤 and 斉藤 are two families', () => {
    const { groups } = compared({ network: 'x', name: '齊藤 凛' }, { network: 'facebook', name: '佐藤 凛' })
    assert.equal(groups, 2)
  })

  test('every way to type a name is one name to compare (B102)', () => {
    const typed = ['ﾔﾏﾀﾞ ﾀﾛｳ', 'ヤマダ タロウ', 'やまだ たろう', 'ヤマタ\u3099 タロウ', 'ﾔﾏﾀ\uff9e　ﾀﾛｳ']
    assert.deepEqual([...new Set(typed.map(name => parseName(name).words.join(' ')))], ['やまだ たろう'])
    assert.deepEqual(parseName('Ｙａｍａｄａ ＴＡＲＯ').words, parseName('yamada taro').words)
  })

  const odd: [name: string, words: string][] = [
    ['佐藤', '佐藤'],
    ['Madonna', 'madonna'],
    ['Ana María López', 'ana maria lopez'],
    ['ジョン・スミス', 'じょん すみす'],
    ['山田太郎', '山田太郎'],
    ['山田太郎様', '山田太郎'],
    ['山田 太郎 先生', '山田 太郎'],
    ['株式会社縁側 山田太郎', '山田太郎'],
    ['株式会社縁側', '縁側'],
    ['様', '様'],
    ['さん', 'さん'],
    ['株式会社', ''],
    ['・', ''],
    ['🌸', ''],
    ['   ', ''],
  ]
  for (const [name, words] of odd)
    test(`"${name}" is compared as "${words}" and shown as it stands (B103)`, () => {
      assert.equal(parseName(name).words.join(' '), words)
      assert.equal(displayName({ name }), name.trim())
      assert.equal(compared({ network: 'x', name }, { network: 'facebook', name: '山田 花子' }).groups, 2)
    })
})

describe('in the ledger', () => {
  let ctx: TestCtx
  let matcher: Matcher
  beforeEach(async () => {
    ctx = await testCtx()
    matcher = openMatcher()
  })
  afterEach(async () => {
    await assertWhole(ctx)
    await matcher.end()
    await ctx.end()
  })

  const accountsOf = () =>
    ctx.store.sql<{ account_id: string; person_id: string; key: string; name: string }[]>`
      select account_id, person_id, key, profile ->> 'name' as name from account order by key`
  const named = async (key: string) => (await accountsOf()).find(row => row.key === key)!
  const cards = async (name: string, madeAt: string, ...told: string[][]) => {
    const path = join(ctx.dataDir, name)
    const text = told.map(lines => `BEGIN:VCARD\r\nVERSION:3.0\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`)
    await writeFile(path, text.join(''))
    return importFile(ctx, await madeOn(path, madeAt))
  }

  test('a page that names somebody else as its author only claims to be them (B092)', async () => {
    const yui = { name: '佐藤 結衣', url: 'https://sato.example/' }
    const forged = {
      ...mention({ no: 901, by: yui }),
      'wm-source': 'https://evil.example/like',
      url: 'https://evil.example/like',
    }
    const cousin = {
      ...mention({ no: 902, by: { name: yui.name, url: 'https://notes.sato.example/about' } }),
      'wm-source': 'https://blog.sato.example/1',
    }
    await importFile(
      ctx,
      await writeFeed(join(ctx.dataDir, 'a.json'), [
        ...mentions(1, 40),
        mention({ no: 900, by: yui }),
        forged,
        cousin,
      ]),
    )
    await matchPeople(ctx, matcher)
    const [own, claim] = [await named('sato.example'), await named('evil.example as web sato.example')]
    assert.equal(claim.name, yui.name)
    assert.notEqual(claim.person_id, own.person_id)
    assert.ok(await named('notes.sato.example/about'))
    const [waits] = await ctx.store.sql<{ weighed: { comparison: string }[] }[]>`
      select weighed from match_pair where ${claim.account_id} in (account_a, account_b)`
    assert.ok(waits!.weighed.some(({ comparison }) => comparison === 'claim'))
    const firm = await ctx.store.sql`
      select 1 from account_key where account_id = ${claim.account_id} and firm`
    assert.equal(firm.length, 0)
  })

  test('a new name goes before the old one, which is shown and found no more (B109)', async () => {
    await cards('then.vcf', '2025-01-01T00:00:00Z', ['UID:one', 'FN:中村 葵', 'N:中村;葵;;;'])
    await matchPeople(ctx, matcher)
    await cards('now.vcf', '2026-01-01T00:00:00Z', ['UID:one', 'FN:小林 葵', 'N:小林;葵;;;'])
    await matchPeople(ctx, matcher)
    const people = await ctx.store.sql<{ name: string; search: string; keys: string[]; reading: string }[]>`
      select name, search, keys, reading from person`
    assert.deepEqual(
      people.map(({ name }) => name),
      ['小林 葵'],
    )
    for (const old of ['中村', 'なかむら', 'nakamura'])
      assert.ok(!JSON.stringify(people).includes(old), `${old}: ${JSON.stringify(people)}`)
    const told = await ctx.store.sql`select 1 from account where profile::text like '%中村%'`
    assert.equal(told.length, 0)
  })

  test('a mailbox of two people joins them to nobody; nine accounts of one come apart again one by one (B110)', async () => {
    await cards(
      'shared.vcf',
      '2026-01-01T00:00:00Z',
      ['UID:him', 'FN:田中 一郎', 'N:田中;一郎;;;', 'EMAIL:info@tanaka.example'],
      ['UID:her', 'FN:田中 花子', 'N:田中;花子;;;', 'EMAIL:info@tanaka.example'],
    )
    await matchPeople(ctx, matcher)
    assert.notEqual((await named('him')).person_id, (await named('her')).person_id)

    const four = [1, 2, 3, 4].map(k => [
      `UID:many-${k}`,
      'FN:髙藁屋 龍之介',
      'N:髙藁屋;龍之介;;;',
      'EMAIL:ryu@takawaraya.example',
    ])
    await cards('many.vcf', '2026-02-01T00:00:00Z', ...four)
    await matchPeople(ctx, matcher)
    const many = (await accountsOf()).filter(({ key }) => key.startsWith('many-'))
    assert.equal(new Set(many.map(row => row.person_id)).size, 1)
    for (let k = 0; k < many.length - 1; k++) {
      await splitAccount(ctx, many[k]!.account_id)
      await matchPeople(ctx, matcher)
      const now = await Promise.all(many.map(row => personOf(ctx.store.sql, ctx, row.account_id)))
      assert.equal(new Set(now).size, k + 2, now.join(' '))
    }
  })

  test('a handle that somebody else took over is parted by the owner and stays parted (B110)', async () => {
    await cards(
      'before.vcf',
      '2026-01-01T00:00:00Z',
      ['UID:old', 'FN:Aoife Byrne', 'N:Byrne;Aoife;;;', 'URL:https://mastodon.example/@aoife'],
      ['UID:new', 'FN:Aoife B', 'N:B;Aoife;;;', 'URL:https://mastodon.example/@aoife'],
    )
    await matchPeople(ctx, matcher)
    assert.equal((await named('old')).person_id, (await named('new')).person_id)
    await splitAccount(ctx, (await named('new')).account_id)
    await cards(
      'after.vcf',
      '2026-03-01T00:00:00Z',
      ['UID:old', 'FN:Aoife Byrne', 'N:Byrne;Aoife;;;', 'URL:https://mastodon.example/@aoife'],
      ['UID:new', 'FN:Renamed Shop', 'N:Shop;Renamed;;;', 'URL:https://mastodon.example/@aoife'],
    )
    await matchPeople(ctx, matcher)
    assert.notEqual((await named('old')).person_id, (await named('new')).person_id)
  })
})
