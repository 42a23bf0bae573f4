/** Languages whose programs are known to write months in their own words into dates that ought to be English. */
const languages = 'en de fr es it pt nl sv da nb pl cs fi hu ro tr ru uk'.split(' ')

let known: Map<string, number> | undefined

/** 1–12, by an English month or one in another language, short or long; a name that means two months means none. */
export function monthOf(name: string): number | undefined {
  known ??= namesOfMonths()
  return known.get(plain(name))
}

function namesOfMonths(): Map<string, number> {
  const names = new Map<string, number>()
  const double = new Set<string>()
  for (const language of languages)
    for (const month of ['short', 'long'] as const)
      for (const parts of [{ month }, { month, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...parts, timeZone: 'UTC' })
        for (let number = 1; number <= 12; number++) {
          const told = format
            .formatToParts(Date.UTC(2026, number - 1, 15))
            .find(part => part.type === 'month')
          const name = plain(told?.value ?? '')
          if (language === 'en' || !names.has(name)) names.set(name, number)
          else if (names.get(name) !== number) double.add(name)
        }
      }
  names.set('sept', 9)
  // English is what the rule asks for.
  for (const name of double) if (!isEnglish(name)) names.delete(name)
  return names
}

const english = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const isEnglish = (name: string) => english.includes(name)

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()
