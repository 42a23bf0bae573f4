/*
 * The export of Movable Type (Tools → Export), which TypePad, Cocolog, Seesaa, FC2, livedoor and Hatena Blog write too:
 *
 *   AUTHOR: hanako
 *   TITLE: 工房をひらきます
 *   BASENAME: 2026/09/01/090000
 *   STATUS: Publish
 *   DATE: 09/01/2026 09:00:00
 *   -----
 *   BODY:
 *   <p>…</p>
 *   -----
 *   COMMENT:
 *   AUTHOR: 佐藤 結衣
 *   EMAIL: yui@sato.example
 *   DATE: 09/03/2026 08:30:00
 *   会場でお話しできて、うれしかったです。
 *   -----
 *   --------
 *
 * No zone, no ids, and mostly no address of the blog: Hatena's entries lie at `/entry/<BASENAME>` of it.
 */
import type { AccountRef, ActEntry, Reader, Row, Source, SourceFile } from '../contract.ts'
import { hatenaRef } from '../files/hatena.ts'
import { headText } from '../files/head.ts'
import { htmlText } from '../files/html-text.ts'
import { hostOf, pageKey } from '../files/links.ts'
import { answeredSite, siteQuestions } from '../files/own-site.ts'
import { reject, rowAt } from '../files/rows.ts'
import { oneLine } from '../files/text.ts'
import type { Block } from './blocks.ts'
import { blocksOf } from './blocks.ts'
import type { Blog, Post } from './post.ts'
import { isOwn, postOf, remarkKey } from './post.ts'
import { whenOfExport } from './when.ts'
import { writerOf } from './writer.ts'

const LOOKS = 40

export const reader: Reader = {
  async recognizes(source) {
    return (await filesOf(source)).length > 0
  },

  async asks(source) {
    const found = (await filesOf(source)).find(({ blog }) => blog.isHatena)
    if (!found) return []
    const id = found.blog.author && hatenaRef(found.blog.author)?.key
    // Hatena names the file after the blog: hanako.hatenablog.com.export.txt.
    const named = /([^/]+\.[^/]+?)\.export\.txt$/i.exec(found.file.path)?.[1]
    const likely = id ? ['hatenablog.com', 'hatenablog.jp', 'hateblo.jp'].map(host => `${id}.${host}`) : []
    return siteQuestions(source, named ? [named.toLowerCase()] : likely)
  },

  async *read(source) {
    for (const { file, blog } of await filesOf(source)) yield* fileRows(file, blog)
  },
}

async function filesOf(source: Source): Promise<{ file: SourceFile; blog: Blog }[]> {
  const found = []
  const candidates = source.files.filter(
    file => source.files.length === 1 || /\.(?:txt|mt|export)$/i.test(file.path),
  )
  for (const file of candidates.slice(0, LOOKS)) {
    const text = (await headText(file)).replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
    // Squarespace begins with the line that ends an entry, others with empty ones.
    const head = text.slice(/^(?:-*[ \t]*\n)*/.exec(text)![0].length)
    const fields = /^(?:[A-Z][A-Z0-9 _-]*:.*\n|[ \t]*\n)+-----[ \t]*\n/.exec(head)?.[0] ?? ''
    if (!/^DATE: *\d/m.test(fields) || !/^(?:TITLE|AUTHOR):/m.test(fields)) continue
    if (/^(?:BODY|EXTENDED BODY|EXCERPT|COMMENT):/m.test(head))
      found.push({ file, blog: blogOf(head, source) })
  }
  return found
}

function blogOf(head: string, source: Source): Blog {
  const found = `--------\n${head}`.matchAll(/(?<=^|\n)--------\n(?:[A-Z].*\n){0,20}?AUTHOR: *(.+)\n/g)
  const authors = new Set([...found].map(match => match[1]!.trim()))
  return {
    isHatena: /^BASENAME: *\d{4}\/\d\d\/\d\d\/\d+ *$/m.test(head),
    author: authors.size === 1 ? [...authors][0] : undefined,
    site: answeredSite(source),
    own: source.own,
  }
}

async function* fileRows(file: SourceFile, blog: Blog): AsyncIterable<Row> {
  const self = blog.isHatena ? hatenaRef(blog.author) : undefined
  if (self) yield { ok: true, entry: { kind: 'self', account: self } }
  let post: Post | undefined
  for await (const block of blocksOf(file.open())) {
    if (block.kind === 'bad') {
      yield reject(`${file.path} line ${block.line}`, block.why)
    } else if (block.kind === 'entry') {
      const where = `${file.path} line ${block.entry.line}`
      yield rowAt(where, () => postRow((post = postOf(block.entry, blog)), where))
    } else if (post) {
      const where = `${file.path} line ${block.remark.line}`
      const under = post
      yield rowAt(where, () => remarkRow(block, under, blog, where))
    }
  }
}

function postRow(post: Post, where: string): Row {
  if (post.isDraft) return reject(where, 'draft')
  if (!post.key) return reject(where, 'no-key')
  if (!post.work) return reject(where, 'bad-date')
  return { ok: true, entry: { kind: 'work', work: post.work } }
}

function remarkRow(
  { kind, remark }: Exclude<Block, { kind: 'entry' | 'bad' }>,
  post: Post,
  blog: Blog,
  where: string,
): Row {
  const isPing = kind === 'ping'
  const text = htmlText(remark.text)
  const account = isPing ? siteOf(remark.fields.get('URL')) : writerOf(remark.fields, blog.isHatena)
  if (!account) return reject(where, 'no-author')
  const home = blog.site ?? post.work?.url
  if (isPing ? hostOf(home) === account.key : isOwn(remark.fields, account, post, blog))
    return reject(where, 'own-act')
  const date = remark.fields.get('DATE')
  const when = whenOfExport(date)
  if (!when) return reject(where, date ? 'bad-date' : 'no-date')
  const title = isPing ? oneLine(remark.fields.get('TITLE') ?? '') : ''
  const entry: ActEntry = {
    kind: 'act',
    act: isPing ? 'mention' : 'comment',
    direction: 'toward',
    when,
    account,
    work: post.isDraft ? undefined : post.work,
    externalKey: remarkKey(kind, remark, post),
    text: text || title || undefined,
    url: post.work?.url,
  }
  return { ok: true, entry }
}

/** A ping comes from a site, not from a page: each page would else be a person. */
function siteOf(url: string | undefined): AccountRef | undefined {
  const host = pageKey(url) && hostOf(url)
  return host ? { network: 'web', key: host, url: `https://${host}/` } : undefined
}
