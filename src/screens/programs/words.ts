import { inBoth } from '#ledger/language.ts'
import { plural } from '../parts/format.ts'

export const words = inBoth({
  en: {
    title: 'Accounts that look like programs',
    intro:
      'Robots, feeds and relays pass on whatever appears. That is no support, so they are in no figure and in no list. Each stands here with what speaks for it. If a person is behind one, say so.',
    person: 'This is a person',
    saidPerson: (name: string) => `“${name}” is a person and is counted again.`,
    noneTitle: 'No account looks like a program',
    none: 'On the page of a person you can say that a program keeps their account.',
    people: 'People, by your word',
    takeBack: 'Take back',
    tookBack: 'Taken back.',
    looksLike: (count: string, n: number) =>
      `${count} ${plural(n, 'account looks', 'accounts look')} like ${plural(n, 'a program', 'programs')} and ${plural(n, 'is', 'are')} not counted.`,
    show: 'See which',
  },
  ja: {
    title: 'プログラムらしいアカウント',
    intro:
      'ロボットやフィード、中継は、出たものを自動で流します。応援ではないので、どの数字にも一覧にも入れていません。ここでは、そう判断した根拠とともに示しています。人のアカウントがあれば、お知らせください。',
    person: 'これは人です',
    saidPerson: (name: string) => `「${name}」を人として、また数えます。`,
    noneTitle: 'プログラムらしいアカウントはありません',
    none: '人のページで、そのアカウントがプログラムのものだとお知らせいただくこともできます。',
    people: '人だとお知らせになったもの',
    takeBack: '取り消す',
    tookBack: '取り消しました。',
    looksLike: (count: string, _: number) =>
      `プログラムらしいアカウントが${count}件あり、数に入れていません。`,
    show: '見てみる',
  },
})
