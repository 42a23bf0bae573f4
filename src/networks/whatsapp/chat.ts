import { type Header, headerOf, type Style } from './header.ts'
import { type Body, bodyOf, roomOf } from './message.ts'

/** Words beyond this make no difference to a key. */
const WORDS = 16_384

export type Message = { line: number; header: Header; body: Body }

/** Lines to messages; a line that begins otherwise than the first one of the file goes on with the one before. */
export class ChatLines {
  private style: Style | undefined
  private room: string | undefined
  private current: Message | undefined

  take(line: string, number: number, out: Message[]): void {
    const header = headerOf(line)
    if (!header || (this.style !== undefined && header.style !== this.style)) {
      this.goOn(line)
      return
    }
    if (this.style === undefined && header.style === 'bracket') this.room = roomOf(header.rest)
    this.style = header.style
    this.end(out)
    this.current = { line: number, header, body: bodyOf(header.rest, this.room) }
  }

  end(out: Message[]): void {
    if (this.current) out.push(this.current)
    this.current = undefined
  }

  private goOn(line: string): void {
    const body = this.current?.body
    if (body && body.words.length < WORDS) body.words += `\n${line}`
  }
}
