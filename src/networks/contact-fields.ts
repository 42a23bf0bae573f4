import { hash } from 'node:crypto'
import { foldedName } from './files/text.ts'

/** A mail address in normal form (half-width, lower case, no `mailto:`), or undefined when it is none. */
export function mailOf(text: string): string | undefined {
  const mail = text
    .normalize('NFKC')
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase()
  return mail.length <= 320 && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(mail) ? mail : undefined
}

/** A telephone number with half-width digits and one kind of hyphen, spaces as given; undefined without a digit. */
export function phoneOf(text: string): string | undefined {
  const phone = text
    .normalize('NFKC')
    .replace(/^tel:/i, '')
    .replace(/[\u2010-\u2015\u2212\u30fc\uff70]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return /\d/.test(phone) ? phone : undefined
}

/**
 * A stable key for a card that carries no id of its own: the same name with the same first mail (without a mail, the
 * same first telephone number) is the same card in every export.
 */
export function cardKey(
  name: string | undefined,
  mail: string | undefined,
  phone: string | undefined,
): string {
  const by = mail ?? phone?.replace(/[^\d+]/g, '') ?? ''
  return `h:${hash('sha256', `${foldedName(name ?? '')}\u0000${by}`, 'hex').slice(0, 32)}`
}

/** First day of each era of the Japanese calendar that living people are born in. */
const eras: readonly [names: string, year: number, month: number, day: number][] = [
  ['令和R', 2019, 5, 1],
  ['平成H', 1989, 1, 8],
  ['昭和S', 1926, 12, 25],
  ['大正T', 1912, 7, 30],
]

/**
 * A birthday as `1990-04-12`, `1990-04`, `1990`, or `--04-12` without a year. Reads ISO and vCard forms, `1990/4/12`,
 * `1990年4月12日`, `平成2年4月12日`, `H2.4.12`. Undefined for days that do not exist and for anything that can be read
 * two ways (`4/12/90`).
 */
export function birthdayOf(text: string): string | undefined {
  const value = text.normalize('NFKC').trim()
  const yearless = /^--?(\d\d)-?(\d\d)$/.exec(value) ?? /^(\d{1,2})月(\d{1,2})日$/.exec(value)
  if (yearless) return monthDay(2000, yearless[1]!, yearless[2]!, '-')
  const dated =
    /^(\d{4})(\d\d)(\d\d)(?:T.*)?$/.exec(value) ??
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(value) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(value)
  if (dated) return monthDay(Number(dated[1]), dated[2]!, dated[3]!, dated[1]!)
  const partial = /^(\d{4})(?:-(\d\d))?$/.exec(value)
  if (partial) return Number(partial[2] ?? 1) >= 1 && Number(partial[2] ?? 1) <= 12 ? value : undefined
  return birthdayInEra(value)
}

function monthDay(year: number, month: string, day: string, prefix: string): string | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  return `${prefix}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function birthdayInEra(value: string): string | undefined {
  const match = /^(令和|平成|昭和|大正|[RHST])(\d{1,2}|元)[年.](\d{1,2})[月.](\d{1,2})日?$/i.exec(value)
  if (!match) return undefined
  const index = eras.findIndex(([names]) => names.includes(match[1]!.toUpperCase()))
  const era = eras[index]!
  const year = era[1] + (match[2] === '元' ? 1 : Number(match[2])) - 1
  const day = monthDay(year, match[3]!, match[4]!, String(year))
  const next = eras[index - 1]
  return day && day >= firstDay(era) && (!next || day < firstDay(next)) ? day : undefined
}

const firstDay = ([, year, month, day]: (typeof eras)[number]) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
