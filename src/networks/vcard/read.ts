import type { Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { headBytes } from '../files/head.ts'
import { rowsAt } from '../files/rows.ts'
import { accountOf } from './account.ts'
import { type Card, cardsOf } from './cards.ts'
import { propertiesOf } from './properties.ts'

/**
 * Address books as phones and mail programs give them away (iOS, macOS, Android, Google, docomo), one file with many
 * cards or many files with one:
 *
 *     BEGIN:VCARD
 *     VERSION:3.0
 *     N:佐藤;結衣;;;
 *     FN: 結衣  佐藤
 *     item1.EMAIL;type=INTERNET;type=pref:yui@sato.example
 *     END:VCARD
 *
 * Every card of every card file, in the order of the files.
 */
export async function* readCards(source: Source): AsyncGenerator<Row> {
  for (const file of source.files) {
    if (!(await isCardFile(file, source.files.length === 1))) continue
    try {
      for await (const card of cardsOf(file.open())) {
        const where = `${file.path} #${card.number}`
        yield* rowsAt(where, () => rowsOf(card, where))
      }
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      yield { ok: false, where: file.path, why: 'truncated', detail: error.message }
    }
  }
}

export async function hasCards(source: Source): Promise<boolean> {
  for (const file of source.files) if (await isCardFile(file, source.files.length === 1)) return true
  return false
}

function* rowsOf(card: Card, where: string): Generator<Row> {
  if (card.why) {
    yield { ok: false, where, why: card.why }
    return
  }
  const { properties, lost } = propertiesOf(card)
  const read = accountOf(properties)
  if (typeof read === 'string') {
    yield { ok: false, where, why: read }
    return
  }
  yield { ok: true, entry: read.entry }
  for (const field of [...lost, ...read.over]) yield { ok: false, where, why: 'too-large', detail: field }
}

/** By its first line. In an archive only files named as cards are opened; a file on its own may have any name. */
async function isCardFile(file: SourceFile, alone: boolean): Promise<boolean> {
  if (!alone && !/\.(?:vcf|vcard)$/i.test(file.path)) return false
  const start = Buffer.from(await headBytes(file, 1_024)).toString('latin1')
  return /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?\s*BEGIN:VCARD\s/i.test(start.replaceAll('\0', ''))
}
