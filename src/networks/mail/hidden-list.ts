import type { Source } from '../contract.ts'
import { headText } from '../files/head.ts'
import { mailboxesIn } from './addresses.ts'
import { mailboxesOf } from './mailboxes.ts'

const LOOKED_AT = 40
const MAILS = 3

/**
 * True of the archive of a public list whose site hides the addresses: among those who wrote hardly one can be told.
 * Where one of its files has them, it is read.
 */
export async function isHiddenList(source: Source): Promise<boolean> {
  let looked = 0
  for await (const { file, form } of mailboxesOf(source)) {
    if (form !== 'many') return false
    const authors = new Set<string>()
    let hidden = 0
    for (const [, value] of (await headText(file)).matchAll(/^From: ?(.{1,400})$/gm)) {
      const [from] = mailboxesIn(value!)
      if (from?.scrambled) hidden++
      else if (from) authors.add(from.address)
    }
    if (hidden < MAILS || authors.size > hidden / 10) return false
    if (++looked >= LOOKED_AT) return true
  }
  return looked > 0
}
