import { settle } from '#loop/support/up-to-date.ts'
import { dayWords } from '#loop/support/words.ts'
import { rangeIn } from '#screens/parts/told.ts'
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
    // What belongs to a page of them, not to the answer.
    const { counts: _, next: __, noFigure: ___, ...answer } = { ...found!, people }
    run.print(answer, () =>
      people.length === 0 && q !== undefined ? run.words.nobodyFound : textOf(run, { ...found!, people }),
    )
    return people.length === 0 ? exits.nothingFound : exits.ok
  },
}

const whole = (n: number) => String(Math.round(n))

function textOf(run: Run, found: Supporters): string {
  const { words, language, plain } = run
  const { people, notVisible } = found
  if (people.length === 0) return words.noPeople
  return [
    ...figureLines(run, found),
    ...(found.fresh ? [] : [words.stillCounting]),
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

/** What lies in the past is told as past, and from which day; what cannot be seen, with the reason and never as zero. */
function figureLines({ words, language }: Run, found: Supporters): string[] {
  const { horizonDays, seenUntil, ended, outOfSight, noFigure } = found
  const [together, known, newcomers] = [found.together, found.known, found.newcomers].map(rangeIn)
  if (!together || !known || !newcomers) return [noFigure?.why ?? words.stillCounting]
  const day = dayWords(Date.parse(seenUntil), language)
  const said = [whole(together.expected), whole(together.low), whole(together.high)] as const
  return [
    ended ? words.headlineThen(...said, horizonDays, day) : words.headline(...said, horizonDays),
    ...(ended ? [words.seenUntil(day)] : []),
    words.known(whole(known.expected), whole(known.low), whole(known.high)),
    ...(outOfSight.people > 0
      ? [words.outOfSight(whole(outOfSight.expected), String(outOfSight.people), outOfSight.people)]
      : []),
    words.newcomers(whole(newcomers.expected), whole(newcomers.low), whole(newcomers.high)),
  ]
}
