import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { EXAMPLE_INDEX, indexExamples } from '../../src/commands/example.ts'
import { readConfig } from '../../src/config.ts'
import {
  ask,
  expectAccessible,
  hasBrowser,
  leaveBrowser,
  openPage,
  SCREENS,
  sharedBrowser,
  type View,
} from './browser.ts'
import { root, startSite, type Site } from './site.ts'

/** '1' for the pictures of the documentation; a folder for each kind of page in every view */
const wanted = process.env['SCREENSHOTS']
const folder = wanted === '1' ? root('docs/images') : (wanted ?? '')

const [, , phone] = SCREENS
const desktop = { width: 1280, height: 860 }
const tablet = { width: 820, height: 1080 }

type Lang = View['lang']
type InBoth<T> = Readonly<Record<Lang, T>>

/** A kind of page. */
interface Kind {
  /** of the committed index, which holds one real document, or of the invented examples */
  readonly of: 'real' | 'examples'
  readonly path: string
  readonly queries?: InBoth<readonly string[]>
  readonly then?: (page: Page) => Promise<void>
  /** the part that axe examines; default all of it */
  readonly within?: string
}

/** A picture of the documentation. */
interface Picture {
  readonly kind: keyof typeof kinds
  readonly lang: Lang
  readonly viewport: typeof desktop
  readonly colorScheme?: 'dark'
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
<letterlijk-chat lang="LANG" theme="light"></letterlijk-chat></main>
<script type="module" src="/widget.js"></script></html>`

const kinds = {
  start: { of: 'examples', path: '/' },
  answer: {
    ...{ of: 'real', path: '/' },
    queries: {
      nl: ['wat zegt het kabinet over semiconductoren?'],
      en: ['what does the cabinet say about semiconductors?'],
    },
  },
  'long-answer': {
    ...{ of: 'real', path: '/' },
    queries: {
      nl: ['herkent het kabinet het beeld dat Chinese bedrijven Rusland steunen?'],
      en: ['does the cabinet recognise that Chinese companies support Russia?'],
    },
  },
  'follow-up': {
    ...{ of: 'examples', path: '/' },
    queries: {
      nl: ['Wat doet het kabinet tegen wachttijden in de jeugdzorg?', 'En sinds wanneer?'],
      en: ['What does the cabinet do about waiting times in youth care?', 'And since when?'],
    },
  },
  'nothing-found': {
    ...{ of: 'real', path: '/' },
    queries: { nl: ['hoe bak ik een appeltaart?'], en: ['how do I bake an apple pie?'] },
  },
  documents: { of: 'examples', path: '/documents?q=stroom' },
  document: { of: 'real', path: '/documents/2022D35172#antwoord-7' },
  verify: {
    ...{ of: 'real', path: '/verify' },
    async then(page) {
      await page
        .getByRole('textbox')
        .fill(
          'De overheid herkent de noodzaak om halfgeleiders toe te voegen aan de ' +
            'EU-sanctiewetgeving.',
        )
      await page.getByRole('button', { name: /^(?:Controleer|Check)$/ }).click()
      await page.locator('.verdict').first().scrollIntoViewIfNeeded()
    },
  },
  widget: {
    ...{ of: 'examples', path: '/intranet', within: 'letterlijk-chat' },
    queries: {
      nl: ['hoe zit het met het stroomnet?'],
      en: ['what about the electricity grid?'],
    },
  },
} as const satisfies Record<string, Kind>

const pictures: Readonly<Record<string, Picture>> = {
  answer: { kind: 'answer', lang: 'en', viewport: desktop },
  'answer-dark': { kind: 'answer', lang: 'en', viewport: tablet, colorScheme: 'dark' },
  'answer-phone': { kind: 'answer', lang: 'nl', viewport: phone },
  'long-answer': { kind: 'long-answer', lang: 'nl', viewport: desktop },
  start: { kind: 'start', lang: 'nl', viewport: desktop },
  'follow-up': { kind: 'follow-up', lang: 'nl', viewport: tablet },
  'nothing-found': { kind: 'nothing-found', lang: 'en', viewport: phone, colorScheme: 'dark' },
  documents: { kind: 'documents', lang: 'en', viewport: tablet },
  document: { kind: 'document', lang: 'nl', viewport: desktop },
  verify: { kind: 'verify', lang: 'nl', viewport: phone },
  widget: { kind: 'widget', lang: 'en', viewport: desktop, colorScheme: 'dark' },
}

interface Sites {
  readonly real: Site
  readonly examples: Site
  readonly browser: Browser
}

async function openSites(): Promise<Sites & { close(): Promise<unknown> }> {
  mkdirSync(folder, { recursive: true })
  await indexExamples(readConfig({ MODEL_DIR: root('index/model') }))
  const [real, examples, browser] = await Promise.all([
    startSite(),
    startSite([], EXAMPLE_INDEX),
    sharedBrowser(),
  ])
  const close = async () => {
    await leaveBrowser(browser)
    await Promise.all([real.close(), examples.close()])
  }
  return { real, examples, browser, close }
}

/** Opens a kind of page, asks its questions, and saves a picture of it. */
async function take(
  { browser, ...sites }: Sites,
  name: string,
  { kind, lang, ...view }: Picture,
): Promise<Page> {
  const { of, path, queries, then }: Kind = kinds[kind]
  const { address } = sites[of]
  const { page } = await openPage(browser, address, { path: '/icon.svg', ...view })
  await page.route('**/intranet*', (route) =>
    route.fulfill({ contentType: 'text/html', body: intranet.replaceAll('LANG', lang) }),
  )
  const url = new URL(path, address)
  url.searchParams.set('lang', lang)
  await page.goto(url.href, { waitUntil: 'networkidle' })
  for (const query of queries?.[lang] ?? []) await ask(page, query)
  await then?.(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
  return page
}

/**
 * The pictures of README and docs/pictures.md. Written on demand only, so that tests leave the tree
 * unchanged.
 */
describe.skipIf(!hasBrowser || wanted !== '1')(
  'the pictures for the README (SCREENSHOTS=1)',
  () => {
    it('are taken of the real pages', { timeout: 600_000 }, async () => {
      const sites = await openSites()
      for (const [name, picture] of Object.entries(pictures)) {
        const page = await take(sites, name, picture)
        await page.context().close()
      }
      await sites.close()
    })
  },
)

/** 108 pages, some ten minutes: `pages.test.ts` has every pair of views in each run. */
describe.skipIf(!hasBrowser || wanted === undefined || wanted === '1')(
  'every kind of page in each language and scheme on each screen (SCREENSHOTS=<folder>)',
  () => {
    it('passes axe, and is taken', { timeout: 1_800_000 }, async () => {
      const sites = await openSites()
      for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
        for (const lang of ['nl', 'en'] as const) {
          for (const [nth, viewport] of SCREENS.entries()) {
            for (const scheme of ['light', 'dark'] as const) {
              const look = scheme === 'dark' ? { colorScheme: scheme } : {}
              const name = `${kind}-${['desktop', 'tablet', 'phone'][nth]}-${scheme}-${lang}`
              const page = await take(sites, name, { kind, lang, viewport, ...look })
              const { within }: Kind = kinds[kind]
              await expectAccessible(page, within === undefined ? {} : { within })
              await page.context().close()
            }
          }
        }
      }
      await sites.close()
    })
  },
)
