/** A line without its indentation; `indent` is undefined for a blank one. */
export type YamlLine = { indent: number | undefined; text: string }
/** What was named by an anchor (`&1`) and may be meant again by an alias (`*1`). */
export type Anchors = { get(name: string): unknown; set(name: string, value: unknown): void }

const keyShape = /^("(?:[^"\\]|\\.)*"\s*|'(?:[^']|'')*'\s*|(?!- )[^\s"'#&*!|>{}[\]][^:]*):(?:\s+(.*))?$/s
const DEEPEST = 32
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  e: '\u001b',
  '0': '',
  ' ': ' ',
}

export function yamlLine(line: string): YamlLine {
  const indent = line.search(/[^ ]/)
  return { indent: indent === -1 ? undefined : indent, text: indent === -1 ? '' : line.slice(indent) }
}

/**
 * A mapping in YAML as Ruby writes it: keys with plain, quoted, block or mapping values, anchors and aliases. That is
 * what caches are written in; lists inside it are passed over, and tags mean nothing, so no object is ever made.
 */
export function yamlMapping(lines: readonly YamlLine[], anchors: Anchors): Record<string, unknown> {
  return new Mapping(lines, anchors).read(firstIndent(lines), 0)
}

/** The key that a line begins with. */
export function yamlKey(text: string): string | undefined {
  const key = keyShape.exec(text)?.[1]
  return key === undefined ? undefined : unquoted(key)
}

class Mapping {
  private at = 0
  private readonly lines: readonly YamlLine[]
  private readonly anchors: Anchors

  constructor(lines: readonly YamlLine[], anchors: Anchors) {
    this.lines = lines
    this.anchors = anchors
  }

  read(indent: number, depth: number): Record<string, unknown> {
    const found: [string, unknown][] = []
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!
      if (line.indent !== undefined && line.indent < indent) break
      this.at++
      const [, key, rest = ''] = line.indent === indent ? (keyShape.exec(line.text) ?? []) : []
      if (key !== undefined) found.push([unquoted(key), this.value(rest, indent, depth)])
    }
    return Object.fromEntries(found)
  }

  private value(given: string, indent: number, depth: number): unknown {
    const [, anchor, rest = ''] = /^(?:&(\S+)\s*)?(?:!\S+\s*)?(.*)$/s.exec(given) ?? []
    const value = this.bare(rest, indent, depth)
    if (anchor !== undefined) this.anchors.set(anchor, value)
    return value
  }

  private bare(rest: string, indent: number, depth: number): unknown {
    if (rest === '') return this.nested(indent, depth)
    if (rest.startsWith('*')) return this.anchors.get(rest.slice(1).trim())
    if (/^[|>][-+0-9]*\s*$/.test(rest)) return this.block(indent, rest.startsWith('>'))
    if (rest.startsWith('"') || rest.startsWith("'")) return unquoted(this.quoted(rest))
    const text = [rest, ...this.deeper(indent).map(line => line.text)].filter(Boolean).join(' ')
    return scalar(withoutComment(text))
  }

  private nested(indent: number, depth: number): unknown {
    const next = this.lines.slice(this.at, this.at + 10).find(line => line.indent !== undefined)
    if (next?.indent === undefined || next.indent <= indent || depth >= DEEPEST) return null
    return this.read(next.indent, depth + 1)
  }

  private block(indent: number, isFolded: boolean): string {
    const lines = this.deeper(indent)
    const least = firstIndent(lines)
    const texts = lines.map(line =>
      line.indent === undefined ? '' : ' '.repeat(Math.max(0, line.indent - least)) + line.text,
    )
    return texts.join(isFolded ? ' ' : '\n').trimEnd()
  }

  /** A quoted text goes on until its quote is closed, at whatever indentation; a line end in it is a space. */
  private quoted(start: string): string {
    const parts = [start]
    const closed = start.startsWith('"') ? /^"(?:[^"\\]|\\.)*"\s*(?:#.*)?$/s : /^'(?:[^']|'')*'\s*(?:#.*)?$/s
    const mark = start[0]!
    let isOpen = !closed.test(start)
    while (isOpen && this.at < this.lines.length) {
      const { text } = this.lines[this.at++]!
      const last = parts.at(-1)!
      if (mark === '"' && /(?:^|[^\\])(?:\\\\)*\\$/.test(last))
        parts[parts.length - 1] = last.slice(0, -1) + text.replace(/^\\(?= )/, '')
      else parts.push(text === '' ? '\n' : text)
      isOpen = !endsQuote(text, mark)
    }
    return parts.join(' ')
  }

  private deeper(indent: number): YamlLine[] {
    const from = this.at
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!
      if (line.indent !== undefined && line.indent <= indent) break
      this.at++
    }
    return this.lines.slice(from, this.at)
  }
}

const firstIndent = (lines: readonly YamlLine[]) => lines.find(line => line.indent !== undefined)?.indent ?? 0

function endsQuote(text: string, mark: string): boolean {
  const end = mark === '"' ? /(?:^|[^\\])(?:\\\\)*"\s*$/ : /(?:^|[^'])(?:'')*'\s*$/
  return end.test(text)
}

function withoutComment(text: string): string {
  const at = text.search(/\s#/)
  return (at === -1 ? text : text.slice(0, at)).trim()
}

function unquoted(given: string): string {
  const text = given.trim()
  const body = text.slice(1, text.endsWith(text[0]!) && text.length > 1 ? -1 : undefined)
  if (text.startsWith("'")) return body.replaceAll("''", "'")
  if (!text.startsWith('"')) return text
  return body.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gis, (_, x, u, long, one) => {
    const code = x ?? u ?? long
    if (code === undefined) return escapes[one] ?? one
    const point = Number.parseInt(code, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })
}

function scalar(text: string): unknown {
  if (text === '~' || text === 'null' || text === '{}' || text === '[]') return null
  return text === 'true' ? true : text === 'false' ? false : text
}
