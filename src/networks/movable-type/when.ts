import type { When } from '#ledger/when.ts'
import { whenOfParts } from '#ledger/when.ts'

/** `09/30/2026 08:12:40 PM`, month first, with or without AM/PM and seconds; no zone is ever given. */
export function whenOfExport(text: string | undefined): When | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\.?)?$/i.exec(
    text?.trim() ?? '',
  )
  if (!found) return undefined
  const [, month, day, year, hours, minute, second, half] = found
  const given = Number(hours)
  if (half && (given < 1 || given > 12)) return undefined
  const hour = half ? (given % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : given
  return whenOfParts(
    [Number(year), Number(month), Number(day), hour, Number(minute), Number(second ?? 0)],
    second === undefined ? 'minute' : 'second',
  )
}
