import { isFields } from './fields.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Facebook and Instagram write each byte of UTF-8 as a character of its own (`caf\u00c3\u00a9` for `café`). Text that
 * holds anything but such bytes, or that is no UTF-8 when read as bytes, is right as it stands; so repairing twice
 * changes nothing.
 */
export function repaired(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text
  try {
    return utf8.decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

/** The same for all texts and keys within a value out of JSON, which is as deep as `jsonItems` lets it be. */
export function repairedValue(value: unknown): unknown {
  if (typeof value === 'string') return repaired(value)
  if (Array.isArray(value)) return value.map(repairedValue)
  if (!isFields(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [repaired(key), repairedValue(each)]))
}
