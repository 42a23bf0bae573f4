import { ownKeyed } from '../card-keys.ts'
import { cardKey } from '../contact-fields.ts'
import type { AccountRef, Reader, Row, Source } from '../contract.ts'
import { rowAt } from '../files/rows.ts'
import { columnWord, hasTable, type IsHead, isBlank, tableFiles, tableRows } from '../files/table.ts'
import { extraOf, fieldsOf, personColumns, personOf } from '../person-columns.ts'

const words = (...names: string[]) => names.map(columnWord)
const english = words('First Name', 'Last Name', 'E-mail Address')
/** Google and others write some of the above too; these only Outlook writes. */
const englishMarks = words('Business Phone', 'Business Street', 'Home Phone', 'E-mail Display Name', 'Suffix')
const japanese = words('姓', '名', '電子メール アドレス')
const cards = words('名刺交換日', '名刺ID')

const isHead: IsHead = head =>
  (english.every(name => head.includes(name)) && englishMarks.some(name => head.includes(name))) ||
  (japanese.every(name => head.includes(name)) && !cards.some(name => head.includes(name)))

/** A form of address in English Outlook; how a mail address is shown; and what says nothing of the person. */
const notOfPerson = new Set(words('Title', '敬称'))
const passedOver = new Set(
  words(
    'E-mail Display Name',
    'E-mail 2 Display Name',
    'E-mail 3 Display Name',
    'E-mail Type',
    'E-mail 2 Type',
    'E-mail 3 Type',
    '電子メールの種類',
    '電子メールの表示名',
    'Initials',
    'Sensitivity',
    'Priority',
    'Private',
    '秘密度',
    '優先度',
    'プライベート',
  ),
)

/**
 * Outlook › Export to a file, in the language of the program, Shift_JIS or UTF-8:
 *
 *     First Name,Middle Name,Last Name,Title,Suffix,…,E-mail Address,E-mail 2 Address,…,Business Phone,…
 *     姓,名,会社名,役職,電子メール アドレス,勤務先 電話,携帯電話
 */
export const reader: Reader = {
  recognizes: source => hasTable(source, isHead),
  read: source => ownKeyed(() => contactsOf(source)),
}

async function* contactsOf(source: Source): AsyncGenerator<Row> {
  for (const file of tableFiles(source)) {
    for await (const row of tableRows(file, isHead)) {
      if ('ok' in row) yield row
      else if (isBlank(row.line)) yield { ok: false, where: row.line.where, why: 'empty' }
      else yield rowAt(row.line.where, () => contactRow(row.head, row.line.cells, row.line.where))
    }
  }
}

function contactRow(head: readonly string[], cells: readonly string[], where: string): Row {
  // `Title` would pass for a job title; Outlook has `Job Title` for that.
  const columns = personColumns(head.map(cell => (notOfPerson.has(columnWord(cell)) ? '' : cell)))
  const person = personOf(cells, columns)
  const name = person.name ?? person.account.organization
  if (!name && !person.mails[0] && !person.phones[0]) return { ok: false, where, why: 'empty' }
  const known = new Set(fieldsOf(columns))
  for (const [index, cell] of head.entries()) if (passedOver.has(columnWord(cell))) known.add(index)
  const extra = extraOf(head, cells, known, person.phones)
  const account: AccountRef = {
    network: 'contacts',
    key: cardKey(person.keyed ?? name, person.mails[0], person.phones[0]),
    ...person.account,
    ...(name && { name }),
    // In an address book a page stands with its person because the owner put it there.
    sameAs: (person.account.sameAs ?? []).map(each => ({ ...each, firm: true })),
    ...(extra && { extra }),
  }
  return { ok: true, entry: { kind: 'account', account } }
}
