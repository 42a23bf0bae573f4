import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const discord: Network = {
  id: 'discord',
  title: { en: 'Discord data package', ja: 'Discord のデータパッケージ' },
  version: 1,
  reader,
  howTo: {
    en: 'In Discord: User Settings → Data & Privacy → Request all of my data, with “Account” and “Messages” ticked. A mail with the link comes within days, at most 30.',
    ja: 'Discord の「ユーザー設定」→「データとプライバシー」→「データをリクエスト」で、アカウントとメッセージを選びます。数日から30日ほどで、ダウンロード先がメールで届きます。',
  },
  sees: [
    {
      en: 'To whom you wrote directly, and when. The words are never kept.',
      ja: 'あなたがだれに直接書いたか。その日時。本文は取り込みません。',
    },
    {
      en: 'Whom you named (@) on servers, and when.',
      ja: 'サーバーであなたがだれを名指し（@）したか。その日時。',
    },
    {
      en: 'Your friends on Discord, and which account is yours.',
      ja: 'Discord のフレンドと、ご本人のアカウント。',
    },
  ],
  cannotSee: [
    {
      en: 'What others wrote to you, answered or reacted to: Discord puts only your own messages into the package.',
      ja: 'ほかの人からのメッセージ、返信、リアクション。パッケージにはご自分のメッセージしか入っていません。',
    },
    {
      en: 'Whom you answered: the package does not say which message an answer belongs to.',
      ja: 'あなたがだれに返信したか。どのメッセージへの返信かは書かれていません。',
    },
  ],
  showsSupport: 'never',
  supportShownBy: {
    en: 'An export of a channel shows who answered and reacted there.',
    ja: 'チャンネルの書き出しを取り込むと、返信やリアクションをくれた人が見えます。',
  },
}
