import yauzl from 'yauzl'
import type { Bytes } from './zip-place.ts'

const WINDOW = 256 * 1024

/**
 * Reads the list of a zip by windows: the library asks for each of its entries twice, which by single reads of the disk
 * takes half a minute for 300,000 files.
 */
export class HandleReader extends yauzl.RandomAccessReader {
  readonly bytes: Bytes
  #window: Buffer = Buffer.alloc(0)
  #at = 0
  constructor(bytes: Bytes) {
    super()
    this.bytes = bytes
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    if (this.#copy(buffer, offset, length, position)) {
      process.nextTick(done, null, length)
      return
    }
    this.#fill(position, length).then(
      () =>
        this.#copy(buffer, offset, length, position)
          ? done(null, length)
          : done(new Error('unexpected end of file')),
      done,
    )
  }
  override close(done: (error: Error | null) => void): void {
    done(null)
  }
  #copy(buffer: Buffer, offset: number, length: number, position: number): boolean {
    const from = position - this.#at
    if (from < 0 || from + length > this.#window.length) return false
    this.#window.copy(buffer, offset, from, from + length)
    return true
  }
  async #fill(position: number, length: number): Promise<void> {
    const window = Buffer.allocUnsafe(Math.max(length, WINDOW))
    let size = 0
    while (size < window.length) {
      const { bytesRead } = await this.bytes.read(window, size, window.length - size, position + size)
      if (bytesRead === 0) break
      size += bytesRead
    }
    this.#window = window.subarray(0, size)
    this.#at = position
  }
}
