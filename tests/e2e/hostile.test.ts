import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOSTILE, hostileDocument } from '../support/hostile.ts'
import { ask, hasBrowser, leaveBrowser, openPage, sharedBrowser } from './browser.ts'
import { makeIndex, startSite, type Site } from './site.ts'

const kinds = Object.keys(HOSTILE)
const idOf = (kind: string) => `2023D2${String(kinds.indexOf(kind)).padStart(4, '0')}`

describe.skipIf(!hasBrowser)('hostile documents, in a real browser', () => {
  let folder: string
  let site: Site
  let browser: Browser

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-e2e-'))
    for (const kind of kinds) {
      const text = HOSTILE[kind]!
      await writeFile(join(folder, `${idOf(kind)}.txt`), hostileDocument(text, `zonderling${kind}`))
      await writeFile(join(folder, `${idOf(kind)}.json`), JSON.stringify({ title: text }))
    }
    const indexDir = join(folder, 'index')
    await makeIndex(indexDir, [folder])
    ;[site, browser] = await Promise.all([startSite([], indexDir), sharedBrowser()])
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await site?.close()
    await rm(folder, { recursive: true })
  })

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
