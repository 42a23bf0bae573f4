import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const meetup: Network = {
  id: 'meetup',
  title: { en: 'Meetup attendees', ja: 'Meetup の参加者' },
  version: 2,
  reader,
  howTo: {
    en: 'On meetup.com, as an organiser: your event → Manage attendees → Tools → Download attendees. Ready at once; bring one file for each event. The downloaded list of your group’s members is read, too.',
    ja: 'meetup.com の主催者画面でイベントを開き、「Manage attendees → Tools → Download attendees」。すぐに手に入ります。イベントごとに1つずつ取り込んでください。グループのメンバー一覧のダウンロードも読めます。',
  },
  sees: [
    {
      en: 'Who came or wanted to come to your events, with the address of their Meetup profile.',
      ja: 'あなたのイベントに来た人、来ると答えた人と、その Meetup のページ。',
    },
    {
      en: 'From a list of members: who joined your group, and on which day.',
      ja: 'メンバー一覧からは、あなたのグループにだれがいつ参加したか。',
    },
  ],
  cannotSee: [
    {
      en: 'The day of the event: the file has only the days of the replies, so Enishi asks you for it.',
      ja: 'イベントの開催日は見えません。返事をした日だけが書かれているので、取り込むときにお尋ねします。',
    },
    {
      en: 'Who the guests were that somebody brought along: only their number is given.',
      ja: '連れて来られた人がだれかは見えません。人数だけが書かれています。',
    },
    {
      en: 'Mail addresses: Meetup does not give them to organisers.',
      ja: 'メールアドレスは見えません。Meetup が主催者に渡していないためです。',
    },
  ],
  showsSupport: 'some',
}
