import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words } from './words.ts'

describe('the sources', { skip: noScreens() }, () => {
  const screens = screensOfSuite()

  for (const look of looks)
    test(`each tells what it shows and what it cannot (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open('/sources', look)
      const { page } = opened
      await shows(page, w.title, w.inUse)
      const cards = page.locator('.sources > li:has(> .source > .source-sight)')
      await cards.nth(5).waitFor()
      for (const card of await cards.all()) {
        assert.ok((await card.getByText(w.cannotSee, { exact: true }).count()) === 1)
        assert.ok((await card.locator('summary').count()) === 1)
      }
      // What could be brought is a short list that opens line by line.
      const more = page.locator('.sources-more > li')
      assert.ok((await more.count()) > 20)
      assert.equal(await more.first().getByText(w.cannotSee, { exact: true }).isVisible(), false)
      await more.first().locator('summary').click()
      await more.first().getByText(w.cannotSee, { exact: true }).waitFor()
      await leaveInOrder(opened)
    })
})
