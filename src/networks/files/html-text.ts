import { Parser } from 'htmlparser2'
import { clean, cut } from './text.ts'

/** Their content is no text, or is read otherwise by other parsers (which is how markup is smuggled). */
const dropped = new Set(
  'script style noscript xmp template iframe noembed noframes plaintext title svg math object textarea select'.split(
    ' ',
  ),
)
const blocks = new Set(
  'address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
/** Markup beyond this cannot change the 2,000 characters that are kept. */
const MARKUP = 256 * 1024

/**
 * HTML to plain text: block elements begin new lines, entities are decoded, scripts and styles are gone; at most
 * `most` characters, cut between characters as a reader sees them. The result is text and never again HTML.
 */
export function htmlText(html: string, most = 2_000): string {
  const markup = html.length > MARKUP ? html.slice(0, MARKUP) : html
  return cut(tidy(/[<&]/.test(markup) ? withoutMarkup(markup, most) : clean(markup)), most).trimEnd()
}

/** Plain text as a source gives it, tidied and cut in the same way. */
export function plainText(text: string, most = 2_000): string {
  return cut(tidy(clean(text.length > MARKUP ? text.slice(0, MARKUP) : text)), most).trimEnd()
}

function withoutMarkup(html: string, most: number): string {
  let text = ''
  let hidden = 0
  const newLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n'
  }
  const parser = new Parser({
    onopentagname(name) {
      if (dropped.has(name)) hidden++
      else if (name === 'br') text += '\n'
      else if (blocks.has(name)) newLine()
    },
    onclosetag(name) {
      if (dropped.has(name)) hidden = Math.max(0, hidden - 1)
      else if (blocks.has(name)) newLine()
      if (name === 'p') text += '\n'
    },
    ontext(part) {
      // Line ends of the source are only spaces in HTML. What cannot be shown any more is not gathered.
      if (hidden === 0 && text.length < most * 4) text += part.replace(/[\t\r\n]+/g, ' ')
    },
  })
  parser.end(html)
  return clean(text)
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
