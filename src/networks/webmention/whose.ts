/*
 * Whose an act is: the owner's own, somebody's toward the owner, or among others. One mention cannot tell whether the
 * account that Bridgy relays for is the owner's or that of somebody who has Bridgy too and links here; all of them
 * together can (docs/decisions/022).
 */
import type { AccountRef } from '../contract.ts'
import { atUriIn } from '../files/at-uri.ts'
import { hostOf } from '../files/links.ts'
import { accountOfProfile } from '../files/profiles.ts'
import { labelOf, siteOf } from '../files/sites.ts'
import { domainOf } from './claim.ts'
import { type Counts, count, type Heard, note, nothingHeard, total } from './heard.ts'
import { areOneOwners, homeOf } from './home.ts'
import type { Mention } from './mention.ts'
import { type Bridged, bridgedOf } from './opportunity.ts'

/** A user who has this share of all that is relayed is no chance visitor. */
const SHARE = 0.1
/** Where so many people have a part of a site, a part is not the site's owner's. */
const CROWD = 3

export class Whose {
  readonly heard: Heard
  private users: Map<string, Set<string>> | undefined
  private sites: Set<string> | undefined
  private authors: Set<string> | undefined
  private main: string | undefined

  constructor(heard: Heard = nothingHeard()) {
    this.heard = heard
  }

  /** Takes note of one mention; nothing is decided before all were heard. */
  hear(mention: Mention): void {
    const { heard } = this
    this.users = this.sites = this.authors = this.main = undefined
    const { source, target, author } = mention
    const bridged = bridgedOf(source)
    if (bridged) {
      const user = userKey(bridged)
      count(heard.relays, user)
      const known = heard.posts.get(user)
      note(heard.posts, user, known === undefined || known === bridged.postId ? bridged.postId : true)
    }
    if (target !== undefined && !target.startsWith('/')) {
      count(heard.hosts, hostOf(target))
      if (!homeOf(target)) count(heard.sites, siteOf(target))
    }
    if (!bridged && areOneOwners(source, target)) this.hearAuthor(mention)
    const pair = handleAndDid(mention, bridged)
    if (pair) note(heard.dids, pair.handle, pair.did)
    for (const page of [author.url, source]) {
      const home = homeOf(page)
      const site = home?.kind === 'account' ? siteOf(page) : undefined
      if (!home || !site) continue
      const names = heard.homes.get(site) ?? new Set()
      if (names.size < CROWD) note(heard.homes, site, names.add(home.name))
    }
  }

  /** Of a page of the owner's own: where its author is said to be elsewhere. */
  private hearAuthor({ target, author }: Mention): void {
    const pages = new Set([author.url, ...(author.pages ?? [])])
    const isCard = pages.values().some(page => areOneOwners(page, target))
    const name = squashed(labelOf(siteOf(target)!))
    for (const page of pages) {
      if (!page || areOneOwners(page, target)) continue
      const key = accountKey(accountOfProfile({ url: page }))
      count(this.heard.authors, key)
      // One page may quote somebody; what its card lists beside the site, or is called like it, is the owner's.
      if (isCard || namesIn(page).some(part => squashed(part) === name)) count(this.heard.authors, key)
    }
  }

  /** The host that most of the mentioned pages are on. */
  get host(): string | undefined {
    this.main ??= [...this.heard.hosts].reduce<[string, number] | undefined>(
      (most, each) => (most && most[1] >= each[1] ? most : each),
      undefined,
    )?.[0]
    return this.main
  }

  /** A page that stands in a cache by its path is on the site of the others. */
  placed(mention: Mention): Mention {
    const { target } = mention
    if (!target?.startsWith('/') || target.startsWith('//') || !this.host) return mention
    return { ...mention, target: `https://${this.host}${target}` }
  }

  didOf = (handle: string): string | undefined => this.heard.dids.get(handle)

  /** Did the owner do this? */
  isOwn(mention: Mention, account: AccountRef): boolean {
    const { source, target, author } = mention
    const bridged = bridgedOf(source)
    if (!bridged && this.isOwnPage(source, target)) return true
    if (this.isOwnPage(author.url, target)) return true
    if (this.ownAuthors().has(accountKey(account)!)) return true
    if (bridged && !this.isForeign(bridged) && isUser(mention, account, bridged, this.didOf)) return true
    for (const [network, users] of this.ownUsers())
      for (const user of users)
        if (isAccountOf(account, author.url, { network, silo: network, user }, this.didOf)) return true
    return false
  }

  /** Does Bridgy relay for somebody else here, who linked to the owner's page in a post of their own? */
  isForeign(bridged: Bridged): boolean {
    const users = this.ownUsers().get(bridged.network)
    return users !== undefined && !users.has(bridged.user)
  }

  /** In the thread of somebody else: the words of the one whose thread it is, or words that name the owner or the page. */
  isTurnedHere(mention: Mention, account: AccountRef, bridged: Bridged): boolean {
    if (isUser(mention, account, bridged, this.didOf)) return true
    const words = `${mention.text ?? ''} ${mention.html ?? ''}`.toLowerCase()
    const [site, host] = [siteOf(mention.target), hostOf(mention.target)]
    // On a host that people share its name alone is nobody's.
    if (site && words.includes(site)) return true
    if (host && !site?.startsWith(`${host}/`) && words.includes(host)) return true
    return [...(this.ownUsers().get(bridged.network) ?? [])].some(user => {
      const name = user.startsWith('did:') ? this.handleOf(user) : user.replace(/^@/, '').split('@')[0]
      return name !== undefined && namesThem(words, name)
    })
  }

  private isOwnPage(page: string | undefined, target: string | undefined): boolean {
    if (page === undefined) return false
    const site = siteOf(page)
    if (site === undefined) return false
    if (this.isCrowd(site) && homeOf(page)?.name !== homeOf(target)?.name) return false
    return areOneOwners(page, target) || (!homeOf(page) && this.ownSites().has(site))
  }

  private isCrowd(site: string): boolean {
    return (this.heard.homes.get(site)?.size ?? 0) >= CROWD
  }

  /** Where at least a tenth of what was mentioned stands: a domain of before, a second one. */
  private ownSites(): Set<string> {
    this.sites ??= larger(this.heard.sites, Math.max(2, total(this.heard.sites) * SHARE))
    return this.sites
  }

  /** Whom most of the owner's own pages name as their author. */
  private ownAuthors(): Set<string> {
    this.authors ??= larger(this.heard.authors, Math.max(2, total(this.heard.authors) / 2 + 0.5))
    return this.authors
  }

  /**
   * The owner's accounts by network, where the file can tell: the user for whom most is relayed there, unless it is a
   * single thread of somebody called otherwise beside much more from other networks; and whoever is called like the owner.
   * No entry where nobody has the majority.
   */
  private ownUsers(): Map<string, Set<string>> {
    this.users ??= this.settled()
    return this.users
  }

  private settled(): Map<string, Set<string>> {
    const all = total(this.heard.relays)
    const networks = new Map<string, [user: string, rows: number][]>()
    for (const [key, rows] of this.heard.relays) {
      const at = key.indexOf(' ')
      const network = key.slice(0, at)
      const users = networks.get(network) ?? []
      users.push([key.slice(at + 1), rows])
      networks.set(network, users)
    }
    const found = new Map<string, Set<string>>()
    const names = new Set([...this.ownSites()].map(site => squashed(labelOf(site))))
    const taken = (network: string, user: string) => {
      found.set(network, (found.get(network) ?? new Set()).add(user))
      const name = this.nameOf(user)
      if (name) names.add(name)
    }
    const minor: [network: string, user: string][] = []
    for (const [network, users] of networks) {
      const of = users.reduce((sum, [, rows]) => sum + rows, 0)
      const main = users.find(([, rows]) => rows * 2 > of)
      if (!main) continue
      const [user, rows] = main
      const isMain =
        networks.size === 1 || rows >= all * SHARE || this.heard.posts.get(`${network} ${user}`) === true
      if (isMain) taken(network, user)
      else minor.push([network, user])
    }
    for (const [network, users] of networks)
      for (const [user] of users) {
        const name = this.nameOf(user)
        if (name && names.has(name)) taken(network, user)
      }
    // Somebody else's thread in a network on which nothing of the owner's is relayed.
    for (const [network] of minor) if (!found.has(network)) found.set(network, new Set())
    return found
  }

  /** What the user of a relay is called, to be compared with other names of the owner's. */
  private nameOf(user: string): string | undefined {
    const handle = user.startsWith('did:') ? this.handleOf(user) : user.replace(/^@/, '')
    const name = squashed(handle?.split(/[@.]/)[0] ?? '')
    return name.length >= 3 && !/^\d+$/.test(name) ? name : undefined
  }

  private handleOf(did: string): string | undefined {
    for (const [handle, known] of this.heard.dids) if (known === did) return handle
    return undefined
  }
}

/** A handle and a DID that one mention gives to one and the same author. */
export function handleAndDid(
  { source, author }: Mention,
  bridged = bridgedOf(source),
): { handle: string; did: string } | undefined {
  // Most are of other networks, which their addresses show at once.
  if (!author.url || !/bsky|brid\.gy|^at:|profile\//i.test(author.url)) return undefined
  const account = accountOfProfile({ url: author.url })
  if (account?.network !== 'bluesky' || !account.handle || account.key !== account.handle) return undefined
  const did = bridged ? (bridged.network === 'bluesky' ? actorDid(bridged) : undefined) : didIn(source)
  return did ? { handle: account.handle, did } : undefined
}

/** Who reacted, as the end of Bridgy's address has it: a DID, or the record of theirs. */
function actorDid({ kind, actor, postId }: Bridged): string | undefined {
  const said = kind === 'post' ? postId : actor
  return said?.startsWith('did:') ? said : didIn(said)
}

function didIn(address: string | undefined): string | undefined {
  const who = atUriIn(address)?.who
  return who && 'did' in who ? who.did : undefined
}

/** Is the author the very account that this mention is relayed for? */
function isUser(mention: Mention, account: AccountRef, bridged: Bridged, didOf: Whose['didOf']): boolean {
  if (isAccountOf(account, mention.author.url, bridged, didOf)) return true
  const { network, user, kind, actor } = bridged
  if (network === 'bluesky') return actorDid(bridged) === user
  if (network === 'x' || network === 'fediverse') return false
  const names = namesIn(mention.author.url)
  if (names.includes(user) || actor?.toLowerCase() === user) return true
  return names.length === 0 && kind === 'react' && actor?.toLowerCase().startsWith(`${user}-`) === true
}

/** The parts of an account's address, any of which may be its name there. */
const namesIn = (address: string | undefined): string[] =>
  (/^[^/]*\/\/[^/]+\/([^?#]+)/.exec(address ?? '')?.[1] ?? '')
    .toLowerCase()
    .split('/')
    .map(part => part.replace(/^[@~+]/, ''))
    .filter(Boolean)

function isAccountOf(
  account: AccountRef,
  url: string | undefined,
  { network, silo, user }: Pick<Bridged, 'network' | 'silo' | 'user'>,
  didOf: Whose['didOf'],
): boolean {
  if (network === 'x') return account.network === 'x' && account.key === user
  if (network === 'fediverse')
    return account.network === 'fediverse' && account.handle?.replace(/^@/, '') === user.replace(/^@/, '')
  if (network === 'bluesky') {
    if (account.network !== 'bluesky') return false
    return [account.key, account.handle, account.handle && didOf(account.handle)].includes(user)
  }
  return siteOf(url) === `${domainOf(silo)}/${user}`
}

/** Does `@name` stand in the words? */
function namesThem(words: string, name: string): boolean {
  const at = words.indexOf(`@${name}`)
  return at >= 0 && !/[\w-]/.test(words[at + name.length + 1] ?? '')
}

const userKey = ({ network, user }: Bridged) => `${network} ${user}`
const accountKey = (account: AccountRef | undefined) => account && `${account.network} ${account.key}`
const squashed = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const larger = (counts: Counts, least: number) =>
  new Set(counts.entries().flatMap(([key, rows]) => (rows >= least ? [key] : [])))
