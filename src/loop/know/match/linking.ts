import { agglomerate } from './agglomerate.ts'
import { openKeyIndex } from './key-index.ts'
import { expectedPairs } from './lambda.ts'
import { ASKING, bitsOf, HARD, LIKENESS, type Links, linksWithout, openLinks } from './links.ts'
import { bitsAmongContradictory, bitsAmongRivals } from './rivals.ts'
import { openScore, type Score } from './score.ts'
import type { Model, Settings } from './settings.ts'
import { addKeys, allPairs, lambdaOf, train } from './train.ts'
import { openNumbers, openValues } from './value-table.ts'

/** Records that are compared with each other and stay in memory, so that later ones are compared with them alone. */
export type Linking<T> = {
  /** Adds records and compares each with all before it; positions go on from those added before. */
  add(records: readonly T[]): void
  /** Takes records out, by id: nothing is compared with them any more, and their links are gone. */
  remove(ids: readonly string[]): void
  /** Records that were taken out. */
  removed: number
  links: Links
  /** The same with the bits that rivals leave: of many namesakes on one network none is likely to be the one. */
  settled(): Links
  people(): Int32Array
  /** Must two records stay apart, whoever else looks like both? */
  contradicts?: ((a: number, b: number) => boolean) | undefined
  model: Model
  score: Score
  /** Pairs that were compared. */
  candidates: number
}

/** Accounts whose candidates tell how many pairs are one person. */
const lambdaFrom = 20_000

/** Learns a model from `records` (unless `settings` bring one) and adds them. */
export function openLinking<T>(records: readonly T[], settings: Settings<T>): Linking<T> {
  const columns = settings.comparisons.map(comparison =>
    comparison.open(name => settings.comparisons.findIndex(other => other.name === name)),
  )
  const keys = openKeyIndex()
  const only = openValues()
  const oneEach = openNumbers()
  const places = new Map<string, number>()
  const sides: number[] = []
  const links = openLinks()
  const isGone = openNumbers()
  const keep = bitsOf(settings.keepFrom ?? 0.5)
  const accept = bitsOf(settings.acceptFrom ?? 0.99)
  const limit = settings.largestBlock ?? 400

  const mayBeOne = (a: number, b: number) =>
    isGone.at[a] === 0 &&
    !(settings.side && sides[a] === sides[b]) &&
    !(settings.oneEach && oneEach.at[a]! >= 0 && oneEach.at[a] === oneEach.at[b])

  const learnLambda = () => {
    if (!('pairs' in settings.prior) || !settings.prior.within) return
    const { pairs, within } = settings.prior
    const every = allPairs(records, settings)
    const step = Math.ceil(records.length / lambdaFrom)
    const shippedScore = openScore(columns, settings.comparisons, model)
    const shipped = bitsOf(model.lambda)
    const bits = openNumbers(Float64Array)
    for (let b = 0; b < records.length; b += step)
      keys.earlier(b, limit, a => {
        if (mayBeOne(a, b)) bits.push(shippedScore.bits(a, b) - shipped)
      })
    const expected = expectedPairs(
      bits.at.subarray(0, bits.length),
      step,
      every,
      pairs(records.length),
      within,
    )
    model.lambda = lambdaOf(expected, every)
  }

  const take = (record: T) => {
    const at = oneEach.length
    for (const column of columns) column.add(record)
    addKeys(keys, at, record, settings.blocks)
    oneEach.push(only.add(settings.oneEach?.(record)))
    isGone.push(0)
    places.set(settings.id(record), at)
    if (settings.side) sides.push(settings.side(record))
  }
  for (const record of records) take(record)
  const model = settings.model ?? train(records, columns, settings)
  if (!settings.model) learnLambda()
  const score = openScore(columns, settings.comparisons, model)

  const contradicts =
    settings.contradicts &&
    ((a: number, b: number) => {
      score.bits(a, b)
      return settings.contradicts!(score.levels)
    })

  const linking: Linking<T> = {
    links,
    model,
    score,
    candidates: 0,
    removed: 0,
    add(more) {
      const from = oneEach.length
      for (const record of more) take(record)
      compare(from)
    },
    remove(ids) {
      for (const id of ids) {
        const at = places.get(id)
        if (at === undefined) continue
        places.delete(id)
        isGone.at[at] = 1
        keys.remove(at)
        for (const column of columns) column.remove(at)
        linking.removed++
      }
    },
    settled() {
      const here = linking.removed > 0 ? linksWithout(links, isGone.at) : links
      const among = settings.oneEach
        ? { ...here, bits: bitsAmongRivals(here, oneEach.at.subarray(0, oneEach.length)) }
        : here
      return contradicts ? { ...among, bits: bitsAmongContradictory(among, accept, contradicts) } : among
    },
    contradicts,
    people: () =>
      agglomerate(oneEach.length, linking.settled(), accept, {
        oneEach: settings.oneEach && oneEach.at.subarray(0, oneEach.length),
        words: placed(settings.words),
        firm: placed(settings.firm),
        contradicts,
      }),
  }

  const compare = (from: number) => {
    for (let b = from; b < oneEach.length; b++)
      keys.earlier(b, limit, a => {
        if (!mayBeOne(a, b)) return
        linking.candidates++
        const bits = score.bits(a, b)
        if (bits < keep) return
        links.push(a, b, bits, kinds[settings.joinsBy?.(score.levels) ?? 'likeness'])
      })
  }

  const placed = <P extends readonly [string, string, ...boolean[]]>(pairs: readonly P[] = []) =>
    pairs.flatMap(([a, b, ...same]) => {
      const [one, other] = [places.get(a), places.get(b)]
      return one === undefined || other === undefined ? [] : [[one, other, ...same] as never]
    })

  compare(0)
  return linking
}

const kinds = { hard: HARD, likeness: LIKENESS, asking: ASKING } as const
