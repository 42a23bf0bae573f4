import { hash } from 'node:crypto'
import { type When, whenOfIso } from '#ledger/when.ts'
import { dateQuestion, eventDates, eventQuestion } from './attendee-dates.ts'
import { type AttendeeColumns, type AttendeeFormat, attendeeColumns } from './attendee-format.ts'
import { standing } from './attendee-standing.ts'
import type { AccountRef, Own, Question, Reader, Row, Source, SourceFile, WorkRef } from './contract.ts'
import { rowsAt } from './files/rows.ts'
import { hasTable, isBlank, type TableRow, tableFiles, tableRows, tableStart } from './files/table.ts'
import { tableWhen } from './files/table-when.ts'
import { foldedName, oneLine } from './files/text.ts'
import { personOf } from './person-columns.ts'

/** People are remembered so that two tickets of one person are one visit. */
const REMEMBERED = 200_000

/**
 * Lists of those who came to an event of the owner's, as the sites give them to organisers: the event is a work, and
 * having come is an act toward the owner. What visitors answered to questions of the form stays where it is.
 */
export function attendeeReader(format: AttendeeFormat): Reader {
  const isHead = (words: readonly string[]) => format.isHead(words)
  return {
    recognizes: source => hasTable(source, isHead),
    async *read(source) {
      const visits = new Set<string>()
      for (const file of tableFiles(source)) yield* rowsOfFile(file, source, format, visits)
    },
    async asks(source) {
      const questions: Question[] = []
      for (const file of tableFiles(source)) {
        const start = await tableStart(file, isHead)
        if (!start) continue
        const columns = attendeeColumns(start.head, format)
        const dates = await eventDates(file, format, columns)
        if (!dates.isStated) questions.push(...eventQuestion(file, dates, source))
      }
      return questions
    },
  }
}

async function* rowsOfFile(
  file: SourceFile,
  source: Source,
  format: AttendeeFormat,
  visits: Set<string>,
): AsyncGenerator<Row> {
  const start = await tableStart(file, words => format.isHead(words))
  if (!start) return
  const columns = attendeeColumns(start.head, format)
  const dates = await eventDates(file, format, columns)
  const answered = source.answers?.[dateQuestion(file, source)] ?? ''
  const heldOn = dates.heldOn ?? whenOfIso(answered)
  const events = new Map<string, WorkRef>()
  for await (const row of tableRows(file, words => format.isHead(words))) {
    if ('ok' in row) {
      yield row
      continue
    }
    yield* rowsAt(row.line.where, () => {
      const event = eventOf(row, file, format, columns, heldOn)
      const rows = rowsOf(row, format, columns, event, dates.isMarked, source.own, visits)
      if (!event || events.has(event.key)) return rows
      events.set(event.key, event)
      return [{ ok: true, entry: { kind: 'work', work: event } }, ...rows]
    })
  }
}

function* rowsOf(
  { line }: TableRow,
  format: AttendeeFormat,
  columns: AttendeeColumns,
  event: WorkRef | undefined,
  isMarked: boolean,
  own: Own | undefined,
  visits: Set<string>,
): Generator<Row> {
  const cell = (field: keyof AttendeeColumns['at']) => line.cells[columns.at[field] ?? -1]?.trim() ?? ''
  const where = line.where
  if (isBlank(line)) {
    yield { ok: false, where, why: 'empty' }
    return
  }
  const person = personOf(line.cells, columns.person)
  const identity = format.identity({ cell, name: person.keyed, mail: person.mails[0] })
  if (!identity) {
    yield { ok: false, where, why: 'hidden-member' }
    return
  }
  const account: AccountRef = {
    network: format.network,
    ...person.account,
    ...identity,
    ...((person.account.sameAs || identity.sameAs) && {
      sameAs: [...(identity.sameAs ?? []), ...(person.account.sameAs ?? [])],
    }),
  }
  const stands = standing(cell('status'), cell('attendance'), isMarked)
  if (isOwn(account, own)) {
    yield { ok: false, where, why: 'own-act' }
    return
  }
  if (stands) {
    yield { ok: false, where, why: stands.why, detail: oneLine(stands.said, 40) }
    return
  }
  const when = tableWhen(cell('attendedAt'), format.dateOrder) ?? event?.publishedAt
  const visit = event && `attend:${digest(event.key, account.key)}`
  if (!when || !visit) {
    yield { ok: true, entry: { kind: 'account', account } }
    yield { ok: false, where, why: 'no-date' }
    return
  }
  if (visits.has(visit)) {
    yield { ok: true, entry: { kind: 'account', account } }
    return
  }
  if (visits.size < REMEMBERED) visits.add(visit)
  yield {
    ok: true,
    entry: {
      kind: 'act',
      act: 'attend',
      direction: 'toward',
      when,
      account,
      work: event,
      externalKey: visit,
    },
  }
}

/** By its number where the file says it, else by its day (and title): the same in a later download. */
function eventOf(
  { line }: TableRow,
  file: SourceFile,
  format: AttendeeFormat,
  { at }: AttendeeColumns,
  heldOn: When | undefined,
): WorkRef | undefined {
  const cell = (index: number | undefined) => line.cells[index ?? -1]?.trim() ?? ''
  const stated = tableWhen(cell(at.eventDate), format.dateOrder)
  const when = stated ?? heldOn
  if (!when) return undefined
  const title = oneLine(cell(at.eventName))
  const id = cell(at.eventId) || /(?:^|[/_-])event[_-]?(\d{3,})/i.exec(file.path)?.[1]
  const day = new Date(when.at).toISOString().slice(0, 10)
  const url = id && format.eventUrl?.(id)
  return {
    network: format.network,
    key: id ? `event/${id.slice(0, 100)}` : title ? `on:${day}:${foldedName(title)}` : `on:${day}`,
    ...(url && { url }),
    ...(title && { title }),
    publishedAt: when,
  }
}

const digest = (...parts: string[]) => hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32)

/** Whether a row is the owner's own: by account, by mail address, or by name. */
export function isOwn(account: AccountRef, own: Own | undefined): boolean {
  if (!own) return false
  const mails = new Set(account.sameAs?.filter(({ kind }) => kind === 'mail').map(({ value }) => value))
  const named = foldedName(account.name ?? '').replaceAll(' ', '')
  return (
    own.accounts.some(
      ({ network, key }) =>
        (network === account.network && key === account.key) || (network === 'mail' && mails.has(key)),
    ) ||
    (named !== '' && own.names.some(name => foldedName(name).replaceAll(' ', '') === named))
  )
}
