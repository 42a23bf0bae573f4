/** Where the items of a file lie, to spoil each of them and to repeat them: rows, messages, entries, whatever the form. */
export type Items = {
  /** From the first byte of an item to the byte behind it, in order. */
  spans: readonly (readonly [start: number, end: number])[]
  /** What stands between two of them when they are repeated. */
  between: string
  /** Something that is no item, put in the place of one. */
  spoils: readonly string[]
  /** The form says where an item begins and ends, so that a reader can tell a damaged one from the text of another. */
  isMarked: boolean
  /** What is no item is the text of the one before. */
  isOfLines?: boolean
}

/** `starts`: how a network says that its items begin, where the form of the file does not tell. */
export function itemsIn(path: string, text: string, starts?: RegExp): Items | undefined {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  if (starts) return { ...lines, spans: from(text, starts) }
  if (ending === 'json' || ending === 'js') return { ...json, spans: jsonItems(text) }
  if (ending === 'csv' || ending === 'tsv' || ending === 'xls') return { ...table, spans: rows(text) }
  if (ending === 'vcf') return { ...cards, spans: blocks(text, /BEGIN:VCARD/g, /END:VCARD\r?\n?/g) }
  if (ending === 'ics') return { ...events, spans: blocks(text, /BEGIN:VEVENT/g, /END:VEVENT\r?\n?/g) }
  if (ending === 'mbox') return { ...mails, spans: from(text, /^From /gm) }
  if (ending === 'xml' || ending === 'atom') return { ...tagsOf(text), spans: elements(text) }
  if (ending === 'txt') return { ...lines, spans: from(text, /^/gm).slice(3) }
  return undefined
}

const json = {
  between: ',',
  spoils: ['17', 'null', '"x"', '{}', '[]', '{"a": tru}', '{"a": "b" "c"}'],
  isMarked: true,
}
const table = {
  between: '',
  spoils: ['x\n', ',,,,,,,,,,,,,,,,,,,,\n', '\u0000\u0001,x"y,z\n'],
  isMarked: false,
}
const cards = {
  between: '',
  spoils: ['BEGIN:VCARD\r\nEND:VCARD\r\n', 'BEGIN:VCARD\r\n\u0001\r\nEND:VCARD\r\n'],
  isMarked: true,
}
const events = {
  between: '',
  spoils: [
    'BEGIN:VEVENT\r\nEND:VEVENT\r\n',
    'BEGIN:VEVENT\r\nUID:x\r\nDTSTART:soon\r\nATTENDEE:mailto:yui@sato.example\r\nEND:VEVENT\r\n',
  ],
  isMarked: true,
}
const mails = {
  between: '',
  spoils: [
    'From nobody Mon Mar 04 11:20:34 2024\n\n\n',
    'From x@y.example Mon Mar 04 11:20:34 2024\n\u0001: \u0002\nDate: soon\n\nx\n\n',
  ],
  // A line that begins with “From ” may stand in any mail.
  isMarked: false,
}
const tagsOf = (text: string) => {
  const tag = element.exec(text)?.[1] ?? 'item'
  return {
    between: '\n',
    spoils: [`<${tag}></${tag}>`, `<${tag}><title>x</${tag}>`, `<${tag}><b><i></b></i></${tag}>`],
    isMarked: false,
  }
}
const lines = { between: '', spoils: ['\u0001\ufffd\n', '???\n'], isMarked: false, isOfLines: true }

/** The objects of the largest list that lies in no other; inside the one object of a list that is nearly the whole file. */
function jsonItems(text: string, begin = 0, end = text.length): [number, number][] {
  const lists: [number, number][][] = []
  const stack: string[] = []
  let list: [number, number][] = []
  let arrays = 0
  let begun = -1
  for (let at = begin; at < end; at++) {
    const letter = text[at]!
    if (letter === '"') {
      for (at++; at < end && text[at] !== '"'; at++) if (text[at] === '\\') at++
    } else if (letter === '[' || letter === '{') {
      if (letter === '[' && ++arrays === 1) lists.push((list = []))
      if (letter === '{' && arrays === 1 && stack.at(-1) === '[') begun = at
      stack.push(letter)
    } else if (letter === ']' || letter === '}') {
      const opened = stack.pop()
      if (opened === '[') arrays--
      if (opened === '{' && arrays === 1 && stack.at(-1) === '[') list.push([begun, at + 1])
    }
  }
  const size = (spans: [number, number][]) => spans.reduce((sum, [from, to]) => sum + to - from, 0)
  const largest = lists.sort((a, b) => size(b) - size(a))[0] ?? []
  const [only] = largest
  return only && largest.length === 1 && end - begin > 2_000 && size(largest) > 0.8 * (end - begin)
    ? jsonItems(text, only[0] + 1, only[1] - 1)
    : largest
}

/** The rows below the header, which is the first of those with the most cells. */
function rows(text: string): [number, number][] {
  const all = records(text)
  const cells = all.map(([start, end]) => text.slice(start, end).split(/[,\t]/).length)
  return all.slice(cells.indexOf(Math.max(...cells)) + 1)
}

/** Rows of a table; a line end between quotes is none. */
function records(text: string): [number, number][] {
  const found: [number, number][] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted
    else if (text[at] === '\n' && !isQuoted) {
      found.push([start, at + 1])
      start = at + 1
    }
  }
  if (start < text.length) found.push([start, text.length])
  return found
}

function blocks(text: string, begin: RegExp, end: RegExp): [number, number][] {
  const ends = [...text.matchAll(end)].map(match => match.index + match[0].length)
  return [...text.matchAll(begin)].flatMap(({ index }) => {
    const after = ends.find(one => one > index)
    return after === undefined ? [] : [[index, after] as [number, number]]
  })
}

function from(text: string, start: RegExp): [number, number][] {
  const starts = [
    ...text.matchAll(new RegExp(start, start.flags.includes('g') ? start.flags : `${start.flags}g`)),
  ].map(({ index }) => index)
  return starts
    .map((at, i): [number, number] => [at, starts[i + 1] ?? text.length])
    .filter(([at, end]) => end > at)
}

const element = /<(item|entry|day)(?=[\s>])[\s\S]*?<\/\1>/

const elements = (text: string): [number, number][] =>
  [...text.matchAll(new RegExp(element, 'g'))].map(match => [match.index, match.index + match[0].length])

/** The text without its item `at`, or with something else in its place. */
export function without(text: string, { spans, between }: Items, at: number, spoil?: string): string {
  const [start, end] = spans[at]!
  if (spoil !== undefined) return text.slice(0, start) + spoil + text.slice(end)
  // The separator goes with it.
  const isComma = between === ','
  const before = text.slice(0, start)
  const after = text.slice(end)
  if (!isComma) return before + after
  return /^\s*,/.test(after) ? before + after.replace(/^\s*,/, '') : before.replace(/,\s*$/, '') + after
}

/** The same file with the run of items that lie closest repeated until it has so many bytes. */
export function grown(text: string, { spans, between }: Items, bytes: number): string | undefined {
  const run = longestRun(text, spans)
  if (!run) return undefined
  const [start, end] = run
  const part = text.slice(start, end)
  const size = Buffer.byteLength(part)
  if (size === 0) return undefined
  const times = Math.max(1, Math.ceil((bytes - Buffer.byteLength(text)) / size))
  const more = between === '' && !part.endsWith('\n') ? '\n' : between
  return text.slice(0, end) + `${more}${part}`.repeat(times) + text.slice(end)
}

/** Items with nothing but white space and commas between them. */
function longestRun(text: string, spans: Items['spans']): [number, number] | undefined {
  let best: [number, number] | undefined
  let run: [number, number] | undefined
  for (const [start, end] of spans) {
    if (run && /^[\s,]*$/.test(text.slice(run[1], start))) run[1] = end
    else run = [start, end]
    if (!best || run[1] - run[0] > best[1] - best[0]) best = [run[0], run[1]]
  }
  return best
}
