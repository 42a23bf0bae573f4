import { basename, dirname } from 'node:path/posix'
import type { Place } from '#networks/files/places.ts'

/** Says of a path in the place of a chat export whether it is something that was sent there, by whomever. */
export type IsSent = (path: string) => boolean

/**
 * What people send one another lies beside the chats, in folders that each network has its own names for: somebody
 * else's address book or archive is not the owner's. `networks`: the ids of those that recognise the place.
 */
export function sentIn({ path, source }: Place, networks: readonly string[]): IsSent | undefined {
  const rules: IsSent[] = []
  const paths = source.files.map(file => file.path)
  if (networks.includes('telegram'))
    for (const folder of foldersOf(paths, name => /^result.*\.json$/i.test(name)))
      rules.push(each => each.startsWith(folder) && telegram.test(each.slice(folder.length)))
  if (networks.includes('whatsapp')) {
    const isTheirZip = /whatsapp.*\.zip$/i.test(basename(path === '' ? source.name : path))
    const isChat = (name: string) => (isTheirZip ? /\.txt$/i.test(name) : name === '_chat.txt')
    const sent = isTheirZip ? /^[^/]+$(?<!\.txt)/i : /^(?:[^/]+\.vcf|\d{8}-[^/]+)$/i
    for (const folder of foldersOf(paths, isChat))
      rules.push(each => each.startsWith(folder) && sent.test(each.slice(folder.length)))
  }
  if (networks.includes('facebook') || networks.includes('instagram')) rules.push(each => meta.test(each))
  if (networks.includes('discord-chat')) rules.push(each => discord.test(each))
  return rules.length > 0 ? each => rules.some(rule => rule(each)) : undefined
}

/** `chats/chat_001/files/a.zip`, `contacts/contact_1.vcard`. */
const telegram =
  /^(?:chats\/[^/]+\/)?(?:files|photos|images|contacts|stickers|video_files|voice_messages|round_video_messages|profile_pictures)\//i
/** `messages/inbox/maya_1/files/a.vcf` */
const meta = /(?:^|\/)messages\/[^/]+\/[^/]+\/(?:files|photos|videos|audio|gifs)\//i
/** `Bindery - general.json_Files/a.zip` */
const discord = /\.(?:json|html|csv|txt)_Files\//i

/** Each with its final slash; '' for the top. */
function foldersOf(paths: readonly string[], isChat: (name: string) => boolean): Set<string> {
  const folders = paths.filter(path => isChat(basename(path))).map(dirname)
  return new Set(folders.map(folder => (folder === '.' ? '' : `${folder}/`)))
}
