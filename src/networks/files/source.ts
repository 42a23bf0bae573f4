import { open, opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Source, SourceFile } from '../contract.ts'
import { inflated } from './inflate.ts'
import { mediaListed } from './media.ts'
import { partsOf } from './parts.ts'
import type { ZipLimits } from './zip.ts'
import { hasZipMark, openZip, pieces } from './zip.ts'

export type OpenSource = {
  source: Source
  /** Size of what the owner brought, as it lies on the disk. */
  bytes: number
  close(): Promise<void>
}

const MB = 1024 * 1024
export const usualLimits: ZipLimits = {
  entries: 500_000,
  ratio: 200,
  ratioFrom: 10 * MB,
  total: 64 * 1024 * MB,
}
const DEEPEST = 64

/**
 * Opens what the owner brought: a folder (links are not followed), a zip, a gzipped file or a plain file, told by
 * content and not by name. The parts of an export that lie beside one another are one source, and so are zips inside a
 * zip or a folder. Nothing is read whole and nothing is unpacked to the disk by its own names.
 * Throws Refusal: `file-gone`, `empty-file`, `broken-zip`, `encrypted-zip`, `dangerous-zip`, `too-large`.
 */
export async function openSource(path: string, limits: ZipLimits = usualLimits): Promise<OpenSource> {
  const name = basename(path).normalize('NFC')
  try {
    return (await stat(path)).isDirectory()
      ? await openFolder(path, name, limits)
      : await joined(await partsOf(path), name, limits)
  } catch (error) {
    throw refusalOf(error, name)
  }
}

/** Several zips as one: a file that stands in two of them is read from the first. */
async function joined(paths: readonly string[], name: string, limits: ZipLimits): Promise<OpenSource> {
  if (paths.length === 1) return openFile(paths[0]!, name, limits)
  const opened: OpenSource[] = []
  const close = async () => {
    for (const one of opened) await one.close()
  }
  try {
    for (const path of paths) opened.push(await openFile(path, basename(path).normalize('NFC'), limits))
  } catch (error) {
    await close()
    throw error
  }
  const files = new Map<string, SourceFile>()
  for (const { source } of opened)
    for (const file of source.files) if (!files.has(file.path)) files.set(file.path, file)
  const madeAt = Math.max(0, ...opened.map(({ source }) => source.madeAt ?? 0)) || undefined
  return {
    source: { name, files: [...files.values()], madeAt },
    bytes: opened.reduce((sum, { bytes }) => sum + bytes, 0),
    close,
  }
}

async function openFile(path: string, name: string, limits: ZipLimits): Promise<OpenSource> {
  const handle = await open(path, 'r')
  try {
    const found = await handle.stat()
    if (!found.isFile()) throw new Refusal('file-gone', { name, why: 'not a file' })
    if (found.size === 0) throw new Refusal('empty-file', { name })
    const start = Buffer.alloc(4)
    await handle.read(start, 0, 4, 0)
    if (hasZipMark(start)) {
      const zip = await openZip(handle, found.size, name, limits)
      const files = zip.files.map(file => ({ ...file, open: () => guarded(file.open(), name) }))
      const close = async () => {
        await zip.close()
        await handle.close()
      }
      const madeAt = zip.madeAt ?? found.mtimeMs
      return { source: { name, files, madeAt }, bytes: found.size, close }
    }
    const isGzip = start[0] === 0x1f && start[1] === 0x8b
    const inside = isGzip ? name.replace(/\.gz$/i, '') : name
    const plain = () => pieces(handle, 0, found.size, inside)
    const packed = { path: inside, name, packedSize: found.size }
    const count = (out: number) => {
      if (out > limits.total) throw new Refusal('dangerous-zip', { name, why: `> ${limits.total} bytes` })
    }
    const file: SourceFile = {
      path: inside,
      size: found.size,
      open: () => guarded(isGzip ? inflated(plain(), 'gzip', packed, limits, count) : plain(), name),
    }
    return {
      source: { name, files: [file], madeAt: found.mtimeMs },
      bytes: found.size,
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openFolder(root: string, name: string, limits: ZipLimits): Promise<OpenSource> {
  const files: SourceFile[] = []
  let bytes = 0
  let madeAt = 0
  const zips: string[] = []
  let media = 0
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    for await (const each of await opendir(folder)) {
      const inside = `${prefix}${each.name}`
      const full = join(folder, each.name)
      if (each.isDirectory() && depth < DEEPEST) await walk(full, `${inside}/`, depth + 1)
      if (!each.isFile()) continue
      if (files.length + media >= limits.entries)
        throw new Refusal('too-large', { limit: `${limits.entries}` })
      if (depth === 0 && /\.zip$/i.test(each.name)) {
        zips.push(full)
        continue
      }
      const { size, mtimeMs } = await stat(full)
      bytes += size
      madeAt = Math.max(madeAt, mtimeMs)
      if (isMedia(each.name) && media++ >= mediaListed) continue
      files.push({ path: inside.normalize('NFC'), size, open: () => guarded(wholeFile(full, inside), name) })
    }
  }
  await walk(root, '', 0)
  if (files.length === 0 && zips.length > 0) return joined(zips.sort(), name, limits)
  if (files.length === 0) throw new Refusal('empty-file', { name })
  // Folders list themselves in any order; rows have to come in the same one each time.
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return { source: { name, files, madeAt }, bytes, close: async () => {} }
}

async function* wholeFile(full: string, inside: string): AsyncIterable<Uint8Array> {
  const handle = await open(full, 'r')
  try {
    yield* pieces(handle, 0, (await handle.stat()).size, inside)
  } finally {
    await handle.close()
  }
}

/** A disk taken away in the middle of reading is told as such. */
async function* guarded(bytes: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    throw refusalOf(error, name)
  }
}

function refusalOf(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^E[A-Z]+$/.test(code) && !(error instanceof Refusal)
    ? new Refusal('file-gone', { name, why: code })
    : error
}
