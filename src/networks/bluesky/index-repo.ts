import { BytesWrapper, CidLinkWrapper, decode } from '@atcute/cbor'
import type { SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { type Fields, isFields, listIn, own, textIn } from '../files/fields.ts'
import { headBytes } from '../files/head.ts'
import { type Block, type CarItem, CarSplitter, isWhole, rootOf } from './car.ts'
import { RecordKeys } from './record-keys.ts'

/** Kinds of record that tell of people; the keys of others are not remembered. */
const wanted = /^(app\.bsky\.(?:feed\.(?:post|like|repost)|graph\.follow))\/([\w.~:-]{1,512})$/
const PROFILE = 'app.bsky.actor.profile'

export type RepoIndex = { did?: string; keys: RecordKeys; profile?: Fields }

/** What has to be known before the records can be read: whose they are, and under which keys they stand in the tree. */
export async function indexRepo(file: SourceFile): Promise<RepoIndex> {
  const index: RepoIndex = { keys: new RecordKeys() }
  const root = rootOf(await headBytes(file, 1_024))
  for await (const item of blocksOf(file)) {
    if ('why' in item || !item.isCbor) continue
    const isRoot = root !== undefined && Buffer.compare(root, item.digest) === 0
    const holdsProfile = !index.profile && textOf(item.bytes).includes(PROFILE)
    if (!(isRoot || holdsProfile || isNode(item.bytes)) || !isWhole(item)) continue
    const value = decodedOf(item)
    if (isRoot) index.did = didIn(value, 'did')
    else if (isNode(item.bytes)) addKeys(value, index.keys)
    else if (own(value, '$type') === PROFILE) index.profile = value
  }
  return index
}

const textOf = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length)

export async function* blocksOf(file: SourceFile): AsyncGenerator<CarItem> {
  const splitter = new CarSplitter()
  try {
    for await (const chunk of file.open()) yield* splitter.push(chunk)
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  yield* splitter.end()
}

export function decodedOf({ bytes }: Block): Fields | undefined {
  try {
    const value: unknown = decode(bytes)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function didIn(value: unknown, key: string): string | undefined {
  const did = textIn(value, key)
  return did && /^did:[a-z]+:[\w.:%-]{1,200}$/.test(did) ? did : undefined
}

/** A node of the tree is a map of `e` (entries) and `l` (left), in this order. */
export const isNode = (bytes: Uint8Array) => bytes[0] === 0xa2 && bytes[1] === 0x61 && bytes[2] === 0x65

/** Keys of a node share their beginnings: each says how much of the one before it takes over. */
function addKeys(node: Fields | undefined, keys: RecordKeys): void {
  let last = ''
  for (const entry of listIn(node, 'e')) {
    const [shared, rest, value] = [own(entry, 'p'), own(entry, 'k'), own(entry, 'v')]
    if (typeof shared !== 'number' || !(rest instanceof BytesWrapper) || !(value instanceof CidLinkWrapper))
      continue
    last = last.slice(0, shared) + Buffer.from(rest.buf).toString('latin1')
    const key = wanted.exec(last)?.[2]
    if (key) keys.add(value.bytes.subarray(4), key)
  }
}
