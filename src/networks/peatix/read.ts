import { byMailOrName } from '../attendee-format.ts'
import { attendeeReader } from '../attendees.ts'
import { columnWord } from '../files/table.ts'
import { personRole } from '../person-columns.ts'

const words = (...names: string[]) => names.map(columnWord)
const sales = words('販売ID', 'Sales ID', 'Sale ID', '注文ID', 'Order ID')
const guests = words('参加者名', 'Attendee name', 'チケット名', 'Ticket name', 'チケット', 'Ticket')

/**
 * Peatix › Event › 参加者リスト › CSV. Its columns are not published and follow the language of the screen; they are told
 * by their names, of which the number of the sale is the one that is always there:
 *
 *     販売ID,参加者名,メールアドレス,チケット名,ステータス,注文日時,チェックイン日時
 *     200001,佐藤 結衣,yui@sato.example,一般,販売済み,2026/09/20 10:00,2026/10/04 13:15
 */
export const reader = attendeeReader({
  network: 'peatix',
  isHead: head =>
    (head.length > 2 &&
      head.some(word => word.includes('peatix')) &&
      head.some(word => ['name', 'mail'].includes(personRole(word) ?? ''))) ||
    (sales.some(name => head.includes(name)) && guests.some(name => head.includes(name))),
  fields: {
    status: ['ステータス', 'Status', '販売ステータス', '注文ステータス', 'Order status', 'Ticket status'],
    attendance: ['チェックイン', '来場', '受付', 'Checked in', 'Check-in', 'Attended'],
    attendedAt: [
      'チェックイン日時',
      '受付日時',
      '来場日時',
      '入場日時',
      'Checked in at',
      'Check-in time',
      'チェックイン',
      'Checked in',
    ],
    appliedAt: ['注文日時', '申込日時', '購入日時', '販売日時', 'Order date', 'Sales date', 'Purchase date'],
    eventName: ['イベント名', 'イベント', 'Event name', 'Event'],
    eventDate: ['イベント日時', '開催日時', '開催日', 'Event date', 'Event time'],
    eventId: ['イベントID', 'Event ID'],
  },
  identity: byMailOrName,
})
