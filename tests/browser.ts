import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where a Chromium stands on this computer; undefined where there is none. */
export const chromiumPath = (): string | undefined => places.find(place => existsSync(place))

/** For `test(name, { skip: noBrowser() }, …)`: false, or the reason why there can be no walk. */
export const noBrowser = (): string | false =>
  chromiumPath() ? false : `no Chromium in ${places.join(', ')}: screens are not walked`

export type Walk = {
  browser: Browser
  /** A fresh page with nothing remembered. What it logs as an error, or asks of any other host, is in `complaints`. */
  open(address: string, options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>
}

/** Runs `walk` in a real, headless Chromium and closes it whatever happens. Check `noBrowser()` first. */
export async function withBrowser<T>(walk: (walk: Walk) => Promise<T>): Promise<T> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error(noBrowser() || 'no Chromium')
  const browser = await chromium.launch({
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
  try {
    return await walk({ browser, open: (address, options) => open(browser, address, options) })
  } finally {
    await browser.close()
  }
}

async function open(browser: Browser, address: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  const home = new URL(address).origin
  page.on('pageerror', error => complaints.push(`uncaught: ${error.message}`))
  page.on('console', message => {
    // A refused request is logged by the browser itself; the screens answer it with a sentence.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== home && protocol !== 'data:' && protocol !== 'blob:')
      complaints.push(`asked ${request.url()}`)
  })
  await page.goto(address)
  return { page, complaints }
}

/** What Enter does at the end of a kana conversion, in the order in which Safari reports it. */
export async function convertWithEnter(page: Page) {
  await page.evaluate(() => {
    const field = document.activeElement
    const key = (type: string, isComposing: boolean) => {
      const event = new KeyboardEvent(type, { key: 'Enter', bubbles: true, cancelable: true, isComposing })
      Object.defineProperty(event, 'keyCode', { value: 229 })
      field?.dispatchEvent(event)
    }
    field?.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    key('keydown', true)
    field?.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '佐藤' }))
    key('keydown', false)
    key('keyup', false)
  })
}
