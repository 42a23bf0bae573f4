import type { Network } from '../contract.ts'
import { mistakenTable } from './mistaken.ts'
import { questionsOf } from './questions.ts'
import { isPeopleTable, readTable } from './read.ts'

/**
 * Takes what no other network knows: any table of people that has a header. `others`: those who are asked first, so
 * that a list of a network's own is never read as a table of nobody's.
 */
export const csvAfter = (others: readonly Network[]): Network => ({
  id: 'csv',
  title: { en: 'Table of your own (CSV)', ja: '自由な表（CSV）' },
  version: 1,
  reader: {
    async recognizes(source) {
      if (!(await isPeopleTable(source))) return false
      for (const { reader } of others) if (await reader.recognizes(source)) return false
      return true
    },
    read: readTable,
    asks: questionsOf,
  },
  howTo: {
    en: 'Save a spreadsheet as CSV: in Excel, File → Save as → CSV UTF-8; in Google Sheets, File → Download → CSV; in Numbers, File → Export. The first row has the names of the columns.',
    ja: '表計算ソフトから CSV で保存します。Excel は「名前を付けて保存 → CSV UTF-8」、Google スプレッドシートは「ファイル → ダウンロード → CSV」、Numbers は「ファイル → 書き出す」。1行目には列の名前を書いておいてください。',
  },
  mistaken: mistakenTable,
  sees: [
    {
      en: 'The people in your list: names, readings, mail addresses, companies. You say which column is which; Enishi proposes it.',
      ja: '一覧にある人の名前・よみがな・メールアドレス・会社。どの列が何かは、Enishi が見当をつけたうえで、あなたが決めます。',
    },
    {
      en: 'What happened and when, where a column has dates: visits, purchases, inquiries, meetings and more.',
      ja: '日付の列があれば、来訪・購入・お問い合わせ・面会など、いつ何があったか。',
    },
  ],
  cannotSee: [
    {
      en: 'People in rows without a name and without a mail address.',
      ja: '名前もメールアドレスもない行の人は見えません。',
    },
    {
      en: 'Dates that can be read two ways, unless you say whether the day or the month comes first.',
      ja: '「4/5/2026」のように二通りに読める日付は、日と月の順を教えていただかないと読めません。',
    },
  ],
  showsSupport: 'some',
})
