/**
 * Measures what a visitor waits for, in a real browser: bytes of the start page, how far it shifts,
 * the time from Enter to the first answer, and whether the answers fit two screens. `npm run page-figures -- http://127.0.0.1:8787
 * "question" …` asks a running server; without a question it asks those that the start page
 * proposes.
 */
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../tests/e2e/browser.ts'
import { percentile } from './figures.ts'

const SCREEN = { width: 1280, height: 800 }

const tell = (line: string) => process.stdout.write(`${line}\n`)

const [address = 'http://127.0.0.1:8787', ...questions] = process.argv.slice(2)
if (address === '--help') {
  tell('npm run page-figures -- [address of a running server] ["question" ...]')
  process.exit(0)
}

/** Adds up unrequested movement since the page began (CLS). */
function watchShifts(): void {
  Object.assign(globalThis, { shifted: 0 })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
    })[]) {
      if (!entry.hadRecentInput)
        (globalThis as unknown as { shifted: number }).shifted += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Milliseconds from the press of Enter to the frame that shows what came of it. */
interface Waited {
  readonly all: number
  /** spent on the request: on its way, in the server and on its way back */
  readonly server: number
}

async function timeAnswer(page: Page, question: string): Promise<Waited> {
  await page.getByRole('combobox', { name: /^(?:Uw vraag|Your question)$/ }).fill(question)
  await page.evaluate(() => {
    const root = document.querySelector('letterlijk-chat')!.shadowRoot!
    const before = root.querySelectorAll('.card, .message').length
    let pressed = 0
    root.addEventListener('keydown', () => (pressed = performance.now()), { once: true })
    performance.clearResourceTimings()
    const seen = new Promise<Waited>((resolve) => {
      new MutationObserver((_, observer) => {
        if (root.querySelectorAll('.card, .message').length <= before) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const all = performance.now() - pressed
          const asked = performance
            .getEntriesByType('resource')
            .find(({ name }) => new URL(name).pathname === '/v1/ask')
          resolve({ all, server: asked?.duration ?? 0 })
        })
      }).observe(root, { childList: true, subtree: true })
    })
    Object.assign(globalThis, { seen })
  })
  await page.keyboard.press('Enter')
  return page.evaluate(() => (globalThis as unknown as { seen: Promise<Waited> }).seen)
}

/** The height of the last question with all its answers, in pixels. */
async function heightOfLast(page: Page): Promise<number> {
  return (await page.locator('letterlijk-chat .turn').last().boundingBox())!.height
}

const browser = await launchBrowser()
const page = await browser.newPage({ viewport: SCREEN })
const bodies: Promise<Buffer>[] = []
page.on('response', (response) => bodies.push(response.body()))
await page.addInitScript(watchShifts)
await page.goto(address, { waitUntil: 'networkidle' })
const loaded = await Promise.all(bodies.splice(0))
/** Bytes uncompressed, and as a compressing proxy sends them. */
const plain = loaded.reduce((sum, { length }) => sum + length, 0)
const gzip = loaded.reduce((sum, body) => sum + gzipSync(body).length, 0)
page.removeAllListeners('response')
const shift = () => page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)
const shiftAtStart = await shift()
const asked =
  questions.length > 0
    ? questions
    : await page.locator('letterlijk-chat .starters li button').allTextContents()
const times: Waited[] = []
const heights: number[] = []
for (const question of [asked[0]!, ...asked]) {
  times.push(await timeAnswer(page, question))
  heights.push(await heightOfLast(page))
}
const [first, ...rest] = times
const kB = (bytes: number) => (bytes / 1000).toFixed(1)
tell(`start page: ${kB(gzip)} kB with gzip, ${kB(plain)} kB without`)
tell(`layout shift (CLS): ${shiftAtStart.toFixed(3)}`)
const added = rest.map(({ all, server }) => all - server)
const whole = rest.map(({ all }) => all)
const ms = (values: readonly number[], quantile: number) =>
  `${percentile([...values], quantile).toFixed(0)} ms`
tell(
  `first answer after Enter: ${first!.all.toFixed(0)} ms for the first question of a page, ` +
    `${first!.server.toFixed(0)} ms of it the request`,
)
tell(
  `then p50 ${ms(whole, 0.5)}, slowest ${ms(whole, 1)} (${rest.length} questions); ` +
    `the page adds p50 ${ms(added, 0.5)}, at most ${ms(added, 1)}`,
)
const [, ...turns] = heights
const fitting = turns.filter((height) => height <= 2 * SCREEN.height).length
const mean = turns.reduce((sum, height) => sum + height, 0) / turns.length
tell(
  `${fitting} of ${turns.length} questions show all their answers within two screens of ` +
    `${SCREEN.width} x ${SCREEN.height}: mean ${mean.toFixed(0)} px, ` +
    `most ${Math.max(...turns).toFixed(0)} px`,
)
await browser.close()
