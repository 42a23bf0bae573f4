import { mailOf } from '../contact-fields.ts'
import type { AccountRef, SameAs, SelfEntry, Source, SourceFile } from '../contract.ts'
import { type Fields, fieldsIn, isFields, textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import { jsonItems } from '../files/json-items.ts'
import { profileKey } from '../files/links.ts'
import { conversations } from './conversations.ts'
import type { Archive, Role } from './files.ts'
import { accountOf, isId } from './people.ts'
import { jsonOfScript } from './script.ts'
import { inner } from './tweet.ts'
import { xWhen } from './when.ts'

/** Enough conversations to tell who is in all of them. */
const CONVERSATIONS = 50

/** `handle` in small letters. Undefined where the files do not say. */
export type Owner = {
  id?: string
  handle?: string
  self?: SelfEntry
  /** While an account is protected its posts are for its followers only. */
  wasProtectedAt(at: number): boolean
}

/** Whose archive this is: `account.js`, else the manifest, else the one who is in every conversation. */
export async function ownerOf(archive: Archive, source: Source): Promise<Owner> {
  const wasProtectedAt = await protection(archive)
  const account = inner((await firstOf(archive, 'account')) ?? {})
  const manifest = fieldsIn(await firstOf(archive, 'manifest'), 'userInfo')
  const old = await firstOf(archive, 'oldOwner')
  const id = textIn(account, 'accountId') ?? textIn(manifest, 'accountId') ?? textIn(old, 'id')
  const handle = textIn(account, 'username') ?? textIn(manifest, 'userName') ?? textIn(old, 'screen_name')
  const name =
    textIn(account, 'accountDisplayName') ?? textIn(manifest, 'displayName') ?? textIn(old, 'full_name')
  const ref = accountOf({ id, handle, name })
  if (!ref) {
    const known = source.own?.accounts.find(({ network, key }) => network === 'x' && !key.startsWith('id:'))
    return { id: await fromConversations(archive), handle: known?.key, wasProtectedAt }
  }
  const self: SelfEntry = { kind: 'self', account: { ...ref, ...(await described(archive, account, ref)) } }
  return { ...(isId(id) && { id }), handle: handle?.toLowerCase(), self, wasProtectedAt }
}

async function described(archive: Archive, account: Fields, ref: AccountRef): Promise<Partial<AccountRef>> {
  const profile = inner((await firstOf(archive, 'profile')) ?? {})
  const words = fieldsIn(profile, 'description') ?? profile
  const mail = mailOf(textIn(account, 'email') ?? '')
  const page = profileKey(textIn(words, 'website'))
  const note = plainText(textIn(words, 'bio') ?? '')
  const sameAs: SameAs[] = [...(ref.sameAs ?? [])]
  if (mail) sameAs.push({ kind: 'mail', value: mail, firm: true })
  if (page && !page.startsWith('t.co/')) sameAs.push({ kind: 'url', value: page, firm: true })
  return { sameAs, ...(note && { note }) }
}

async function firstOf(archive: Archive, role: Role): Promise<Fields | undefined> {
  for (const file of archive.get(role) ?? []) {
    // An object at the top (manifest, user_details) is read as a file of one line.
    const isList = role === 'account' || role === 'profile'
    for await (const found of jsonItems(jsonOfScript(file.open()), { arrays: [], lines: !isList }))
      if (found.kind === 'item' && isFields(found.value)) return found.value
  }
  return undefined
}

async function protection(archive: Archive): Promise<Owner['wasProtectedAt']> {
  const changes: { at: number; isProtected: boolean }[] = []
  for (const file of archive.get('protection') ?? [])
    for await (const found of jsonItems(jsonOfScript(file.open()), { arrays: [] })) {
      const change = found.kind === 'item' && isFields(found.value) ? inner(found.value) : undefined
      const when = xWhen(textIn(change, 'protectedAt') ?? '')
      if (when && changes.length < 1_000)
        changes.push({ at: when.at, isProtected: !/^un/i.test(textIn(change, 'action') ?? '') })
    }
  changes.sort((a, b) => a.at - b.at)
  // The history goes back six months: what was so before its first change is the opposite of it.
  return at => {
    const last = changes.findLast(change => change.at <= at)
    return last ? last.isProtected : changes.length > 0 && !changes[0]!.isProtected
  }
}

async function fromConversations(archive: Archive): Promise<string | undefined> {
  let everywhere: string[] | undefined
  let seen = 0
  const files: readonly SourceFile[] = [
    ...(archive.get('messages') ?? []),
    ...(archive.get('messageHeaders') ?? []),
  ]
  for (const file of files) {
    let last = ''
    for await (const { id } of conversations(jsonOfScript(file.open()))) {
      if (!/^\d+-\d+$/.test(id) || id === last) continue
      last = id
      const both = id.split('-')
      everywhere = everywhere ? everywhere.filter(each => both.includes(each)) : both
      if (++seen >= CONVERSATIONS) break
    }
  }
  return seen > 1 && everywhere?.length === 1 ? everywhere[0] : undefined
}
