import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compose, convertWithEnter } from '#tests/browser.ts'
import { leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words } from './words.ts'

describe('the supporters', { skip: noScreens() }, () => {
  const screens = screensOfSuite()

  for (const look of looks)
    test(`how many, who, and why (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open('/', look)
      const { page } = opened
      await page.locator('.people a').first().waitFor()
      const headline = await page.locator('h1').innerText()
      const total = Number(/\d[\d,]*(?=\s*(人|people))/.exec(headline)?.[0].replace(',', ''))
      assert.ok(total > 0 && headline.includes('90'), headline)

      // The picture has a table twin with the same people in it.
      await page.getByRole('button', { name: w.asTable }).click()
      const cells = await page.locator('.headline tbody td').allInnerTexts()
      assert.equal(cells.length, 6)
      const [low, expected, high] = cells.map(Number)
      assert.ok(low! <= expected! && expected! <= high!, cells.join(' '))

      assert.notEqual(await page.locator('.row-because').first().innerText(), '')
      await page.locator('.not-visible summary').click()
      assert.ok((await page.locator('.not-visible dd').count()) > 0)
      await page.locator('.not-visible summary').click()

      await page.locator('.filters a').nth(1).click()
      await page.waitForURL(/stage=supporter/)
      await page.locator('.people a').first().waitFor()
      await leaveInOrder(opened)
    })

  test('the keyboard: / to search, arrows and letters along the list, ? for help', async () => {
    const opened = await screens.open('/supporters', { language: 'en' })
    const { page } = opened
    await page.locator('.people a').first().waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    const names = await page.locator('.people h3 a').allInnerTexts()

    await page.keyboard.press('j')
    assert.equal(await focused(), names[0])
    await page.keyboard.press('ArrowDown')
    assert.equal(await focused(), names[1])
    await page.keyboard.press('k')
    assert.equal(await focused(), names[0])
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/people\//)
    await page.locator('.who').waitFor()
    await page.goBack()
    await page.locator('.people a').first().waitFor()
    await page.waitForFunction(name => document.activeElement?.textContent === name, names[0])

    await page.keyboard.press('?')
    await page.locator('.key-help').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.key-help').waitFor({ state: 'detached' })

    await page.keyboard.press('/')
    assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).type), 'search')
    await page.keyboard.type('?j')
    assert.equal(await page.locator('.find input').inputValue(), '?j', 'letters are letters in a field')
    await leaveInOrder(opened)
  })

  test('a conversion ends in the search field and nowhere else', async () => {
    const opened = await screens.open('/supporters')
    const { page } = opened
    await page.locator('.people a').first().waitFor()
    await page.keyboard.press('/')
    await compose(page, 'さとう', '佐藤')
    await convertWithEnter(page)
    await page.waitForURL(/q=%E4%BD%90%E8%97%A4/)
    await page.waitForFunction(() => {
      const names = [...document.querySelectorAll('.people h3 bdi')].map(name => name.textContent ?? '')
      return names.length > 0 && names.every(name => /佐藤|さとう|サトウ/.test(name))
    })
    assert.equal(new URL(page.url()).pathname, '/supporters')

    await page.locator('.find input').fill('居ない人')
    await shows(page, words.ja.nobodyFits)
    await leaveInOrder(opened)
  })
})
