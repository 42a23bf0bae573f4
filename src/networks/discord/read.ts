/*
 * The package that Discord makes of everything an account did (Settings → Data & Privacy → Request all of my data):
 *
 *   Account/user.json             {"id": "9000…1", "username": "hanako", "relationships": [{"type": 1, "user": {…}}]}
 *   Messages/index.json           {"1100…1": "Direct Message with yui_sato#0", "1100…2": "general in Printers"}
 *   Messages/c1100…1/channel.json {"id": "1100…1", "type": "DM", "recipients": ["9000…1", "9000…2"]}
 *   Messages/c1100…1/messages.json [{"ID": 1200000000000000001, "Timestamp": "2026-09-01 05:02:11", "Contents": "…"}]
 *
 * Folders may be named in any language; before 2024 messages were CSV, before 2022 folders had no `c`. Only what the
 * owner wrote is in it. Ids are beyond what a number can hold; times are UTC.
 */

import { whenOfIso } from '#ledger/when.ts'
import type { AccountRef, Reader, Row, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { ownKeys } from '../files/chat-owner.ts'
import { csvReject, csvTable } from '../files/csv.ts'
import { textIn } from '../files/fields.ts'
import { jsonItems } from '../files/json-items.ts'
import { rowsAt } from '../files/rows.ts'
import { decoded } from '../files/text.ts'
import {
  type Channel,
  handleIn,
  isDirect,
  ownerOf,
  type Parts,
  partsOf,
  readObject,
  recipientsOf,
} from './package.ts'

const NAMED = 20
/** Direct messages that are looked at to find out whose package it is, where it does not say. */
const LOOKS = 200

type Written = { where: string; id?: string; at?: string; words: string }

export const reader: Reader = {
  async recognizes(source) {
    return (await partsOf(source)).channels.length > 0
  },

  async *read(source) {
    const parts = await partsOf(source)
    const own = ownKeys(source, 'discord')
    if (parts.user) {
      const read = await readObject(parts.user)
      if ('why' in read) yield { ok: false, where: parts.user.path, why: read.why }
      else {
        const { account, friends } = ownerOf(read.value)
        if (account) {
          own.add(account.key)
          yield { ok: true, entry: { kind: 'self', account } }
        }
        for (const account of friends) yield { ok: true, entry: { kind: 'account', account } }
      }
    }
    if (own.size === 0) for (const key of await commonKeys(parts)) own.add(key)
    const titles = await titlesOf(parts.index)
    for (const channel of parts.channels) yield* channelRows(channel, titles, own)
  },
}

/** Who is in every direct message is the owner. */
async function commonKeys({ channels }: Parts): Promise<string[]> {
  let common: string[] | undefined
  let count = 0
  for (const { channel } of channels.slice(0, LOOKS)) {
    const read = await readObject(channel)
    if ('why' in read || !isDirect(read.value)) continue
    const ids = recipientsOf(read.value)
    common = common ? common.filter(id => ids.includes(id)) : ids
    count++
  }
  return count > 1 && common?.length === 1 ? common : []
}

async function titlesOf(index: SourceFile | undefined): Promise<ReadonlyMap<string, unknown>> {
  const read = index && (await readObject(index))
  return new Map(read && 'value' in read ? Object.entries(read.value) : [])
}

async function* channelRows(
  { id, channel, messages }: Channel,
  titles: ReadonlyMap<string, unknown>,
  own: ReadonlySet<string>,
): AsyncGenerator<Row> {
  const read = await readObject(channel)
  if ('why' in read) return void (yield { ok: false, where: channel.path, why: read.why })
  const ids = isDirect(read.value) ? recipientsOf(read.value).filter(key => !own.has(key)) : []
  const other = ids.length === 1 ? bare(ids[0]!) : undefined
  const handle = handleIn(titles.get(id))
  // On an entry of its own: a list of channels that is missing must not change the acts.
  if (other && handle)
    yield { ok: true, entry: { kind: 'account', account: { ...other, name: handle, handle } } }
  for await (const written of messagesIn(messages)) {
    if ('ok' in written) yield written
    else if (isDirect(read.value) && !other)
      yield { ok: false, where: written.where, why: ids.length > 1 ? 'owner-unknown' : 'hidden-member' }
    else yield* rowsAt(written.where, () => rowsOf(written, other, own))
  }
}

function* rowsOf(
  { where, id, at, words }: Written,
  other: AccountRef | undefined,
  own: ReadonlySet<string>,
): Generator<Row> {
  if (!id || !/^\d{5,25}$/.test(id)) return void (yield { ok: false, where, why: 'no-key' })
  const found = at === undefined ? undefined : whenOfIso(at)
  if (!found) return void (yield { ok: false, where, why: at === undefined ? 'no-date' : 'bad-date' })
  const when = { ...found, zoneKnown: true }
  if (other) {
    const entry = {
      kind: 'act',
      act: 'message',
      direction: 'by',
      when,
      account: other,
      externalKey: `m:${id}`,
    } as const
    return void (yield { ok: true, entry })
  }
  const mentioned = new Set([...words.slice(0, 8_000).matchAll(/<@!?(\d{5,25})>/g)].map(match => match[1]!))
  const others = [...mentioned].filter(key => !own.has(key))
  if (others.length === 0 || others.length > NAMED) return void (yield { ok: false, where, why: 'own-act' })
  for (const key of others) {
    const externalKey = `m:${id}#mention=${key}`
    const account = bare(key)
    yield { ok: true, entry: { kind: 'act', act: 'mention', direction: 'by', when, account, externalKey } }
  }
}

async function* messagesIn(file: SourceFile): AsyncGenerator<Written | Extract<Row, { ok: false }>> {
  if (/\.json$/i.test(file.path)) {
    for await (const found of jsonItems(file.open(), { arrays: [''] })) {
      if (found.kind === 'field') continue
      const where = `${file.path} #${found.index + 1}`
      const { value } = found as { value?: unknown }
      if (found.kind === 'bad') yield { ok: false, where, why: found.why }
      else
        yield {
          where,
          id: textIn(value, 'ID'),
          at: textIn(value, 'Timestamp'),
          words: textIn(value, 'Contents') ?? '',
        }
    }
    return
  }
  try {
    for await (const { columns, items } of csvTable(decoded(file.open()), ['id', 'timestamp', 'contents'])) {
      for (const item of items) {
        const broken = csvReject(item, file.path)
        if (broken) yield broken
        else if ('cells' in item) {
          const cell = (name: string) => item.cells[columns.get(name) ?? -1] || undefined
          const where = `${file.path} line ${item.line}`
          yield { where, id: cell('id'), at: cell('timestamp'), words: cell('contents') ?? '' }
        }
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    yield { ok: false, where: file.path, why: 'truncated' }
  }
}

const bare = (key: string): AccountRef => ({ network: 'discord', key })
