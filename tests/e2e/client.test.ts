import { Hono } from 'hono'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, leaveBrowser, sharedBrowser } from './browser.ts'
import { listen, startSite, type Site } from './site.ts'

/** A page of another site that uses the client, under a policy without any "unsafe-". */
function elsewhere(server: () => string): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    const policy =
      `default-src 'none'; script-src 'self' ${server()}; connect-src ${server()}; ` +
      "require-trusted-types-for 'script'; trusted-types 'none'"
    c.header('content-security-policy', policy)
  })
  app.get('/', (c) =>
    c.html(
      '<!doctype html><title>Intranet</title><p></p><script type="module" src="/page.js"></script>',
    ),
  )
  app.get('/page.js', (c) =>
    c.body(
      `import { createClient } from '${server()}/client.js'
      const client = createClient({ server: '${server()}' })
      const say = (text) => document.querySelector('p').textContent = text
      try {
        const { answers } = await client.ask({ query: 'wat doet de ambassade op Weibo?' })
        say((await client.answer(answers[0].id)).citation.label)
      } catch (error) {
        say(error.name + ': ' + error.reason)
      }`,
      200,
      { 'content-type': 'text/javascript' },
    ),
  )
  return app
}

describe.skipIf(!hasBrowser)("the client, on another site's page", { timeout: 60_000 }, () => {
  let browser: Browser
  let host: Awaited<ReturnType<typeof listen>>
  let open: Site
  let closed: Site
  let server: Site

  beforeAll(async () => {
    host = await listen(elsewhere(() => server.address))
    ;[browser, open, closed] = await Promise.all([
      sharedBrowser(),
      startSite([host.address]),
      startSite(),
    ])
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await Promise.all([host, open, closed].map((each) => each?.close()))
  })

  it.each([
    ['asks a server that allows it', () => open, 'Antwoord op vraag 5'],
    ['says that a server does not allow it', () => closed, 'ClientError: origin'],
  ])('%s', async (_, which, said) => {
    server = which()
    const page = await browser.newPage()
    await page.goto(host.address)
    await page.locator('p:not(:empty)').waitFor()
    expect(await page.locator('p').textContent()).toBe(said)
    await page.close()
  })
})
