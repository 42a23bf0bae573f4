import { Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { HttpTrouble } from '#networks/live.ts'

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/**
 * The body unpacked, in pieces, up to `most` bytes of what comes out (and of what comes in). A bomb is cut at the
 * first byte over. `troubleOf` puts what went wrong below into the words of the egress.
 */
export async function* bodyBytes(
  raw: Readable,
  encodings: string | undefined,
  most: number,
  troubleOf: (error: unknown) => Error,
): AsyncGenerator<Uint8Array> {
  const steps = (encodings ?? '')
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity')
    .reverse()
  let stream: Readable = raw
  try {
    if (steps.length > 2 || !steps.every(name => Object.hasOwn(decoders, name)))
      throw new HttpTrouble('unreachable', 'The answer is packed in a way that nobody asked for.')
    if (steps.length > 0) stream = Readable.from(capped(raw, most))
    for (const name of steps) stream = unpacked(stream, decoders[name]!())
    yield* capped(stream, most)
  } catch (error) {
    throw troubleOf(error)
  } finally {
    stream.destroy()
    raw.destroy()
  }
}

async function* capped(stream: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > most) throw new HttpTrouble('large', `The answer is larger than ${most} bytes.`)
    yield piece
  }
}

function unpacked(packed: Readable, decoder: Transform): Readable {
  packed.on('error', error => decoder.destroy(error))
  decoder.on('close', () => packed.destroy())
  return packed.pipe(decoder)
}
