import { Refusal } from '#ledger/refusal.ts'

const marks: readonly [kind: string, mark: string, at?: number][] = [
  ['RAR', 'Rar!\u001a\u0007'],
  ['7z', '7z\u00bc\u00af\u0027\u001c'],
  ['bzip2', '1AY&SY', 4],
  ['xz', '\u00fd7zXZ\u0000'],
  ['zstd', '\u0028\u00b5\u002f\u00fd'],
  ['lzip', 'LZIP\u0001'],
  ['compress (.Z)', '\u001f\u009d'],
]

/** Bytes of a file's beginning that tell what kind of archive it is. */
export const TELLING = 512

/** Throws Refusal for archives that are no zip, and for parts of a zip that was split. `name`: as the owner knows it. */
export function refuseOtherArchive(start: Buffer, name: string): void {
  const kind = marks.find(([, mark, at = 0]) => start.toString('latin1', at, at + mark.length) === mark)?.[0]
  if (kind) throw new Refusal('other-archive', { name, kind })
}

/** The first part of a split zip by its mark, any other by its name: they begin anywhere. */
export const isPartOfSplit = (start: Buffer, name: string): boolean =>
  start.toString('latin1', 0, 8) === 'PK\u0007\u0008PK\u0003\u0004' || /\.z\d{2}$/i.test(name)

/** A zip that was cut into pieces of one size, `archive.zip.001`: only the first of them looks like a zip. */
export const isFirstPiece = (name: string): boolean => /\.0*1$/.test(name)
