import type { ActKind } from '#ledger/kinds.ts'
import type { Question, Source, Told } from '../contract.ts'
import { oneLine } from '../files/text.ts'
import {
  type AskedRole,
  askedRoles,
  isDateColumn,
  mappingOf,
  NONE,
  needsOrder,
  proposedMapping,
} from './mapping.ts'
import { type Table, tableOf } from './table.ts'

const columns: Record<AskedRole, Told> = {
  name: { en: 'Which column has the whole name?', ja: '氏名（姓と名が一つになったもの）は、どの列ですか？' },
  family: { en: 'Which column has the family name?', ja: '姓は、どの列ですか？' },
  given: { en: 'Which column has the given name?', ja: '名は、どの列ですか？' },
  reading: { en: 'Which column says how the name is read (kana)?', ja: 'よみがなは、どの列ですか？' },
  mail: { en: 'Which column has the mail address?', ja: 'メールアドレスは、どの列ですか？' },
  company: { en: 'Which column has the company or group?', ja: '会社や所属は、どの列ですか？' },
}

/** Kinds that people keep tables of, in the order in which they are offered. */
const offered: readonly [ActKind, Told][] = [
  ['attend', { en: 'They came to an event or a shop', ja: 'イベントやお店に来てくれた' }],
  ['card', { en: 'Cards were exchanged', ja: '名刺を交換した' }],
  ['meet', { en: 'You met', ja: '会った・打ち合わせをした' }],
  ['inquire', { en: 'They inquired', ja: 'お問い合わせ・ご相談' }],
  ['buy', { en: 'They bought', ja: '購入・注文' }],
  ['message', { en: 'They wrote or called', ja: 'メール・電話などの連絡' }],
  ['introduce', { en: 'They introduced somebody or something', ja: '紹介してくれた' }],
  ['share', { en: 'They passed it on', ja: 'シェアしてくれた' }],
  ['comment', { en: 'They commented', ja: 'コメント・感想をくれた' }],
  ['like', { en: 'They liked it', ja: '「いいね」をしてくれた' }],
  ['follow', { en: 'They began to follow', ja: 'フォローしてくれた' }],
  ['thank', { en: 'Thanks were said', ja: 'お礼' }],
]

const nothing: Told = { en: 'No such column', ja: 'その列はない' }

/** Which column is what: proposed from names and values, settled by the owner, remembered for tables of the same header. */
export async function questionsOf(source: Source): Promise<readonly Question[]> {
  const table = await tableOf(source)
  if (!table) return []
  const proposed = proposedMapping(table)
  const { shape } = table
  const questions: Question[] = askedRoles.map(role => ({
    id: role,
    title: columns[role],
    choices: [{ value: NONE, label: nothing }, ...table.head.map((_, index) => columnChoice(table, index))],
    proposed: String([...proposed.person].find(([, each]) => each === role)?.[0] ?? NONE),
    optional: true,
    shape,
  }))
  const dates = table.head.flatMap((_, index) => (isDateColumn(table, index) ? [index] : []))
  if (dates.length === 0) return questions
  return [...questions, ...questionsOfActs(table, dates, source)]
}

function questionsOfActs(table: Table, dates: readonly number[], source: Source): Question[] {
  const { shape } = table
  const proposed = proposedMapping(table)
  const kind = typeof proposed.kind === 'number' ? `column:${proposed.kind}` : (proposed.kind ?? NONE)
  const questions: Question[] = [
    {
      id: 'date',
      title: {
        en: 'Which column has the day on which something happened?',
        ja: '出来事のあった日は、どの列ですか？',
      },
      choices: [{ value: NONE, label: nothing }, ...dates.map(index => columnChoice(table, index))],
      proposed: String(proposed.date ?? NONE),
      optional: true,
      shape,
    },
    {
      id: 'kind',
      title: { en: 'What happened on that day?', ja: 'その日にあったのは、どんなことですか？' },
      choices: [
        {
          value: NONE,
          label: { en: 'Nothing: this is only a list of people', ja: '出来事ではない（人の一覧だけ）' },
        },
        ...offered.map(([value, label]) => ({ value, label })),
        ...table.head.flatMap((cell, index) => {
          if (proposed.person.has(index) || dates.includes(index)) return []
          const name = oneLine(cell, 60)
          const label = { en: `The column “${name}” says it`, ja: `列「${name}」に書いてある` }
          return [{ value: `column:${index}`, label }]
        }),
      ],
      proposed: kind,
      optional: true,
      shape,
    },
    {
      id: 'direction',
      title: { en: 'Who did it?', ja: 'それをしたのは、どちらですか？' },
      choices: [
        { value: 'toward', label: { en: 'They did, toward me', ja: '相手が、わたしに' } },
        { value: 'by', label: { en: 'I did, toward them', ja: 'わたしが、相手に' } },
      ],
      proposed: 'toward',
      optional: true,
      shape,
    },
  ]
  if (!needsOrder(table, mappingOf(table, source).date)) return questions
  return [
    ...questions,
    {
      id: 'order',
      title: {
        en: 'Dates are written like 4/5/2026. What comes first?',
        ja: '日付が「4/5/2026」のように書かれています。先に来るのはどちらですか？',
      },
      choices: [
        { value: 'month-first', label: { en: 'The month (April 5)', ja: '月（4月5日）' } },
        { value: 'day-first', label: { en: 'The day (4 May)', ja: '日（5月4日）' } },
      ],
      shape,
    },
  ]
}

/** A column by its name, with the first value in it to know it by. */
function columnChoice({ head, rows }: Table, index: number): Question['choices'][number] {
  const example = oneLine(rows.map(cells => cells[index] ?? '').find(text => text.trim()) ?? '', 30)
  const name = oneLine(head[index]!, 60) || `#${index + 1}`
  return { value: String(index), label: example ? `${name}: ${example}` : name }
}
