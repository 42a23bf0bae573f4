import type { Source, SourceFile } from '../contract.ts'
import { columnWord, tableFiles, tableStart } from '../files/table.ts'
import { isInYouTube } from '../files/youtube-folder.ts'

/** `said`: comments and live chats. `history`: what was watched, to know whose a video is. */
export type Part = 'channel' | 'subscriptions' | 'videos' | 'said'
export type Parts = Readonly<Record<Part, readonly SourceFile[]>> & { history: readonly SourceFile[] }

/** Files of a folder that is looked through for YouTube's tables; it has some twenty. */
const FEW = 200
const video = /^(?:video|動画)id|^id.*v[ií]deo/
const channel = /^(?:channel|kanal|ちゃんねるの?)id|^id.*(?:canal|cha[iî]ne)/
const said = /comment|kommentar|こめんと|livechat|らいぶちゃっと|ちゃっと/
const title = /title|titel|たいとる|t[ií]tulo|titre/

/** Which file of YouTube's a table is, by its columns: their order is the same in every language. */
export function partOf(words: readonly string[]): Part | undefined {
  const [first = ''] = words
  const has = (name: RegExp) => words.some(word => name.test(word))
  if (said.test(first) && first !== '' && has(channel) && has(video)) return 'said'
  if (video.test(first) && has(channel) && has(title)) return 'videos'
  if (!channel.test(first)) return undefined
  if (words.length === 3 && words[1]!.includes('url') && title.test(words[2]!)) return 'subscriptions'
  return has(title) && words.length > 3 ? 'channel' : undefined
}

export const isYouTube = (words: readonly string[]) => partOf(words) !== undefined

/** Positions of the columns that are read, whatever language they are named in. */
export function youtubeColumns(head: readonly string[]) {
  const words = head.map(columnWord)
  const at = (name: RegExp) => words.findIndex(word => name.test(word))
  return {
    video: at(video),
    channel: at(channel),
    title: at(title),
    parent: at(/^(?:parent|übergeordnet|ubergeordnet|親)/),
    privacy: at(/privacy|datenschutz|sichtbarkeit|ぷらいばし|公開設定|公開状態/),
    published: at(/publish.*time|veroffentlich|公開.*(?:たいむすたんぷ|日時)/),
    created: at(/create.*time|erstell|作成.*(?:たいむすたんぷ|日時)/),
  }
}

/** YouTube's folder, or one of its folders, may have been brought instead of the one around it. */
function isOfYouTube({ files }: Source): (path: string) => boolean {
  if (files.length > FEW || files.some(({ path }) => isInYouTube(path))) return isInYouTube
  return path => path.split('/').length <= 2
}

export async function partsOf(source: Source): Promise<Parts> {
  const parts: Record<Part, SourceFile[]> = { channel: [], subscriptions: [], videos: [], said: [] }
  const isHere = isOfYouTube(source)
  const alone = source.files.length === 1
  const files = tableFiles(source).filter(({ path }) => alone || (isHere(path) && /\.csv$/i.test(path)))
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const start = await tableStart(file, isYouTube)
    const part = start && partOf(start.head.map(columnWord))
    if (part) parts[part].push(file)
  }
  const history = source.files.filter(
    ({ path }) => isHere(path) && /(?:watch|wiedergabe|再生|視聴)[^/]*\.(?:json|html)$/i.test(path),
  )
  return { ...parts, history }
}
