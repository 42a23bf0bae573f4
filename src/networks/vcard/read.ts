import { type CardKeys, openCardKeys } from '../card-keys.ts'
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
  const keys = await keysOf(source)
  for (const file of source.files) {
    if (!(await isCardFile(file, source.files.length === 1))) continue
    try {
      for await (const card of cardsOf(file.open())) {
        const where = `${file.path} #${card.number}`
        yield* rowsAt(where, () => rowsOf(card, where, keys))
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

/**
 * Which keys several people have: of cards whose id stands in the source more than once (exporters that write `UID:1` on every
 * card), and of cards without one. The others are not looked into.
 */
async function keysOf(source: Source): Promise<CardKeys> {
  const keys = openCardKeys()
  const seen = new Map<string, number>()
  for await (const card of everyCard(source)) {
    const uid = uidOf(card)
    seen.set(uid, (seen.get(uid) ?? 0) + 1)
  }
  const isAlone = (card: Card) => uidOf(card) !== '' && seen.get(uidOf(card)) === 1
  if (seen.values().every(count => count === 1) && !seen.has('')) return keys
  for await (const card of everyCard(source)) {
    if (card.why || isAlone(card)) continue
    const read = accountOf(propertiesOf(card).properties, undefined)
    if (typeof read !== 'string') keys.look(read.entry.account)
  }
  // A key that is no longer by id may be shared in its turn.
  const later = openCardKeys()
  for await (const card of everyCard(source)) {
    if (card.why || isAlone(card)) continue
    const read = accountOf(propertiesOf(card).properties, keys)
    if (typeof read !== 'string') later.look(read.entry.account)
  }
  return { ...keys, isOfSeveral: key => keys.isOfSeveral(key) || later.isOfSeveral(key) }
}

const uidOf = ({ lines }: Card): string =>
  lines
    .find(line => /^(?:[\w-]+\.)?(?:uid|x-abuid)[;:]/i.test(line))
    ?.replace(/^[^:]*:\s*(?:urn:uuid:)?/i, '')
    .trim()
    .toLowerCase() ?? ''

async function* everyCard(source: Source): AsyncGenerator<Card> {
  for (const file of source.files) {
    if (!(await isCardFile(file, source.files.length === 1))) continue
    try {
      yield* cardsOf(file.open())
    } catch (error) {
      // Told where the cards are read.
      if (!(error instanceof BrokenFile)) throw error
    }
  }
}

function* rowsOf(card: Card, where: string, keys: CardKeys): Generator<Row> {
  if (card.why) {
    yield { ok: false, where, why: card.why }
    return
  }
  const { properties, lost } = propertiesOf(card)
  const read = accountOf(properties, keys)
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
