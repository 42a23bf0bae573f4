import { inBoth, type Language } from '#ledger/language.ts'
import type { NoFigure } from './sight.ts'

const words = inBoth({
  en: {
    nothingBrought: 'Nothing has been brought yet that could show who supports you.',
    unseen: (brought: string) =>
      `It cannot be seen from what you brought (${brought}): that tells what you did and whom you know, not who liked, shared, answered or came.`,
    shownBy:
      'Reactions to your own site, comments on your blog, guest lists of your events and a connected Mastodon or Bluesky account show it.',
    nobodyYet: (brought: string) =>
      `As far as can be seen from what you brought (${brought}), nobody has supported you yet. A forecast needs somebody to go by.`,
    counting: (brought: string) => `What you brought (${brought}) is still being counted.`,
    and: (names: string[]) => names.join(', '),
    more: (names: string, count: number) => `${names} and ${count} more`,
  },
  ja: {
    nothingBrought: '応援してくれる人がわかる記録は、まだ取り込まれていません。',
    unseen: (brought: string) =>
      `取り込んだもの（${brought}）からは見えません。そこにあるのは、ご自分がしたことと、ご存じの人のことです。「いいね」やシェア、返事をくれた人や、来てくれた人は書かれていません。`,
    shownBy:
      'ご自分のサイトへの反応、ブログのコメント、催しの参加者名簿、つないだ Mastodon や Bluesky のアカウントがあると、見えるようになります。',
    nobodyYet: (brought: string) =>
      `取り込んだもの（${brought}）で見えるかぎり、応援はまだありません。見込みは、どなたかの応援が記録されると出てきます。`,
    counting: (brought: string) => `取り込んだもの（${brought}）を数えているところです。`,
    and: (names: string[]) => names.join('、'),
    more: (names: string, count: number) => `${names}、ほか${count}件`,
  },
})

const namedAtMost = 5

/** Why there is no figure, what was brought, and what would show it. */
export function sayNoFigure({ code, brought, shownBy }: NoFigure, language: Language): string {
  const w = words[language]
  const titles = brought.map(title => title[language])
  const named = w.and(titles.slice(0, namedAtMost))
  const list = titles.length > namedAtMost ? w.more(named, titles.length - namedAtMost) : named
  switch (code) {
    case 'nothing-brought':
      return join([w.nothingBrought, w.shownBy], language)
    case 'unseen':
      return join([w.unseen(list), ...shownBy.map(told => told[language]), w.shownBy], language)
    case 'nobody-yet':
      return w.nobodyYet(list)
    case 'counting':
      return w.counting(list)
  }
}

const join = (sentences: string[], language: Language) => sentences.join(language === 'ja' ? '' : ' ')
