import { readFileSync } from 'node:fs'
import { toRomaji } from 'wanakana'
import type { AccountRecord } from '#loop/know/match/account-record.ts'
import { seededRandom } from '#loop/know/match/random.ts'

/**
 * Accounts of an invented crowd: names as frequent as in Japan (`folder`: names/japanese), on up to five networks, each
 * written as is usual there. `truth[k]` is the person of account k. The same for the same number.
 */
export function crowd(
  folder: string,
  accounts: number,
  seed = 7,
): { accounts: AccountRecord[]; truth: Int32Array } {
  const random = seededRandom(seed)
  const families = rowsOf(`${folder}/last_name_org.csv`)
  const reach: number[] = []
  let total = 0
  for (const [, count] of families) reach.push((total += Number(count)))
  const givens = ['man', 'woman'].flatMap(sex =>
    rowsOf(`${folder}/first_name_${sex}_opti.csv`).flatMap(([kana, , ...spelled]) =>
      spelled.slice(0, 20).map(kanji => [kanji, kana!] as const),
    ),
  )
  const truth = new Int32Array(accounts)
  const made: AccountRecord[] = []
  const taken = new Set<string>()
  for (let person = 0; made.length < accounts; person++) {
    const one = invent(
      person,
      families[atReach(reach, random() * total)]!,
      givens[Math.floor(random() * givens.length)]!,
      random,
      taken,
    )
    for (const account of one) {
      if (made.length === accounts) break
      truth[made.length] = person
      made.push({ ...account, id: `${seed}-${made.length}` })
    }
  }
  return { accounts: made, truth }
}

function invent(
  person: number,
  family: string[],
  given: readonly [string, string],
  random: () => number,
  taken: Set<string>,
) {
  const latin = (kana: string) => toRomaji(kana).replace(/'/g, '').replace(/ou|oo/g, 'o').replace(/uu/g, 'u')
  const [f, g] = [latin(family[2]!), latin(given[1])]
  const title = (word: string) => word[0]!.toUpperCase() + word.slice(1)
  const number = random() < 0.5 ? String(Math.floor(random() * 1000)) : ''
  const handle =
    random() < 0.6
      ? [f + g, g + f, `${g}_${f}`, g[0] + f][Math.floor(random() * 4)]! + number
      : `${g.slice(0, 3)}${person.toString(36)}`
  // Of two people no two have one address; who comes later takes another.
  const wished = `${handle}@mail${person % 50}.example`
  const mail = {
    value: taken.has(wished) ? `${handle}.${person}@mail${person % 50}.example` : wished,
    firm: true,
  }
  taken.add(mail.value)
  const organization =
    random() < 0.3 ? `株式会社${organizations[Math.floor(random() ** 2 * organizations.length)]}` : undefined
  const all: Omit<AccountRecord, 'id'>[] = [
    { network: 'contacts', name: `${family[0]} ${given[0]}`, mails: [mail], organization },
    { network: 'facebook', name: random() < 0.6 ? `${family[0]} ${given[0]}` : `${title(g)} ${title(f)}` },
    {
      network: 'x',
      name: random() < 0.5 ? family[0]! + given[0] : random() < 0.5 ? given[1] : undefined,
      handle,
    },
    {
      network: 'linkedin',
      name: `${title(g)} ${title(f)}`,
      organization,
      mails: random() < 0.3 ? [mail] : undefined,
    },
    { network: 'line', name: random() < 0.5 ? family[0]! : given[1] },
  ]
  const kept = all.filter(() => random() < 0.4)
  return kept.length > 0 ? kept : [all[Math.floor(random() * all.length)]!]
}

const organizations = Array.from({ length: 3000 }, (_, k) => `縁側${k.toString(36)}`)

function atReach(reach: readonly number[], at: number): number {
  let [low, high] = [0, reach.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (reach[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low
}

const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => line.trim().split(','))
