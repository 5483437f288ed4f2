import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask, expectAccessible, hasBrowser, openMore, openPage } from './browser.ts'
import { siteAndBrowser } from './site-and-browser.ts'
import type { Site } from './site.ts'

const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] }
const apa =
  'Hoekstra. (2022, 12 september). Antwoord op vraag 7 van het lid Sjoerdsma (D66) over het ' +
  'bericht dat Chinese bedrijven de Russische oorlogsmachine steunen (nr. 2022D35172). Tweede ' +
  'Kamer der Staten-Generaal. ' +
  'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?did=2022D35172&id=2022D35172'
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

describe.skipIf(!hasBrowser)('citing, in a real browser', { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser

  siteAndBrowser((opened) => ({ site, browser } = opened))

  it('copies each format from a card, and says so', async () => {
    const { page, complaints } = await openPage(browser, site.address, clipboard)
    await ask(page, 'vraag 7')
    const card = page.locator('.card').first()
    await openMore(card)
    const toggle = card.getByRole('button', { name: 'Citeer', exact: true })
    await toggle.focus()
    await page.keyboard.press('Enter')
    expect(await toggle.getAttribute('aria-expanded')).toBe('true')
    // The keyboard works in the menu of formats.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Bronvermelding gekopieerd.').first().waitFor()
    await expect.poll(() => copied(page)).toBe(apa)
    for (const [name, begins] of [
      ['Parlementaire stijl', '2022D35172, antwoord op vraag 7'],
      ['BibTeX', '@techreport{2022D35172.7,'],
      ['RIS', 'TY  - RPRT'],
      ['CSL-JSON', '['],
      ['Web Annotation', '{'],
    ] as const) {
      await card.getByRole('button', { name: `Kopieer bronvermelding: ${name}` }).click()
      await expect.poll(async () => (await copied(page)).slice(0, begins.length)).toBe(begins)
    }
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

  it('says that copying failed if the server cannot be reached', async () => {
    const { page } = await openPage(browser, site.address, clipboard)
    await ask(page, 'vraag 7')
    await page.route('**/citation?*', (route) => route.abort('connectionrefused'))
    const card = page.locator('.card').first()
    await openMore(card)
    await card.getByRole('button', { name: 'Citeer', exact: true }).click()
    await card.getByRole('button', { name: 'Kopieer bronvermelding: APA' }).click()
    await page.getByText('Kopiëren is niet gelukt').first().waitFor()
  })

  it('copies each format from the page of a document', async () => {
    const { page, complaints } = await openPage(browser, site.address, {
      ...clipboard,
      path: '/documents/2022D35172?lang=nl',
    })
    const pair = page.locator('#antwoord-7')
    await pair.getByText('Citeer dit antwoord').click()
    await pair.getByRole('button', { name: 'Kopieer: APA' }).click()
    await pair.getByText('Bronvermelding gekopieerd.').waitFor()
    expect(await copied(page)).toBe(apa)
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

  it('leaves footnote marks and page numbers out of what is copied by hand', async () => {
    const path = '/documents/2022D35172?lang=nl'
    const { page } = await openPage(browser, site.address, { ...clipboard, path })
    const response = await fetch(`${site.address}/v1/documents/2022D35172`)
    const { answers } = (await response.json()) as {
      answers: readonly { numbers: readonly number[]; paragraphs: readonly { text: string }[] }[]
    }
    expect(await page.locator('.quote sup').count()).toBeGreaterThan(0)
    for (const { numbers, paragraphs } of answers) {
      const quote = page.locator(`#antwoord-${numbers.join('-')} .quote`).first()
      await quote.evaluate((element) => {
        getSelection()!.selectAllChildren(element)
      })
      await page.keyboard.press('ControlOrMeta+C')
      await expect
        .poll(async () => (await copied(page)).trim())
        .toBe(paragraphs.map(({ text }) => text).join('\n\n'))
    }
  })

  it('has plain links to each format without JavaScript', async () => {
    const { page } = await openPage(browser, site.address, {
      javaScriptEnabled: false,
      path: '/documents/2022D35172?lang=en',
    })
    const leads = async (place: string) => {
      await page.locator(place).getByText('Cite this answer').click()
      const link = page.locator(place).getByRole('link', { name: 'APA' })
      const response = await page.request.get(site.address + (await link.getAttribute('href'))!)
      return response.text()
    }
    expect(await leads('#antwoord-7')).toContain('(2022, September 12)')
    await page.goto(`${site.address}/?lang=en`)
    await page.getByLabel('Your question').fill('vraag 7')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    expect(await leads('.card >> nth=0')).toContain('Antwoord op vraag 7')
  })

  it.each([320, 1280])('fits a screen of %i pixels with everything open', async (width) => {
    const viewport = { width, height: 800 }
    const { page } = await openPage(browser, site.address, { viewport })
    await ask(page, 'vraag 7')
    await openMore(page.locator('.card').first())
    await page.getByRole('button', { name: 'Citeer', exact: true }).first().click()
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
    expect(await overflow()).toBe(0)
    await page.goto(`${site.address}/documents/2022D35172`)
    await page.locator('#antwoord-7').getByText('Citeer dit antwoord').click()
    expect(await overflow()).toBe(0)
  })

  it('shows the publications that the document refers to, linked if possible', async () => {
    const { page } = await openPage(browser, site.address)
    await page.route('**/v1/ask', async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replaceAll(
        '"earlier":[]',
        '"earlier":[{"sessionYear":"2021-2022","number":594,"page":"/documents/uitstel"},' +
          '{"sessionYear":"2021-2022","number":12,"page":null}]',
      )
      await route.fulfill({ response, body })
    })
    await ask(page, 'vraag 7')
    const card = page.locator('.card').first()
    await openMore(card)
    const link = card.getByRole('link', { name: 'Aanhangsel Handelingen II 2021/22, nr. 594' })
    expect(await link.getAttribute('href')).toBe(`${site.address}/documents/uitstel?lang=nl`)
    expect(await card.locator('.by').textContent()).toMatch(
      /Zie ook Aanhangsel .*, nr\. 594.*; Aanhangsel .*, nr\. 12/,
    )
    await expectAccessible(page)
  })

  it('reports a wrong answer by mail: which one of which index, not the question', async () => {
    const { page } = await openPage(browser, site.address)
    await page
      .locator('letterlijk-chat')
      .evaluate((chat) => chat.setAttribute('contact', 'redactie@example.nl'))
    await ask(page, 'semiconductoren')
    const card = page.locator('.card', { has: page.getByText('Antwoord op vraag 7') })
    await openMore(card)
    const address = new URL(
      (await card.getByRole('link', { name: 'Dit klopt niet' }).getAttribute('href'))!,
    )
    expect(decodeURIComponent(address.pathname)).toBe('redactie@example.nl')
    const letter = address.searchParams.get('body')!
    expect(letter).toContain('Antwoord: 2022D35172.7')
    const health = await page.request.get(`${site.address}/v1/health`)
    const { index } = (await health.json()) as { index: { digest: string } }
    expect(letter).toContain(`Index: ${index.digest}`)
    expect(letter).not.toContain('semiconductoren')
  })
})
