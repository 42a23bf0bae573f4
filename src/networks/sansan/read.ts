import { type CardFormat, readCards } from '../cards.ts'
import type { Reader } from '../contract.ts'
import { columnWord, hasTable, tableFiles } from '../files/table.ts'

/** Columns that only a list of business cards has, by the names Sansan uses in its screens, imports and exports. */
const ofCards = [
  '名刺交換日',
  '名刺交換日時',
  '名刺所有者',
  '名刺所有者名',
  '名刺所有者ユーザID',
  '名刺所有者ユーザーID',
  '名刺所有者メールアドレス',
  '名刺ID',
  '名刺作成日',
  '名刺作成日時',
  '名刺登録日',
  '名刺登録日時',
  'CI人物ID',
].map(columnWord)

const names = ['氏名', '姓', '氏名[姓]', '名前'].map(columnWord)
const eight = columnWord('Eightでつながっている人')

/**
 * Business cards out of Sansan (and what other programs write in its columns), Shift_JIS or UTF-8. Which columns a
 * download has is chosen by the one who makes it, so they are told by their names alone:
 *
 *     名刺ID,名刺交換日,名刺所有者,会社名,部署名,役職,氏名[姓],氏名[名],氏名カナ[姓],氏名カナ[名],Email,TEL1,メモ
 *     1001,2026-02-08,縁 花子,さとう製本,,製本家,佐藤,結衣,サトウ,ユイ,yui@sato.example,03-0000-0001,
 */
const format: CardFormat = {
  isHead: words =>
    names.some(name => words.includes(name)) &&
    ofCards.some(column => words.includes(column)) &&
    !words.includes(eight),
  // The day a card was scanned is not the day two people met.
  exchangedOn: ['名刺交換日', '名刺交換日時', '交換日'],
  // Whose card it is in a company, and numbers of Sansan's own: they say nothing of the person.
  passedOver: [
    '名刺所有者',
    '名刺所有者名',
    '名刺所有者ユーザID',
    '名刺所有者ユーザーID',
    '名刺所有者メールアドレス',
    '登録者',
    '登録日時',
    '更新日時',
    '最終更新日時',
  ],
}

export const reader: Reader = {
  recognizes: source => hasTable(source, format.isHead),
  read: source => readCards(tableFiles(source), format),
}
