import type { AccountRef } from '../contract.ts'
import { hatenaRefOfUrl } from '../files/hatena.ts'
import { hostOf, webUrl } from '../files/links.ts'
import { accountOfProfile, fediverseAuthor } from '../files/profiles.ts'

/** Sites of many people where the first part of a path says whose page it is. */
const shared =
  /^(?:qiita\.com|zenn\.dev|github\.com|gist\.github\.com|speakerdeck\.com|slideshare\.net|ameblo\.jp|medium\.com|dev\.to|scrapbox\.io|tumblr\.com|facebook\.com|instagram\.com|linkedin\.com|blog\.goo\.ne\.jp|plaza\.rakuten\.co\.jp)$/
/** Where an address names a thing and never the one who made it: shops, newspapers, encyclopaedias, tools. */
const nobodys =
  /(?:^|\.)(?:youtube\.com|youtu\.be|nicovideo\.jp|amazon\.(?:co\.jp|com)|rakuten\.co\.jp|yahoo\.co\.jp|google\.(?:com|co\.jp)|wikipedia\.org|togetter\.com|posfie\.com|anond\.hatelabo\.jp|nhk\.or\.jp|asahi\.com|mainichi\.jp|yomiuri\.co\.jp|nikkei\.com|sankei\.com|jiji\.com|kyodonews\.jp|itmedia\.co\.jp|impress\.co\.jp|gigazine\.net|nytimes\.com|theguardian\.com|bbc\.(?:com|co\.uk)|cnn\.com|reuters\.com|bloomberg\.com|stackoverflow\.com|reddit\.com|ycombinator\.com|arxiv\.org|microsoft\.com|apple\.com|go\.jp|archive\.org|5ch\.net|2ch\.net|livedoor\.com)$/
const notNames = new Set(
  'search tag tags topics articles explore about features orgs news p reel groups events posts'.split(' '),
)

/** True where a page is a company's or everybody's, so that bookmarking it is nothing between two people. */
export function isNobodys(link: string): boolean {
  const host = hostOf(link)!
  if (/(?:^|\.)blog\.livedoor\.com$|^blog\./.test(host)) return false
  return nobodys.test(host) || (shared.test(host) && !nameIn(link) && !profileOf(link))
}

/**
 * Whose page this is, as far as its address tells: a post on X or in the fediverse, a place on note, Hatena or another
 * site of many, else the site itself. A page is no person; each would else be one.
 */
export function writerOf(link: string): AccountRef {
  const host = hostOf(link)!
  const profile = profileOf(link)
  if (profile) return profile
  const path = webUrl(link)!.pathname
  if (host === 'note.com' || host === 'note.mu') {
    const user = /^\/([\w-]+)\/(?:n|m)\//.exec(path)?.[1]?.toLowerCase()
    if (user) return { network: 'note', key: user, handle: user, url: `https://note.com/${user}` }
  }
  const name = shared.test(host) ? nameIn(link) : undefined
  return accountOfProfile({ url: `https://${host}/${name ?? ''}` })!
}

function profileOf(link: string): AccountRef | undefined {
  const hatena = hatenaRefOfUrl(link)
  if (hatena) return hatena
  const known = accountOfProfile({ url: link })
  if (known?.network === 'x' || known?.network === 'linkedin') {
    const url = known.network === 'x' ? `https://x.com/${known.handle}` : known.url
    return accountOfProfile({ url })
  }
  const author = /\/(?:@[\w.-]+\/|users\/[\w.-]+\/statuses\/)\d{10,20}$/.test(webUrl(link)!.pathname)
    ? fediverseAuthor(link)
    : undefined
  return author && accountOfProfile({ url: author.key, network: 'fediverse' })
}

function nameIn(link: string): string | undefined {
  const name = /^\/(@?[\w.-]+)(?:\/|$)/.exec(webUrl(link)!.pathname)?.[1]
  return name && !notNames.has(name.toLowerCase()) ? name : undefined
}
