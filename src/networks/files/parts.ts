import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { wholeOf } from '#ledger/file-names.ts'

/**
 * All parts of an export that was handed out in several zips, the given one among them, in the order of their names:
 * they lie in one folder and differ in their number only. A file that is no part stands alone.
 */
export async function partsOf(path: string): Promise<string[]> {
  const whole = wholeOf(basename(path))
  if (whole === undefined) return [path]
  const names = await readdir(dirname(path)).catch(() => [])
  const parts = names.filter(name => wholeOf(name) === whole).sort(byNumber)
  return parts.length > 1 ? parts.map(name => join(dirname(path), name)) : [path]
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare
