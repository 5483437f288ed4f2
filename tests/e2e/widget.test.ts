import { build } from 'esbuild'
import { Hono } from 'hono'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cssAsText } from '../../web/build.ts'
import { expectAccessible, hasBrowser, leaveBrowser, SCREENS, sharedBrowser } from './browser.ts'
import { listen, root, startSite, type Site } from './site.ts'

const examples = root('examples/widget')

/** How a page uses the examples. */
const uses = {
  'react.jsx': `
    import { createElement } from 'react'
    import { createRoot } from 'react-dom/client'
    import { Chat } from './react.jsx'
    const onAnswer = ({ outcome }) => (document.title = outcome)
    createRoot(document.querySelector('#app')).render(createElement(Chat, { lang: 'en', onAnswer }))`,
  'vue.js': `
    import { createApp, h } from 'vue'
    import { Chat } from './vue.js'
    const onAnswer = ({ outcome }) => (document.title = outcome)
    createApp({ render: () => h(Chat, { lang: 'en', onAnswer }) }).mount('#app')`,
} as const

/** The styles of an intranet that sets every element. */
const hostileCss = `
  * { color: lime !important; font: 40px fantasy !important; letter-spacing: 1em }
  * { box-sizing: content-box }
  button, textarea, p, article { display: none !important; position: fixed }
  button, textarea, p, article { transform: rotate(9deg) }
  :root { --paper: red; --ink: red; --rubric: red; line-height: 4; text-transform: uppercase }
`

/** Pages of another site that embed the widget, under a policy without any "unsafe-". */
function host(server: () => string, strict = true): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    if (!strict) return
    const policy =
      `default-src 'none'; script-src ${server()}; connect-src ${server()}; frame-src ` +
      `${server()}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`
    c.header('content-security-policy', policy)
  })
  const page = (body: string, head = ''): string =>
    '<!doctype html><html lang="nl"><meta ' +
    `charset="utf-8"><title>Intranet</title>${head}<body><main><h1>Intranet</h1>${body}</main>`
  const script = (data = ''): string =>
    `<script type="module" src="${server()}/widget.js"${data}></script>`
  app.get('/inline', (c) => c.html(page(`<letterlijk-chat></letterlijk-chat>${script()}`)))
  app.get('/launcher', (c) => c.html(page(script(' data-mode="launcher" data-lang="en"'))))
  app.get('/hostile.css', (c) => c.body(hostileCss, 200, { 'content-type': 'text/css' }))
  app.get('/two', (c) => {
    const head = '<base href="/somewhere/else/"><link rel="stylesheet" href="/hostile.css">'
    const chats =
      '<letterlijk-chat lang="nl"></letterlijk-chat><letterlijk-chat lang="en" heading="Ask ' +
      'away" theme="dark"></letterlijk-chat>'
    return c.html(page(chats + script(), head))
  })
  app.get('/tokens.css', (c) =>
    c.body(
      ':root { --utrecht-document-background-color: rgb(1, 2, 3); --utrecht-document-color: ' +
        'rgb(250, 251, 252) } letterlijk-chat { --letterlijk-accent: rgb(200, 100, 0) }',
      200,
      { 'content-type': 'text/css' },
    ),
  )
  app.get('/tokens', (c) =>
    c.html(
      page(
        `<letterlijk-chat></letterlijk-chat>${script()}`,
        '<link rel="stylesheet" href="/tokens.css">',
      ),
    ),
  )
  app.get('/sticky.css', (c) =>
    c.body(
      ':root { --utrecht-document-color: #333; --utrecht-document-background-color: #fff; ' +
        '--utrecht-link-color: #036 } header { position: sticky; top: 0; height: 90px; ' +
        'background: #fff } main { padding-block: 300px 1500px }',
      200,
      { 'content-type': 'text/css' },
    ),
  )
  app.get('/sticky', (c) =>
    c.html(
      page(
        `<letterlijk-chat theme="dark"></letterlijk-chat>${script()}`,
        '<link rel="stylesheet" href="/sticky.css"><header>Intranet</header>',
      ),
    ),
  )
  app.get('/placed.css', (c) =>
    c.body(
      '.flex { display: flex; justify-content: center } .grid { display: grid; justify-items: ' +
        'center } .inline { display: inline-block } .float { float: right } .narrow { width: ' +
        '280px } .given letterlijk-chat { width: 333px } .tab letterlijk-chat { display: none } ' +
        '.menu { visibility: hidden } .app * { user-select: none } ' +
        '.row letterlijk-chat { display: flex }',
      200,
      { 'content-type': 'text/css' },
    ),
  )
  app.get('/placed/:classes', (c) => {
    const head = '<link rel="stylesheet" href="/placed.css">'
    const [outer, inner = ''] = c.req.param('classes').split('-')
    const chat = `<letterlijk-chat></letterlijk-chat>${script()}`
    const placed = inner === 'cell' ? `<table><tr><td>${chat}</table>` : chat
    return c.html(page(`<div class="${outer}"><div class="${inner}">${placed}</div></div>`, head))
  })
  app.get('/rtl', (c) =>
    c.html(page(`<div dir="rtl"><letterlijk-chat></letterlijk-chat></div>${script()}`)),
  )
  app.get('/frame.css', (c) =>
    c.body('* { box-sizing: border-box } iframe { padding: 10px }', 200, {
      'content-type': 'text/css',
    }),
  )
  app.get('/frame', (c) =>
    c.html(
      page(
        `<iframe src="${server()}/embed?lang=nl" title="Letterlijk" ` +
          `width="600"></iframe><script src="${server()}/embed.js"></script>`,
        '<link rel="stylesheet" href="/frame.css">',
      ),
    ),
  )
  return app
}

describe.skipIf(!hasBrowser)('the widget on another site', { timeout: 120_000 }, () => {
  let site: Site
  let intranet: Omit<Site, 'logged'>
  let stranger: Omit<Site, 'logged'>
  let browser: Browser

  beforeAll(async () => {
    intranet = await listen(host(() => site.address))
    stranger = await listen(host(() => site.address, false))
    ;[site, browser] = await Promise.all([startSite([intranet.address]), sharedBrowser()])
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await Promise.all([site?.close(), intranet?.close(), stranger?.close()])
  })

  async function visit(
    address: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'nl-NL', ...options })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(address)
    return { page, complaints }
  }

  it('answers under a strict policy with Trusted Types, and fires events', async () => {
    const { page, complaints } = await visit(`${intranet.address}/inline`)
    await page.evaluate(() => {
      const told: [string, unknown][] = []
      Object.assign(globalThis, { told })
      document.body.addEventListener('letterlijk-ask', ({ type, detail }) =>
        told.push([type, detail]),
      )
      document.body.addEventListener('letterlijk-answer', ({ type, detail }) =>
        told.push([type, detail.outcome]),
      )
    })
    await page.getByRole('combobox').fill('vraag 7')
    await page.keyboard.press('Enter')
    await page.locator('.card').first().waitFor()
    expect(complaints.filter((each) => !each.includes('favicon'))).toEqual([])
    expect(await page.evaluate(() => (globalThis as unknown as { told: unknown }).told)).toEqual([
      ['letterlijk-ask', { query: 'vraag 7' }],
      ['letterlijk-answer', 'found'],
    ])
    const link = page.getByRole('link', { name: 'Lees in het document' }).first()
    expect(await link.getAttribute('href')).toMatch(`${site.address}/documents/2022D35172?lang=nl#`)
  })

  it('opens from a floating button, closes by Escape, and gives the focus back', async () => {
    const { page } = await visit(`${intranet.address}/launcher`)
    const button = page.getByRole('button', { name: 'Ask Letterlijk' })
    await button.click()
    const panel = page.getByRole('dialog', { name: 'What did the minister answer?' })
    await panel.getByRole('combobox').fill('semiconductors')
    await page.keyboard.press('Enter')
    await panel.locator('.card').first().waitFor()
    await expectAccessible(page)
    // In a question that is being reworded, it only ends that.
    await panel.getByRole('button', { name: 'Edit' }).click()
    await page.keyboard.press('Escape')
    expect(await panel.getByRole('textbox', { name: 'Edit your question' }).count()).toBe(0)
    expect(await panel.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await panel.isVisible()).toBe(false)
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent),
    ).toBe('Ask Letterlijk')
    await button.click()
    expect(await panel.locator('.card').count()).toBeGreaterThan(0)
  })

  it.each([
    [320, false],
    [1280, true],
  ])('leaves the panel open beside what has the focus: at %i pixels %s', async (width, stays) => {
    const { page } = await visit(`${intranet.address}/launcher`, {
      viewport: { width, height: 600 },
    })
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: '#', textContent: 'Nieuws' })
      document.body.prepend(link)
    })
    await page.getByRole('button', { name: 'Ask Letterlijk' }).click()
    const panel = page.getByRole('dialog', { name: 'What did the minister answer?' })
    await page.getByRole('link', { name: 'Nieuws' }).focus()
    await page.waitForTimeout(100)
    expect(await panel.isVisible()).toBe(stays)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Nieuws')
  })

  it('works twice on a page with hostile styles and a base address', async () => {
    const { page } = await visit(`${intranet.address}/two`)
    const [dutch, english] = [
      page.locator('letterlijk-chat').nth(0),
      page.locator('letterlijk-chat').nth(1),
    ]
    for (const chat of [dutch, english]) {
      await chat.getByRole('combobox').fill('vraag 7')
      await chat.getByRole('combobox').press('Enter')
      await chat.locator('.card').first().waitFor()
    }
    expect(await dutch.locator('.summary').first().textContent()).toContain('gevonden')
    expect(await english.locator('.summary').first().textContent()).toContain('found')
    const look = await dutch
      .locator('.quote p')
      .first()
      .evaluate((node) => {
        const { color, fontSize, letterSpacing, textTransform, display } = getComputedStyle(node)
        return {
          color,
          fontSize: Number.parseFloat(fontSize),
          letterSpacing,
          textTransform,
          display,
        }
      })
    expect(look).toMatchObject({
      letterSpacing: 'normal',
      textTransform: 'none',
      display: 'block',
    })
    expect(look.color).toBe('rgb(34, 29, 22)')
    expect(look.fontSize).toBeLessThan(30)
    const dark = await english
      .locator('.quote p')
      .first()
      .evaluate((node) => getComputedStyle(node).color)
    expect(dark).toBe('rgb(237, 230, 217)')
    // Dutch in the page's scheme, and English in the other.
    for (const [colorScheme, theme] of [
      ['light', 'dark'],
      ['dark', 'light'],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await english.evaluate((chat, other) => chat.setAttribute('theme', other), theme)
      for (const [at, screen] of SCREENS.entries()) {
        await page.setViewportSize(screen)
        await expectAccessible(page, { within: 'letterlijk-chat', looks: at > 0 })
      }
    }
  })

  it.each(['react.jsx', 'vue.js'] as const)(
    'answers in the example %s, which hears of each answer',
    async (name) => {
      const { outputFiles } = await build({
        stdin: { contents: uses[name], resolveDir: examples },
        alias: { '@letterlijk/widget': root('packages/widget/index.js') },
        ...{ bundle: true, write: false, format: 'esm', jsx: 'automatic', plugins: [cssAsText] },
        define: { 'process.env.NODE_ENV': '"production"' },
      })
      const page = await browser.newPage({ reducedMotion: 'reduce' })
      // The server that the examples name is this one.
      await page.route('https://antwoorden.example.nl/**', async (route) => {
        const { pathname } = new URL(route.request().url())
        const response = await route.fetch({ url: site.address + pathname })
        const headers = { ...response.headers(), 'access-control-allow-origin': '*' }
        await route.fulfill({ response, headers })
      })
      const script = `<script type="module">${outputFiles[0]!.text}</script>`
      await page.route('**/framework', (route) =>
        route.fulfill({ contentType: 'text/html', body: `<div id="app"></div>${script}` }),
      )
      await page.goto(`${stranger.address}/framework`)
      await page.getByRole('combobox', { name: 'Your question' }).fill('vraag 7')
      await page.keyboard.press('Enter')
      await page.locator('letterlijk-chat .card').first().waitFor()
      expect(await page.title()).toBe('found')
    },
  )

  it('asks what it was told before it stood in the page, in the language of the page', async () => {
    const { page } = await visit(`${intranet.address}/inline`, { locale: 'en-GB' })
    await page.evaluate(() => {
      const chat = document.createElement('letterlijk-chat')
      chat.id = 'late'
      void chat.ask('vraag 7')
      document.body.append(chat)
    })
    await page.locator('#late .card').first().waitFor()
    expect(await page.locator('#late .turn').count()).toBe(1)
    expect(
      await page.locator('#late').getByRole('button', { name: 'Vraag', exact: true }).count(),
    ).toBe(1)
  })

  it('keeps the conversation when moved, and typed text when its title changes', async () => {
    const { page } = await visit(`${intranet.address}/inline`)
    await page.getByRole('combobox').fill('vraag 7')
    await page.keyboard.press('Enter')
    await page.locator('.card').first().waitFor()
    await page.getByRole('combobox').fill('half getypt')
    await page.evaluate(() => {
      const chat = document.querySelector('letterlijk-chat')!
      document.body.append(document.createElement('section'))
      document.querySelector('section')!.append(chat)
      chat.setAttribute('lang', 'en')
    })
    await page.getByText('answer found').or(page.getByText('answers found')).first().waitFor()
    expect(await page.locator('.turn').count()).toBe(1)
    expect(await page.getByRole('combobox').inputValue()).toBe('half getypt')
  })

  it.each([
    ['the page', ['', ''], 'Wat antwoordde de minister?'],
    ['the component around it', ['en', ''], 'What did the minister answer?'],
    ['itself', ['nl', 'en'], 'What did the minister answer?'],
    ['the reader in a component of unknown language', [' ', ''], 'What did the minister answer?'],
  ])('speaks the language of %s inside the shadow roots of others', async (_, langs, said) => {
    const { page } = await visit(`${intranet.address}/inline`, { locale: 'en-GB' })
    const chat = await page.evaluateHandle(([component = '', own = '']) => {
      const inside = document.createElement('div')
      const chat = document.createElement('letterlijk-chat')
      if (component !== '') inside.lang = component.trim()
      if (own !== '') chat.lang = own
      inside.attachShadow({ mode: 'closed' }).append(chat)
      const outer = document.createElement('div')
      outer.attachShadow({ mode: 'open' }).append(inside)
      document.body.append(outer)
      return chat
    }, langs)
    const heading = chat.evaluate(({ shadowRoot }) => shadowRoot!.querySelector('h2')!.textContent)
    expect(await heading).toBe(said)
  })

  it('takes the colours of the page it is on, by NL Design System tokens and its own', async () => {
    const { page } = await visit(`${intranet.address}/tokens`)
    const colors = await page.locator('letterlijk-chat').evaluate((chat) => {
      const root = chat.shadowRoot!.querySelector('.root')!
      const solid = chat.shadowRoot!.querySelector('.solid')!
      return [getComputedStyle(root).color, getComputedStyle(solid).backgroundColor]
    })
    expect(colors).toEqual(['rgb(250, 251, 252)', 'rgb(200, 100, 0)'])
  })

  it('explains, on a site that is not allowed, who can change that', async () => {
    const { page } = await visit(`${stranger.address}/inline`)
    await page.getByRole('combobox').fill('vraag 7')
    await page.keyboard.press('Enter')
    const message = page.locator('.message.failed')
    await message.waitFor()
    expect(await message.textContent()).toContain(
      `Deze website (${stranger.address}) mag deze server`,
    )
    expect(await message.textContent()).toContain('ALLOWED_ORIGINS')
  })

  it('fits its frame: the surrounding page makes the frame as high as the chat', async () => {
    const { page } = await visit(`${intranet.address}/frame`)
    const frame = page.frameLocator('iframe')
    const height = () =>
      page.locator('iframe').evaluate((node) => node.getBoundingClientRect().height)
    await expect.poll(height).toBeGreaterThan(200)
    const before = await height()
    await frame
      .getByRole('combobox')
      .fill('herkent het kabinet dat Chinese bedrijven Rusland steunen?')
    await frame.getByRole('combobox').press('Enter')
    await frame.locator('.card').first().waitFor()
    await expect.poll(height).toBeGreaterThan(before + 200)
    // It leaves nothing to scroll within.
    const hidden = () =>
      page
        .frames()[1]!
        .evaluate(
          () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
        )
    await expect.poll(hidden).toBe(0)
    // A window that shows a part of the frame shows the field for the next question too.
    await page.setViewportSize({ width: 800, height: 500 })
    await page.evaluate(() => scrollTo(0, 0))
    const field = async () => {
      const box = await frame.getByRole('combobox').boundingBox()
      return box === null ? Infinity : box.y + box.height
    }
    await expect.poll(field).toBeLessThanOrEqual(500)
    expect(await height()).toBeGreaterThan(500)
  })

  it('has its own background and readable colours if its theme is not the page’s', async () => {
    const { page } = await visit(`${intranet.address}/sticky`)
    await page.getByRole('combobox').fill('semiconductoren')
    await page.keyboard.press('Enter')
    await page.locator('.card').first().waitFor()
    const ground = await page
      .locator('.root')
      .evaluate((node) => getComputedStyle(node).backgroundColor)
    expect(ground).toBe('rgb(23, 20, 16)')
    await expectAccessible(page)
  })

  it.each([
    ['wide-flex', 600, 700],
    ['wide-grid', 600, 700],
    ['wide-cell', 600, 700],
    ['wide-inline', 600, 700],
    ['wide-float', 600, 700],
    ['wide-block', 1200, 1300],
    ['narrow-flex', 250, 280],
    ['narrow-grid', 250, 280],
    ['narrow-cell', 250, 280],
    ['narrow-inline', 250, 280],
    ['narrow-float', 250, 280],
    ['given-flex', 333, 333],
    ['row-block', 1200, 1300],
  ])('has a usable width in %s, and no more than there is', async (classes, least, most) => {
    const viewport = { width: 1_280, height: 700 }
    const { page } = await visit(`${intranet.address}/placed/${classes}`, { viewport })
    await page.getByRole('combobox').waitFor()
    const { width } = (await page.locator('letterlijk-chat').boundingBox())!
    expect(width).toBeGreaterThanOrEqual(least)
    expect(width).toBeLessThanOrEqual(most)
    const inside = await page.locator('letterlijk-chat .root').boundingBox()
    expect(inside!.width).toBeCloseTo(width, 0)
  })

  it('may be changed right after an answer', async () => {
    const { page, complaints } = await visit(`${intranet.address}/inline`)
    await page
      .locator('letterlijk-chat')
      .evaluate(async (chat: HTMLElementTagNameMap['letterlijk-chat']) => {
        await chat.ask('vraag 7')
        chat.setAttribute('lang', 'en')
        await new Promise((resolve) => setTimeout(resolve, 300))
      })
    expect(complaints).toEqual([])
  })

  it('is hidden where the page hides it', async () => {
    const { page } = await visit(`${intranet.address}/placed/tab`)
    await page.waitForFunction(() => customElements.get('letterlijk-chat') !== undefined)
    expect(await page.locator('letterlijk-chat').isVisible()).toBe(false)
    await page.goto(`${intranet.address}/placed/menu`)
    const field = page.locator('letterlijk-chat [name=query]')
    await field.waitFor({ state: 'attached' })
    expect(await field.isVisible()).toBe(false)
  })

  it('has text that can be selected, on a page whose own cannot', async () => {
    const { page } = await visit(`${intranet.address}/placed/app`)
    const intro = page.locator('letterlijk-chat .welcome p').first()
    await intro.click({ clickCount: 3 })
    const said = (await intro.textContent()) ?? ''
    expect(await page.evaluate(() => String(getSelection()))).toContain(said.slice(0, 40))
  })

  it('keeps what is typed from the keys of the page, and nothing else', async () => {
    const { page } = await visit(`${intranet.address}/inline`)
    await page.evaluate(() =>
      addEventListener('keydown', (event) => {
        if ((event.target as Element).matches('input, textarea')) return
        document.title += event.key
        if (event.key.length === 1 || event.key === 'Enter') event.preventDefault()
      }),
    )
    const field = page.getByRole('combobox')
    await field.click()
    await page.keyboard.type('kind n/j?')
    expect(await field.inputValue()).toBe('kind n/j?')
    const before = await page.title()
    await page.keyboard.press('Control+k')
    await page.keyboard.press('ArrowLeft')
    expect((await page.title()).slice(before.length)).toBe('ControlkArrowLeft')
    await page.keyboard.press('Enter')
    await page.locator('letterlijk-chat .turn').waitFor()
  })

  it('writes from left to right in any page, and a question in its own way', async () => {
    const { page } = await visit(`${intranet.address}/rtl`)
    for (const query of ['vraag 7', 'ما موقف الوزير؟']) {
      await page.getByRole('combobox').fill(query)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Vraag opnieuw' }).last().waitFor()
    }
    const directionOf = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).direction))
    expect((await directionOf('.quote'))[0]).toBe('ltr')
    expect(await directionOf('.asked h2 > span:last-child')).toEqual(['ltr', 'rtl'])
  })

  it('scrolls an answer below whatever the page keeps at the top of the window', async () => {
    const { page } = await visit(`${intranet.address}/sticky`)
    await page.getByRole('combobox').fill('semiconductoren')
    await page.keyboard.press('Enter')
    await page.locator('.card').first().waitFor()
    const covered = await page.evaluate(() => {
      const bottom = document.querySelector('header')!.getBoundingClientRect().bottom
      const turn = document.querySelector('letterlijk-chat')!.shadowRoot!.querySelector('.turn')!
      return bottom - turn.getBoundingClientRect().top
    })
    expect(covered).toBeLessThanOrEqual(0)
  })

  it('leaves the reader where they scroll to, once an answer was brought', async () => {
    const viewport = { width: 800, height: 3000 }
    const { page } = await visit(`${intranet.address}/inline`, {
      ...{ viewport, reducedMotion: 'no-preference' },
    })
    await page.getByRole('combobox').fill('vraag 7')
    await page.keyboard.press('Enter')
    await page.locator('.card').first().waitFor()
    // Longer than the answer takes to be brought; the page itself changes afterwards.
    await page.waitForTimeout(1_600)
    await page.evaluate(() => {
      const bar = document.createElement('header')
      Object.assign(bar.style, { position: 'fixed', top: '0', height: '90px', width: '100%' })
      document.body.prepend(bar)
      document.body.style.paddingBottom = '6000px'
      document.body.style.paddingTop = '90px'
    })
    const scrolled = page.evaluate(
      () => new Promise((resolve) => addEventListener('scrollend', resolve, { once: true })),
    )
    await page.mouse.wheel(0, 2_000)
    await scrolled
    await page.waitForTimeout(100)
    expect(await page.evaluate(() => scrollY)).toBe(2_000)
  })

  it('fetches no choices until somebody wants filters, and then no documents', async () => {
    const { page } = await visit(`${intranet.address}/inline`)
    const requested: string[] = []
    page.on('request', (request) => void requested.push(new URL(request.url()).pathname))
    await page.getByRole('combobox').fill('vraag 7')
    await page.keyboard.press('Enter')
    await page.locator('.card').first().waitFor()
    expect(requested).toEqual(['/v1/ask'])
    const choices = page.waitForResponse((response) => response.url().includes('/v1/filters'))
    await page.getByRole('button', { name: 'Filters' }).click()
    expect((await choices).status()).toBe(200)
    expect(requested).not.toContain('/v1/documents')
  })
})
