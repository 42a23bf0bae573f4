import type { Network } from '../contract.ts'
import { hasCalendars, readCalendars } from './read.ts'
import { askWhose } from './survey.ts'

export const icalendar: Network = {
  id: 'icalendar',
  title: { en: 'Calendar (iCalendar, Google Calendar)', ja: 'カレンダー（iCalendar・Google カレンダー）' },
  version: 3,
  reader: { recognizes: hasCalendars, read: readCalendars, asks: askWhose },
  howTo: {
    en: 'Google Calendar on the web: Settings → Import & export → Export. Apple Calendar on a Mac: File → Export → Export. Outlook: File → Save calendar. Ready at once.',
    ja: 'Google カレンダーは Web 版の「設定 → インポート / エクスポート → エクスポート」。Mac の「カレンダー」は「ファイル → 書き出す」。Outlook は「ファイル → 予定表の保存」。すぐに手に入ります。',
  },
  sees: [
    {
      en: 'With whom you met, and when: those who accepted, at meetings that you accepted or organised.',
      ja: 'だれといつ会ったか。ご本人が主催または承諾した予定に、承諾の返事をした人です。',
    },
    {
      en: 'Who invited you, and whom you invited.',
      ja: 'だれに招かれ、だれを招いたか。',
    },
  ],
  cannotSee: [
    {
      en: 'Meetings for which nobody was invited by the calendar: it has no names for them.',
      ja: 'カレンダーから招待していない予定。相手の名前が記録されていないためです。',
    },
    {
      en: 'Whether somebody who accepted really came.',
      ja: '承諾した人が本当に来たかどうか。',
    },
    {
      en: 'What is still to come, events with more than fifty guests, and titles, places and notes: they are not kept.',
      ja: 'これからの予定と、招待された人が50人を超える予定。題名・場所・メモは保存しません。',
    },
  ],
  showsSupport: 'never',
}
