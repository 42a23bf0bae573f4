import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const connpass: Network = {
  id: 'connpass',
  title: { en: 'connpass attendees (CSV)', ja: 'connpass の参加者（CSV）' },
  version: 1,
  reader,
  howTo: {
    en: 'On connpass, as an organiser: Manage event → Attendees → Download CSV. Ready at once; bring one file for each event, after it took place.',
    ja: 'connpass の主催者画面で「イベント管理 → 参加者の管理 → CSV ダウンロード」。すぐに手に入ります。開催のあと、イベントごとに1つずつ取り込んでください。',
  },
  sees: [
    {
      en: 'Who came to your events, by their connpass names.',
      ja: 'あなたのイベントに来た人と、その connpass のユーザー名。',
    },
    {
      en: 'When they were ticked off at the door, and with that the day of the event.',
      ja: '受付で出席にした日時。そこから開催日もわかります。',
    },
  ],
  cannotSee: [
    {
      en: 'Mail addresses: connpass does not give them to organisers.',
      ja: 'メールアドレスは見えません。connpass が主催者に渡していないためです。',
    },
    {
      en: 'The day of an event at which nobody was ticked off: Enishi asks you for it.',
      ja: '出席を付けていないイベントの開催日は見えません。取り込むときにお尋ねします。',
    },
    {
      en: 'What visitors answered to your questions: Enishi leaves it where it is.',
      ja: 'アンケートの回答は取り込みません。',
    },
  ],
  showsSupport: 'always',
}
