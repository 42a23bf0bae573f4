import { plainText } from '../html-text.ts'
import { cut } from '../text.ts'

const TITLE = 80

/** The first words of a post in one line, cut between characters. */
export function titleOf(text: string): string | undefined {
  const line = plainText(text, TITLE * 4).replace(/\s+/g, ' ')
  return (line.length > TITLE ? `${cut(line, TITLE - 1).trimEnd()}…` : line) || undefined
}

/** Keys for posts by their second, with a number for those of one second, which stand beside each other: there are no ids. */
export class PostKeys {
  private last = ''
  private times = 0

  next(kind: string, at: number): string {
    const key = `${kind}:${at / 1000}`
    this.times = key === this.last ? this.times + 1 : 1
    this.last = key
    return this.times === 1 ? key : `${key}:${this.times}`
  }
}
