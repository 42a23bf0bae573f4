import type { ActKind } from '#ledger/kinds.ts'
import type { AccountRef } from '../../contract.ts'
import { type Groups, type Sender, subjects } from './sender.ts'

const who = '^@?(?<user>[\\w.]{1,30})(?: and \\d+ others?)?'
const whoJa = '^@?(?<user>[\\w.]{1,30})(?:さん)?(?:、?(?:他|ほか)\\d+人)?が'
const mine = '(?:photo|post|video|reel|story|comment)'
const ours = '(?:写真|投稿|動画|リール動画?|ストーリーズ?|コメント)'

/**
 * The request that was accepted: one subject from a public mail sorter's tests (2026). All others are worded as the
 * notices of the app are, which its mails repeated; no public source shows such a mail.
 */
const worded: readonly (readonly [ActKind, RegExp])[] = [
  ['like', new RegExp(`${who} liked your ${mine}\\b.{0,100}$`)],
  ['comment', new RegExp(`${who} commented(?: on your ${mine})?\\b.{0,300}$`)],
  ['reply', new RegExp(`${who} replied to your (?:comment|story)\\b.{0,300}$`)],
  ['mention', new RegExp(`${who} (?:mentioned|tagged) you in an? ${mine}\\b.{0,300}$`)],
  [
    'follow',
    new RegExp(`${who} (?:started following you|is now following you|requested to follow you)\\.?$`),
  ],
  ['like', new RegExp(`${whoJa}あなたの${ours}(?:に|を|について)?「?いいね[！!]?」?`)],
  ['comment', new RegExp(`${whoJa}あなたの${ours}にコメントしました`)],
  ['reply', new RegExp(`${whoJa}あなたの${ours}に返信しました`)],
  ['mention', new RegExp(`${whoJa}(?:.{1,40}で)?あなたを(?:メンション|タグ付け)しました`)],
  ['follow', new RegExp(`${whoJa}あなたを?(?:の)?フォロー(?:しました|をリクエストしました)`)],
]

export const instagram: Sender = {
  domains: ['mail.instagram.com'],
  tellings: [
    {
      subject: /^(?<user>[\w.]{1,30}) accepted your follow request\.?$/,
      act: 'follow',
      direction: 'by',
      account: byUser,
    },
    ...subjects(byUser, worded),
  ],
}

function byUser({ user }: Groups): AccountRef {
  return {
    network: 'instagram',
    key: user!.toLowerCase(),
    handle: user,
    url: `https://www.instagram.com/${user}/`,
    sameAs: [{ kind: 'url', value: `instagram.com/${user!.toLowerCase()}`, firm: true }],
  }
}
