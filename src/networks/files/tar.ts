import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { shown } from './inflate.ts'
import { mediaListed } from './media.ts'
import type { FileList } from './packed.ts'
import type { Tape } from './tar-tape.ts'
import { pieces } from './zip.ts'
import type { ZipLimits } from './zip-entries.ts'
import { dangerOfName, nameFrom } from './zip-name.ts'

export const BLOCK = 512
/** Of an entry that only carries the long name of the next one. */
const NAMES = 1024 * 1024

/** True when a block is the header of an entry: its checksum is that of its bytes. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < BLOCK || block[0] === 0) return false
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!
  return octalAt(block, 148, 8) === sum
}

/**
 * The files of a tar, of any dialect (v7, ustar, pax, GNU). Links and devices are refused like in a zip; what is no file
 * is passed over. `path`: of the tar, in messages about what is missing of it.
 * Throws Refusal: `dangerous-zip`, `empty-file`; what the tape throws on a disk that is full.
 */
export async function tarFiles(tape: Tape, path: string, name: string, limits: ZipLimits): Promise<FileList> {
  const found = new Map<string, SourceFile>()
  let next: Named = {}
  let madeAt = 0
  let total = 0
  let media = 0
  let count = 0
  let isCut = false
  for (;;) {
    const block = await tape.read(BLOCK)
    if (block.length < BLOCK || !isTarHeader(block)) {
      isCut = tape.isCut() || (block.length > 0 && block.some(byte => byte !== 0))
      break
    }
    if (++count > limits.entries) throw refused(name, `> ${limits.entries} files`)
    const kind = String.fromCharCode(block[156]! || 48)
    const size = next.size ?? sizeAt(block)
    const padded = Math.ceil(size / BLOCK) * BLOCK
    if (!(size >= 0 && size <= limits.total)) throw refused(name, `> ${limits.total} bytes`)
    if ('xgLK'.includes(kind)) {
      if (size > NAMES) throw refused(name, 'name')
      const text = (await tape.read(padded)).subarray(0, size)
      if (kind === 'x') next = { ...next, ...paxOf(text) }
      else if (kind === 'L') next.path = nameFrom(text.subarray(0, endOf(text, 0, size)))
      continue
    }
    const inside = cleaned(next.path ?? nameOf(block))
    next = {}
    const why = kindOfDanger(kind) ?? dangerOfName(inside)
    if (why) throw refused(name, `${shown(inside)}: ${why}`)
    const isFile = '07S'.includes(kind) && inside !== '' && !inside.endsWith('/')
    const isListed = isFile && (!isMedia(inside) || media++ < mediaListed)
    const place = await tape.pass(padded, isListed && !isMedia(inside))
    if (!isListed) continue
    total += size
    if (total > limits.total) throw refused(name, `> ${limits.total} bytes`)
    madeAt = Math.max(madeAt, octalAt(block, 136, 12) * 1_000 || 0)
    // As in a zip that was added to, the later one counts.
    found.delete(inside)
    found.set(inside, fileAt(inside, size, kind === 'S' ? undefined : place))
  }
  const files = [...found.values()].map(file => (isCut ? { ...file, cutZip: path } : file))
  return { files, madeAt: madeAt > 0 ? madeAt : undefined }
}

type Named = { path?: string; size?: number }
type Place = Awaited<ReturnType<Tape['pass']>>

/** Pictures and sparse files are listed and never opened. */
const fileAt = (path: string, size: number, place: Place): SourceFile => ({
  path,
  size,
  open: () => (place ? pieces(place.bytes, place.start, size, path) : nothing(path)),
})

// biome-ignore lint/correctness/useYield: it fails before the first piece.
async function* nothing(path: string): AsyncIterable<Uint8Array> {
  throw new BrokenFile(path, 'not kept')
}

const refused = (name: string, why: string) => new Refusal('dangerous-zip', { name, why })

const kindOfDanger = (kind: string): string | undefined =>
  '12'.includes(kind) ? 'link' : '346'.includes(kind) ? 'device' : undefined

const cleaned = (path: string) => path.replace(/^(?:\.\/+)+/, '').replace(/^\.$/, '')

function nameOf(block: Buffer): string {
  const name = nameFrom(block.subarray(0, endOf(block, 0, 100)))
  const isUstar = block.toString('latin1', 257, 263) === 'ustar\u0000'
  const prefix = isUstar ? nameFrom(block.subarray(345, endOf(block, 345, 500))) : ''
  return prefix ? `${prefix}/${name}` : name
}

function endOf(bytes: Buffer, from: number, to: number): number {
  const zero = bytes.indexOf(0, from)
  return zero < 0 || zero > to ? to : zero
}

/** `30 mtime=1350244992.023960108\n`, one after the other; the length counts itself. */
function paxOf(text: Buffer): Named {
  const found: Named = {}
  for (let at = 0; at < text.length; ) {
    const space = text.indexOf(0x20, at)
    const length = Number(text.toString('latin1', at, space < 0 ? at : space))
    if (!(length > 0) || at + length > text.length) break
    const field = text.toString('utf8', space + 1, at + length - 1)
    const equals = field.indexOf('=')
    const value = field.slice(equals + 1)
    if (field.startsWith('path=')) found.path = value.replaceAll('\\', '/').normalize('NFC')
    if (field.startsWith('size=') && /^\d{1,15}$/.test(value)) found.size = Number(value)
    at += length
  }
  return found
}

/** Octal digits, or from 8 GB on the number itself with the highest bit set. */
function sizeAt(block: Buffer): number {
  if (block[124] !== 0x80) return octalAt(block, 124, 12)
  const long = block.readBigUInt64BE(128)
  return long > BigInt(Number.MAX_SAFE_INTEGER) ? Number.NaN : Number(long)
}

function octalAt(block: Buffer, at: number, length: number): number {
  const text = block
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+/g, ' ')
    .trim()
  return text === '' ? 0 : /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN
}
