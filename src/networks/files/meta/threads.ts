import type { Source, SourceFile } from '../../contract.ts'
import { isFields, listIn, textIn } from '../fields.ts'
import { headText } from '../head.ts'
import { jsonItems } from '../json-items.ts'
import { repaired } from '../mojibake.ts'
import { oneLine } from '../text.ts'
import { inOrder } from './items.ts'

/** `folder`: `inbox/yuisato_123` (for a chat of the encrypted download, its file). Files newest first. */
export type Thread = { folder: string; isFiltered: boolean; files: SourceFile[] }
export type About = { participants: readonly string[]; title?: string }

const threadFile = /(?:^|\/)((?:[\w-]+\/)?[^/]+)\/message_\d+\.json$/i
/** In the encrypted download each chat is one file beside the others: `Yui Sato_12.json`. */
const encryptedFile = /(?:^|\/)([^/]+_\d+)\.json$/i
const LOOKS = 5

/** Conversations by folder, wherever the parts of an export put their files. */
export function threadsOf(source: Source): Thread[] {
  return grouped(
    source.files.filter(file => threadFile.test(file.path)),
    threadFile,
  )
}

/** The chats of the encrypted download: known by what is in the first of them. */
export async function encryptedThreads(source: Source): Promise<Thread[]> {
  const isAlone = source.files.length === 1
  const files = source.files.filter(
    file => !threadFile.test(file.path) && (encryptedFile.test(file.path) || isAlone),
  )
  const beside = new Map<string, Promise<boolean>>()
  const kept: SourceFile[] = []
  const looked = new Map<string, number>()
  for (const file of inOrder(files)) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1)
    const looks = looked.get(folder) ?? 0
    // A folder whose first files are something else holds no chats; one that has shown a chat is read on.
    if (beside.has(folder) || (looks < LOOKS && (await isEncryptedChat(file)))) {
      beside.set(folder, Promise.resolve(true))
      kept.push(file)
    } else looked.set(folder, looks + 1)
  }
  return grouped(kept, isAlone ? /([^/]+)$/ : encryptedFile)
}

export async function isThread(file: SourceFile): Promise<boolean> {
  const head = await headText(file, 16_384)
  return (
    /^\s*\{/.test(head) && /"participants"\s*:/.test(head) && /"messages"\s*:|"sender_name"\s*:/.test(head)
  )
}

async function isEncryptedChat(file: SourceFile): Promise<boolean> {
  const head = await headText(file, 16_384)
  if (!/^\s*\{\s*"participants"\s*:\s*\[\s*"/.test(head)) return false
  // The names of a large group may be all there is room for.
  return /"threadName"\s*:/.test(head) || !/\]/.test(head)
}

/** Who takes part, and with `needsTitle` what the conversation is called, which may stand at the end of the file. */
export async function aboutThread(file: SourceFile, needsTitle = false): Promise<About> {
  let participants: string[] | undefined
  let title: string | undefined
  for await (const found of jsonItems(file.open(), {
    arrays: [],
    fields: ['participants', 'title', 'threadName'],
  })) {
    if (found.kind !== 'field') continue
    if (found.key === 'participants') participants = namesIn(found.value)
    else title ??= oneLine(repaired(String(found.value)))
    if (participants && (title !== undefined || !needsTitle)) break
  }
  return { participants: participants ?? [], ...(title && { title }) }
}

/** Names, or objects with a name; in a channel of thousands the first ones. */
export function namesIn(participants: unknown): string[] {
  return listIn({ participants }, 'participants')
    .slice(0, 5_000)
    .map(each =>
      oneLine(repaired(typeof each === 'string' ? each : isFields(each) ? (textIn(each, 'name') ?? '') : '')),
    )
}

function grouped(files: readonly SourceFile[], pattern: RegExp): Thread[] {
  const threads = new Map<string, Thread>()
  for (const file of inOrder(files)) {
    const folder = pattern.exec(file.path)![1]!
    const thread = threads.get(folder)
    if (thread) thread.files.push(file)
    else threads.set(folder, { folder, isFiltered: /(?:^|\/)filtered_threads\//.test(folder), files: [file] })
  }
  return [...threads.values()]
}
