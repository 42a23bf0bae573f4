import { isOwn } from '../attendees.ts'
import type { AccountRef, Row, Source, SourceFile } from '../contract.ts'
import { columnWord, hasTable, isBlank, tableFiles, tableRows } from '../files/table.ts'
import { tableWhen } from '../files/table-when.ts'
import { oneLine } from '../files/text.ts'
import { personColumns, personOf } from '../person-columns.ts'
import { memberOf } from './identity.ts'

/**
 * The list of members that Meetup gives to organisers: who is in the organiser's group and since when, separated by tabs, dates month
 * first. Joining is following; what they did at events stands in the lists of attendees:
 *
 *     Name	User ID	Title	Member ID	Location	Joined Group on	Last visited group on	…	URL of Member Profile
 *     Maya Lindqvist	user 1000001		1000001	Malmö	03/04/2024	09/28/2026	…	https://www.meetup.com/printers/members/1000001/
 */
const isHead = (words: readonly string[]) =>
  words.includes('name') &&
  words.includes('joinedgroupon') &&
  !words.includes('rsvp') &&
  ['memberid', 'lastvisitedgroupon', 'totalrsvps'].some(word => words.includes(word))

const left = new Set(['title', 'intro', 'photo'])

export const hasMembers = (source: Source): Promise<boolean> => hasTable(source, isHead)

export async function* readMembers(source: Source): AsyncGenerator<Row> {
  for (const file of tableFiles(source)) yield* rowsOfFile(file, source)
}

async function* rowsOfFile(file: SourceFile, { own }: Source): AsyncGenerator<Row> {
  for await (const row of tableRows(file, isHead)) {
    if ('ok' in row) {
      yield row
      continue
    }
    const { head, line } = row
    const words = head.map(columnWord)
    const cell = (word: string) => line.cells[words.indexOf(word)]?.trim() ?? ''
    const { where } = line
    if (isBlank(line)) {
      yield { ok: false, where, why: 'empty' }
      continue
    }
    const person = personOf(
      line.cells,
      new Map([...personColumns(head)].filter(([index]) => !left.has(words[index]!))),
    )
    const profile = cell('urlofmemberprofile')
    const identity = memberOf(cell('memberid') || cell('userid'), profile, person.keyed)
    if (!identity) {
      yield { ok: false, where, why: 'hidden-member' }
      continue
    }
    const account: AccountRef = { network: 'meetup', ...person.account, ...identity }
    const joined = cell('joinedgroupon')
    const when = tableWhen(joined, 'month-first')
    if (isOwn(account, own)) yield { ok: false, where, why: 'own-act' }
    else if (!when) {
      yield { ok: true, entry: { kind: 'account', account } }
      yield joined
        ? { ok: false, where, why: 'bad-date', detail: oneLine(joined, 40) }
        : { ok: false, where, why: 'no-date' }
    } else {
      const group = /meetup\.com\/(?:[a-z]{2}-[a-z]{2}\/)?([^/]+)\/members\//i
        .exec(profile)?.[1]
        ?.toLowerCase()
      const externalKey = `join:${group ? `${group}:` : ''}${account.key}`
      yield {
        ok: true,
        entry: { kind: 'act', act: 'follow', direction: 'toward', when, account, externalKey },
      }
    }
  }
}
