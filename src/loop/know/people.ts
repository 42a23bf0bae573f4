import { accountIdOf, newId, type PersonId } from '#ledger/ids.ts'
import { mailboxOf } from '#ledger/mailbox.ts'
import { isCjk } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import { safeLink } from '#networks/files/links.ts'
import type { Ctx } from '#store/ctx.ts'
import type { Sql, Tx } from '#store/open.ts'
import { transact } from '#store/transact.ts'
import { urlKey } from './link-rules.ts'
import { factsChanged, ownerLock } from './owner-lock.ts'
import { refreshPeople } from './people-refresh.ts'

/** The person that an account (or a person's own id) belongs to today. Throws Refusal('not-found'). */
export async function personOf(sql: Sql | Tx, ctx: Ctx, id: string): Promise<PersonId> {
  const [row] = await sql<{ person_id: PersonId }[]>`
    select person_id from account where owner_id = ${ctx.owner} and account_id = ${id}`
  if (!row) throw new Refusal('not-found')
  return row.person_id
}

export type HandmadePerson = {
  name: string
  reading?: string
  organization?: string
  mail?: string
  url?: string
  note?: string
}

/** Adds somebody by hand, as an account of the network `hand` in the owner's own words. Returns the new person. */
export async function addPerson(ctx: Ctx, person: HandmadePerson): Promise<PersonId> {
  const mail = person.mail?.normalize('NFKC').trim().toLowerCase() ?? ''
  const url = safeLink(person.url)
  if (person.mail && !/^[^\s@]+@[^\s@]+$/.test(mail)) throw new Refusal('bad-request', { why: 'mail' })
  if (person.url && !url) throw new Refusal('bad-request', { why: 'url' })
  const key = newId(ctx.now())
  const id = accountIdOf('hand', key)
  const profile = { ...nameParts(person), organization: person.organization || undefined, url }
  const keys = [
    ...[mail, mailboxOf(mail)].flatMap(value => (value ? [{ kind: 'mail', value }] : [])),
    ...(url ? [{ kind: 'url', value: urlKey(url)! }] : []),
  ]
  await transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    const now = new Date(ctx.now())
    await tx`
      insert into account (owner_id, account_id, person_id, network, key, profile)
      values (${ctx.owner}, ${id}, ${id}, 'hand', ${key}, ${tx.json(profile as never)})`
    await tx`
      insert into account_seen (owner_id, account_id, import_no, as_of, profile)
      values (${ctx.owner}, ${id}, 0, ${now}, ${tx.json(profile as never)})`
    for (const { kind, value } of keys)
      await tx`
        insert into account_key (owner_id, kind, value, account_id, import_no, firm)
        values (${ctx.owner}, ${kind}, ${value}, ${id}, 0, true)`
    if (person.note) await insertNote(tx, ctx, id, person.note)
    await refreshPeople(tx, ctx.owner, [id], ctx.now())
    await factsChanged(tx, ctx.owner)
  })
  return personOf(ctx.store.sql, ctx, id)
}

/** `佐藤 結衣` and its reading are family name first; other names stay whole. */
function nameParts({ name, reading }: HandmadePerson) {
  const parts = name.trim().split(/[\s\u3000]+/)
  const kana = reading?.trim().split(/[\s\u3000]+/) ?? []
  if (isCjk(name) && parts.length === 2)
    return { familyName: parts[0], givenName: parts[1], familyReading: kana[0], givenReading: kana[1] }
  return { name: name.trim(), familyReading: kana.join(' ') || undefined }
}

export type Note = { noteId: string; text: string; createdAt: Date; updatedAt: Date; version: number }

/** Writes a note about a person. It hangs on one of their accounts, so that merging and splitting carry it along. */
export async function addNote(ctx: Ctx, personId: string, text: string): Promise<Note> {
  return transact(ctx.store.sql, async tx => {
    await personOf(tx, ctx, personId)
    return insertNote(tx, ctx, personId, text)
  })
}

async function insertNote(tx: Tx, ctx: Ctx, accountId: string, written: string): Promise<Note> {
  const now = new Date(ctx.now())
  const text = written.replaceAll('\u0000', '')
  const noteId = newId<string>(ctx.now())
  await tx`
    insert into note (owner_id, note_id, account_id, text, created_at, updated_at)
    values (${ctx.owner}, ${noteId}, ${accountId}, ${text}, ${now}, ${now})`
  return { noteId, text, createdAt: now, updatedAt: now, version: 1 }
}

/** Throws Refusal('precondition') when the note is no longer at `version`. */
export async function changeNote(ctx: Ctx, noteId: string, version: number, text: string): Promise<Note> {
  const [row] = await ctx.store.sql<Note[]>`
    update note set text = ${text.replaceAll('\u0000', '')}, version = version + 1, updated_at = ${new Date(ctx.now())}
    where owner_id = ${ctx.owner} and note_id = ${noteId} and version = ${version}
    returning note_id as "noteId", text, created_at as "createdAt", updated_at as "updatedAt", version`
  return row ?? (await noteIsElsewhere(ctx, noteId))
}

/** Throws Refusal('precondition') when the note is no longer at `version`. */
export async function removeNote(ctx: Ctx, noteId: string, version: number): Promise<void> {
  const gone = await ctx.store.sql`
    delete from note where owner_id = ${ctx.owner} and note_id = ${noteId} and version = ${version}`
  if (gone.count === 0) await noteIsElsewhere(ctx, noteId)
}

async function noteIsElsewhere(ctx: Ctx, noteId: string): Promise<never> {
  const [row] = await ctx.store.sql`select 1 from note where owner_id = ${ctx.owner} and note_id = ${noteId}`
  throw new Refusal(row ? 'precondition' : 'not-found')
}
