import ICAL from 'ical.js'

/** Of one rule: hourly for five years, or a day a year for two thousand. */
const STEPS = 50_000
/** What all days of a year cost beside one. */
const YEAR = 25

/** The library's own, which its types keep to itself. */
type Inner = {
  check_contracting_rules(): boolean
  increment_monthday(days: number): void
  increment_year(years: number): void
  expand_year_days(year: number): void
}

export class TooManySteps extends Error {}

/**
 * The dates of a rule. The library counts through one that never comes true for ever; its steps are counted, and not the
 * time they take, so that the same rule gives the same dates on any machine. Throws TooManySteps, and what the library
 * throws on a rule without sense.
 */
export function datesByRule(rule: ICAL.Recur, start: ICAL.Time, steps = STEPS): { next(): ICAL.Time } {
  let left = steps
  const spend = (cost: number) => {
    left -= cost
    if (!(left >= 0)) throw new TooManySteps()
  }
  const Library = ICAL.RecurIterator as unknown as new (options: unknown) => Inner & { next(): ICAL.Time }
  class Counted extends Library {
    override check_contracting_rules() {
      spend(1)
      return super.check_contracting_rules()
    }
    override increment_monthday(days: number) {
      spend(days)
      super.increment_monthday(days)
    }
    override increment_year(years: number) {
      spend(1)
      super.increment_year(years)
    }
    override expand_year_days(year: number) {
      spend(YEAR)
      super.expand_year_days(year)
    }
  }
  return new Counted({ rule, dtstart: start })
}
