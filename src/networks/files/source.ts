import { open, opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { Source, SourceFile } from '../contract.ts'
import { inflated } from './inflate.ts'
import { mediaListed } from './media.ts'
import { isFirstPiece, isPartOfSplit, refuseOtherArchive, TELLING } from './other-archives.ts'
import { formOf, openPacked, type Packed, packedName, trivial } from './packed.ts'
import { partsOf } from './parts.ts'
import { asOne, olderFirst, type Place, withPartsJoined } from './places.ts'
import { pieces } from './zip.ts'
import type { ZipLimits } from './zip-entries.ts'
import { hasZipMark } from './zip-mark.ts'
import { zipPlace } from './zip-place.ts'

export type OpenSource = {
  /** All of it as one list of files. */
  source: Source
  /** The same by what lies apart in it. */
  places: readonly Place[]
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
/** Zips of a folder that are opened, each a file held open; where there are more, those that lie at the top. */
const ZIPS = 500

/**
 * Opens what the owner brought: a folder (links are not followed), a zip, a tar, a gzipped file or a plain file, told by
 * content and not by name. The parts of an export that lie beside one another are one place, each other zip inside a
 * zip or a folder is a place of its own. Nothing is read whole and nothing is unpacked to the disk by its own names.
 * Throws Refusal: `file-gone`, `empty-file`, `broken-zip`, `encrypted-zip`, `dangerous-zip`, `split-zip`, `other-archive`,
 * `deep-zip`, `disk-full`, `too-large`. `name`: how the owner knows it, where the path does not say.
 */
export async function openSource(
  path: string,
  limits: ZipLimits = usualLimits,
  name = basename(path).normalize('NFC'),
): Promise<OpenSource> {
  try {
    return (await stat(path)).isDirectory()
      ? await openFolder(path, name, limits)
      : await openParts(await partsOf(path), name, limits)
  } catch (error) {
    throw refusalOf(error, name)
  }
}

async function openParts(paths: readonly string[], name: string, limits: ZipLimits): Promise<OpenSource> {
  if (paths.length === 1) return asSource(await openFile(paths[0]!, name, limits), name)
  return asSource(await openedAll(new Map(paths.map(path => [basename(path), path])), limits), name)
}

type Opened = { places: Place[]; bytes: number; close(): Promise<void> }

/** One after the other; what one of several cannot be opened for is told of that one. `paths`: by the name in the place. */
async function openedAll(paths: ReadonlyMap<string, string>, limits: ZipLimits): Promise<Opened> {
  const opened: Opened[] = []
  const places: Place[] = []
  let files = 0
  const close = async () => {
    for (const one of opened) await one.close()
  }
  for (const [inside, path] of paths) {
    const name = basename(path).normalize('NFC')
    try {
      const one = await openFile(path, name, limits)
      opened.push(one)
      files += one.places.reduce((sum, { source }) => sum + source.files.length, 0)
      if (files > limits.entries) throw tooLarge(limits)
      places.push(
        ...one.places.map(place => ({ ...place, path: place.path ? `${inside}/${place.path}` : inside })),
      )
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'too-large')
        places.push({ path: inside, source: { name, files: [] }, trouble: error })
      else {
        await close()
        throw error
      }
    }
  }
  return { places, bytes: opened.reduce((sum, { bytes }) => sum + bytes, 0), close }
}

/** Throws what is wrong where nothing of it could be opened. */
async function asSource(opened: Opened, name: string): Promise<OpenSource> {
  const places = olderFirst(withPartsJoined(opened.places))
  const trouble = places.every(place => place.trouble) ? places[0]?.trouble : undefined
  if (!trouble) return { source: asOne(name, places), places, bytes: opened.bytes, close: opened.close }
  await opened.close()
  throw trouble
}

async function openFile(path: string, name: string, limits: ZipLimits): Promise<Opened> {
  const handle = await open(path, 'r')
  try {
    const found = await handle.stat()
    if (!found.isFile()) throw new Refusal('file-gone', { name, why: 'not a file' })
    if (found.size === 0) throw new Refusal('empty-file', { name })
    const start = Buffer.alloc(TELLING)
    await handle.read(start, 0, TELLING, 0)
    refuseOtherArchive(start, name)
    const form = await formOf(handle, found.size)
    const isPart = hasZipMark(start) ? isFirstPiece(name) : isPartOfSplit(start, name)
    if (form === 'split' || (isPart && !(await zipPlace(handle, found.size))))
      throw new Refusal('split-zip', { name })
    if (form) {
      const packed = await openPacked(form, handle, found.size, name, limits)
      const places = placesIn(packed, name, found.mtimeMs)
      const close = async () => {
        await packed.close()
        await handle.close()
      }
      return { places, bytes: found.size, close }
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
      places: [{ path: '', source: { name, files: [file], madeAt: found.mtimeMs } }],
      bytes: found.size,
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function placesIn(packed: Packed, name: string, mtimeMs: number): Place[] {
  const placeOf = (path: string, { files, madeAt = mtimeMs }: Packed): Place => ({
    path,
    source: {
      name: path === '' ? name : basename(path),
      files: files.map(file => ({ ...file, open: () => guarded(file.open(), name) })),
      madeAt,
    },
  })
  const inside = packed.inside.map(one =>
    'packed' in one
      ? placeOf(one.path, one.packed)
      : { path: one.path, source: { name: basename(one.path), files: [] }, trouble: one.trouble },
  )
  return packed.files.length === 0 && inside.length > 0 ? inside : [placeOf('', packed), ...inside]
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
      if (!each.isFile() || trivial.test(inside)) continue
      if (files.length + media >= limits.entries) throw tooLarge(limits)
      if (packedName.test(each.name)) {
        zips.push(inside)
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
  if (files.length === 0 && zips.length === 0) throw new Refusal('empty-file', { name })
  const chosen = zips.length > ZIPS ? zips.filter(inside => !inside.includes('/')) : zips
  if (chosen.length > ZIPS) throw new Refusal('too-large', { limit: `${ZIPS} zip` })
  // Folders list themselves in any order; rows have to come in the same one each time.
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const packed = await openedAll(
    new Map(chosen.sort().map(inside => [inside.normalize('NFC'), join(root, inside)])),
    limits,
  )
  const loose = files.length > 0 ? [{ path: '', source: { name, files, madeAt } }] : []
  return asSource({ ...packed, places: [...loose, ...packed.places], bytes: bytes + packed.bytes }, name)
}

const tooLarge = ({ entries }: ZipLimits) => new Refusal('too-large', { limit: `${entries}` })

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
  // A zip in a zip is unpacked beside the system's own temporary files.
  if (code === 'ENOSPC') return new Refusal('disk-full')
  return /^E[A-Z]+$/.test(code) && !(error instanceof Refusal)
    ? new Refusal('file-gone', { name, why: code })
    : error
}
