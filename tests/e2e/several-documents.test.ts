import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask, expectAccessible, hasBrowser, openPage } from './browser.ts'
import type { Site } from './site.ts'
import { siteOverFiles } from './site-and-browser.ts'

/** Two invented documents in the shape of real ones. */
const documents = {
  '2023D00001.txt': `Vragen van het lid Jansen (ABC) aan de Minister van Landbouw over
de stikstofuitstoot van veehouderijen (ingezonden 3 april 2023).

Antwoord van Minister De Boer (Landbouw) (ontvangen 1 mei 2023).

Vraag 1
Hoeveel veehouderijen hebben hun stikstofuitstoot het afgelopen jaar verminderd?

Antwoord 1
In het afgelopen jaar hebben 312 veehouderijen hun stikstofuitstoot verminderd.
`,
  '2024D00002.txt': `Vragen van het lid Pietersen (XYZ) aan de Minister van Onderwijs over
het lerarentekort op basisscholen (ingezonden 5 februari 2024).

Antwoord van Minister Van Dam (Onderwijs) (ontvangen 11 maart 2024).

Vraag 1
Hoe groot is het lerarentekort op basisscholen in de grote steden?

Antwoord 1
Het lerarentekort op basisscholen in de grote steden is 14 procent.
`,
}

describe.skipIf(!hasBrowser)('several documents, in a real browser', { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser
  siteOverFiles(documents, ({ failures, ...opened }) => {
    expect(failures).toEqual([])
    ;({ site, browser } = opened)
  })

  it('are narrowed by filters, which are sent with the question and counted', async () => {
    const { page } = await openPage(browser, site.address)
    await page.getByRole('button', { name: 'Filters' }).click()
    expect(
      await page.getByLabel('Partij van de vrager').locator('option').allTextContents(),
    ).toEqual(['Alle', 'ABC', 'XYZ'])
    await page.getByLabel('Partij van de vrager').selectOption('XYZ')
    await page.getByLabel('Beantwoord vanaf').fill('2024-01-01')
    await expectAccessible(page)
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await ask(page, 'hoe groot is het lerarentekort op basisscholen?')
    expect((await request).postDataJSON()).toMatchObject({
      filters: { parties: ['XYZ'], from: '2024-01-01' },
    })
    expect(await page.locator('.card .quote').allTextContents()).toEqual([
      'Het lerarentekort op basisscholen in de grote steden is 14 procent.',
    ])
    expect(await page.getByRole('button', { name: 'Filters (2)' }).isVisible()).toBe(true)
  })

  /** A page with a widget that has these attributes. */
  async function withWidget(attributes: string): Promise<Page> {
    const { page } = await openPage(browser, site.address)
    const widget = `<letterlijk-chat ${attributes}></letterlijk-chat>`
    await page.route('**/intranet', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<html lang="nl"><body>${widget}<script type="module" src="/widget.js"></script>`,
      }),
    )
    await page.goto(`${site.address}/intranet`)
    return page
  }

  /** Does something that asks, and returns the filters of the request. */
  async function filtersAsked(page: Page, act: () => Promise<unknown>): Promise<unknown> {
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await act()
    const { filters } = (await request).postDataJSON() as { filters?: unknown }
    await page.locator('.pending').waitFor({ state: 'detached' })
    return filters
  }

  it('leave the focus among the filters once they were cleared', async () => {
    const { page } = await openPage(browser, site.address)
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Partij van de vrager').selectOption('XYZ')
    await page.getByRole('button', { name: 'Wis filters' }).press('Enter')
    const focused = page.locator('letterlijk-chat .filters :focus')
    expect(await focused.evaluate(({ localName }) => localName)).toBe('select')
    expect(await page.getByLabel('Partij van de vrager').inputValue()).toBe('')
  })

  it('stay those that a page fixes, whatever is chosen among them and removed again', async () => {
    const documents = ['2023D00001', '2024D00002']
    const page = await withWidget(`documents="${documents.join('|')}"`)
    const removal = (name: string) => page.getByRole('button', { name: `Verwijder filter ${name}` })
    expect(await filtersAsked(page, () => ask(page, 'stikstofuitstoot'))).toEqual({ documents })
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Partij van de vrager').selectOption('XYZ')
    const apply = page.getByRole('button', { name: 'Pas toe op uw laatste vraag' })
    const narrowed = { documents, parties: ['XYZ'] }
    expect(await filtersAsked(page, () => apply.click())).toEqual(narrowed)
    expect(await filtersAsked(page, () => ask(page, 'lerarentekort'))).toEqual(narrowed)
    await page.getByLabel('Document').selectOption('2024D00002')
    expect(await filtersAsked(page, () => apply.click())).toEqual({
      ...{ documents: ['2024D00002'], parties: ['XYZ'] },
    })
    expect(await filtersAsked(page, () => removal('2024D00002').click())).toEqual(narrowed)
    expect(await filtersAsked(page, () => removal('XYZ').last().click())).toEqual({ documents })
    expect(await filtersAsked(page, () => ask(page, 'basisscholen'))).toEqual({ documents })
    expect(await page.getByRole('button', { name: 'Filters', exact: true }).isVisible()).toBe(true)
  })

  it('stay all chosen where a shared question has several and another filter goes', async () => {
    const parties = ['ABC', 'XYZ']
    const { page } = await openPage(browser, site.address, {
      path: '/#q=stikstofuitstoot&parties=ABC&parties=XYZ&from=2020-01-01',
    })
    const removal = page.getByRole('button', { name: /^Verwijder filter Beantwoord vanaf/ })
    expect(await filtersAsked(page, () => removal.click())).toEqual({ parties })
    expect(await filtersAsked(page, () => ask(page, 'lerarentekort'))).toEqual({ parties })
  })

  it.each(['heading="Vraag het"', 'theme="dark"', 'documents="2024D00002"'])(
    'keep a pending question, the chosen filters and the focus when it gets %s',
    async (attribute) => {
      const page = await withWidget('theme="light"')
      const field = page.getByRole('combobox', { name: 'Uw vraag' })
      await page.getByRole('button', { name: 'Filters' }).click()
      await page.getByLabel('Partij van de vrager').selectOption('XYZ')
      let release = (): void => {}
      const released = new Promise<void>((resolve) => (release = resolve))
      await page.route('**/v1/ask', (route) =>
        released.then(
          () => route.continue(),
          () => {},
        ),
      )
      await field.fill('lerarentekort')
      await field.press('Enter')
      await page.locator('.pending').waitFor()
      await field.fill('stikstof')
      const [, name, value] = /(.+)="(.+)"/.exec(attribute)!
      await page
        .locator('letterlijk-chat')
        .evaluate((chat, [name, value]) => chat.setAttribute(name!, value!), [name, value])
      release()
      await page.locator('.card').waitFor({ state: 'attached' })
      expect(await page.locator('.turn').count()).toBe(1)
      expect(await page.locator('.filter-toggle').textContent()).toBe('Filters (1)')
      expect(await field.inputValue()).toBe('stikstof')
      expect(
        await page.locator('letterlijk-chat').evaluate(({ shadowRoot }) => {
          const active = shadowRoot!.activeElement
          return active instanceof HTMLInputElement && active.name
        }),
      ).toBe('query')
    },
  )

  it('are listed newest first, narrowed without JavaScript, and lead to one another', async () => {
    const { page } = await openPage(browser, site.address, {
      javaScriptEnabled: false,
      path: '/documents?lang=nl',
    })
    const titles = page.locator('.documents h2')
    expect(await titles.allTextContents()).toEqual([
      'Het lerarentekort op basisscholen',
      'De stikstofuitstoot van veehouderijen',
    ])
    await page.getByLabel('Woorden in het document').fill('jansen stikstof')
    await page.getByRole('button', { name: 'Zoek', exact: true }).click()
    expect(await titles.allTextContents()).toEqual(['De stikstofuitstoot van veehouderijen'])
    expect(await page.locator('.snippet mark').first().textContent()).toMatch(/^stikstof/i)
    await page.getByRole('link', { name: 'Wis' }).click()
    await page.getByLabel('Partij').selectOption('ABC')
    await page.getByLabel('Jaar').selectOption('2023')
    await page.getByRole('button', { name: 'Zoek', exact: true }).click()
    expect(new URL(page.url()).searchParams.get('year')).toBe('2023')
    expect(await titles.allTextContents()).toEqual(['De stikstofuitstoot van veehouderijen'])
    await titles.first().getByRole('link').click()
    await page.locator('a[rel=prev]').click()
    expect(page.url()).toContain('/documents/2024D00002')
  })

  it('hold back weak matches until a reader asks for them, and then label them', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'recept voor appeltaart')
    const message = page.locator('.message')
    expect(await message.textContent()).toContain(
      'Gezocht in 2 documenten (2 antwoorden), beantwoord van 1 mei 2023 tot en met 11 maart 2024.',
    )
    await message.getByRole('button', { name: 'Toon ook achtergehouden antwoorden' }).click()
    await page.locator('.card').first().waitFor()
    expect(await page.locator('.relevance').allTextContents()).toEqual([
      'Gaat waarschijnlijk niet over uw vraag',
      'Gaat waarschijnlijk niet over uw vraag',
    ])
    expect(await page.locator('.summary').first().textContent()).toMatch(
      /^Dit gaat waarschijnlijk niet over uw vraag/,
    )
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent),
    ).toContain('recept voor appeltaart')
  })

  it('are counted as filtered if nothing was found in them', async () => {
    const { page } = await openPage(browser, site.address)
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Partij van de vrager').selectOption('XYZ')
    await ask(page, 'qwertzuiop asdfghjkl')
    const message = await page.locator('.message').textContent()
    expect(message).toContain(
      '1 antwoord is achtergehouden: het gaat waarschijnlijk niet over uw vraag.',
    )
    expect(message).toContain('Gezocht in 1 document (1 antwoord), beantwoord op 11 maart 2024.')
    expect(message).toContain('Uw filters beperken waarin is gezocht.')
    await page.getByLabel('Beantwoord vanaf').fill('2030-01-01')
    await ask(page, 'hoe groot is het lerarentekort?')
    const none = await page.locator('.message').last().textContent()
    expect(none).toContain('Gezocht in 0 documenten (0 antwoorden).')
    expect(none).toContain('Er is ook geen antwoord dat in de buurt komt.')
  })

  it('say without JavaScript, too, what was searched and how much was held back', async () => {
    const { page } = await openPage(browser, site.address, {
      javaScriptEnabled: false,
      path: '/?lang=nl',
    })
    await page.getByLabel('Uw vraag').fill('recept voor appeltaart')
    await page.getByRole('button', { name: 'Vraag', exact: true }).click()
    expect(await page.locator('main').textContent()).toContain(
      'Gezocht in 2 documenten (2 antwoorden), beantwoord van 1 mei 2023 tot en met 11 maart 2024.',
    )
    expect(await page.locator('main').textContent()).toMatch(/(is|zijn) achtergehouden: /)
  })
})
