import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#store/ctx.ts'

/*
 * Tokens and passwords of the owner's networks, sealed with AES-256-GCM. The key is a file of its own in the data
 * directory (mode 600): a copy of the database alone opens nothing, and without the file only the tokens must be
 * entered anew.
 */

export type Secrets = Readonly<Record<string, string>>

const keyFile = 'secrets.key'
const ivBytes = 12
const tagBytes = 16

/** `of`: what the secrets belong to; sealed for one thing they cannot be opened for another. */
export async function sealSecrets(ctx: Ctx, of: string, secrets: Secrets): Promise<Buffer> {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(ctx), iv).setAAD(aad(ctx, of))
  return Buffer.concat([
    iv,
    cipher.update(JSON.stringify(secrets), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

/** Undefined when they cannot be opened: the key file is gone, or another one. */
export async function openSecrets(ctx: Ctx, of: string, sealed: Uint8Array): Promise<Secrets | undefined> {
  const key = await readKey(ctx)
  if (!key || sealed.length < ivBytes + tagBytes) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(aad(ctx, of))
      .setAuthTag(sealed.subarray(sealed.length - tagBytes))
    const open = [decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes)), decipher.final()]
    return JSON.parse(Buffer.concat(open).toString('utf8')) as Secrets
  } catch {
    return undefined
  }
}

const aad = (ctx: Ctx, of: string) => Buffer.from(`${ctx.owner} ${of}`)

async function keyOf(ctx: Ctx): Promise<Buffer> {
  const there = await readKey(ctx)
  if (there) return there
  // Written aside and linked into place: of two at once one wins, and nobody reads half a key.
  const path = join(ctx.dataDir, keyFile)
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(fresh, randomBytes(32), { mode: 0o600, flush: true })
  try {
    await link(fresh, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(fresh, { force: true })
  }
  const key = await readKey(ctx)
  if (!key) throw new Error(`${keyFile} in the data directory is not a key`)
  return key
}

async function readKey(ctx: Ctx): Promise<Buffer | undefined> {
  const key = await readFile(join(ctx.dataDir, keyFile)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return key?.length === 32 ? key : undefined
}
