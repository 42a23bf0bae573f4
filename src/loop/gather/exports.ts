import { basename } from 'node:path/posix'
import { isMedia } from '#ledger/file-names.ts'
import { Refusal } from '#ledger/refusal.ts'
import { networks } from '#networks/all.ts'
import type { Network, Source } from '#networks/contract.ts'
import type { Place } from '#networks/files/places.ts'
import { type IsSent, sentIn } from './attachments.ts'

/**
 * One network's export in what the owner brought, or what is wrong with a zip in it. `key` is the same each time for
 * the same content; `also`: keys that it has where other things lie beside it. `name`: of the zip or of the whole.
 */
export type Export = { key: string; also: readonly string[]; name: string } & (
  | { network: Network; source: Source }
  | { trouble: Refusal }
)

/** Where an export lies, by its key; undefined where it is what lies in no zip. */
export const placeOf = (key: string): string | undefined =>
  key.includes(' ') ? key.slice(key.indexOf(' ') + 1) : undefined

type Read = { key: string; network: Network; source: Source; places: Place[] }
type Looked = { place: Place; hits: Network[]; trouble?: Refusal; isSent?: IsSent }

/**
 * Everything that can be read in what the owner brought, the older first: of each place what each network recognises.
 * Whole exports of one network are exports each; pieces of one belong together. What people sent one another in a chat
 * is none of the owner's. Zips that lie open to see and tell nothing are told, too, behind what can be read.
 * Throws Refusal('mistaken-file' | 'unknown-format') where there is nothing to read at all.
 */
export async function exportsIn(whole: Source, places: readonly Place[]): Promise<Export[]> {
  const read: Read[] = []
  const rest: Place[] = []
  const looked: Looked[] = []
  for (const place of places) looked.push(await lookedAt(place))
  for (const { place, hits, trouble } of looked.filter(one => !wasSent(one, looked))) {
    if (hits.length === 0) rest.push(trouble ? { ...place, trouble } : place)
    for (const network of hits) {
      const first = network.inPieces && read.find(one => one.network === network && isPieceOf(one, place))
      if (first) addPiece(first, place)
      else read.push(beginning(network, place, places.length > 1))
    }
    if (hits.length === 0 && (place.path !== '' || places.length === 1)) continue
    const { found, unknown } = await besideOthers(place, hits)
    read.push(...found)
    rest.push(...unknown)
  }
  if (read.length === 0) throw rest.find(({ trouble }) => trouble)?.trouble ?? (await unreadable(whole))
  const told: Export[] = []
  for (const place of rest) {
    const trouble = holdsAnother(place, places) ? undefined : await worthTelling(place, read, places)
    const key = place.path === '' ? 'unread' : `unread ${place.path}`
    if (trouble) told.push({ key, also: [], name: place.source.name, trouble })
  }
  return [...read.map(asExport), ...told]
}

const asExport = ({ key, network, source, places }: Read): Export => ({
  key,
  also: [network.id, ...places.map(place => keyIn(network, place))],
  name: source.name,
  network,
  source,
})

const keyIn = ({ id }: Network, { path }: Place) => (path === '' ? id : `${id} ${path}`)

/** What was sent in a chat is known by the chat alone. */
async function lookedAt(place: Place): Promise<Looked> {
  const { hits, trouble } = await recognized(place)
  const isSent = sentIn(
    place,
    hits.map(({ id }) => id),
  )
  if (!isSent) return { place, hits, ...(trouble && { trouble }) }
  const files = place.source.files.filter(file => !isSent(file.path))
  if (files.length === place.source.files.length) return { place, hits, isSent }
  const own = { ...place, source: { ...place.source, files } }
  return { place: own, ...(await recognized(own)), isSent }
}

/** A zip in the folder where a chat export keeps what was sent. */
function wasSent({ place }: Looked, looked: readonly Looked[]): boolean {
  return looked.some(({ place: { path }, isSent }) => {
    const folder = path === '' ? '' : `${path}/`
    return (
      isSent &&
      place.path !== path &&
      place.path.startsWith(folder) &&
      isSent(place.path.slice(folder.length))
    )
  })
}

const tablesAtMost = 50

/**
 * What lies at the top beside others and is known only without them: a table of one's own, a page that was saved. It
 * is asked about only where the others are known without it, or else it is a part of theirs.
 */
async function besideOthers(
  place: Place,
  known: readonly Network[],
): Promise<{ found: Read[]; unknown: Place[] }> {
  const { path, source } = place
  if (source.files.length === 1) return { found: [], unknown: [] }
  const found: Read[] = []
  const unknown: Place[] = []
  const root = commonFolder(source.files.map(file => file.path))
  const top = source.files.filter(file => !file.path.slice(root.length).includes('/'))
  const tables = top.filter(file => /\.(?:csv|tsv|tab|xls)$/i.test(file.path))
  const others = source.files.filter(file => !tables.includes(file))
  const areLoose = tables.length <= tablesAtMost && (await areKnown(known, { ...source, files: others }))
  for (const file of areLoose ? tables : []) {
    const inside = path === '' ? file.path : `${path}/${file.path}`
    const alone = { path: inside, source: { ...source, name: basename(file.path), files: [file] } }
    const { hits } = await recognized(alone)
    if (hits.length === 0) unknown.push(alone)
    for (const network of hits) if (!known.includes(network)) found.push(beginning(network, alone, true))
  }
  const rest = areLoose ? top.filter(file => !tables.includes(file)) : top
  if (known.length === 0 || rest.length === 0 || rest.length === source.files.length)
    return { found, unknown }
  const alone = { path, source: { ...source, files: rest } }
  for (const network of (await recognized(alone)).hits)
    if (!known.includes(network)) found.push(beginning(network, alone, path !== ''))
  return { found, unknown }
}

async function areKnown(known: readonly Network[], source: Source): Promise<boolean> {
  for (const { reader } of known) if (!(await reader.recognizes(source))) return false
  return true
}

/** The folder around everything, with its slash; '' where there is none. */
function commonFolder(paths: readonly string[]): string {
  let common = paths[0]?.slice(0, paths[0].lastIndexOf('/') + 1) ?? ''
  for (const path of paths)
    while (!path.startsWith(common)) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1)
  return common
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
  const key = isOneOfSeveral ? keyIn(network, place) : network.id
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
 * others (attachments, notes) only where they can not be opened, or a network knows its own wrong download.
 */
async function worthTelling(
  place: Place,
  read: readonly Read[],
  places: readonly Place[],
): Promise<Refusal | undefined> {
  const { path, source, trouble } = place
  const isPictures = source.files.length > 0 && source.files.every(file => isEverywhere(file.path))
  if (isPictures && read.some(one => one.places.some(each => stem(each.path) === stem(path))))
    return undefined
  const mistaken = trouble ? undefined : await mistakenFile(source)
  if (mistaken || path === '' || !places.some(each => each.path === path)) return mistaken
  const root = commonFolder(places.flatMap(each => (each.path === '' ? pathsOf(each) : [each.path])))
  const folders =
    path
      .slice(root.length)
      .replace(/^.*\.(?:zip|tgz|tar\.gz|tar)\//i, '')
      .split('/').length - 1
  if (trouble) return folders < 2 ? trouble : undefined
  return path.slice(root.length).includes('/') ? undefined : unreadable(source)
}

const pathsOf = ({ source }: Place) => source.files.map(({ path }) => path)

/** The name without what tells the pieces of an export apart: `facebook-hanako-2026-11-20-Ab3dEf7h.zip`. */
const stem = (path: string) =>
  path.replace(/\.(?:zip|tgz|tar\.gz|tar)$/i, '').replace(/[-_ ](?:[A-Za-z0-9]{8}|\(?\d{1,3}\)?)$/, '')

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
