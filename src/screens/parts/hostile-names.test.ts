import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { computeSupport } from '#loop/support/compute.ts'
import { importFile } from '#tests/ctx.ts'
import { feed, mention } from '#tests/mentions.ts'
import { leaveInOrder, looks, noScreens, screensOfSuite } from '#tests/screens.ts'

const script = `<img src=x onerror="alert(1)"><script>alert(2)</script>`
const names = [
  script,
  'safe \u202Eexe.gpj',
  `Zalgo${'\u0301'.repeat(1000)}`,
  'w'.repeat(1_000_000),
  'Ｆｕｌｌ Ｗｉｄｔｈ',
  `'"><svg onload=alert(3)>`,
  'javascript:alert(4)',
  'مرحبا بالعالم',
]

describe('names from outside', { skip: noScreens() }, () => {
  const screens = screensOfSuite({ samplePeople: false })

  before(async () => {
    if (noScreens()) return
    const path = join(screens.ctx.dataDir, 'hostile.json')
    const tellings = names.map((name, no) =>
      mention({
        no,
        by: { name, url: `https://h${no}.example/` },
        property: 'in-reply-to',
        text: `${script} ${name.slice(0, 2000)}`,
        at: new Date(Date.now() - (no + 1) * 86_400_000).toISOString(),
      }),
    )
    await writeFile(path, feed(tellings))
    await importFile(screens.ctx, path)
    await writeFile(
      join(screens.ctx.dataDir, 'hostile.vcf'),
      `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:</title><script>alert(5)</script>\r\nORG:${script}\r\nNOTE:${script}\r\nURL:javascript:alert(6)\r\nEND:VCARD\r\n`,
    )
    await importFile(screens.ctx, join(screens.ctx.dataDir, 'hostile.vcf'))
    await computeSupport(screens.ctx)
  })

  for (const look of looks)
    test(`are shown as text and break no page (${look.language}, ${look.theme})`, async () => {
      const opened = await screens.open('/supporters', { ...look, width: 390 })
      const { page } = opened
      await page.locator('.people a').first().waitFor()
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await page.locator('.people > li').nth(names.length).waitFor()
      const rows = await page.evaluate(() =>
        [...document.querySelectorAll('.people > li')].map(row => ({
          name: row.querySelector('h3 bdi')?.textContent ?? '',
          high: row.getBoundingClientRect().height,
          wide: row.getBoundingClientRect().width,
        })),
      )
      assert.equal(rows.length, names.length + 1)
      assert.ok(
        rows.some(({ name }) => name.includes('<img src=x onerror')),
        'as text',
      )
      // Two lines of a name at most; combining marks do not climb into the next row.
      assert.ok(
        rows.every(({ high, wide }) => high < 260 && wide <= 390),
        JSON.stringify(rows.map(({ high, wide }) => [high, wide])),
      )
      assert.equal(await page.locator('main img, main script').count(), 0)
      assert.equal(await page.locator('main [href^="javascript:" i]').count(), 0)

      const people = await page
        .locator('.people h3 a')
        .evaluateAll(links => links.map(link => (link as HTMLAnchorElement).href))
      for (const person of people) {
        await page.goto(person)
        await page.locator('.who').waitFor()
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(wide <= 390, `${wide} px: ${(await page.title()).slice(0, 60)}`)
        assert.equal(await page.locator('main img, main script, main [href^="javascript:" i]').count(), 0)
      }
      await leaveInOrder(opened)
    })

  test('the policy that stops what would slip through is in force', async () => {
    const opened = await screens.open('/supporters')
    const answer = await opened.page.request.get(`${screens.served.url}/`)
    const policy = answer.headers()['content-security-policy'] ?? ''
    assert.doesNotMatch(policy, /unsafe/)
    for (const part of ["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'"])
      assert.ok(policy.includes(part), policy)
    const ran = await opened.page.evaluate(async () => {
      const stopped = new Promise(done => addEventListener('securitypolicyviolation', () => done('stopped')))
      const script = document.createElement('script')
      script.textContent = 'document.title = "ran"'
      document.body.append(script)
      return document.title === 'ran' ? 'ran' : await stopped
    })
    assert.equal(ran, 'stopped')
    await opened.page.context().close()
  })
})
