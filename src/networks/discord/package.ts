import type { AccountRef, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { fieldsIn, isFields, listIn, own, textIn } from '../files/fields.ts'
import { headText } from '../files/head.ts'
import { decoded, oneLine } from '../files/text.ts'

/** Discord's own account file and list of channels are far smaller. */
const LARGEST = 16 * 1024 * 1024

export type Channel = { id: string; channel: SourceFile; messages: SourceFile }
export type Parts = { channels: Channel[]; user?: SourceFile; index?: SourceFile }
export type Owner = { account?: AccountRef; friends: AccountRef[] }

/** By the shape of the paths: folders are named in the owner's language, with and without a `c` before the id. */
export async function partsOf(source: Source): Promise<Parts> {
  const byPath = new Map(source.files.map(file => [file.path, file]))
  const channels: Channel[] = []
  let root: string | undefined
  for (const channel of source.files) {
    const found = /^(.*\/)?(c?(\d{15,21})\/)channel\.json$/i.exec(channel.path)
    if (!found) continue
    const folder = `${found[1] ?? ''}${found[2]}`
    const messages = byPath.get(`${folder}messages.json`) ?? byPath.get(`${folder}messages.csv`)
    root ??= found[1] ?? ''
    if (messages) channels.push({ id: found[3]!, channel, messages })
  }
  if (channels.length === 0) return { channels }
  const users = source.files.filter(({ path }) => /(?:^|\/)user\.json$/i.test(path))
  let user: SourceFile | undefined
  for (const file of users) {
    const head = await headText(file)
    if (/^\s*\{/.test(head) && /"username"\s*:/.test(head)) user ??= file
  }
  return { channels, user, index: byPath.get(`${root}index.json`) }
}

/** The account and its friends. Mail addresses, payments and the rest of the file are not looked at. */
export function ownerOf(user: unknown): Owner {
  const friends = listIn(user, 'relationships').flatMap(each => {
    const isFriend = /^(?:1|friend)$/i.test(textIn(each, 'type') ?? '')
    const account = isFriend ? accountOf(fieldsIn(each, 'user') ?? each) : undefined
    return account ? [account] : []
  })
  return { account: accountOf(user), friends }
}

export function accountOf(user: unknown): AccountRef | undefined {
  const key = textIn(user, 'id')
  if (!key || !/^\d{5,25}$/.test(key)) return undefined
  const handle = oneLine(textIn(user, 'username') ?? '')
  const name = oneLine(textIn(user, 'global_name') ?? textIn(user, 'display_name') ?? '') || handle
  return { network: 'discord', key, ...(name && { name }), ...(handle && { handle }) }
}

/** `Direct Message with yui_sato#0`: the handle of the other one. */
export function handleIn(title: unknown): string | undefined {
  const found = typeof title === 'string' ? /^Direct Message with (.+?)(?:#\d{1,4})?$/.exec(title) : undefined
  const handle = oneLine(found?.[1] ?? '')
  return handle && !/^(?:deleted|unknown)[ _]/i.test(handle) ? handle : undefined
}

export type Read = { value: Record<string, unknown> } | { why: 'unreadable' | 'truncated' | 'too-large' }

/** A small JSON file that holds one object. */
export async function readObject(file: SourceFile): Promise<Read> {
  let text = ''
  try {
    for await (const piece of decoded(file.open())) {
      text += piece
      if (text.length > LARGEST) return { why: 'too-large' }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    return { why: 'truncated' }
  }
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? { value } : { why: 'unreadable' }
  } catch {
    return { why: /\}\s*$/.test(text) ? 'unreadable' : 'truncated' }
  }
}

export const isDirect = (channel: unknown) => /^(?:1|dm)$/i.test(textIn(channel, 'type') ?? '')

export function recipientsOf(channel: unknown): string[] {
  const ids = own(channel, 'recipients')
  return Array.isArray(ids) ? ids.map(String).filter(id => /^\d{5,25}$/.test(id)) : []
}
