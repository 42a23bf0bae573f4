import type { AccountRef } from '../contract.ts'
import { isGone } from '../files/meta/messages.ts'
import { foldedName, oneLine } from '../files/text.ts'

/** The export gives names and nothing else: two friends of one name are one account until the owner parts them. */
export function accountOf(name: string): AccountRef {
  return { network: 'facebook', key: `name:${foldedName(name)}`, name: oneLine(name) }
}

/** Undefined for nobody and for those who have closed their account. */
export function personOf(name: string | undefined): AccountRef | undefined {
  const shown = oneLine(name ?? '')
  return isGone(shown) ? undefined : accountOf(shown)
}

const MOST = 50_000
const LONGEST = 60

/** Names met in the archive, to find the one that a sentence in any language is about. */
export class Names {
  private readonly known = new Map<string, string>()

  add(name: string | undefined): void {
    if (name && this.known.size < MOST) this.known.set(foldedName(name), oneLine(name))
  }

  /** The longest known name within a sentence, `without` any of the owner's. */
  within(sentence: string, without: ReadonlySet<string>): string | undefined {
    const text = foldedName(sentence)
    let best = ''
    for (let from = 0; from < text.length; from++) {
      if (!isBorder(text, from)) continue
      for (let to = Math.min(text.length, from + LONGEST); to > from + best.length; to--) {
        if (!isBorder(text, to)) continue
        const part = text.slice(from, to)
        if (this.known.has(part) && !without.has(part)) best = part
      }
    }
    return this.known.get(best)
  }
}

const letter = /[\p{L}\p{M}\p{N}]/u
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Between words; and anywhere beside a script that is written without spaces. */
function isBorder(text: string, at: number): boolean {
  const [before, after] = [text[at - 1] ?? ' ', text[at] ?? ' ']
  if (!letter.test(before) || !letter.test(after)) return true
  return unspaced.test(before) || unspaced.test(after)
}
