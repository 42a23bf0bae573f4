import type { ActKind } from '#ledger/kinds.ts'
import { type Groups, named, type Sender, subjects } from './sender.ts'

const mine = '(?:post|status|photo|photos|video|link|album|activity|reel|story|changed relationship status)'
const ours = '(?:投稿|近況|写真|動画|リンク|アルバム|アクティビティ|リール動画|ストーリーズ?)'
const who = '^(?<name>.{1,100}?)'
/** `結衣さん、他3人が「和紙の会」で…` */
const whoJa = `${who}さん(?:、?(?:他|ほか)\\d+人)?が、?(?:.{1,60}?で)?の?`

/**
 * English: subjects of Facebook's own mails, from a public tool that anonymises them and from header dumps (2010–2011,
 * 2019, 2026), and the words of likes from the test mails of Bridgy and granary (2019). Japanese: in the words of the
 * notices on the site, which mails repeat; no public source shows such a mail. What happens at somebody else's (`also
 * commented on Maya's post`) is none of the owner's. Facebook's archive has names and no addresses, so the name is the
 * account here, too.
 */
const worded: readonly (readonly [ActKind, RegExp])[] = [
  ['comment', new RegExp(`${who} commented on your ${mine}\\.?$`)],
  ['like', new RegExp(`${who} (?:likes|liked|reacted to) your (?:${mine}|comment)\\.?$`)],
  ['reply', new RegExp(`${who} replied to your comment\\b.{0,60}$`)],
  ['share', new RegExp(`${who} shared your ${mine}\\.?$`)],
  ['mention', new RegExp(`${who} (?:mentioned you|tagged you|tagged a photo of you)\\b.{0,100}$`)],
  ['mention', new RegExp(`${who} (?:posted|shared a link) on your (?:Wall|timeline)\\.?$`, 'i')],
  ['invite', new RegExp(`${who} wants to be friends on Facebook\\.?$`)],
  ['connect', new RegExp(`${who} (?:confirmed you as a friend|accepted your friend request)\\b.{0,40}$`)],
  ['invite', new RegExp(`${who} invited you to the event .{1,200}$`)],
  ['comment', new RegExp(`${whoJa}あなたの${ours}にコメントしました。?$`)],
  ['reply', new RegExp(`${whoJa}(?:.{1,60}?で)?あなたのコメントに返信しました。?$`)],
  ['like', new RegExp(`${whoJa}あなたの(?:${ours}|コメント)(?:に|を|について)?「?(?:超?いいね)[！!]?」?`)],
  ['like', new RegExp(`${whoJa}あなたの(?:${ours}|コメント)にリアクションしました。?$`)],
  ['share', new RegExp(`${whoJa}あなたの${ours}をシェアしました。?$`)],
  ['mention', new RegExp(`${whoJa}(?:.{1,60}?で)?あなた(?:と他の人)?を(?:メンション|タグ付け)しました。?$`)],
  ['mention', new RegExp(`${whoJa}あなたのタイムラインに投稿しました。?$`)],
  ['invite', new RegExp(`${who}さんから友達リクエストが届(?:いています|きました)。?$`)],
  ['connect', new RegExp(`${whoJa}(?:あなたの)?友達リクエストを承認しました。?$`)],
]

export const facebook: Sender = {
  domains: ['facebookmail.com'],
  tellings: [
    ...subjects(byName, worded),
    { text: /(?:^|\n)(?<name>[^\n:]{1,100}?)\s+likes your\s+post\b/, act: 'like', account: byName },
  ],
}

function byName({ name }: Groups) {
  return named('facebook', name)
}
