import type { Network } from '../contract.ts'
import { holdsRows } from './files.ts'
import { mistaken } from './mistaken.ts'
import { reader } from './read.ts'

export const instagram: Network = {
  id: 'instagram',
  title: { en: 'Instagram and Threads export', ja: 'Instagram と Threads のエクスポート' },
  version: 3,
  inPieces: true,
  reader: { ...reader, holdsRows },
  howTo: {
    en: 'On Instagram: Settings → Accounts Center → Your information and permissions → Export your information → Export to device. Choose the format JSON (not HTML) and all time; Threads comes along when the accounts are linked. A mail tells you when it is ready, after minutes or up to a few days; the link works for four days.',
    ja: 'Instagram で「設定 → アカウントセンター → あなたの情報とアクセス許可 → 情報をエクスポート → 端末にエクスポート」。形式は HTML ではなく「JSON」、期間は「すべて」を選びます。アカウントがつながっていれば、Threads の分も一緒に入ります。数分から数日で用意ができ、メールが届きます。リンクの期限は4日間です。',
  },
  mistaken,
  sees: [
    {
      en: 'Who follows you and whom you follow, on Instagram and on Threads, and since when.',
      ja: 'Instagram と Threads のフォロワーとフォロー中の人。その日時。',
    },
    {
      en: 'Whose posts, comments and stories you liked, and when.',
      ja: 'あなたがだれの投稿・コメント・ストーリーズに「いいね！」したか。その日時。',
    },
    {
      en: 'Your comments, and whose posts they stand under.',
      ja: 'あなたのコメントと、それがだれの投稿へのものか。',
    },
    {
      en: 'Your posts, reels, stories and threads, and whom you named in them.',
      ja: 'あなたの投稿・リール・ストーリーズ・スレッドと、そこで名前を挙げた人。',
    },
    {
      en: 'Who wrote to whom in messages, and who reacted to whose; in groups of more than ten only who named you or reacted. The words of messages are never kept.',
      ja: 'メッセージでだれがだれにいつ書いたか、だれがだれのメッセージにリアクションしたか。11人以上のグループでは、あなたの名前を挙げた人とリアクションだけです。メッセージの本文は取り込みません。',
    },
  ],
  cannotSee: [
    {
      en: 'Who liked, commented on, saved or shared your posts: Instagram and Threads leave it out of the export.',
      ja: 'あなたの投稿への「いいね！」・コメント・保存・シェア。Instagram も Threads も、エクスポートに入れていないため見えません。',
    },
    {
      en: 'Whom your replies on Threads answer: the export only says that they are replies.',
      ja: 'Threads での返信の相手。エクスポートには返信だということしか書かれていません。',
    },
    {
      en: 'The user names behind messages from people you do not follow and who do not follow you: only the names they display are given.',
      ja: 'フォローし合っていない人からのメッセージのユーザーネーム。表示名だけが入っています。',
    },
  ],
  showsSupport: 'some',
  supportShownBy: {
    en: 'The mails in which Instagram tells you of reactions show who gave them.',
    ja: 'Instagram から届くお知らせのメールを取り込むと、反応してくれた人が見えます。',
  },
}
