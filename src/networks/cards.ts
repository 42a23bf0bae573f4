import { hash } from 'node:crypto'
import type { When } from '#ledger/when.ts'
import type { AccountRef, Row, SourceFile } from './contract.ts'
import { rowsAt } from './files/rows.ts'
import { columnWord, type IsHead, isBlank, type TableRow, tableRows } from './files/table.ts'
import { tableWhen } from './files/table-when.ts'
import { foldedName, oneLine } from './files/text.ts'
import { extraOf, fieldsOf, type PersonColumns, personColumns, personOf } from './person-columns.ts'

/** Exchanges that are remembered so that two cards of one person from one day are one exchange. */
const REMEMBERED = 200_000

export type CardFormat = {
  isHead: IsHead
  /** Names of the columns with the day of the exchange; the first that is filled counts. */
  exchangedOn: readonly string[]
  /** Names of columns that are about the row, not about the person. */
  passedOver: readonly string[]
  /** Behind this column each one is a tag, and `1` says that the card carries it. */
  tagsAfter?: string
}

type Positions = {
  person: PersonColumns
  exchangedOn: readonly number[]
  known: ReadonlySet<number>
  tags: readonly number[]
}

/**
 * Business cards in a table, one a row: each exchange with a day is an act, and a card without a day is a person all
 * the same. One person's cards of several years are several rows: the same account as long as name and mail address stay.
 */
export async function* readCards(files: readonly SourceFile[], format: CardFormat): AsyncGenerator<Row> {
  const exchanges = new Set<string>()
  for (const file of files) {
    let positions: Positions | undefined
    for await (const row of tableRows(file, format.isHead)) {
      if ('ok' in row) {
        yield row
        continue
      }
      yield* rowsAt(row.line.where, () =>
        rowsOf(row, (positions ??= positionsOf(row.head, format)), exchanges),
      )
    }
  }
}

function* rowsOf({ head, line }: TableRow, at: Positions, exchanges: Set<string>): Generator<Row> {
  if (isBlank(line)) {
    yield { ok: false, where: line.where, why: 'empty' }
    return
  }
  const account = cardOf(head, line.cells, at)
  if (!account) {
    yield { ok: false, where: line.where, why: 'no-author' }
    return
  }
  const dated = at.exchangedOn.map(index => line.cells[index]?.trim() ?? '').find(Boolean) ?? ''
  const when = tableWhen(dated)
  const day = when && new Date(when.at).toISOString().slice(0, 10)
  const externalKey = `card:${hash('sha256', `${account.key}\u0000${day}`, 'hex').slice(0, 32)}`
  if (when && !exchanges.has(externalKey)) {
    if (exchanges.size < REMEMBERED) exchanges.add(externalKey)
    yield {
      ok: true,
      entry: { kind: 'act', act: 'card', direction: 'toward', when: dayOf(when), account, externalKey },
    }
    return
  }
  yield { ok: true, entry: { kind: 'account', account, ...(when && { asOf: dayOf(when) }) } }
  if (dated && !when) yield { ok: false, where: line.where, why: 'bad-date', detail: oneLine(dated, 40) }
}

/** An exchange is kept by its day, so that a file with times and one without tell of the same. */
function dayOf(when: When): When {
  const at = Math.floor(when.at / 86_400_000) * 86_400_000
  return { at, precision: 'day', zoneKnown: false }
}

function cardOf(
  head: readonly string[],
  cells: readonly string[],
  { person: columns, known, tags }: Positions,
): AccountRef | undefined {
  const person = personOf(cells, columns)
  const name = person.name ?? person.account.organization
  const keyed = person.keyed ?? name
  const mail = person.mails[0]
  if (!name && !mail) return undefined
  const extra = extraOf(head, cells, known, person.phones)
  const carried = tags.filter(index => cells[index]?.trim() === '1').map(index => oneLine(head[index]!))
  return {
    network: 'card',
    // Colleagues print info@ on their cards: an address is somebody's only together with the name.
    key: mail
      ? [mail, foldedName(keyed ?? '')].filter(Boolean).join(' ')
      : `name:${foldedName(keyed!)}:${foldedName(person.account.organization ?? '')}`,
    ...person.account,
    ...(name && { name }),
    ...((extra || carried.length > 0) && {
      extra: { ...extra, ...(carried.length > 0 && { タグ: carried.join('\n') }) },
    }),
  }
}

function positionsOf(head: readonly string[], format: CardFormat): Positions {
  const words = head.map(columnWord)
  // A card's web address is its company's: colleagues share it, so it names nobody.
  const person = new Map([...personColumns(head)].filter(([, role]) => role !== 'url'))
  const exchangedOn = format.exchangedOn.flatMap(name => {
    const index = words.indexOf(columnWord(name))
    return index === -1 ? [] : [index]
  })
  const after = format.tagsAfter ? words.lastIndexOf(columnWord(format.tagsAfter)) : -1
  const tags = after === -1 ? [] : words.map((_, index) => index).filter(index => index > after)
  const about = new Set(format.passedOver.map(columnWord))
  const passedOver = words.flatMap((word, index) => (about.has(word) ? [index] : []))
  // Telephone columns are kept under their own names too: which number is which is worth knowing.
  const fields = fieldsOf(person)
  return { person, exchangedOn, tags, known: new Set([...fields, ...exchangedOn, ...tags, ...passedOver]) }
}
