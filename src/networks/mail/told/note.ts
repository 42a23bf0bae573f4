import type { ActKind } from '#ledger/kinds.ts'
import type { AccountRef, WorkRef } from '../../contract.ts'
import { pageKey } from '../../files/links.ts'
import type { Content } from '../content.ts'
import { type Groups, named, onlyOne, type Sender, type Telling } from './sender.ts'

/** Names of the page and the mail have さん behind them; the mails of 2019 had not. */
const whom = (verb: string) => new RegExp(`^(?<name>.{1,100}?)(?:\\s?さん)?に${verb}されました[！!]?$`)

const worded = (act: ActKind, subject: RegExp): Telling => ({ subject, act, account, work })

/**
 * Likes: subject and body as public tools that count them quote them (2019–2026). Purchases: the sentences of the body
 * that a public tool for sales reads (2026). Follows: the verb, from a filter (2026). Comments and tips stand in the same
 * sentence; no public source shows them.
 */
export const note: Sender = {
  domains: ['note.com', 'note.mu'],
  tellings: [
    worded('like', whom('スキ')),
    worded('follow', whom('フォロー')),
    worded('comment', whom('コメント')),
    worded('buy', whom('(?:サポート|チップ)')),
    worded('comment', /^(?<name>.{1,100}?)\s?さんがあなたの(?:記事|作品)にコメントしました。?$/),
    {
      text: /(?:^|\n)(?<name>[^\n]{1,100}?)\s?さんがあなたの(?:記事|マガジン)を購入しました/,
      act: 'buy',
      account,
      work,
    },
  ],
}

/** Pages of note itself that look like people's. */
const pages =
  '(?:n|m|help|info|hashtag|settings|notifications|dashboard|login|about|terms|privacy|sitesettings|mypage)'

/** By the one page of a person that the mail links to (the owner's article lies below theirs), else by name. */
function account({ name }: Groups, content: Content): AccountRef | undefined {
  const user = onlyOne(
    content,
    new RegExp(`^https://note\\.com/(?!${pages}(?:[/?#]|$))(\\w{1,50})/?(?:[?#]|$)`),
  )
  if (!user) return named('note', name)
  const url = `https://note.com/${user}`
  const sameAs = [{ kind: 'url', value: `note.com/${user.toLowerCase()}`, firm: true }] as const
  return { network: 'note', key: user.toLowerCase(), name, handle: user, url, sameAs }
}

/** The owner's article, under the key that note's export gives it. */
function work(_: Groups, content: Content): WorkRef | undefined {
  const url = onlyOne(content, /^(https:\/\/note\.com\/\w{1,50}\/n\/\w{1,40})(?:[/?#]|$)/)
  const key = pageKey(url)
  return key ? { network: 'web', key, url } : undefined
}
