import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ask,
  expectAccessible,
  hasBrowser,
  leaveBrowser,
  openPage,
  sharedBrowser,
} from './browser.ts'
import { makeIndex, startSite, type Site } from './site.ts'

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
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-e2e-'))
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    const indexDir = join(folder, 'index')
    await makeIndex(indexDir, [folder])
    ;[site, browser] = await Promise.all([startSite([], indexDir), sharedBrowser()])
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await site?.close()
    await rm(folder, { recursive: true, force: true })
  })

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
