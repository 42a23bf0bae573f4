import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import { networks } from '#networks/all.ts'
import type { Network, Source } from '#networks/contract.ts'
import type { Place } from '#networks/files/places.ts'

/**
 * One network's export in what the owner brought, or what is wrong with a zip in it. `key` is the same each time for
 * the same content; `name`: of the zip or of the whole.
 */
export type Export = { key: string; name: string } & (
  | { network: Network; source: Source }
  | { trouble: Refusal }
)

type Read = { key: string; network: Network; source: Source; places: Place[] }

/**
 * Everything that can be read in what the owner brought, the older first: of each place what each network recognises.
 * Whole exports of one network are exports each; pieces of one belong together. Zips that lie open to see and tell
 * nothing are told, too. Throws Refusal('mistaken-file' | 'unknown-format') where there is nothing to read at all.
 */
export async function exportsIn(whole: Source, places: readonly Place[]): Promise<Export[]> {
  const read: Read[] = []
  const rest: Place[] = []
  for (const place of places) {
    const { hits, trouble } = await recognized(place)
    if (hits.length === 0) rest.push(trouble ? { ...place, trouble } : place)
    for (const network of hits) {
      const first = network.inPieces && read.find(one => one.network === network && isPieceOf(one, place))
      if (first) addPiece(first, place)
      else read.push(beginning(network, place, places.length > 1))
    }
    if (hits.length > 0) read.push(...(await besideFolders(place, hits)))
  }
  if (read.length === 0) throw rest.find(({ trouble }) => trouble)?.trouble ?? (await unreadable(whole))
  const told: Export[] = []
  for (const place of rest) {
    const trouble = holdsAnother(place, places) ? undefined : await worthTelling(place, read)
    if (trouble) told.push({ key: place.path, name: place.source.name, trouble })
  }
  return [...read.map(({ key, network, source }) => ({ key, name: source.name, network, source })), ...told]
}

/**
 * What lies at the top beside folders and is known only without them: a table of one's own, a page that was saved. It
 * is asked about only where the folders are known, or else it would have been known with them.
 */
async function besideFolders({ path, source }: Place, known: readonly Network[]): Promise<Read[]> {
  const files = source.files.filter(file => !file.path.includes('/'))
  if (files.length === 0 || files.length === source.files.length) return []
  const alone = { path, source: { ...source, files } }
  const { hits } = await recognized(alone)
  return hits
    .filter(network => !known.includes(network))
    .map(network => beginning(network, alone, path !== ''))
}

async function recognized({ source, trouble }: Place): Promise<{ hits: Network[]; trouble?: Refusal }> {
  const hits: Network[] = []
  if (trouble) return { hits, trouble }
  try {
    for (const network of networks) if (await network.reader.recognizes(source)) hits.push(network)
    return { hits }
  } catch (error) {
    // What unpacks without end is not read at all; the places beside it are.
    if (error instanceof Refusal && error.code === 'dangerous-zip') return { hits: [], trouble: error }
    throw error
  }
}

function beginning(network: Network, place: Place, isOneOfSeveral: boolean): Read {
  const key = isOneOfSeveral && place.path !== '' ? `${network.id} ${place.path}` : network.id
  return { key, network, source: place.source, places: [place] }
}

function addPiece(to: Read, place: Place): void {
  to.places.push(place)
  const madeAt = Math.max(to.source.madeAt ?? 0, place.source.madeAt ?? 0)
  to.source = {
    ...to.source,
    files: [...to.source.files, ...place.source.files],
    ...(madeAt > 0 && { madeAt }),
  }
}

/** Greetings and “no data” lie in every piece. */
const isEverywhere = (path: string) => isMedia(path) || /\.html?$|(?:^|\/)no-data\.\w+$/i.test(path)

function isPieceOf({ source }: Read, place: Place): boolean {
  const known = new Set(source.files.map(({ path }) => path))
  return !place.source.files.some(({ path }) => known.has(path) && !isEverywhere(path))
}

/** The note beside the zips in a zip. */
const holdsAnother = ({ path }: Place, places: readonly Place[]) =>
  path !== '' && places.some(other => other.path.startsWith(`${path}/`))

/**
 * What is said of a place that nobody reads beside others that are read: of a zip that lies open to see why not, of
 * others (attachments, notes) only where a network knows its own wrong download.
 */
async function worthTelling(place: Place, read: readonly Read[]): Promise<Refusal | undefined> {
  const { path, source, trouble } = place
  const isPictures = source.files.length > 0 && source.files.every(file => isEverywhere(file.path))
  if (isPictures && read.some(one => one.places.some(each => stem(each.path) === stem(path))))
    return undefined
  const mistaken = trouble ? undefined : await mistakenFile(source)
  if (mistaken || path === '' || path.includes('/')) return mistaken
  return trouble ?? unreadable(source)
}

/** The name without what tells the pieces of an export apart: `facebook-hanako-2026-11-20-Ab3dEf7h.zip`. */
const stem = (path: string) =>
  path.replace(/\.zip$/i, '').replace(/[-_ ](?:[A-Za-z0-9]{8}|\(?\d{1,3}\)?)$/, '')

/** What this file is, when a network knows its own wrong download; else what Enishi reads. */
async function unreadable(source: Source): Promise<Refusal> {
  return (
    (await mistakenFile(source)) ??
    new Refusal('unknown-format', {
      name: source.name,
      en: networks.map(({ title }) => title.en).join(', '),
      ja: networks.map(({ title }) => title.ja).join('、'),
    })
  )
}

async function mistakenFile(source: Source): Promise<Refusal | undefined> {
  for (const network of networks) {
    const told = await network.mistaken?.(source)
    if (told) return new Refusal('mistaken-file', { name: source.name, en: told.en, ja: told.ja })
  }
  return undefined
}
