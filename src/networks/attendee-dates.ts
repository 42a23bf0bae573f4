import { createHash } from 'node:crypto'
import type { When } from '#ledger/when.ts'
import type { AttendeeColumns, AttendeeFormat } from './attendee-format.ts'
import { isPresent } from './attendee-standing.ts'
import type { Question, Source, SourceFile } from './contract.ts'
import { tableRows } from './files/table.ts'
import { tableWhen } from './files/table-when.ts'

const DAY = 86_400_000
/** An event further behind the last application than this is told by its own file only. */
const DAYS_AFTER = 120
const DAYS_BEFORE = 400

/**
 * When an event was, as far as its list says. `heldOn`: the day on which most visitors were ticked off at the door.
 * `isStated`: that, or a column with the day of the event. `lastApplied`: day of the last application. `content`: the
 * same for the same list only: lists of two events have the same columns, and often the same file name.
 */
export type EventDates = {
  heldOn?: When
  isStated: boolean
  isMarked: boolean
  lastApplied?: number
  content: string
}

export async function eventDates(
  file: SourceFile,
  format: AttendeeFormat,
  { at }: AttendeeColumns,
): Promise<EventDates> {
  const days = new Map<number, number>()
  let isMarked = false
  let isStated = false
  let lastApplied: number | undefined
  const content = createHash('sha256')
  for await (const row of tableRows(file, words => format.isHead(words))) {
    if ('ok' in row) continue
    content.update(`${row.line.cells.join('\u0000')}\n`)
    const cell = (index: number | undefined) => row.line.cells[index ?? -1]?.trim() ?? ''
    const attendedAt = tableWhen(cell(at.attendedAt), format.dateOrder)
    if (attendedAt) {
      const day = Math.floor(attendedAt.at / DAY)
      days.set(day, (days.get(day) ?? 0) + 1)
    }
    isMarked ||= Boolean(attendedAt) || isPresent(cell(at.attendance))
    isStated ||= tableWhen(cell(at.eventDate), format.dateOrder) !== undefined
    const applied = tableWhen(cell(at.appliedAt), format.dateOrder)
    if (applied) lastApplied = Math.max(lastApplied ?? 0, Math.floor(applied.at / DAY))
  }
  const [most] = [...days].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  const heldOn: When | undefined = most && { at: most[0] * DAY, precision: 'day', zoneKnown: false }
  return {
    ...(heldOn && { heldOn }),
    isStated: isStated || heldOn !== undefined,
    isMarked,
    content: content.digest('hex').slice(0, 16),
    ...(lastApplied !== undefined && { lastApplied }),
  }
}

/** The folder around a list may be another next time; it counts only where two lists have one name. */
export function dateQuestion({ path }: SourceFile, { files }: Source): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const isOnly = files.filter(file => `/${file.path}`.endsWith(`/${name}`)).length === 1
  return `date:${isOnly ? name : path}`
}

/** Asks for the day of the event: one of the days from the last application on, or of the year before the download. */
export function eventQuestion(
  file: SourceFile,
  { lastApplied, content }: EventDates,
  source: Source,
): Question[] {
  const { madeAt } = source
  const made = madeAt === undefined ? undefined : Math.floor(madeAt / DAY)
  const days =
    lastApplied !== undefined
      ? Array.from({ length: DAYS_AFTER }, (_, index) => lastApplied + index)
      : made !== undefined
        ? Array.from({ length: DAYS_BEFORE }, (_, index) => made - index)
        : []
  if (days.length === 0) return []
  const choices = days.map(day => {
    const value = new Date(day * DAY).toISOString().slice(0, 10)
    return { value, label: value }
  })
  return [
    {
      id: dateQuestion(file, source),
      title: {
        en: `On which day was the event of “${file.path}”? The file does not say.`,
        ja: `「${file.path}」のイベントが開かれたのは、どの日ですか？ ファイルには書かれていません。`,
      },
      choices,
      proposed: choices[0]!.value,
      shape: content,
    },
  ]
}
