import { byMailOrName } from '../attendee-format.ts'
import { attendeeReader } from '../attendees.ts'
import { columnWord } from '../files/table.ts'
import { personRole } from '../person-columns.ts'

const words = (...names: string[]) => names.map(columnWord)
const tickets = words('チケット', 'チケット名', 'チケットの種類', 'チケット種別', 'Ticket', 'Ticket type')
const mails = words('メールアドレス', 'メール', 'Email', 'Email address')
const doors = words(
  'チェックイン',
  'チェックイン日時',
  'チェックイン時刻',
  'Checked in',
  'Checked in at',
  'Check-in',
)
const numbers = words('販売ID', '注文ID', 'Sales ID', 'Order ID')

/**
 * Doorkeeper › Event › 参加者 › CSV. Its columns are not published; they are told by the names that its screens use, and
 * by having a ticket, an address and the door in one table:
 *
 *     名前,メールアドレス,チケット,ステータス,申込日時,チェックイン日時
 *     佐藤 結衣,yui@sato.example,一般,参加,2026-09-20 10:00,2026-10-04 13:15
 */
export const reader = attendeeReader({
  network: 'doorkeeper',
  isHead: head =>
    (head.length > 2 &&
      head.some(word => word.includes('doorkeeper')) &&
      head.some(word => ['name', 'mail'].includes(personRole(word) ?? ''))) ||
    ([tickets, mails, doors].every(names => names.some(name => head.includes(name))) &&
      !numbers.some(name => head.includes(name))),
  fields: {
    status: ['ステータス', '参加ステータス', '状態', 'Status'],
    attendance: ['チェックイン', '出席', 'Checked in', 'Check-in', 'Attended'],
    attendedAt: [
      'チェックイン日時',
      'チェックイン時刻',
      'チェックイン',
      'Checked in at',
      'Checked in',
      'Check-in',
    ],
    appliedAt: [
      '申込日時',
      '申し込み日時',
      '登録日時',
      '申込日',
      'Registered at',
      'Applied at',
      'Created at',
    ],
    eventName: ['イベント', 'イベント名', 'Event', 'Event name'],
    eventDate: ['開催日', '開催日時', '開始日時', 'Event date', 'Starts at'],
    eventId: ['イベントID', 'Event ID'],
  },
  identity: byMailOrName,
})
