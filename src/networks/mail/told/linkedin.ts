import type { ActKind } from '#ledger/kinds.ts'
import type { AccountRef } from '../../contract.ts'
import { accountOfProfile } from '../../files/profiles.ts'
import { foldedName } from '../../files/text.ts'
import type { Content } from '../content.ts'
import type { Head } from '../head.ts'
import { type Groups, oneName, type Sender, subjects, type Telling } from './sender.ts'

const who = '^(?<name>.{1,100}?)'

/**
 * Invitations and acceptances: subjects from public test mails, mail tools and logs (2008–2026). Reactions, comments
 * and mentions: from the tests and filters of public mail tools (2026), not all of which say that they saw one.
 * Japanese: in the words of the site, which its mails repeat; no public source shows such a mail. Who asks stands in From
 * (`Yui Sato <invitations@linkedin.com>`, `Yui Sato via LinkedIn <…>`), where the newest subjects have a first name or none.
 */
const worded: readonly (readonly [ActKind, RegExp])[] = [
  ['like', new RegExp(`${who} (?:reacted to|liked|likes) your (?:post|comment|photo|article)\\.?$`)],
  ['comment', new RegExp(`${who} commented on your (?:post|photo|article)\\.?$`)],
  ['reply', new RegExp(`${who} replied to your comment\\.?$`)],
  ['share', new RegExp(`${who} (?:reposted|shared) your (?:post|article)\\.?$`)],
  ['mention', new RegExp(`${who} (?:mentioned|tagged) you\\b.{0,60}$`)],
  ['endorse', new RegExp(`${who} endorsed you\\b.{0,100}$`)],
  ['recommend', new RegExp(`${who} (?:recommended you|wrote you a recommendation)\\b.{0,60}$`)],
  ['connect', new RegExp(`${who} has accepted your LinkedIn invitation\\.?$`)],
  [
    'like',
    new RegExp(
      `${who}さんがあなたの(?:投稿|コメント|記事)に(?:リアクション|「?いいね[！!]?」?)(?:を|しました)`,
    ),
  ],
  ['comment', new RegExp(`${who}さんがあなたの(?:投稿|写真|記事)にコメントしました。?$`)],
  ['reply', new RegExp(`${who}さんがあなたのコメントに返信しました。?$`)],
  ['share', new RegExp(`${who}さんがあなたの(?:投稿|記事)を(?:再投稿|シェア)しました。?$`)],
  [
    'mention',
    new RegExp(`${who}さんが(?:.{1,40}で)?あなた(?:を|について)(?:メンション|タグ付け|言及)しました。?$`),
  ],
  ['endorse', new RegExp(`${who}さんがあなたの?.{0,40}(?:スキルを推薦|推薦し)ました`)],
  ['connect', new RegExp(`${who}さんが(?:あなたの)?(?:つながり申請|招待)を承認しました`)],
]

/** The sender is the one who asks. */
const bySender = (act: ActKind, subject: RegExp): Telling => ({
  from: /^invitations(?:-noreply)?@/,
  subject,
  act,
  account: (_, content, head) => member(senderName(head), content),
})

export const linkedin: Sender = {
  domains: ['linkedin.com'],
  tellings: [
    bySender('invite', /, please add me to your LinkedIn network$/),
    bySender(
      'invite',
      /^(?:I want to connect|I['’]ve sent you a connection request|You have an invitation\b.{0,5})$/u,
    ),
    bySender(
      'invite',
      /(?:つながり申請|つながりの?リクエスト)(?:が届(?:いています|きました)|を送信しました)。?$/,
    ),
    bySender('connect', /^.{1,60} accepted your invitation, explore their network$/),
    ...subjects(
      ({ name }, content) => member(name, content),
      [['connect', /, start a conversation with your new connection, (?<name>.{1,100}?)\.?$/], ...worded],
    ),
  ],
}

function senderName(head: Head): string | undefined {
  const name = head.from?.name.replace(/ via LinkedIn$|（LinkedIn経由）$/, '')
  return name && !/^LinkedIn\b/.test(name) ? name : undefined
}

/**
 * By the profile when the mail shows one that is not the owner's (a picture in its head, a line in its foot), else by
 * name as LinkedIn's archives are read.
 */
function member(told: Groups[string], content: Content): AccountRef | undefined {
  const name = oneName(told)
  const slugs = new Set<string>()
  for (const link of content.links) {
    const slug = /^https:\/\/www\.linkedin\.com\/(?:comm\/)?in\/([^/?#]+)/.exec(link)?.[1]
    if (slug && !/[?&]trk=[^&]*(?:header|footer)/.test(link)) slugs.add(slug)
  }
  const [slug] = slugs
  if (slug && slugs.size === 1) return accountOfProfile({ url: `https://www.linkedin.com/in/${slug}`, name })
  return name ? { network: 'linkedin', key: `name:${foldedName(name)}:`, name } : undefined
}
