import type { ActKind } from '#ledger/kinds.ts'
import { oneLine } from '../files/text.ts'

/**
 * What others did, as the notifications of the last weeks tell it: the one place where an export of Facebook names
 * them. Japanese and English; a sentence in another language is left alone.
 */
export type Told = { act: ActKind; names: readonly string[] }

const LONGEST = 1_000

/** The names stand before the words; the first pattern that fits counts. */
const patterns: readonly (readonly [ActKind, RegExp])[] = [
  ['connect', /^(.+?) (?:accepted|has accepted) your friend request/],
  ['connect', /^(.+?)が(?:あなたの)?(?:友達|友だち)(?:リクエスト|申請)を承認/],
  ['invite', /^(.+?) (?:sent you a friend request|wants to be friends|invited you to )/],
  [
    'invite',
    /^(.+?)(?:から|が)(?:あなたに)?(?:友達|友だち)(?:リクエスト|申請)(?:が届|を送|があ)|^(.+?)が.{0,120}(?:に)(?:あなたを)?招待/,
  ],
  ['follow', /^(.+?) (?:started following|followed|is now following) you\b/],
  ['follow', /^(.+?)が(?:あなたを)?フォロー(?:しました|し始め|を開始)/],
  ['share', /^(.+?) shared your /],
  ['share', /^(.+?)があなたの.{0,40}をシェア/],
  ['reply', /^(.+?) (?:also )?replied to your /],
  ['reply', /^(.+?)があなたのコメントに返信/],
  ['like', /^(.+?) (?:reacted to|likes|liked|loves|loved) (?:your|a (?:post|photo|video|comment) of yours)/],
  ['like', /^(.+?)が(?:「?いいね！?」?|超いいね|リアクション).{0,10}しました.{0,3}あなたの/],
  ['like', /^(.+?)があなたの.{0,60}(?:に|へ)(?:「?[^「」]{1,12}」?(?:の)?)?(?:リアクション|いいね)/],
  [
    'like',
    /^(.+?)があなたの.{0,60}(?:を|に)「?(?:いいね！?|超いいね！?|うけるね|すごいね|大切だね|悲しいね)/,
  ],
  ['comment', /^(.+?) commented on (?:your|a (?:post|photo|video) (?:of yours|you(?:'re| are) tagged in))/],
  ['comment', /^(.+?)があなたの.{0,60}にコメント/],
  ['mention', /^(.+?) (?:mentioned|tagged) you\b/],
  ['mention', /^(.+?) (?:wrote|posted) (?:something )?on your (?:timeline|profile|wall)/],
  ['mention', /^(.+?)が.{0,60}あなた(?:について|のこと|を(?:メンション|タグ付け))/],
  ['mention', /^(.+?)があなたの(?:タイムライン|プロフィール)に投稿/],
]

export function toldBy(notification: string): Told | undefined {
  const text = oneLine(notification, LONGEST)
  for (const [act, pattern] of patterns) {
    const match = pattern.exec(text)
    const names = match && namesIn(match[1] ?? match[2] ?? '')
    if (names && names.length > 0) return { act, names }
  }
  return undefined
}

/** `Yui Sato, Ren Takahashi and 3 others`, `佐藤 結衣さん、高橋 蓮さん、他3人`: those who are named. */
export function namesIn(text: string): string[] {
  const isJapanese = /さん|様|人$/.test(text)
  const named = text
    .replace(/(?:,? and|,) (?:\d[\d,.]*|an?) other(?:s| people| person| friends?)?$/i, '')
    .replace(/(?:、|と)?(?:その)?(?:他|ほか)(?:の)?\d[\d,]*人$/, '')
  const parts = isJapanese ? named.split(/さん(?:、|と|\s|,)*|様(?:、|と)/) : named.split(/, | and /)
  return parts.map(part => oneLine(part)).filter(part => part !== '' && !/^\d/.test(part))
}
