import { getDomain, getSubdomain } from 'tldts'
import { webUrl } from './links.ts'

const wordsOf = (text: string) => new Set(text.split(/\s+/))

/**
 * Registrable domains on which each first part of the path belongs to somebody else (`note.com/yui`). A name in front
 * of such a domain is the same somebody (`yui.medium.com`), save for the names of the service itself.
 */
const pathShared =
  wordsOf(`note.com note.mu ameblo.jp ameba.jp medium.com qiita.com zenn.dev hatena.ne.jp hatena.com github.com
gitlab.com codeberg.org bitbucket.org sr.ht x.com twitter.com bsky.app instagram.com facebook.com fb.com fb.me threads.net threads.com
youtube.com tiktok.com reddit.com linkedin.com dev.to hashnode.com velog.io brunch.co.kr naver.com daum.net kakao.com pixiv.net
rakuten.co.jp goo.ne.jp lineblog.me livedoor.jp yahoo.co.jp yaplog.jp geocities.jp geocities.com geocities.co.jp scrapbox.io
flickr.com t.me telegra.ph tumblr.com substack.com csdn.net juejin.cn zhihu.com cnblogs.com jianshu.com weibo.com douban.com habr.com
vc.ru dzen.ru vk.com ok.ru speakerdeck.com slideshare.net soundcloud.com google.com meetup.com connpass.com peatix.com wantedly.com
researchmap.jp about.me linktr.ee lit.link ko-fi.com patreon.com buymeacoffee.com pinterest.com twitch.tv vimeo.com dailymotion.com
goodreads.com letterboxd.com last.fm untappd.com foursquare.com swarmapp.com strava.com quora.com stackoverflow.com hackernoon.com
indiehackers.com producthunt.com news.ycombinator.com lobste.rs tildes.net lemmy.ml mixi.jp gree.jp fc2.com nicovideo.jp sizu.me
write.as micro.blog cohost.org pillowfort.social livejournal.com wattpad.com archiveofourown.org academia.edu orcid.org keybase.io
gumroad.com itch.io bandcamp.com notion.so wakelet.com steemit.com hive.blog mirror.xyz paragraph.xyz blog.me teletype.in
crieit.net teratail.com booklog.jp bookmeter.com filmarks.com tabelog.com retty.me cookpad.com
suzuri.jp minne.com creema.jp booth.pm`)

/** Registrable domains on which each name in front belongs to somebody else, and which no list of suffixes knows as such. */
const nameShared =
  wordsOf(`wordpress.com wordpress.org blogspot.com tumblr.com substack.com livedoor.blog fc2.com fc2.net seesaa.net
exblog.jp jugem.jp cocolog-nifty.com weebly.com micro.blog neocities.org medium.com hashnode.dev write.as writeas.com tistory.com
livejournal.com livejournal.net dreamwidth.org typepad.com typepad.jp typepad.fr over-blog.com over-blog.net canalblog.com jimdo.com
jimdofree.com webnode.com webnode.jp muragon.com xrea.com bsky.social ghost.io posthaven.com svbtle.com mataroa.blog prose.sh
squarespace.com blog.jp doorblog.jp diary.to diary.ru beehiiv.com ti-da.net hatena.ne.jp asablo.jp webry.info shinobi.jp ocnk.net
thebase.in stores.jp pixnet.net blogg.se blogg.no free.fr pagesperso-orange.fr glitch.me bandcamp.com itch.io deviantart.com brid.gy
fanbox.cc booth.pm gumroad.com sblo.jp dreamlog.jp blogo.jp livedoor.biz blogzine.jp eklablog.com skyrock.com hautetfort.com
blog4ever.com altervista.org xanga.com angelfire.com tripod.com freehostia.com 000webhostapp.com wix.com strikingly.com
silvrback.com pika.page scribbles.page omg.lol bearblog.dev listed.to hatenablog.com github.com
home.blog art.blog business.blog car.blog code.blog data.blog design.blog family.blog fashion.blog finance.blog fitness.blog food.blog
game.blog health.blog law.blog movie.blog music.blog news.blog photo.blog poetry.blog politics.blog school.blog science.blog
sport.blog tech.blog travel.blog video.blog water.blog`)

/** Names in front of a shared domain that are the service's own. */
const ofTheService =
  /^(?:www|m|mobile|web|old|new|np|amp|s|sp|d|b|f|k|q|blog|blogs|profile|users?|my|plaza|sites|plus|home|note|app|en|ja|jp|de|fr|es|[a-z]{2}-[a-z]{2}|gist|news|mbasic|open|about|blog\d+)$/

/** What may stand before the name in a path. */
const beforeName =
  /^\/(?:[a-z]{2}\/)?(?:users?|u|in|people|photos|profiles?|authors?|members?|channel|c|view|site|ameba)\/(?=[^/])/i
/** First parts that name nobody. */
const nobody =
  wordsOf(`i p s t tag tags topic topics search explore home about help login signup settings share intent hashtag status
posts post articles article entry entries items item archive archives category feed rss sitemap sitemap.xml index.html orgs
organizations groups pages watch playlist reel stories story a profile.php n hashtags trending login.php sharer questions`)

/**
 * What one owner has of the web, by an address in it: the registrable domain, where the public suffix list's private
 * part counts (yui.blog.example.com is `example.com`, yui.github.io is `yui.github.io`); on hosts that people share the
 * name in front (`yui.wordpress.com`) or in the path (`note.com/yui`). Undefined where such an address names nobody.
 */
export function siteOf(address: string | undefined): string | undefined {
  const url = webUrl(address)
  if (!url) return undefined
  const host = url.hostname.replace(/\.$/, '')
  const { domain, front } = partsOf(host)
  if (!domain) return host
  const blogspot = /^blogspot\.[a-z.]+$/.test(domain)
  if (blogspot || nameShared.has(domain)) {
    const name = nearest(front)
    if (name !== undefined)
      return blogspot
        ? `${name}.blogspot.com`
        : pathShared.has(domain)
          ? `${domain}/${name}`
          : `${name}.${domain}`
  }
  // A project's pages on a shared machine (yui.github.io/zine) are all yui's.
  if (!pathShared.has(domain)) return domain
  const name = nameIn(url)
  return name === undefined ? undefined : `${domain}/${name}`
}

type Parts = { domain: string | undefined; front: string }

/** The same hosts come again and again, and the list of suffixes is long. */
const known = new Map<string, Parts>()

function partsOf(host: string): Parts {
  const found = known.get(host)
  if (found) return found
  const options = { allowPrivateDomains: true }
  const domain = getDomain(host, options) ?? undefined
  const parts = { domain, front: getSubdomain(host, options) ?? '' }
  if (known.size >= 5_000) known.clear()
  known.set(host, parts)
  return parts
}

/** The name that a site goes by (`hanako` of hanako.example and of note.com/hanako). */
export function labelOf(site: string): string {
  const [host = '', name] = site.split('/')
  return name ?? host.split('.')[0]!
}

/** The part of a subdomain that stands next to the shared domain, unless it is the service's: `yui` of `yui.blog` in fc2.com. */
function nearest(front: string): string | undefined {
  return front
    .split('.')
    .toReversed()
    .find(part => part !== '' && !ofTheService.test(part))
    ?.toLowerCase()
}

function nameIn(url: URL): string | undefined {
  const number = /^\/profile\.php$/.test(url.pathname) ? url.searchParams.get('id') : undefined
  if (number) return number
  const path = url.pathname.replace(beforeName, '/')
  const isNamed = path !== url.pathname
  const part = decodedOnce(/^\/+([^/]+)/.exec(path)?.[1] ?? '')
    .toLowerCase()
    .replace(/^[@~+]/, '')
  return part === '' || (!isNamed && nobody.has(part)) ? undefined : part
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
