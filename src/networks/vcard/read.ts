import type { Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { accountOf } from './account.ts'
import { type Card, cardsOf } from './cards.ts'
import { propertiesOf } from './properties.ts'

/** Every card of every card file, in the order of the files. */
export async function* readCards(source: Source): AsyncGenerator<Row> {
  for (const file of source.files) {
    if (!(await isCardFile(file, source.files.length === 1))) continue
    try {
      for await (const card of cardsOf(file.open())) yield* rowsOf(card, file.path)
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

function* rowsOf(card: Card, path: string): Generator<Row> {
  const where = `${path} #${card.number}`
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
  let start = ''
  try {
    for await (const piece of file.open()) {
      start += Buffer.from(piece).subarray(0, 1_024).toString('latin1')
      if (start.length >= 64) break
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  return /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?\s*BEGIN:VCARD\s/i.test(start.replaceAll('\0', ''))
}
