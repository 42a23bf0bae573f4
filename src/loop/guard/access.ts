import { createHash, randomBytes, randomInt } from 'node:crypto'
import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'

const day = 24 * 3600 * 1000
const sessionDays = 90
/** Without characters that look alike. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

const digest = (secret: string) => createHash('sha256').update(secret).digest()

/** A new one-time code (40 bits, good for a day and for one use), as shown in the terminal: `K7QM-2XHD`. */
export async function newCode(ctx: Ctx): Promise<string> {
  const code = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
  const now = new Date(ctx.now())
  await ctx.store.sql`delete from one_time_code where expires_at < ${now}`
  await ctx.store.sql`
    insert into one_time_code (code_hash, route_owner, created_at, expires_at)
    values (${digest(code)}, ${ctx.owner}, ${now}, ${new Date(ctx.now() + day)})`
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Exchanges a code for a session; returns the token for the cookie. Throws Refusal('wrong-code'). */
export async function openSession(ctx: Ctx, code: string): Promise<{ token: string; maxAgeSeconds: number }> {
  const typed = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  const now = new Date(ctx.now())
  const used = await ctx.store.sql`
    delete from one_time_code where code_hash = ${digest(typed)} and route_owner = ${ctx.owner} and expires_at > ${now}`
  if (used.count === 0) throw new Refusal('wrong-code')
  await ctx.store.sql`delete from session where expires_at < ${now}`
  const token = randomBytes(32).toString('base64url')
  await ctx.store.sql`
    insert into session (token_hash, route_owner, created_at, expires_at)
    values (${digest(token)}, ${ctx.owner}, ${now}, ${new Date(ctx.now() + sessionDays * day)})`
  return { token, maxAgeSeconds: sessionDays * 24 * 3600 }
}

export async function isSession(ctx: Ctx, token: string | undefined): Promise<boolean> {
  if (!token || token.length > 100) return false
  const [row] = await ctx.store.sql`
    select 1 from session
    where token_hash = ${digest(token)} and route_owner = ${ctx.owner} and expires_at > ${new Date(ctx.now())}`
  return row !== undefined
}

export async function closeSession(ctx: Ctx, token: string): Promise<void> {
  await ctx.store.sql`delete from session where token_hash = ${digest(token)}`
}
