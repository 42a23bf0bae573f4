import { hash } from 'node:crypto'
import type { ActKind } from '#ledger/kinds.ts'
import { type CardKeys, openCardKeys, ownKey } from '../card-keys.ts'
import type { AccountRef, Row, Source } from '../contract.ts'
import { rowsAt } from '../files/rows.ts'
import { isBlank, type TableRow, tableRows } from '../files/table.ts'
import { tableWhen } from '../files/table-when.ts'
import { foldedName, oneLine } from '../files/text.ts'
import { extraOf, fieldsOf, personOf } from '../person-columns.ts'
import { kindOfWord } from './kind-words.ts'
import { type Mapping, mappingOf } from './mapping.ts'
import { tableOf } from './table.ts'

/** Equal rows are told apart by a number, as long as so many different ones are remembered. */
const REMEMBERED = 500_000

export const isPeopleTable = async (source: Source): Promise<boolean> => (await tableOf(source)) !== undefined

/**
 * A table of the owner's own: guests, customers, members, contacts. Which column is what is asked (questions.ts) and
 * proposed (mapping.ts); without answers the proposals hold:
 *
 *     お名前,メールアドレス,会社,購入日,品名
 *     佐藤 結衣,yui@sato.example,さとう製本,2026/09/05,和綴じノート
 */
export async function* readTable(source: Source): AsyncGenerator<Row> {
  const table = await tableOf(source)
  if (!table) return
  const mapping = mappingOf(table, source)
  const keys = openCardKeys()
  for await (const row of tableRows(table.file, table.isHead)) {
    const account = 'ok' in row ? undefined : accountOf(row.head, row.line.cells, mapping)
    if (account) keys.look(account)
  }
  const counts = new Map<string, number>()
  for await (const row of tableRows(table.file, table.isHead)) {
    if ('ok' in row) yield row
    else yield* rowsAt(row.line.where, () => rowsOf(row, mapping, counts, keys))
  }
}

function* rowsOf(
  { head, line }: TableRow,
  mapping: Mapping,
  counts: Map<string, number>,
  keys: CardKeys,
): Generator<Row> {
  const { where, cells } = line
  if (isBlank(line)) {
    yield { ok: false, where, why: 'empty' }
    return
  }
  const told = accountOf(head, cells, mapping)
  // Father and son with one mailbox are two.
  const account =
    told && keys.isOfSeveral(told.key) ? { ...told, network: 'contacts', key: ownKey(told) } : told
  if (!account) {
    yield { ok: false, where, why: 'no-author' }
    return
  }
  const dated = cells[mapping.date ?? -1]?.trim() ?? ''
  const kind = kindOf(cells, mapping)
  if (!dated || mapping.kind === undefined) {
    yield { ok: true, entry: { kind: 'account', account } }
    return
  }
  const when = tableWhen(dated, mapping.dateOrder)
  if (!when || !kind) {
    yield { ok: true, entry: { kind: 'account', account } }
    const said = when ? (cells[mapping.kind as number] ?? '') : dated
    yield { ok: false, where, why: when ? 'unsupported' : 'bad-date', detail: oneLine(said, 40) }
    return
  }
  const row = digest(account.key, kind, mapping.direction, String(when.at), ...cells)
  const count = counts.get(row) ?? 0
  if (counts.size < REMEMBERED || count > 0) counts.set(row, count + 1)
  yield {
    ok: true,
    entry: {
      kind: 'act',
      act: kind,
      direction: mapping.direction,
      when,
      account,
      externalKey: count === 0 ? `row:${row}` : `row:${row}:${count}`,
    },
  }
}

function kindOf(cells: readonly string[], { kind }: Mapping): ActKind | undefined {
  return typeof kind === 'number' ? kindOfWord(cells[kind] ?? '') : kind
}

/** A mail address is an account of its own; a name without one is a card in an address book. */
function accountOf(
  head: readonly string[],
  cells: readonly string[],
  { person: columns, date, kind }: Mapping,
): AccountRef | undefined {
  const person = personOf(cells, columns)
  const name = person.name ?? person.account.organization
  const keyed = person.keyed ?? name
  const mail = person.mails[0]
  if (!name && !mail) return undefined
  const known = new Set([...fieldsOf(columns), ...[date, kind].filter(each => typeof each === 'number')])
  const extra = extraOf(head, cells, known, person.phones)
  const company = foldedName(person.account.organization ?? '')
  return {
    ...(mail
      ? { network: 'mail', key: mail }
      : { network: 'contacts', key: `name:${foldedName(keyed!)}${company && `:${company}`}` }),
    ...person.account,
    ...(name && { name }),
    ...(extra && { extra }),
  }
}

const digest = (...parts: string[]) => hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32)
