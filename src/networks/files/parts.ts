import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** `takeout-…-001.zip`, `export part 2.zip`, `archive_1of3.zip`: what stands before the number names the whole. */
const part = /^(.+?)(?:[-_]\d{3}|[-_ ]?part[-_ ]?\d{1,3}|[-_ ]\d{1,3}[-_ ]?of[-_ ]?\d{1,3})\.zip$/i

/**
 * All parts of an export that was handed out in several zips, the given one among them, in the order of their names:
 * they lie in one folder and differ in their number only. A file that is no part stands alone.
 */
export async function partsOf(path: string): Promise<string[]> {
  const whole = part.exec(basename(path))?.[1]
  if (whole === undefined) return [path]
  const names = await readdir(dirname(path)).catch(() => [])
  const parts = names.filter(name => part.exec(name)?.[1] === whole).sort(byNumber)
  return parts.length > 1 ? parts.map(name => join(dirname(path), name)) : [path]
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare
