import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = { path: string; text: string }

/**
 * A zip whose bytes depend on nothing but its entries and `at`: times are written as UTC, where a general library
 * writes the computer's local time. Deflate, UTF-8 names, no zip64 (entries below 4 GB).
 */
export function zipOf(entries: readonly ZipEntry[], at: number): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.path, 'utf8')
    const plain = Buffer.from(entry.text, 'utf8')
    const packed = deflateRawSync(plain)
    const shared = sharedFields(name, plain, packed, at)

    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    shared.copy(local, 4)
    parts.push(local, name, packed)

    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    shared.copy(central, 6)
    central.writeUInt32LE(offset, 42)
    directory.push(central, name)
    offset += 30 + name.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}

/** The 26 bytes that an entry and its line in the directory have in common (version needed … extra length). */
function sharedFields(name: Buffer, plain: Buffer, packed: Buffer, at: number): Buffer {
  const time = new Date(at)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(0x0800, 2)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt16LE(
    (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1),
    6,
  )
  fields.writeUInt16LE(
    ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
    8,
  )
  fields.writeUInt32LE(crc32(plain), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(plain.length, 18)
  fields.writeUInt16LE(name.length, 22)
  return fields
}
