import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, expectAccessible, hasBrowser, launchBrowser, openPage } from './browser.ts'
import { startSite, type Site } from './site.ts'

const WIDE = { width: 1280, height: 800 }

describe.skipIf(!hasBrowser)('answers and the list beside them', { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser

  beforeAll(async () => {
    ;[site, browser] = await Promise.all([startSite(), launchBrowser()])
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('appear in a list from 1280 pixels on, which scrolls to them', async () => {
    const { page, complaints } = await openPage(browser, site.address, { viewport: WIDE })
    await ask(page, 'semiconductoren')
    const outline = page.getByRole('navigation', { name: 'Gevonden antwoorden' })
    await outline.waitFor()
    const labels = await page.locator('.card h4').allTextContents()
    expect(await outline.locator('small').allTextContents()).toEqual(labels)
    await expectAccessible(page)
    await outline.getByRole('button').last().click()
    const focused = () =>
      page.evaluate(() => document.activeElement!.shadowRoot!.activeElement!.querySelector('h4'))
    expect(await focused()).not.toBeNull()
    const card = page.locator('.card').last()
    expect((await card.boundingBox())!.y).toBeLessThan(WIDE.height / 2)
    const sheets = () =>
      page.evaluate(
        () => document.querySelector('letterlijk-chat')!.shadowRoot!.adoptedStyleSheets.length,
      )
    const worn = await sheets()
    await page.locator('letterlijk-chat').evaluate((chat) => chat.setAttribute('lang', 'en'))
    await page.getByRole('navigation', { name: 'Answers found' }).waitFor()
    expect(await sheets()).toBe(worn)
    await page.locator('letterlijk-chat').evaluate((chat) => chat.setAttribute('lang', 'nl'))
    await outline.waitFor()
    await page.setViewportSize({ width: 1200, height: 800 })
    expect(await outline.isVisible()).toBe(false)
    expect(complaints).toEqual([])
  })

  it('have no list on a smaller screen, which loads no script for it', async () => {
    const viewport = { width: 1024, height: 800 }
    const { page } = await openPage(browser, site.address, { viewport })
    const requested: string[] = []
    page.on('request', (request) => void requested.push(new URL(request.url()).pathname))
    await ask(page, 'semiconductoren')
    expect(await page.locator('.outline').count()).toBe(0)
    expect(requested.filter((path) => path === '/beside.js')).toEqual([])
  })

  it('have the subject first, then who, when and what, and at most three controls', async () => {
    const { page } = await openPage(browser, site.address, { path: '/?lang=en' })
    await ask(page, 'question 7')
    const sheet = page.locator('.sheet').first()
    const subject = await sheet.locator('.subject').evaluate((node) => {
      const { fontFamily, fontSize } = getComputedStyle(node)
      return { fontFamily, fontSize: Number.parseFloat(fontSize) }
    })
    expect(subject.fontFamily).toContain('serif')
    expect(subject.fontSize).toBeGreaterThanOrEqual(20)
    expect(await sheet.locator('.particulars li').allTextContents()).toEqual([
      'Minister Hoekstra (Buitenlandse Zaken)',
      '12 September 2022',
      'question 7',
      'Sjoerdsma (D66)',
    ])
    expect(await sheet.locator('.relevance').textContent()).toBe('About your question')
    const shown = sheet.locator('.card > .actions > *').filter({ visible: true })
    expect(await shown.count()).toBe(3)
    expect(await sheet.locator('.cite').isVisible()).toBe(false)
  })

  it('set the minister’s words apart by a rule of their own', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    const rule = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((node) => getComputedStyle(node).borderInlineStartWidth)
    expect(await rule('.card .quote')).toBe('3px')
    expect(await rule('.card .question')).toBe('0px')
  })

  it('show every question of a merged answer on paper, the marks, and what was folded', async () => {
    const { page } = await openPage(browser, site.address)
    await page.addInitScript(() => {
      window.print = () => {}
    })
    await page.reload()
    await ask(page, 'herkent het kabinet het beeld dat Chinese bedrijven Rusland steunen?')
    await page.getByRole('button', { name: 'Druk af' }).click()
    await page.emulateMedia({ media: 'print' })
    const paper = page.frames()[1]!
    const merged = paper.locator('.card', { has: paper.getByText('Vraag 4') }).first()
    const visible = await merged.locator('.said').evaluateAll((nodes) =>
      nodes.map((node) => {
        const { height } = node.getBoundingClientRect()
        return height > 0 && node.scrollHeight <= Math.ceil(height) + 1
      }),
    )
    expect(visible).toEqual([true, true])
    const hidden = await paper
      .locator('.quote p')
      .evaluateAll(
        (nodes) => nodes.filter((node) => node.getBoundingClientRect().height === 0).length,
      )
    expect(hidden).toBe(0)
    const mark = await paper
      .locator('mark')
      .first()
      .evaluate((node) => getComputedStyle(node).printColorAdjust)
    expect(mark).toBe('exact')
  })

  it('mark the target of a link in a colour of its own', async () => {
    const { page } = await openPage(browser, site.address, {
      path: '/documents/2022D35172?lang=en#antwoord-7',
    })
    const ground = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((node) => getComputedStyle(node).backgroundColor)
    const target = await ground('.pair:target .words')
    expect(target).not.toBe('rgba(0, 0, 0, 0)')
    await page.evaluate(() =>
      document.querySelector('main')!.append(document.createElement('mark')),
    )
    expect(target).not.toBe(await ground('mark'))
    expect(await page.locator('.pair:target h2').textContent()).toBe('Answer to question 7')
    expect(await page.locator('.facts code').isVisible()).toBe(false)
    await expectAccessible(page)
  })

  it('keep the page’s navigation on one line on a phone', async () => {
    for (const width of [320, 360, 390]) {
      for (const lang of ['nl', 'en']) {
        const { page } = await openPage(browser, site.address, {
          viewport: { width, height: 800 },
          path: `/?lang=${lang}`,
        })
        const tops = await page
          .locator('.masthead nav a')
          .evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top)))
        expect(new Set(tops).size, `${width} ${lang}`).toBe(1)
        await page.context().close()
      }
    }
  })

  it('close a touch keyboard when a question is asked', async () => {
    const { page } = await openPage(browser, site.address, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await ask(page, 'vraag 7')
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement ?? null),
    ).toBeNull()
  })
})
