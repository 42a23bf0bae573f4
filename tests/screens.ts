import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { runImport } from '#loop/gather/run.ts'
import { addSamplePeople } from '#loop/gather/sample-people.ts'
import { newCode, openSession } from '#loop/guard/access.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { sessionCookieOf } from '#server/access.ts'
import { webFolder } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { type Served, serve } from '#server/serve.ts'
import { launchBrowser, noBrowser, type Opened, openPage } from './browser.ts'
import { type TestCtx, testCtx } from './ctx.ts'

/** False, or why the screens cannot be walked. */
export const noScreens = (): string | false =>
  noBrowser() ||
  (existsSync(join(webFolder, 'index.html')) ? false : 'screens are not walked: they have not been built')

export type Look = { language?: 'ja' | 'en'; theme?: 'light' | 'dark'; width?: number; signedIn?: boolean }

/** The two looks each screen is walked in. */
export const looks = [
  { language: 'ja', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const satisfies Look[]

export type Screens = {
  ctx: TestCtx
  served: Served
  code(): Promise<string>
  open(path: string, look?: Look): Promise<Opened>
}

/** A real server on a ledger of its own and a real Chromium, for all walks of the suite that calls it. */
export function screensOfSuite({ samplePeople = true } = {}): Screens {
  const screens = {} as Screens
  let browser: Browser | undefined
  before(async () => {
    if (noScreens()) return
    // Today, since the browser's clock cannot be set back with the server's.
    const ctx = await testCtx(Date.now())
    if (samplePeople) {
      for (const importNo of await addSamplePeople(ctx)) await runImport(ctx, importNo)
      await computeSupport(ctx)
    }
    const config = readConfig({
      dataDir: ctx.dataDir,
      host: '127.0.0.1',
      port: 0,
      hostNames: [],
      dailyCopy: false,
    })
    const served = await serve(ctx, config)
    browser = await launchBrowser()
    const { token } = await openSession(ctx, await newCode(ctx))
    Object.assign(screens, {
      ctx,
      served,
      code: () => newCode(ctx),
      open: async (path: string, look: Look = {}) => {
        const { language = 'ja', theme = 'light', width = 1280, signedIn = true } = look
        await ctx.store.sql`update owner set language = null where owner_id = ${ctx.owner}`
        return openPage(
          browser!,
          served.url + path,
          {
            viewport: { width, height: 900 },
            locale: language === 'ja' ? 'ja-JP' : 'en-GB',
            colorScheme: theme,
          },
          signedIn ? [{ name: sessionCookieOf(ctx), value: token, url: served.url }] : [],
        )
      },
    } satisfies Screens)
  })
  after(async () => {
    await browser?.close()
    await screens.served?.stop()
    await screens.ctx?.end()
  })
  return screens
}

/** What every screen must keep: no finding of axe, nothing sideways on 320 px, no complaint; then closes it. */
export async function leaveInOrder({ page, complaints }: Opened): Promise<void> {
  await axe(page)
  const size = page.viewportSize()!
  await page.setViewportSize({ width: 320, height: 700 })
  const sideways = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth
    const over = [...document.querySelectorAll('main *')].filter(
      element => element.getBoundingClientRect().right > 321 && !element.closest('.table, .unseen'),
    )
    return wide > 320 ? `${wide} px: ${over.slice(0, 3).map(element => element.outerHTML.slice(0, 120))}` : ''
  })
  assert.equal(sideways, '')
  await page.setViewportSize(size)
  assert.deepEqual(complaints, [])
  await page.context().close()
}

/** Asserts that axe finds nothing on the page as it stands. */
export async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).slice(0, 3)}`)
  assert.deepEqual(found, [])
}

/** Words that the page shows, in order, each only once it is there. */
export async function shows(page: Page, ...texts: (string | RegExp)[]): Promise<void> {
  for (const text of texts) await page.getByText(text).first().waitFor()
}
