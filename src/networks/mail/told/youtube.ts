import type { ActKind } from '#ledger/kinds.ts'
import type { AccountRef } from '../../contract.ts'
import type { Content } from '../content.ts'
import { type Groups, named, oneName, onlyOne, type Sender, subjects } from './sender.ts'

const who = '^(?<name>.{1,100}?)'

/**
 * New subscribers: subjects that several public scripts search for (2014–2025), in English and Chinese. Comments and
 * everything in Japanese: in the words of the notices on the site, which its mails repeat; no public source shows such
 * a mail.
 */
const worded: readonly (readonly [ActKind, RegExp])[] = [
  ['follow', new RegExp(`${who} has subscribed to you on YouTube!?$`)],
  ['follow', new RegExp(`${who} 訂閱了[你您]的 YouTube 頻道$`)],
  ['follow', new RegExp(`${who}\\s?さんが(?:あなたの|YouTube の?)?チャンネルに?登録しました[。！!]?$`)],
  [
    'comment',
    new RegExp(`${who} (?:commented on|made a comment on|left a comment on) your video\\b.{0,200}$`),
  ],
  ['comment', new RegExp(`${who}\\s?さんがあなたの動画.{0,120}にコメントしました[。！!]?$`)],
  ['reply', new RegExp(`${who} replied to your comment\\b.{0,200}$`)],
  ['reply', new RegExp(`${who}\\s?さんがあなたのコメントに返信しました[。！!]?$`)],
  ['mention', new RegExp(`${who} mentioned you\\b.{0,200}$`)],
]

export const youtube: Sender = { domains: ['youtube.com'], tellings: subjects(account, worded) }

function account({ name }: Groups, content: Content): AccountRef | undefined {
  const id = onlyOne(content, /^https?:\/\/(?:www\.)?youtube\.com\/channel\/(UC[\w-]{22})/)
  if (!id) return named('youtube', name)
  const url = `https://www.youtube.com/channel/${id}`
  // Channel ids are told apart by case, which addresses in `sameAs` are not.
  return { network: 'youtube', key: id, name: oneName(name), url }
}
