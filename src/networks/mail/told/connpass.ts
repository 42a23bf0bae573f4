import type { AccountRef, WorkRef } from '../../contract.ts'
import { pageKey } from '../../files/links.ts'
import type { Content } from '../content.ts'
import { onlyOne, type Sender } from './sender.ts'

/** What a sign-up's links say of themselves, whatever the language of the mail. */
const signedUp = /[?&]utm_campaign=event_participate_to_owner\b/

/**
 * Second-hand: subjects and links from public bots that post sign-ups to a chat (2019) and their tests. Only the
 * organiser gets these mails; a cancelled sign-up is left to the list of participants, which knows who came.
 */
export const connpass: Sender = {
  domains: ['connpass.com'],
  tellings: [
    {
      subject: /^(?:管理イベント)?「(?<event>.{1,200})」に参加申し込みがありました。?$/,
      act: 'attend',
      account: (_, content) => participant(content),
      work: ({ event }, content) => eventOf(content, event),
    },
    {
      link: signedUp,
      act: 'attend',
      account: (_, content) => participant(content),
      work: (_, content) => eventOf(content),
    },
  ],
}

function participant(content: Content): AccountRef | undefined {
  const user = onlyOne(content, /^https:\/\/connpass\.com\/user\/([\w.-]{1,60})\//)
  if (!user) return undefined
  const url = `https://connpass.com/user/${user}/`
  const sameAs = [{ kind: 'url', value: `connpass.com/user/${user.toLowerCase()}`, firm: true }] as const
  return { network: 'connpass', key: user.toLowerCase(), handle: user, url, sameAs }
}

function eventOf(content: Content, title?: string): WorkRef | undefined {
  const url = content.links
    .map(link => /^https:\/\/(?:[\w-]+\.)?connpass\.com\/event\/\d+/.exec(link)?.[0])
    .find(Boolean)
  const key = pageKey(url)
  return key ? { network: 'connpass', key, url: `${url}/`, ...(title && { title }) } : undefined
}
