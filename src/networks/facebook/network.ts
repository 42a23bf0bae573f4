import type { Network } from '../contract.ts'
import { holdsRows } from './files.ts'
import { mistaken } from './mistaken.ts'
import { reader } from './read.ts'

export const facebook: Network = {
  id: 'facebook',
  title: { en: 'Facebook export', ja: 'Facebook のエクスポート' },
  version: 3,
  inPieces: true,
  reader: { ...reader, holdsRows },
  howTo: {
    en: 'On Facebook: Settings & privacy → Settings → Accounts Center → Your information and permissions → Export your information → Export to device. Choose the format JSON (not HTML) and all time. A mail tells you when it is ready, after minutes or up to a few days; the link works for four days. End-to-end encrypted chats come separately: on messenger.com, Settings → Privacy & safety → End-to-end encrypted chats → Message storage → Download secure storage data.',
    ja: 'Facebook で「設定とプライバシー → 設定 → アカウントセンター → あなたの情報とアクセス許可 → 情報をエクスポート → 端末にエクスポート」。形式は HTML ではなく「JSON」、期間は「すべて」を選びます。数分から数日で用意ができ、メールが届きます。リンクの期限は4日間です。エンドツーエンド暗号化されたチャットは別に、messenger.com の「設定 → プライバシーと安全 → エンドツーエンド暗号化チャット → メッセージストレージ → 安全なストレージのデータをダウンロード」で手に入ります。',
  },
  mistaken,
  sees: [
    {
      en: 'Your friends, friend requests and followers, and since when.',
      ja: '友達・友達リクエスト・フォロワーと、その日時。',
    },
    {
      en: 'Who wrote to whom in Messenger, and who reacted to whose message; in groups of more than ten only who named you or reacted. The words of messages are never kept.',
      ja: 'Messenger でだれがだれにいつ書いたか、だれがだれのメッセージにリアクションしたか。11人以上のグループでは、あなたの名前を挙げた人とリアクションだけです。メッセージの本文は取り込みません。',
    },
    {
      en: 'Your comments and reactions, and to whom they went where the export says so.',
      ja: 'あなたのコメントとリアクション。相手の名前が書かれていれば、だれに宛てたものか。',
    },
    {
      en: 'Your posts, whom you tagged in them, and the events you held.',
      ja: 'あなたの投稿と、そこでタグ付けした人。あなたが開いたイベント。',
    },
    {
      en: 'From the notifications of recent weeks: who reacted, commented, shared or mentioned you (in Japanese and English).',
      ja: '最近のお知らせに残っている分の、あなたへのリアクション・コメント・シェア・メンション（日本語と英語）。',
    },
  ],
  cannotSee: [
    {
      en: 'Who liked, commented on or shared your posts, beyond those notifications: Facebook leaves it out of the export.',
      ja: 'お知らせに残っている分より前の、あなたの投稿への「いいね！」・コメント・シェアは、エクスポートに入っていないため見えません。',
    },
    {
      en: 'Which of two friends with the same name is meant: the export has names only, no addresses.',
      ja: '同じ名前の友達が二人いるとき、どちらのことか。エクスポートには名前だけがあり、ページのアドレスがありません。',
    },
    {
      en: 'Who came to an event, your own or another’s.',
      ja: 'イベントにだれが来たか。ご自分のイベントでも、ほかの人のイベントでも見えません。',
    },
    {
      en: 'Recent one-to-one chats, unless you bring the separate download of encrypted chats as well.',
      ja: '最近の1対1のチャット。暗号化されたチャットのダウンロードも取り込むと見えるようになります。',
    },
  ],
  showsSupport: 'some',
  supportShownBy: {
    en: 'The mails in which Facebook tells you of reactions show who gave them.',
    ja: 'Facebook から届くお知らせのメールを取り込むと、反応してくれた人が見えます。',
  },
}
