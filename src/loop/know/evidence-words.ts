import { inBoth, type Language } from '#ledger/language.ts'
import type { LikenessKind } from './match/account-matching.ts'
import { chanceOf } from './match/links.ts'
import type { Evidence } from './match/score.ts'

/** What was compared and what was seen, for a person: `comparison level` as the kernel names them. */
const seen = inBoth({
  en: {
    prior: 'Any two accounts, before anything is compared: hardly ever one person',
    rivals: 'Others on the same network look just as much alike',
    'name same name': 'The same name',
    'name same name, in letters': 'The same name',
    'name same name, of one word': 'The same name, but of one word only',
    'name same name, in other characters': 'The same name, but for the form of a character',
    'name same words, other order': 'The same words of a name in another order',
    'name the same but for an initial or an ending':
      'The same name, but for an initial or an ending (Jr., III)',
    'name same name, another generation':
      'The same name, but one is the elder and one the younger. Look closely',
    'name read the same': 'The names are written differently and read the same',
    'name family name read the same, given name alike':
      'The family names read the same, the given names nearly',
    'name shortened reading': 'One name is a short form of the other',
    'name family name read the same, given name partly':
      'The family names read the same, the given names in part',
    'name the same in another script': 'The names may be the same one in two scripts',
    'name family name in common, and a nickname':
      'The same family name, and one given name may be short for the other',
    'name very alike': 'The names are very alike',
    'name family name and initial': 'The same family name, and the initial fits',
    'name one name in common': 'One word of the names is the same',
    'name one name in common, the others differ': 'One word of the names is the same, the others are not',
    'name family name in common, given name differs': 'The same family name, but another given name',
    'name letters of several alphabets':
      'One name imitates the other with letters of another alphabet. Look closely',
    'name nothing in common': 'The names have nothing in common',
    'name read differently': 'The names cannot be read alike',
    'handle same handle': 'The same user name',
    'handle one handle in the other': 'One user name is contained in the other',
    'handle handles alike': 'The user names are alike',
    "handle formed from the other's name": 'One user name is formed from the other’s name',
    "handle imitates the other's letters":
      'One user name imitates the other with letters of another alphabet. Look closely',
    'handle nothing in common': 'The user names have nothing in common',
    'mail the same, certain on both sides': 'The same mail address, certain on both sides',
    'mail the same, claimed by one side': 'The same mail address, but one side merely says so',
    'mail the same, of many': 'The same mail address, which several people use',
    'page the same, certain on both sides': 'The same page, certain on both sides',
    'page the same, claimed by one side': 'The same page, but one side merely says so',
    'page the same, of many': 'The same page, which several people give',
    "domain imitates the other's letters":
      'One address imitates the other with letters of another alphabet. Look closely',
    'claim says to be somebody':
      'One of them writes from another site and only says to be this person. Look closely',
    'domain the same domain': 'Addresses on the same domain of their own',
    'domain at home on one domain': 'Both are at home on one domain, where nobody else is',
    'server another server of one network':
      'They are on two servers of one network: an account that moved, or two people',
    'birthday the same birthday': 'The same birthday',
    'birthday another birthday': 'Different birthdays. Look closely',
    'domain the same domain, another address':
      'Addresses at one place, but not the same one, as colleagues have',
    'organisation the same organisation': 'The same organisation',
    'organisation another organisation': 'Another organisation',
  },
  ja: {
    prior: '何も比べる前：任意のふたつが同じ人であることは、まずありません',
    rivals: '同じネットワークに、同じくらい似たアカウントがほかにもあります',
    'name same name': '名前が同じです',
    'name same name, in letters': '名前が同じです',
    'name same name, of one word': '名前は同じですが、姓か名のひとつだけです',
    'name same name, in other characters': '名前は同じですが、漢字の字体が違います',
    'name same words, other order': '名前の姓と名の順だけが違います',
    'name the same but for an initial or an ending': '頭文字や「Jr.」などを除けば、名前が同じです',
    'name same name, another generation':
      '同じ名前ですが、親と子のように世代が違います。よくお確かめください',
    'name read the same': '書き方は違いますが、名前の読みが同じです',
    'name family name read the same, given name alike': '姓の読みが同じで、名の読みもよく似ています',
    'name shortened reading': '一方が、もう一方の縮めた名前です',
    'name family name read the same, given name partly': '姓の読みが同じで、名の読みも一部が同じです',
    'name the same in another script': '文字の種類は違いますが、同じ名前かもしれません',
    'name family name in common, and a nickname': '姓が同じで、一方の名はもう一方の愛称かもしれません',
    'name very alike': '名前がとてもよく似ています',
    'name family name and initial': '姓が同じで、名の頭文字も合います',
    'name one name in common': '名前のうち一語が同じです',
    'name one name in common, the others differ': '名前のうち一語は同じですが、ほかが違います',
    'name family name in common, given name differs': '姓は同じですが、名が違います',
    'name letters of several alphabets':
      '別の種類の文字で、もう一方の名前に似せてあります。よくお確かめください',
    'name nothing in common': '名前に共通点がありません',
    'name read differently': '名前の読みが合いません',
    'handle same handle': 'ユーザー名が同じです',
    'handle one handle in the other': '一方のユーザー名が、もう一方に含まれています',
    'handle handles alike': 'ユーザー名が似ています',
    "handle formed from the other's name": '一方のユーザー名は、もう一方の名前から作れます',
    "handle imitates the other's letters":
      '別の種類の文字で、もう一方のユーザー名に似せてあります。よくお確かめください',
    'handle nothing in common': 'ユーザー名に共通点がありません',
    'mail the same, certain on both sides': 'メールアドレスが同じで、どちらも確かです',
    'mail the same, claimed by one side': 'メールアドレスは同じですが、一方が名乗っているだけです',
    'mail the same, of many': 'メールアドレスは同じですが、何人かで使われています',
    'page the same, certain on both sides': 'ページが同じで、どちらも確かです',
    'page the same, claimed by one side': 'ページは同じですが、一方が名乗っているだけです',
    'page the same, of many': 'ページは同じですが、何人かが挙げています',
    "domain imitates the other's letters":
      '別の種類の文字で、もう一方のアドレスに似せてあります。よくお確かめください',
    'claim says to be somebody': '一方は別のサイトから本人だと名乗っているだけです。よくお確かめください',
    'domain the same domain': '同じ独自ドメインのアドレスがあります',
    'domain at home on one domain': 'どちらも、ほかにはだれもいない同じドメインを拠点にしています',
    'server another server of one network':
      '同じネットワークの別々のサーバーにあります。引っ越したアカウントか、別の人です',
    'birthday the same birthday': '誕生日が同じです',
    'birthday another birthday': '誕生日が違います。よくお確かめください',
    'domain the same domain, another address':
      '同じ勤め先などのアドレスですが、同じものではありません（同僚かもしれません）',
    'organisation the same organisation': '所属が同じです',
    'organisation another organisation': '所属が違います',
  },
})

export type Weighed = { comparison: string; text: string; bits: number }

/** Evidence in the reader's language: where one starts first, then warnings, then what says most. */
export function sayEvidence(weighed: readonly Evidence[], language: Language): Weighed[] {
  const words: Record<string, string> = seen[language]
  return weighed
    .map(({ comparison, level, bits }) => ({
      comparison,
      text: words[`${comparison} ${level}`.trim()] ?? `${comparison}: ${level}`,
      bits,
    }))
    .sort(
      (a, b) =>
        Number(b.comparison === 'prior') - Number(a.comparison === 'prior') ||
        Number(b.bits === 0) - Number(a.bits === 0) ||
        Math.abs(b.bits) - Math.abs(a.bits),
    )
}

/** Why a pair waits for the owner although it looks likely; null where it is simply not likely enough. */
const asked: Record<Language, Record<LikenessKind, string | null>> = {
  en: {
    likeness: null,
    asking:
      'Much speaks for it, but only what anybody could say of themselves, or share: you alone can tell.',
    hard: 'They share an address. It was not joined by itself, since several use it, their names contradict each other, or you parted them before.',
    self: 'One of them is yours. Is the other one, too?',
  },
  ja: {
    likeness: null,
    asking:
      'よく似ていますが、ほかの人でも名乗れることか、重なりうることばかりです。おわかりになるのは、ご自分だけです。',
    hard: '同じアドレスですが、何人かで使われているか、名前が食い違うか、前に分けられたものなので、自動ではまとめていません。',
    self: '一方はご自身のアカウントです。もう一方もそうでしょうか。',
  },
}

export const sayWhyAsked = (kind: LikenessKind, language: Language): string | null => asked[language][kind]

/** The chance, 0 to 1, that so many bits stand for; likeness is never certain. */
export const chanceTold = (bits: number): number =>
  Math.min(0.9999, Math.round(chanceOf(bits) * 10_000) / 10_000)
