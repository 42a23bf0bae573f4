import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { oneLine } from '#ledger/name.ts'
import { addImport } from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { supporters } from '#screens/supporters/shape.ts'
import { addPeople } from '#tests/cast-people.ts'
import { doorOfSuite, openDoor } from '#tests/door.ts'

const people = [
  { name: '髙橋 花', reading: 'たかはし はな' },
  { name: '高橋 実', reading: 'たかはし みのる' },
  { name: '山﨑 葵' },
  { name: '山崎 蓮' },
  { name: '渡邉 誠' },
  { name: '渡邊 誠' },
  { name: '渡辺 誠' },
  { name: '齋藤 凛' },
  { name: '斎藤 凛' },
  { name: '斉藤 凛' },
  { name: '葛\u{e0100}西 薫' },
  { name: '葛西 薫' },
  { name: '𠮷野 翼' },
  { name: '吉野 翼' },
  { name: 'ﾔﾏﾀﾞ ﾀﾛｳ' },
  { name: 'ヤマダ ジロウ' },
  { name: 'やまだ さぶろう' },
  { name: 'ＹＡＭＡＤＡ Shiro' },
  { name: 'か\u3099んだ 五郎' },
  { name: 'ジョン・スミス' },
  { name: '山田太郎' },
  { name: '佐藤様' },
  { name: '佐藤 結衣', reading: 'さとう ゆい', mail: 'yui@sato.example', url: 'https://sato.example/@yui_s' },
  { name: '土屋 新一', reading: 'つちや しんいち' },
  { name: 'Aoife Byrne' },
  { name: 'Tomás Rivera' },
  { name: 'Madonna' },
]

describe('search', () => {
  const door = doorOfSuite()
  let ready: Promise<unknown> | undefined
  const find = async (q: string, more = '') => {
    ready ??= addPeople(door.ctx, people).then(() => computeSupport(door.ctx))
    await ready
    const answer = await door.ask('GET', `/api/v1/supporters?limit=200&q=${encodeURIComponent(q)}${more}`)
    const found = supporters.parse(await answer.json())
    assert.equal(found.total, found.people.length, q)
    return found.people.map(one => one.name)
  }

  const groups: [typed: string[], found: string[]][] = [
    [
      ['高橋', '髙橋', 'たかはし', 'タカハシ', 'takahasi', 'Takahashi'],
      ['髙橋 花', '高橋 実'],
    ],
    [
      ['山崎', '山﨑'],
      ['山﨑 葵', '山崎 蓮'],
    ],
    [
      ['渡辺', '渡邉', '渡邊'],
      ['渡邉 誠', '渡邊 誠', '渡辺 誠'],
    ],
    [
      ['斎藤', '齋藤', '斉藤', '齊藤'],
      ['齋藤 凛', '斎藤 凛', '斉藤 凛'],
    ],
    [
      ['葛西', '葛\u{e0100}西', '葛\u{e0101}西薫'],
      ['葛\u{e0100}西 薫', '葛西 薫'],
    ],
    [
      ['吉野', '𠮷野', '𠮷 野'],
      ['𠮷野 翼', '吉野 翼'],
    ],
    [
      ['やまだ', 'ヤマダ', 'ﾔﾏﾀﾞ', 'yamada', 'YAMADA', 'Ｙａｍａｄａ'],
      ['ﾔﾏﾀﾞ ﾀﾛｳ', 'ヤマダ ジロウ', 'やまだ さぶろう', 'ＹＡＭＡＤＡ Shiro'],
    ],
    [['がんだ', 'ガンダ', 'か\u3099んだ', 'ganda'], ['か\u3099んだ 五郎']],
    [['ジョンスミス', 'ジョン スミス', 'スミス・ジョン', 'すみす', 'jon'], ['ジョン・スミス']],
    [['山田太郎', '山田 太郎', '太郎 山田', '山田太郎さん'], ['山田太郎']],
    [
      ['佐藤', '佐藤さん', '佐藤先生'],
      ['佐藤様', '佐藤 結衣'],
    ],
    [
      [
        'sato',
        'satou',
        'Satō',
        'satoh yui',
        'yui sato',
        'yui@sato.example',
        '＠yui_s',
        '@yui_s',
        'さとうゆい',
      ],
      ['佐藤 結衣'],
    ],
    [['tutiya', 'tsuchiya', "shin'ichi", 'sinichi'], ['土屋 新一']],
    [['aoife', 'BYRNE', 'byrne aoife', 'Aoife Byrne'], ['Aoife Byrne']],
    [['tomas', 'TOMÁS', 'rivera'], ['Tomás Rivera']],
    [['madonna'], ['Madonna']],
    [['佐々木', 'sasaki', '@nobody', 'zzz'], []],
  ]
  for (const [typings, names] of groups)
    for (const typed of typings)
      test(`“${typed}” finds ${names.join('・') || 'nobody'}`, async () => {
        const found = await find(typed)
        const wanted = names.filter(name => name !== '佐藤 結衣' || !/先生/.test(typed))
        for (const name of wanted) assert.ok(found.includes(name), `${name} in ${found.join('・')}`)
        const near = typed === 'yui_s' || typed.includes('yui_s')
        if (!near) assert.deepEqual(found.toSorted(), names.toSorted())
      })

  test('people whose names are written with variant characters stay people of their own', async () => {
    const found = await find('')
    assert.equal(found.length, people.length)
    for (const { name } of people) assert.ok(found.includes(name), `kept exactly: ${name}`)
  })

  test('sorted by name: kana and readings as in a dictionary, Latin, then kanji of unknown reading', async () => {
    const names = await find('', '&sort=name')
    const place = (name: string) => {
      const at = names.indexOf(name)
      assert.ok(at >= 0, name)
      return at
    }
    const inOrder = [
      'か\u3099んだ 五郎',
      '佐藤 結衣',
      'ジョン・スミス',
      '髙橋 花',
      '高橋 実',
      '土屋 新一',
      'やまだ さぶろう',
      'ヤマダ ジロウ',
      'ﾔﾏﾀﾞ ﾀﾛｳ',
      'Aoife Byrne',
      'Madonna',
      'Tomás Rivera',
      'ＹＡＭＡＤＡ Shiro',
      '山田太郎',
    ]
    assert.deepEqual(
      inOrder.toSorted((a, b) => place(a) - place(b)),
      inOrder,
    )
  })
})

describe('pages', () => {
  test('show everybody exactly once, in every order, whatever the names and however long the page', async t => {
    const door = await openDoor()
    t.after(() => door.end())
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
      fc.constantFrom(
        '佐藤',
        'さとう',
        'サトウ',
        'sato',
        '\u{10ffff}'.repeat(90),
        'あ'.repeat(200),
        '"'.repeat(200),
        '\\\t',
      ),
    )
    const names = fc
      .sample(name, { numRuns: 60, seed: 7 })
      .map(text => oneLine(text).slice(0, 200).toWellFormed())
      .filter(text => text !== '')
    await addPeople(door.ctx, names)
    // The same people come with acts, so that chances, last days and ties of both are there to be paged through.
    const file = `${import.meta.dirname}/../networks/webmention/sample/mentions.jf2.json`
    await runImport(door.ctx, await addImport(door.ctx, { path: file, name: 'mentions.jf2.json' }))
    await computeSupport(door.ctx)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('chance', 'name', 'last'),
        fc.constantFrom(
          '',
          '&stage=supporter',
          '&stage=stranger',
          '&change=new',
          '&q=a',
          `&q=${'あ'.repeat(50)}`,
        ),
        fc.integer({ min: 1, max: 70 }),
        async (sort, filter, limit) => {
          const seen: string[] = []
          let total = 0
          for (let cursor: string | null = ''; cursor !== null; ) {
            const query: string = `sort=${sort}${filter}&limit=${limit}${cursor && `&cursor=${cursor}`}`
            const answer = await door.ask('GET', `/api/v1/supporters?${query}`)
            assert.equal(answer.status, 200, query)
            const page = supporters.parse(await answer.json())
            seen.push(...page.people.map(one => one.personId))
            total = page.total
            cursor = page.next
            assert.ok(seen.length <= total)
          }
          assert.equal(new Set(seen).size, seen.length)
          assert.equal(seen.length, total)
        },
      ),
      { numRuns: 25 },
    )
  })
})
