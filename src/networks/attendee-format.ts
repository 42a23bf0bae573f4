import type { AccountRef } from './contract.ts'
import { columnWord } from './files/table.ts'
import type { DateOrder } from './files/table-when.ts'
import { type PersonColumns, personColumns } from './person-columns.ts'

export type AttendeeField =
  | 'user'
  | 'profile'
  | 'status'
  | 'attendance'
  | 'attendedAt'
  | 'appliedAt'
  | 'eventName'
  | 'eventDate'
  | 'eventId'

/** What a visitor's row says, to tell who it is: `cell` by field, and what the usual columns of a person gave. */
export type Visitor = {
  cell: (field: AttendeeField) => string
  name: string | undefined
  mail: string | undefined
}

export type AttendeeFormat = {
  network: string
  /** `words`: the header's names by `columnWord`. */
  isHead(words: readonly string[]): boolean
  /** Names a column may have; the first that is there counts. */
  fields: Partial<Record<AttendeeField, readonly string[]>>
  /** Columns that would pass for a person's and are none. */
  notOfPerson?: readonly string[]
  identity(visitor: Visitor): Pick<AccountRef, 'key' | 'handle' | 'url' | 'sameAs'> | undefined
  eventUrl?(id: string): string
  dateOrder?: DateOrder
}

export type AttendeeColumns = {
  at: Partial<Record<AttendeeField, number>>
  person: PersonColumns
}

export function attendeeColumns(head: readonly string[], format: AttendeeFormat): AttendeeColumns {
  const words = head.map(columnWord)
  const at: AttendeeColumns['at'] = {}
  for (const [field, names] of Object.entries(format.fields) as [AttendeeField, readonly string[]][]) {
    const index = names.map(name => words.indexOf(columnWord(name))).find(found => found !== -1)
    if (index !== undefined) at[field] = index
  }
  const taken = new Set<number | undefined>(Object.values(at))
  const others = new Set((format.notOfPerson ?? []).map(columnWord))
  const person = new Map(
    [...personColumns(head)].filter(([index]) => !taken.has(index) && !others.has(words[index]!)),
  )
  return { at, person }
}

/** Sites that tell visitors by nothing but a mail address, often the one who ordered for all: that and the name. */
export function byMailOrName({ mail, name }: Visitor): { key: string } | undefined {
  const folded = name?.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  return mail ? { key: folded ? `${mail} ${folded}` : mail } : folded ? { key: `name:${folded}` } : undefined
}
