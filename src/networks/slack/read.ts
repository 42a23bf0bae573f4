/*
 * What the owners of a Slack workspace can export, and what slackdump makes in the same form:
 *
 *   users.json               [{"id": "U0YUI", "team_id": "T0ENISHI", "name": "yui", "profile": {"email": "…", …}}]
 *   channels.json, groups.json, mpims.json   [{"id": "C0PRINT", "name": "printing", "members": ["U0YUI", …]}]
 *   dms.json                 [{"id": "D0YUI", "members": ["U0YUI", "U0HANAKO"]}]
 *   printing/2026-09-29.json [{"type": "message", "user": "U0YUI", "ts": "1790589480.000100", "text": "<@U0HANAKO> …",
 *                              "thread_ts": "…", "parent_user_id": "U0HANAKO", "reactions": [{"name": "+1", "users": […]}]}]
 *
 * An Enterprise Grid has the same again under `teams/<workspace>/`. Day files are cut in the exporter's zone, so only
 * `ts` tells the time. The export does not say whose it is: the owner is known by their mail address, or is asked for.
 */

import type { AccountRef, Reader, Row, Source, SourceFile } from '../contract.ts'
import { answeredKey, askOwner, type Member, ownKeys, SMALL_GROUP } from '../files/chat-owner.ts'
import { jsonItems } from '../files/json-items.ts'
import { RoomActs, type RoomKind } from '../files/room-acts.ts'
import { rowsAt } from '../files/rows.ts'
import { guestsOf } from './guests.ts'
import { RoomReader } from './message.ts'
import { openWorkspace, type Room, rootsOf, type User, type Workspace } from './workspace.ts'

export const reader: Reader = {
  async recognizes(source) {
    return (await rootsOf(source)).size > 0
  },

  async asks(source) {
    const members = new Map<string, Member>()
    const unsettled: Workspace[] = []
    for (const [root, days] of await rootsOf(source)) {
      const workspace = await openWorkspace(source, root, days)
      if (ownersIn(workspace, source).length > 0) return []
      unsettled.push(workspace)
    }
    for (const { users } of unsettled)
      for (const { account, isPerson } of users.values())
        if (isPerson) members.set(account.key, { key: account.key, name: account.name ?? account.key })
    return askOwner(source, 'Slack', members.values())
  },

  async *read(source) {
    const own = ownKeys(source, 'slack')
    const roots = [...(await rootsOf(source))]
    // Who the owner is has to be known before the first act, and may stand in the last of the lists.
    const selves = new Map<string, AccountRef>()
    for (const [root, days] of roots) {
      for (const account of ownersIn(await openWorkspace(source, root, days), source))
        selves.set(account.key, account)
    }
    for (const account of selves.values()) {
      own.add(account.key)
      yield { ok: true, entry: { kind: 'self', account } }
    }
    const acts = new RoomActs(own)
    for (const [root, days] of roots) {
      const { bad, ...workspace } = await openWorkspace(source, root, days)
      yield* bad
      const team = teamOf(workspace.users)
      for (const [id, guest] of await guestsOf(workspace, own, team)) workspace.users.set(id, guest)
      yield* colleagues(workspace, own)
      yield* messageRows(workspace, team, acts, own)
    }
  },
}

/** The accounts of the owner, by what the ledger knows, by their answer, or by a mail address of theirs. */
function ownersIn({ users }: Workspace, source: Source): AccountRef[] {
  const keys = ownKeys(source, 'slack')
  const mails = ownKeys({ ...source, answers: {} }, 'mail')
  const answer = answeredKey(source)
  return [...users.values()]
    .filter(({ account, mail }) =>
      answer ? account.key === answer : keys.has(account.key) || (mail !== undefined && mails.has(mail)),
    )
    .map(({ account }) => account)
}

/** Those who share a direct message or a small room with the owner; a directory of a whole company is no acquaintance. */
function* colleagues({ users, rooms }: Workspace, own: ReadonlySet<string>): Generator<Row> {
  const told = new Set<string>()
  for (const { members = [] } of rooms.values()) {
    if (members.length > SMALL_GROUP) continue
    const inside = members.flatMap(id => users.get(id) ?? []).filter(({ isPerson }) => isPerson)
    if (!inside.some(({ account }) => own.has(account.key))) continue
    for (const { account } of inside) {
      if (own.has(account.key) || told.has(account.key)) continue
      told.add(account.key)
      yield { ok: true, entry: { kind: 'account', account } }
    }
  }
}

async function* messageRows(
  workspace: Workspace,
  team: string,
  acts: RoomActs,
  own: ReadonlySet<string>,
): AsyncGenerator<Row> {
  const { users, rooms, root, days } = workspace
  let folder: string | undefined
  let room: RoomKind = { kind: 'large' }
  let reading = new RoomReader(workspace, '', team)
  for (const file of inOrder(days)) {
    const name = file.path.slice(root.length).split('/')[0]!
    if (name !== folder) {
      folder = name
      const found = rooms.get(name)
      room = kindOf(found, users, own)
      reading = new RoomReader(workspace, found?.id ?? name, team)
    }
    for await (const found of jsonItems(file.open(), { arrays: [''] })) {
      if (found.kind === 'field') continue
      const where = `${file.path} #${found.index + 1}`
      if (found.kind === 'bad') yield { ok: false, where, why: found.why }
      else
        yield* rowsAt(where, () => {
          const message = reading.read(found.value, where)
          return 'ok' in message ? [message] : acts.rowsOf(message, room)
        })
    }
  }
}

const inOrder = (days: SourceFile[]) =>
  [...days].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))

function kindOf(
  room: Room | undefined,
  users: ReadonlyMap<string, User>,
  own: ReadonlySet<string>,
): RoomKind {
  if (own.size === 0) return { kind: 'unknown' }
  const members = room?.members ?? []
  const keys = members.map(id => users.get(id)?.account).filter(account => account !== undefined)
  const isIn = keys.some(account => own.has(account.key))
  if (room?.kind === 'dm' && isIn) {
    return { kind: 'one', other: keys.find(account => !own.has(account.key)) }
  }
  // What others say among themselves, in an export of everything, is not the owner's.
  return { kind: isIn && members.length <= SMALL_GROUP ? 'small' : 'large' }
}

/** The workspace most of its members belong to; the others are guests. */
function teamOf(users: ReadonlyMap<string, User>): string {
  const votes = new Map<string, number>()
  for (const { account } of users.values()) {
    const team = account.key.split('/')[0]!
    votes.set(team, (votes.get(team) ?? 0) + 1)
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}
