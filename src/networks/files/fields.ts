/**
 * Looking into values that came out of JSON from anywhere: only own properties count, and a wrong type is the same as
 * nothing there. `__proto__` and `constructor` in a file are therefore keys that nobody asks for.
 */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function fieldsIn(value: unknown, key: string): Fields | undefined {
  const found = own(value, key)
  return isFields(found) ? found : undefined
}

/** A text, or a number as text; blank is nothing. */
export function textIn(value: unknown, key: string): string | undefined {
  const found = own(value, key)
  if (typeof found === 'number' && Number.isFinite(found)) return String(found)
  return typeof found === 'string' && found.trim() !== '' ? found : undefined
}

/** What stands under the key as a list: an array as it is, a single value as a list of one. */
export function listIn(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key)
  return Array.isArray(found) ? found : found === undefined || found === null ? [] : [found]
}

export function own(value: unknown, key: string): unknown {
  return isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined
}
