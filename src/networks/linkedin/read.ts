import type { RejectCode, Row, Source } from '../contract.ts'
import { rowsAt } from '../files/rows.ts'
import { NameBook } from './accounts.ts'
import { followRow, noteRow, uploadedContactRow } from './contacts.ts'
import { type Archive, archiveOf, type Line, linesOf, type Role } from './files.ts'
import { readMessages } from './messages.ts'
import { ownerOf } from './owner.ts'
import { postRow } from './posts-of-others.ts'
import { connectionRows, endorsementRow, invitationRow, recommendationRow, shareRow } from './rows.ts'

/**
 * The archive LinkedIn makes under Settings › Data privacy › Get a copy of your data: a small zip within minutes
 * (`Basic_…`), the whole a day later (`Complete_…`), CSV files with English headers in every language:
 *
 *     First Name,Last Name,URL,Email Address,Company,Position,Connected On
 *     結衣,佐藤,https://www.linkedin.com/in/yui-sato-bookbinder,yui@sato.example,さとう製本,製本家,08 Feb 2026
 *
 * Connections first: later files name people whom they give no address for. What the owner did to posts of others has
 * only a link; some links hold the author's address, and where it is that of somebody known, it is an act toward them.
 */
export async function* readArchive(source: Source): AsyncGenerator<Row> {
  const archive = await archiveOf(source)
  const owner = await ownerOf(archive)
  const book = new NameBook()
  if (owner.self) yield { ok: true, entry: owner.self }
  yield* each(archive, 'connections', line => connectionRows(line, book))
  yield* each(archive, 'invitations', line => [invitationRow(line, book)])
  yield* each(archive, 'endorsementsReceived', line => [endorsementRow(line, 'endorser', book)])
  yield* each(archive, 'endorsementsGiven', line => [endorsementRow(line, 'endorsee', book)])
  yield* each(archive, 'recommendationsReceived', line => [recommendationRow(line, 'toward', book)])
  yield* each(archive, 'recommendationsGiven', line => [recommendationRow(line, 'by', book)])
  for await (const run of readMessages(archive, owner, book)) for (const row of run) yield row
  yield* each(archive, 'shares', line => [shareRow(line)])
  const post = (act: 'like' | 'comment' | 'share' | 'bookmark') => (line: Line) => [
    postRow(line, act, owner, book),
  ]
  yield* each(archive, 'reactions', post('like'))
  yield* each(archive, 'comments', post('comment'))
  yield* each(archive, 'votes', post('like'))
  yield* each(archive, 'reposts', post('share'))
  yield* each(archive, 'savedItems', post('bookmark'))
  yield* each(archive, 'savedArticles', post('bookmark'))
  yield* each(archive, 'memberFollows', line => [followRow(line, book)])
  yield* each(archive, 'notes', line => [noteRow(line, book)])
  yield* each(archive, 'contacts', line => [uploadedContactRow(line)])
  // A company is nobody, and of an event only the name is told, not who was there.
  yield* each(archive, 'companyFollows', left('not-a-person'))
  yield* each(archive, 'events', left('no-author'))
}

const left = (why: RejectCode) => (line: Line) => [{ ok: false as const, where: line.where, why }]

async function* each(archive: Archive, role: Role, read: (line: Line) => Row[]): AsyncGenerator<Row> {
  for await (const line of linesOf(archive, role)) {
    if ('cell' in line) yield* rowsAt(line.where, () => read(line))
    else yield line
  }
}
