/** The languages LINE is offered in, and their neighbours. */
const locales =
  'ja en zh zh-TW ko th id ms vi es pt fr de it ru uk tr ar pl nl sv da nb fi cs hu ro el he hi bn fil my'.split(
    ' ',
  )

/** Names of the days in every length, without dots and case, to the day of the week (Sunday 0). */
function allDays(): Map<string, number> {
  const days = new Map<string, number>()
  for (const locale of locales)
    for (const weekday of ['long', 'short', 'narrow'] as const) {
      const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
      const names = Array.from({ length: 7 }, (_, day) => folded(format.format(Date.UTC(2026, 10, 1 + day))))
      // One Latin letter stands for two days in most languages, and for other days in the next one.
      if (
        weekday === 'narrow' &&
        (new Set(names).size < 7 || names.some(name => /^\p{Script=Latin}/u.test(name)))
      )
        continue
      for (const [day, name] of names.entries()) days.set(name, day)
    }
  return days
}

let days: Map<string, number> | undefined
const dayNamed = (word: string) => (days ??= allDays()).get(folded(word))

/** Which day of the week a word names, in any of the languages: `(月)`, `Mon,`, `월요일`, `วันจันทร์`. */
export const weekdayOf = (word: string): number | undefined => dayNamed(word)

export const isWeekday = (word: string): boolean => word === '' || dayNamed(word) !== undefined

function folded(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[()[\].,]/g, '')
    .trim()
    .toLowerCase()
}
