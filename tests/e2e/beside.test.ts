import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ask,
  expectAccessible,
  hasBrowser,
  leaveBrowser,
  openPage,
  printed,
  sharedBrowser,
} from './browser.ts'
import { makeIndex, startSite, type Site } from './site.ts'

const WIDE = { width: 1280, height: 800 }

/** What a minister said of one matter over the years, the last time in the words of before. */
const subsidy =
  'Schapenhouders krijgen subsidie voor rasters die de wolf buiten de weide houden, en de ' +
  'provincies betalen de schade aan hun kudde.'
const positions = {
  2020: [
    'De Vries (CDA)',
    'Komt er een verbod?',
    'Er komt geen subsidie voor rasters tegen de wolf.',
  ],
  2021: [
    'Bisschop (SGP)',
    'Is het nu tijd?',
    'Ik onderzoek een subsidie voor rasters tegen de wolf.',
  ],
  2022: ['Bisschop (SGP)', 'Komt er dan een verbod?', subsidy],
  2024: ['Flach (SGP)', 'Hoe betalen schapenhouders hun rasters?', subsidy],
} as const

/** Five answers of some 1,300 characters to questions on the same. */
const aspects = ['de kosten', 'de planning', 'de veiligheid', 'de vergunning', 'de uitvoering']
const filler = (aspect: string, n: number) =>
  `Over ${aspect} is in deel ${n} van de rapportage uitvoerig bericht aan de Kamer, met alle ` +
  'cijfers van het afgelopen jaar. De betrokken gemeenten hebben daarop gereageerd in een brief.'
const dikes = aspects.map((aspect, at) => {
  const said = [1, 2, 3].map((n) => filler(aspect, n)).join(' ')
  const bearing =
    `Voor ${aspect} van de dijkversterking bij Tiel is het waterschap ` + 'verantwoordelijk.'
  return `Vraag ${at + 1}
Wie is verantwoordelijk voor ${aspect} van de dijkversterking bij Tiel?

Antwoord ${at + 1}
${said} ${bearing} ${said}

Zie ook wat daarover eerder is gezegd. ${filler(aspect, 4)} ${filler(aspect, 5)}
`
})

/** More questions, answered together with the first. */
const threeAtOnce = `Vraag 2
Hoe vaak stond de brug dit jaar open?

Vraag 3
Wie betaalt dat?

Antwoord 1, 2 en 3`

/** The same of five documents, whose subjects take two lines. */
const bridges = Object.fromEntries(
  aspects.map((aspect, at) => [
    `brug-${at + 1}.txt`,
    `Vragen van de leden Jansen (ABC) en De Vries (CDA) aan de Minister van Infrastructuur over het
bericht «Ophaalbrug bij Hasselt opnieuw in storing: de buurt wacht al maanden op ${aspect}»
(ingezonden 3 april 202${at}).

Antwoord van Minister De Boer (Infrastructuur) (ontvangen 1 mei 202${at}).

Vraag 1
Wanneer wordt de ophaalbrug bij Hasselt hersteld, wie is verantwoordelijk voor ${aspect} daarvan, en
bent u bereid daarover in overleg te gaan met de omwonenden, de gemeente en de provincie?

${at === 0 ? threeAtOnce : 'Antwoord 1'}
${[1, 2, 3].map((n) => filler(aspect, n)).join(' ')} Het herstel van de ophaalbrug bij Hasselt
duurt voor ${aspect} tot maart. ${[4, 5].map((n) => filler(aspect, n)).join(' ')}

${filler(aspect, 6)}
`,
  ]),
)

const documents = {
  ...bridges,
  'kv-tk-2024Z09999.txt': `Vragen van het lid Flach (SGP) aan de Minister van Landbouw over
de vergoeding van kapotte rasters (ingezonden 3 juni 2024).

Vraag 1
Vergoedt u rasters die een boom heeft vernield?
`,
  // Asked in one document, and answered later in another of the same matter.
  'kv-tk-2023Z08888.txt': `Vragen van het lid Flach (SGP) aan de Minister van Infrastructuur over
de veerpont bij Wijhe (ingezonden 3 februari 2023).

Vraag 1
Wanneer vaart de veerpont bij Wijhe weer?
`,
  'pont.txt': `Vragen van het lid Flach (SGP) aan de Minister van Infrastructuur over
de veerpont bij Wijhe (ingezonden 3 februari 2023).

Antwoord van Minister De Boer (Infrastructuur) (ontvangen 20 maart 2023).

Vraag 1
Wanneer vaart de veerpont bij Wijhe weer?

Antwoord 1
De veerpont bij Wijhe vaart sinds 1 maart.
`,
  'pont.json': '{"zaak": "2023Z08888"}',
  ...Object.fromEntries(
    Object.entries(positions).map(([year, [member, more, answer]]) => [
      `wolf-${year}.txt`,
      `Vragen van het lid ${member} aan de Minister van Landbouw over
de bescherming van schapen tegen de wolf (ingezonden 3 april ${year}).

Antwoord van Minister Adema (Landbouw) (ontvangen 7 mei ${year}).

Vraag 1
Wat doet u om schapen tegen de wolf te beschermen? ${more}

Antwoord 1
${answer}
`,
    ]),
  ),
  'dijken.txt': `Vragen van het lid Jansen (ABC) aan de Minister van Infrastructuur over
de dijkversterking bij Tiel (ingezonden 3 april 2023).

Antwoord van Minister De Boer (Infrastructuur) (ontvangen 1 mei 2023).

${dikes.join('\n')}`,
}

describe.skipIf(!hasBrowser)('answers and the list beside them', { timeout: 120_000 }, () => {
  let site: Site
  let several: Site
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-e2e-'))
    for (const [name, text] of Object.entries(documents)) await writeFile(join(folder, name), text)
    const indexDir = join(folder, 'index')
    await makeIndex(indexDir, [folder])
    ;[site, several, browser] = await Promise.all([
      startSite(),
      startSite([], indexDir),
      sharedBrowser(),
    ])
  }, 240_000)
  afterAll(async () => {
    await leaveBrowser(browser)
    await Promise.all([site?.close(), several?.close()])
    await rm(folder, { recursive: true, force: true })
  })

  const days = (page: Page) => page.locator('.sheet .particulars .date').allTextContents()

  it('mark an earlier position, with a link to the later one and a timeline', async () => {
    const { page, complaints } = await openPage(browser, several.address, { viewport: WIDE })
    await ask(page, 'subsidie voor rasters tegen de wolf')
    const earlier = page.locator('.sheet', { hasText: '7 mei 2021' }).locator('.earlier-position')
    expect(await earlier.textContent()).toMatch(
      /^Eerder standpunt Lees het latere antwoord: 7 mei 2024/,
    )
    const link = earlier.getByRole('link')
    expect(await link.getAttribute('href')).toBe(
      `${several.address}/documents/wolf-2024?lang=nl#antwoord-1`,
    )
    const timeline = page.locator('.timeline')
    expect((await timeline.textContent())!.replaceAll(/ \(opent[^)]*\)/g, '')).toBe(
      'Standpunten door de tijd: 7 mei 2020 → 7 mei 2021 → 7 mei 2022 → 7 mei 2024',
    )
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

  it('of nearly the same words are shown once, the latest, which names the others', async () => {
    const { page } = await openPage(browser, several.address, { path: '/?lang=en' })
    await ask(page, 'subsidie voor rasters tegen de wolf')
    expect(await days(page)).not.toContain('7 May 2022')
    const latest = page.locator('.sheet', { has: page.locator('.date', { hasText: '2024' }) })
    expect(await latest.locator('.earlier-position').textContent()).toMatch(
      /^Nearly the same answer: 7 May 2022/,
    )
  })

  it('stand newest first by choice, and so does what is beside them', async () => {
    const { page } = await openPage(browser, several.address, { viewport: WIDE })
    await ask(page, 'subsidie voor rasters tegen de wolf')
    const best = await days(page)
    await page.getByRole('button', { name: 'Nieuwste eerst' }).click()
    expect(await days(page)).toEqual(['7 mei 2024', '7 mei 2021', '7 mei 2020'])
    const beside = page.locator('.outline .day')
    await expect
      .poll(() => beside.allTextContents(), { timeout: 10_000 })
      .toEqual(['7 mei 2024', '7 mei 2021', '7 mei 2020'])
    await page.getByRole('button', { name: 'Beste eerst' }).click()
    expect(await days(page)).toEqual(best)
    await page.locator('.aside .filters').waitFor()
  })

  it('fit two screens if five long ones share a subject; the rest can be found', async () => {
    const { page } = await openPage(browser, several.address, { viewport: WIDE })
    await ask(page, 'wie is verantwoordelijk voor de dijkversterking bij Tiel?')
    expect(await page.locator('.card').count()).toBe(5)
    expect(await page.locator('.sheet').count()).toBe(1)
    const { height } = (await page.locator('.turn').boundingBox())!
    expect(height).toBeLessThanOrEqual(2 * WIDE.height)
    const card = page.locator('.card').first()
    const quote = card.locator('.quote')
    // What bears on the question is in sight, and all of it is in the page.
    expect(await quote.innerText()).toContain('is het waterschap verantwoordelijk.')
    const [whole, shown] = [await quote.textContent(), await quote.innerText()]
    expect(shown.length).toBeLessThan(whole!.length / 2)
    // So the browser's search tells a page that it found something out of sight.
    await quote
      .locator('[hidden="until-found"]')
      .first()
      .evaluate((node) => node.dispatchEvent(new Event('beforematch', { bubbles: true })))
    expect((await quote.innerText()).replaceAll(/\s/g, '')).toBe(whole!.replaceAll(/\s/g, ''))
    const second = page.locator('.card').nth(1)
    await second.getByRole('button', { name: 'Toon heel antwoord' }).click()
    expect(await second.locator('[hidden="until-found"]').count()).toBe(0)
    const third = page.locator('.card').nth(2).locator('.quote')
    await third.locator('p').first().selectText()
    const copied = await page.evaluateHandle(() => {
      const read = { text: '' }
      addEventListener('copy', () => setTimeout(() => (read.text = getSelection()!.toString())))
      return read
    })
    await page.keyboard.press('ControlOrMeta+c')
    await expect
      .poll(async () => (await copied.jsonValue()).text)
      .toBe(await third.locator('p').first().textContent())
    // A selection that begins above the quotes leaves no gap in any of them either.
    const folded = page.locator('.folded')
    expect(await folded.count()).toBe(0)
    await ask(page, 'wie is verantwoordelijk voor de dijkversterking bij Tiel?')
    expect(await folded.count()).toBeGreaterThan(1)
    await page.locator('.turn').last().selectText()
    await page.keyboard.press('ControlOrMeta+c')
    await expect.poll(() => folded.count()).toBe(0)
    await expectAccessible(page)
  })

  it('fit two screens if each of five stands in a document of its own', async () => {
    const { page } = await openPage(browser, several.address, { viewport: WIDE })
    await ask(page, 'wanneer wordt de ophaalbrug bij Hasselt hersteld?')
    expect(await page.locator('.sheet').count()).toBe(5)
    const { height } = (await page.locator('.turn').boundingBox())!
    expect(height).toBeLessThanOrEqual(2 * WIDE.height)
    // Three questions in a row are a range.
    expect(await page.locator('.particulars .numbers').allTextContents()).toContain('vragen 1–3')
    // A folded question is one line, and all of it a press away.
    const question = page.locator('.question').first()
    const folded = (await question.boundingBox())!.height
    await question.getByRole('button', { name: 'Toon de hele vraag' }).click()
    expect((await question.boundingBox())!.height).toBeGreaterThan(1.5 * folded)
  })

  it('have a chip for each filter that the question names, which removes it', async () => {
    const { page } = await openPage(browser, several.address)
    const chips = () =>
      page.locator('.turn').last().getByRole('list', { name: 'Filters bij deze vraag' })
    for (const [query, named] of [
      ['SGP mei 2021', ['SGP', 'mei 2021']],
      ['wat antwoordde minister De Boer over de brug bij Hasselt?', ['De Boer']],
      ['subsidie volgens wolf-2020', ['wolf-2020']],
      [`subsidie volgens ${several.address}/documents/wolf-2022`, ['wolf-2022']],
    ] as const) {
      await ask(page, query)
      const said = await chips().textContent()
      for (const name of named) expect(said, query).toContain(name)
    }
    const request = page.waitForRequest((each) => each.url().endsWith('/v1/ask'))
    await chips().getByRole('button').first().click()
    expect((await request).postDataJSON()).toHaveProperty('unread')
  })

  it('leave out open questions, which the list of documents shows with their date', async () => {
    const { page } = await openPage(browser, several.address, { path: '/documents?lang=nl' })
    await page.getByText('1 stel vragen wacht op antwoord').click()
    const open = page.locator('li', { hasText: 'kapotte rasters' }).first()
    expect(await open.textContent()).toContain('nog niet beantwoord sinds 3 juni 2024')
  })

  it('stand beside the questions that they answer later, in the list of documents', async () => {
    const { page } = await openPage(browser, several.address, {
      path: '/documents?lang=en&q=veerpont',
    })
    const questions = page.locator('.documents > li', { hasText: 'The answers' })
    expect(await questions.textContent()).not.toContain('not yet answered')
    const answers = questions.locator('.related').getByRole('link', { name: 'The answers' })
    expect(await answers.locator('..').textContent()).toMatch(
      /^\s*The answers \(20 March 2023\),\s+pont\s*$/,
    )
    await answers.click()
    expect(await page.locator('.pair .words').last().textContent()).toContain('sinds 1 maart')
  })

  it('appear in a list from 1280 pixels on, which scrolls to them', async () => {
    const { page, complaints } = await openPage(browser, site.address, { viewport: WIDE })
    await ask(page, 'semiconductoren')
    const outline = page.getByRole('navigation', { name: 'Gevonden antwoorden' })
    await outline.waitFor()
    const labels = await page.locator('.card h4').allTextContents()
    expect(await outline.locator('small').allTextContents()).toEqual(labels)
    await expectAccessible(page)
    await outline.getByRole('button').last().click()
    const focused = () =>
      page.evaluate(() => document.activeElement!.shadowRoot!.activeElement!.querySelector('h4'))
    expect(await focused()).not.toBeNull()
    const card = page.locator('.card').last()
    expect((await card.boundingBox())!.y).toBeLessThan(WIDE.height / 2)
    const sheets = () =>
      page.evaluate(
        () => document.querySelector('letterlijk-chat')!.shadowRoot!.adoptedStyleSheets.length,
      )
    const worn = await sheets()
    await page.locator('letterlijk-chat').evaluate((chat) => chat.setAttribute('lang', 'en'))
    await page.getByRole('navigation', { name: 'Answers found' }).waitFor()
    expect(await sheets()).toBe(worn)
    await page.locator('letterlijk-chat').evaluate((chat) => chat.setAttribute('lang', 'nl'))
    await outline.waitFor()
    await page.setViewportSize({ width: 1200, height: 800 })
    expect(await outline.isVisible()).toBe(false)
    expect(complaints).toEqual([])
  })

  it('have no list on a smaller screen, which loads no script for it', async () => {
    const viewport = { width: 1024, height: 800 }
    const { page } = await openPage(browser, site.address, { viewport })
    const requested: string[] = []
    page.on('request', (request) => void requested.push(new URL(request.url()).pathname))
    await ask(page, 'semiconductoren')
    expect(await page.locator('.outline').count()).toBe(0)
    expect(requested.filter((path) => path === '/beside.js')).toEqual([])
  })

  it('have the subject first, then who, when and what, and at most three controls', async () => {
    const { page } = await openPage(browser, site.address, { path: '/?lang=en' })
    await ask(page, 'question 7')
    const sheet = page.locator('.sheet').first()
    const subject = await sheet.locator('.subject').evaluate((node) => {
      const { fontFamily, fontSize } = getComputedStyle(node)
      return { fontFamily, fontSize: Number.parseFloat(fontSize) }
    })
    expect(subject.fontFamily).toContain('serif')
    expect(await sheet.locator('.subject a').getAttribute('href')).toBe(
      `${site.address}/documents/2022D35172?lang=en`,
    )
    expect(subject.fontSize).toBeGreaterThanOrEqual(20)
    expect(await sheet.locator('.particulars li').allTextContents()).toEqual([
      'Minister Hoekstra (Buitenlandse Zaken)',
      '12 September 2022',
      'question 7',
      'Sjoerdsma (D66)',
    ])
    expect(await sheet.locator('.relevance').textContent()).toBe('About your question')
    const shown = sheet.locator('.card > .actions > *').filter({ visible: true })
    expect(await shown.count()).toBe(3)
    expect(await sheet.locator('.cite').isVisible()).toBe(false)
  })

  it('set the minister’s words apart by a rule of their own', async () => {
    const { page } = await openPage(browser, site.address)
    await ask(page, 'vraag 7')
    const rule = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((node) => getComputedStyle(node).borderInlineStartWidth)
    expect(await rule('.card .quote')).toBe('3px')
    expect(await rule('.card .question')).toBe('0px')
  })

  it('show every question of a merged answer on paper, with marks and folded parts', async () => {
    const { page } = await openPage(browser, site.address)
    await page.addInitScript(() => {
      window.print = () => {}
    })
    await page.reload()
    await ask(page, 'herkent het kabinet het beeld dat Chinese bedrijven Rusland steunen?')
    const paper = await printed(page)
    await page.emulateMedia({ media: 'print' })
    const merged = paper.locator('.card', { has: paper.getByText('Vraag 4') }).first()
    const visible = await merged.locator('.said').evaluateAll((nodes) =>
      nodes.map((node) => {
        const { height } = node.getBoundingClientRect()
        return height > 0 && node.scrollHeight <= Math.ceil(height) + 1
      }),
    )
    expect(visible).toEqual([true, true])
    const hidden = await paper
      .locator('.quote p')
      .evaluateAll(
        (nodes) => nodes.filter((node) => node.getBoundingClientRect().height === 0).length,
      )
    expect(hidden).toBe(0)
    const mark = await paper
      .locator('mark')
      .first()
      .evaluate((node) => getComputedStyle(node).printColorAdjust)
    expect(mark).toBe('exact')
  })

  it('mark the target of a link in a colour of its own', async () => {
    const { page } = await openPage(browser, site.address, {
      path: '/documents/2022D35172?lang=en#antwoord-7',
    })
    const ground = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((node) => getComputedStyle(node).backgroundColor)
    const target = await ground('.pair:target .words')
    expect(target).not.toBe('rgba(0, 0, 0, 0)')
    await page.evaluate(() =>
      document.querySelector('main')!.append(document.createElement('mark')),
    )
    expect(target).not.toBe(await ground('mark'))
    expect(await page.locator('.pair:target h2').textContent()).toBe('Answer to question 7')
    expect(await page.locator('.facts code').isVisible()).toBe(false)
    await expectAccessible(page)
  })

  it('keep the page’s navigation on one line on a phone', async () => {
    for (const width of [320, 360, 390]) {
      for (const lang of ['nl', 'en']) {
        const { page } = await openPage(browser, site.address, {
          viewport: { width, height: 800 },
          path: `/?lang=${lang}`,
        })
        const tops = await page
          .locator('.masthead nav a')
          .evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top)))
        expect(new Set(tops).size, `${width} ${lang}`).toBe(1)
        await page.context().close()
      }
    }
  })

  it('have all tools of the conversation on one line on a phone', async () => {
    const { page } = await openPage(browser, several.address, {
      viewport: { width: 320, height: 800 },
    })
    await ask(page, 'subsidie voor rasters tegen de wolf')
    const tools = page.locator('letterlijk-chat .tools button')
    for (const lang of ['nl', 'en']) {
      await page
        .locator('letterlijk-chat')
        .evaluate((chat, to) => chat.setAttribute('lang', to), lang)
      await page.getByRole('button', { name: /^(?:Bewaar als|Save as) Word$/ }).waitFor()
      const tops = await tools.evaluateAll((all) =>
        all.map((each) => Math.round(each.getBoundingClientRect().top)),
      )
      expect(tops).toHaveLength(5)
      expect(new Set(tops).size, lang).toBe(1)
      // At 400 % zoom, words that only a screen reader reads must not make the page larger either.
      expect(await page.evaluate(() => document.scrollingElement!.scrollWidth), lang).toBe(320)
      const { height } = (await page
        .locator('letterlijk-chat .tools .longer')
        .last()
        .boundingBox())!
      expect(height, lang).toBe(1)
    }
  })

  it('close a touch keyboard when a question is asked', async () => {
    const { page } = await openPage(browser, site.address, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await ask(page, 'vraag 7')
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement ?? null),
    ).toBeNull()
  })
})
