import type { Question, Source } from '../contract.ts'
import { type Header, type Order, whenOf } from './header.ts'
import type { FoundOrder } from './order.ts'
import type { Chat } from './survey.ts'

/** Of which way of writing dates: the phone writes all its chats alike, so one answer holds for all of them. */
const idOf = (signature: string) => `dates ${signature}`

/** Is 03/06/2026 in June or in March? Asked once for each way of writing where nothing in the chats tells. */
export function askDates(chats: readonly Chat[]): Question[] {
  const asked = new Map<string, Question>()
  for (const { dates } of chats) {
    const { example, signature } = dates
    const id = idOf(signature)
    if (dates.by !== 'guess' || !example || asked.has(id)) continue
    const likely = nameOf(dates.order)
    const other = turned(dates.order)
    asked.set(id, {
      id,
      title: {
        en: `Which day is ${written(example)} in these WhatsApp chats?`,
        ja: `WhatsApp のチャットに書かれた ${written(example)} は、何月何日ですか？`,
      },
      choices: [choice(dates.order, example), choice(other, example)],
      proposed: likely,
      optional: true,
      shape: signature,
    })
  }
  return [...asked.values()]
}

/** The order as the owner said, else as found. `isGuessed`: nobody said, and nothing tells. */
export function orderOf(
  { order, by, signature }: FoundOrder,
  source: Source,
): { order: Order; isGuessed: boolean } {
  if (by === 'told' || by === 'same') return { order, isGuessed: false }
  const answer = source.answers?.[idOf(signature)]
  if (answer === nameOf(order)) return { order, isGuessed: false }
  if (answer === nameOf(turned(order))) return { order: turned(order), isGuessed: false }
  return { order, isGuessed: true }
}

const nameOf = (order: Order) => (order[1] < order[2] ? 'month-first' : 'day-first')
const turned = ([year, month, day]: Order): Order => [year, day, month]
const written = ({ a, b, c, separator, isPadded }: Header) =>
  [a, b, c].map(part => (isPadded ? String(part).padStart(2, '0') : String(part))).join(separator)

function choice(order: Order, example: Header) {
  const when = whenOf(example, order, 0)
  const day = (language: string) =>
    when
      ? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(when.at)
      : nameOf(order)
  return { value: nameOf(order), label: { en: day('en-GB'), ja: day('ja') } }
}
