import { attendeeReader } from '../attendees.ts'
import { columnWord } from '../files/table.ts'
import { oneLine } from '../files/text.ts'

const [frame, user, shown, status] = ['参加枠名', 'ユーザー名', '表示名', '参加ステータス'].map(columnWord)

/**
 * connpass › イベント管理 › 参加者の管理 › CSV ダウンロード, UTF-8 or Shift_JIS. Questions of the form stand between the
 * usual columns, which grew over the years:
 *
 *     参加枠名,ユーザー名,表示名,利用開始日,コメント,参加ステータス,出欠ステータス,出席日時,アンケート…,更新日時,受付番号
 *     一般,yui_sato,佐藤 結衣,2019年03月02日,楽しみです,参加,出席,2026年10月04日 13:20,…,2026年10月04日 13:20,100001
 */
export const reader = attendeeReader({
  network: 'connpass',
  isHead: words =>
    words.includes(status!) && words.includes(shown!) && (words.includes(frame!) || words.includes(user!)),
  fields: {
    user: ['ユーザー名'],
    status: ['参加ステータス'],
    attendance: ['出欠ステータス'],
    attendedAt: ['出席日時'],
    appliedAt: ['更新日時', '申込日時'],
  },
  identity({ cell, name }) {
    const handle = oneLine(cell('user'))
    if (!handle) return name ? { key: `name:${name.normalize('NFKC').toLowerCase()}` } : undefined
    const key = handle.toLowerCase()
    const url = `https://connpass.com/user/${encodeURIComponent(handle)}/`
    const page = `connpass.com/user/${encodeURIComponent(key).toLowerCase()}`
    return { key, handle, url, sameAs: [{ kind: 'url', value: page, firm: true }] }
  },
  eventUrl: id => `https://connpass.com/event/${id}/`,
})
