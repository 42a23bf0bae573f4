import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const doorkeeper: Network = {
  id: 'doorkeeper',
  title: { en: 'Doorkeeper attendees (CSV)', ja: 'Doorkeeper の参加者（CSV）' },
  version: 2,
  reader,
  howTo: {
    en: 'On Doorkeeper, as an organiser: your event → Attendees → Export CSV. Ready at once; bring one file for each event, after it took place.',
    ja: 'Doorkeeper の主催者画面でイベントを開き、「参加者 → CSV で書き出す」。すぐに手に入ります。開催のあと、イベントごとに1つずつ取り込んでください。',
  },
  sees: [
    {
      en: 'Who came to your events, with name and mail address.',
      ja: 'あなたのイベントに来た人の、名前とメールアドレス。',
    },
    { en: 'When they checked in.', ja: 'チェックインした日時。' },
  ],
  cannotSee: [
    {
      en: 'The day of an event at which nobody checked in: Enishi asks you for it.',
      ja: 'だれもチェックインしていないイベントの開催日は見えません。取り込むときにお尋ねします。',
    },
    {
      en: 'Columns under names Enishi does not know. Doorkeeper publishes no list of them, so they are told by the names used on its screens.',
      ja: 'Enishi の知らない名前の列は読めません。列の一覧は公開されていないため、画面で使われている名前で見分けます。',
    },
    {
      en: 'What visitors answered to your questions: Enishi leaves it where it is.',
      ja: 'アンケートの回答は取り込みません。',
    },
  ],
  showsSupport: 'always',
}
