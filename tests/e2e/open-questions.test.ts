import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask, expectAccessible, hasBrowser, openPage } from './browser.ts'
import type { Site } from './site.ts'
import { siteOverFiles } from './site-and-browser.ts'

const files = {
  '2024D00003.txt': `Vragen van het lid Jansen (ABC) aan de Minister van Onderwijs over
schoolzwemmen (ingezonden 6 mei 2024).

Vraag 1
Hoeveel scholen bieden schoolzwemmen aan?
`,
  '2024D00003.json': '{ "kind": "questions", "zaak": "2024Z00003" }',
}

describe.skipIf(!hasBrowser)('the number of questions that wait, in a real browser', () => {
  let site: Site
  let browser: Browser
  siteOverFiles(files, (opened) => ({ site, browser } = opened))

  it.each([
    ['nl', 'Nog niet beantwoord sinds 6 mei 2024.'],
    ['en', 'Unanswered since 6 May 2024.'],
  ])('says since when, and leads to them (%s)', async (language, said) => {
    const { page } = await openPage(browser, site.address, { path: `/?lang=${language}` })
    await ask(page, '2024Z00003')
    const message = page.locator('.message')
    expect(await message.locator('strong').textContent()).toBe(said)
    const link = message.getByRole('link', { name: 'Schoolzwemmen' })
    expect(await link.getAttribute('href')).toBe(
      `${site.address}/documents/2024D00003?lang=${language}`,
    )
    expect(await page.locator('.chat > [role=status]').textContent()).toContain(said)
    await expectAccessible(page)
  })
})
