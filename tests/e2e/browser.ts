import { AxeBuilder } from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import {
  chromium as playwright,
  type Browser,
  type BrowserContextOptions,
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

/**
 * No findings of axe at all, for WCAG 2.2 A and AA and for its best practices, within a part of the
 * page, without other parts.
 */
export async function expectAccessible(
  page: Page,
  within = 'html',
  without: readonly string[] = [],
): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const axe = new AxeBuilder({ page }).include(within).setLegacyMode()
  for (const part of without) axe.exclude(part)
  // Reporting thousands of passed elements takes as long as the checks.
  const { violations } = await axe
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .analyze()
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => [target.join(' '), failureSummary]),
  }))
  expect(found).toEqual([])
}

/** Opens the menu behind "⋯" of a card, unless it is open. */
export async function openMore(card: Locator): Promise<void> {
  const dots = card.locator('.dots').first()
  if ((await dots.getAttribute('aria-expanded')) === 'false') await dots.click()
}
