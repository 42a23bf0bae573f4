import { hash } from 'node:crypto'
import { Recent } from './recent.ts'

/** Equal messages of one minute stand near each other, even where clocks are put back. */
const NEAR = 20_000
const MINUTE = 60_000

/**
 * Keys for messages of chats that have no ids: place, minute, author and a hash of the words, with a number for equal
 * ones, so that a later export that overlaps gives the same keys. Seconds are left out because some phones of one
 * owner write them and others do not.
 */
export class ChatKeys {
  private readonly seen = new Recent<string, number>(NEAR)

  key(place: string, at: number, author: string, words: string): string {
    const parts = `${place}\u0000${Math.floor(at / MINUTE)}\u0000${author}\u0000${words}`
    const key = hash('sha256', parts, 'hex').slice(0, 32)
    const times = this.seen.get(key) ?? 0
    this.seen.set(key, times + 1)
    return times === 0 ? key : `${key}:${times + 1}`
  }
}
