/** What a chance means in everyday words. */
export function chanceWord(p: number): 'certain' | 'likely' | 'even' | 'possible' | 'slim' {
  if (p >= 0.9) return 'certain'
  if (p >= 0.6) return 'likely'
  if (p >= 0.4) return 'even'
  return p >= 0.1 ? 'possible' : 'slim'
}
