import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { compose, convertWithEnter } from '#tests/browser.ts'
import { axe, leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words as partWords } from '../parts/words.ts'
import { words } from './words.ts'

describe('a person', { skip: noScreens() }, () => {
  const screens = screensOfSuite()
  let nearest: string
  let others: { person_id: string; name: string }[]

  before(async () => {
    if (noScreens()) return
    const { sql } = screens.ctx.store
    others = await sql<{ person_id: string; name: string }[]>`
      select person.person_id, person.name from support join person using (owner_id, person_id)
      where received > 3 and given > 1 order by p desc limit 3`
    nearest = `/people/${others[0]!.person_id}`
  })

  for (const look of looks)
    test(`chance, reasons, accounts and what happened (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open(nearest, look)
      const { page } = opened
      await shows(page, w.chanceTitle, w.tie, w.accounts, w.timeline)
      assert.match(await page.locator('.who-chance').innerText(), /\d+\s?%/)
      assert.ok((await page.locator('.who-because li').count()) > 0)
      assert.ok((await page.locator('.timeline li[data-direction=toward]').count()) > 3)
      await page.getByText(w.by, { exact: true }).click()
      await page.locator('.timeline li[data-direction=toward]').first().waitFor({ state: 'detached' })
      await page.locator('.timeline li[data-direction=by]').first().waitFor()
      await leaveInOrder(opened)
    })

  test('a note is kept, changed, deleted and taken back; a conversion never sends it', async () => {
    const w = words.ja
    const opened = await screens.open(nearest)
    const { page } = opened
    const sent: string[] = []
    page.on('request', request => {
      if (request.method() !== 'GET') sent.push(request.method())
    })
    const field = page.getByLabel(w.noteNew)
    await field.focus()
    await compose(page, 'おちゃ', 'お茶が好き')
    await convertWithEnter(page)
    assert.deepEqual(sent, [])
    assert.equal(await field.inputValue(), 'お茶が好き')

    // Half written: still there after a reload.
    await page.reload()
    assert.equal(await page.getByLabel(w.noteNew).inputValue(), 'お茶が好き')
    await page.getByRole('button', { name: w.save }).click()
    await page.locator('.note-text', { hasText: 'お茶が好き' }).waitFor()
    await page.getByRole('button', { name: w.edit, exact: true }).click()
    await page.getByLabel(w.noteText, { exact: true }).fill('お茶と和菓子が好き')
    await page.getByRole('button', { name: w.save }).click()
    await page.locator('.note-text', { hasText: '和菓子' }).waitFor()
    await page.getByRole('button', { name: w.remove, exact: true }).click()
    await page.locator('.note-text').waitFor({ state: 'detached' })
    await page.locator('.toast').getByRole('button', { name: partWords.ja.undo }).click()
    await page.locator('.note-text', { hasText: '和菓子' }).waitFor()
    await leaveInOrder(opened)
  })

  test('two are taken for one person, and that is taken back', async () => {
    const w = words.en
    const opened = await screens.open(nearest, { language: 'en' })
    const { page } = opened
    const other = others[1]!.name
    await page.locator('.accounts > li').first().waitFor()
    const accounts = await page.locator('.accounts > li').count()
    await page.getByRole('button', { name: w.same }).click()
    await page.locator('.pick input:focus').waitFor()
    await page.keyboard.type(other)
    await page.getByRole('option', { name: other }).first().waitFor()
    await axe(page)
    await pick(page, other)
    await page.waitForFunction(n => document.querySelectorAll('.accounts > li').length > n, accounts)
    await shows(page, /decided by you/)
    await axe(page)
    await page.locator('.toast').getByRole('button', { name: partWords.en.undo }).click()
    await page.waitForFunction(n => document.querySelectorAll('.accounts > li').length === n, accounts)
    await leaveInOrder(opened)
  })

  const pick = (page: Page, name: string) => page.getByRole('option', { name }).first().click()
})
