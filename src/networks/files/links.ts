/** Parameters that only say how a reader came; the page is the same without them. */
const tracking = /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|ref_src)$/i
/** X under its first name, on telephones, and as others show it. */
const xMirror =
  /^(?:(?:mobile\.|m\.)?(?:twitter|x)\.com|nitter\.[a-z0-9.-]+|xcancel\.com|(?:vx|fx|fixup|fixv)?(?:twitter|x)\.com|fxtwitter\.com|vxtwitter\.com)(?=\/|$)/
/** WordPress without pretty addresses: here the query *is* the page. */
const permalink = /^(?:p|page_id|attachment_id)$/
const LONGEST = 2_000

/**
 * A web address in the one form Enishi compares by: no scheme, no `www.`, no final slash, no fragment, no tracking
 * parameters, host in lower case (`https://www.X.example/Foo/?utm_source=a` is `x.example/Foo`).
 * Undefined for anything that is not a public web address (`javascript:`, `mailto:`, garbage, over 2,000 characters).
 */
export function linkKey(text: string | undefined): string | undefined {
  const url = webUrl(text)
  return url && keyOf(url, name => !tracking.test(name))
}

/**
 * The key of a person's page: `linkKey` in lower case, `twitter.com` under its later name, `threads.com` under its first. Also the form of `sameAs`
 * values of kind `url`.
 */
export function profileKey(text: string | undefined): string | undefined {
  return linkKey(text)
    ?.toLowerCase()
    .replace(xMirror, 'x.com')
    .replace(/^threads\.com(?=\/|$)/, 'threads.net')
}

/** The key of a work: `linkKey` without its query, save for WordPress' `?p=12`. */
export function pageKey(text: string | undefined): string | undefined {
  const url = webUrl(text)
  return url && keyOf(url, name => permalink.test(name))
}

/** The address itself, safe to store and to link to: http or https, no user name in it. */
export function safeLink(text: string | undefined): string | undefined {
  return webUrl(text)?.href
}

/** X, by whatever host shows it. */
export const isXHost = (host: string) => xMirror.test(host)

/** Host in lower case without `www.`. */
export function hostOf(text: string | undefined): string | undefined {
  const url = webUrl(text)
  return url && bareHost(url)
}

/** Parsing is what readers spend most of their time on, and the same few addresses come again and again. */
const parsed = new Map<string, URL | undefined>()
const REMEMBERED = 2_000

/** Parses http(s) addresses, also without a scheme (`x.example/foo`). The result is shared: not to be changed. */
export function webUrl(text: string | undefined): URL | undefined {
  if (!text || text.length > LONGEST) return undefined
  if (parsed.has(text)) return parsed.get(text)
  const url = freshUrl(text)
  if (parsed.size >= REMEMBERED) parsed.clear()
  parsed.set(text, url)
  return url
}

function freshUrl(text: string): URL | undefined {
  const trimmed = text.trim()
  if (!trimmed || /[\s\u0000-\u001f\u007f]/.test(trimmed)) return undefined
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(trimmed)?.[1]?.toLowerCase()
  const full =
    scheme === 'http' || scheme === 'https'
      ? trimmed
      : trimmed.startsWith('//')
        ? `https:${trimmed}`
        : /^[^\s:/?#@]+\.[^\s:/?#@]+(?::\d+)?(?:[/?#]|$)/.test(trimmed)
          ? `https://${trimmed}`
          : undefined
  const url = full ? URL.parse(full) : null
  if (!url?.hostname || url.href.length > LONGEST * 3) return undefined
  if (url.username) url.username = ''
  if (url.password) url.password = ''
  return url
}

function keyOf(url: URL, keeps: (parameter: string) => boolean): string {
  const path = url.pathname.replace(/\/+$/, '').replace(/%[0-9a-f]{2}/gi, code => code.toUpperCase())
  const query = url.search
    .slice(1)
    .split('&')
    .filter(part => part && keeps(part.split('=', 1)[0]!))
    .join('&')
  return `${bareHost(url)}${url.port ? `:${url.port}` : ''}${path}${query ? `?${query}` : ''}`
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^www\.(?=[^.]+\.)/, '').replace(/\.$/, '')
}
