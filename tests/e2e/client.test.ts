import { Hono } from 'hono'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, hasBrowser, leaveBrowser, openPage, sharedBrowser } from './browser.ts'
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

/** A proxy that lets through whoever has its cookie, and gives one to whoever opens a page. */
function signIn(server: () => string): Hono {
  const app = new Hono()
  app.all('*', async (c): Promise<Response> => {
    const { pathname, search } = new URL(c.req.url)
    if (c.req.header('cookie') === 'session=1') {
      return fetch(server() + pathname + search, c.req.raw)
    }
    if (c.req.method !== 'GET') return c.body(null, 401)
    c.header('set-cookie', 'session=1; Path=/; HttpOnly; SameSite=Lax')
    return c.redirect(pathname + search)
  })
  return app
}

describe.skipIf(!hasBrowser)('the chat behind a sign-in', { timeout: 60_000 }, () => {
  it('asks with the session of the reader', async () => {
    const site = await startSite()
    const proxy = await listen(signIn(() => site.address))
    const browser = await sharedBrowser()
    const { page, complaints } = await openPage(browser, proxy.address)
    await ask(page, 'wat doet de ambassade op Weibo?')
    expect(await page.locator('letterlijk-chat .card').count()).toBeGreaterThan(0)
    expect(complaints).toEqual([])
    await leaveBrowser(browser)
    await Promise.all([proxy.close(), site.close()])
  })
})
