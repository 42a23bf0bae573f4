import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { importFile, testCtx } from '#tests/ctx.ts'
import { assertWhole } from '#tests/invariants.ts'
import { openLab } from '#tests/lab.ts'
import { madeOn } from '#tests/mentions.ts'
import { connectLive } from './live.ts'
import { followLive } from './live-follow.ts'

const rss = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>${inside}</channel></rss>`
const said = (n: number, name: string, origin: string) =>
  `<item><title>By: ${name}</title><link>${origin}/a/#comment-${n}</link><dc:creator>${name}</dc:creator><pubDate>Wed, 02 Sep 2026 10:00:00 +0000</pubDate><guid isPermaLink="false">${origin}/?p=1#comment-${n}</guid><description>words</description></item>`
const exported = (origin: string) =>
  rss(
    `<link>${origin}</link><wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_id>1</wp:author_id></wp:author><item><title>A</title><link>${origin}/a/</link><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Yui</wp:comment_author><wp:comment_author_email>yui@sato.example</wp:comment_author_email><wp:comment_date_gmt>2026-09-02 10:00:00</wp:comment_date_gmt><wp:comment_content>words</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>`,
  )

test('a comment that a WordPress blog’s feed and its export both tell is one act; the owner’s own answers are none', async t => {
  const lab = openLab()
  const ctx = Object.assign(await testCtx(), { egress: lab.egress })
  t.after(async () => {
    await ctx.end()
    await lab.close()
  })
  const origin: string = await lab.serve('blog.example', ({ url }, response) => {
    const posts = `<link>${origin}</link><item><title>A</title><link>${origin}/a/</link><dc:creator>縁 花子</dc:creator></item>`
    const comments = `<link>${origin}</link>${said(1, 'Yui', origin)}${said(2, '縁 花子', origin)}${said(3, 'Ren', origin)}`
    response.end(rss(url!.startsWith('/comments') ? comments : posts))
  })
  const filledIn = { address: `${origin}/feed/`, comments: `${origin}/comments/feed/` }
  const connected = await connectLive(ctx, 'feed', filledIn)
  assert.ok('importNo' in connected)
  assert.equal(await followLive(ctx, connected.importNo, new AbortController().signal), 'well')
  const path = join(ctx.dataDir, 'blog.xml')
  await writeFile(path, exported(origin))
  const later = ctx.now() + 24 * 3_600_000
  ctx.setNow(later + 1_000)
  await importFile(ctx, await madeOn(path, new Date(later).toISOString()))
  const acts = await ctx.store.sql<{ key: string; account: string }[]>`
    select external_key as key, account.key as account from act join account using (owner_id, account_id) order by 1`
  const home = origin.replace('http://', 'wp:')
  assert.deepEqual(
    acts.map(({ key, account }) => [key, account]),
    [
      [`${home}:comment:1`, 'yui@sato.example'],
      [`${home}:comment:3`, 'name:ren'],
    ],
  )
  await assertWhole(ctx)
})
