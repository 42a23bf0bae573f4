import { mailOf } from '../contact-fields.ts'
import type { Question, Source } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import type { Head } from './head.ts'
import { readHeads } from './heads.ts'
import { type Mailbox, mailboxesOf, rawMails } from './mailboxes.ts'
import type { RawMail } from './split.ts'

const OWNER = 'owner'
/** Mails that are looked at to tell whose mailbox it is, and of one file. */
const LOOKED = 2_000
const OF_ONE = 500
const CHOICES = 30
/** So many wrote to the address their mails were delivered to: one friend who passes mails on is not enough. */
const WITNESSES = 3

/**
 * `found`: addresses this mailbox itself shows to be the owner's, the most used first. `isKnown`: whose it is can be
 * told at all. `lists`: addresses of mailing lists.
 */
export type Own = {
  found: string[]
  isKnown: boolean
  isOwn(address: string): boolean
  lists: ReadonlySet<string>
}

/**
 * Whose mailbox it is: who wrote what lies among the sent mails, and to whom most of the others were written and
 * delivered; beside them the addresses the ledger knows, and what the owner answered. In a mailbox that is `connected`,
 * it is known whose it is, and where a mail came from on its way (a friend's old host, a list) says nothing about it.
 */
export async function ownerOf(source: Source, connected = false): Promise<Own> {
  const { votes, lists } = await lookedAt(source)
  const answers = answered(source)
  const known = new Set([...knownTo(source), ...answers.map(plain)])
  const seen = [...votes.all.keys()].filter(address => known.has(plain(address)))
  const told = connected ? sentBy(votes) : foundIn(votes, lists)
  const found = [...new Set([...told, ...seen, ...answers])]
  const own = new Set([...known, ...found.map(plain)])
  return { found, isKnown: connected || found.length > 0, isOwn: address => own.has(plain(address)), lists }
}

/** Which address is the owner's, when nothing tells: those that most mails here are from or to. */
export async function askWhose(source: Source): Promise<Question[]> {
  const { votes, lists } = await lookedAt(source)
  const known = knownTo(source)
  const isTold =
    foundIn(votes, lists).length > 0 || votes.all.keys().some(address => known.has(plain(address)))
  if (isTold || votes.all.size === 0 || answered(source).length > 0) return []
  const isList = isOfAList(votes)
  const choices = [...(isList ? votes.onLists : votes.all)].sort((a, b) => b[1] - a[1]).slice(0, CHOICES)
  if (isList && choices.length < 2) return []
  const proposed = deliveredTo(votes).find(address => choices.some(([choice]) => choice === address))
  return [
    {
      id: OWNER,
      title: isList ? titleOfList : title,
      choices: choices.map(([address]) => ({ value: address, label: address })),
      ...(proposed && { proposed }),
      optional: true,
    },
  ]
}

const title = {
  en: 'Which of these mail addresses is yours?',
  ja: 'このうち、ご本人のメールアドレスはどれですか？',
}
const titleOfList = {
  en: 'This is the archive of a public mailing list. Which of these addresses did you write from? Only answers to your mails there, and yours to others, count.',
  ja: 'これは、公開されているメーリングリストの記録です。この中で、ご本人が書くときに使ったアドレスはどれですか？ 数えるのは、ご本人のメールへの返信と、ご本人からの返信だけです。',
}

/** Nearly all of it was said on a list, and delivered to nobody: it is the list's own archive. */
const isOfAList = ({ onLists, mails }: Votes) =>
  mails > 2 && [...onLists.values()].reduce((sum, count) => sum + count, 0) >= mails * 0.8

function knownTo(source: Source): Set<string> {
  const mails = (source.own?.accounts ?? []).filter(({ network }) => network === 'mail')
  return new Set(mails.map(({ key }) => plain(key)))
}

/** One address, or several with commas between them. */
function answered(source: Source): string[] {
  return (source.answers?.[OWNER]?.split(/[\s,;]+/) ?? []).flatMap(text => mailOf(text) ?? [])
}

/** `hanako+shop@…` reaches the same mailbox as `hanako@…`. */
const plain = (address: string) => address.replace(/\+[^@]*(?=@)/, '')

type Count = Map<string, number>

/** `witnesses`: who wrote to the address that their mail was then delivered to. */
type Votes = {
  sent: Count
  delivered: Count
  witnesses: Map<string, Set<string>>
  all: Count
  /** Who wrote on a list. */
  onLists: Count
  mails: number
}

function foundIn(votes: Votes, lists: ReadonlySet<string>): string[] {
  const isWitnessed = (address: string) => (votes.witnesses.get(address)?.size ?? 0) >= WITNESSES
  const delivered = deliveredTo(votes).filter(
    address => !lists.has(address) && (votes.sent.has(address) || isWitnessed(address)),
  )
  return [...new Set([...delivered, ...sentBy(votes)])]
}

/** One in five of the sent mails, or more than half of the delivered ones: forwarded mail and aliases are fewer. */
const sentBy = ({ sent }: Votes) => most(sent, 0.2)
const deliveredTo = ({ delivered }: Votes) => most(delivered, 0.5)

function most(votes: Count, share: number): string[] {
  const total = [...votes.values()].reduce((sum, count) => sum + count, 0)
  return [...votes]
    .filter(([, count]) => count > total * share)
    .sort((a, b) => b[1] - a[1])
    .map(([address]) => address)
}

async function lookedAt(source: Source): Promise<{ votes: Votes; lists: Set<string> }> {
  const votes: Votes = {
    sent: new Map(),
    delivered: new Map(),
    witnesses: new Map(),
    all: new Map(),
    onLists: new Map(),
    mails: 0,
  }
  const lists = new Set<string>()
  let looked = 0
  for await (const mailbox of mailboxesOf(source)) {
    let ofThis = 0
    for await (const mails of readableMails(mailbox)) {
      const some = mails.slice(0, OF_ONE - ofThis)
      for (const read of await readHeads(some.filter(mail => !mail.why))) {
        if (!read) continue
        vote(votes, read.head, read.head.place ?? mailbox.place)
        for (const list of read.head.lists) lists.add(list)
      }
      ofThis += some.length
      if (ofThis >= OF_ONE) break
    }
    looked += ofThis
    if (looked >= LOOKED) break
  }
  return { votes, lists }
}

/** Where a mailbox is damaged, what comes before that tells enough; reading tells of the damage. */
async function* readableMails(mailbox: Mailbox): AsyncGenerator<RawMail[]> {
  try {
    yield* rawMails(mailbox, () => false)
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
}

function add(votes: Count, address: string | undefined): void {
  if (address) votes.set(address, (votes.get(address) ?? 0) + 1)
}

function vote(votes: Votes, head: Head, place: Head['place']): void {
  const { sent, delivered, witnesses, all, onLists } = votes
  votes.mails++
  if (head.kind === 'list' && !head.deliveredTo) add(onLists, head.from?.address)

  const { from, deliveredTo, to } = head
  if (place === 'sent' && head.kind === 'person') add(sent, from?.address)
  else if (deliveredTo && head.kind !== 'list') {
    add(delivered, deliveredTo)
    if (from?.address && to.some(({ address }) => plain(address) === plain(deliveredTo)))
      witnesses.set(deliveredTo, (witnesses.get(deliveredTo) ?? new Set()).add(from.address))
  }
  if (head.kind !== 'program' && head.kind !== 'chat') add(all, from?.address)
  if (head.recipients <= 10) for (const { address } of to) add(all, address)
}
