import { type CardFormat, readCards } from '../cards.ts'
import type { Reader } from '../contract.ts'
import { columnWord, hasTable, tableFiles } from '../files/table.ts'

const marks = ['Eightでつながっている人', '再データ化中の名刺', "'?'を含んだデータ"].map(columnWord)

/**
 * Eight › 名刺データのダウンロード (a paid function): a few lines about the list, then the header. Until some years ago
 * the name was one column (`氏名`), now it is two; behind the last flag stands one column for each of the owner's tags:
 *
 *     02月08日23時00分 JST にEightで生成された名刺リストです。
 *     合計 2 件
 *
 *     会社名,部署名,役職,姓,名,e-mail,郵便番号,…,携帯電話,URL,名刺交換日,Eightでつながっている人,再データ化中の名刺,'?'を含んだデータ,製本
 *     さとう製本,"",製本家,佐藤,結衣,yui@sato.example,1110000,…,090-0000-0001,"",2026/02/08,1,"","",1
 */
const format: CardFormat = {
  isHead: words =>
    words.includes(columnWord('会社名')) &&
    (words.includes(columnWord('氏名')) || words.includes(columnWord('姓'))) &&
    marks.some(mark => words.includes(mark)),
  exchangedOn: ['名刺交換日'],
  passedOver: ['再データ化中の名刺', "'?'を含んだデータ"],
  tagsAfter: "'?'を含んだデータ",
}

export const reader: Reader = {
  recognizes: source => hasTable(source, format.isHead),
  read: source => readCards(tableFiles(source), format),
}
