import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask, expectAccessible, hasBrowser, openMore, openPage, pairwise } from './browser.ts'
import { siteAndBrowser } from './site-and-browser.ts'
import type { Site } from './site.ts'

/** An entry of the browser's list of layout shifts. */
interface Shift {
  readonly value: number
}

const paths = [
  '/',
  '/documents',
  '/documents/2022D35172',
  '/browse',
  '/browse/minister',
  '/verify',
  '/how-it-works',
  '/accessibility',
  '/reference',
  '/embed',
  '/nowhere',
]

const sentence =
  'De overheid herkent de noodzaak om semiconductoren toe te voegen aan de EU-sanctiewetgeving.'

/**
 * What the reference has more of, made like the first three. In all of it axe takes as long as in
 * the other pages together, so it sees all of it once.
 */
const likeOthers = ['.operation', '.shape'].map((each) => Array(4).fill(each).join(' ~ '))

describe.skipIf(!hasBrowser)('the pages, in a real browser', { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser

  siteAndBrowser((opened) => ({ site, browser } = opened))

  it('pass axe in each language, in light and dark, on each screen', async () => {
    const { page } = await openPage(browser, site.address)
    for (const [n, path] of paths.entries()) {
      for (const [at, view] of pairwise(n).entries()) {
        await page.emulateMedia({ colorScheme: view.colorScheme })
        await page.setViewportSize(view.screen)
        await page.goto(`${site.address}${path}?lang=${view.lang}`)
        expect(await page.locator('html').getAttribute('lang'), path).toBe(view.lang)
        // A desktop differs from a tablet in its looks alone; the reference is seen whole once.
        await expectAccessible(page, { looks: at === 0, without: at === 2 ? [] : likeOthers })
      }
    }
  })

  it.each(['nl', 'en'] as const)('pass axe during a conversation: %s', async (lang) => {
    const { page } = await openPage(browser, site.address, { path: `/?lang=${lang}` })
    // A long answer among others, with all that its card can show.
    await ask(page, 'herkent het kabinet het beeld dat Chinese bedrijven Rusland steunen?')
    await openMore(page.locator('.card').first())
    await page
      .getByRole('button', { name: /Controleer dit|Check this/ })
      .first()
      .click()
    await page
      .getByRole('button', { name: /Andere antw|Other answ/ })
      .first()
      .click()
    await page.locator('.others li').first().waitFor()
    await page.getByText(/^Klopt|^Correct/).waitFor()
    // A follow-up, a filter that the question names, and nothing found: all in one conversation.
    await ask(page, 'en waarom niet?')
    await ask(page, 'vraag 7 van Sjoerdsma')
    await ask(page, 'hoe bak ik een appeltaart?')
    await page.locator('.message').waitFor()
    for (const view of pairwise(0).filter((each) => each.lang === lang)) {
      await page.emulateMedia({ colorScheme: view.colorScheme })
      await page.setViewportSize(view.screen)
      await expectAccessible(page)
    }
    if (lang === 'nl') return
    await page.emulateMedia({ forcedColors: 'active' })
    await expectAccessible(page, { looks: true })
  })

  it('weigh at most 60 kB compressed at the start, and do not shift', async () => {
    const { page } = await openPage(browser, site.address, { path: '/icon.svg' })
    const bodies: Promise<Buffer>[] = []
    page.on('response', (response) => bodies.push(response.body()))
    await page.addInitScript(() => {
      const moved = { by: 0 }
      Object.assign(globalThis, { moved })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved.by += (entry as unknown as Shift).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(site.address, { waitUntil: 'networkidle' })
    const weights = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
    expect(weights.length).toBeGreaterThan(2)
    expect(weights.reduce((sum, weight) => sum + weight)).toBeLessThanOrEqual(60_000)
    const moved = () => (globalThis as unknown as { moved: { by: number } }).moved.by
    expect(await page.evaluate(moved)).toBe(0)
  })

  it('run under their own strict policy without complaints or requests elsewhere', async () => {
    // Side by side: each of them waits half a second for requests that should not come.
    const loaded = paths.slice(0, -1).map(async (path) => {
      const { page, complaints } = await openPage(browser, site.address, { path })
      await page.waitForLoadState('networkidle')
      return { path, complaints }
    })
    for (const { path, complaints } of await Promise.all(loaded)) {
      expect(complaints, path).toEqual([])
    }
  })

  it.each([320, 390, 1280])(
    'fit a screen of %i pixels without scrolling sideways',
    async (width) => {
      const viewport = { width, height: 800 }
      const { page } = await openPage(browser, site.address, { viewport })
      for (const path of paths) {
        await page.goto(site.address + path)
        if (path === '/') await ask(page, 'semiconductoren')
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, path).toBe(0)
      }
    },
  )

  it('keep the focused element visible at 400 % zoom: the field does not cover it', async () => {
    const { page } = await openPage(browser, site.address, {
      viewport: { width: 320, height: 256 },
    })
    await ask(page, 'semiconductoren')
    await openMore(page.locator('.card').first())
    const button = page.getByRole('button', { name: 'Controleer dit citaat' }).first()
    await button.focus()
    const covered = await button.evaluate((node) => {
      const { left, top, width, height } = node.getBoundingClientRect()
      const root = node.getRootNode() as ShadowRoot
      return root.elementFromPoint(left + width / 2, top + height / 2) !== node
    })
    expect(covered).toBe(false)
  })

  it('have targets of at least 24 by 24 pixels, except links within sentences', async () => {
    const { page } = await openPage(browser, site.address, {
      viewport: { width: 390, height: 844 },
    })
    await ask(page, 'semiconductoren')
    const small = await page.evaluate(() => {
      const root = document.querySelector('letterlijk-chat')!.shadowRoot!
      return [...root.querySelectorAll('button, .actions a, select, input')]
        .filter((node) => (node as HTMLElement).offsetParent !== null)
        .map((node) => ({ text: node.textContent, box: node.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ text }) => text)
    })
    expect(small).toEqual([])
  })

  describe('without JavaScript', () => {
    const noScript = { javaScriptEnabled: false }

    it('answer a question and a follow-up as whole pages, outside the address', async () => {
      const { page } = await openPage(browser, site.address, { ...noScript, path: '/?lang=nl' })
      await page.getByLabel('Uw vraag').fill('vraag 7')
      await page.getByRole('button', { name: 'Vraag', exact: true }).click()
      expect(page.url()).toBe(`${site.address}/?lang=nl`)
      expect(await page.locator('h1').textContent()).toBe('vraag 7')
      expect(await page.locator('.card blockquote').first().textContent()).toContain(sentence)

      await page.getByLabel('Stel een vervolgvraag').fill('en vraag 8?')
      await page.getByRole('button', { name: 'Vraag', exact: true }).click()
      expect(await page.locator('.card h3').first().textContent()).toBe('Antwoord op vraag 8')
      expect(await page.locator('input[name=history]').first().inputValue()).toBe('vraag 7')
    })

    it('pass axe with an answer', async () => {
      // axe is a script itself, so block only the page's own.
      const { page } = await openPage(browser, site.address, { path: '/accessibility' })
      await page.route('**/widget.js*', (route) => route.abort())
      await page.goto(`${site.address}/?lang=en`)
      await expectAccessible(page)
      await page.getByLabel('Your question').fill('vraag 7')
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      expect(await page.locator('.card').count()).toBeGreaterThan(0)
      await expectAccessible(page)
    })

    it('start from a question of parliament with one press', async () => {
      const { page } = await openPage(browser, site.address, { ...noScript, path: '/?lang=nl' })
      const starter = page.locator('form.starters button').last()
      const question = await starter.textContent()
      await starter.click()
      expect(await page.locator('h1').textContent()).toBe(question)
    })

    it('show the source of an answer, its words marked line by line', async () => {
      const { page } = await openPage(browser, site.address, {
        ...noScript,
        path: '/documents/2022D35172?lang=nl#antwoord-3-4',
      })
      const pair = page.locator('#antwoord-3-4')
      await pair.getByText('Toon in de bron').click()
      const lines = pair.locator('.source .line')
      expect(await lines.first().locator('mark').textContent()).toMatch(/^Het kabinet heeft als/)
      const footnote = lines.filter({ hasText: 'www.wsj.com' })
      expect(await footnote.locator('mark').count()).toBe(0)
    })
  })

  it('check a quote: verbatim, altered with the difference shown, not found', async () => {
    const { page } = await openPage(browser, site.address, { path: '/verify?lang=nl' })
    const check = async (quote: string): Promise<string | null> => {
      await page.getByLabel('Citaat').fill(quote)
      await page.getByRole('button', { name: 'Controleer', exact: true }).click()
      await expectAccessible(page)
      return page.locator('.verdict > h2').first().textContent()
    }
    expect(await check(sentence)).toBe('Letterlijk')
    expect(await page.locator('.verdict .card h3').textContent()).toBe('Antwoord op vraag 7')
    expect(await check(sentence.replace('herkent de', 'herkent niet de'))).toBe('Veranderd')
    expect(await page.locator('.differences').textContent()).toContain('niet')
    expect(await check('Appeltaart maakt men met appels, kaneel en rozijnen.')).toBe(
      'Niet gevonden',
    )
    await check(`De krant weet het: “${sentence}”, aldus de bond. “Dit schreef echt niemand.”`)
    expect(await page.locator('.verdict > h2').allTextContents()).toEqual([
      'Letterlijk',
      'Niet gevonden',
    ])
  })

  it('tie each footnote to its place, both ways', async () => {
    const { page } = await openPage(browser, site.address, { path: '/documents/2022D35172' })
    const marks = page.locator('sup a')
    expect(await marks.allTextContents()).toEqual(['1', '2', '3'])
    for (const mark of await marks.all()) {
      const note = page.locator((await mark.getAttribute('href'))!)
      const back = await note.getByRole('link', { name: /^Terug/ }).getAttribute('href')
      expect(back).toBe(`#${await mark.getAttribute('id')}`)
    }
    const before = await page.locator('#antwoord-6-p2 .words').evaluate((node) => {
      const sup = node.querySelector('sup')!
      return sup.previousSibling?.textContent ?? ''
    })
    expect(before).toMatch(/tweede helft van 2021\.$/)
  })

  it('run no animation and no transition for those who ask for less motion', async () => {
    const { page } = await openPage(browser, site.address)
    for (const path of paths) {
      await page.goto(site.address + path)
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')]
            .map((node) => getComputedStyle(node))
            .filter(
              ({ animationName, transitionDuration }) =>
                animationName !== 'none' || !/^0s(?:, 0s)*$/.test(transitionDuration),
            ).length,
      )
      expect(moving, path).toBe(0)
    }
  })

  it('answer an unknown page with 404, to people and to programs', async () => {
    for (const path of ['/nowhere', '/documents/unknown']) {
      const { page } = await openPage(browser, site.address)
      const response = await page.goto(site.address + path)
      expect(response?.status(), path).toBe(404)
      expect(await page.locator('h1').textContent()).toBe('Deze pagina bestaat niet')
      await page.context().close()
    }
  })
})
