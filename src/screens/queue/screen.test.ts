import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openMatcher } from '#loop/know/matcher.ts'
import { bringUpToDate } from '#loop/support/up-to-date.ts'
import { importFile } from '#tests/ctx.ts'
import { leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words } from './words.ts'

const families = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤']
const givens = ['一郎', '花子', '健', '美咲', '大輔', '由美', '翔', '彩', '誠', '直子']
const card = (uid: string, family: string, given: string, ...lines: string[]) =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:${uid}`,
    `FN:${family}${given}`,
    `N:${family};${given};;;`,
    ...lines,
    'END:VCARD',
    '',
  ].join('\r\n')
const neighbours = families.flatMap((family, f) =>
  givens.map((given, g) =>
    card(`n${f}${g}`, family, given, `EMAIL:n${f}${g}@machi.example`, `ORG:町の店${f}${g}`),
  ),
)
/** Each twice, with little more in common than the name. */
const twice = [
  ['山本', '龍之介'],
  ['小林', '千鶴子'],
  ['渡辺', '凛太朗'],
  ['伊藤', '小百合'],
].flatMap(([family, given], k) => [
  card(`a${k}`, family!, given!, `EMAIL:hige${k}@one.example`),
  card(`b${k}`, family!, given!, `EMAIL:neko${k}@two.example`, 'ORG:縁側書房'),
])

describe('who is who', { skip: noScreens() }, () => {
  const screens = screensOfSuite({ samplePeople: false })

  before(async () => {
    if (noScreens()) return
    const { ctx } = screens
    const file = join(ctx.dataDir, 'machi.vcf')
    await writeFile(file, [...neighbours, ...twice].join(''))
    await importFile(ctx, file)
    const matcher = openMatcher()
    await bringUpToDate(ctx, matcher)
    await matcher.end()
  })

  const people = async () =>
    (await screens.ctx.store.sql`select count(*)::int as n from person`)[0]!.n as number
  const heading = (page: Page) => page.locator('#queue-pair').innerText()
  const press = async (page: Page, key: string) => {
    const last = await heading(page)
    await page.keyboard.press(key)
    await page.waitForFunction(last => document.querySelector('#queue-pair')?.textContent !== last, last)
  }

  for (const look of looks)
    test(`both sides, why, and what would change (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open('/queue', look)
      const { page } = opened
      await shows(page, w.title, w.would, w.why, w.marked)
      assert.equal(await page.locator('.queue-side').count(), 2)
      assert.ok((await page.locator('.queue-waterfall li').count()) >= 3)
      const twin = page.locator('.twin')
      await twin.getByText(look.language === 'ja' ? '表' : 'Table', { exact: true }).click()
      await shows(page, w.bitsColumn, w.sum)
      await leaveInOrder(opened)
    })

  test('decided by keys alone, each taken back; the people are as before', async () => {
    const w = words.en
    const opened = await screens.open('/queue', { language: 'en' })
    const { page } = opened
    await shows(page, w.would)
    const all = await people()
    const first = await heading(page)
    await press(page, 'j')
    await press(page, 'k')
    assert.equal(await heading(page), first)

    await press(page, 'm')
    await page.waitForFunction(() =>
      document.querySelector('[role=status]')?.textContent?.includes('one person'),
    )
    await until(async () => (await people()) === all - 1)
    const second = await heading(page)
    await press(page, 'n')
    await press(page, 'u')
    assert.equal(await heading(page), second)
    await press(page, 'u')
    assert.equal(await heading(page), first)
    await until(async () => (await people()) === all)
    await until(async () => (await standing()) === 0)
    await leaveInOrder(opened)
  })

  test('when everybody is decided about, it says so, and the last can still be undone', async () => {
    const w = words.ja
    const opened = await screens.open('/queue')
    const { page } = opened
    await shows(page, w.would)
    const waiting = await page.locator('.queue-list li').count()
    for (let k = 0; k < waiting; k++) await page.getByRole('button', { name: w.notSame }).click()
    await shows(page, w.emptyTitle, w.emptyDone)
    await until(async () => (await standing()) === waiting)
    await page.getByRole('button', { name: w.undo }).click()
    await page.locator('#queue-pair').waitFor()
    await until(async () => (await standing()) === waiting - 1)
    await leaveInOrder(opened)
  })

  const standing = async () =>
    (
      await screens.ctx.store.sql`
      select count(*)::int as n from link_decision where made_by = 'owner' and revoked_at is null`
    )[0]!.n as number

  async function until(holds: () => Promise<boolean>) {
    for (let turn = 0; turn < 100; turn++) {
      if (await holds()) return
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    assert.fail('it did not come to hold')
  }
})
