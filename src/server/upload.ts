import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, statfs, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { wholeOf } from '#ledger/file-names.ts'
import { newId } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import { uploadFolder } from '#loop/gather/own-copy.ts'
import type { Ctx } from '#store/ctx.ts'

/** Left for the database while an upload is kept, MB. */
const reserveMb = 500

/** Of a folder or an export in several zips: which it is, and the file's path in it. */
export type InSet = { set: string; name: string }

/**
 * Streams a request's body to a file of its own under the data directory and returns the path. With `inSet` the file lies in
 * the set's folder, under its own path there. `modified`: when the file was last changed, ms since 1970.
 */
export async function keepUpload(
  ctx: Ctx,
  request: Request,
  { inSet, modified }: { inSet?: InSet; modified?: number } = {},
): Promise<string> {
  if (!request.body) throw new Refusal('bad-request', { why: 'empty body' })
  const dir = uploadFolder(ctx)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await roomFor(dir, Number(request.headers.get('content-length') ?? 0))
  const path = inSet ? join(setFolder(ctx, inSet.set), ...stepsOf(inSet.name)) : join(dir, newId(ctx.now()))
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(
      Readable.fromWeb(request.body as ReadableStream<Uint8Array>),
      createWriteStream(path, { mode: 0o600, flush: true }),
    )
    if (modified !== undefined) await utimes(path, new Date(), new Date(modified))
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // The name of another file or folder of the set stands in its place, which stays.
    if (collisions.has(code)) throw new Refusal('bad-request', { why: 'name' })
    await rm(path, { force: true })
    throw code === 'ENOSPC' ? await noSpace(dir, 0) : error
  }
  return path
}

/**
 * What an import of a set reads: its folder; of the zips of one export any leads to the others, and then the export is the
 * same as if it were brought from where it lies. `kept`: the last of its files.
 */
export async function pathOfSet(ctx: Ctx, set: string, kept: string): Promise<string> {
  const folder = setFolder(ctx, set)
  const whole = wholeOf(basename(kept))
  const isOneExport = whole !== undefined && (await readdir(folder)).every(name => wholeOf(name) === whole)
  return isOneExport ? kept : folder
}

export const setFolder = (ctx: Ctx, set: string) => join(uploadFolder(ctx), set)

const deepest = 32
const collisions = new Set(['EEXIST', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'])

/** The path of a file inside a folder that a browser names. Throws Refusal('bad-request') on one that leads elsewhere. */
function stepsOf(name: string): string[] {
  const steps = name.split(/[\\/]/).filter(step => step !== '' && step !== '.')
  const isWrong = (step: string) =>
    step === '..' || Buffer.byteLength(step) > 255 || /[\u0000-\u001f\u007f:]/.test(step)
  if (steps.length === 0 || steps.length > deepest || steps.some(isWrong))
    throw new Refusal('bad-request', { why: 'name' })
  return steps
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
