import { settle } from '#loop/support/up-to-date.ts'
import { dayWords } from '#loop/support/words.ts'
import { loadSupporters } from '#screens/supporters/load.ts'
import type { Supporter, Supporters } from '#screens/supporters/shape.ts'
import { type Command, exits, type Run } from './command.ts'
import { table } from './text.ts'

export const supporters: Command = {
  name: 'supporters',
  summary: {
    en: 'how many people will support you in the next 90 days, and who',
    ja: 'これからの90日に応援してくれる人の見込みと、その顔ぶれ',
  },
  examples: [
    'enishi supporters',
    'enishi supporters --limit 10',
    'enishi supporters --json',
    'enishi supporters --search さとう',
  ],
  options: [
    {
      flags: '--limit <number>',
      summary: { en: 'people shown (text: 20, JSON: all)', ja: '表示する人数（文字：20、JSON：全員）' },
      whole: { least: 1, most: 999_999_999 },
    },
    {
      flags: '--search <words>',
      summary: { en: 'name, reading, romaji, handle', ja: '名前・よみ・ローマ字・ハンドル' },
    },
  ],
  async run(run, _args, options) {
    const ctx = await run.open()
    await settle(ctx)
    const most = typeof options.limit === 'number' ? options.limit : run.json ? Number.POSITIVE_INFINITY : 20
    const q = typeof options.search === 'string' ? options.search : undefined
    let found: Supporters | undefined
    const people: Supporter[] = []
    for (let cursor: string | undefined; people.length < most; cursor = found.next) {
      const limit = Math.max(1, Math.min(200, most - people.length))
      found = await loadSupporters(ctx, { q, sort: 'chance', cursor, limit }, run.language)
      people.push(...found.people)
      if (!found.next) break
    }
    const { horizonDays, at, seenUntil, known, outOfSight, newcomers, together, merged, total, notVisible } =
      found!
    run.print(
      {
        horizonDays,
        at,
        seenUntil,
        known,
        outOfSight,
        newcomers,
        together,
        merged,
        total,
        people,
        notVisible,
      },
      () =>
        people.length === 0 && q !== undefined ? run.words.nobodyFound : textOf(run, { ...found!, people }),
    )
    return people.length === 0 ? exits.nothingFound : exits.ok
  },
}

const whole = (n: number) => String(Math.round(n))

function textOf(
  { words, language, plain }: Run,
  { horizonDays, at, seenUntil, known, outOfSight, newcomers, people, notVisible }: Supporters,
): string {
  if (people.length === 0) return words.noPeople
  const seen = Date.parse(seenUntil)
  return [
    words.headline(whole(known.expected + newcomers.expected), horizonDays),
    words.known(whole(known.expected), whole(known.low), whole(known.high)),
    ...(outOfSight.people > 0
      ? [words.outOfSight(whole(outOfSight.expected), String(outOfSight.people), outOfSight.people)]
      : []),
    words.newcomers(whole(newcomers.expected), whole(newcomers.low), whole(newcomers.high)),
    ...(Date.parse(at) - seen > 86_400_000 ? [words.seenUntil(dayWords(seen, language))] : []),
    '',
    table(
      people.map(({ p, name, because }) => [
        p === null ? '  –' : `${String(Math.round(p * 100)).padStart(3)} %`,
        plain(name),
        because.slice(0, 2).join(language === 'ja' ? '、' : '; '),
      ]),
    ),
    ...(notVisible.length > 0
      ? ['', words.notVisible, ...notVisible.map(({ title, why }) => `  ${title}: ${why}`)]
      : []),
  ].join('\n')
}
