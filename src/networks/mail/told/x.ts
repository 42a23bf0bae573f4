import type { ActKind } from '#ledger/kinds.ts'
import type { AccountRef } from '../../contract.ts'
import { accountOfProfile } from '../../files/profiles.ts'
import { type Groups, type Sender, subjects } from './sender.ts'

/** `Yui Sato (@yui_sato) …`, `Yui Sato(@yui_sato) …` or `@yui_sato …`. */
const who = String.raw`^(?:(?<name>.{1,100}?) ?[（(]@(?<handle>\w{1,30})[)）]|@(?<only>\w{1,30}))`
const whoJa = `${who}\\s?さん(?:が|から)`
const mine = '(?:post|posts|reply|repost|Tweet|Tweets|Retweet)'
const ours = '(?:ポスト|ツイート|返信|リポスト|リツイート|投稿)'

/**
 * Twitter, in English: the subjects it wrote for years, as a public mailbox analysis and its tests list them (2014). X:
 * replies from a sample that was built by hand after a mail, all others by the parts of them that public mail filters
 * look for (2026). Japanese: in the words of the site, which its mails repeat; no public source shows such a mail. Where
 * only a name is given there is no handle to know a person by.
 */
const worded: readonly (readonly [ActKind, RegExp])[] = [
  ['follow', new RegExp(`${who} is now following you on Twitter!?$`)],
  ['mention', new RegExp(`${who} mentioned you (?:on Twitter|in a photo)!?$`)],
  ['reply', new RegExp(`${who} replied to one of your Tweets!?$`)],
  ['like', new RegExp(`${who} favorited one of your (?:Tweets|Retweets)!?$`)],
  ['share', new RegExp(`${who} retweeted one of your (?:Tweets|Retweets)!?$`)],
  ['follow', new RegExp(`${who} (?:followed you|is now following you)(?: on X)?[.!]?$`)],
  ['mention', new RegExp(`${who} mentioned you(?: in a post| on X)?[.!]?$`)],
  ['reply', new RegExp(`${who} replied to your ${mine}[.!]?$`)],
  ['like', new RegExp(`${who} liked your ${mine}[.!]?$`)],
  ['share', new RegExp(`${who} (?:reposted|retweeted|quoted) your ${mine}[.!]?$`)],
  ['follow', new RegExp(`${whoJa}(?:(?:X|Twitter)で)?(?:あなたを)?フォロー(?:しました|されました)[。！!]?$`)],
  ['mention', new RegExp(`${whoJa}(?:.{1,20}で)?あなた(?:を|に)(?:@ツイート|メンション)しました[。！!]?$`)],
  ['reply', new RegExp(`${whoJa}あなたの${ours}に返信しました[。！!]?$`)],
  ['like', new RegExp(`${whoJa}あなたの${ours}(?:を|に)「?(?:いいね|お気に入りに登録)」?しました[。！!]?$`)],
  ['share', new RegExp(`${whoJa}あなたの${ours}を(?:リポスト|リツイート|引用)しました[。！!]?$`)],
]

export const x: Sender = {
  domains: ['twitter.com', 'x.com'],
  tellings: [
    ...subjects(account, worded),
    // From 2008 to 2010 the handle stood in the body alone.
    {
      subject: /^(?<name>[^()@]{1,100}) is now following you on Twitter!?$/,
      text: /\((?<handle>\w{1,30})\) is now following your tweets on Twitter\b/,
      act: 'follow',
      account,
    },
    {
      subject: /^(?<name>[^()@]{1,100}) is now following you on Twitter!?$/,
      act: 'follow',
      account: () => undefined,
    },
  ],
}

function account({ name, handle, only }: Groups): AccountRef | undefined {
  return accountOfProfile({ url: `https://x.com/${handle ?? only}`, name })
}
