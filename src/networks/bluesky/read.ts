import type { AccountRef, Row, Source, SourceFile } from '../contract.ts'
import { textIn } from '../files/fields.ts'
import { headBytes } from '../files/head.ts'
import { plainText } from '../files/html-text.ts'
import { reject, rowsAt } from '../files/rows.ts'
import { oneLine } from '../files/text.ts'
import { isWhole, rootOf } from './car.ts'
import { blocksOf, decodedOf, indexRepo, isNode, type RepoIndex } from './index-repo.ts'
import { accountOf, rowsOfRecord } from './record.ts'

/**
 * A Bluesky repository (Settings › Account › Export my data; `repo.car`, or `com.atproto.sync.getRepo`): a CAR v1,
 * which is a row of blocks, each with its length and its SHA-256 before it. A block is DAG-CBOR: the signed commit with
 * the owner's DID, a node of the tree of keys, or a record:
 *
 *     {"$type": "app.bsky.feed.post", "text": "@yui.sato.example 糸綴じ、楽しみです", "createdAt": "2026-09-24T08:00:00.000Z",
 *      "reply": {"parent": {"uri": "at://did:plc:…/app.bsky.feed.post/3l4…", …}, …}, "facets": […]}
 *
 * Read twice: for the keys, then for the records, whatever their order. What stands in no tree was deleted.
 */
export async function* readRepo(source: Source): AsyncGenerator<Row> {
  for (const file of await reposIn(source)) yield* rowsOfRepo(file)
}

export async function isRepo(source: Source): Promise<boolean> {
  return (await reposIn(source)).length > 0
}

async function reposIn(source: Source): Promise<SourceFile[]> {
  const repos: SourceFile[] = []
  for (const file of source.files) {
    if (source.files.length > 1 && !/\.car$/i.test(file.path)) continue
    const start = await headBytes(file, 16 * 1024)
    const text = rootOf(start) ? Buffer.from(start).toString('latin1') : ''
    if (/did:(?:plc|web):/.test(text) && text.includes('rev')) repos.push(file)
  }
  return repos
}

async function* rowsOfRepo(file: SourceFile): AsyncGenerator<Row> {
  const index = await indexRepo(file)
  const { did, keys } = index
  if (did) yield { ok: true, entry: { kind: 'self', account: ownerOf(did, index) } }
  for await (const item of blocksOf(file)) {
    const where = `${file.path} block ${item.number}`
    if ('why' in item) {
      yield { ok: false, where, why: item.why }
      continue
    }
    const isSound = isWhole(item)
    if (!item.isCbor || (isSound && isNode(item.bytes))) continue
    yield* rowsAt(where, () => {
      const record = isSound ? decodedOf(item) : undefined
      if (!record) return [reject(where, 'unreadable')]
      const key = keys.find(item.digest)
      const rows = rowsOfRecord(record, { did: did ?? '', key: key ?? '', where })
      if (!rows) return []
      if (!did) return [reject(where, 'owner-unknown')]
      return key === undefined ? [reject(where, 'no-key')] : rows
    })
  }
}

function ownerOf(did: string, { profile }: RepoIndex): AccountRef {
  const name = oneLine(textIn(profile, 'displayName') ?? '')
  const note = plainText(textIn(profile, 'description') ?? '')
  return { ...accountOf(did), ...(name && { name }), ...(note && { note }) }
}
