import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { refreshSigns } from '#loop/know/signs.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { cast } from '#tests/cast.ts'
import { importFile } from '#tests/ctx.ts'
import { mentions, writeFeed } from '#tests/mentions.ts'
import { leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { words as personWords } from '../person/standing-words.ts'
import { words as programWords } from '../programs/words.ts'
import { words } from './words.ts'

describe('whose acts count', { skip: noScreens() }, () => {
  const screens = screensOfSuite({ samplePeople: false })

  before(async () => {
    if (noScreens()) return
    const { ctx } = screens
    const own = [
      { name: cast.hanako.latin, url: 'https://toots.example/@hanako/' },
      { name: 'はな', url: 'https://social.example/@hanako/' },
    ]
    const robots = [
      { name: 'Harbour RSS Bot', url: 'https://gulls.example/' },
      { name: '港の新着情報', url: 'https://minato.example/' },
    ]
    const file = await writeFeed(join(ctx.dataDir, 'a.json'), [
      ...mentions(1, 80),
      ...[...own, ...robots].flatMap((by, k) => mentions(1000 + 10 * k, 4, { by, property: 'mention-of' })),
    ])
    await importFile(ctx, file)
    await refreshSigns(ctx)
    await computeSupport(ctx)
  })

  const standing = async () =>
    (await screens.ctx.store.sql`select count(*)::int as n from account_word where revoked_at is null`)[0]!
      .n as number
  const pressed = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

  for (const look of looks)
    test(`asked, answered, taken back (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language]
      const opened = await screens.open('/queue', look)
      const { page } = opened
      await page.getByRole('link', { name: w.answer }).click()
      await shows(page, w.title, '@hanako@toots.example', cast.hanako.latin)
      await pressed(page, w.allYes)
      await shows(page, w.noneTitle, w.own)
      assert.equal(await standing(), 2)
      for (let left = 1; left >= 0; left--) {
        await page.getByRole('button', { name: w.takeBack }).first().click()
        await page.waitForFunction(
          n => document.querySelectorAll('.line-of-account .quiet').length === n,
          left,
        )
      }
      await shows(page, w.allNo)
      assert.equal(await standing(), 0)
      await leaveInOrder(opened)
    })

  for (const look of looks)
    test(`programs stand behind one line, with evidence, and come back by a press (${look.language}, ${look.theme})`, async () => {
      const w = programWords[look.language]
      const opened = await screens.open('/supporters', look)
      const { page } = opened
      await shows(page, w.looksLike('2', 2))
      assert.equal(await page.getByText('Harbour RSS Bot').count(), 0)
      await shows(page, cast.yui.name)
      await page.getByRole('link', { name: w.show }).click()
      await page.waitForURL(/\/programs$/)
      await shows(page, 'Harbour RSS Bot', '港の新着情報')
      await pressed(page, w.person)
      await shows(page, w.people)
      await pressed(page, w.takeBack)
      await page.getByText(w.people).waitFor({ state: 'detached' })
      assert.equal(await standing(), 0)
      await leaveInOrder(opened)
    })

  test('on the page of a person: this is me, this is a program, and back', async () => {
    const w = personWords.en
    const [yui] = await screens.ctx.store.sql<
      { person_id: string }[]
    >`select person_id from account where key = 'sato.example'`
    const opened = await screens.open(`/people/${yui!.person_id}`, { language: 'en' })
    const { page } = opened
    await pressed(page, w.me)
    await shows(page, w.isMe)
    await pressed(page, w.notMe)
    await page.getByText(w.isMe).waitFor({ state: 'detached' })
    await pressed(page, w.program)
    await shows(page, w.isProgram)
    await pressed(page, w.person)
    await page.getByText(w.isProgram).waitFor({ state: 'detached' })
    assert.equal(await standing(), 0)
    await leaveInOrder(opened)
  })
})
