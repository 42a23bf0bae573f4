import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where a Chromium stands on this computer; undefined where there is none. */
export const chromiumPath = (): string | undefined =>
  process.env.ENISHI_CHROMIUM ?? places.find(place => existsSync(place))

/** For `test(name, { skip: noBrowser() }, …)`: false, or the reason why there can be no walk. */
export const noBrowser = (): string | false =>
  chromiumPath()
    ? false
    : `screens are not walked: ${process.env.ENISHI_NO_CHROMIUM ?? `no Chromium in ${places.join(', ')}`}`

/** A page in a fresh context. What it logs as an error, or asks of any other host, is in `complaints`. */
export type Opened = { page: Page; complaints: string[] }

export type Walk = {
  browser: Browser
  /** A fresh page with nothing remembered. */
  open(address: string, options?: BrowserContextOptions): Promise<Opened>
}

/** Runs `walk` in a real, headless Chromium and closes it whatever happens. Check `noBrowser()` first. */
export async function withBrowser<T>(walk: (walk: Walk) => Promise<T>): Promise<T> {
  const browser = await launchBrowser()
  try {
    return await walk({ browser, open: (address, options) => openPage(browser, address, options) })
  } finally {
    await browser.close()
  }
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error(noBrowser() || 'no Chromium')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  cookies: { name: string; value: string; url: string }[] = [],
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    ...options,
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  const home = new URL(address).origin
  page.on('pageerror', error => complaints.push(`uncaught: ${error.message}`))
  page.on('console', message => {
    // A refused request is logged by the browser itself; the screens answer it with a sentence.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('dialog', async dialog => {
    complaints.push(`a script opened a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== home && protocol !== 'data:' && protocol !== 'blob:')
      complaints.push(`asked ${request.url()}`)
  })
  await page.goto(address)
  return { page, complaints }
}

/**
 * What Enter does at the end of a kana conversion, in the order in which Safari reports it. Tells of the two keydowns,
 * the one within the conversion and the one after it, whether the page kept the browser from acting on them.
 */
export const convertWithEnter = (page: Page): Promise<{ within: boolean; after: boolean }> =>
  page.evaluate(() => {
    const field = document.activeElement
    const key = (type: string, isComposing: boolean) => {
      const event = new KeyboardEvent(type, { key: 'Enter', bubbles: true, cancelable: true, isComposing })
      Object.defineProperty(event, 'keyCode', { value: 229 })
      field?.dispatchEvent(event)
      return event.defaultPrevented
    }
    field?.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    const within = key('keydown', true)
    field?.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '佐藤' }))
    const after = key('keydown', false)
    key('keyup', false)
    return { within, after }
  })

/** Types `text` through the input method of a real Chromium, Enter choosing the conversion. */
export async function compose(page: Page, kana: string, text: string): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
  await client.send('Input.imeSetComposition', {
    text: kana,
    selectionStart: kana.length,
    selectionEnd: kana.length,
  })
  await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
  await client.send('Input.insertText', { text })
  await client.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
  await client.detach()
}
