import { mailOf } from '../contact-fields.ts'
import type { AccountRef, Row, Source, SourceFile } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import { columnWord, isBlank, tableRows } from '../files/table.ts'
import { oneLine } from '../files/text.ts'
import { whenOfGhost } from './posts.ts'

type Cell = (column: string) => string | undefined

/** Kept as they stood; what a member pays is in Stripe and not here. */
const kept = [
  'labels',
  'tiers',
  'products',
  'subscribed_to_emails',
  'complimentary_plan',
  'status',
  'deleted_at',
]

/** Columns grew with time; these were there from the first. */
export const isMembers = (words: readonly string[]) =>
  ['email', 'name', 'createdat'].every(word => words.includes(word)) &&
  (words.includes('subscribedtoemails') || words.includes('complimentaryplan'))

export async function* memberRows(file: SourceFile, source: Source): AsyncIterable<Row> {
  for await (const row of tableRows(file, isMembers)) {
    if ('ok' in row) {
      yield row
      continue
    }
    const { head, line } = row
    if (isBlank(line)) {
      yield { ok: false, where: line.where, why: 'empty' }
      continue
    }
    const words = head.map(columnWord)
    const cell: Cell = column => line.cells[words.indexOf(columnWord(column))]?.trim() || undefined
    yield followRow(cell, line.where, source)
  }
}

export function memberRow(fields: Fields, where: string, source: Source): Row {
  return followRow(column => textIn(fields, column), where, source)
}

/** Who subscribed follows the owner from that moment; the address was confirmed by mail. */
export function memberAccount(cell: Cell): AccountRef | undefined {
  const mail = mailOf(cell('email') ?? '')
  if (!mail) return undefined
  const extra = Object.fromEntries(
    kept.flatMap(column => {
      const text = oneLine(cell(column) ?? '')
      return text ? [[column, text]] : []
    }),
  )
  return {
    network: 'mail',
    key: mail,
    name: oneLine(cell('name') ?? '') || undefined,
    note: plainText(cell('note') ?? '') || undefined,
    sameAs: [{ kind: 'mail', value: mail, firm: true }],
    extra: Object.keys(extra).length > 0 ? extra : undefined,
  }
}

function followRow(cell: Cell, where: string, source: Source): Row {
  const account = memberAccount(cell)
  if (!account) return { ok: false, where, why: 'no-key' }
  if (ownMails(source).includes(account.key)) return { ok: false, where, why: 'own-act' }
  const date = cell('created_at')
  const when = whenOfGhost(date)
  if (!when) return { ok: false, where, why: date ? 'bad-date' : 'no-date' }
  const externalKey = `ghost:member:${cell('id')?.slice(0, 100) ?? account.key}`
  return { ok: true, entry: { kind: 'act', act: 'follow', direction: 'toward', when, account, externalKey } }
}

export function ownMails({ own }: Source): string[] {
  return (own?.accounts ?? []).flatMap(({ network, key }) => (network === 'mail' ? [key] : []))
}
