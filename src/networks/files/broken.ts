/**
 * A file inside a source ended before its end: cut off, or its bytes are not those that were packed. What could be
 * read came before; a reader turns this into one `truncated` reject and goes on with the next file.
 */
export class BrokenFile extends Error {
  readonly path: string

  constructor(path: string, why: string) {
    super(why)
    this.name = 'BrokenFile'
    this.path = path
  }
}
