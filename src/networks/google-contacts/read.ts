import { ownKeyed } from '../card-keys.ts'
import { birthdayOf, cardKey, mailOf, phoneOf } from '../contact-fields.ts'
import type { AccountRef, Row, SameAs, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { csvHeader, csvReject, csvTable, type Table } from '../files/csv.ts'
import { headText } from '../files/head.ts'
import { profileKey } from '../files/links.ts'
import { rowAt } from '../files/rows.ts'
import { decoded, oneLine } from '../files/text.ts'
import { fullName, isFamilyFirst, keyName, shownName } from '../names.ts'

/** Columns both eras are known by; which numbered columns follow depends on what the contacts have. */
const since2024 = ['first name', 'last name', 'labels'] as const
const before2024 = ['given name', 'family name', 'group membership'] as const

/**
 * Google Contacts › Export › Google CSV, and `Contacts/*.csv` in Takeout. Columns are numbered as far as the fullest
 * contact needs them:
 *
 *     First Name,Middle Name,Last Name,Phonetic First Name,…,Labels,E-mail 1 - Label,E-mail 1 - Value,…
 *     結衣,,佐藤,ゆい,…,* myContacts ::: 製本,* ,yui@sato.example,…
 */
export async function* readContacts(source: Source): AsyncGenerator<Row> {
  yield* ownKeyed(() => contactsOf(source))
}

async function* contactsOf(source: Source): AsyncGenerator<Row> {
  for (const file of source.files) {
    if (!(await isContacts(file, source.files.length === 1))) continue
    try {
      for await (const table of csvTable(decoded(file.open()), since2024, before2024))
        yield* rowsOf(table, file.path)
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      yield { ok: false, where: file.path, why: 'truncated', detail: error.message }
    }
  }
}

export async function hasContacts(source: Source): Promise<boolean> {
  for (const file of source.files) if (await isContacts(file, source.files.length === 1)) return true
  return false
}

async function isContacts(file: SourceFile, alone: boolean): Promise<boolean> {
  if (!alone && !/\.csv$/i.test(file.path)) return false
  const start = await headText(file, 8_192)
  // A header with all columns is 2 KB; where it stands, it is the first record.
  return /(?:first|given) name/i.test(start) && csvHeader(start, since2024, before2024) !== undefined
}

function* rowsOf({ columns, header, items }: Table, path: string): Generator<Row> {
  for (const item of items) {
    const reject = csvReject(item, path)
    const where = `${path} line ${item.line}`
    if (reject || !('cells' in item)) yield reject ?? { ok: false, where, why: 'empty' }
    else
      yield rowAt(where, () => {
        const account = accountOf(name => cell(item.cells, columns.get(name)), header, item.cells)
        return account
          ? { ok: true, entry: { kind: 'account', account } }
          : { ok: false, where, why: 'empty' }
      })
  }
}

const cell = (cells: readonly string[], index: number | undefined) =>
  index === undefined ? '' : (cells[index] ?? '')

function accountOf(
  value: (column: string) => string,
  header: readonly string[],
  cells: readonly string[],
): AccountRef | undefined {
  const first = (...columns: string[]) => oneLine(columns.map(value).find(Boolean) ?? '')
  const familyName = first('last name', 'family name')
  const givenName = first('first name', 'given name')
  const middle = first('middle name', 'additional name')
  const [prefix, suffix] = [first('name prefix'), first('name suffix')]
  const joined = fullName(familyName, givenName, middle)
  const organization = first('organization name', 'organization 1 - name')
  const other = organization || first('nickname')
  const parts = { family: familyName, given: givenName, middle, prefix, suffix }
  const name = shownName(first('name'), parts) || other
  // As contacts have always been known, whose export has no ids.
  const keyed = keyName(isFamilyFirst(joined) ? joined : first('name') || joined, suffix) || other
  const mails = numbered('e-mail', header, cells).map(mailOf)
  const phones = numbered('phone', header, cells).map(phoneOf)
  const links = numbered('website', header, cells).map(profileKey)
  const firstMail = mails.find(Boolean)
  if (!name && !firstMail && !phones.some(Boolean)) return undefined
  return {
    network: 'contacts',
    key: cardKey(keyed, firstMail, phones.find(Boolean)),
    ...stated({
      name,
      familyName,
      givenName,
      familyReading: first('phonetic last name', 'family name yomi'),
      givenReading: first('phonetic first name', 'given name yomi'),
      organization,
      title: first('organization title', 'organization 1 - title'),
      birthday: birthdayOf(value('birthday')),
      note: value('notes').trim(),
    }),
    sameAs: [...sameAs('mail', mails), ...sameAs('url', links)],
    extra: extraOf(phones, header, cells),
  }
}

/** All values of `E-mail 1 - Value`, `E-mail 2 - Value` …; one cell may hold several. */
function numbered(kind: string, header: readonly string[], cells: readonly string[]): string[] {
  const values: string[] = []
  for (const [index, column] of header.entries()) {
    const text = cells[index]
    if (text && column.endsWith('Value') && column.toLowerCase().startsWith(`${kind} `))
      values.push(...text.split(' ::: '))
  }
  return values
}

function sameAs(kind: SameAs['kind'], values: readonly (string | undefined)[]): SameAs[] {
  return [...new Set(values)].flatMap(value => (value ? [{ kind, value, firm: true }] : []))
}

/** Read into fields of their own, or only about how Google shows and sorts the contact. */
const read =
  /^(?:(?:first|last|given|family|middle|additional) name(?: yomi)?|phonetic (?:first|last) name|name|yomi name|file as|photo|notes|organization (?:1 - )?(?:name|title)|(?:e-mail|website) \d+ - (?:value|label|type)|__proto__)$/i

/** Telephone numbers in one form under `TEL`; every other filled column as it stood. */
function extraOf(
  phones: readonly (string | undefined)[],
  header: readonly string[],
  cells: readonly string[],
) {
  const extra = new Map<string, string>()
  const numbers = [...new Set(phones)].filter(Boolean)
  if (numbers.length > 0) extra.set('TEL', numbers.join('\n'))
  for (const [index, column] of header.entries()) {
    const text = cells[index]?.trim()
    const known = read.test(column) || (/^birthday$/i.test(column) && birthdayOf(text ?? '') !== undefined)
    if (text && column && !known) extra.set(column, text)
  }
  return extra.size > 0 ? Object.fromEntries(extra) : undefined
}

/** Only what is filled. */
function stated<T extends Record<string, string | undefined>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text)) as Partial<T>
}
