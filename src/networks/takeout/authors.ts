import type { AccountRef, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { isFields, listIn, textIn } from '../files/fields.ts'
import { htmlText } from '../files/html-text.ts'
import { jsonItems } from '../files/json-items.ts'
import { profileKey } from '../files/links.ts'
import { decoded, oneLine } from '../files/text.ts'

const channelId = /^UC[\w-]{22}$/
const inAddress = /youtube\.com\/channel\/(UC[\w-]{22})/
const videoIn = /[?&]v=([\w-]{6,20})/
/** One entry of the history as a page: the video, a line break, its channel. */
const entry =
  /watch\?v=([\w-]{6,20})[^>]{0,200}>[^<]{0,2000}<\/a>\s*<br\s*\/?>\s*<a href="[^"]{0,60}\/channel\/(UC[\w-]{22})"[^>]{0,100}>([^<]{0,400})</g
const OVERLAP = 4_096

export function channelOf(id: string | undefined, name?: string): AccountRef | undefined {
  if (!id || !channelId.test(id)) return undefined
  const url = `https://www.youtube.com/channel/${id}`
  const shown = oneLine(name ?? '')
  return {
    network: 'youtube',
    key: id,
    ...(shown && { name: shown }),
    url,
    sameAs: [{ kind: 'url', value: profileKey(url)!, firm: true }],
  }
}

/** Whose the `wanted` videos are, as far as the history of what was watched tells; of the history nothing else is kept. */
export async function authorsOf(
  history: readonly SourceFile[],
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, AccountRef>> {
  const authors = new Map<string, AccountRef>()
  const learn = (video: string | undefined, channel: string | undefined, name: string | undefined) => {
    if (!video || !wanted.has(video) || authors.has(video)) return
    const account = channelOf(channel, name)
    if (account) authors.set(video, account)
  }
  for (const file of wanted.size > 0 ? history : []) {
    try {
      if (/\.json$/i.test(file.path)) await fromJson(file, learn)
      else await fromPage(file, learn)
    } catch (error) {
      // A history that breaks off tells fewer authors; the comments themselves are whole.
      if (!(error instanceof BrokenFile)) throw error
    }
  }
  return authors
}

type Learn = (video: string | undefined, channel: string | undefined, name: string | undefined) => void

async function fromJson(file: SourceFile, learn: Learn): Promise<void> {
  for await (const found of jsonItems(file.open(), { arrays: [''] })) {
    if (found.kind !== 'item' || !isFields(found.value)) continue
    const [channel] = listIn(found.value, 'subtitles')
    const id = inAddress.exec(textIn(channel, 'url') ?? '')?.[1]
    learn(videoIn.exec(textIn(found.value, 'titleUrl') ?? '')?.[1], id, textIn(channel, 'name'))
  }
}

async function fromPage(file: SourceFile, learn: Learn): Promise<void> {
  let rest = ''
  for await (const piece of decoded(file.open())) {
    rest += piece
    if (rest.length < OVERLAP * 2) continue
    for (const [, video, channel, name] of rest.matchAll(entry)) learn(video, channel, htmlText(name!, 200))
    rest = rest.slice(-OVERLAP)
  }
  for (const [, video, channel, name] of rest.matchAll(entry)) learn(video, channel, htmlText(name!, 200))
}
