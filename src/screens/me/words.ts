import { inBoth } from '#ledger/language.ts'
import { plural } from '../parts/format.ts'

export const words = inBoth({
  en: {
    title: 'Are these you?',
    intro:
      'These accounts look as if they were yours. What you do is no support for you: once you have said which are yours, no figure counts them, now and later. Nothing is taken without your word, and each answer can be taken back.',
    yes: 'That is me',
    no: 'Somebody else',
    allYes: 'All of them are me',
    allNo: 'None of them is me',
    acts: (count: string, n: number) => `${count} ${plural(n, 'act', 'acts')} toward you`,
    saidYes: (name: string) => `“${name}” is your own account now.`,
    saidNo: (name: string) => `“${name}” is somebody else.`,
    saidAllYes: (count: string, n: number) =>
      `${count} ${plural(n, 'account is', 'accounts are')} your own now.`,
    saidAllNo: (count: string, n: number) =>
      `${count} ${plural(n, 'account is', 'accounts are')} somebody else’s.`,
    noneTitle: 'Nothing to answer here',
    none: 'When an account that comes in has your name, your user name or a page of yours, it is asked about here.',
    own: 'Your own accounts',
    notOwn: 'Not yours, by your word',
    takeBack: 'Take back',
    tookBack: 'Taken back.',
    bySource: 'Said by the source',
    askedOne: (count: string, n: number) =>
      `${count} ${plural(n, 'account looks', 'accounts look')} as if ${plural(n, 'it', 'they')} could be yours.`,
    answer: 'Are these you?',
  },
  ja: {
    title: 'あなたのアカウントですか？',
    intro:
      'ご自分のものらしいアカウントです。ご自分がしたことは、ご自分への応援ではありません。どれがご自分のものかをお答えいただくと、これまでもこれからも、どの数字にも数えません。お答えなしに決めることはなく、どのお答えもあとで取り消せます。',
    yes: 'わたしです',
    no: '別の人です',
    allYes: 'すべてわたしです',
    allNo: 'どれもわたしではありません',
    acts: (count: string, _: number) => `あなたへの出来事${count}件`,
    saidYes: (name: string) => `「${name}」をご自分のアカウントにしました。`,
    saidNo: (name: string) => `「${name}」は別の人のアカウントとしました。`,
    saidAllYes: (count: string, _: number) => `${count}件をご自分のアカウントにしました。`,
    saidAllNo: (count: string, _: number) => `${count}件を別の人のアカウントとしました。`,
    noneTitle: 'お答えいただくことはありません',
    none: '取り込んだアカウントの名前やユーザー名、ページがご自分のものと同じとき、ここでお尋ねします。',
    own: 'ご自分のアカウント',
    notOwn: 'ご自分のものではないとお答えになったもの',
    takeBack: '取り消す',
    tookBack: '取り消しました。',
    bySource: '出どころの情報によります',
    askedOne: (count: string, _: number) => `ご自分のものかもしれないアカウントが${count}件あります。`,
    answer: 'あなたのアカウントですか？',
  },
})
