import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { column, makePdf } from '../support/make-pdf.ts'
import { ask, hasBrowser, openMore, openPage, printed } from './browser.ts'
import type { Site } from './site.ts'
import { siteOverFiles } from './site-and-browser.ts'

/** Each would open a dialog, or send a request, if any part of the site took it for markup. */
const script = '<script>alert(1)</script>'
const image = '"><img src=https://elsewhere.invalid/x onerror=alert(2)>'
const link = '[klik](javascript:alert(3)) <a href="javascript:alert(4)">klik</a>'
const title = `het bericht «${script}» ${image} ${link}`

const hostile = `Vragen van het lid <b>Jansen</b> (<i>ABC</i>) aan de Minister van <u>Landbouw</u> over
een bericht (ingezonden 3 april 2023).

Antwoord van Minister <s>De Boer</s> (<u>Landbouw</u>) (ontvangen 1 mei 2023).

Vraag 1
Kent u het zeldzame ${script} ${image} verhaal over krokodillen in de IJssel?1

1 Zie ${image} en ${link}.

Antwoord 1
Ja, ${script} het zeldzame ${image} verhaal ${link} over krokodillen in de IJssel ken ik.
</blockquote></article><style>*{display:none}</style> en dat is alles.

Toelichting:
Deze vragen dienen ter aanvulling ${image}.
`

const long = 'de stand van de dijken langs de grote rivieren en de vraag wie daarvoor betaalt'
const pdf = makePdf([
  column([
    'Vraag 1',
    'Kunt u ingaan op de veiligheid van de dijken langs de Maas bij Venlo?',
    'Antwoord 1',
    'De dijken langs de Maas bij Venlo voldoen aan de norm.',
    'Vraag 2',
    `Kunt u nader ingaan op ${long},`,
    `en daarbij ook betrekken ${long},`,
    `alsmede ${long}?`,
  ]),
  column(['Antwoord 2', 'De waterschappen betalen de versterking van de dijken bij Venlo.']),
])

/** As long as the longest that a form takes; no line of a phone has room for it. */
const name = 'Vandenbroekenhuizenwoudstratenhovenbeekmeerdijkzanddorpveld'

const files = {
  '2023D00001.txt': hostile,
  '2023D00001.json': JSON.stringify({ title, url: 'https://www.example.nl/stuk' }),
  '2024D00002.pdf': pdf,
  '2024D00002.json': JSON.stringify({ askers: [{ name, party: 'ABC' }] }),
  '<img src=x onerror=alert(5)>.pdf': '%PDF-1.4\n%%EOF',
}

describe.skipIf(!hasBrowser)('strange documents, in a real browser', { timeout: 120_000 }, () => {
  let site: Site
  let browser: Browser
  siteOverFiles(files, ({ failures, ...opened }) => {
    expect(failures).toHaveLength(1)
    ;({ site, browser } = opened)
  })

  async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
    const opened = await openPage(browser, site.address, { path: '/icon.svg' })
    opened.page.on('dialog', (dialog) => {
      opened.complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await opened.page.addInitScript(() => (window.print = () => {}))
    await opened.page.goto(site.address + path)
    return opened
  }

  it('show hostile words as words in the chat, its proof, its print and its file', async () => {
    const { page, complaints } = await open('/?lang=nl')
    await ask(page, `krokodillen in de IJssel ${image}`)
    const card = page.locator('.card').first()
    expect(await card.locator('.quote').textContent()).toContain(`Ja, ${script} het zeldzame`)
    await openMore(card)
    await card.getByRole('button', { name: 'Controleer dit citaat' }).click()
    await card.getByText(/^Klopt: uw browser/).waitFor()
    const paper = await printed(page)
    expect(await paper.evaluate(() => document.body.textContent)).toContain(script)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
    let saved = ''
    for await (const chunk of await (await download).createReadStream()) saved += String(chunk)
    // Rendering it yields no markup: every angle bracket is escaped.
    expect(saved).toContain('krokodillen')
    expect(saved).not.toMatch(/(?<!\\)<(?:script|img|a |style)/)
    expect(complaints).toEqual([])
  })

  it.each(['nl', 'en'])('show hostile words as words on every page: %s', async (lang) => {
    const { page, complaints } = await open(`/documents/2023D00001?lang=${lang}`)
    expect((await page.locator('h1').textContent())?.toLowerCase()).toBe(title.toLowerCase())
    expect(await page.locator('.quote').first().textContent()).toContain(image)
    await page
      .locator('.pair')
      .getByText(/Toon in de bron|Show in the source/)
      .click()
    await page.goto(`${site.address}/documents?lang=${lang}`)
    expect(await page.locator('main').textContent()).toContain(script)
    await page.goto(`${site.address}/verify?lang=${lang}`)
    await page.locator('#quote').fill(`Ja, ${script} het zeldzaam ${image} verhaal ${link}`)
    await page.locator('.quote-check button').click()
    expect(await page.locator('.verdict').textContent()).toContain(image)
    await page.goto(`${site.address}/documents/${encodeURIComponent(image)}?lang=${lang}`)
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([])
  })

  it('have page numbers if they came as PDF', async () => {
    const { page } = await open('/documents/2024D00002?lang=nl')
    const marks = page.locator('.quote .page')
    expect(await marks.allTextContents()).toEqual(['bladzijde 1', 'bladzijde 2'])
    expect(await page.locator('#antwoord-2-p1 .page').textContent()).toBe('bladzijde 2')
    expect(await page.locator('#antwoord-2-p1 .words').textContent()).toMatch(/Venlo\.$/)
  })

  it('fold a long question, and unfold it with a press', async () => {
    const { page } = await open('/?lang=nl')
    await ask(page, 'wie betaalt de versterking van de dijken bij Venlo?')
    const card = page.locator('.card').filter({ hasText: 'De waterschappen betalen' })
    const said = card.locator('.question .said').first()
    const height = () => said.evaluate((node) => node.getBoundingClientRect().height)
    const folded = await height()
    const toggle = card.getByRole('button', { name: 'Toon de hele vraag' })
    expect(await toggle.getAttribute('aria-expanded')).toBe('false')
    await toggle.click()
    expect(await height()).toBeGreaterThan(folded)
    await card.getByRole('button', { name: 'Vouw de vraag in' }).click()
    expect(await height()).toBe(folded)
  })

  it('show a long name whole, and all else, on a phone with letters twice as large', async () => {
    const { page } = await open('/?lang=nl')
    await page.setViewportSize({ width: 320, height: 800 })
    const browser = await page.context().newCDPSession(page)
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
    await ask(page, `vragen van ${name} over de versterking van de dijken bij Venlo`)
    const card = page.locator('.card').filter({ hasText: 'De waterschappen betalen' })
    const sheet = page.locator('.sheet').filter({ has: card })
    expect(await sheet.locator('.asker').textContent()).toContain(name)
    const right = (node: Element) => node.getBoundingClientRect().right
    const edge = await sheet.evaluate(right)
    for (const part of await sheet.locator('.particulars li, .relevance, button').all()) {
      expect(await part.evaluate(right), (await part.textContent())!).toBeLessThanOrEqual(edge)
    }
  })

  it('list the document’s other answers from the card', async () => {
    const { page } = await open('/?lang=en')
    await ask(page, 'dijken langs de Maas bij Venlo')
    const card = page.locator('.card').filter({ hasText: 'voldoen aan de norm' })
    await openMore(card)
    await card.getByRole('button', { name: 'Other answers in this document' }).click()
    const other = card.locator('.others a')
    expect(await other.textContent()).toBe('Answer to question 2 (opens a new tab)')
    expect(await other.getAttribute('href')).toBe(
      `${site.address}/documents/2024D00002?lang=en#antwoord-2`,
    )
  })
})
