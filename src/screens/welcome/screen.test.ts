import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compose, convertWithEnter } from '#tests/browser.ts'
import { axe, leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words as partWords } from '../parts/words.ts'
import { words as listWords } from '../supporters/words.ts'
import { words } from './words.ts'

describe('the door and the first page', { skip: noScreens() }, () => {
  const screens = screensOfSuite({ samplePeople: false })

  for (const look of looks)
    test(`a new owner signs in and starts empty (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open('/', { ...look, signedIn: false })
      const { page } = opened
      await shows(page, w.codeTitle)
      await axe(page)
      const asked: string[] = []
      page.on('request', request => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))

      await page.locator('#code').focus()
      await compose(page, 'こーど', 'コード')
      const kept = await convertWithEnter(page)
      assert.deepEqual(kept, { within: true, after: true })
      assert.deepEqual(
        asked.filter(line => line.startsWith('POST')),
        [],
      )

      await page.locator('#code').fill('not-it')
      await page.keyboard.press('Enter')
      await page.locator('#code[aria-invalid=true]').waitFor()
      assert.notEqual(await page.locator('#code-said').innerText(), '')

      const code = await screens.code()
      // As a Japanese keyboard types it.
      const fullWidth = [...code].map(c => (c === '-' ? 'ー' : String.fromCharCode(c.charCodeAt(0) + 0xfee0)))
      await page.locator('#code').fill(look.language === 'ja' ? fullWidth.join('').replace('ー', '－') : code)
      await page.keyboard.press('Enter')
      await shows(page, w.title, w.lookTitle, w.bringTitle, w.emptyTitle)
      await page.getByText(w.linkedin).click()
      await shows(page, w.linkedinHow)
      await leaveInOrder(opened)
    })

  test('sample people come in and go out again', async () => {
    const w = words.en
    const opened = await screens.open('/', { language: 'en' })
    const { page } = opened
    await page.getByRole('button', { name: w.lookDo }).click()
    await page.locator('.people a').first().waitFor()
    await shows(page, listWords.en.sampleTitle)
    assert.match(await page.locator('h1').innerText(), /\d+\s+people/)
    await page.getByRole('button', { name: listWords.en.sampleRemove }).click()
    await shows(page, w.title)
    await leaveInOrder(opened)
  })

  test('the language is switched in place, and signing out leads to the door', async () => {
    const opened = await screens.open('/', { language: 'ja' })
    const { page } = opened
    await shows(page, words.ja.title)
    await page.getByRole('button', { name: 'English' }).click()
    await shows(page, words.en.title)
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    await page.reload()
    await shows(page, words.en.title)
    await page.getByRole('button', { name: partWords.en.settings }).click()
    await axe(page)
    await page.getByRole('button', { name: partWords.en.signOut }).click()
    await shows(page, words.en.codeTitle)
    await page.goto(`${screens.served.url}/supporters`)
    await shows(page, words.en.codeTitle)
    await leaveInOrder(opened)
  })
})
