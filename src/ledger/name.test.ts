import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  displayName,
  folded,
  oneLine,
  plainRomaji,
  searchLine,
  sortKey,
  spellings,
  storable,
  thoroughlyFolded,
} from './name.ts'

const finds = (typed: string, line: string) => spellings(typed).some(piece => line.includes(piece))

const sameKey: [string, string][] = [
  ['髙橋', '高橋'],
  ['山﨑', '山崎'],
  ['渡邉', '渡辺'],
  ['渡邊', '渡辺'],
  ['齋藤', '斎藤'],
  ['斉藤', '斎藤'],
  ['葛\u{e0100}西', '葛西'],
  ['𠮷野', '吉野'],
  ['ﾔﾏﾀﾞ ﾀﾛｳ', 'やまだ たろう'],
  ['ヤマダ', 'やまだ'],
  ['Ｙａｍａｄａ', 'yamada'],
  ['YAMADA', 'yamada'],
  ['か\u3099', 'が'],
  ['カ\u3099', 'が'],
  ['José', 'jose'],
  ['ジョン・スミス', 'じょん すみす'],
  ['山田　太郎', '山田 太郎'],
  ['ｱﾝﾅ\u200b', 'あんな'],
]
for (const [written, typed] of sameKey)
  test(`${written} and ${typed} have one key`, () => assert.equal(folded(written), folded(typed)))

test('characters that differ in more than form keep keys of their own', () => {
  for (const [a, b] of [
    ['はなこ', 'ばなこ'],
    ['か', 'が'],
    ['佐藤', '左藤'],
    ['大田', '太田'],
  ] as const)
    assert.notEqual(folded(a), folded(b))
})

const found: [typed: string, names: string[], others?: string[]][] = [
  ['sato', ['佐藤 結衣', 'さとう ゆい']],
  ['satou', ['佐藤 結衣', 'さとう ゆい']],
  ['satoh', ['佐藤 結衣', 'さとう ゆい']],
  ['Satō', ['佐藤 結衣', 'さとう ゆい']],
  ['SATO YUI', ['佐藤 結衣', 'さとう ゆい']],
  ['さと', ['佐藤 結衣', 'さとう ゆい']],
  ['shimizu', ['清水', 'しみず']],
  ['simizu', ['清水', 'しみず']],
  ['tsuchiya', ['土屋', 'つちや']],
  ['tutiya', ['土屋', 'ツチヤ']],
  ['fukuda', ['福田', 'ふくだ']],
  ['hukuda', ['福田', 'ふくだ']],
  ['junko', ['純子', 'じゅんこ']],
  ['zyunko', ['純子', 'じゅんこ']],
  ['jumpei', ['純平', 'じゅんぺい']],
  ['shinichi', ['真一', 'しんいち']],
  ["shin'ichi", ['真一', 'しんいち']],
  ['ohta', ['太田', 'おおた']],
  ['oota', ['太田', 'おおた']],
  ['ota', ['太田', 'おおた']],
  ['hatchi', ['八地', 'はっち']],
  ['kyoko', ['京子', 'きょうこ']],
  ['yuki', ['勇気', 'ゆうき']],
  ['山田太郎', ['山田 太郎']],
  ['山田 太郎', ['山田太郎']],
  ['山田さん', ['山田 太郎']],
  ['山田', ['山田様']],
  ['山田', ['山田太郎先生']],
  ['スミス', ['ジョン・スミス']],
  ['ジョン スミス', ['ジョン・スミス']],
  ['ジョンスミス', ['ジョン・スミス']],
  ['tomás', ['Tomas Rivera']],
  ['tomas', ['Tomás Rivera']],
  ['@yui_s', ['佐藤 結衣'], ['yui_s']],
  ['yui@sato.example', ['佐藤 結衣'], ['yui@sato.example']],
  ['ＹＵＩ＠sato．example', ['佐藤 結衣'], ['yui@sato.example']],
]
for (const [typed, names, others = []] of found)
  test(`“${typed}” finds ${names[0]}`, () => {
    const line = searchLine(names, others)
    assert.ok(finds(typed, line), JSON.stringify([spellings(typed), line]))
  })

test('what is typed does not find everybody', () => {
  const line = searchLine(['佐藤 結衣', 'さとう ゆい'], ['yui_s'])
  for (const typed of ['suzuki', '鈴木', 'すずき', 'sata', '佐々木', 'yui%', 'yu_i'])
    assert.equal(finds(typed, line), false, typed)
})

test('all ways to write a word in Latin letters have one plain form', () => {
  for (const ways of [
    ['satou', 'satoo', 'satoh', 'sato'],
    ['shunsuke', 'syunsuke'],
    ['chiaki', 'tiaki'],
    ['fujita', 'huzita', 'fuzita'],
    ['tsuda', 'tuda'],
    ["ken'ichi", 'kenichi', 'ken-ichi'],
    ['hommachi', 'honmachi'],
  ])
    assert.equal(new Set(ways.map(plainRomaji)).size, 1, ways.join())
})

test('names sort as in a dictionary: kana, Latin, kanji of unknown reading, nameless', () => {
  const inOrder: [name: string, reading: string | null][] = [
    ['相田', 'あいだ'],
    ['アーロン', null],
    ['会田', 'あいだ み'],
    ['加賀', 'かが'],
    ['垣', 'かき'],
    ['鍵', 'かぎ'],
    ['蛎田', 'かきた'],
    ['鍵田', 'がきた'],
    ['カーター', null],
    ['菊池', 'きくち'],
    ['さくら', null],
    ['ハナ', null],
    ['バナ', null],
    ['はなこ', null],
    ['Aoife Byrne', null],
    ['élodie', null],
    ['Tomás Rivera', null],
    ['佐藤 結衣', null],
    ['田中', null],
    ['', null],
  ]
  const keyed = inOrder.map(([name, reading]) => ({ name, key: sortKey(name, reading) }))
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const place = (name: string) => sorted.findIndex(one => one.name === name)
  for (const [first, second] of [
    ['相田', '会田'],
    ['アーロン', '相田'],
    ['カーター', '加賀'],
    ['垣', '鍵'],
    ['鍵', '蛎田'],
    ['蛎田', '鍵田'],
    ['鍵田', '菊池'],
    ['さくら', 'ハナ'],
    ['ハナ', 'バナ'],
    ['バナ', 'はなこ'],
    ['はなこ', 'Aoife Byrne'],
    ['Aoife Byrne', 'élodie'],
    ['élodie', 'Tomás Rivera'],
    ['Tomás Rivera', '佐藤 結衣'],
    ['佐藤 結衣', '田中'],
    ['田中', ''],
  ] as const)
    assert.ok(place(first) < place(second), `${first} before ${second}`)
})

test('a missing part leaves the rest of a name whole', () => {
  for (const [parts, shown] of [
    [{ familyName: '佐藤' }, '佐藤'],
    [{ givenName: 'Aoife' }, 'Aoife'],
    [{ familyName: '佐藤', givenName: '結衣' }, '佐藤 結衣'],
    [{ familyName: 'Byrne', givenName: 'Aoife' }, 'Aoife Byrne'],
    [{ name: 'Juan Carlos de la Cruz' }, 'Juan Carlos de la Cruz'],
    [{ name: '山田様' }, '山田様'],
    [{ familyName: 'Bad\u001b[2J', givenName: 'Line\nbreak' }, 'Line break Bad [2J'],
    [{}, ''],
  ] as const)
    assert.equal(displayName(parts), shown)
})

test('short texts in ASCII, kana and kanji are folded as all others are', () => {
  for (let code = 0; code < 0x10000; code++) {
    const char = String.fromCharCode(code)
    for (const text of [char, ` ${char} ${char}`, `ガ${char}漢 A`])
      assert.equal(folded(text), thoroughlyFolded(text), code.toString(16))
  }
  const unit = fc.constantFrom(...'aZ 9・·ー漢髙邊カがヵヶゞ\u3099\u309a\u0301é\tﾊﾟＡ。々〆')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), text => {
      assert.equal(folded(text), thoroughlyFolded(text))
    }),
    { numRuns: 2_000 },
  )
})

test('any text at all can be folded, searched, sorted and kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      assert.equal(folded(folded(text)), folded(text), 'folding twice changes nothing')
      assert.ok(spellings(text).every(piece => !/[\n\u0000]/.test(piece)))
      assert.ok(sortKey(text, null).isWellFormed() || !text.isWellFormed())
      assert.doesNotMatch(searchLine([text], [text]), /[\u0000-\u0009\u000b-\u001f]/)
      assert.doesNotMatch(oneLine(text), /[\p{Cc}\p{Cs}]/u)
      assert.doesNotMatch(storable(text), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Cs}]/u)
    }),
    { numRuns: 100 },
  )
})
