import type { Network } from '../contract.ts'
import { mistakenMail } from './mistaken.ts'
import { askWhose } from './owner.ts'
import { hasMail, readMail } from './read.ts'

export const mail: Network = {
  id: 'mail',
  title: { en: 'Mailbox (mbox, Maildir, .eml)', ja: 'メールボックス（mbox・Maildir・.eml）' },
  version: 1,
  reader: { recognizes: hasMail, read: readMail, asks: askWhose },
  howTo: {
    en: 'Gmail: takeout.google.com → Deselect all → Mail → one export; the link comes within hours, for large mailboxes within days. Apple Mail: Mailbox → Export Mailbox. Thunderbird: the folder “Mail” or “ImapMail” of your profile. Single .eml files work, too.',
    ja: 'Gmail は takeout.google.com で「選択をすべて解除」してから「メール」だけを選びます。数時間、大きいと数日でリンクが届きます。Apple の「メール」は「メールボックス → メールボックスを書き出す」。Thunderbird はプロファイルの中の「Mail」か「ImapMail」フォルダ。.eml ファイルだけでも読めます。',
  },
  sees: [
    {
      en: 'Who wrote to you and to whom you wrote, and when. The words of your mails are not kept.',
      ja: 'だれがあなたに書き、あなたがだれに書いたか、いつのことか。メールの本文は保存しません。',
    },
    {
      en: 'Answers between you and others on mailing lists.',
      ja: 'メーリングリストでの、あなたとほかの人との返信のやり取り。',
    },
    {
      en: 'What networks told you by mail, as far as their wording is known: comments, likes and friend requests on Facebook (English), mentions, replies, likes and shares on Twitter (English), invitations on LinkedIn (English), likes and follows on note, sign-ups on connpass, new subscribers on YouTube (English). They count as told by a mail.',
      ja: 'SNS からの通知メールのうち、文面がわかっているもの。Facebook のコメント・いいね・友達リクエスト（英語）、Twitter のメンション・返信・いいね・リツイート（英語）、LinkedIn の招待（英語）、note のスキとフォロー、connpass の参加申し込み、YouTube のチャンネル登録（英語）。「メールで知らされたこと」として扱います。',
    },
  ],
  cannotSee: [
    {
      en: 'Circulars to more than ten people, mailing lists and newsletters: nobody is spoken to in them.',
      ja: '11人以上にあてた一斉メール、メーリングリスト、メールマガジン。だれか一人に向けたものではないためです。',
    },
    {
      en: 'What you deleted, and what lies in other mailboxes of yours.',
      ja: '削除したメールと、ほかのメールボックスにあるメール。',
    },
    {
      en: 'Notifications in other words, and those of Hatena and Peatix: they are left out rather than guessed at.',
      ja: '文面がわからない通知メールと、はてな・Peatix の通知メール。推測では数えません。',
    },
  ],
  mistaken: mistakenMail,
}
