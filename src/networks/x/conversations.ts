import type { RejectCode } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { type Fields, fieldsIn, isFields, listIn, textIn } from '../files/fields.ts'
import { JsonSplitter, type Piece } from '../files/json-split.ts'
import { utf8Bytes } from '../files/text.ts'

const CLOSE = 93
const OPEN = 91
/** What stands between the messages of two conversations is a few brackets and an id. */
const BETWEEN = 1_024

/** `conversation`, `index`: from 0, as they stand in the file. */
export type Event = { conversation: number; id: string; index: number; value?: Fields; why?: RejectCode }

/**
 * The messages of `[{"dmConversation": {"conversationId": "1-2", "messages": […]}}, …]` one by one. A conversation of
 * years is larger than any item may be, so it is never held as a whole.
 */
export async function* conversations(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Event> {
  const reader = new ConversationReader()
  try {
    for await (const chunk of utf8Bytes(bytes)) yield* reader.take(chunk)
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  yield* reader.end()
}

class ConversationReader {
  private between = ''
  private splitter: JsonSplitter | undefined
  private conversation = -1
  private id = ''

  private *outside(piece: Uint8Array, endsInBracket: boolean): Generator<Event> {
    this.between = (this.between + Buffer.from(piece).toString('latin1')).slice(-BETWEEN)
    if (!endsInBracket || !/"messages"\s*:\s*\[$/.test(this.between.slice(-40))) return
    yield* this.astray(this.between.replace(/\{[^{}]*\{[^{}]*$/, ''))
    this.conversation += 1
    this.id = /"conversationId"\s*:\s*"([^"]*)"[^"]*"messages"\s*:\s*\[$/.exec(this.between)?.[1] ?? ''
    this.between = ''
    this.splitter = new JsonSplitter({ arrays: [] })
    this.splitter.push(new Uint8Array([OPEN]))
  }

  *take(chunk: Uint8Array): Generator<Event> {
    let at = 0
    while (at < chunk.length) {
      // The array of messages ends at some closing bracket: the splitter is asked after each.
      const found = chunk.indexOf(this.splitter ? CLOSE : OPEN, at)
      const end = found === -1 ? chunk.length : found + 1
      const piece = chunk.subarray(at, end)
      at = end
      if (this.splitter) {
        for (const each of this.splitter.push(piece)) yield* this.events(each)
        if (this.splitter.isDone) this.splitter = undefined
      } else yield* this.outside(piece, found !== -1)
    }
  }

  *end(): Generator<Event> {
    if (this.splitter) for (const piece of this.splitter.end()) yield* this.events(piece)
    else if (!/\]\s*(?:;\s*)?$/.test(this.between))
      yield { conversation: Math.max(0, this.conversation), id: this.id, index: 0, why: 'truncated' }
    else yield* this.astray(this.between)
  }

  /** Between two conversations stand brackets and commas; anything else was one. */
  private *astray(between: string): Generator<Event> {
    if (/[^\s[\]{},;]/.test(between))
      yield { conversation: Math.max(0, this.conversation), id: this.id, index: 0, why: 'unreadable' }
  }

  private *events({ text, why, index }: Piece): Generator<Event> {
    const place = { conversation: this.conversation, id: this.id, index }
    const value = why ? undefined : parsed(text)
    if (!value) yield { ...place, why: why ?? 'unreadable' }
    else if (fieldsIn(value, 'dmConversation')) {
      // A bracket was lost before it: a whole conversation stands where a message should.
      const within = fieldsIn(value, 'dmConversation')!
      this.conversation += 1
      this.id = textIn(within, 'conversationId') ?? ''
      for (const [inside, each] of listIn(within, 'messages').entries())
        if (isFields(each)) yield { conversation: this.conversation, id: this.id, index: inside, value: each }
    } else yield { ...place, value }
  }
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}
