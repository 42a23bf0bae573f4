import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Row } from '../contract.ts'
import { whenOfMail } from '../files/mail-when.ts'
import { whenOfSql } from '../files/wxr-when.ts'
import { reader } from './read.ts'

function read(inside: string, before = '', version = '1.2'): Promise<Row[]> {
  const file = `<?xml version="1.0"?>\n${before}<rss version="2.0" xmlns:wp="http://wordpress.org/export/${version}/"><channel><title>t</title><link>https://hanako.example</link><wp:author><wp:author_id>3</wp:author_id><wp:author_email>Hanako@hanako.example</wp:author_email></wp:author>${inside}</channel></rss>`
  return rowsOf(reader, memorySource({ 'a.xml': file }))
}

function item(inside: string, title = 'T'): string {
  return `<item><title>${title}</title><link>https://hanako.example/a/</link><wp:post_date_gmt>2026-09-01 00:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${inside}</item>`
}

function comment(id: number, more: Record<string, string | number> = {}): string {
  const texts = {
    author: 'Yui Sato',
    author_email: 'yui@sato.example',
    date_gmt: '2026-09-02 00:00:00',
    content: 'c',
    approved: 1,
    ...more,
  }
  const inside = Object.entries(texts).map(
    ([name, text]) => `<wp:comment_${name}>${text}</wp:comment_${name}>`,
  )
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id>${inside.join('')}</wp:comment>`
}

function told(rows: Row[]) {
  return entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' ? [[entry.act, entry.direction, entry.account.key, entry.text]] : [],
  )
}

test('entities of a DOCTYPE are never expanded, and other files are never read', async () => {
  const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  )
  const doctype = `<!DOCTYPE rss [<!ENTITY l0 "lol">${laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>\n`
  const rows = await read(item(comment(1, { content: '&l10; &x; &amp; &#x7e01;' })), doctype)
  assert.deepEqual(told(rows), [['comment', 'toward', 'yui@sato.example', '&l10; &x; & 縁']])
})

test('a million numeric entities, an attribute of 40 MB and a nesting without end do no harm', async () => {
  const rows = await read(item(comment(1, { content: '&#65;'.repeat(1_000_000) })))
  assert.equal(told(rows)[0]?.[3]?.length, 2000)
  assert.deepEqual(rejectsOf(await read(`${item(comment(1))}<x a="${'y'.repeat(40_000_000)}">`)), {
    'too-large': 1,
  })
  const deep = await read(`${item(comment(1))}${'<x>'.repeat(100_000)}${item(comment(2))}`)
  assert.deepEqual([told(deep).length, rejectsOf(deep)], [1, { 'too-deep': 1 }])
})

test('old files: raw &, control characters, lost end tags, version 1.0', async () => {
  const rows = await read(
    item(
      `${comment(1, { content: 'a & b\u0008 &nope; <b>c</b>' }).replace('</wp:comment>', '')}${comment(2)}`,
      'Q&A',
    ),
    '',
    '1.0',
  )
  assert.deepEqual(
    told(rows).map(each => each[3]),
    ['a & b &nope; c', 'c'],
  )
  assert.equal(entriesOf(rows).find(entry => entry.kind === 'work')?.work.title, 'Q&A')
})

test('who commented: fediverse profile, mail, page, name', async () => {
  const meta =
    '<wp:commentmeta><wp:meta_key>protocol</wp:meta_key><wp:meta_value>activitypub</wp:meta_value></wp:commentmeta></wp:comment>'
  const rows = await read(
    item(
      comment(1, { author_email: 'Yui@Sato.example' }) +
        comment(2, { author_email: '', author_url: 'https://www.sato.example/' }) +
        comment(3, { author_email: '' }) +
        comment(4, { author_email: '', type: 'like', author_url: 'https://toots.example/@tomasr' }).replace(
          '</wp:comment>',
          meta,
        ) +
        comment(5, {
          author_email: '',
          type: 'trackback',
          author: 'A title',
          author_url: 'https://byrne.example/2026/a',
        }) +
        comment(6, { author_email: '', author: '<![CDATA[]]>' }),
    ),
  )
  assert.deepEqual(
    told(rows).map(([act, , key]) => [act, key]),
    [
      ['comment', 'yui@sato.example'],
      ['comment', 'sato.example'],
      ['comment', 'name:yui sato'],
      ['like', 'https://toots.example/users/tomasr'],
      ['mention', 'byrne.example'],
    ],
  )
  assert.deepEqual(rejectsOf(rows), { 'no-author': 1 })
})

test('the owner’s answers go to whom they answer, also when that comment comes later', async () => {
  const own = { author: 'Hanako', author_email: '', user_id: 3 }
  const rows = await read(
    item(
      comment(1, { ...own, parent: 2 }) +
        comment(2) +
        comment(3, { author: 'Hanako', author_email: 'hanako@HANAKO.example', parent: 2 }) +
        comment(4, own) +
        comment(5, { ...own, parent: 4 }) +
        comment(6, { ...own, parent: 99 }),
    ),
  )
  const acts = told(rows).map(([act, direction]) => `${act} ${direction}`)
  assert.deepEqual(acts, ['comment toward', 'reply by', 'reply by'])
  assert.deepEqual(rejectsOf(rows), { 'own-act': 2, 'no-author': 1 })
})

test('what waits, spam and bin, drafts and menus are told apart', async () => {
  const approved = {
    1: 'comment',
    0: 'not-approved',
    hold: 'not-approved',
    spam: 'spam',
    trash: 'spam',
    'post-trashed': 'spam',
  }
  for (const [state, is] of Object.entries(approved)) {
    const rows = await read(item(comment(1, { approved: state })))
    assert.equal(told(rows)[0]?.[0] ?? Object.keys(rejectsOf(rows))[0], is, state)
  }
  const draft = item(comment(1)).replace('>publish<', '>draft<')
  const menu = item('').replace('>post<', '>nav_menu_item<')
  assert.deepEqual(rejectsOf(await read(draft + menu)), { draft: 1, unsupported: 1 })
})

test('dates', () => {
  const iso = (when: ReturnType<typeof whenOfSql>) => when && new Date(when.at).toISOString()
  assert.equal(iso(whenOfSql('2026-09-30 08:12:40', true)), '2026-09-30T08:12:40.000Z')
  assert.equal(whenOfSql('2026-09-30 08:12:40', false)?.zoneKnown, false)
  for (const none of ['0000-00-00 00:00:00', '2026-02-30 00:00:00', '', undefined, 'x'])
    assert.equal(whenOfSql(none, true), undefined)
  assert.equal(iso(whenOfMail('Wed, 30 Sep 2026 17:12:40 +0900')), '2026-09-30T08:12:40.000Z')
  assert.equal(iso(whenOfMail('30 Sep 2026 08:12 GMT')), '2026-09-30T08:12:00.000Z')
  for (const none of ['Mon, 30 Nov -0001 00:00:00 +0000', '31 Feb 2026 00:00:00 GMT', '', undefined])
    assert.equal(whenOfMail(none), undefined)
})
