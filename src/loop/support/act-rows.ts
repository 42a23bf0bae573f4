import { hash } from 'node:crypto'
import type { AccountId, OwnerId } from '#ledger/ids.ts'
import { programAccounts } from '#loop/know/account-words.ts'
import type { Sql } from '#store/open.ts'
import { IdIndex, idBytes } from './id-index.ts'

/** Milliseconds from 1970 to 2000, where PostgreSQL's binary times begin. */
const epoch2000 = 946_684_800_000
const dayMs = 86_400_000

/** All acts with people of the owner, in flat columns; times in days since 1970. */
export type ActColumns = {
  size: number
  /** Index into `people`. */
  person: Int32Array
  /** Number of the work, -1 where the act is on none. */
  work: Int32Array
  t: Float64Array
  kind: Uint8Array
  /** 1 toward the owner, 2 by the owner. */
  direction: Uint8Array
  /** Index into `networks`. */
  network: Uint8Array
  people: string[]
  /** What tells a person of several accounts from one of others; null for a single account. */
  members: (string | null)[]
  networks: string[]
  /** Day of publication by work number, NaN where unknown. */
  workTime: Float64Array
}

/**
 * Reads every act of the owner by binary COPY, about 60 bytes an act on the wire, into columns. Acts of the owner's
 * own accounts and of programs are left out. Memory: 20 bytes an act.
 */
export async function readActs(sql: Sql, owner: OwnerId): Promise<ActColumns> {
  const { accounts, personOf, people, members } = await readAccounts(sql, owner)
  const works = new IdIndex()
  const networks: string[] = []
  const networkNo = new Map<string, number>()
  const columns = openColumns()
  const copy = `copy (select account_id, work_id, at, kind, direction, network from act
    where owner_id = '${owner}') to stdout (format binary)`
  await eachTuple(sql, copy, (bytes, view, start) => {
    const account = accounts.find(bytes, start + 4)
    const person = account < 0 ? -1 : personOf[account]!
    if (person < 0) return
    let at = start + 20
    let work = -1
    if (view.getInt32(at) === 16) {
      work = works.numberOf(bytes, at + 4)
      at += 20
    } else at += 4
    const t = (Number(view.getBigInt64(at + 4)) / 1000 + epoch2000) / dayMs
    const name = readText(bytes, at + 28, view.getInt32(at + 24))
    let network = networkNo.get(name)
    if (network === undefined) {
      network = networks.push(name) - 1
      networkNo.set(name, network)
    }
    push(columns, person, work, t, view.getInt16(at + 16), view.getInt16(at + 22), network)
  })
  const workTime = new Float64Array(works.size).fill(Number.NaN)
  const published = `copy (select work_id, published_at from work
    where owner_id = '${owner}' and published_at is not null) to stdout (format binary)`
  await eachTuple(sql, published, (bytes, view, start) => {
    const work = works.find(bytes, start + 4)
    if (work >= 0) workTime[work] = (Number(view.getBigInt64(start + 24)) / 1000 + epoch2000) / dayMs
  })
  return { ...trimmed(columns), people, members, networks, workTime }
}

async function readAccounts(sql: Sql, owner: OwnerId) {
  const rows = await sql<{ account_id: AccountId; person_id: string; is_self: boolean }[]>`
    select account_id, person_id, is_self from account where owner_id = ${owner} order by account_id`
  const selves = new Set(rows.filter(row => row.is_self).map(row => row.person_id))
  const programs = await programAccounts(sql, owner)
  const accounts = new IdIndex()
  const personOf = new Int32Array(rows.length)
  const people: string[] = []
  const personNo = new Map<string, number>()
  const several: (string[] | undefined)[] = []
  for (const row of rows) {
    const account = accounts.numberOf(idBytes(row.account_id), 0)
    if (selves.has(row.person_id) || programs.has(row.account_id)) personOf[account] = -1
    else {
      let person = personNo.get(row.person_id)
      if (person === undefined) {
        person = people.push(row.person_id) - 1
        personNo.set(row.person_id, person)
        // The first account met is the smallest, by which the person is called.
      } else (several[person] ??= [row.person_id]).push(row.account_id)
      personOf[account] = person
    }
  }
  const members = people.map((_, person) =>
    several[person] ? hash('md5', several[person].join(), 'base64url') : null,
  )
  return { accounts, personOf, people, members }
}

type Tuple = (bytes: Uint8Array, view: DataView, start: number) => void

/** Calls `tuple` for every row of a binary COPY; `start` is behind the field count. */
async function eachTuple(sql: Sql, copy: string, tuple: Tuple): Promise<void> {
  const stream = await sql.unsafe(copy).readable()
  let rest: Buffer = Buffer.alloc(0)
  let begun = false
  for await (const piece of stream as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = begun ? 0 : 19
    begun = true
    for (;;) {
      const end = endOfTuple(view, at)
      if (end < 0) break
      if (end > at + 2) tuple(bytes, view, at + 2)
      at = end
    }
    rest = bytes.subarray(at)
  }
}

/** Where the tuple at `at` ends; -1 when it is not all here. The trailer counts as an empty tuple. */
function endOfTuple(view: DataView, at: number): number {
  const size = view.byteLength
  if (at + 2 > size) return -1
  const fields = view.getInt16(at)
  let end = at + 2
  for (let i = 0; i < fields; i++) {
    if (end + 4 > size) return -1
    const length = view.getInt32(end)
    end += 4 + (length > 0 ? length : 0)
  }
  return end > size ? -1 : end
}

const textCache = new Map<number, string>()

/** A short ASCII text; the few there are (names of networks) are made into strings once. */
function readText(bytes: Uint8Array, at: number, length: number): string {
  let key = length
  for (let i = 0; i < length; i++) key = (Math.imul(key, 31) + bytes[at + i]!) | 0
  const known = textCache.get(key)
  if (known !== undefined && sameText(known, bytes, at, length)) return known
  const text = Buffer.from(bytes.subarray(at, at + length)).toString('latin1')
  if (textCache.size < 1000) textCache.set(key, text)
  return text
}

function sameText(text: string, bytes: Uint8Array, at: number, length: number): boolean {
  if (text.length !== length) return false
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== bytes[at + i]) return false
  return true
}

type Columns = Pick<ActColumns, 'size' | 'person' | 'work' | 't' | 'kind' | 'direction' | 'network'>

function openColumns(room = 1 << 16): Columns {
  return {
    size: 0,
    person: new Int32Array(room),
    work: new Int32Array(room),
    t: new Float64Array(room),
    kind: new Uint8Array(room),
    direction: new Uint8Array(room),
    network: new Uint8Array(room),
  }
}

function push(
  c: Columns,
  person: number,
  work: number,
  t: number,
  kind: number,
  direction: number,
  network: number,
): void {
  if (c.size === c.t.length) {
    const wider = openColumns(c.size * 2)
    wider.person.set(c.person)
    wider.work.set(c.work)
    wider.t.set(c.t)
    wider.kind.set(c.kind)
    wider.direction.set(c.direction)
    wider.network.set(c.network)
    Object.assign(c, wider, { size: c.size })
  }
  const i = c.size++
  c.person[i] = person
  c.work[i] = work
  c.t[i] = t
  c.kind[i] = kind
  c.direction[i] = direction
  c.network[i] = network
}

function trimmed(c: Columns): Columns {
  const { size } = c
  return {
    size,
    person: c.person.subarray(0, size),
    work: c.work.subarray(0, size),
    t: c.t.subarray(0, size),
    kind: c.kind.subarray(0, size),
    direction: c.direction.subarray(0, size),
    network: c.network.subarray(0, size),
  }
}
