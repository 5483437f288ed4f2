import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { HOSTILE, hostileDocument } from '../support/hostile.ts'
import { ask, hasBrowser, openPage } from './browser.ts'
import type { Site } from './site.ts'
import { siteOverFiles } from './site-and-browser.ts'

const kinds = Object.keys(HOSTILE)
const idOf = (kind: string) => `2023D2${String(kinds.indexOf(kind)).padStart(4, '0')}`

const files = Object.fromEntries(
  kinds.flatMap((kind) => {
    const text = HOSTILE[kind]!
    return [
      [`${idOf(kind)}.txt`, hostileDocument(text, `zonderling${kind}`)],
      [`${idOf(kind)}.json`, JSON.stringify({ title: text })],
    ]
  }),
)

describe.skipIf(!hasBrowser)('hostile documents, in a real browser', () => {
  let site: Site
  let browser: Browser
  siteOverFiles(files, (opened) => ({ site, browser } = opened))

  it('run nothing, contact no other server and break no policy', async () => {
    const { page, complaints } = await openPage(browser, site.address, { path: '/icon.svg' })
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    for (const kind of kinds) {
      await page.goto(`${site.address}/documents/${idOf(kind)}`)
      const shown = await page.locator('main').innerText()
      expect(shown).toContain(`zonderling${kind}`)
    }
    await page.goto(`${site.address}/documents`)
    await page.goto(`${site.address}/?lang=nl`)
    for (const kind of kinds) {
      await ask(
        page,
        `het zeldzame verhaal over zonderling${kind} ${HOSTILE[kind]!.replace(/\s/g, ' ')}`,
      )
    }
    expect(await page.locator('letterlijk-chat .card').count()).toBeGreaterThan(kinds.length / 2)
    expect(complaints).toEqual([])
  })
})
