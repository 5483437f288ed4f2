/**
 * Measures what a visitor waits for, in a real browser: bytes of the start page, how far it shifts,
 * the time from Enter to the first answer, part by part, and whether the answers fit two screens.
 * `npm run page-figures -- http://127.0.0.1:8787 "question" …` asks a running server; without a
 * question it asks members' own, from twenty documents. Every other one is typed, so that the
 * server can read it before Enter; the rest are pasted, and Enter follows at once. On a busy
 * machine the clock tells how busy it is; the processor time beside it does not.
 */
import { loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import type { DocumentList, FullDocument } from '../src/wire/documents.ts'
import { launchBrowser } from '../tests/e2e/browser.ts'
import { percentile } from './figures.ts'

const SCREEN = { width: 1280, height: 800 }

/** Milliseconds between questions: what follows a frame must not delay the next one. */
const REST = 1_000

/** Milliseconds from the last letter to Enter: between any two keys at 40 words a minute. */
const REACH = 300

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

/** Milliseconds from the press of Enter to the frame that shows what came of it, in its parts. */
interface Waited {
  readonly all: number
  /** until the request leaves */
  readonly sending: number
  /** until its answer begins: the server */
  readonly server: number
  /** until its answer is complete */
  readonly transfer: number
  /** until the frame */
  readonly drawing: number
}

/** A question is typed, or pasted and asked at once. */
type Way = 'typed' | 'pasted'

async function timeAnswer(page: Page, question: string, way: Way): Promise<Waited> {
  const field = page.getByRole('combobox', { name: /^(?:Uw vraag|Your question)$/ })
  if (way === 'pasted') await field.fill(question)
  else {
    await field.fill(question.slice(0, -1))
    await page.keyboard.type(question.slice(-1))
    await page.waitForTimeout(REACH)
  }
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
        // The task after a frame's callbacks begins when its layout and paint are done.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(partsUntil(performance.now()))
          port2.postMessage(null)
        })
      }).observe(root, { childList: true, subtree: true })
    })
    const partsUntil = (shown: number): Waited => {
      const { fetchStart, responseStart, responseEnd } = performance
        .getEntriesByType('resource')
        .find(({ name }) => new URL(name).pathname === '/v1/ask') as PerformanceResourceTiming
      return {
        all: shown - pressed,
        sending: fetchStart - pressed,
        server: responseStart - fetchStart,
        transfer: responseEnd - responseStart,
        drawing: shown - responseEnd,
      }
    }
    Object.assign(globalThis, { seen })
  })
  await page.keyboard.press('Enter')
  return page.evaluate(() => (globalThis as unknown as { seen: Promise<Waited> }).seen)
}

/** Milliseconds of processor time so far. */
interface Worked {
  /** all that the page's thread did */
  readonly page: number
  /** its scripts */
  readonly scripts: number
  /** its styles and layout */
  readonly layout: number
  /** all threads of the server; NaN where it does not show them at `/metrics` */
  readonly server: number
}

async function workedSoFar(address: string, browsing: CDPSession): Promise<Worked> {
  const { metrics } = await browsing.send('Performance.getMetrics')
  const spent = (name: string) => 1000 * metrics.find((each) => each.name === name)!.value
  const response = await fetch(`${address}/metrics`)
  const text = response.ok ? await response.text() : ''
  const [, seconds] = /^process_cpu_seconds_total (\S+)/m.exec(text) ?? []
  return {
    page: spent('TaskDuration'),
    scripts: spent('ScriptDuration'),
    layout: spent('LayoutDuration') + spent('RecalcStyleDuration'),
    server: 1000 * Number(seconds),
  }
}

/** Members' questions, one from each of the first documents that fit the field. */
async function membersQuestions(address: string, documents: number): Promise<string[]> {
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(address + path)
    if (!response.ok) throw new Error(`${path} is answered with ${response.status}`)
    return response.json()
  }
  const list = (await get(`/v1/documents?limit=${documents}`)) as DocumentList
  const asked = await Promise.all(
    list.documents.map(async ({ links }) => {
      const { questions } = (await get(links.self)) as FullDocument
      return questions.map(({ text }) => text).find(({ length }) => length > 40 && length < 300)
    }),
  )
  return asked.filter((question) => question !== undefined)
}

/** The height of all answers to the last question, from the first to the end of the last. */
async function heightOfLast(page: Page): Promise<number> {
  const answers = page.locator('letterlijk-chat .turn').last().locator('.sheet')
  const boxes = await Promise.all((await answers.all()).map((each) => each.boundingBox()))
  const edges = boxes.flatMap((box) => (box === null ? [] : [box.y, box.y + box.height]))
  return edges.length === 0 ? 0 : Math.max(...edges) - Math.min(...edges)
}

function said({ all, sending, server, transfer, drawing }: Waited): string {
  const [whole, ...parts] = [all, sending, server, transfer, drawing].map((ms) => ms.toFixed(0))
  return `${whole} ms (sending, server, transfer, drawing: ${parts.join(' + ')})`
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
const asked = questions.length > 0 ? questions : await membersQuestions(address, 20)
const browsing = await page.context().newCDPSession(page)
await browsing.send('Performance.enable', { timeDomain: 'threadTicks' })
const times: (Waited & { readonly way: Way })[] = []
const work: Worked[] = []
const heights: number[] = []
for (const [nth, question] of [asked[0]!, ...asked].entries()) {
  const way: Way = nth % 2 === 0 ? 'typed' : 'pasted'
  const before = await workedSoFar(address, browsing)
  times.push({ ...(await timeAnswer(page, question, way)), way })
  const after = await workedSoFar(address, browsing)
  work.push({
    page: after.page - before.page,
    scripts: after.scripts - before.scripts,
    layout: after.layout - before.layout,
    server: after.server - before.server,
  })
  heights.push(await heightOfLast(page))
  await page.waitForTimeout(REST)
}
const kB = (bytes: number) => (bytes / 1000).toFixed(1)
tell(`start page: ${kB(gzip)} kB with gzip, ${kB(plain)} kB without`)
tell(`layout shift (CLS): ${shiftAtStart.toFixed(3)}`)
const [first, ...rest] = times
tell(`first answer after Enter, for the first question of a page, typed: ${said(first!)}`)
for (const way of ['typed', 'pasted'] as const) {
  const those = rest.filter((each) => each.way === way)
  const middle = (part: keyof Waited) => percentile([...those.map((each) => each[part])], 0.5)
  const slowest = Math.max(...those.map(({ all }) => all))
  tell(
    `then, the middle of ${those.length} questions that are ${way}, part by part: ` +
      said({
        all: middle('all'),
        sending: middle('sending'),
        server: middle('server'),
        transfer: middle('transfer'),
        drawing: middle('drawing'),
      }) +
      `; slowest ${slowest.toFixed(0)} ms`,
  )
}
const spent = (part: keyof Worked) =>
  `${percentile([...work.slice(1).map((each) => each[part])], 0.5).toFixed(0)} ms`
tell(
  `processor time of a question, in the middle: server ${spent('server')}; ` +
    `page ${spent('page')}, of which scripts ${spent('scripts')}, ` +
    `styles and layout ${spent('layout')} ` +
    `(load ${loadavg()[0]!.toFixed(1)})`,
)
const shown = heights.slice(1).filter((height) => height > 0)
const fitting = shown.filter((height) => height <= 2 * SCREEN.height).length
const mean = shown.reduce((sum, height) => sum + height, 0) / shown.length
tell(
  `${fitting} of ${shown.length} questions with answers show all of them within two screens of ` +
    `${SCREEN.width} x ${SCREEN.height}: mean ${mean.toFixed(0)} px, ` +
    `most ${Math.max(...shown).toFixed(0)} px`,
)
await browser.close()
