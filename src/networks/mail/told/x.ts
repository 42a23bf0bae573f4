import type { AccountRef } from '../../contract.ts'
import { accountOfProfile } from '../../files/profiles.ts'
import type { Sender, Telling } from './sender.ts'

/** `Yui Sato (@yui_sato) …`, `Yui Sato(@yui_sato) …` or `@yui_sato …`. */
const who = String.raw`^(?:(?<name>.{1,100}?) ?\(@(?<handle>\w{1,30})\)|@(?<only>\w{1,30}))`

const telling = (words: string, act: Telling['act']): Telling => ({
  subject: new RegExp(`${who} ${words}!?$`),
  act,
  account,
})

/**
 * Second-hand: the subjects Twitter wrote for years, as a public mailbox analysis and its tests list them (2014). How
 * X words them since is told by no public source. Where only a name is given there is no handle to know a person by.
 */
export const x: Sender = {
  domains: ['twitter.com', 'x.com'],
  tellings: [
    telling('is now following you on Twitter', 'follow'),
    telling('mentioned you (?:on Twitter|in a photo)', 'mention'),
    telling('replied to one of your Tweets', 'reply'),
    telling('favorited one of your (?:Tweets|Retweets)', 'like'),
    telling('retweeted one of your (?:Tweets|Retweets)', 'share'),
    {
      subject: /^(?<name>[^()@]{1,100}) is now following you on Twitter!?$/,
      act: 'follow',
      account: () => undefined,
    },
  ],
}

function account(found: { name?: string; handle?: string; only?: string }): AccountRef | undefined {
  return accountOfProfile({ url: `https://x.com/${found.handle ?? found.only}`, name: found.name })
}
