/** Text as PostgreSQL can store it, at most 2,000 characters; null for none. */
export function clean(text: string | undefined): string | null {
  return text ? text.replaceAll('\u0000', '').slice(0, 2000).toWellFormed() : null
}
