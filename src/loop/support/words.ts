import { inBoth, type Language } from '#ledger/language.ts'
import type { Because } from './because.ts'

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`

export const kindWords = inBoth({
  en: {
    like: 'like',
    share: 'share',
    comment: 'comment',
    reply: 'reply',
    mention: 'mention',
    bookmark: 'bookmark',
    attend: 'attendance',
    introduce: 'introduction',
    endorse: 'endorsement',
    recommend: 'recommendation',
    inquire: 'inquiry',
    buy: 'purchase',
    message: 'message',
    follow: 'follow',
    connect: 'connection',
    invite: 'invitation',
    card: 'card exchange',
    meet: 'meeting',
    arrive: 'arrival',
    thank: 'thanks',
  },
  ja: {
    like: 'いいね',
    share: 'シェア',
    comment: 'コメント',
    reply: '返信',
    mention: '言及',
    bookmark: 'ブックマーク',
    attend: '参加',
    introduce: 'ご紹介',
    endorse: 'スキルの推薦',
    recommend: '推薦文',
    inquire: '問い合わせ',
    buy: '購入',
    message: 'メッセージ',
    follow: 'フォロー',
    connect: 'つながり',
    invite: '招待',
    card: '名刺交換',
    meet: '出会い',
    arrive: '来訪',
    thank: 'お礼',
  },
})

export const words = inBoth({
  en: {
    seenUntil: (date: string) => `Cannot be seen since ${date}: the source has ended`,
    answered: (n: number) => `Responded to ${n} of your posts`,
    attended: (n: number) => `Came to ${n} of your events`,
    beside: (n: number) => `Turned to you ${n === 1 ? 'once' : `${n} times`} apart from your posts`,
    spoke: (n: number) => `spoke up or passed it on ${n === 1 ? 'once' : `${n} times`}`,
    recently: (n: number) => `${n} times in the last 90 days`,
    recentlyThen: (n: number, date: string) => `${n} times in the 90 days up to ${date}`,
    last: (date: string, kind: string) => `last on ${date} (${kind})`,
    passedOn: (n: number) => `brought you to others ${n === 1 ? 'once' : `${n} times`} this year`,
    passedOnThen: (n: number, date: string) =>
      `brought you to others ${n === 1 ? 'once' : `${n} times`} in the year up to ${date}`,
    back: (months: number) => `Came back after ${many(months, 'month', 'months')} of silence`,
    firstLately: 'First showed up in the last 90 days',
    quiet: (months: number, percent: number) =>
      `silent for ${many(months, 'month', 'months')}; still around with ${percent} %`,
    between: (date: string, kind: string) => `last between you on ${date} (${kind})`,
    given: (n: number) => `You have turned to them ${n === 1 ? 'once' : `${n} times`}`,
    never: 'No support seen so far',
  },
  ja: {
    seenUntil: (date: string) => `出どころの記録は${date}まで。そのあとのようすはわかりません`,
    answered: (n: number) => `あなたの投稿${n}件に反応`,
    attended: (n: number) => `催しに${n}回参加`,
    beside: (n: number) => `投稿とは別に${n}回、あなたに向けた出来事`,
    spoke: (n: number) => `言葉やシェアで${n}回`,
    recently: (n: number) => `この90日で${n}回`,
    recentlyThen: (n: number, date: string) => `${date}までの90日で${n}回`,
    last: (date: string, kind: string) => `最後は${date}（${kind}）`,
    passedOn: (n: number) => `この1年に${n}回、ほかの人へ広めてくれました`,
    passedOnThen: (n: number, date: string) => `${date}までの1年に${n}回、ほかの人へ広めてくれました`,
    back: (months: number) => `${months}か月ぶりに戻ってきました`,
    firstLately: 'この90日で初めて応援してくれました',
    quiet: (months: number, percent: number) =>
      `${months}か月反応がありません（まだ見ている見込み ${percent}%）`,
    between: (date: string, kind: string) => `おふたりの最近の出来事は${date}（${kind}）`,
    given: (n: number) => `こちらから${n}回`,
    never: 'まだ応援は見えていません',
  },
})

/** One sentence of evidence in the reader's language. */
export function sayBecause(because: Because, language: Language): string {
  const w = words[language]
  switch (because.code) {
    case 'seen-until':
      return w.seenUntil(dayWords(because.at, language))
    case 'attended':
      return w.attended(because.count)
    case 'beside':
      return w.beside(because.count)
    case 'answered':
      return w.answered(because.n)
    case 'spoke':
      return w.spoke(because.count)
    case 'recently':
      return because.until === null
        ? w.recently(because.count)
        : w.recentlyThen(because.count, dayWords(because.until, language))
    case 'last':
      return w.last(dayWords(because.at, language), kindOf(because.kind, language))
    case 'passed-on':
      return because.until === null
        ? w.passedOn(because.count)
        : w.passedOnThen(because.count, dayWords(because.until, language))
    case 'back':
      return w.back(because.months)
    case 'first-lately':
      return w.firstLately
    case 'quiet':
      return w.quiet(because.months, Math.round(100 * because.alive))
    case 'between':
      return w.between(dayWords(because.at, language), kindOf(because.kind, language))
    case 'given':
      return w.given(because.count)
    case 'never':
      return w.never
  }
}

const kindOf = (kind: string, language: Language) =>
  (kindWords[language] as Record<string, string>)[kind] ?? kind

const dayFormats = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }),
  ja: new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'UTC' }),
}

/** A day as written in the language: `3 Nov 2026`, `2026年11月3日`. */
export const dayWords = (at: number, language: Language) => dayFormats[language].format(at)
