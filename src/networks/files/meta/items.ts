import { isPlausible, type When } from '#ledger/when.ts'
import type { Reject, Row, SourceFile } from '../../contract.ts'
import { type Fields, isFields, own } from '../fields.ts'
import { headText } from '../head.ts'
import { jsonItems } from '../json-items.ts'
import { repairedValue } from '../mojibake.ts'
import { rowsAt } from '../rows.ts'

/** A whole list inside one field (event responses) is small; this many is more than anybody has. */
const WITHIN_FIELD = 100_000

export type Item = { where: string; value: Fields }

/**
 * The items of a list in a Facebook or Instagram file, mended. Lists stand bare, under one of the `keys`, or one level
 * deeper; the same file has had all three forms.
 */
export async function* itemsOf(file: SourceFile, keys: readonly string[]): AsyncGenerator<Item | Reject> {
  const shape = { arrays: keys, fields: keys }
  for await (const found of jsonItems(file.open(), shape)) {
    if (found.kind === 'field') {
      yield* within(file.path, found.value)
      continue
    }
    const where = `${file.path} #${found.index + 1}`
    if (found.kind === 'bad') yield { ok: false, where, why: found.why }
    else if (isFields(found.value)) yield { where, value: repairedValue(found.value) as Fields }
    else yield { ok: false, where, why: 'unreadable' }
  }
}

/** The rows of all items of some files; what cannot be read stays in its place. */
export async function* rowsFrom(
  files: readonly SourceFile[] | undefined,
  keys: readonly string[],
  read: (item: Item) => readonly Row[],
): AsyncGenerator<Row> {
  for (const file of files ?? []) {
    for await (const item of itemsOf(file, keys)) {
      if ('ok' in item) yield item
      else yield* rowsAt(item.where, () => read(item))
    }
  }
}

/** The one object under one of the `keys`, mended. */
export async function* objectsIn(file: SourceFile, keys: readonly string[]): AsyncGenerator<Item | Reject> {
  for await (const found of jsonItems(file.open(), { arrays: [], fields: keys })) {
    if (found.kind === 'bad') yield { ok: false, where: file.path, why: found.why }
    else if (isFields(found.value)) yield { where: file.path, value: repairedValue(found.value) as Fields }
  }
}

function* within(path: string, field: unknown): Generator<Item | Reject> {
  if (!isFields(field)) return
  const lists = Object.entries(field).filter(([, list]) => Array.isArray(list)) as [string, unknown[]][]
  for (const [name, list] of lists) {
    for (const [index, value] of list.slice(0, WITHIN_FIELD).entries()) {
      const where = `${path} ${name} #${index + 1}`
      if (isFields(value)) yield { where, value: repairedValue(value) as Fields }
      else yield { ok: false, where, why: 'unreadable' }
    }
  }
}

/** The first key of the top-level object, `[` for a bare list, undefined for anything else. */
export async function firstKey(file: SourceFile): Promise<string | undefined> {
  const head = (await headText(file, 4_096)).trimStart()
  if (head.startsWith('[')) return '['
  return /^\{\s*"((?:[^"\\]|\\.){1,200})"\s*:/.exec(head)?.[1]
}

/** Files in an order in which `_2` comes before `_10`. */
export function inOrder(files: readonly SourceFile[]): SourceFile[] {
  const keyed = files.map(file => ({
    file,
    key: file.path.replace(/\d+/g, digits => digits.padStart(20, '0')),
  }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ file }) => file)
}

/** A count of seconds since 1970 as a moment; why not, where it is none. */
export function whenIn(value: Fields, key: string): When | 'no-date' | 'bad-date' {
  return whenOf(own(value, key), 1000)
}

/** `unit`: how many milliseconds one of the count is. Zero and nothing are unset fields. */
export function whenOf(count: unknown, unit: 1 | 1000): When | 'no-date' | 'bad-date' {
  if (count === undefined || count === null || count === 0 || count === '') return 'no-date'
  if (typeof count !== 'number' && typeof count !== 'string') return 'bad-date'
  const at = Math.trunc(Number(count) * unit)
  if (!isPlausible(at)) return 'bad-date'
  return { at, precision: unit === 1 ? 'millisecond' : 'second', zoneKnown: true }
}
