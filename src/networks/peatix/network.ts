import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const peatix: Network = {
  id: 'peatix',
  title: { en: 'Peatix attendees (CSV)', ja: 'Peatix の参加者（CSV）' },
  version: 2,
  reader,
  howTo: {
    en: 'On peatix.com, as an organiser: your event → Attendee list → Download CSV. Ready at once; bring one file for each event, after it took place.',
    ja: 'peatix.com の主催者画面でイベントを開き、「参加者リスト → CSV ダウンロード」。すぐに手に入ります。開催のあと、イベントごとに1つずつ取り込んでください。',
  },
  sees: [
    {
      en: 'Who came to your events, with name and, where the file has it, mail address.',
      ja: 'あなたのイベントに来た人の名前と、ファイルにあればメールアドレス。',
    },
    {
      en: 'When they checked in, and the day of the event where the file says it.',
      ja: 'チェックインした日時と、ファイルにあれば開催日。',
    },
  ],
  cannotSee: [
    {
      en: 'Who came along on a ticket that somebody else bought, unless the buyer filled in their name.',
      ja: 'ほかの人がまとめて買ったチケットで来た人は、購入者が名前を書いていなければ見えません。',
    },
    {
      en: 'The day of the event where the file does not say it: Enishi asks you for it.',
      ja: 'ファイルに書かれていないときの開催日は見えません。取り込むときにお尋ねします。',
    },
    {
      en: 'Columns under names Enishi does not know. Peatix publishes no list of them, so they are told by their usual names in Japanese and English.',
      ja: 'Enishi の知らない名前の列は読めません。列の一覧は公開されていないため、日本語と英語のよくある名前で見分けます。',
    },
  ],
  showsSupport: 'always',
}
