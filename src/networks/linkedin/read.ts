import type { Row, Source } from '../contract.ts'
import { NameBook } from './accounts.ts'
import { type Archive, archiveOf, type Line, linesOf, type Role } from './files.ts'
import { readMessages } from './messages.ts'
import { ownerOf } from './owner.ts'
import { connectionRows, endorsementRow, invitationRow, recommendationRow, shareRow } from './rows.ts'

/**
 * The archive LinkedIn makes under Settings › Data privacy › Get a copy of your data: a small zip within minutes
 * (`Basic_…`), the whole a day later (`Complete_…`), CSV files with English headers in every language:
 *
 *     First Name,Last Name,URL,Email Address,Company,Position,Connected On
 *     結衣,佐藤,https://www.linkedin.com/in/yui-sato-bookbinder,yui@sato.example,さとう製本,製本家,08 Feb 2026
 *
 * Connections first: later files name people whom they give no address for. What the owner did to posts whose authors
 * LinkedIn does not name is only counted. The address books that were once uploaded are other people's and stay closed.
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
  yield* each(archive, 'reactions', unnamed)
  yield* each(archive, 'comments', unnamed)
}

const unnamed = (line: Line): Row[] => [{ ok: false, where: line.where, why: 'no-author' }]

async function* each(archive: Archive, role: Role, read: (line: Line) => Row[]): AsyncGenerator<Row> {
  for await (const line of linesOf(archive, role)) {
    if ('cell' in line) yield* read(line)
    else yield line
  }
}
