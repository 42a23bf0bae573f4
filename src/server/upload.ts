import { createWriteStream } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { newId } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Ctx } from '#store/ctx.ts'

/** Left for the database while an upload is kept, MB. */
const reserveMb = 500

/** Streams a request's body to a file of its own under the data directory and returns the path. */
export async function keepUpload(ctx: Ctx, request: Request): Promise<string> {
  if (!request.body) throw new Refusal('bad-request', { why: 'empty body' })
  const dir = join(ctx.dataDir, 'uploads')
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await roomFor(dir, Number(request.headers.get('content-length') ?? 0))
  const path = join(dir, newId(ctx.now()))
  try {
    await pipeline(
      Readable.fromWeb(request.body as ReadableStream<Uint8Array>),
      createWriteStream(path, { mode: 0o600, flush: true }),
    )
  } catch (error) {
    await rm(path, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? await noSpace(dir, 0) : error
  }
  return path
}

async function roomFor(dir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir)
  if (bavail * bsize < bytes + reserveMb * 2 ** 20) throw await noSpace(dir, bytes)
}

async function noSpace(dir: string, bytes: number): Promise<Refusal> {
  const { bavail, bsize } = await statfs(dir)
  const mb = (size: number) => Math.ceil(size / 2 ** 20)
  // The answer goes out by HTTP: the folder's own name, not where it lies.
  return new Refusal('no-space', {
    dir: basename(dir),
    needed: mb(bytes) + reserveMb,
    free: mb(bavail * bsize),
  })
}
