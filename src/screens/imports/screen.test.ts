import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { importFile } from '#tests/ctx.ts'
import { mentions, writeFeed } from '#tests/mentions.ts'
import { axe, leaveInOrder, looks, noScreens, screensOfSuite, shows } from '#tests/screens.ts'
import { loadImport } from './load.ts'
import type { ImportReport } from './shape.ts'
import { words } from './words.ts'

describe('imports', { skip: noScreens() }, () => {
  const screens = screensOfSuite({ samplePeople: false })
  const files: Record<string, string> = {}

  before(async () => {
    if (noScreens()) return
    const dir = join(screens.ctx.dataDir, 'to-bring')
    await mkdir(dir)
    for (const { language } of looks)
      files[language] = await writeFeed(
        join(dir, `${language}.json`),
        mentions(language === 'ja' ? 0 : 400, 300),
      )
    files.strange = join(dir, 'strange.txt')
    await writeFile(files.strange, 'nothing that any network gives\n')
  })
  const done = (page: Page, w: (typeof words)['en'], count: number) =>
    page.waitForFunction(
      ([done, count]) =>
        [...document.querySelectorAll('.import-status')].filter(status => status.textContent === done)
          .length === count,
      [w.done, count] as const,
    )

  for (const look of looks)
    test(`a file is brought, brought again, and undone (${look.language}, ${look.theme})`, async () => {
      const w = words[look.language] as (typeof words)['en']
      const opened = await screens.open('/imports', look)
      const { page } = opened
      const choose = (path: string) => page.locator('.drop input[multiple]').setInputFiles(path)
      const added = () => page.locator('.import tbody tr').first().locator('td').allInnerTexts()
      await shows(page, w.title, w.none)
      await axe(page)

      await choose(files[look.language]!)
      await done(page, w, 1)
      const [acts, people] = await added()
      assert.equal(acts, '300')
      assert.ok(Number(people) > 7)
      await choose(files[look.language]!)
      await done(page, w, 2)
      await shows(page, w.sameAs)
      assert.deepEqual(await added(), ['0', '0'])

      await choose(files.strange!)
      await page.locator('.import-status[data-status=failed]').waitFor()
      assert.notEqual(await page.locator('.import-ask').innerText(), '')
      assert.equal(await page.getByRole('button', { name: w.resume }).count(), 0)
      await axe(page)

      // What is taken back says beforehand what would go.
      for (let left = 2; left >= 0; left--) {
        await page.getByRole('button', { name: w.undo }).last().click()
        const doIt = page.getByRole('button', { name: w.undoDo })
        await shows(page, w.undoTitle, w.undoGone, w.undoKept)
        if (left === 2) await axe(page)
        await doIt.click()
        await page.waitForFunction(
          ([undone, count]) =>
            [...document.querySelectorAll('.import-status')].filter(status => status.textContent === undone)
              .length === count,
          [w.undone, 3 - left] as const,
        )
      }
      await screens.ctx.store.sql`delete from import where owner_id = ${screens.ctx.owner}`
      await leaveInOrder(opened)
    })

  test('a file can be dropped anywhere in the field', async () => {
    const opened = await screens.open('/imports', { language: 'en' })
    const { page } = opened
    await page.locator('.drop').waitFor()
    const bundle = await page.evaluateHandle(() => {
      const carried = new DataTransfer()
      carried.items.add(new File(['BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Maya Lind\r\nEND:VCARD\r\n'], 'maya.vcf'))
      return carried
    })
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: bundle })
    await done(page, words.en, 1)
    await shows(page, 'maya.vcf')
    await leaveInOrder(opened)
  })

  test('what was found beside an import is told of once it stands in the list', async () => {
    const card = join(screens.ctx.dataDir, 'to-bring', 'ren.vcf')
    await writeFile(card, 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ren Tanaka\r\nEND:VCARD\r\n')
    const importNo = await importFile(screens.ctx, card)
    const { beside, ...rest } = await loadImport(screens.ctx, importNo, 'en')
    const first: ImportReport = { ...rest, status: 'reading', beside, importId: '9001', fileName: 'all.zip' }
    const second: ImportReport = { ...first, status: 'waiting', importId: '9002', fileName: 'later.zip' }
    const tells = (one: ImportReport, other: ImportReport) => ({ ...one, beside: [other], besideCount: 1 })
    const both = [tells(second, first), tells(first, second)]
    const opened = await screens.open('/welcome', { language: 'en' })
    const { page } = opened
    let lists = 0
    await page.route('**/api/v1/imports', route =>
      route.fulfill({ json: { imports: lists++ === 0 ? [first] : both } }),
    )
    for (const one of both)
      await page.route(`**/api/v1/imports/${one.importId}`, route => route.fulfill({ json: one }))
    await page.addInitScript(() => {
      const untrue: number[] = []
      const look = () => {
        const imports = document.querySelectorAll('.import').length
        if (imports < 2 && /also holds/.test(document.body?.innerText ?? '')) untrue.push(imports)
      }
      Object.assign(window, { untrue })
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    })
    await page.goto(`${screens.served.url}/imports`)
    await shows(page, words.en.beside('later.zip'), words.en.beside('all.zip'))
    assert.deepEqual(await page.evaluate('untrue'), [])
    assert.ok(lists >= 2)
    await screens.ctx.store.sql`delete from import where owner_id = ${screens.ctx.owner}`
    await leaveInOrder(opened)
  })

  test('a folder that is chosen is one import, under its own name', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'enishi-folder-')), 'linkedin-export')
    await mkdir(join(folder, 'media'), { recursive: true })
    await writeFile(join(folder, 'Profile.csv'), 'First Name,Last Name\nHanako,Enishi\n')
    await writeFile(
      join(folder, 'Connections.csv'),
      'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAoife,Byrne,https://www.linkedin.com/in/aoife-b,,Engawa,Editor,01 Sep 2026\n',
    )
    await writeFile(join(folder, 'media', 'me.jpg'), 'a picture')
    const opened = await screens.open('/imports', { language: 'en' })
    const { page } = opened
    await page.locator('.drop input[webkitdirectory]').setInputFiles(folder)
    await page
      .locator('.import', { hasText: 'linkedin-export' })
      .locator('.import-status[data-status=done]')
      .waitFor()
    const brought = await screens.ctx.store.sql<{ file_name: string; network: string }[]>`
      select file_name, network from import where file_name like 'linkedin%'`
    assert.deepEqual([...brought], [{ file_name: 'linkedin-export', network: 'linkedin' }])
    await rm(dirname(folder), { recursive: true })
    await leaveInOrder(opened)
  })
})
