import type { Network } from '../contract.ts'
import { holdsRows, isArchive } from './files.ts'
import { mistaken } from './mistaken.ts'
import { readArchive } from './read.ts'

export const linkedin: Network = {
  id: 'linkedin',
  title: { en: 'LinkedIn archive', ja: 'LinkedIn のアーカイブ' },
  version: 4,
  reader: { recognizes: isArchive, read: readArchive, holdsRows },
  mistaken,
  howTo: {
    en: 'On LinkedIn: Settings → Data privacy → Get a copy of your data → the larger archive. A first part comes within minutes, the complete one within a day; bring the complete one.',
    ja: 'LinkedIn で「設定 → データプライバシー → データのコピーを取得」から大きいほうのアーカイブを選びます。数分で一部が、1日以内に全体が届きます。全体のほうを取り込んでください。',
  },
  sees: [
    { en: 'Your connections, and since when.', ja: 'つながりのある人と、つながった日がわかります。' },
    {
      en: 'Who wrote to whom and when. The words of your messages are not kept.',
      ja: 'だれがいつメッセージを送ったかがわかります。本文は保存しません。',
    },
    {
      en: 'Invitations, endorsements and recommendations, given and received.',
      ja: '招待・スキルの推薦・推薦文を、受け取ったものも送ったものも読み込みます。',
    },
    { en: 'Your own posts and when they were published.', ja: 'ご自分の投稿と公開日時がわかります。' },
    {
      en: 'Whom you follow, your own notes on connections, and the address book if you once uploaded it.',
      ja: 'フォローしている人、つながりのある人へのご自分のメモ、以前に読み込ませた連絡先を読み込みます。',
    },
    {
      en: 'What you liked, commented on, reposted or saved, where the link holds the address of somebody you know.',
      ja: '「いいね」・コメント・再投稿・保存のうち、リンクに知っている人のアドレスが含まれているものがわかります。',
    },
  ],
  cannotSee: [
    {
      en: 'Who liked, commented on or shared your posts: LinkedIn does not put it into the archive.',
      ja: 'あなたの投稿に「いいね」やコメント、共有をした人は見えません。LinkedIn がアーカイブに入れていないためです。',
    },
    {
      en: 'Whose posts you liked and commented on elsewhere: most links name only the post, not its author.',
      ja: 'それ以外の「いいね」やコメントの相手は見えません。多くのリンクには投稿の番号だけがあり、投稿者がわからないためです。',
    },
    {
      en: 'Members who have hidden or closed their accounts: LinkedIn leaves only a date.',
      ja: '非公開にした人や退会した人は見えません。LinkedIn が日付だけを残すためです。',
    },
    {
      en: 'Which address belongs to whom in archives from before mid-2023: connections have only a name and a company.',
      ja: '2023年半ばより前のアーカイブでは、つながりのある人のページが見えません。名前と会社名だけが入っているためです。',
    },
  ],
  showsSupport: 'some',
  supportShownBy: {
    en: 'The mails in which LinkedIn tells you of reactions show who gave them.',
    ja: 'LinkedIn から届くお知らせのメールを取り込むと、反応してくれた人が見えます。',
  },
}
