import type { SourceFile } from '../contract.ts'
import { BrokenFile } from './broken.ts'
import { DeepSplitter } from './json-deep.ts'
import type { BadWhy, Piece } from './json-split.ts'
import { JsonSplitter } from './json-split.ts'
import { utf8Bytes } from './text.ts'

export type JsonItem =
  | { kind: 'item'; key: string; index: number; value: unknown; path?: readonly string[] }
  | { kind: 'field'; key: string; value: unknown }
  | { kind: 'bad'; key: string; index: number; why: BadWhy; path?: readonly string[] }

export type JsonShape = {
  /** Keys of the top-level object whose arrays hold the items. A top-level array has the key ``. */
  arrays: readonly string[]
  /** Small fields beside them to be yielded too. */
  fields?: readonly string[]
  /** True for files of one object per line: each is an item with the key ``. */
  lines?: boolean
  /** Items lie so many containers deep, under whatever keys (`path`); `arrays` and `fields` say nothing then. */
  depth?: number
}

const LOOK = 4 * 1024 * 1024

/**
 * The items of a large JSON file, one by one, in the order of the file, without holding more than one of them.
 * An item that is no JSON, too deep (64) or too large (8 MB) is a `bad` value, and the next one follows. A file that
 * ends early gives its whole items and then one `truncated`. Integers beyond 2^53 come as strings, digit by digit.
 */
export async function* jsonItems(
  bytes: AsyncIterable<Uint8Array>,
  shape: JsonShape,
): AsyncIterable<JsonItem> {
  const { depth } = shape
  const splitter = depth === undefined ? new JsonSplitter(shape) : new DeepSplitter(shape, depth)
  try {
    for await (const chunk of utf8Bytes(bytes)) {
      for (const piece of splitter.push(chunk)) yield itemOf(piece)
      if (splitter.isDone) return
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    splitter.breakOff()
  }
  for (const piece of splitter.end()) yield itemOf(piece)
}

/**
 * The first items that can be read within the first 4 MB, to tell what a file is. Reads no further than it must, so
 * it costs little where items begin early, as they do.
 */
export async function firstItems(file: SourceFile, shape: JsonShape, most = 5): Promise<unknown[]> {
  return (await firstFound(file, shape, most)).map(({ value }) => value)
}

/** The same with the keys above them. */
export async function firstFound(
  file: SourceFile,
  shape: JsonShape,
  most = 5,
): Promise<Extract<JsonItem, { kind: 'item' }>[]> {
  const items: Extract<JsonItem, { kind: 'item' }>[] = []
  for await (const found of jsonItems(within(file.open(), LOOK), shape)) {
    if (found.kind === 'item') items.push(found)
    if (items.length >= most) break
  }
  return items
}

async function* within(bytes: AsyncIterable<Uint8Array>, most: number): AsyncIterable<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    yield chunk
    size += chunk.length
    if (size >= most) return
  }
}

function itemOf(piece: Piece): JsonItem {
  const { key, index } = piece
  const path = piece.path && { path: piece.path }
  if (piece.why) return { kind: 'bad', key, index, why: piece.why, ...path }
  try {
    const value: unknown = piece.hasLongNumber ? JSON.parse(piece.text, exactly) : JSON.parse(piece.text)
    return piece.isField ? { kind: 'field', key, value } : { kind: 'item', key, index, value, ...path }
  } catch {
    return { kind: 'bad', key, index, why: 'unreadable', ...path }
  }
}

function exactly(this: unknown, _key: string, value: unknown, ...rest: unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = (rest[0] as { source?: string } | undefined)?.source
  return source && /^-?\d+$/.test(source) ? source : value
}
