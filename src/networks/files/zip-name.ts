import encodingJapanese from 'encoding-japanese'
import type { Entry } from 'yauzl'
import yauzl from 'yauzl'

const UTF8 = 0x800
const UNICODE_PATH = 0x7075
const REGULAR = 0x8000
const FOLDER = 0x4000
const LINK = 0xa000
/** "Made by": Unix and macOS keep the kind of file in the upper half of the attributes. */
const unixes = new Set([3, 19])

/**
 * The name of an entry as people wrote it, NFC, with slashes also where Windows wrote its own. Without the UTF-8 flag the bytes may still be UTF-8 (macOS) or
 * Windows-31J (Japanese Windows); only then the old code page is assumed.
 */
export const entryName = (entry: Entry): string => writtenName(entry).replaceAll('\\', '/').normalize('NFC')

function writtenName(entry: Entry): string {
  const raw = entry.fileNameRaw
  if (entry.extraFields.some(field => field.id === UNICODE_PATH) || entry.generalPurposeBitFlag & UTF8) {
    return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true)
  }
  return (
    japaneseOrUtf8(raw) ??
    yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true)
  )
}

/** The name of a file in a tar, which says nothing of its encoding. */
export const nameFrom = (raw: Buffer): string =>
  (japaneseOrUtf8(raw) ?? raw.toString('latin1')).replaceAll('\\', '/').normalize('NFC')

function japaneseOrUtf8(raw: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {}
  const found = encodingJapanese.detect(raw, ['SJIS', 'EUCJP'])
  return found === 'SJIS' || found === 'EUCJP'
    ? new TextDecoder(found === 'SJIS' ? 'shift_jis' : 'euc-jp').decode(raw)
    : undefined
}

/** Why an entry's name or kind is not safe, or undefined. Nothing is ever written by these names all the same. */
export function danger(name: string, entry: Entry): string | undefined {
  const kind = (entry.externalFileAttributes >>> 16) & 0xf000
  if (kind === LINK) return 'link'
  if (unixes.has(entry.versionMadeBy >> 8) && kind !== 0 && kind !== REGULAR && kind !== FOLDER)
    return 'device'
  return dangerOfName(name)
}

/** Names that lead out of the folder they are in, with slashes for whatever was written. */
export function dangerOfName(name: string): string | undefined {
  if (name.includes('\u0000')) return 'NUL'
  if (name.startsWith('/')) return '/'
  if (/^[a-z]:/i.test(name)) return name.slice(0, 2)
  if (name.split('/').includes('..')) return '..'
  return undefined
}
