import { type Linked, linkRecords, type Settings } from '#loop/know/link-records.ts'
import type { AccountRecord } from '#loop/know/match/account-record.ts'
import { nameBlocks } from '#loop/know/match/name-blocks.ts'
import { displayName } from '#loop/know/match/name-comparison.ts'
import { atLeast, atMost, type BenchLine } from '../line.ts'
import { fakeSettings, type Invented } from './fake.ts'
import { type Australian, febrlSettings, personOf, readRows } from './febrl.ts'
import { crossScript } from './japanese.ts'
import { curveOf } from './truth.ts'

/** Febrl and Splink's fake_1000, beside what Splink's own notebooks reach on them (science.md b.1). */
export function publicSets(folder: string): BenchLine[] {
  const [a, b, three] = ['4a', '4b', '3'].map(n => readRows<Australian>(`${folder}/febrl/dataset${n}.csv`))
  const four = [...a!, ...b!]
  const fake = readRows<Invented>(`${folder}/splink/fake_1000.csv`)
  const sides: Settings<Australian> = { ...febrlSettings(0.8), side: r => (r.rec_id.endsWith('org') ? 0 : 1) }
  const one = run(four, sides, personOf, a!.length)
  const other = run(three!, febrlSettings(0.6), personOf)
  const third = run(fake, fakeSettings(), r => r.cluster)
  return [
    atLeast('febrl4: recall at p ≥ .99 (Splink .9918)', one.curve.at(0.99).recall, '', 0.9998),
    atLeast('febrl4: precision at p ≥ .99', one.curve.at(0.99).precision, '', 1),
    atLeast('febrl3: F1 at p ≥ .5 (Splink best .9954)', other.curve.at(0.5).f1, '', 0.9994),
    atMost('febrl3: from records to people', other.seconds, 's', 2),
    atLeast('fake_1000: best F1 (Splink .8617)', third.curve.best.f1, '', 0.885),
    atLeast('fake_1000: recall at precision ≥ .99 (Splink .376)', third.curve.recallAt(0.99), '', 0.5),
  ]
}

function run<T>(records: readonly T[], settings: Settings<T>, who: (record: T) => string, pairs?: number) {
  const began = performance.now()
  const { links } = linkRecords(records, settings)
  const seconds = (performance.now() - began) / 1000
  const same = (a: number, b: number) => who(records[a]!) === who(records[b]!)
  const sizes = [...Map.groupBy(records, who).values()].map(group => group.length)
  return {
    seconds,
    curve: curveOf(links, same, pairs ?? sizes.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)),
  }
}

/** The test half of the cross-script set; the other half is for tuning. */
export function japaneseSet(folder: string): BenchLine[] {
  const { accounts, truth, truePairs } = crossScript(folder, 1)
  const linked = linkRecords(accounts, {
    id: account => account.id,
    comparisons: [displayName],
    blocks: nameBlocks,
    side: ({ id }) => (id.startsWith('k') ? 0 : 1),
    oneEach: ({ network }) => network,
    prior: { pairs: () => truePairs },
    keepFrom: 1e-6,
  } satisfies Settings<AccountRecord>)
  const ids = ({ a, b }: { a: number; b: number }) =>
    [accounts[a]!.id, accounts[b]!.id].sort() as [string, string]
  const curve = curveOf(linked.links, (a, b) => truth.get(ids({ a, b })[1]) === ids({ a, b })[0], truePairs)
  const confident = curve.at(0.9)
  return [
    atLeast(
      'Japanese, across scripts: recall@1 (lattice of science.md .855)',
      recallAtOne(linked, ids, truth),
      '',
      0.9,
    ),
    atLeast('Japanese, across scripts: precision at p ≥ .9', confident.precision, '', 0.99),
    atLeast('Japanese, across scripts: recall at p ≥ .9', confident.recall, '', 0.6),
  ]
}

/** Share of renderings whose likeliest name is the right one; of k equally likely ones each counts 1/k. */
function recallAtOne(
  { links }: Linked,
  ids: (link: { a: number; b: number }) => [string, string],
  truth: ReadonlyMap<string, string>,
): number {
  const best = new Map<string, { bits: number; names: string[] }>()
  for (const link of links) {
    const [name, rendering] = ids(link)
    const found = best.get(rendering)
    if (!found) best.set(rendering, { bits: link.bits, names: [name] })
    else if (link.bits === found.bits) found.names.push(name)
  }
  let sum = 0
  for (const [rendering, name] of truth) {
    const names = best.get(rendering)?.names ?? []
    if (names.includes(name)) sum += 1 / names.length
  }
  return sum / truth.size
}
