import { cast, type Member, type Place } from './cast.ts'
import { day, type Post, posts, span } from './posts.ts'
import { type Random, randomOf } from './random.ts'
import { type Stranger, strangers } from './strangers.ts'
import { type Talk, talk } from './talk.ts'

export type Person = Member & { number: number; phonetics?: Stranger['phonetics'] }

export type Deed = 'like' | 'share' | 'comment' | 'mention' | 'bookmark'

/** Something a person did toward the owner, in answer to a post. */
export type Happening = {
  number: number
  person: Person
  place: Place
  deed: Deed
  post: Post
  at: number
  text?: string
  /** What the owner said to it. */
  answer?: { at: number; text: string }
}

export type Story = {
  now: number
  seed: number
  people: Person[]
  posts: Post[]
  happenings: Happening[]
  talk: Talk
}

/**
 * Two years that end at `now`. People come mostly with a popular post and with those who pass it on (a burst that
 * dies away, as in a Hawkes process), answer each later post with a chance of their own, and leave for good after any
 * post with another: few are loyal, many come once (the beta-geometric / beta-Bernoulli picture of support).
 */
export function story(now: number, seed: number): Story {
  const random = randomOf(seed, 'story')
  const people: Person[] = [...cast, ...strangers(seed)].map((person, number) => ({ ...person, number }))
  const published = posts(now, seed)
  const words = talk(seed)
  const stays = staysOf(people, published, random)
  const happenings: Happening[] = []
  for (const [index, post] of published.entries()) {
    const answers: Happening[] = []
    for (const person of people) {
      const chance = chanceAt(person, stays.get(person), index, now, post)
      if (chance === 0 || !random.chance(chance)) continue
      const arrival = stays.get(person)?.from === index
      answers.push(...deedsOf(person, post, startOf(answers, post, arrival, random), words, random))
    }
    happenings.push(...answers)
  }
  const last = lastWords(people, published)
  happenings.push(...last)
  for (const happening of happenings) answerTo(happening, now, words, random)
  happenings.push(...happenings.flatMap(happening => wordsBack(happening, words, random)))
  const past = happenings
    .filter(({ person, at }) => at < now && !last.some(word => word.person === person && word.at < at))
    .sort((a, b) => a.at - b.at || a.person.number - b.person.number)
  for (const [index, happening] of past.entries()) happening.number = index + 1
  return { now, seed, people, posts: published, happenings: past, talk: words }
}

/** From which post to which a person by lot is there, and the chance of answering one of usual pull. */
type Stay = { from: number; until: number; p: number }

function staysOf(people: readonly Person[], published: readonly Post[], random: Random): Map<Person, Stay> {
  const weights = published.map(
    (post, index) => post.pull ** 1.5 * (index < 5 ? 3.2 : 1) * (0.8 + (0.5 * index) / published.length),
  )
  const stays = new Map<Person, Stay>()
  for (const person of people) {
    if (person.role || Object.keys(person.places).length === 0) continue
    const from = random.weighted(published.map((post, i) => (canAnswer(person, post) ? weights[i]! : 0)))
    // One in five becomes a regular; most of the others answer once or a few times and are gone.
    const isRegular = random.chance(0.2)
    const leaves = isRegular ? random.beta(1, 26) : random.beta(0.8, 2.2)
    let until = from
    while (until < published.length && !random.chance(leaves)) until++
    stays.set(person, { from, until, p: isRegular ? random.beta(5, 1.1) : random.beta(0.6, 2) })
  }
  return stays
}

function chanceAt(person: Person, stay: Stay | undefined, index: number, now: number, post: Post): number {
  if (!canAnswer(person, post)) return 0
  if (stay)
    return index === stay.from ? 1 : index > stay.from && index <= stay.until ? lifted(stay.p, post) : 0
  const ago = (now - post.at) / day
  const spell = person.spells.find(spell => ago <= spell.fromDaysAgo && ago >= spell.toDaysAgo)
  return spell ? lifted(spell.p, post) : 0
}

const lifted = (p: number, post: Post) => 1 - (1 - p) ** post.pull

function canAnswer(person: Person, post: Post): boolean {
  return (Object.keys(person.places) as Place[]).some(place => isOpen(place, post))
}

/** A post that was not announced on a network cannot be answered there. */
function isOpen(place: Place, post: Post): boolean {
  return place === 'toot' ? post.tootId !== undefined : place === 'x' ? post.xId !== undefined : true
}

/** Newcomers follow somebody who passed the post on; the others come by themselves, most within a day. */
function startOf(answers: readonly Happening[], post: Post, arrival: boolean, random: Random): number {
  const shares = answers.filter(answer => answer.deed === 'share')
  const from = arrival && shares.length > 0 && random.chance(0.6) ? random.pick(shares).at : post.at
  const hours = Math.min(Math.exp(random.normal() * 1.3 + Math.log(7)), 24 * 20)
  return awake(from + hours * 3_600_000)
}

/** Few people write between one and six in the morning. */
function awake(at: number): number {
  const hour = new Date(at + 9 * 3_600_000).getUTCHours()
  return Math.floor((hour >= 1 && hour < 6 ? at + 5 * 3_600_000 : at) / 1000) * 1000
}

function deedsOf(person: Person, post: Post, at: number, words: Talk, random: Random): Happening[] {
  const open = (Object.entries(person.places) as [Place, number][]).filter(([place]) => isOpen(place, post))
  const place = open[random.weighted(open.map(([, weight]) => weight))]![0]
  const made = (deed: Deed, later = 0): Happening => {
    const text =
      deed === 'comment'
        ? words.comment(post, person.language)
        : deed === 'mention'
          ? words.passedOn(post, person.language)
          : undefined
    return { number: 0, person, place, deed, post, at: at + later, ...(text && { text }) }
  }
  if (place === 'comment-form') return [made('comment')]
  const { like, speak, share } = person.leaning
  if (place === 'own-site')
    return [
      made(
        (['like', 'comment', 'mention', 'bookmark'] as const)[
          random.weighted([like / 3, speak, share + 0.5, 0.5])
        ]!,
      ),
    ]
  const deeds: Deed[] = [(['like', 'comment', 'share'] as const)[random.weighted([like, speak, share])]!]
  const more = random.next()
  if (deeds[0] !== 'like' && more < 0.75) deeds.unshift('like')
  else if (deeds[0] === 'like' && more < (0.9 * speak) / (like + speak)) deeds.push('comment')
  else if (deeds[0] === 'like' && more > 1 - (0.5 * share) / (like + share)) deeds.push('share')
  return deeds.map((deed, i) => made(deed, i * (60_000 + random.int(900_000))))
}

/** Two acts that must be there: the only like of the silent one, and how one person said no. */
function lastWords(people: readonly Person[], published: readonly Post[]): Happening[] {
  const nearest = (daysAgo: number, open: Place) => {
    const index = Math.round(((span - daysAgo) / span) * published.length)
    return published.slice(index).find(post => isOpen(open, post)) ?? published.at(-1)!
  }
  const by = (role: Member['role']) => people.find(person => person.role === role)!
  const liked = nearest(395, 'toot')
  const declined = nearest(372, 'comment-form')
  return [
    {
      number: 0,
      person: by('the silent one'),
      place: 'toot',
      deed: 'like',
      post: liked,
      at: liked.at + 5 * 3_600_000,
    },
    {
      number: 0,
      person: by('the one who said no'),
      place: 'comment-form',
      deed: 'comment',
      post: declined,
      at: declined.at + 26 * 3_600_000,
      text: '長いあいだ楽しませていただきました。仕事をたたみますので、お知らせは今回で終わりにしてください。お元気で。',
    },
  ]
}

/** She answers about half of what is said to her, the day after at the latest. */
function answerTo(happening: Happening, now: number, words: Talk, random: Random): void {
  if (happening.deed !== 'comment' || happening.place === 'own-site' || happening.place === 'x') return
  if (happening.person.role === 'the one who said no' && happening.text?.includes('お知らせ')) return
  if (!random.chance(happening.place === 'toot' ? 0.72 : 0.55)) return
  const at = awake(happening.at + random.exponential(9) * 3_600_000)
  if (at < now) happening.answer = { at, text: words.answer(happening.person.language) }
}

/** Some go on talking. */
function wordsBack({ person, place, post, answer }: Happening, words: Talk, random: Random): Happening[] {
  if (!answer || !random.chance(0.45)) return []
  const at = awake(answer.at + random.exponential(7) * 3_600_000 + 60_000)
  return [{ number: 0, person, place, deed: 'comment', post, at, text: words.back(person.language) }]
}
