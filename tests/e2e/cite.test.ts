import type { Browser, Page, Route } from 'playwright-core'
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

interface Failing {
  readonly refuse?: (route: Route) => Promise<void>
}

/** What the server says once a document has left its index. */
const gone = (route: Route): Promise<void> => {
  const problem = { title: 'Not found', code: 'not_found', detail: 'This index has no answer.' }
  return route.fulfill({ status: 404, json: problem })
}

const unreachable = (route: Route): Promise<void> => route.abort('connectionrefused')

const forbidWriting = (page: Page): Promise<void> =>
  page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })

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

  it.each([
    ['the server cannot be reached', { refuse: unreachable }, 'De server is niet bereikbaar.'],
    ['the document left the index', { refuse: gone }, 'Dit document staat niet meer in de index'],
    ['the browser forbids it', {}, 'Kopiëren is niet gelukt'],
  ])('says why nothing was copied if %s', async (_, { refuse }: Failing, why) => {
    const { page } = await openPage(browser, site.address, refuse && clipboard)
    await ask(page, 'vraag 7')
    if (refuse !== undefined) await page.route('**/citation?*', refuse)
    else await forbidWriting(page)
    const card = page.locator('.card').first()
    await openMore(card)
    await card.getByRole('button', { name: 'Citeer', exact: true }).click()
    await card.getByRole('button', { name: 'Kopieer bronvermelding: APA' }).click()
    await page.getByText(why).first().waitFor()
    await page.goto(`${site.address}/documents/2022D35172?lang=nl`)
    if (refuse === undefined) await forbidWriting(page)
    const pair = page.locator('#antwoord-7')
    await pair.getByText('Citeer dit antwoord').click()
    await pair.getByRole('button', { name: 'Kopieer: APA' }).click()
    await pair.getByText(why).waitFor()
  })

  it('says in the evidence, too, that a document left the index', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    await page.route('**/v1/documents/**', gone)
    const card = page.locator('.card').first()
    await openMore(card)
    for (const name of ['Controleer dit citaat', 'Andere antwoorden in dit document']) {
      await card.getByRole('button', { name }).click()
    }
    await card.getByText(/^De controle kon niet .*: Dit document staat niet meer in/).waitFor()
    await card.getByText(/^Dit document staat niet meer in de index/).waitFor()
    // Something that is no Letterlijk server has no such thing to say.
    await page.unroute('**/v1/documents/**')
    await page.route('**/v1/documents/**', (route) => route.fulfill({ status: 404, body: '' }))
    for (let time = 0; time < 2; time++) {
      await card.getByRole('button', { name: 'Controleer dit citaat' }).click()
    }
    await card.getByText('Hier is geen server van Letterlijk.').waitFor()
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
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
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
