import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import chromium from '@sparticuz/chromium'
import {
  chromium as playwright,
  type Browser,
  type BrowserContextOptions,
  type Frame,
  type Locator,
  type Page,
} from 'playwright-core'
import { expect } from 'vitest'

/** npm provides the browser for this platform only. */
export const hasBrowser = process.platform === 'linux' && process.arch === 'x64'

/**
 * Headless Chromium. The package's own arguments are for cloud functions: they switch off the
 * same-origin policy, which some tests are about.
 */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}

let shared: Promise<Browser> | undefined

/** A browser for all tests of a process: each context is one of its own, without any memory. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser()
  return shared
}

/** Closes what a file's tests opened in it. */
export async function leaveBrowser(browser: Browser | undefined): Promise<void> {
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
}

/** A page with its complaints: console messages of any kind, errors, and requests elsewhere. */
export interface Watched {
  readonly page: Page
  readonly complaints: string[]
}

export async function openPage(
  browser: Browser,
  address: string,
  { path = '/', ...options }: BrowserContextOptions & { path?: string } = {},
): Promise<Watched> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'nl-NL', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== address)
      complaints.push(`request: ${request.url()}`)
  })
  await page.goto(address + path)
  return { page, complaints }
}

/** Types a question into the chat and waits for the outcome. */
export async function ask(page: Page, query: string): Promise<void> {
  const turns = page.locator('letterlijk-chat .turn')
  const before = await turns.count()
  await page.getByRole('combobox', { name: /^(?:Uw vraag|Your question)$/ }).fill(query)
  await page.keyboard.press('Enter')
  await turns.nth(before).locator('.card, .message').first().waitFor()
}

const ofAxe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))

/**
 * axe, for pages that do not have it yet. By itself the builder evaluates its 1.5 MB twice for each
 * examination, .07 s of processor time of some .5 s.
 */
const AXE = `if (globalThis.axe === undefined) {
  ${readFileSync(ofAxe.resolve('axe-core/axe.min.js'), 'utf8')}
}`

/** The rules whose outcome depends on colours and sizes; others read the same elements. */
const LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

export interface Examined {
  /** a part of the page; default all of it */
  readonly within?: string
  /** parts left out */
  readonly without?: readonly string[]
  /** only what depends on colours and sizes */
  readonly looks?: boolean
}

/** No findings of axe at all, for WCAG 2.2 A and AA and for its best practices. */
export async function expectAccessible(
  page: Page,
  { within = 'html', without = [], looks = false }: Examined = {},
): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const axe = new AxeBuilder({ page, axeSource: AXE }).include(within).setLegacyMode()
  for (const part of without) axe.exclude(part)
  // Reporting thousands of passed elements takes as long as the checks.
  axe.options({ resultTypes: ['violations'] })
  const { violations } = await (looks ? axe.withRules(LOOKS) : axe.withTags(tags)).analyze()
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => [target.join(' '), failureSummary]),
  }))
  expect(found).toEqual([])
}

/** A desktop, a tablet and a phone. */
export const SCREENS = [
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const

/** How a page is looked at. */
export interface View {
  readonly lang: 'nl' | 'en'
  readonly colorScheme: 'light' | 'dark'
  readonly screen: (typeof SCREENS)[number]
}

/**
 * Three views of the nth page: each language, each scheme and each screen. Any two pages in a row
 * have every pair of a language, a scheme and a screen between them.
 */
export function pairwise(nth: number): readonly View[] {
  const [desktop, tablet, phone] = SCREENS
  return nth % 2 === 0
    ? [
        { lang: 'nl', colorScheme: 'light', screen: desktop },
        { lang: 'en', colorScheme: 'dark', screen: tablet },
        { lang: 'nl', colorScheme: 'dark', screen: phone },
      ]
    : [
        { lang: 'en', colorScheme: 'dark', screen: desktop },
        { lang: 'nl', colorScheme: 'light', screen: tablet },
        { lang: 'en', colorScheme: 'light', screen: phone },
      ]
}

/** Opens the menu behind "⋯" of a card, unless it is open. */
export async function openMore(card: Locator): Promise<void> {
  const dots = card.locator('.dots').first()
  if ((await dots.getAttribute('aria-expanded')) === 'false') await dots.click()
}

/** Prints the conversation: the frame that goes to the printer. */
export async function printed(page: Page): Promise<Frame> {
  const attached = page.waitForEvent('frameattached')
  await page.getByRole('button', { name: 'Druk af' }).click()
  const paper = await attached
  await paper.locator('.turn').first().waitFor({ state: 'attached' })
  return paper
}
