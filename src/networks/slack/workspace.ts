import { mailOf } from '../contact-fields.ts'
import type { AccountRef, Row, Source, SourceFile } from '../contract.ts'
import { fieldsIn, isFields, listIn, own, textIn } from '../files/fields.ts'
import { headText } from '../files/head.ts'
import { jsonItems } from '../files/json-items.ts'
import { oneLine } from '../files/text.ts'

/** Members and rooms that are remembered; the largest companies have some hundred thousand. */
const MEMBERS = 200_000
const ROOMS = 100_000

export type User = { account: AccountRef; mail?: string; isPerson: boolean }
export type Room = { id: string; kind: 'dm' | 'group' | 'channel'; members?: readonly string[] }
/** One folder with lists: the export itself, or `teams/<name>/` of an Enterprise Grid. */
export type Workspace = {
  root: string
  days: SourceFile[]
  users: Map<string, User>
  rooms: Map<string, Room>
}

const lists = {
  'channels.json': 'channel',
  'groups.json': 'channel',
  'mpims.json': 'group',
  'dms.json': 'dm',
} as const
const day = /^(.*\/)?([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/

/** Where the lists of members stand, each with its day files: paths only, nothing is opened but the lists' first bytes. */
export async function rootsOf(source: Source): Promise<Map<string, SourceFile[]>> {
  const roots = new Map<string, SourceFile[]>()
  for (const file of source.files) {
    const found = /^(.*\/)?(?:org_)?users\.json$/.exec(file.path)
    if (!found || file.path.includes('__MACOSX/')) continue
    if (roots.has(found[1] ?? '')) continue
    if (!/^\s*\[/.test(await headText(file, 1024))) continue
    const root = found[1] ?? ''
    const hasRooms = source.files.some(
      ({ path }) => path.startsWith(root) && path.slice(root.length) in lists,
    )
    if (hasRooms) roots.set(root, [])
  }
  if (roots.size === 0) return roots
  for (const file of source.files) {
    const found = day.exec(file.path)
    const days = found && roots.get(found[1] ?? '')
    if (days) days.push(file)
  }
  return roots
}

/** The members and rooms of one folder, and what in their lists cannot be read. */
export async function openWorkspace(
  source: Source,
  root: string,
  days: SourceFile[],
): Promise<Workspace & { bad: Row[] }> {
  const workspace: Workspace = { root, days, users: new Map(), rooms: new Map() }
  const bad: Row[] = []
  for (const file of source.files) {
    const name = file.path.startsWith(root) ? file.path.slice(root.length) : ''
    const isUsers = name === 'users.json' || name === 'org_users.json'
    if (!isUsers && !(name in lists)) continue
    for await (const found of jsonItems(file.open(), { arrays: [''] })) {
      if (found.kind === 'field') continue
      const where = `${file.path} #${found.index + 1}`
      if (found.kind === 'bad') bad.push({ ok: false, where, why: found.why })
      else if (!isFields(found.value)) bad.push({ ok: false, where, why: 'unreadable' })
      else if (!isId(textIn(found.value, 'id') ?? '')) bad.push({ ok: false, where, why: 'no-key' })
      else if (isUsers) addUser(workspace, found.value)
      else addRoom(workspace, found.value, lists[name as keyof typeof lists])
    }
  }
  return { ...workspace, bad }
}

function addUser({ users }: Workspace, value: unknown): void {
  const id = textIn(value, 'id')
  if (!id || !isId(id) || users.size >= MEMBERS) return
  const profile = fieldsIn(value, 'profile')
  const team = textIn(value, 'team_id') ?? textIn(profile, 'team') ?? ''
  const mail = mailOf(textIn(profile, 'email') ?? '')
  const isPerson = id !== 'USLACKBOT' && own(value, 'is_bot') !== true && own(value, 'is_app_user') !== true
  users.set(id, {
    account: accountOf(id, team, { ...(value as object), profile }, mail),
    isPerson,
    ...(mail && { mail }),
  })
}

/** Also of the snapshot of its author that a message may carry. */
export function accountOf(id: string, team: string, value: unknown, mail?: string): AccountRef {
  const profile = fieldsIn(value, 'profile') ?? value
  const handle = oneLine(textIn(value, 'name') ?? '')
  const name =
    oneLine(textIn(value, 'real_name') ?? textIn(profile, 'real_name') ?? '') ||
    oneLine(textIn(profile, 'display_name') ?? '') ||
    handle
  const title = oneLine(textIn(profile, 'title') ?? '')
  return {
    network: 'slack',
    key: `${team}/${id}`,
    ...(name && { name }),
    ...(handle && { handle }),
    ...(title && { title }),
    ...(mail && { sameAs: [{ kind: 'mail', value: mail, firm: true }] }),
  }
}

function addRoom({ rooms }: Workspace, value: unknown, kind: Room['kind']): void {
  const id = textIn(value, 'id')
  if (!id || !isId(id) || rooms.size >= ROOMS) return
  const members = listIn(value, 'members').filter(each => typeof each === 'string')
  const room: Room = { id, kind, ...(members.length > 0 && { members: members.slice(0, 50) }) }
  // A folder has the name of its room; direct messages have none.
  rooms.set(kind === 'dm' ? id : (textIn(value, 'name') ?? id), room)
}

export const isId = (text: string) => /^[A-Z0-9]{2,30}$/.test(text)
