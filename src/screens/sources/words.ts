import { inBoth } from '#ledger/language.ts'
import { plural } from '../parts/format.ts'

export const words = inBoth({
  en: {
    title: 'Sources',
    intro: 'Where the facts in your ledger come from, how fresh they are, and what each source cannot tell.',
    inUse: 'In your ledger',
    notYet: 'Could be brought',
    noneYet: 'Nothing has been brought yet.',
    bring: 'Import a file',
    fresh: (ago: string) => `Newest act ${ago}`,
    noActs: 'No dated acts in it',
    imported: (ago: string) => `imported ${ago}`,
    count: (acts: string, people: string, a: number, p: number) =>
      `${acts} ${plural(a, 'act', 'acts')} · ${people} ${plural(p, 'person', 'people')}`,
    stale: 'Older than three months: a new file would show what has happened since.',
    sees: 'It shows',
    cannotSee: 'It cannot show',
    howTo: 'How to get the file',
  },
  ja: {
    title: '出どころ',
    intro: '台帳の記録がどこから来たか、どれほど新しいか、そしてそれぞれから何が見えないかをお見せします。',
    inUse: '台帳にあるもの',
    notYet: '取り込めるもの',
    noneYet: 'まだ何も取り込んでいません。',
    bring: 'ファイルを取り込む',
    fresh: (ago: string) => `いちばん新しい出来事は${ago}`,
    noActs: '日付のある出来事はありません',
    imported: (ago: string) => `${ago}に取り込み`,
    count: (acts: string, people: string, _a: number, _p: number) => `出来事${acts}件・${people}人`,
    stale: '3か月より前の記録です。新しいファイルを取り込むと、そのあとのことがわかります。',
    sees: '見えるもの',
    cannotSee: '見えないもの',
    howTo: 'ファイルの手に入れ方',
  },
})
