/** A moment as PostgreSQL writes it in UTC, which keeps its microseconds: `2026-11-23 09:00:00.123456+00`. */
export function isInstantKey(key: unknown): key is string {
  if (typeof key !== 'string') return false
  const match = /^([12]\d{3}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(key)
  if (!match) return false
  const at = new Date(`${match[1]}T${match[2]}Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${match[1]}T${match[2]}`)
}
