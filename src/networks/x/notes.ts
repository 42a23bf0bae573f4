import { fieldsIn, isFields, listIn, textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import type { Named } from './people.ts'
import { inner, unescaped } from './tweet.ts'
import { xWhen } from './when.ts'

/** A text of 2,000 characters each; past that, long posts keep the beginning that stands in `tweets.js`. */
const KEPT = 5_000
const SECOND = 1_000

type Note = { text: string; mentions: Named[] }

/**
 * Long posts (`note-tweet.js`) whose beginnings stand in `tweets.js` under another id: found by the second in which
 * they were written and by how they begin.
 */
export class Notes {
  private readonly bySecond = new Map<number, Note[]>()
  private size = 0

  /** False for an item that is none. */
  add(value: unknown): boolean {
    const item = isFields(value) ? inner(value) : undefined
    const core = fieldsIn(item, 'core')
    const when = xWhen(textIn(item, 'createdAt') ?? '')
    const text = plainText(unescaped(textIn(core, 'text') ?? ''))
    if (!when || !text) return false
    if (this.size++ >= KEPT) return true
    const mentions = listIn(core, 'mentions').map(each => ({ handle: textIn(each, 'screenName') }))
    const second = Math.floor(when.at / SECOND)
    this.bySecond.set(second, [...(this.bySecond.get(second) ?? []), { text, mentions }])
    return true
  }

  of(text: string, at: number): Note | undefined {
    if (this.size === 0) return undefined
    const second = Math.floor(at / SECOND)
    // Replies begin with those they answer, which the long text leaves out.
    const start = plainText(text.replace(/^(?:@\w+ )+/, '')).slice(0, 100)
    return [second, second - 1, second + 1]
      .flatMap(each => this.bySecond.get(each) ?? [])
      .find(note => start !== '' && note.text.replace(/^(?:@\w+ )+/, '').startsWith(start))
  }
}
