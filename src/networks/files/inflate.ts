import { crc32, createGunzip, createInflateRaw } from 'node:zlib'
import { Refusal } from '#ledger/refusal.ts'
import { BrokenFile } from './broken.ts'

export type InflateLimits = {
  /** Output over input beyond which a file is taken for a bomb, once it is larger than `ratioFrom` bytes. */
  ratio: number
  ratioFrom: number
}

export type Packed = {
  /** Path inside the source, for messages. */
  path: string
  /** Name of what the owner brought, for messages. */
  name: string
  packedSize: number
  /** What the container promises; checked at the end. A gzip checks itself. */
  promised?: { size: number; crc: number }
}

/** Deflate makes at most 1,032 bytes of one, so one step gives at most 17 MB. */
const STEP = 16 * 1024

/**
 * Unpacks a deflate stream piece by piece, counting what really comes out. What could be read is yielded before a
 * BrokenFile is thrown; a bomb is refused. Small steps keep what waits in memory small.
 */
export async function* inflated(
  input: AsyncIterable<Uint8Array>,
  kind: 'raw' | 'gzip',
  packed: Packed,
  limits: InflateLimits,
  count: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  const inflate = kind === 'raw' ? createInflateRaw() : createGunzip()
  let ready: Buffer[] = []
  let out = 0
  let crc = 0
  let failure: Error | undefined
  let wake = () => {}
  inflate.on('data', (piece: Buffer) => {
    out += piece.length
    ready.push(piece)
    try {
      if (out > limits.ratioFrom && out > packed.packedSize * limits.ratio) {
        throw new Refusal('dangerous-zip', {
          name: packed.name,
          why: `${shown(packed.path)}: ×${limits.ratio}`,
        })
      }
      count(out)
    } catch (error) {
      failure = error as Error
      inflate.destroy()
    }
  })
  inflate.on('error', error => {
    failure ??= new BrokenFile(packed.path, error.message)
    wake()
  })
  inflate.on('close', () => wake())
  const step = (act: (done: () => void) => void) =>
    new Promise<void>(resolve => {
      wake = resolve
      act(resolve)
    })
  const drained = () => {
    const pieces = ready
    ready = []
    for (const piece of pieces) crc = crc32(piece, crc)
    return pieces
  }
  try {
    for await (const chunk of input) {
      for (let at = 0; at < chunk.length && !failure; at += STEP) {
        await step(done => inflate.write(chunk.subarray(at, at + STEP), done))
        yield* drained()
      }
      if (failure) break
    }
    if (!failure) await step(done => inflate.on('end', done).end())
    yield* drained()
  } finally {
    inflate.destroy()
  }
  if (failure) throw failure
  if (packed.promised && packed.promised.size !== out) throw new BrokenFile(packed.path, 'size')
  if (packed.promised && packed.promised.crc !== crc) throw new BrokenFile(packed.path, 'CRC')
}

/** A name out of an archive, safe to show: no control or direction characters, at most 120 of them. */
export function shown(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�').slice(0, 120)
}
