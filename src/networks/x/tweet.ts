import { type Fields, fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { isId, type Named } from './people.ts'

/** A post of the owner's, whichever file it comes from; `replacedBy`: it was edited, and this is an earlier version. */
export type Tweet = {
  id: string
  text: string
  writtenAt: string
  /** Whom it answers; `isReply` also where that is not told. */
  answers?: Named
  isReply: boolean
  mentions: Named[]
  /** Whose post it passes on. */
  passesOn?: Named
  isReplaced: boolean
}

/** More people than this are named in no post. */
const MENTIONS = 100

/** `{"tweet": {…}}`, or in the first archives the post itself. */
export function tweetOf(item: Fields): Tweet | undefined {
  const post = fieldsIn(item, 'tweet') ?? item
  const id = textIn(post, 'id_str') ?? textIn(post, 'id')
  if (!isId(id)) return undefined
  const text = unescaped(textIn(post, 'full_text') ?? textIn(post, 'text') ?? '')
  const entities = listIn(fieldsIn(post, 'entities'), 'user_mentions').slice(0, MENTIONS).map(namedIn)
  const mentions = entities.length > 0 ? entities : handlesIn(text)
  const passed = fieldsIn(fieldsIn(post, 'retweeted_status'), 'user')
  return {
    id,
    text,
    writtenAt: textIn(post, 'created_at') ?? '',
    ...answered(
      textIn(post, 'in_reply_to_screen_name'),
      textIn(post, 'in_reply_to_user_id_str') ?? textIn(post, 'in_reply_to_user_id'),
      textIn(post, 'in_reply_to_status_id_str') ?? textIn(post, 'in_reply_to_status_id'),
      mentions,
    ),
    mentions,
    passesOn: passed ? namedIn(passed) : passedOn(text, mentions),
    isReplaced: isReplaced(fieldsIn(post, 'edit_info'), id),
  }
}

/** A row of `tweets.csv`, as archives until 2018 had beside their scripts. */
export function tweetOfRow(cell: (column: string) => string): Tweet | undefined {
  const id = cell('tweet_id')
  if (!isId(id)) return undefined
  const text = unescaped(cell('text'))
  const mentions = handlesIn(text)
  const user = cell('in_reply_to_user_id')
  const first = user ? /^@(\w{1,30})/.exec(text)?.[1] : undefined
  return {
    id,
    text,
    writtenAt: cell('timestamp'),
    ...answered(first, user, cell('in_reply_to_status_id'), mentions),
    mentions,
    passesOn: passedOn(text, mentions),
    isReplaced: false,
  }
}

/** X writes `&`, `<` and `>` of a post as entities, and nothing else. */
export function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, entity => (entity === '&lt;' ? '<' : entity === '&gt;' ? '>' : '&'))
}

function answered(
  handle: string | undefined,
  id: string | undefined,
  status: string | undefined,
  mentions: readonly Named[],
): Pick<Tweet, 'answers' | 'isReply'> {
  const isReply = Boolean(handle || id || status)
  if (!handle && !isId(id)) return { isReply }
  const known = mentions.find(each => isSame(each, handle) || (each.id !== undefined && each.id === id))
  return { answers: { ...known, handle: handle ?? known?.handle, id: isId(id) ? id : known?.id }, isReply }
}

function passedOn(text: string, mentions: readonly Named[]): Named | undefined {
  const handle = /^RT @(\w{1,30}):/.exec(text)?.[1]
  return handle ? (mentions.find(each => isSame(each, handle)) ?? { handle }) : undefined
}

const isSame = (person: Named, handle: string | undefined) =>
  handle !== undefined && person.handle?.toLowerCase() === handle.toLowerCase()

function namedIn(mention: unknown): Named {
  const id = textIn(mention, 'id_str') ?? textIn(mention, 'id')
  return {
    ...(isId(id) && { id }),
    handle: textIn(mention, 'screen_name'),
    name: textIn(mention, 'name'),
  }
}

/** `@name` in words, but not in the middle of a mail address. */
export function handlesIn(text: string): Named[] {
  return [...text.matchAll(/(?<![\w@/.])@(\w{1,15})(?![\w@])/g)]
    .slice(0, MENTIONS)
    .map(found => ({ handle: found[1]! }))
}

/** Every version of an edited post is in the archive; the last of their ids is the one that stands. */
function isReplaced(edits: Fields | undefined, id: string): boolean {
  const initial = fieldsIn(edits, 'initial') ?? fieldsIn(fieldsIn(edits, 'edit'), 'editControlInitial')
  const versions = listIn(initial, 'editTweetIds')
  return versions.includes(id) && versions.at(-1) !== id
}

/** The only value of `{"like": {…}}`, whatever it is called in this archive. */
export function inner(item: Fields): Fields {
  const keys = Object.keys(item)
  const only = keys.length === 1 ? own(item, keys[0]!) : undefined
  return typeof only === 'object' && only !== null && !Array.isArray(only) ? (only as Fields) : item
}
