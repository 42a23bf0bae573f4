import type { Network } from '../contract.ts'
import { mistakenMail } from './mistaken.ts'
import { askWhose } from './owner.ts'
import { hasMail, readMail } from './read.ts'

export const mail: Network = {
  id: 'mail',
  title: { en: 'Mailbox (mbox, Maildir, .eml)', ja: 'メールボックス（mbox・Maildir・.eml）' },
  version: 4,
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
      en: 'What networks told you by mail, in Japanese or English: comments, likes, mentions and friends on Facebook, the same on Instagram, X (Twitter) and LinkedIn, likes, follows, comments and purchases on note, readers, comments, stars and bookmarks on Hatena, sign-ups on connpass, subscribers and comments on YouTube, and all that a Mastodon server writes about. They count as told by a mail.',
      ja: 'SNS からの通知メール（日本語・英語）。Facebook のコメント・いいね・メンション・友達、Instagram・X（Twitter）・LinkedIn の同じもの、note のスキ・フォロー・コメント・購入、はてなの読者・コメント・スター・ブックマーク、connpass の参加申し込み、YouTube のチャンネル登録とコメント、Mastodon サーバーからのお知らせ。「メールで知らされたこと」として扱います。',
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
      en: 'Notifications that name nobody (digests, Peatix’s number of tickets), and those in words that Enishi does not know: they are left out rather than guessed at.',
      ja: 'だれのことか書かれていない通知（まとめのお知らせ、Peatix の申込数など）と、文面がわからない通知。推測では数えません。',
    },
  ],
  showsSupport: 'some',
  mistaken: mistakenMail,
}
