import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#ledger/refusal.ts'
import { type OutCtx, wireOf } from '#loop/guard/egress.ts'
import { openSecrets, sealSecrets } from '#loop/guard/seal.ts'
import { ownerLock } from '#loop/know/owner-lock.ts'
import { networkById } from '#networks/all.ts'
import { liveById } from '#networks/all-live.ts'
import {
  type Connected,
  HttpTrouble,
  type Live,
  type LiveAccount,
  LiveTrouble,
  type Wire,
} from '#networks/live.ts'
import type { Ctx } from '#store/ctx.ts'
import { transact } from '#store/transact.ts'
import { checkFields } from './live-fields.ts'
import { type LiveRow, liveByNo, sealedFor } from './live-row.ts'

/** `importNo`: connected. `signIn`: the owner has to say yes at the network's own page first. */
export type Connecting = { importNo: number } | { signIn: string; state: string }

const signInMinutes = 30
/** Connecting is something a person waits for. */
const connectSeconds = 60

/**
 * Connects a source with what was filled in, or begins signing in where the network wants that. `backTo`: the page to
 * come back to; without one the network shows a code. Throws Refusal when the network does not take it.
 */
export async function connectLive(
  ctx: OutCtx,
  kind: string,
  filledIn: Readonly<Record<string, string>>,
  backTo?: string,
): Promise<Connecting> {
  const live = liveOf(kind)
  const account = checkFields(live, filledIn)
  if (!live.signIn?.isNeeded(account)) return { importNo: await connectWith(ctx, live, account) }
  const state = randomBytes(24).toString('base64url')
  const { url, keep } = await asked(ctx, wire => live.signIn!.begin(wire, account, backTo, state))
  const now = new Date(ctx.now())
  await ctx.store.sql`
    delete from live_sign_in
    where owner_id = ${ctx.owner} and created_at < ${new Date(ctx.now() - signInMinutes * 60_000)}`
  await ctx.store.sql`
    insert into live_sign_in (owner_id, state_hash, kind, settings, secrets, created_at)
    values (${ctx.owner}, ${digest(state)}, ${kind}, ${ctx.store.sql.json(account.settings)},
      ${await sealSecrets(ctx, `sign-in ${state}`, { ...account.secrets, ...keep })}, ${now})`
  return { signIn: url, state }
}

/** The owner comes back from the network's page with `query` (a code). Each beginning is good for one end. */
export async function finishSignIn(
  ctx: OutCtx,
  state: string,
  query: Readonly<Record<string, string>>,
): Promise<{ importNo: number; kind: string }> {
  const [row] = await ctx.store.sql<{ kind: string; settings: Record<string, string>; secrets: Buffer }[]>`
    delete from live_sign_in
    where owner_id = ${ctx.owner} and state_hash = ${digest(state)}
      and created_at > ${new Date(ctx.now() - signInMinutes * 60_000)}
    returning kind, settings, secrets`
  const keep = row && (await openSecrets(ctx, `sign-in ${state}`, row.secrets))
  if (!row || !keep) throw new Refusal('live-sign-in')
  const live = liveOf(row.kind)
  const begun: LiveAccount = { settings: row.settings, secrets: {} }
  const { secrets } = await asked(ctx, wire => live.signIn!.finish(wire, begun, keep, query))
  return { importNo: await connectWith(ctx, live, { ...begun, secrets }), kind: row.kind }
}

/** Forgets the token; what was gathered stays, and the place to go on from. Throws Refusal('not-found'). */
export async function disconnectLive(ctx: OutCtx, importNo: number): Promise<void> {
  const row = await liveByNo(ctx.store.sql, ctx.owner, importNo)
  if (!row || row.state === 'disconnected') throw new Refusal('not-found')
  const secrets = await openSecrets(ctx, sealedFor(row.kind, row.self_key), row.secrets)
  await transact(ctx.store.sql, async tx => {
    await ownerLock(tx, ctx.owner)
    await tx`
      update live set state = 'disconnected', secrets = '', next_at = null, notice = null
      where owner_id = ${ctx.owner} and import_no = ${importNo}`
  })
  const leave = liveById(row.kind)?.leave
  if (leave && secrets)
    await leave(wireFor(ctx), { settings: row.settings, secrets }).catch(() =>
      ctx.log(`live ${row.kind} ${importNo}: the network did not take the token back`),
    )
}

/** Looks at a source as soon as may be; one that waits for a better time is not hurried past the network's wish. */
export async function followSoon(ctx: Ctx, importNo: number): Promise<void> {
  const row = await liveByNo(ctx.store.sql, ctx.owner, importNo)
  if (!row || row.state === 'disconnected') throw new Refusal('not-found')
  if (row.state !== 'following') throw new Refusal('live-connect-anew', { name: row.name })
  await ctx.store.sql`
    update live set next_at = ${new Date(ctx.now())}
    where owner_id = ${ctx.owner} and import_no = ${importNo} and state = 'following' and followed_at is not null
      and failures = 0`
}

/** The connected sources, in the order in which they were connected. */
export async function listLive(ctx: Ctx): Promise<LiveRow[]> {
  return ctx.store.sql<LiveRow[]>`
    select * from live where owner_id = ${ctx.owner} and state <> 'disconnected' order by import_no`
}

async function connectWith(ctx: OutCtx, live: Live, account: LiveAccount): Promise<number> {
  const connected = await asked(ctx, wire => live.connect(wire, account))
  return keepConnected(ctx, live, connected, {
    settings: { ...account.settings, ...connected.settings },
    secrets: { ...account.secrets, ...connected.secrets },
  })
}

/** The same account again: a new token for the same source, which goes on where it stood. */
async function keepConnected(
  ctx: Ctx,
  live: Live,
  { key, name }: Connected,
  account: LiveAccount,
): Promise<number> {
  const sealed = await sealSecrets(ctx, sealedFor(live.id, key), account.secrets)
  const now = new Date(ctx.now())
  return transact(ctx.store.sql, async tx => {
    const { owner } = ctx
    await ownerLock(tx, owner)
    const [known] = await tx<{ import_no: number }[]>`
      update live set settings = ${tx.json(account.settings)}, secrets = ${sealed}, name = ${name}, state = 'following',
        failures = 0, notice = null, next_at = ${now}
      where owner_id = ${owner} and kind = ${live.id} and self_key = ${key}
      returning import_no`
    if (known) return known.import_no
    const [next] = await tx<{ import_no: number }[]>`
      update owner set next_import_no = next_import_no + 1 where owner_id = ${owner}
      returning next_import_no - 1 as import_no`
    const importNo = next!.import_no
    await tx`
      insert into import (owner_id, import_no, status, phase, network, version, file_name, made_at, created_at, started_at,
        finished_at)
      values (${owner}, ${importNo}, 'done', 'finished', ${live.network}, ${networkById(live.network)?.version ?? 1},
        ${name}, ${now}, ${now}, ${now}, ${now})`
    await tx`
      insert into live (owner_id, import_no, kind, self_key, name, settings, secrets, state, next_at, created_at)
      values (${owner}, ${importNo}, ${live.id}, ${key}, ${name}, ${tx.json(account.settings)}, ${sealed}, 'following',
        ${now}, ${now})`
    return importNo
  })
}

/** Asks the network while a person waits: its troubles become sentences. */
async function asked<T>(ctx: OutCtx, ask: (wire: Wire) => Promise<T>): Promise<T> {
  try {
    return await ask(wireFor(ctx))
  } catch (error) {
    if (error instanceof HttpTrouble)
      throw error.kind === 'forbidden'
        ? new Refusal('live-address')
        : new Refusal('live-away', { why: error.message, kind: error.kind })
    if (!(error instanceof LiveTrouble)) throw error
    if (error.kind === 'token-lost') throw new Refusal('live-token')
    throw new Refusal(error.kind === 'refused' ? 'live-refused' : 'live-away', { why: error.message })
  }
}

const wireFor = (ctx: OutCtx): Wire => wireOf(ctx.egress, ctx.now, AbortSignal.timeout(connectSeconds * 1000))

function liveOf(kind: string): Live {
  const live = liveById(kind)
  if (!live) throw new Refusal('not-found')
  return live
}

const digest = (state: string) => createHash('sha256').update(state).digest()
