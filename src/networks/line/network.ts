import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const line: Network = {
  id: 'line',
  title: { en: 'LINE talks', ja: 'LINE のトーク履歴' },
  version: 2,
  reader,
  howTo: {
    en: 'In LINE on your phone: open the talk, then the menu (☰) → Settings → Export chat history, and send the text file to yourself. One file for each talk; it is ready at once. Bring as many as you like together in a folder or a zip.',
    ja: 'スマートフォンの LINE でトークを開き、右上のメニュー（☰）→「設定」→「トーク履歴を送信」で、テキストファイルをご自分あてに送ります。トークごとに1ファイルで、すぐにできます。フォルダや zip にまとめて取り込めます。',
  },
  sees: [
    {
      en: 'Who wrote to you and to whom you wrote, and when, to the minute. The words of a talk are never kept.',
      ja: 'だれがあなたに書き、あなたがだれに書いたか。その日時（分まで）。トークの本文は取り込みません。',
    },
    {
      en: 'In groups of up to ten people who speak: who wrote, and when. In larger ones: who called you by your name (@).',
      ja: '話している人が10人までのグループでは、だれがいつ書いたか。それより大きなグループでは、あなたを名指し（@）した人。',
    },
  ],
  cannotSee: [
    {
      en: 'Who a name is: LINE gives only the names as they show on your phone. Two people of one name become one until you part them.',
      ja: '名前の持ち主がだれか。LINE が書き出すのは、お使いの画面に出ている名前だけです。同じ名前の人は、分けるまで1人として扱います。',
    },
    {
      en: 'Your name in a group: Enishi asks which one is yours.',
      ja: 'グループの中でどの名前がご本人か。取り込むときにおたずねします。',
    },
    {
      en: 'In which time zone a talk was held: the times are those of the phone that saved it.',
      ja: 'どの時間帯の時刻か。書き出したスマートフォンの時刻のまま読みます。',
    },
    {
      en: 'Reactions, who has read a message, and messages that were taken back.',
      ja: 'リアクション、既読、送信を取り消したメッセージ。書き出しに入っていません。',
    },
  ],
  showsSupport: 'some',
}
