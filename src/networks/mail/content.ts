import { Parser } from 'htmlparser2'
import PostalMime from 'postal-mime'
import { plainText } from '../files/html-text.ts'

/** What a notification shows, for its one sentence and its links; looked at and forgotten. */
export type Content = { text: string; links: string[] }

const LINKS = 300
const TEXT = 4_000

/** The beginning of the body as text, each cell and span on a line of its own, and the web addresses in their order. */
export async function contentOf(head: string, body: string): Promise<Content> {
  const mail = await PostalMime.parse(Buffer.from(`${head}${body}`, 'latin1'), {
    maxNestingDepth: 20,
    maxHeadersSize: 512 * 1024,
    maxRfc822NestingDepth: 0,
  })
  const links = [...(mail.text ?? '').matchAll(/https?:\/\/[^\s<>"'）」]{1,2000}/g)].map(found => found[0])
  const text = mail.html ? shownIn(mail.html, links) : (mail.text ?? '')
  return { text: plainText(text, TEXT), links: links.slice(0, LINKS) }
}

function shownIn(html: string, links: string[]): string {
  let text = ''
  let hidden = 0
  const unseen = (name: string) => name === 'style' || name === 'script' || name === 'title'
  const newLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n'
  }
  const parser = new Parser({
    onopentag(name, { href }) {
      newLine()
      if (unseen(name)) hidden++
      if (name === 'a' && href && /^https?:/i.test(href) && links.length < LINKS) links.push(href)
    },
    onclosetag(name) {
      newLine()
      if (unseen(name)) hidden--
    },
    // Comes in pieces: an entity is one of its own.
    ontext(part) {
      if (hidden === 0 && text.length < TEXT) text += part.replace(/\s+/g, ' ')
    },
  })
  parser.end(html)
  return text.replace(/(?:\n ?)+/g, '\n')
}
