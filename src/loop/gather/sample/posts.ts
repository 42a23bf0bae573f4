import { type Random, randomOf } from './random.ts'
import { type Topic, topics } from './topics.ts'

/** Something 縁 花子 published. `pull`: how strongly it draws answers; 1 is usual. */
export type Post = {
  number: number
  at: number
  topic: Topic
  language: 'ja' | 'en'
  title: string
  slug: string
  url: string
  paragraphs: string[]
  pull: number
  /** Ids of the copies that point to it; undefined where she did not post there. */
  tootId?: string
  xId?: string
  linkedinId?: string
}

export const day = 86_400_000
export const span = 730
const tokyo = 9 * 3_600_000

/** The posts of the two years that end at `now`, oldest first: all the titles there are, each once. */
export function posts(now: number, seed: number): Post[] {
  const random = randomOf(seed, 'posts')
  const drafts = random.shuffled(
    topics.flatMap(topic => [
      ...topic.titlesJa.map(title => ({ topic, title, language: 'ja' as const })),
      ...topic.titlesEn.map(title => ({ topic, title, language: 'en' as const })),
    ]),
  )
  const step = (span - 4) / drafts.length
  const times = drafts.map((_, index) =>
    morningOrEvening(now - (span - 2.5 - (index + 0.15 + random.next() * 0.7) * step) * day, random),
  )
  return inSeason(drafts, times).map((draft, index) => {
    const at = times[index]!
    const date = new Date(at + tokyo).toISOString()
    const slug =
      draft.language === 'en'
        ? slugOf(draft.title)
        : `${date.slice(5, 10).replace('-', '')}-${draft.topic.slug}`
    const announced = random.chance(0.85)
    return {
      number: index + 1,
      at,
      ...draft,
      slug,
      url: `https://hanako.example/${date.slice(0, 4)}/${date.slice(5, 7)}/${slug}/`,
      paragraphs: paragraphsOf(draft.topic, draft.language, random),
      pull: Math.exp(random.normal() * 0.5 - 0.125) * draft.topic.pull,
      // Networks write the moment into their ids: Mastodon ms << 16, X (ms - its epoch) << 22, LinkedIn ms << 22.
      ...(announced && { tootId: idOf(at + 90_000, 16, random) }),
      ...(random.chance(0.4) && { xId: idOf(at + 240_000 - 1_288_834_974_657, 22, random) }),
      ...(random.chance(0.17) && { linkedinId: idOf(at + 420_000, 22, random) }),
    }
  })
}

const seasons: readonly [RegExp, readonly number[]][] = [
  [/春|桜|spring|cherry/i, [3, 4, 5]],
  [/夏|梅雨|お盆/, [6, 7, 8]],
  [/秋/, [9, 10, 11]],
  [/冬|雪|鰤|snow/i, [12, 1, 2]],
]

/** Trades places until no title speaks of a season it is not. */
function inSeason<T extends { title: string }>(drafts: readonly T[], times: readonly number[]): T[] {
  const placed = [...drafts]
  const monthsOf = (title: string) => seasons.find(([words]) => words.test(title))?.[1]
  const fits = (title: string, index: number) =>
    monthsOf(title)?.includes(new Date(times[index]! + tokyo).getUTCMonth() + 1) ?? true
  for (let i = 0; i < placed.length; i++) {
    if (fits(placed[i]!.title, i)) continue
    const there = placed.findIndex((other, j) => fits(placed[i]!.title, j) && !monthsOf(other.title))
    if (there >= 0) [placed[i], placed[there]] = [placed[there]!, placed[i]!]
  }
  return placed
}

export function idOf(ms: number, shift: number, random: Random): string {
  return String((BigInt(Math.floor(ms)) << BigInt(shift)) + BigInt(random.int(2 ** 15)))
}

function morningOrEvening(near: number, random: Random): number {
  const midnight = Math.floor((near + tokyo) / day) * day - tokyo
  const hour = random.chance(0.6) ? 7 + random.next() * 3 : 19 + random.next() * 3
  return Math.floor((midnight + hour * 3_600_000) / 1000) * 1000
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function paragraphsOf(topic: Topic, language: 'ja' | 'en', random: Random): string[] {
  const lines = random.shuffled(language === 'ja' ? topic.bodyJa : topic.bodyEn)
  return lines.slice(0, 2 + random.int(2))
}
