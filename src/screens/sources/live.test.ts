import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Lab, openLab } from '#tests/lab.ts'
import { mastodonServer } from '#tests/live-mastodon.ts'
import { type MentionServer, mentionServer } from '#tests/live-webmention.ts'
import { leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words } from './live-words.ts'

describe('accounts kept fresh', { skip: noScreens() }, () => {
  const screens = screensOfSuite({ samplePeople: false })
  let lab: Lab
  let mentions: MentionServer
  let mastodon: Awaited<ReturnType<typeof mastodonServer>>

  before(async () => {
    if (noScreens()) return
    lab = openLab()
    mentions = await mentionServer(lab)
    mentions.add('like-of', 'yui', '2026-09-02T10:00:00Z')
    mastodon = await mastodonServer(lab)
    Object.assign(screens.ctx, { egress: lab.egress, log: () => {} })
  })
  after(() => lab?.close())

  for (const look of looks)
    test(`connected, filled, connected anew, let go (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open('/sources', look)
      const { page } = opened
      await shows(page, w.none)
      const offer = page.locator('.live-offer', { hasText: 'webmention.io' }).last()
      await offer.locator('summary').click()
      const fields = offer.locator('input')
      await fields.nth(0).fill('hanako.example')
      await fields.nth(1).fill('wrong')
      assert.equal(await fields.nth(1).getAttribute('type'), 'password')
      await fields.nth(2).fill(mentions.origin)
      const connect = offer.getByRole('button', { name: w.connect })
      await connect.click()
      await offer.locator('.mistake:not(:empty)').waitFor()
      // The browser tells its console of the answer that was meant.
      opened.complaints.length = 0
      await fields.nth(1).fill(mentions.token)
      await connect.click()
      const card = page.locator('.live .source', { hasText: 'hanako.example' })
      await card.locator('[data-state=following]').waitFor()
      assert.match(
        (await card.textContent())!,
        look.language === 'ja' ? /出来事1件・1人/ : /1 act · 1 person/,
      )
      assert.doesNotMatch(await page.content(), /canary/)

      await screens.ctx.store.sql`
        update live set state = 'token-lost', next_at = null,
          notice = ${screens.ctx.store.sql.json({ code: 'token-lost', why: 'HTTP 401', at: new Date().toISOString() })}`
      await page.reload()
      await card.getByRole('button', { name: w.connectAnew }).click()
      const again = card.locator('input')
      await again.nth(0).fill('hanako.example')
      await again.nth(1).fill(mentions.token)
      await again.nth(2).fill(mentions.origin)
      await card.getByRole('button', { name: w.connect, exact: false }).last().click()
      await card.locator('[data-state=following]').waitFor()

      await card.getByRole('button', { name: w.disconnect }).click()
      await page.getByRole('dialog').getByRole('button', { name: w.disconnectDo }).click()
      await shows(page, w.disconnected('hanako.example'), w.none)
      await leaveInOrder(opened)
    })

  test('the network sends the owner back, and the account is there', async () => {
    const opened = await screens.open('/sources', { language: 'ja' })
    const { page } = opened
    const w = words.ja
    // The network's own page: it says yes at once.
    await page.route('**/oauth/authorize?*', (route, request) => {
      const asked = new URL(request.url()).searchParams
      const back = new URL(asked.get('redirect_uri')!)
      back.searchParams.set('code', mastodon.code)
      back.searchParams.set('state', asked.get('state')!)
      return route.fulfill({ status: 302, headers: { location: back.href } })
    })
    const offer = page.locator('.live-offer', { hasText: 'Mastodon（Fediverse）' })
    await offer.locator('summary').click()
    await offer.locator('input').first().fill(mastodon.origin)
    await offer.getByRole('button', { name: w.connect }).click()
    const card = page.locator('.live .source', { hasText: '@hanako@mstdn.example' })
    await card.locator('[data-state=following]').waitFor()
    assert.equal(new URL(page.url()).search, '')
    // The network's page was asked for, as it should be; nothing else outside was.
    assert.ok(
      opened.complaints.every(line => line.includes('/oauth/authorize?')),
      opened.complaints.join(),
    )
    opened.complaints.length = 0
    await leaveInOrder(opened)
  })
})
