/*
 * A LINE talk, as the app sends it (talk → menu → settings → send talk history), one text file for each talk:
 *
 *   [LINE] 佐藤 結衣とのトーク履歴
 *   保存日時：2026/09/30 20:15
 *
 *   2026/09/29(火)
 *   10:23<TAB>佐藤 結衣<TAB>展示、とてもよかったです
 *   10:25<TAB>縁 花子<TAB>"ありがとうございます!
 *   また来月もあります"
 *   10:26<TAB><TAB>佐藤 結衣がメッセージの送信を取り消しました
 *
 * In English and Chinese as well, in local time, without seconds, ids or the kind of a group. A talk with one person
 * names that person in its first line; everything else in it is the owner's. A save from a computer has neither title nor
 * tabs (`2026.09.28 月曜日`, `10:23 佐藤 結衣 展示、…`): its file's name tells the other side, and who speaks is learnt from what
 * comes back.
 */

import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { answeredKey, askOwner, type Member, ownKeys, SMALL_GROUP } from '../files/chat-owner.ts'
import { ChatRows, type Room } from '../files/chat-rows.ts'
import { headText } from '../files/head.ts'
import { lineRuns } from '../files/lines.ts'
import { Recent } from '../files/recent.ts'
import { failedAt } from '../files/rows.ts'
import { decoded, foldedName, oneLine } from '../files/text.ts'
import { speakersIn } from './speakers.ts'
import { LineTalk, type Said, spacedIn } from './talk.ts'
import { gone, isSavedLine, nameInPath, type Title, titleOf } from './title.ts'
import { dayOf, timeOfDay } from './when.ts'

/** Talks of one source, and names of one talk, that are looked at. */
const TALKS = 5_000
const MEMBERS = 300
/** So much of a talk is enough to know who speaks in it, bytes. */
const LEARNT = 256 * 1024
/** A short sentence that stands where a message was taken back. */
const unsent =
  /メッセージの送信を取り消しました|unsent a message|(?:已|了)?收回(?:了)?訊息|撤回了?(?:一[条則])?消息/u

type Talk = { file: SourceFile; title: Title; members: Map<string, Member> }
type Plan = { talks: Talk[]; own: Set<string>; selves: AccountRef[] }

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async asks(source) {
    const { talks, own } = await planOf(source)
    const unsettled = talks.filter(talk => talk.title.kind === 'group' && !knows(talk, own))
    const members = new Map(unsettled.flatMap(talk => [...talk.members]))
    return askOwner(source, 'LINE', members.values())
  },

  async *read(source) {
    const { talks, own, selves } = await planOf(source)
    for (const account of selves) yield { ok: true, entry: { kind: 'self', account } }
    for (const talk of talks) for await (const rows of rowsOf(talk, own, source)) yield* rows
  },
}

async function planOf(source: Source): Promise<Plan> {
  const own = ownKeys(source, 'line')
  const talks: Talk[] = []
  const selves = new Map<string, AccountRef>()
  for (const { file, title } of await filesOf(source)) {
    const talk = await surveyed({ file, title, members: new Map() }, source)
    talks.push(talk)
    const owner = talk.title.kind === 'one' ? ownerIn(talk) : answeredIn(talk, source)
    if (owner) selves.set(owner.key, owner)
  }
  for (const key of selves.keys()) own.add(key)
  return { talks, own, selves: [...selves.values()] }
}

async function filesOf(source: Source): Promise<{ file: SourceFile; title: Title }[]> {
  const found = []
  const isOnly = source.files.length === 1
  for (const file of source.files.filter(file => isOnly || /\.txt$/i.test(file.path)).slice(0, TALKS)) {
    const lines = (await headText(file, 8 * 1024)).split(/\r?\n/).filter(line => line.trim() !== '')
    const title = titleOf(lines[0] ?? '')
    const isTalk = lines.slice(1, 4).some(line => isSavedLine(line) || dayOf(line) !== undefined)
    if (title && isTalk) found.push({ file, title })
    else if (isUntitledTalk(lines, file.path))
      found.push({ file, title: { kind: 'one' as const, name: nameInPath(file.path) ?? '' } })
  }
  return found
}

/** Saves from a computer, and of languages whose title is not known, begin with a day. */
function isUntitledTalk(lines: readonly string[], path: string): boolean {
  const isNamed = /^\ufeff?\s*\[LINE\]/u.test(lines[0] ?? '')
  const first = lines
    .slice(0, isNamed ? 4 : 1)
    .findIndex(line => dayOf(line.replace(/^\ufeff/, '')) !== undefined)
  if (first === -1) return false
  const said = lines.slice(first + 1).filter(line => dayOf(line) === undefined)
  const other = nameInPath(path)
  const rests = said.flatMap(line => spacedIn(line)?.rest ?? [])
  if (other !== undefined && rests.some(rest => rest.startsWith(`${other} `))) return true
  // Logs and timesheets have times and columns too: LINE always names the day of the week, and somebody speaks again.
  if (!/\p{L}/u.test(lines[first]!)) return false
  const names = said
    .map(line => line.split('\t'))
    .flatMap(([time, name, words]) =>
      name && words !== undefined && timeOfDay(time!) !== undefined ? [name] : [],
    )
  return names.length > 0 && (other !== undefined || new Set(names).size < names.length)
}

/** Who speaks: of a talk with one person until both have spoken, of a group as far as it takes to tell its size. */
async function surveyed(talk: Talk, source: Source): Promise<Talk> {
  const { title, members } = talk
  const other = keyOf(title.name)
  const heard = new Recent<string, true>(MEMBERS)
  for await (const { said } of saidIn(talk, source)) {
    for (const { name } of said) {
      if (name === '' || heard.get(name)) continue
      heard.set(name, true)
      if (gone.test(name)) continue
      const key = keyOf(name)
      if (!members.has(key)) members.set(key, { key, name: oneLine(name) })
    }
    if (members.size >= MEMBERS || (title.kind === 'one' && members.size > 1 && members.has(other))) break
  }
  // A title that is none of the two names (renamed since) does not tell the other side.
  const isOne = title.kind === 'one' && title.name !== '' && (members.has(other) || members.size < 2)
  return isOne ? talk : { ...talk, title: { ...title, kind: 'group' } }
}

function ownerIn({ title, members }: Talk): AccountRef | undefined {
  const other = keyOf(title.name)
  const [owner] = [...members.values()].filter(member => member.key !== other)
  return owner && accountOf(owner.name)
}

function answeredIn({ members }: Talk, source: Source): AccountRef | undefined {
  const owner = members.get(answeredKey(source) ?? '')
  return owner && accountOf(owner.name)
}

const knows = (talk: Talk, own: ReadonlySet<string>) => [...talk.members.keys()].some(key => own.has(key))

function roomOf(talk: Talk, own: ReadonlySet<string>): Room {
  if (talk.title.kind === 'one') return { kind: 'one', other: accountOf(talk.title.name) }
  if (!knows(talk, own)) return { kind: 'unknown' }
  // Without a title nothing tells a group of two from a talk with one person, which it nearly always is.
  const others = [...talk.members.values()].filter(({ key }) => !own.has(key))
  if (talk.title.name === '' && talk.members.size === 2 && others.length === 1)
    return { kind: 'one', other: accountOf(others[0]!.name) }
  return { kind: talk.members.size > SMALL_GROUP ? 'large' : 'small' }
}

async function* rowsOf(talk: Talk, own: ReadonlySet<string>, source: Source): AsyncGenerator<Row[]> {
  const rows = new ChatRows(roomOf(talk, own), own)
  const accounts = new Recent<string, AccountRef>(MEMBERS)
  const calls = [...talk.members.values()].filter(({ key }) => own.has(key)).map(({ name }) => `@${name}`)
  for await (const { said, broken } of saidIn(talk, source)) {
    const out: Row[] = []
    for (const { line, at, name, words, why } of said) {
      const where = `${talk.file.path} line ${line}`
      try {
        if (name === '') out.push({ ok: false, where, why: 'not-a-person' })
        else if (why) out.push({ ok: false, where, why })
        else if (gone.test(name)) out.push({ ok: false, where, why: 'hidden-member' })
        else if (words.length < 80 && unsent.test(words)) out.push({ ok: false, where, why: 'empty' })
        else {
          let account = accounts.get(name)
          if (!account) accounts.set(name, (account = accountOf(name)))
          const when = { at, precision: 'minute', zoneKnown: false } as const
          const namesOwner = calls.some(call => words.includes(call))
          rows.add({ where, when, account, words, namesOwner }, out)
        }
      } catch (error) {
        out.push(failedAt(where, error))
      }
    }
    if (broken) out.push({ ok: false, where: talk.file.path, why: 'truncated' })
    yield out
  }
}

async function* saidIn(
  { file, title }: Talk,
  source: Source,
): AsyncGenerator<{ said: Said[]; broken?: true }> {
  const { names, isSettled } = await namesIn(file, title, source)
  const talk = new LineTalk(names, isSettled)
  let broken = false
  try {
    for await (const { first, lines } of lineRuns(decoded(file.open()))) {
      const said: Said[] = []
      for (let index = 0; index < lines.length; index++) talk.take(lines[index]!, first + index, said)
      yield { said }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    broken = true
  }
  const said: Said[] = []
  talk.end(said)
  yield broken ? { said, broken: true } : { said }
}

/** Whoever is known, and who can be learnt where only spaces part a name from the words. */
async function namesIn(file: SourceFile, title: Title, source: Source) {
  const known = [...(title.name === '' ? [] : [title.name]), ...(source.own?.names ?? [])]
  const lines = (await headText(file, LEARNT)).split(/\r?\n/)
  const rests = lines.flatMap(line => spacedIn(line)?.rest ?? [])
  const learnt = speakersIn(rests, known)
  const heard = learnt.filter(name => rests.some(rest => rest.startsWith(`${name} `)))
  return { names: [...known, ...learnt], isSettled: title.kind === 'one' && heard.length >= 2 }
}

const keyOf = (name: string) => `name:${foldedName(name)}`
const accountOf = (name: string): AccountRef => ({ network: 'line', key: keyOf(name), name: oneLine(name) })
