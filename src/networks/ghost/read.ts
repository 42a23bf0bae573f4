/*
 * Ghost gives two files. Settings → Import/Export → Export: the site as JSON, tables in alphabetical order:
 *
 *   {"db":[{"meta":{"exported_on":1788253200000,"version":"5.130.0"},"data":{
 *     "comments":[{"id":"c1","post_id":"p1","member_id":"m1","parent_id":null,"status":"published","html":"<p>…</p>","created_at":"…"}],
 *     "members":[…],"posts":[{"id":"p1","title":"…","slug":"open-studio","status":"published","published_at":"2026-09-01T00:00:00.000Z"}],
 *     "roles":[…],"roles_users":[…],"users":[{"id":"1","name":"縁 花子","email":"hanako@hanako.example"}]}}]}
 *
 * (comments and members only in a full backup), and Members → Export: a CSV of who subscribed,
 *
 *   id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers
 *
 * Neither says where the site lives.
 */

import type { Reader, Row, Source, SourceFile } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { isFields, textIn } from '../files/fields.ts'
import { headText } from '../files/head.ts'
import { jsonItems } from '../files/json-items.ts'
import { answeredSite, siteQuestions } from '../files/own-site.ts'
import { rowsAt } from '../files/rows.ts'
import { tableFiles, tableStart } from '../files/table.ts'
import { commentRow, likeRow } from './comments.ts'
import { isMembers, memberRow, memberRows } from './members.ts'
import { postRow } from './posts.ts'
import type { Site } from './site.ts'
import { siteOf } from './site.ts'
import { insideTables, isSite } from './tables.ts'

const LOOKS = 40

export const reader: Reader = {
  async recognizes(source) {
    return (await sitesOf(source)).length > 0 || (await membersOf(source)).length > 0
  },

  async asks(source) {
    return (await sitesOf(source)).length > 0 ? siteQuestions(source) : []
  },

  async *read(source) {
    for (const file of await sitesOf(source)) yield* siteRows(file, source)
    for (const file of await membersOf(source)) yield* memberRows(file, source)
  },
}

async function sitesOf(source: Source): Promise<SourceFile[]> {
  const found = []
  const candidates = source.files.filter(file => source.files.length === 1 || /\.json$/i.test(file.path))
  for (const file of candidates.slice(0, LOOKS)) if (isSite(await headText(file, 4096))) found.push(file)
  return found
}

async function membersOf(source: Source): Promise<SourceFile[]> {
  const found = []
  for (const file of tableFiles(source).slice(0, LOOKS))
    if (await tableStart(file, isMembers)) found.push(file)
  return found
}

type RowOf = (fields: Fields, site: Site, where: string, source: Source) => Row | undefined

const rowOf: Readonly<Record<string, RowOf>> = {
  posts: postRow,
  comments: commentRow,
  comment_likes: likeRow,
  members: (fields, { members }, where, source) =>
    members.get(textIn(fields, 'id') ?? '') === 'own'
      ? { ok: false, where, why: 'own-act' }
      : memberRow(fields, where, source),
}

async function* siteRows(file: SourceFile, source: Source): AsyncIterable<Row> {
  const site = await siteOf(file, answeredSite(source), source)
  if (site.self) yield { ok: true, entry: { kind: 'self', account: site.self } }
  for await (const found of jsonItems(insideTables(file), { arrays: Object.keys(rowOf) })) {
    if (found.kind === 'field') continue
    const where = `${file.path} ${found.key} #${found.index + 1}`
    if (found.kind === 'bad') yield { ok: false, where, why: found.why }
    else if (!isFields(found.value)) yield { ok: false, where, why: 'unreadable' }
    else {
      const { key, value } = found
      yield* rowsAt(where, () => {
        const row = rowOf[key]?.(value, site, where, source)
        return row ? [row] : []
      })
    }
  }
}
