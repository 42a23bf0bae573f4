import type { Network } from '../contract.ts'
import { holdsRows, isArchive } from './files.ts'
import { mistaken } from './mistaken.ts'
import { readArchive } from './read.ts'

export const x: Network = {
  id: 'x',
  title: { en: 'X (Twitter) archive', ja: 'X（Twitter）のアーカイブ' },
  version: 1,
  inPieces: true,
  reader: { recognizes: isArchive, read: readArchive, holdsRows },
  mistaken,
  howTo: {
    en: 'On X: Settings → Your account → Download an archive of your data. X asks for your password, then needs a day or more; a message in the app tells you when the zip is ready. Bring the whole zip.',
    ja: 'X で「設定とプライバシー → アカウント → データのアーカイブをダウンロード」。パスワードの確認のあと、1日以上かかります。用意ができるとアプリに知らせが届くので、zip をまるごと取り込んでください。',
  },
  sees: [
    {
      en: 'Your posts and when you wrote them, also long ones and those in communities.',
      ja: 'あなたの投稿と、その日時。長文やコミュニティへの投稿も読み込みます。',
    },
    {
      en: 'Whom you answered, mentioned and reposted, and when.',
      ja: 'あなたがだれに返信し、だれの名を挙げ、だれの投稿をリポストしたか。その日時。',
    },
    {
      en: 'Who wrote to whom in direct messages, and the hearts given to them, with their times. The words are never kept.',
      ja: 'ダイレクトメッセージをだれがいつ送り、だれがハートなどを付けたか。本文は取り込みません。',
    },
    {
      en: 'Which of the people you wrote to follow you, or are followed by you.',
      ja: 'あなたが投稿で言葉を交わした人のうち、だれがフォロワーで、だれをフォローしているか。',
    },
  ],
  cannotSee: [
    {
      en: 'Who liked, answered or reposted your posts: X leaves it out of the archive. Not visible is not zero.',
      ja: 'あなたの投稿へのいいね・返信・リポストは、アーカイブに入っていないため見えません（ゼロという意味ではありません）。',
    },
    {
      en: 'Whose posts you liked, and when: X gives only the number of the post.',
      ja: 'あなたがだれの投稿にいつ「いいね」をしたか。投稿の番号しか書かれていません。',
    },
    {
      en: 'Who the other followers are: X gives only numbers, without names or dates. People in messages whom you never named in a post are numbers too.',
      ja: 'そのほかのフォロワーがだれか。番号だけで、名前も日付もありません。投稿で一度も名を挙げていないメッセージの相手も、番号でしかわかりません。',
    },
    {
      en: 'Posts that you have deleted, and the words of protected posts: they stay where they are.',
      ja: '削除した投稿と、非公開にしていた間の投稿の言葉。そのままにしておきます。',
    },
  ],
  showsSupport: 'some',
  supportShownBy: {
    en: 'The mails in which X tells you of reactions show who gave them.',
    ja: 'X から届くお知らせのメールを取り込むと、反応してくれた人が見えます。',
  },
}
