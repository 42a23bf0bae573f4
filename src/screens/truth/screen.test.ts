import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words } from './words.ts'

describe('truth', { skip: noScreens() }, () => {
  const screens = screensOfSuite()

  for (const look of looks)
    test(`the past forecasts in words, pictures and tables (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open('/truth', look)
      const { page } = opened
      await shows(page, w.title, w.windows, w.reliability, w.said)
      const figure = page.locator('figure').first()
      const drawn = await figure.locator('.plot-wide .plot-actual').count()
      assert.ok(drawn > 3)
      await shows(page, w.windowsKnown, w.windowsNewcomers)
      await figure.getByText(/^(表|Table)$/).click()
      assert.equal(await figure.locator('tbody tr').count(), drawn)
      await page.getByText(w.scores).click()
      await shows(page, w.logLoss)
      await leaveInOrder(opened)
    })
})
