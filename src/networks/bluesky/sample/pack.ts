import { hash } from 'node:crypto'
import { CidLinkWrapper, encode, toBytes } from '@atcute/cbor'

type Repo = { did: string; records: Record<string, unknown> }

/** The sample as Bluesky would pack it: `repo.json` to `repo.car`, commit first, then the tree, then the records. */
export function pack(files: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const { did, records } = JSON.parse(new TextDecoder().decode(files['repo.json'])) as Repo
  return { 'repo.car': carOf(did, Object.entries(records)) }
}

export function carOf(
  did: string,
  records: readonly (readonly [key: string, record: unknown])[],
): Uint8Array {
  const leaves = [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, record]) => ({ key, ...blockOf(record) }))
  const { tree, nodes } = treeOf(leaves)
  const commit = blockOf({
    did,
    version: 3,
    data: tree.cid,
    rev: '3l4zq2zzzzz2z',
    prev: null,
    sig: toBytes(new Uint8Array(64)),
  })
  const header = encode({ version: 1, roots: [commit.cid] })
  const blocks = [commit, tree, ...nodes, ...leaves].flatMap(({ cid, bytes }) => [
    varint(36 + bytes.length),
    cid.bytes,
    bytes,
  ])
  return Uint8Array.from(Buffer.concat([varint(header.length), header, ...blocks]))
}

type Block = { cid: CidLinkWrapper; bytes: Uint8Array }
type Leaf = Block & { key: string }

/** Keys between which the next level hangs. */
const BRANCH = 4

/** Two levels, or one while it is short; how many a server makes depends on hashes of the keys and changes nothing here. */
function treeOf(leaves: readonly Leaf[]): { tree: Block; nodes: Block[] } {
  if (leaves.length <= BRANCH) return { tree: blockOf({ l: null, e: entriesOf(leaves, []) }), nodes: [] }
  const width = Math.max(BRANCH, Math.min(64, Math.ceil(Math.sqrt(leaves.length))))
  const nodes: Block[] = []
  const pivots: Leaf[] = []
  for (let at = 0; at <= leaves.length; at += width + 1) {
    if (at > 0) pivots.push(leaves[at - 1]!)
    nodes.push(blockOf({ l: null, e: entriesOf(leaves.slice(at, at + width), []) }))
  }
  const [first, ...others] = nodes
  return { tree: blockOf({ l: first!.cid, e: entriesOf(pivots, others) }), nodes }
}

function entriesOf(leaves: readonly Leaf[], right: readonly Block[]) {
  return leaves.map(({ key, cid }, index) => {
    const before = leaves[index - 1]?.key ?? ''
    let shared = 0
    while (shared < before.length && before[shared] === key[shared]) shared++
    return { k: toBytes(Buffer.from(key.slice(shared))), p: shared, t: right[index]?.cid ?? null, v: cid }
  })
}

function blockOf(value: unknown): Block {
  const bytes = encode(value)
  const digest = hash('sha256', bytes, 'buffer')
  return { bytes, cid: new CidLinkWrapper(Uint8Array.from([1, 0x71, 0x12, 32, ...digest])) }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) | 128 : rest)
    if (rest < 128) return Uint8Array.from(bytes)
  }
}
