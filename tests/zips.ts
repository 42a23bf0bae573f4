import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = {
  name: string | Uint8Array
  content?: string | Uint8Array
  stored?: boolean
  /** General purpose flags: 0x800 UTF-8 names, 1 encrypted. */
  flags?: number
  /** Unix mode, for example 0o120777 for a link. */
  mode?: number
  crc?: number
  /** What the zip claims of the size when unpacked. */
  claims?: number
  /** Takes the packed bytes as they are, already deflated. */
  packed?: Uint8Array
  /** Sizes stand behind the data, as packers write them that stream: with a mark before them, or without. */
  follows?: 'marked' | 'bare'
  /** Points at the bytes of the entry with this index instead of its own. */
  sharesWith?: number
}

/** A zip with whatever an attacker or an old packer may write; ordinary writers refuse to. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? Buffer.from(entry.name) : Buffer.from(entry.name)
    const content = Buffer.from(entry.content ?? '')
    const packed = Buffer.from(entry.packed ?? (entry.stored ? content : deflateRawSync(content)))
    const crc = entry.crc ?? crc32(content)
    const size = entry.claims ?? content.length
    const method = entry.stored ? 0 : 8
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE((entry.flags ?? 0x800) | (entry.follows ? 8 : 0), 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(crc, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(name.length, 22)
    offsets.push(entry.sharesWith === undefined ? at : offsets[entry.sharesWith]!)
    if (entry.sharesWith === undefined) {
      const head = Buffer.from(common)
      if (entry.follows) head.fill(0, 10, 22)
      const behind = entry.follows ? common.subarray(10, 22) : Buffer.alloc(0)
      const mark = Buffer.from(entry.follows === 'marked' ? 'PK\u0007\u0008' : '', 'latin1')
      const entire = [Buffer.from('PK\u0003\u0004', 'latin1'), head, name, packed, mark, behind]
      parts.push(...entire)
      at += entire.reduce((sum, part) => sum + part.length, 0)
    }
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6)
    rest.writeUInt32LE(offsets.at(-1)!, 10)
    // Made by: Unix.
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1'), common, rest, name)
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}
