import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { runImport } from '#loop/gather/run.ts'
import { addSamplePeople } from '#loop/gather/sample-people.ts'
import { newCode } from '#loop/guard/access.ts'
import { computeSupport } from '#loop/support/compute.ts'
import { readConfig } from '#server/config.ts'
import { serve } from '#server/serve.ts'
import { withBrowser } from '#tests/browser.ts'
import { testCtx } from '#tests/ctx.ts'
import { noScreens } from '#tests/screens.ts'

test('below a path of another address every page opens, leads on and comes back', {
  skip: noScreens(),
}, async t => {
  const ctx = await testCtx(Date.now())
  for (const importNo of await addSamplePeople(ctx)) await runImport(ctx, importNo)
  await computeSupport(ctx)
  let inner = 0
  const proxy = createServer((asked, answer) => {
    const path = asked.url!.replace(/^\/friends\/enishi/, '') || '/'
    const { method, headers } = asked
    const on = request({ port: inner, host: '127.0.0.1', path, method, headers }, from => {
      answer.writeHead(from.statusCode!, from.headers)
      from.pipe(answer)
    })
    asked.pipe(on)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const home = `http://localhost:${(proxy.address() as AddressInfo).port}/friends/enishi`
  const served = await serve(
    ctx,
    readConfig({ dataDir: ctx.dataDir, host: '127.0.0.1', port: 0, hostNames: [home] }),
  )
  inner = Number(new URL(served.url).port)
  t.after(async () => {
    proxy.closeAllConnections()
    proxy.close()
    await served.stop()
    await ctx.end()
  })

  await withBrowser(async ({ open }) => {
    const { page, complaints } = await open(`${home}/supporters`, { locale: 'en-GB' })
    await page
      .getByRole('textbox')
      .first()
      .fill(await newCode(ctx))
    await page.keyboard.press('Enter')
    const person = page.locator('main a[href*="/people/"]').first()
    await person.click()
    await page.waitForURL(`${home}/people/*`)
    await page.reload()
    await page.locator('main h1').first().waitFor()
    await page.goBack()
    await page.waitForURL(`${home}/supporters`)
    await person.waitFor()
    assert.ok((await person.getAttribute('href'))!.startsWith('/friends/enishi/people/'))
    assert.deepEqual(complaints, [])
  })
})
