import { SMALL_GROUP } from '../files/chat-owner.ts'
import { fieldsIn, isFields, textIn } from '../files/fields.ts'
import { jsonItems } from '../files/json-items.ts'
import { oneLine } from '../files/text.ts'
import { accountOf, isId, type User, type Workspace } from './workspace.ts'

type Seen = { profile?: object; team?: string; label?: string }

/**
 * Guests from other workspaces stand in no list of members. Who shares a direct message or a small room with the owner
 * is looked for in all messages, one of which may carry their profile, their workspace or a label (`<@U9|guest>`); of
 * whom nothing is told at all, the id is kept.
 */
export async function guestsOf(
  workspace: Workspace,
  own: ReadonlySet<string>,
  team: string,
): Promise<Map<string, User>> {
  const { users, rooms, days } = workspace
  const isOwner = (id: string) => own.has(users.get(id)?.account.key ?? '')
  const missing = new Map<string, Seen>()
  for (const { members = [] } of rooms.values()) {
    if (members.length > SMALL_GROUP || !members.some(isOwner)) continue
    for (const id of members) if (isId(id) && !users.has(id)) missing.set(id, {})
  }
  if (missing.size === 0) return new Map()
  for (const file of days) {
    if ([...missing.values()].every(({ profile }) => profile)) break
    for await (const found of jsonItems(file.open(), { arrays: [''] }))
      if (found.kind === 'item') look(found.value, missing)
  }
  return new Map(
    [...missing].map(([id, { profile, team: theirs, label }]) => {
      const account = accountOf(id, theirs ?? team, profile ?? { name: label ?? id })
      return [id, { account, isPerson: (profile as { is_bot?: unknown } | undefined)?.is_bot !== true }]
    }),
  )
}

function look(item: unknown, missing: Map<string, Seen>): void {
  const seen = missing.get(textIn(item, 'user') ?? '')
  if (seen && !seen.profile) {
    const profile = fieldsIn(item, 'user_profile')
    if (isFields(profile)) seen.profile = profile
    seen.team =
      textIn(profile, 'team') ?? textIn(item, 'user_team') ?? textIn(item, 'source_team') ?? seen.team
  }
  const words = textIn(item, 'text') ?? ''
  if (!words.includes('|')) return
  for (const [, id, label] of words.slice(0, 40_000).matchAll(/<@([A-Z0-9]{2,30})\|([^<>]{1,200})>/g)) {
    const named = missing.get(id!)
    if (named) named.label ??= oneLine(label!)
  }
}
