import { birthdaysDiffer } from '#ledger/birthday.ts'
import type { AccountRecord } from './account-record.ts'
import type { Comparison } from './comparison.ts'
import { serverOf } from './own-pages.ts'
import { openNumbers, openValues } from './value-table.ts'

export const OTHER_SERVER = 0

/** An account that moved to another server, or of somebody who is on two, and of two people; what it says is said by name and handle. */
export const servers: Comparison<AccountRecord> = {
  name: 'server',
  levels: [{ name: 'another server of one network', m: 1, u: 1, warns: true }],
  fixed: true,
  open() {
    const values = openValues()
    const column = openNumbers()
    return {
      add: record => column.push(values.add(serverOf(record))),
      remove: at => values.untally(column.at[at]!),
      level(a, b) {
        const [one, other] = [column.at[a]!, column.at[b]!]
        return one >= 0 && other >= 0 && one !== other ? OTHER_SERVER : -1
      },
    }
  },
}

export const SAME_DAY = 0
export const OTHER_DAY = 1

/** Birthdays, whole or in part: one of a year's days, and a mistake in a card now and then. */
export const birthdays: Comparison<AccountRecord> = {
  name: 'birthday',
  levels: [
    { name: 'the same birthday', m: 0.95, u: 1 / 365 },
    { name: 'another birthday', m: 0.05, u: 1 },
  ],
  fixed: true,
  open() {
    const values = openValues()
    const texts: string[] = []
    const column = openNumbers()
    return {
      add({ birthday }) {
        const value = values.add(birthday)
        if (value === texts.length) texts.push(birthday!)
        column.push(value)
      },
      remove: at => values.untally(column.at[at]!),
      level(a, b) {
        const [one, other] = [column.at[a]!, column.at[b]!]
        if (one < 0 || other < 0) return -1
        if (one !== other && birthdaysDiffer(texts[one], texts[other])) return OTHER_DAY
        return /-\d\d-\d\d$/.test(texts[one]!) && /-\d\d-\d\d$/.test(texts[other]!) ? SAME_DAY : -1
      },
    }
  },
}
