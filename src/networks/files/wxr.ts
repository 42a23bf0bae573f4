import { Parser } from 'htmlparser2'
import { BrokenFile } from './broken.ts'
import { decoded } from './text.ts'

/** Texts of child elements by their name without `wp:`. */
export type Texts = Map<string, string>
export type Site = { texts: Texts; authors: Texts[] }
/** `number`: the how-manyth item of the file, counting from 1. */
export type Item = { number: number; texts: Texts }
export type Comment = { texts: Texts; meta: Map<string, string> }

export type Found =
  | { kind: 'item'; site: Site; item: Item }
  | { kind: 'comment'; site: Site; item: Item; comment: Comment }
  | { kind: 'item-end'; site: Site; item: Item }
  | { kind: 'end'; site: Site }
  | { kind: 'bad'; why: 'truncated' | 'too-deep' | 'too-large'; item?: Item }

type Container = 'channel' | 'author' | 'item' | 'comment' | 'commentmeta'

const wanted: Record<Container, ReadonlySet<string>> = {
  channel: new Set(['title', 'link', 'base_blog_url']),
  author: new Set(['author_id', 'author_login', 'author_email', 'author_display_name']),
  item: new Set([
    'title',
    'link',
    'pubDate',
    'guid',
    'post_id',
    'post_date',
    'post_date_gmt',
    'status',
    'post_type',
  ]),
  comment: new Set(
    'comment_id comment_author comment_author_email comment_author_url comment_date comment_date_gmt comment_content comment_approved comment_type comment_parent comment_user_id'.split(
      ' ',
    ),
  ),
  commentmeta: new Set(['meta_key', 'meta_value']),
}
const structure = new Set<string>(['item', 'author', 'comment', 'commentmeta'])

const LONGEST_TEXT = 64 * 1024
const DEEPEST = 256
/** Markup that goes on for so long without an element or a text is an attack on memory. */
const LONGEST_SILENCE = 16 * 1024 * 1024

/**
 * The parts of a WordPress export as they come, one at a time. Lenient as old exports need it: raw `&`, control
 * characters and missing end tags are read over. Entities declared in a DOCTYPE are never expanded: only the five of
 * XML and numeric ones mean anything, all others stay as they are written.
 */
export async function* wxrOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Found> {
  const scan = new Scan()
  const parser = new Parser(
    {
      onopentagname: name => scan.open(name),
      onclosetag: (name, isImplied) => scan.close(name, isImplied),
      ontext: text => scan.text(text),
    },
    { xmlMode: true, decodeEntities: true },
  )
  try {
    for await (const text of decoded(bytes)) {
      scan.fed(text.length)
      parser.write(text)
      yield* scan.take()
      if (scan.isOver) return
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
  }
  scan.end()
  yield* scan.take()
}

class Scan {
  isOver = false
  private readonly site: Site = { texts: new Map(), authors: [] }
  private item: Item | undefined
  private isTold = false
  private items = 0
  private comment: Comment | undefined
  private meta: Texts | undefined
  private author: Texts | undefined
  private field: string | undefined
  private value = ''
  private depth = 0
  private silence = 0
  private isWhole = false
  private out: Found[] = []

  open(full: string): void {
    this.silence = 0
    this.depth++
    if (this.depth > DEEPEST) this.stop('too-deep')
    const name = bare(full)
    if (structure.has(name) && (name === 'item' || full.startsWith('wp:'))) this.begin(name as Container)
    else if (!this.field && wanted[this.container()].has(name) && isOurs(full, name)) {
      this.field = name
      this.value = ''
    }
  }

  text(text: string): void {
    this.silence = 0
    if (this.field && this.value.length < LONGEST_TEXT) this.value += text
  }

  close(full: string, isImplied: boolean): void {
    this.silence = 0
    this.depth = Math.max(0, this.depth - 1)
    const name = bare(full)
    if (this.field === name) this.keep(name)
    else if (full === 'item') this.endItem()
    else if (full === 'wp:comment') this.endComment()
    else if (full === 'wp:commentmeta') this.endMeta()
    else if (full === 'wp:author') this.author = undefined
    else if (full === 'rss' && !isImplied) {
      this.isWhole = true
      this.out.push({ kind: 'end', site: this.site })
    }
  }

  fed(characters: number): void {
    this.silence += characters
    if (this.silence > LONGEST_SILENCE) this.stop('too-large')
  }

  /** What the last writes found. */
  take(): Found[] {
    const { out } = this
    this.out = []
    return out
  }

  end(): void {
    if (this.isWhole || this.isOver) return
    const { item } = this
    // A comment that was cut is not kept; those before it are.
    this.comment = undefined
    if (item) this.endItem()
    this.out.push({ kind: 'end', site: this.site }, { kind: 'bad', why: 'truncated', item })
  }

  private begin(name: Container): void {
    this.field = undefined
    if (name === 'item') {
      this.endItem()
      this.item = { number: ++this.items, texts: new Map() }
      this.isTold = false
    } else if (name === 'author' && !this.item) {
      this.author = new Map()
      this.site.authors.push(this.author)
    } else if (name === 'comment' && this.item) {
      this.endComment()
      this.tell(this.item)
      this.comment = { texts: new Map(), meta: new Map() }
    } else if (name === 'commentmeta' && this.comment) {
      this.endMeta()
      this.meta = new Map()
    }
  }

  private container(): Container {
    if (this.meta) return 'commentmeta'
    if (this.comment) return 'comment'
    if (this.item) return 'item'
    return this.author ? 'author' : 'channel'
  }

  private keep(name: string): void {
    const texts = this.meta ?? this.comment?.texts ?? this.item?.texts ?? this.author ?? this.site.texts
    // The first counts: a channel's image has a title and a link of its own.
    if (!texts.has(name)) texts.set(name, this.value.trim())
    this.field = undefined
    this.value = ''
  }

  private tell(item: Item): void {
    if (this.isTold) return
    this.isTold = true
    this.out.push({ kind: 'item', site: this.site, item })
  }

  private endItem(): void {
    const { item } = this
    if (!item) return
    this.endComment()
    this.tell(item)
    this.out.push({ kind: 'item-end', site: this.site, item })
    this.item = undefined
    this.field = undefined
  }

  private endComment(): void {
    const { comment, item } = this
    if (!comment || !item) return
    this.endMeta()
    this.comment = undefined
    this.field = undefined
    this.out.push({ kind: 'comment', site: this.site, item, comment })
  }

  private endMeta(): void {
    const key = this.meta?.get('meta_key')
    if (key && this.comment && this.comment.meta.size < 100) {
      this.comment.meta.set(key, this.meta?.get('meta_value') ?? '')
    }
    this.meta = undefined
  }

  private stop(why: 'too-deep' | 'too-large'): void {
    if (this.isOver) return
    this.isOver = true
    this.out.push({ kind: 'bad', why, item: this.item })
  }
}

function bare(full: string): string {
  return full.startsWith('wp:') ? full.slice(3) : full
}

/** `title`, `link`, `pubDate` and `guid` are RSS's own; all the others carry WordPress' prefix. */
function isOurs(full: string, name: string): boolean {
  return full !== name || name === 'title' || name === 'link' || name === 'pubDate' || name === 'guid'
}

/**
 * Text in which markup stands is none: a file of markup begins with it. A server that is ill writes what ails it above the
 * export (`Warning: Undefined variable $x in …`), which is a few lines of words.
 */
function isMarkup(head: string): boolean {
  const at = /^[ \t]*<(?:\?xml|rss)\b/m.exec(head)?.index ?? -1
  const above = head.slice(0, Math.max(0, at)).replace(/^\ufeff/, '')
  return (
    at >= 0 &&
    above.length < 4_000 &&
    !/[`{};]|^[ \t]*(?:\/\/|\/?\*|#|>)/m.test(above.replace(/<!--.*?-->|<[^<>]*>/gs, ''))
  )
}

/** A WordPress export, told by its beginning. */
export function isWxr(head: string): boolean {
  return (
    isMarkup(head) &&
    /<rss\b/.test(head) &&
    /<wp:wxr_version>|xmlns:wp\s*=\s*["']https?:\/\/wordpress\.org\/export\//.test(head)
  )
}

/** note writes the same format, told by the first address in it: the channel's, else that of an article. */
export function isNoteWxr(head: string): boolean {
  const link = /<link>\s*(?:<!\[CDATA\[)?\s*([^\s<\]]+)/.exec(head)?.[1]
  return isWxr(head) && /^https?:\/\/(?:www\.)?note\.(?:com|mu)(?:\/|$)/.test(link ?? '')
}
