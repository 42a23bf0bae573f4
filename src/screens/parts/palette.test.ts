import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compose, convertWithEnter } from '#tests/browser.ts'
import { axe, leaveInOrder, looks, noScreens, screensOfSuite } from '#tests/screens.ts'

describe('the palette', { skip: noScreens() }, () => {
  const screens = screensOfSuite()
  const open = async (look: Parameters<typeof screens.open>[1]) => {
    const opened = await screens.open('/supporters', look)
    await opened.page.locator('.people a').first().waitFor()
    await opened.page.keyboard.press('Control+k')
    await opened.page.locator('.palette input:focus').waitFor()
    return opened
  }

  for (const look of looks)
    test(`opens by Ctrl+K, finds by kana and romaji, and goes there (${look.language}, ${look.theme})`, async () => {
      const opened = await open(look)
      const { page } = opened
      await axe(page)
      // The last line comes into view under the keyboard, and the field stays where it is.
      await page.keyboard.press('ArrowUp')
      const last = page.locator('.palette [data-focused]')
      await last.waitFor()
      const [line, box, field] = await Promise.all([
        last.boundingBox(),
        page.locator('.palette').boundingBox(),
        page.locator('.palette input').boundingBox(),
      ])
      assert.ok(line!.y + line!.height <= box!.y + box!.height + 1, JSON.stringify([line, box]))
      assert.ok(line!.y >= field!.y + field!.height, JSON.stringify([line, field]))
      assert.ok(Math.abs(field!.y - box!.y) < 3, JSON.stringify([field, box]))
      await page.keyboard.type('とりこみ')
      await page.waitForFunction(() => document.querySelectorAll('.palette [role=menuitem]').length === 1)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/imports$/)

      await page.keyboard.press('Meta+k')
      await page.locator('.palette input:focus').waitFor()
      await page.keyboard.type('satou')
      const person = page.locator('.palette [role=menuitem]', { hasText: /佐藤|Sato/ }).first()
      await person.waitFor()
      await axe(page)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/people\//)
      await page.locator('.who').waitFor()
      await leaveInOrder(opened)
    })

  test('a page that comes late takes no letter from who types in the palette', async () => {
    const { page, context } = await open({}).then(({ page }) => ({ page, context: page.context() }))
    await page.route(/\/assets\/.*\.(js|css)$/, async route => {
      await new Promise(later => setTimeout(later, 700))
      await route.continue()
    })
    await page.keyboard.type('とりこみ')
    await page.waitForFunction(() => document.querySelectorAll('.palette [role=menuitem]').length === 1)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/imports$/)
    await page.keyboard.press('Meta+k')
    await page.locator('.palette input:focus').waitFor()
    const typed = 'satou'.repeat(30)
    await page.keyboard.type(typed, { delay: 8 })
    await page.locator('h1', { hasText: '取り込み' }).waitFor()
    assert.equal(await page.locator('.palette input').inputValue(), typed)
    await context.close()
  })

  test('a conversion neither chooses a line nor closes it; Escape closes it and gives the focus back', async () => {
    const opened = await open({ language: 'ja' })
    const { page } = opened
    await compose(page, 'さとう', '佐藤')
    await page.locator('.palette [role=menuitem]', { hasText: '佐藤' }).first().waitFor()
    await convertWithEnter(page)
    assert.equal(new URL(page.url()).pathname, '/supporters')
    assert.equal(await page.locator('.palette input').inputValue(), '佐藤')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.locator('.palette').waitFor({ state: 'detached' })
    await leaveInOrder(opened)
  })
})
