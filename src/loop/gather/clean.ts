/** Text as PostgreSQL can store it, at most 2,000 characters; null for none. */
export function clean(text: string | undefined): string | null {
  return text ? text.replaceAll('\u0000', '').slice(0, 2000).toWellFormed() : null
}

const webAddress = /^https?:\/\/[^\s\u0000-\u001f\u007f<>"]{1,2000}$/i

/** An address that a browser may open, as the reader gave it; null for anything else (`javascript:`, garbage). */
export function cleanLink(url: string | undefined): string | null {
  return url && webAddress.test(url) ? url.toWellFormed() : null
}
