import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '#ledger/refusal.ts'
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { inflated, shown } from './inflate.ts'
import { BLOCK, isTarHeader, tarFiles } from './tar.ts'
import { ownFile, plainTape, streamedTape } from './tar-tape.ts'
import { pieces, zipFiles } from './zip.ts'
import type { ZipLimits } from './zip-entries.ts'
import { hasZipMark } from './zip-mark.ts'
import { bytesAt, zipPlace } from './zip-place.ts'

/** Files that packers and systems add; no reason to look into an archive, none to refuse it. */
export const trivial = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i
/** More of them than this in one are somebody's collection, not the parts of an export. */
const INNER = 64
/** Notes, tables and address books may lie beside them; among more files they are something that somebody attached. */
const BESIDE = 500
/** At the top, or in the one folder around everything. */
const atTop = /^(?:[^/]+\/)?[^/]+\.(?:zip|tar|tgz|tar\.gz)$/i
/** Files that may be archives by their names. */
export const packedName = /\.(?:zip|tar|tgz|tar\.gz)$/i

export type Form = 'zip' | 'tar' | 'tar.gz'

/** What lies in one archive. `madeAt`: time of the newest entry, ms; undefined where packers left it out. */
export type FileList = { files: SourceFile[]; madeAt?: number | undefined }

export type Packed = FileList & {
  /** Archives in it that are opened too, or why they could not be: parts of an export, or exports in one bundle. */
  inside: readonly Inside[]
  close(): Promise<void>
}

export type Inside = { path: string; packed: Packed } | { path: string; trouble: Refusal }

/** What kind of archive an open file is, by its bytes. */
export async function formOf(handle: FileHandle, size: number): Promise<Form | 'split' | undefined> {
  const start = await bytesAt(handle, 0, BLOCK)
  if (isTarHeader(start)) return 'tar'
  if (start[0] === 0x1f && start[1] === 0x8b) return (await isPackedTar(handle, size)) ? 'tar.gz' : undefined
  const place = await zipPlace(handle, size)
  return place === 'split' ? 'split' : place || hasZipMark(start) ? 'zip' : undefined
}

async function isPackedTar(handle: FileHandle, size: number): Promise<boolean> {
  const packed = { path: '', name: '', packedSize: size }
  const open = { ratio: Infinity, ratioFrom: Infinity }
  const found: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of inflated(pieces(handle, 0, size, ''), 'gzip', packed, open, () => {})) {
      found.push(piece)
      length += piece.length
      if (length >= BLOCK) break
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  return isTarHeader(Buffer.concat(found).subarray(0, BLOCK))
}

/**
 * The files of a zip or tar, each unpacked only while it is read (of a packed tar once, to a file of our own). Of one
 * that holds little but archives these are opened too; what is deeper is refused by its name.
 */
export async function openPacked(
  form: Form,
  handle: FileHandle,
  size: number,
  name: string,
  limits: ZipLimits,
): Promise<Packed> {
  const outer = await listOf(form, handle, size, name, name, limits)
  const inside: Inside[] = []
  const close = async () => {
    for (const one of inside) if ('packed' in one) await one.packed.close()
    await outer.close()
  }
  try {
    const real = realFiles(outer, name)
    const archives = await archivesAmong(real)
    for (const file of archives) inside.push(...(await insideOf(file, name, limits)))
    const all = inside.reduce(
      (sum, one) => sum + ('packed' in one ? one.packed.files.length : 0),
      real.length,
    )
    if (all > limits.entries) throw new Refusal('dangerous-zip', { name, why: `> ${limits.entries} files` })
    const files = real.filter(file => !archives.includes(file))
    return { files, inside, madeAt: outer.madeAt, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** An archive in the archive, and of what lies in that in turn only the names. */
async function insideOf(file: SourceFile, name: string, limits: ZipLimits): Promise<Inside[]> {
  try {
    const packed = await inner(file, name, limits)
    const deeper = await archivesAmong(packed.files)
    const told = deeper.map(({ path }) => ({
      path: `${file.path}/${path}`,
      trouble: new Refusal('deep-zip', { name, inside: shown(`${file.path} → ${path}`) }),
    }))
    const files = packed.files.filter(each => !deeper.includes(each))
    if (files.length > 0) return [{ path: file.path, packed: { ...packed, files } }, ...told]
    await packed.close()
    return told
  } catch (error) {
    if (error instanceof Refusal) return [{ path: file.path, trouble: error }]
    throw error
  }
}

async function archivesAmong(files: readonly SourceFile[]): Promise<SourceFile[]> {
  const named = files.length === 1 ? files : files.filter(({ path }) => atTop.test(path))
  if (named.length > INNER || files.length - named.length > BESIDE) return []
  const found: SourceFile[] = []
  for (const file of named) if (await isArchive(file)) found.push(file)
  return found
}

async function isArchive(file: SourceFile): Promise<boolean> {
  const start = await beginningOf(file.open())
  if (hasZipMark(start) || isTarHeader(start)) return true
  return start[0] === 0x1f && start[1] === 0x8b && /\.(?:tgz|tar\.gz)$/i.test(file.path)
}

async function beginningOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const found: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of bytes) {
      found.push(piece)
      length += piece.length
      if (length >= BLOCK) break
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  return Buffer.concat(found).subarray(0, BLOCK)
}

/** Random access is needed to read an archive, so the packed one goes to a file of its own with a name of our own. */
async function inner(file: SourceFile, name: string, limits: ZipLimits): Promise<Packed> {
  const { handle, close } = await ownFile()
  try {
    const size = await copied(file, handle)
    const form = await formOf(handle, size)
    if (form === 'split') throw new Refusal('split-zip', { name })
    const list = await listOf(form ?? 'zip', handle, size, file.path, name, limits)
    const closeAll = async () => {
      await list.close()
      await close()
    }
    try {
      return { files: realFiles(list, name), inside: [], madeAt: list.madeAt, close: closeAll }
    } catch (error) {
      await list.close()
      throw error
    }
  } catch (error) {
    await close()
    if (error instanceof Refusal && error.code === 'broken-zip')
      throw new Refusal('broken-zip', { name, why: shown(file.path) })
    throw error
  }
}

/** As far as the file goes: an archive that ends early is read as one. */
async function copied(file: SourceFile, handle: FileHandle): Promise<number> {
  let size = 0
  try {
    for await (const chunk of file.open()) {
      await handle.write(chunk, 0, chunk.length, size)
      size += chunk.length
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  return size
}

function realFiles({ files }: FileList, name: string): SourceFile[] {
  const real = files.filter(file => !trivial.test(file.path))
  if (real.length === 0) throw new Refusal('empty-file', { name })
  return real
}

/** `path`: of the archive, in messages about what is missing of it. */
async function listOf(
  form: Form,
  handle: FileHandle,
  size: number,
  path: string,
  name: string,
  limits: ZipLimits,
): Promise<FileList & { close(): Promise<void> }> {
  const nothing = async () => {}
  if (form === 'zip') return { ...(await zipFiles(handle, size, path, name, limits)), close: nothing }
  if (form === 'tar')
    return { ...(await tarFiles(plainTape(handle, size), path, name, limits)), close: nothing }
  const store = await ownFile()
  try {
    const count = (out: number) => {
      if (out > limits.total) throw new Refusal('dangerous-zip', { name, why: `> ${limits.total} bytes` })
    }
    const packed = { path: shown(path), name, packedSize: size }
    const tape = streamedTape(
      inflated(pieces(handle, 0, size, path), 'gzip', packed, limits, count),
      store.handle,
    )
    try {
      return { ...(await tarFiles(tape, path, name, limits)), close: store.close }
    } finally {
      await tape.end()
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
