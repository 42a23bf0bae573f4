/** Do two birthdays (`1948-02-03`, `1948`, `--02-03`) contradict each other, as far as both tell? */
export function birthdaysDiffer(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b) return false
  const [one, other] = [partsOf(a), partsOf(b)]
  return one.some((part, k) => part !== '' && other[k] !== '' && part !== other[k])
}

function partsOf(birthday: string): string[] {
  const [, year = '', month = '', day = ''] = /^(\d{4}|-)?(?:-(\d\d))?(?:-(\d\d))?$/.exec(birthday) ?? []
  return [year.replace('-', ''), month, day]
}
