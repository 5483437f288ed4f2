import { mkdirSync } from 'node:fs'
import { describe, it } from 'vitest'
import { ask, hasBrowser, launchBrowser, openPage } from './browser.ts'
import { root, startSite } from './site.ts'

const wanted = process.env['SCREENSHOTS'] === '1'
const folder = root('docs/images')

/** The pictures in the README. Written only on demand, so that tests leave the tree unchanged. */
describe.skipIf(!hasBrowser || !wanted)('the pictures for the README (SCREENSHOTS=1)', () => {
  it('show the real pages', { timeout: 60_000 }, async () => {
    mkdirSync(folder, { recursive: true })
    const [site, browser] = await Promise.all([startSite(), launchBrowser()])
    const desktop = { width: 1120, height: 860 }
    const phone = { width: 390, height: 844 }
    const query = 'what does the cabinet say about semiconductors?'
    const pictures = [
      { name: 'answer', path: '/?lang=en', viewport: desktop, query },
      { name: 'answer-dark', path: '/?lang=en', viewport: desktop, query, colorScheme: 'dark' },
      {
        name: 'answer-phone',
        path: '/?lang=nl',
        viewport: phone,
        query: 'wat zegt het kabinet over semiconductoren?',
      },
      { name: 'start', path: '/?lang=nl', viewport: desktop },
      { name: 'document', path: '/documents/2022D35172?lang=nl#antwoord-7', viewport: desktop },
    ] as const
    for (const { name, path, viewport, ...rest } of pictures) {
      const colorScheme = 'colorScheme' in rest ? rest.colorScheme : 'light'
      const { page } = await openPage(browser, site.address, { path, viewport, colorScheme })
      if ('query' in rest) await ask(page, rest.query)
      await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
      await page.context().close()
    }
    await browser.close()
    await site.close()
  })
})
