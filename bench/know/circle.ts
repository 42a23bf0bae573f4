import { openAccountMatching } from '#loop/know/match/account-matching.ts'
import type { AccountRecord } from '#loop/know/match/account-record.ts'
import { seededRandom } from '#loop/know/match/random.ts'
import { atLeast, type BenchLine } from '../line.ts'

/**
 * The people around somebody who writes on the open web: invented, each kind of them with look-alikes that must stay two. A person
 * has two accounts here; all else is a crowd to live in.
 */
export function circle(seed = 11): { accounts: AccountRecord[]; kinds: string[]; truth: number[] } {
  const random = seededRandom(seed)
  const one = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!
  const syllables = (least: number, most: number): string => {
    let word = ''
    const count = least + Math.floor(random() * (most - least + 1))
    for (let k = 0; k < count; k++) word += one(onsets) + one(vowels) + (random() < 0.3 ? one(codas) : '')
    return word
  }
  const title = (word: string) => word[0]!.toUpperCase() + word.slice(1)
  const used = new Set<string>()
  const fresh = (make: () => string): string => {
    for (;;) {
      const word = make()
      if (!used.has(word)) {
        used.add(word)
        return word
      }
    }
  }
  const family = () => fresh(() => title(syllables(3, 4)))
  const rare = () => fresh(() => (syllables(3, 5) + syllables(1, 2)).slice(0, 10 + Math.floor(random() * 4)))
  const accounts: AccountRecord[] = []
  const [kinds, truth]: [string[], number[]] = [[], []]
  let person = 0
  const add = (kind: string, ...some: Omit<AccountRecord, 'id'>[]) => {
    for (const account of some) {
      kinds.push(kind)
      truth.push(person)
      accounts.push({ ...account, id: `${String((accounts.length * 7919) % 100_003).padStart(6, '0')}` })
    }
    person++
  }
  const apart = (kind: string, ...some: Omit<AccountRecord, 'id'>[]) => {
    for (const account of some) add(kind, account)
  }
  const x = (name: string | undefined, handle: string) => ({ network: 'x', ...(name && { name }), handle })
  const fediverse = (name: string, user: string, host: string = one(servers)) => ({
    network: 'fediverse',
    name,
    handle: `@${user}@${host}`,
    urls: [{ value: `${host}/@${user}`, firm: false }],
  })
  const web = (name: string | undefined, page: string) => ({
    network: 'web',
    ...(name && { name }),
    urls: [{ value: page, firm: false }],
  })
  const card = (name: string, mail?: string) => ({
    network: 'contacts',
    name,
    ...(mail && { mails: [{ value: mail, firm: true }] }),
  })

  for (let k = 0; k < 15; k++) {
    const [given, name] = [one(givens), family()]
    const full = `${given} ${name}`
    const handle = one([given + name, given[0] + name, `${name}_${given}`]).toLowerCase()
    add('name and handle', x(full, handle), fediverse(full, handle))
    const own = rare()
    add(
      'rare handle, other name',
      x(`${one(givens)} ${family()}`, own),
      fediverse(title(syllables(2, 3)), own),
    )
    const other = rare()
    const blog = one([`${other}.example`, `medium.com/@${other}`, `${other}.tumblr.com`, `note.com/${other}`])
    add(
      'rare handle and a blog',
      x(`${one(givens)} ${family()}`, other),
      web(`Notes on ${syllables(2, 3)}`, blog),
    )
    const moved = `${one(givens)} ${family()}`
    const user = moved.toLowerCase().replace(' ', '_').slice(0, 9)
    add('moved, same name', fediverse(moved, user, 'one.example'), fediverse(moved, user, 'two.example'))
    const pen = fresh(() => syllables(3, 4)).slice(0, 8 + Math.floor(random() * 4))
    add(
      'moved, other name',
      fediverse(`${one(givens)} ${family()}`, pen, 'one.example'),
      fediverse(title(pen), pen, 'two.example'),
    )
    const domain = `${fresh(() => syllables(2, 3))}.example`
    const host = `${one(givens)} ${family()}`
    add('own domain, same name', web(host, domain), fediverse(host, one(givens).toLowerCase(), domain))
    const home = `${fresh(() => syllables(2, 3))}.example`
    add(
      'own domain, other name',
      web(title(syllables(2, 3)), home),
      fediverse(`${one(givens)} ${family()}`, home.split('.')[0]!, home),
    )
    const site = `${fresh(() => syllables(2, 2))}.example`
    add(
      'domain is the handle',
      web(`${one(givens)} ${family()}`, site),
      x(title(syllables(2, 3)), site.replace('.', '')),
    )
    const sky = `${fresh(() => syllables(2, 3))}.example`
    const blue = `${one(givens)} ${family()}`
    add('domain on Bluesky', web(blue, sky), { network: 'bluesky', name: blue, handle: sky })
    const [long, short] = one(nicknames)
    const nick = family()
    add('nickname', card(`${long} ${nick}`), x(`${short} ${nick}`, rare()))
  }
  for (const [written, latin] of scripts) add('other script', card(written), x(latin, rare()))

  for (let k = 0; k < 12; k++) {
    const full = `${one(commonGivens)} ${one(commonFamilies)}`
    const handle = full.toLowerCase().replace(' ', '')
    apart('common name and handle', x(full, handle), fediverse(full, handle))
    const short = one(['alex', 'sam', 'maria', 'tom', 'lena', 'kim', 'noor', 'dev', 'blog', 'cat'])
    apart(
      'short handle',
      x(`${one(givens)} ${family()}`, short),
      fediverse(`${one(givens)} ${family()}`, short),
    )
    const server = `${syllables(2, 3)}.example`
    apart(
      'one server',
      fediverse(`${one(givens)} ${family()}`, rare(), server),
      fediverse(`${one(givens)} ${family()}`, rare(), server),
    )
    const firm = `${syllables(2, 3)}.example`
    apart(
      'one employer',
      card(`${one(givens)} ${family()}`, `a@${firm}`),
      card(`${one(givens)} ${family()}`, `b@${firm}`),
    )
    const kin = family()
    apart('one family', card(`${one(givens)} ${kin}`), x(`${one(givens)}a ${kin}`, rare()))
    apart(
      'one host',
      web(`${one(givens)} ${family()}`, `${rare()}.github.io`),
      web(`${one(givens)} ${family()}`, `${rare()}.github.io`),
    )
    apart(
      'a namesake',
      x(`${one(commonGivens)} ${one(commonFamilies)}`, rare()),
      card(`${one(commonGivens)} ${one(commonFamilies)}`),
    )
  }
  while (accounts.length < 1_000) {
    const full = random() < 0.4 ? `${one(commonGivens)} ${one(commonFamilies)}` : `${one(givens)} ${family()}`
    const made =
      full
        .toLowerCase()
        .replace(/[^a-z]/g, '')
        .slice(0, 12) + (random() < 0.4 ? Math.floor(random() * 99) : '')
    apart(
      'crowd',
      one([x(full, made), fediverse(full, made), card(full), web(full, `${rare()}.example/about`)]),
    )
  }
  return { accounts, kinds, truth }
}

/** Of the true pairs, how many are joined, and joined or asked about; and whether what is joined is right. By kind to stderr. */
export function circleLines(): BenchLine[] {
  const { accounts, kinds, truth } = circle()
  const { accepted, waiting } = openAccountMatching().answer({
    told: accounts,
    gone: [],
    selves: [],
    words: [],
    firm: [],
    unread: [],
  })
  const at = new Map(accounts.map(({ id }, k) => [id, k]))
  const pairs = (some: typeof accepted) => some.map(({ a, b }) => [at.get(a)!, at.get(b)!] as const)
  const isRight = ([a, b]: readonly [number, number]) => truth[a] === truth[b]
  const [joined, asked] = [pairs(accepted), pairs(waiting)]
  const wrong = joined.filter(pair => !isRight(pair))
  const found = (some: typeof joined) => new Set(some.filter(isRight).map(([a]) => truth[a]!))
  const [isJoined, isAsked] = [found(joined), found(asked)]
  const people = Map.groupBy(truth.keys(), k => truth[k]!)
  const two = [...people].filter(([, members]) => members.length > 1)
  for (const [kind, some] of Map.groupBy(two, ([, [first]]) => kinds[first!]!)) {
    const count = (set: Set<number>) => some.filter(([who]) => set.has(who)).length
    console.error(`know: ${kind}: ${count(isJoined)} joined, ${count(isAsked)} asked of ${some.length}`)
  }
  for (const [a, b] of wrong)
    console.error(`know: wrongly joined: ${accounts[a]!.name} | ${accounts[b]!.name} (${kinds[a]})`)
  const strangers = asked.filter(pair => !isRight(pair))
  console.error(
    `know: of ${asked.length} asked about ${strangers.length} are two people: ${[...Map.groupBy(strangers, ([a]) => kinds[a]!)].map(([kind, some]) => `${kind} ${some.length}`).join(', ')}`,
  )
  return [
    atLeast(
      'a circle of 1,000 accounts: joined or asked, of all pairs',
      two.filter(([who]) => isJoined.has(who) || isAsked.has(who)).length / two.length,
      '',
      0.85,
    ),
    atLeast(
      'a circle: joined without asking, of the kinds that may be',
      two.filter(([who, [first]]) => mayBeJoined.has(kinds[first!]!) && isJoined.has(who)).length /
        two.filter(([, [first]]) => mayBeJoined.has(kinds[first!]!)).length,
      '',
      0.9,
    ),
    atLeast(
      'a circle: precision of what is joined',
      joined.length === 0 ? 1 : 1 - wrong.length / joined.length,
      '',
      1,
    ),
    atLeast(
      'a circle: share of questions that are about one person',
      1 - strangers.length / Math.max(1, asked.length),
      '',
      0.7,
    ),
  ]
}

const mayBeJoined = new Set(['name and handle', 'own domain, same name', 'domain on Bluesky'])

const onsets = 'b br d dr f g gr h j k kl l m n p pr r s sh st t tr v w z'.split(' ')
const vowels = 'a e i o u ae ei ou'.split(' ')
const codas = 'l m n r s t'.split(' ')
const servers = 'mastodon.social mstdn.jp fosstodon.org hachyderm.io chaos.social'.split(' ')
const givens =
  'Ilse Bram Noor Tove Milan Ayla Jonas Petra Ruben Sanne Emre Leila Otto Mira Hugo Vera Nils Ines Bela Dina'.split(
    ' ',
  )
const commonGivens = 'John Robert Maria Anna David Thomas Laura Daniel Sarah Michael Peter Julia'.split(' ')
const commonFamilies = 'Smith Johnson Miller Garcia Brown Martin Weber Rossi Silva Nguyen Kim Lee'.split(' ')
const nicknames = [
  ['Robert', 'Bob'],
  ['William', 'Bill'],
  ['Elizabeth', 'Betty'],
  ['Alexander', 'Sascha'],
  ['José', 'Pepe'],
  ['Francisco', 'Paco'],
  ['Johannes', 'Hannes'],
  ['Margaret', 'Peggy'],
] as const
const scripts = [
  ['Семён Лапшин', 'Semyon Lapshin'],
  ['Екатерина Журавлёва', 'Ekaterina Zhuravleva'],
  ['Юлія Щербина', 'Yuliia Shcherbyna'],
  ['Ευγενία Χατζηδάκη', 'Evgenia Chatzidaki'],
  ['Γιώργος Ξανθόπουλος', 'Giorgos Xanthopoulos'],
  ['محمود الحسيني', 'Mahmoud Al Husseini'],
  ['ليلى البيطار', 'Layla Bitar'],
  ['שירה אברמוביץ', 'Shira Abramovich'],
  ['ธนากร ศรีสุข', 'Thanakorn Srisuk'],
  ['प्रिया वेंकटेशन', 'Priya Venkatesan'],
  ['रोहन भट्टाचार्य', 'Rohan Bhattacharya'],
  ['周晓雯', 'Zhou Xiaowen'],
  ['欧阳志远', 'Ouyang Zhiyuan'],
  ['한지우', 'Jiwoo Han'],
  ['황보서연', 'Seoyeon Hwangbo'],
] as const
