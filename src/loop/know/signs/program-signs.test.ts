import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ActPattern, programAt, programSigns } from './program-signs.ts'
import * as words from './program-words.ts'

const people =
  `Abbot · Botticelli · Sandro Botticelli · Talbot · Jane Talbot · Feedback · Kim Feedback · 房人 · 佐藤 房人 · Rob Ott · Robotham ·
  Mary Robotham · Jan Bot · J. Bot · Anneke van der Bot · Yves Le Bot · Cabot · Turbot · Botha · Lebot · Erna Botti · Rossi · Atom Petrosyan ·
  Robert Service · Deborah Mailman · Feeney · Relayson · Digestif · アボット · マイケル・タルボット · キャボット · 房 太郎 · 봉준호 · Боткин ·
  Иван Боткин · Newsom · Jim Newsome · Mr. Robot · Bot Tanaka · 手動bot · Feed the Birds · Digest Sato · 佐藤 結衣 · Maya Lindqvist ·
  Botond Kovács · Robo Kato · Bottas · Bridget Feeder · Albot · Rhys Spiderman · 中村 ぼっと · บุญมี`
    .split('·')
    .map(name => name.trim())

for (const name of people)
  test(`${name} is a human name`, () => {
    assert.ok(programSigns({ network: 'web', key: 'x.example', name }).weight < programAt)
    const handle = name
      .normalize('NFKD')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase()
    const { weight, reasons } = programSigns({ network: 'x', key: handle, name, handle })
    assert.ok(weight < programAt, JSON.stringify(reasons))
  })

const programs =
  `RSS Bot · Weather Bot · WeatherBot · weatherbot · marmalade_bot · Harbour News Feed · Hanako’s Feed · The Weekly Digest · Relay ·
  Harbour Newsletter · no-reply · 天気ボット · ニュースボット · 名言bot · 名言 bot · 【bot】名言 · 自動投稿テスト · 町の新着情報 · 町のメルマガ · ロボット · 날씨봇 · 뉴스레터 ·
  погода бот · Робот · рассылка · 天气机器人 · 天氣機器人 · بوت الطقس · בוט מזג · मौसम बॉट · Robô do Tempo · Wetter-Roboter · Nieuwsbrief Haven ·
  บอทข่าว · Μποτ Καιρού · [bot] harbour · Mailer-Daemon · Agrégateur du port · RSSフィード · Marmalade Bot`
    .split('·')
    .map(name => name.trim())

for (const name of programs)
  test(`${name} is a program's name`, () => {
    const { weight, reasons } = programSigns({ network: 'web', key: 'x.example', name })
    assert.ok(weight >= programAt, JSON.stringify(reasons))
    assert.ok(reasons[0]!.word)
  })

for (const [handle, isProgram] of [
  ['@rss@harbour.example', true],
  ['@bot@harbour.example', true],
  ['@relay@harbour.example', true],
  ['harbour_bot', true],
  ['harbour-bot', true],
  ['rssfeed', true],
  ['newsbot', true],
  ['noreply', true],
  ['HarbourBot', true],
  ['feeds', true],
  ['talbot', false],
  ['abbot', false],
  ['robott', false],
  ['rob.ott', false],
  ['jan.bot', false],
  ['j_bot', false],
  ['feedback', false],
  ['yui_sato', false],
  ['relaxed', false],
] as const)
  test(`${handle} ${isProgram ? 'is' : 'is not'} a program's user name`, () => {
    const { weight } = programSigns({ network: 'x', key: handle.toLowerCase(), handle })
    assert.equal(weight >= programAt, isProgram)
  })

const pattern: ActPattern = { count: 12, kinds: 1, passing: 12, ownWords: 0, prompt: 12, posts: 12 }

test('shares within minutes after every post, always the same, tell a program without a telling name', () => {
  const yui = { network: 'fediverse', key: 'https://mstdn.example/users/yui', name: '佐藤 結衣' }
  assert.ok(programSigns({ ...yui, acts: pattern }).weight >= programAt)
  for (const acts of [
    { ...pattern, kinds: 2 },
    { ...pattern, ownWords: 1 },
    { ...pattern, prompt: 8 },
    { ...pattern, passing: 0 },
    { ...pattern, posts: 40 },
    { ...pattern, count: 5, prompt: 5, passing: 5, posts: 5 },
  ])
    assert.ok(programSigns({ ...yui, acts }).weight < programAt, JSON.stringify(acts))
})

test('own words speak for a human, whatever the name; what the network declares holds', () => {
  const named = {
    network: 'fediverse',
    key: 'https://mstdn.example/users/marmalade_bot',
    handle: '@marmalade_bot@mstdn.example',
  }
  const acts = { ...pattern, kinds: 2, passing: 2, ownWords: 5, prompt: 0 }
  assert.ok(programSigns({ ...named, acts }).weight < programAt)
  assert.ok(programSigns({ ...named, acts, isDeclared: true }).weight >= programAt)
})

test('an account on a relay, or on a server of programs, is one; an entry in an address book never', () => {
  const at = (key: string) => programSigns({ network: 'fediverse', key }).weight >= programAt
  assert.ok(at('https://relay.harbour.example/actor'))
  assert.ok(at('https://bots.harbour.example/users/gulls'))
  assert.ok(!at('https://botsy.example/users/gulls'))
  assert.equal(programSigns({ network: 'contacts', key: '1', name: 'RSS Bot' }).weight, 0)
})

test('candidates are looked for by something in every word that tells a program', () => {
  const { programs, bots, lastWords, pairsOfWords, handlesAlone, inScripts, programHosts, programHostParts } =
    words
  const all = [programs, bots, lastWords, handlesAlone, inScripts, programHosts, programHostParts].flatMap(
    some => [...some],
  )
  const looked = [...words.telling, ...words.tellingElsewhere]
  const missed = [...all, ...pairsOfWords].filter(word => !looked.some(part => word.includes(part)))
  assert.deepEqual(missed, [])
})
