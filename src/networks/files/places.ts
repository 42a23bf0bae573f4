import { basename, dirname, join } from 'node:path'
import { isMedia, wholeOf } from '#ledger/file-names.ts'
import type { Refusal } from '#ledger/refusal.ts'
import type { Source, SourceFile } from '../contract.ts'

/**
 * One of the things that lie apart in what the owner brought: a zip, the zips of one export, or the files beside them.
 * `path`: where the zip lies; '' for files that are in none. `trouble`: why it could not be opened.
 */
export type Place = { path: string; source: Source; trouble?: Refusal }

/**
 * Zips that differ in the number of their part only are one place, and a file that stands in two of them is read from
 * the first. What is one place of a broken export is the place of its first trouble.
 */
export function withPartsJoined(places: readonly Place[]): Place[] {
  const wholes = new Map<string, Place[]>()
  for (const place of places) {
    const whole = wholeOf(basename(place.path))
    const key = whole === undefined ? `${place.path}\u0000` : join(dirname(place.path), whole)
    wholes.set(key, [...(wholes.get(key) ?? []), place])
  }
  return [...wholes].flatMap(([key, parts]) =>
    parts.length === 1 || areWholeEach(parts) ? parts : [joinedPlace(key, parts.sort(byPath))],
  )
}

/** Two exports that were numbered by whoever kept them have most paths in common; parts of one hardly any. */
function areWholeEach(parts: readonly Place[]): boolean {
  const [first, ...others] = parts.map(({ source }) => source.files.map(({ path }) => path).filter(isTelling))
  if (!first || first.length === 0) return false
  const known = new Set(first)
  return others.every(paths => {
    const same = paths.filter(path => known.has(path)).length
    return same * 2 > Math.max(paths.length, first.length)
  })
}

const isTelling = (path: string) => !isMedia(path) && !/\.html?$/i.test(path)

function joinedPlace(path: string, parts: readonly Place[]): Place {
  const files = new Map<string, SourceFile>()
  for (const { source } of parts)
    for (const file of source.files) if (!files.has(file.path)) files.set(file.path, file)
  const trouble = parts.find(part => part.trouble)?.trouble
  const madeAt = Math.max(0, ...parts.map(({ source }) => source.madeAt ?? 0))
  const source = { name: basename(path), files: [...files.values()], ...(madeAt > 0 && { madeAt }) }
  return { path, source, ...(trouble && { trouble }) }
}

/** All of it as one list, in which each file stands under the place it lies in. */
export function asOne(name: string, places: readonly Place[]): Source {
  if (places.length === 1) return { ...places[0]!.source, name }
  const madeAt = Math.max(0, ...places.map(({ source }) => source.madeAt ?? 0))
  const files = places.flatMap(({ path, source }) =>
    source.files.map(file => (path === '' ? file : { ...file, path: `${path}/${file.path}` })),
  )
  return { name, files, ...(madeAt > 0 && { madeAt }) }
}

const { compare } = new Intl.Collator('en', { numeric: true })
const byPath = (a: Place, b: Place) => compare(a.path, b.path)

/** The older first, so that what is newer has the last word; in the same order each time. */
export const olderFirst = (places: readonly Place[]): Place[] =>
  [...places].sort((a, b) => (a.source.madeAt ?? 0) - (b.source.madeAt ?? 0) || byPath(a, b))
