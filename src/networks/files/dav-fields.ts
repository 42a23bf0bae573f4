import type { LiveField } from '../live.ts'

/** What has to be known of a server of address books or calendars. */
export const davFields: readonly LiveField[] = [
  {
    id: 'server',
    kind: 'address',
    label: { en: 'Server', ja: 'サーバー' },
    hint: { en: 'https://dav.example/', ja: 'https://dav.example/' },
  },
  { id: 'user', kind: 'text', label: { en: 'User name', ja: 'ユーザー名' } },
  { id: 'password', kind: 'secret', label: { en: 'App password', ja: 'アプリ用パスワード' } },
]
