import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask, expectAccessible, hasBrowser, openMore, openPage, printed } from './browser.ts'
import { siteAndBrowser } from './site-and-browser.ts'
import type { Site } from './site.ts'

describe.skipIf(!hasBrowser)('the chat, in a real browser', { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser

  siteAndBrowser((opened) => ({ site, browser } = opened))

  const cards = (page: Page) => page.locator('letterlijk-chat .card')

  // The search decides which answer comes first, and has its own test (`http.contract.ts`).
  it('answers the semiconductor question with answer 7 among others, word for word', async () => {
    const { page, complaints } = await openPage(browser, site.address, { path: '/?lang=en' })
    await ask(page, 'what does the cabinet say about semiconductors?')
    const seven = cards(page).filter({
      has: page.getByRole('heading', { name: 'Answer to question 7' }),
    })
    expect(await seven.locator('.quote').textContent()).toMatch(
      /^De huidige EU-sanctiewetgeving voorziet .* aan de EU-sanctiemaatregelen\.$/s,
    )
    expect(await seven.locator('.quote').getAttribute('lang')).toBe('nl')
    expect(await seven.locator('mark.word').allTextContents()).toContain('semiconductoren')
    expect(await seven.locator('.matches').textContent()).toContain('semiconductors → ')
    expect(complaints).toEqual([])
  })

  it('shows each paragraph exactly as the API returns it, marks included', async () => {
    const { page } = await openPage(browser, site.address)
    const received = page.waitForResponse((response) => response.url().endsWith('/v1/ask'))
    await ask(page, 'wat doet de ambassade op Weibo?')
    const { answers } = (await (await received).json()) as {
      answers: { paragraphs: { text: string }[] }[]
    }
    const sent = answers.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    expect(await page.locator('.card > .quote > p').allTextContents()).toEqual(sent)
  })

  it('shows one sign for a stretch out of sight, whatever links it has', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'Wat doet het kabinet aan desinformatie en aan dual-use goederen?')
    expect(await page.locator('.quote .gap a').count()).toBeGreaterThan(0)
    const isParted = (gap: Element) => (gap.nextSibling as Element | null)?.className === 'gap'
    const gaps = await page.locator('.quote .gap').all()
    for (const gap of gaps) expect(await gap.evaluate(isParted)).toBe(false)
  })

  it('sends the conversation along, so that a follow-up is understood', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'wat zegt het kabinet over halfgeleiders?')
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await ask(page, 'en voor dual-use goederen?')
    expect((await request).postDataJSON()).toMatchObject({
      query: 'en voor dual-use goederen?',
      history: ['wat zegt het kabinet over halfgeleiders?'],
    })
    expect(await page.locator('.turn').count()).toBe(2)
  })

  it('reports corrected words to the eye, to a screen reader, and in the transcript', async () => {
    const { page } = await openPage(browser, site.address, { path: '/?lang=en' })
    await ask(page, 'what about semicondutors?')
    const told = '“semicondutors” was read as “semiconductors”.'
    const line = page.locator('.turn-body > .summary').first()
    expect(await line.textContent()).toBe(`${told} Search as typed`)
    expect(await page.locator('.chat > [role=status]').textContent()).toContain(told)
    await expectAccessible(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain(told)
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await line.getByRole('button').click()
    expect((await request).postDataJSON()).toMatchObject({ unread: ['semicondutors'] })
    await page.getByText(told).first().waitFor({ state: 'detached' })
  })

  it('announces an answer once, and leaves the focus in the empty field', async () => {
    const { page } = await openPage(browser, site.address)
    await page.evaluate(() => {
      const status = document
        .querySelector('letterlijk-chat')!
        .shadowRoot!.querySelector('.chat > [role=status]')!
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      new MutationObserver(() => heard.push(status.textContent ?? '')).observe(status, {
        childList: true,
      })
    })
    await ask(page, 'vraag 7')
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
    expect(heard).toHaveLength(1)
    expect(heard[0]).toBe('vraag 7: Gezocht in vraag 7. 1 antwoord gevonden')
    expect(await page.getByRole('combobox').inputValue()).toBe('')
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName),
    ).toBe('INPUT')
  })

  it('works with the keyboard alone: ask, open the proof, start again', async () => {
    const { page } = await openPage(browser, site.address)
    const focused = () =>
      page.evaluate(() => {
        const active = document.activeElement
        return (active?.shadowRoot?.activeElement ?? active)?.textContent?.trim() ?? ''
      })
    const tabTo = async (label: string, key = 'Tab'): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press(key)
        if ((await focused()).startsWith(label)) return
      }
      throw new Error(`Tab never reached "${label}"`)
    }
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Naar de inhoud')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('vraag 7')
    await page.keyboard.press('Enter')
    await cards(page).first().waitFor()
    await tabTo('⋯', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await tabTo('Controleer dit citaat')
    await page.keyboard.press('Enter')
    await page.getByText('Klopt: uw browser heeft').first().waitFor()
    await tabTo('Nieuw gesprek')
    await page.keyboard.press('Enter')
    expect(await cards(page).count()).toBe(0)
    expect(
      await page.getByRole('heading', { name: 'Wat antwoordde de minister?' }).isVisible(),
    ).toBe(true)
  })

  it('copies a quote with its citation: plain, as Markdown, and formatted', async () => {
    const { page } = await openPage(browser, site.address, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await ask(page, 'vraag 10')
    const card = cards(page).first()
    const quote = await card.locator('.quote p').first().textContent()
    const copied = (type: string) =>
      page.evaluate(async (wanted) => {
        const [item] = await navigator.clipboard.read()
        return (await item!.getType(wanted)).text()
      }, type)

    await card.getByRole('button', { name: 'Kopieer', exact: true }).click()
    await card.getByRole('button', { name: 'Kopieer citaat: Tekst' }).click()
    await page.getByText('Citaat met bronvermelding gekopieerd.').first().waitFor()
    expect(await copied('text/plain')).toBe(
      `${quote}\n\n— ` +
        `${await card.locator('.cite').textContent()}\n` +
        `${site.address}/documents/2022D35172?lang=nl#antwoord-10\n`,
    )
    await card.getByRole('button', { name: 'Kopieer citaat: Markdown' }).click()
    await expect.poll(() => copied('text/plain')).toMatch(/^> Nederland blijft .*\n\n— .*: <http/s)
    await card.getByRole('button', { name: 'Kopieer citaat: Opgemaakt' }).click()
    await expect.poll(() => copied('text/plain')).toMatch(/^Nederland blijft/)
    expect(await copied('text/html')).toContain(`<p>${quote}</p></blockquote>`)
  })

  it('proves a quote in the browser, and disproves one that was altered on the way', async () => {
    const { page } = await openPage(browser, site.address)
    await page.route('**/v1/ask', async (route) => {
      const response = await route.fetch()
      const body = await response.text()
      const altered = body.replace(
        'zal geen uitvoervergunning worden verleend',
        'zal een uitvoervergunning worden verleend',
      )
      await route.fulfill({ response, body: altered })
    })
    await ask(page, 'vraag 3')
    await openMore(cards(page).first())
    await cards(page).first().getByRole('button', { name: 'Controleer dit citaat' }).click()
    await page.getByText('Klopt niet: alinea 3 wijkt af van de bron.').waitFor()
    await ask(page, 'vraag 7')
    const second = page.locator('.turn').nth(1).locator('.card').first()
    await openMore(second)
    await second.getByRole('button', { name: 'Controleer dit citaat' }).click()
    await second.getByText('Klopt: uw browser heeft elke alinea opnieuw opgebouwd').waitFor()
    const verdict = second.locator('.proof [role=status]')
    expect(await verdict.getAttribute('class')).toBe('note good')
    // Opened again where the source cannot be had, nothing is left of what was proven before.
    await page.route('**/source', (route) => route.abort())
    for (let time = 0; time < 2; time++) {
      await second.getByRole('button', { name: 'Controleer dit citaat' }).click()
    }
    await second.getByText('De controle kon niet worden uitgevoerd').waitFor()
    expect(await verdict.getAttribute('class')).toBe('note')
    expect(await second.locator('.proof details').count()).toBe(0)
  })

  it('leads from a card to the place in the document', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    const opened = page.context().waitForEvent('page')
    await cards(page).first().getByRole('link', { name: 'Lees in het document' }).click()
    const document = await opened
    await document.waitForLoadState()
    expect(document.url()).toBe(`${site.address}/documents/2022D35172?lang=nl#antwoord-7`)
    const target = document.locator('.pair:target')
    expect(await target.locator('h2').textContent()).toBe('Antwoord op vraag 7')
    const top = await target.evaluate((node) => node.getBoundingClientRect().top)
    expect(top).toBeLessThan(100)
  })

  it('says what was searched if nothing was found', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'qwertzuiop asdfghjkl')
    const message = page.locator('.message')
    expect(await message.textContent()).toContain('Hierover is geen antwoord gevonden.')
    expect(await message.textContent()).toContain('1 document (10 antwoorden)')
    await expectAccessible(page)
  })

  it('returns the question if the server cannot be reached, and asks again on demand', async () => {
    const { page } = await openPage(browser, site.address)
    await page.route('**/v1/ask', (route) => route.abort('connectionrefused'))
    await ask(page, 'vraag 7')
    const failed = page.locator('.message.failed')
    expect(await failed.textContent()).toContain('De server is niet bereikbaar.')
    await expectAccessible(page)
    await page.unroute('**/v1/ask')
    await failed.getByRole('button', { name: 'Probeer opnieuw' }).click()
    await cards(page).first().waitFor()
    expect(await page.locator('.turn').count()).toBe(1)
  })

  it('says that the reader is offline, keeps the question, and informs the page', async () => {
    const { page } = await openPage(browser, site.address)
    await page.evaluate(() =>
      document.body.addEventListener('letterlijk-error', ({ detail }) =>
        Object.assign(globalThis, { reason: detail.reason }),
      ),
    )
    await page.context().setOffline(true)
    await ask(page, 'vraag 7')
    expect(await page.locator('.message.failed').textContent()).toContain('U bent offline.')
    expect(await page.evaluate(() => (globalThis as unknown as { reason: string }).reason)).toBe(
      'offline',
    )
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click()
    await cards(page).first().waitFor()
  })

  it.each([
    ['12', 'over 12 seconden opnieuw'],
    ['1', 'over 1 seconde opnieuw'],
  ])('says how long to wait after too many questions: %s s', async (seconds, said) => {
    const { page } = await openPage(browser, site.address)
    await page.route('**/v1/ask', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'retry-after': seconds },
        json: { title: 'Too many' },
      }),
    )
    await ask(page, 'vraag 7')
    expect(await page.locator('.message').textContent()).toContain(said)
  })

  it('lets readers stop a slow question, and loses nothing typed', async () => {
    const { page } = await openPage(browser, site.address)
    await page.route('**/v1/ask', () => new Promise(() => {}))
    await page.getByRole('combobox').fill('wat duurt zo lang?')
    await page.keyboard.press('Enter')
    const stop = page.getByRole('button', { name: 'Stop' })
    await stop.waitFor()
    await expectAccessible(page)
    await stop.click()
    expect(await page.getByRole('combobox').inputValue()).toBe('wat duurt zo lang?')
    expect(await page.locator('.turn').count()).toBe(0)
  })

  it('saves the conversation as Markdown, with the quotes and where they stand', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 10')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
    const stream = await (await download).createReadStream()
    let text = ''
    for await (const chunk of stream) text += String(chunk)
    expect(text).toMatch(/^# Gesprek met Letterlijk\n/)
    expect(text).toContain('## vraag 10\n')
    expect(text).toContain('> Nederland blijft zich inzetten')
    expect(text).toContain('/documents/2022D35172?lang=nl#antwoord-10>')
  })

  it('prints the conversation alone, under the strict policy', async () => {
    const { page, complaints } = await openPage(browser, site.address)
    await page.addInitScript(() => {
      // A printed frame disappears; this one stays, to read it as the printer would.
      window.print = () => {}
    })
    await page.reload()
    await ask(page, 'vraag 10')
    const card = cards(page).first()
    await openMore(card)
    await card.getByRole('button', { name: 'Controleer dit citaat' }).click()
    await card.locator('.proof dl').first().waitFor({ state: 'attached' })
    const paper = await printed(page)
    await page.emulateMedia({ media: 'print' })
    const source = paper.locator('.proof pre').first()
    expect(await source.evaluate((node) => getComputedStyle(node).whiteSpace)).toBe('pre-wrap')
    const words = await paper.evaluate(() => document.body.innerText)
    expect(words).toContain('Gesprek met Letterlijk')
    expect(words).toContain('Nederland blijft zich inzetten')
    const filter = paper.locator('.chip').first()
    expect(await filter.evaluate((node: HTMLElement) => node.innerText.trim())).toBe('vraag 10')
    const place = paper.locator('.actions a').first()
    const after = await place.evaluate((node) => getComputedStyle(node, '::after').content)
    expect(after).toContain('/documents/2022D35172?lang=nl#antwoord-10')
    expect(words).not.toContain('Kopieer citaat')
    expect(words).not.toContain('Documenten')
    expect(complaints).toEqual([])
  })

  it('runs no animation and no transition for readers who prefer reduced motion', async () => {
    const moving = async (reducedMotion: 'reduce' | 'no-preference'): Promise<number> => {
      const { page } = await openPage(browser, site.address, { reducedMotion })
      let release = (): void => {}
      const released = new Promise<void>((resolve) => (release = resolve))
      await page.route('**/v1/ask', async (route) => {
        await released
        await route.continue()
      })
      await page.getByRole('combobox').fill('vraag 7')
      await page.keyboard.press('Enter')
      await page.locator('.pending').waitFor()
      await page.getByRole('link', { name: 'Documenten' }).hover()
      const running = () => page.evaluate(() => document.getAnimations().length)
      const pending = await running()
      release()
      await cards(page).first().waitFor()
      await page.locator('.composer .solid').hover()
      const answered = await running()
      // Motion triggered by events occurs in no element, whatever its state.
      const set = await page.evaluate(() => {
        const root = document.querySelector('letterlijk-chat')!.shadowRoot!
        const all = [...document.querySelectorAll('*'), ...root.querySelectorAll('*')]
        const styles = all.flatMap((node) => [
          getComputedStyle(node),
          getComputedStyle(node, '::before'),
          getComputedStyle(node, '::after'),
        ])
        return styles.filter(
          ({ animationName, transitionDuration, scrollBehavior }) =>
            animationName !== 'none' ||
            transitionDuration.split(', ').some((duration) => duration !== '0s') ||
            scrollBehavior === 'smooth',
        ).length
      })
      await page.context().close()
      return pending + answered + set
    }
    expect(await moving('reduce')).toBe(0)
    expect(await moving('no-preference')).toBeGreaterThan(0)
  })

  it('marks Dutch text in an English interface as Dutch, citation included', async () => {
    const { page } = await openPage(browser, site.address, { path: '/?lang=en' })
    await ask(page, 'vraag 7')
    const sheet = page.locator('.sheet').first()
    const parts = ['.subject a', '.said > [lang]', '.quote', '.minister', '.asker', '.cite']
    for (const part of [...parts, '.by [lang]']) {
      expect(await sheet.locator(part).first().getAttribute('lang'), part).toBe('nl')
    }
  })
})
