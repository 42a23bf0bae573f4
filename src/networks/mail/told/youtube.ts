import type { AccountRef } from '../../contract.ts'
import type { Content } from '../content.ts'
import { named, onlyOne, type Sender } from './sender.ts'

/**
 * Second-hand: the subject of a new subscriber as several public scripts search for it (2014–2025). How mails of
 * comments are worded is told by no public source.
 */
export const youtube: Sender = {
  domains: ['youtube.com'],
  tellings: [{ subject: /^(?<name>.{1,100}?) has subscribed to you on YouTube!?$/, act: 'follow', account }],
}

function account({ name }: { name?: string }, content: Content): AccountRef | undefined {
  const id = onlyOne(content, /^https?:\/\/(?:www\.)?youtube\.com\/channel\/(UC[\w-]{22})/)
  if (!id) return named('youtube', name)
  const url = `https://www.youtube.com/channel/${id}`
  // Channel ids are told apart by case, which addresses in `sameAs` are not.
  return { network: 'youtube', key: id, name, url }
}
