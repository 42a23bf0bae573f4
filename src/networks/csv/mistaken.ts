import { mailOf } from '../contact-fields.ts'
import type { Source, Told } from '../contract.ts'
import { headText } from '../files/head.ts'
import { columnWord, tableFiles, tableStart } from '../files/table.ts'
import { isAnyHead } from './table.ts'

/** Spreadsheets are packed folders, told by what lies in them. */
const workbooks: readonly [RegExp, string][] = [
  [/(?:^|\/)xl\/workbook\.xml$/, 'Excel'],
  [/(?:^|\/)Index\/Document\.iwa$/, 'Numbers'],
  [/(?:^|\/)content\.xml$/, 'LibreOffice'],
]

/** A workbook, or a table of something other than people: what it is, and how it becomes a table that can be read. */
export async function mistakenTable(source: Source): Promise<Told | undefined> {
  const program = workbooks.find(([path]) => source.files.some(file => path.test(file.path)))?.[1]
  if (program)
    return {
      en: `This is a workbook of ${program}. Open it, choose the sheet with the people, save it as CSV (UTF-8), and bring that file.`,
      ja: `${program} の表計算ファイルです。開いて、人の一覧のシートを選び、CSV（UTF-8）で保存したものを取り込んでください。`,
    }
  if (source.files.length !== 1) return undefined
  const file = tableFiles(source)[0]!
  const start = await tableStart(file, isAnyHead)
  if (start && isCalendar(start.head))
    return {
      en: 'This is a calendar from Outlook as a table: it names those who were there without their addresses. In Outlook, save the calendar as iCalendar instead (File → Save Calendar; on the web Settings → Calendar → Shared calendars → Publish, then the ICS link), and bring that .ics file.',
      ja: 'Outlook の予定表を表の形にしたものです。出席者の名前はあっても、アドレスが入っていません。Outlook の「ファイル → 予定表の保存」で iCalendar 形式（.ics）にしたものを取り込んでください。Web 版では「設定 → 予定表 → 共有予定表 → 予定表を公開する」で出る ICS のリンクから手に入ります。',
    }
  if (!start || start.rows.length === 0 || !(await looksLikeTable(source))) return undefined
  if (start.head.some(cell => mailOf(cell)))
    return {
      en: 'This table begins with a person instead of a row of column names. Add a first row such as “Name, Email”, and bring it again.',
      ja: 'この表は、列の名前がなく、1行目から人が並んでいます。「氏名,メールアドレス」のような行を先頭に加えて、もう一度取り込んでください。',
    }
  return {
    en: 'This table has no column with names or mail addresses, so nobody in it can be known again. Add one, or rename the column to “Name” or “Email”, and bring it again.',
    ja: 'この表には、氏名やメールアドレスの列が見当たりません。だれのことか見分けられるように、列を加えるか、列の名前を「氏名」や「メールアドレス」に直して、もう一度取り込んでください。',
  }
}

const dayColumns = ['Start Date', '開始日', 'Beginnt am', 'Début'].map(columnWord)
const calendarColumns = [
  ['Required Attendees', 'Meeting Organizer', 'All day event', 'Show time as'],
  ['必須出席者', '会議の開催者', '終日イベント', '公開する時間帯の種類'],
  ['Erforderliche Teilnehmer', 'Besprechungsplanung', 'Ganztägiges Ereignis', 'Participants obligatoires'],
].flatMap(names => names.map(columnWord))

/** `Subject,Start Date,Start Time,…,Meeting Organizer,Required Attendees,…`, in the language of that Outlook. */
function isCalendar(head: readonly string[]): boolean {
  const words = head.map(columnWord)
  return dayColumns.some(day => words.includes(day)) && calendarColumns.some(name => words.includes(name))
}

/** The same number of cells in nearly every row, and no binary in it. */
async function looksLikeTable(source: Source): Promise<boolean> {
  const file = source.files[0]!
  const start = await tableStart(file, isAnyHead)
  const text = await headText(file, 4_096)
  if (!start || /[\u0001-\u0008\u000e-\u001a\ufffd]/.test(text) || /^\s*[<{[]/.test(text)) return false
  // Many lines above it, few below: that is a text with some commas in it.
  if (start.above > Math.min(10, start.rows.length)) return false
  const whole = start.rows.slice(0, -1)
  const even = whole.filter(cells => cells.length === start.head.length)
  return whole.length === 0 ? start.rows[0]!.length === start.head.length : even.length >= whole.length * 0.9
}
