import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask, expectAccessible, hasBrowser, openPage } from './browser.ts'
import { extractDocx } from '../../src/ingest/formats/docx.ts'
import { siteAndBrowser } from './site-and-browser.ts'
import type { Site } from './site.ts'

describe.skipIf(!hasBrowser)('a conversation, in a real browser', { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser

  siteAndBrowser((opened) => ({ site, browser } = opened))

  const field = (page: Page) => page.getByRole('combobox', { name: /^(?:Uw vraag|Your question)$/ })
  const turns = (page: Page) => page.locator('letterlijk-chat .turn')
  const answered = async (page: Page, count = 1) => {
    await turns(page)
      .nth(count - 1)
      .locator('.card, .message')
      .first()
      .waitFor()
  }

  it('survives a reload and the language switch, and is cleared for good', async () => {
    const { page, complaints } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    await ask(page, 'vraag 8')
    await page.reload()
    await answered(page, 2)
    expect(await turns(page).locator('h2').allTextContents()).toEqual([
      'U vroeg: vraag 7',
      'U vroeg: vraag 8',
    ])
    await page.getByRole('link', { name: 'English' }).click()
    await answered(page, 2)
    expect(await turns(page).first().locator('h2').textContent()).toBe('You asked: vraag 7')
    await page.getByRole('button', { name: 'New conversation' }).click()
    await page.reload()
    await field(page).waitFor()
    expect(await turns(page).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('stays in its tab', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    const other = await page.context().newPage()
    await other.goto(site.address)
    await field(other).waitFor()
    expect(await turns(other).count()).toBe(0)
  })

  it('comes back whole if clearing it was a slip', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    await page.getByRole('button', { name: 'Nieuw gesprek' }).click()
    expect(await turns(page).count()).toBe(0)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Maak ongedaan' }).click()
    await answered(page)
    expect(await turns(page).locator('h2').textContent()).toBe('U vroeg: vraag 7')
    await page.reload()
    await answered(page)
  })

  it('asks in other words, in the same place', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    await page.getByRole('button', { name: 'Bewerk' }).click()
    const editor = page.getByRole('textbox', { name: 'Bewerk uw vraag' })
    expect(await editor.inputValue()).toBe('vraag 7')
    await expectAccessible(page)
    await editor.fill('vraag 10')
    await editor.press('Enter')
    await page.getByRole('heading', { name: 'Antwoord op vraag 10' }).first().waitFor()
    expect(await turns(page).count()).toBe(1)
    await page.getByRole('button', { name: 'Bewerk' }).click()
    await editor.press('Escape')
    expect(await turns(page).locator('h2').textContent()).toBe('U vroeg: vraag 10')
  })

  it('is shared by a link that no server sees, and asks when it is opened', async () => {
    const { page } = await openPage(browser, site.address, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await ask(page, 'wat doet de ambassade op Weibo?')
    await page.getByRole('button', { name: 'Deel' }).click()
    await page.getByText('Link gekopieerd.').first().waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link.split('#')[0]).toBe(`${site.address}/?lang=nl`)
    const { page: friend, complaints } = await openPage(browser, site.address)
    const seen: string[] = []
    friend.on('request', (request) => void seen.push(request.url()))
    await friend.goto(link)
    await answered(friend)
    expect(await turns(friend).locator('h2').textContent()).toBe(
      'U vroeg: wat doet de ambassade op Weibo?',
    )
    expect(new URL(friend.url()).hash).toBe('')
    expect(seen.filter((url) => /weibo/i.test(url))).toEqual([])
    expect(complaints).toEqual([])
  })

  it('is shared with the question that a follow-up was read with, and no other', async () => {
    const { page } = await openPage(browser, site.address, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await ask(page, 'wat doet de ambassade op Weibo?')
    await ask(page, 'wat zegt het kabinet over halfgeleiders?')
    await ask(page, 'en waarom niet?')
    const answers = (on: Page) => turns(on).last().locator('.card h4').allTextContents()
    await turns(page).last().getByRole('button', { name: 'Deel' }).click()
    await page.getByText('wat u eerder vroeg').first().waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    const { page: friend } = await openPage(browser, site.address)
    await ask(friend, 'vraag 10')
    const asked = friend.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await friend.goto(link)
    expect((await asked).postDataJSON()).toEqual({
      query: 'en waarom niet?',
      history: ['wat zegt het kabinet over halfgeleiders?'],
    })
    await answered(friend, 2)
    expect(await answers(friend)).toEqual(await answers(page))
    // The next follow-up continues what was shared.
    const next = friend.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await ask(friend, 'en wanneer?')
    expect((await next).postDataJSON()).toEqual({
      query: 'en wanneer?',
      history: ['wat zegt het kabinet over halfgeleiders?', 'en waarom niet?'],
    })
  })

  it('is shared with the words that were not read as a filter', async () => {
    const { page } = await openPage(browser, site.address, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await ask(page, 'vraag 7')
    const asked = () => page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    const alone = asked()
    await page.getByRole('button', { name: 'Verwijder filter vraag 7' }).click()
    const { unread } = (await alone).postDataJSON() as { unread: unknown }
    await page.getByRole('button', { name: 'Deel' }).click()
    await page.getByText('Link gekopieerd. De vraag staat').first().waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    await page.getByRole('button', { name: 'Nieuw gesprek' }).click()
    const shared = asked()
    await page.goto(link)
    expect((await shared).postDataJSON()).toEqual({ query: 'vraag 7', unread })
  })

  it('suggests members’ questions, chosen with the arrows or by pointing', async () => {
    const { page, complaints } = await openPage(browser, site.address)
    const asked: string[] = []
    page.on('request', (request) => void asked.push(`${request.method()} ${request.url()}`))
    await field(page).pressSequentially('handel met Rus')
    const options = page.getByRole('listbox', { name: 'Vragen uit de Kamer' }).getByRole('option')
    await options.first().waitFor()
    expect(await field(page).getAttribute('aria-expanded')).toBe('true')
    await expectAccessible(page)
    const first = await options.first().textContent()
    await field(page).press('ArrowDown')
    expect(await options.first().getAttribute('aria-selected')).toBe('true')
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(
      await options.first().getAttribute('id'),
    )
    await field(page).press('Escape')
    expect(await options.count()).toBe(0)
    await field(page).press('Backspace')
    await options.first().waitFor()
    await field(page).press('ArrowDown')
    await field(page).press('Enter')
    await answered(page)
    expect(await turns(page).locator('h2').textContent()).toBe(`U vroeg: ${first}`)
    expect(asked.filter((each) => /handel/i.test(each))).toEqual([])
    expect(complaints).toEqual([])
  })

  it('reports an overlong paste, sends nothing and cuts nothing', async () => {
    const { page } = await openPage(browser, site.address)
    const long = 'uitvoer '.repeat(150).trim()
    await field(page).fill(long)
    await page.getByRole('alert').getByText('1199 tekens').waitFor()
    await field(page).press('Enter')
    expect(await turns(page).count()).toBe(0)
    expect(await field(page).inputValue()).toBe(long)
    await expectAccessible(page)
    await field(page).fill('vraag 7')
    expect(await page.getByText('tekens').count()).toBe(0)
    await field(page).press('Enter')
    await answered(page)
  })

  it('reports an overlong paste into a question that is reworded, and cuts nothing', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    await page.getByRole('button', { name: 'Bewerk' }).click()
    const editor = page.getByRole('textbox', { name: 'Bewerk uw vraag' })
    const long = 'uitvoer '.repeat(150).trim()
    await editor.fill(long)
    await page.getByRole('alert').getByText('1199 tekens').waitFor()
    await expectAccessible(page)
    await editor.press('Enter')
    expect(await editor.inputValue()).toBe(long)
    await editor.fill('vraag 8')
    expect(await page.getByText('tekens').count()).toBe(0)
    await editor.press('Enter')
    await page.getByRole('heading', { name: 'U vroeg: vraag 8' }).waitFor()
  })

  it('removes a filter by its chip, and asks again', async () => {
    const { page } = await openPage(browser, site.address, {
      path: '/#q=vraag+7&parties=D66&from=2022-01-01',
    })
    await answered(page)
    const chips = page.getByRole('list', { name: 'Filters bij deze vraag' }).getByRole('button')
    expect(await chips.count()).toBe(3)
    await expectAccessible(page)
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await page.getByRole('button', { name: 'Verwijder filter D66 en vraag opnieuw' }).click()
    expect((await request).postDataJSON()).toEqual({
      query: 'vraag 7',
      filters: { from: '2022-01-01' },
    })
  })

  it('shows which words it read as a filter, and reads them otherwise on demand', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    const chip = page.getByRole('button', { name: 'Verwijder filter vraag 7 en vraag opnieuw' })
    await chip.waitFor()
    await expectAccessible(page)
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await chip.click()
    expect((await request).postDataJSON()).toEqual({ query: 'vraag 7', unread: ['vraag 7'] })
    await chip.waitFor({ state: 'detached' })
  })

  it('reads a pasted official address as a filter, which can be removed', async () => {
    const { page } = await openPage(browser, site.address, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const address =
      'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2022Z14823&did=2022D35172'
    await page.evaluate((text) => navigator.clipboard.writeText(text), address)
    await field(page).fill('semiconductoren ')
    await field(page).press('End')
    await field(page).press('ControlOrMeta+v')
    expect(await field(page).inputValue()).toBe(`semiconductoren ${address}`)
    await field(page).press('Enter')
    await answered(page)
    const chip = page.getByRole('list', { name: 'Filters bij deze vraag' }).getByRole('button')
    expect(await chip.textContent()).toContain('2022D35172')
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await chip.click()
    expect((await request).postDataJSON()).toEqual({
      query: `semiconductoren ${address}`,
      unread: [address],
    })
    await chip.waitFor({ state: 'detached' })
  })

  it('says which question completed a follow-up, and reads it alone on demand', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'wat zegt het kabinet over halfgeleiders?')
    await ask(page, 'en waarom niet?')
    await page.getByText('Gelezen samen met: “wat zegt het kabinet').first().waitFor()
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await page.getByRole('button', { name: 'Lees deze vraag los' }).click()
    expect((await request).postDataJSON()).toEqual({ query: 'en waarom niet?' })
  })

  it('is saved as a Word file, with its questions, answers and sources', async () => {
    const { page, complaints } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Bewaar als Word' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('letterlijk.docx')
    const { text } = extractDocx(readFileSync(await file.path()), 'letterlijk.docx')
    expect(text).toContain('vraag 7')
    const quoted = await page.locator('.card .quote p').first().textContent()
    expect(text.replace(/\s+/g, ' ')).toContain(quoted!.replace(/\s+/g, ' '))
    expect(complaints).toEqual([])
  })

  it('begins with the contents of the index, and a question that it answers', async () => {
    const { page } = await openPage(browser, site.address)
    await page.locator('letterlijk-chat .holdings').getByText('1 document · 2022').waitFor()
    const starter = page.locator('letterlijk-chat .starters li button').first()
    await starter.click()
    await turns(page).locator('.card').first().waitFor()
  })

  it('has keys for the field and for the last question', async () => {
    const { page } = await openPage(browser, site.address)
    await page.keyboard.press('/')
    await page.keyboard.type('vraag 7')
    expect(await field(page).inputValue()).toBe('vraag 7')
    await page.keyboard.press('Enter')
    await answered(page)
    await page.keyboard.press('ArrowUp')
    expect(await field(page).inputValue()).toBe('vraag 7')
    await page.keyboard.type('/8')
    expect(await field(page).inputValue()).toBe('vraag 7/8')
  })
})
