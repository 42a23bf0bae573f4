import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const slack: Network = {
  id: 'slack',
  title: { en: 'Slack export', ja: 'Slack のエクスポート' },
  version: 2,
  reader,
  howTo: {
    en: 'An owner or admin of the workspace: Tools & settings → Workspace settings → Import/Export data → Export. A mail with the link to the zip comes within minutes to hours. Without that role, ask one of them.',
    ja: 'ワークスペースのオーナーか管理者が「ツールと設定」→「ワークスペースの設定」→「データのインポート/エクスポート」→「エクスポート」を選びます。数分から数時間で、zip のダウンロード先がメールで届きます。権限のない方は、管理者にお願いしてください。',
  },
  sees: [
    {
      en: 'Who answered you, named you or reacted to what you wrote, and when; and whom you answered, named and cheered. Words are never kept.',
      ja: 'だれがあなたに返信し、あなたの名を挙げ、あなたの書いたものにリアクションしたか。あなたからの返信・名指し・リアクションも。その日時。本文は取り込みません。',
    },
    {
      en: 'In direct messages and rooms of up to ten people that are in the export: who wrote, and when, also without naming you.',
      ja: 'エクスポートに入っているダイレクトメッセージと10人までの部屋では、名指しのないものも含めて、だれがいつ書いたか。',
    },
    {
      en: 'Names, mail addresses and titles of the people you share such a room with.',
      ja: 'そうした部屋にいる人の名前・メールアドレス・肩書き。',
    },
  ],
  cannotSee: [
    {
      en: 'Private channels and direct messages in an ordinary export: Slack puts only public channels into it.',
      ja: '通常のエクスポートでは、非公開のチャンネルとダイレクトメッセージ。Slack は公開チャンネルだけを書き出します。',
    },
    {
      en: 'When somebody reacted: only the day of the message is known.',
      ja: 'リアクションの日時。メッセージの日だけがわかります。',
    },
    {
      en: 'Who read what, and messages deleted before.',
      ja: 'だれが何を読んだかと、それまでに削除されたメッセージ。',
    },
  ],
  showsSupport: 'some',
}
