import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { EXAMPLE_INDEX, indexExamples } from '../../src/commands/example.ts'
import { readConfig } from '../../src/config.ts'
import { ask, hasBrowser, leaveBrowser, openPage, sharedBrowser } from './browser.ts'
import { root, startSite } from './site.ts'

const wanted = process.env['SCREENSHOTS'] === '1'
const folder = root('docs/images')

const desktop = { width: 1280, height: 860 }
const tablet = { width: 820, height: 1080 }
const phone = { width: 390, height: 844 }

interface Picture {
  readonly name: string
  /** of the committed index, which holds one real document, or of the invented examples */
  readonly of: 'real' | 'examples'
  readonly path: string
  readonly viewport: typeof desktop
  readonly colorScheme?: 'dark'
  readonly queries?: readonly string[]
  readonly then?: (page: Page) => Promise<void>
}

/** A page that sets every element in its own way, with the widget on it. */
const intranet = `<!doctype html><html lang="en"><meta charset="utf-8">
<title>Intranet</title><style>
* { font-family: cursive !important; text-transform: uppercase; letter-spacing: 0.1em }
body { margin: 0; background: #1f4d3a; color: #fff }
header { position: sticky; top: 0; padding: 1.2rem; background: #7b2ff7 }
main { max-width: 60rem; margin: 2rem auto }
button, input, a, p { border: 4px dashed lime !important; background: red !important }
</style><header>Intranet</header><main>
<letterlijk-chat lang="en" theme="light"></letterlijk-chat></main>
<script type="module" src="/widget.js"></script></html>`

const pictures: readonly Picture[] = [
  {
    ...{ name: 'answer', of: 'real', path: '/?lang=en', viewport: desktop },
    queries: ['what does the cabinet say about semiconductors?'],
  },
  {
    ...{ name: 'answer-dark', of: 'real', path: '/?lang=en', viewport: tablet },
    colorScheme: 'dark',
    queries: ['what does the cabinet say about semiconductors?'],
  },
  {
    ...{ name: 'answer-phone', of: 'real', path: '/?lang=nl', viewport: phone },
    queries: ['wat zegt het kabinet over semiconductoren?'],
  },
  {
    ...{ name: 'long-answer', of: 'real', path: '/?lang=nl', viewport: desktop },
    queries: ['herkent het kabinet het beeld dat Chinese bedrijven Rusland steunen?'],
  },
  { name: 'start', of: 'examples', path: '/?lang=nl', viewport: desktop },
  {
    ...{ name: 'follow-up', of: 'examples', path: '/?lang=nl', viewport: tablet },
    queries: ['Wat doet het kabinet tegen wachttijden in de jeugdzorg?', 'En sinds wanneer?'],
  },
  {
    ...{ name: 'nothing-found', of: 'real', path: '/?lang=en', viewport: phone },
    colorScheme: 'dark',
    queries: ['how do I bake an apple pie?'],
  },
  { name: 'documents', of: 'examples', path: '/documents?lang=en&q=stroom', viewport: tablet },
  {
    ...{ name: 'document', of: 'real', path: '/documents/2022D35172?lang=nl#antwoord-7' },
    viewport: desktop,
  },
  {
    ...{ name: 'verify', of: 'real', path: '/verify?lang=nl', viewport: phone },
    async then(page) {
      await page
        .getByRole('textbox')
        .fill(
          'De overheid herkent de noodzaak om halfgeleiders toe te voegen aan de ' +
            'EU-sanctiewetgeving.',
        )
      await page.getByRole('button', { name: 'Controleer' }).click()
      await page.locator('.verdict').first().scrollIntoViewIfNeeded()
    },
  },
  {
    ...{ name: 'widget', of: 'examples', path: '/intranet', viewport: desktop },
    colorScheme: 'dark',
    queries: ['what about the electricity grid?'],
  },
]

/**
 * The pictures of README and docs/pictures.md. Written on demand only, so that tests leave the tree
 * unchanged.
 */
describe.skipIf(!hasBrowser || !wanted)('the pictures for the README (SCREENSHOTS=1)', () => {
  it('are taken of the real pages', { timeout: 600_000 }, async () => {
    mkdirSync(folder, { recursive: true })
    await indexExamples(readConfig({ MODEL_DIR: root('index/model') }))
    const [real, examples, browser] = await Promise.all([
      startSite(),
      startSite([], EXAMPLE_INDEX),
      sharedBrowser(),
    ])
    for (const { name, of, path, viewport, colorScheme, queries = [], then } of pictures) {
      const { address } = of === 'real' ? real : examples
      const scheme = colorScheme === undefined ? {} : { colorScheme }
      const { page } = await openPage(browser, address, { path: '/icon.svg', viewport, ...scheme })
      await page.route('**/intranet', (route) =>
        route.fulfill({ contentType: 'text/html', body: intranet }),
      )
      await page.goto(address + path, { waitUntil: 'networkidle' })
      for (const query of queries) await ask(page, query)
      await then?.(page)
      await page.waitForLoadState('networkidle')
      await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
      await page.context().close()
    }
    await leaveBrowser(browser)
    await Promise.all([real.close(), examples.close()])
  })
})
