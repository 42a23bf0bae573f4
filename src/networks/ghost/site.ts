import { mailOf } from '../contact-fields.ts'
import type { AccountRef, Source, SourceFile } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { isFields, textIn } from '../files/fields.ts'
import { jsonItems } from '../files/json-items.ts'
import { profileKey } from '../files/links.ts'
import { oneLine } from '../files/text.ts'
import { memberAccount, ownMails } from './members.ts'
import type { Post } from './posts.ts'
import { postOf } from './posts.ts'
import { insideTables } from './tables.ts'

/** What rows of one table need of the others. `comments`: who wrote them, by id; the owner's own are `own`. */
export type Site = {
  home: string | undefined
  self: AccountRef | undefined
  isOwnerKnown: boolean
  posts: ReadonlyMap<string, Post>
  members: ReadonlyMap<string, AccountRef | 'own'>
  comments: ReadonlyMap<string, string>
}

/** Posts, members and comments beyond this are not told apart; their own rows are read all the same. */
const MOST = 200_000
const tables = ['comments', 'members', 'posts', 'roles', 'roles_users', 'users']

/** Looks through the file once: comments come before the posts and people they name. */
export async function siteOf(file: SourceFile, home: string | undefined, source: Source): Promise<Site> {
  const posts = new Map<string, Post>()
  const people = new Map<string, AccountRef>()
  const comments = new Map<string, string>()
  const users: Fields[] = []
  const roles: Fields[] = []
  const given: Fields[] = []
  for await (const found of jsonItems(insideTables(file), { arrays: tables })) {
    if (found.kind !== 'item' || !isFields(found.value)) continue
    const fields = found.value
    const id = textIn(fields, 'id')
    if (found.key === 'users' && users.length < 1_000) users.push(fields)
    if (found.key === 'roles' && roles.length < 100) roles.push(fields)
    if (found.key === 'roles_users' && given.length < 1_000) given.push(fields)
    if (id === undefined) continue
    if (found.key === 'posts' && posts.size < MOST) posts.set(id, postOf(fields, home))
    const member = textIn(fields, 'member_id')
    if (found.key === 'comments' && member && comments.size < MOST) comments.set(id, member)
    const account =
      found.key === 'members' && people.size < MOST ? memberAccount(name => textIn(fields, name)) : undefined
    if (account) people.set(id, account)
  }
  const staff = users.flatMap(user => mailOf(textIn(user, 'email') ?? '') ?? [])
  const own = new Set([...staff, ...ownMails(source)])
  const members = new Map(
    [...people].map(([id, account]) => [id, own.has(account.key) ? ('own' as const) : account]),
  )
  return {
    home,
    self: selfOf(users, roles, given, home),
    isOwnerKnown: own.size > 0,
    posts,
    members,
    comments,
  }
}

/** The user with the role Owner, or the only one. */
function selfOf(
  users: readonly Fields[],
  roles: readonly Fields[],
  given: readonly Fields[],
  home: string | undefined,
): AccountRef | undefined {
  const role = roles.find(each => textIn(each, 'name') === 'Owner')
  const link = role && given.find(each => textIn(each, 'role_id') === textIn(role, 'id'))
  const user = link
    ? users.find(each => textIn(each, 'id') === textIn(link, 'user_id'))
    : users.length === 1
      ? users[0]
      : undefined
  const mail = mailOf(textIn(user, 'email') ?? '')
  if (!mail) return undefined
  const pages = [profileKey(home), profileKey(textIn(user, 'website'))].filter(page => page !== undefined)
  return {
    network: 'mail',
    key: mail,
    name: oneLine(textIn(user, 'name') ?? '') || undefined,
    sameAs: [...new Set(pages)].map(value => ({ kind: 'url', value, firm: true })),
  }
}
