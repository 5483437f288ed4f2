import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../../src/ingest/formats/html/parse-html.ts'
import { extractMarkdown } from '../../../src/ingest/formats/markdown.ts'
import { lostByRendering } from '../../../src/ingest/formats/markdown/lost-words.ts'
import { markdownToHtml } from '../../../src/ingest/formats/markdown/render.ts'
import { answerOf, notesOf, readDocument } from '../../support/read-document.ts'

const letter = `# Antwoorden op Kamervragen

Vragen van het lid **Lindeboom** (XYZ) aan de Minister van Water over het *peil* (ingezonden 3 maart 2025).

## Vraag 1

Kent u het [bericht](https://example.nl/a_b)?[^1]

## Antwoord 1

Ja, dat **bericht** ken ik.[^1] Het is \`code\`, zie <https://a.nl>. Een \\* ster.

**Vraag 2** Wordt het verlaagd?

**Antwoord 2** Nee, **niet** verlaagd:

- eerste *punt*;
- tweede punt
  loopt door.

1. Een
2. Twee **vet**

> Citaat van **iemand**
> over twee regels.

| Stuw | Peil |
|------|------|
| Gouda | **1,20** |

Slot.

[^1]: De Waterkrant, **1** maart 2025.
`

describe('a text in Markdown', () => {
  it.each([
    ['as it is', letter],
    ['with the line ends of Windows', letter.replaceAll('\n', '\r\n')],
  ])('is read without what stands for form, %s', async (_, text) => {
    const { document, extracted } = await readDocument(text, 'brief.txt')
    expect(extracted.account.flaws).toEqual([])
    expect(extracted.extractor).toMatch(/^marked \d/)
    expect(document).toMatchObject({ title: 'het peil', warnings: [] })
    expect(document.questions.map(({ reading }) => reading.text)).toEqual([
      'Kent u het bericht?',
      'Wordt het verlaagd?',
    ])
    expect(answerOf(document, 1)).toEqual([
      'Ja, dat bericht ken ik. Het is code, zie https://a.nl. Een * ster.',
    ])
    expect(answerOf(document, 2)).toEqual([
      'Nee, niet verlaagd:',
      '* eerste punt;',
      '* tweede punt loopt door.',
      '* 1. Een',
      '* 2. Twee vet',
      'Citaat van iemand over twee regels.',
      'Stuw Peil',
      'Gouda 1,20',
      'Slot.',
    ])
    expect(notesOf(document, extracted.text)).toEqual(['1 De Waterkrant, 1 maart 2025. @cht?'])
  })

  it('has no sign of a highlight, unlike one between words', async () => {
    const text =
      '# Vraag 1\n\nKlopt ==dat==?\n\n# Antwoord 1\n\n==Ja, **dat**==, want a==b en c==d.\n'
    const { document, extracted } = await readDocument(text, 'brief.md')
    expect(extracted.account.flaws).toEqual([])
    expect(document.questions[0]!.reading.text).toBe('Klopt dat?')
    expect(answerOf(document, 1)).toEqual(['Ja, dat, want a==b en c==d.'])
  })

  it.each([
    ['Nee, het [[peil|zakt]], zie [[Peilbesluit]].', 'Nee, het zakt, zie Peilbesluit.'],
    ['Ja.\n![[kaart.png]]\n%%nog checken%%', 'Ja.'],
    ['Ja.\n  id:: 6412-ab\n  collapsed:: true', 'Ja.'],
    ['Ja.\n\n#water #todo', 'Ja.'],
    ['Zie [[3]] en 5%% van [a]', 'Zie [[3]] en 5%% van [a]'],
  ])('has no form of programs for notes: %j', async (answer, shown) => {
    const text = `# Vraag 1\nKlopt dat?\n# Antwoord 1\n${answer}\n`
    const { document, extracted } = await readDocument(text, 'a.md')
    expect(extracted.account.flaws).toEqual([])
    expect(answerOf(document, 1)).toEqual([shown])
  })

  it.each([
    ['Ja, <b>dat</b> klopt.<br>', 'Ja, dat klopt.'],
    ['Financi&euml;n &amp; water,&nbsp;R&D', 'Financiën & water, R&D'],
    ['&#8216;Ja&#8217; bij <5 mg', '‘Ja’ bij <5 mg'],
    ['R&D; <5 mg & *meer*', 'R&D; <5 mg & *meer*'],
  ])('is told by HTML in it: %s', async (answer, shown) => {
    const { document } = await readDocument(`Vraag 1\nKlopt dat?\nAntwoord 1\n${answer}\n`, 'a.txt')
    expect(answerOf(document, 1).map((text) => text.replace(/\s/g, ' '))).toEqual([shown])
  })

  it('is told by headings between single stars, as messages have them', async () => {
    const text = '*Vraag 1*\nKlopt dat?\n*Antwoord 1*\nJa, *dat* klopt.\n'
    const { document } = await readDocument(text, 'a.txt')
    expect(answerOf(document, 1)).toEqual(['Ja, dat klopt.'])
  })

  it.each([
    [
      'headings with a line below',
      'Vraag 1\n=======\n\nKlopt dat?\n\nAntwoord 1\n---\n\n*Ja*, dat klopt.\n',
    ],
    ['bold of the other kind', '__Vraag 1__\nKlopt dat?\n\n__Antwoord 1__\n_Ja_, dat klopt.\n'],
    ['headings in bold', '### **Vraag 1**\nKlopt dat?\n\n### **Antwoord 1**\n**Ja**, dat klopt.\n'],
    ['headings in a quotation', '> **Vraag 1**\n> Klopt dat?\n\n**Antwoord 1**\nJa, dat klopt.\n'],
    ['headings with a sign', '**Vraag 1:** Klopt dat?\n\n**Antwoord 1:** Ja, dat klopt.\n'],
  ])('has its pairs with %s', async (_, text) => {
    const { document } = await readDocument(text, 'brief.md')
    expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?'])
    expect(answerOf(document, 1)).toEqual(['Ja, dat klopt.'])
  })
})

describe('what stands in Markdown for something else', () => {
  it.each([
    ['10<sup>7</sup> liter, 12 km<sup>2</sup>, CO<sub>2</sub>', '10^7 liter, 12 km2, CO2'],
    ['10^7^ liter, CO~2~, ca. ~5 tot ~6 meter', '10^7 liter, CO2, ca. ~5 tot ~6 meter'],
    ['Het peil wordt ~~niet~~ <del>niet</del> <s>niet</s> lager', 'Het peil wordt lager'],
    ['Het <span hidden>niet</span> peil <!-- later: niet --> blijft', 'Het peil blijft'],
    ['Caf&eacute; &amp; &lt;5 mg &#8217;s', 'Café & <5 mg ’s'],
    ['Een<br>regel  \nmeer\\\nen', 'Een regel meer en'],
    ['Het bericht <title> staat hier', 'Het bericht <title> staat hier'],
    ['ge**weld**ig en snake_case', 'geweldig en snake_case'],
    [
      '[het *bericht*](https://a.nl/x_(y) "titel") en ![kaart](k.png) [dit][1]',
      'het bericht en dit',
    ],
    ['[woord]{.underline} en "zo"', 'woord en "zo"'],
    ['Hij zei <q>nee</q>', 'Hij zei “nee”'],
  ])('%s', async (markdown, read) => {
    const text = `**Vraag 1** Klopt dat?\n\n**Antwoord 1**\n\n${markdown}.\n\n[1]: https://b.nl\n`
    const { document, extracted } = await readDocument(text, 'brief.md')
    expect(answerOf(document, 1)).toEqual([`${read}.`])
    expect(extracted.account.flaws).toEqual([])
  })

  it('notes by name, in several paragraphs, in the line itself, and called again', async () => {
    const text =
      '**Vraag 1** Klopt dat?\n\n**Antwoord 1**\n\nJa.[^bron] Nee.[^b] Nogmaals.[^bron] ' +
      'Slot^[Een *losse* noot.].\n\n[^bron]: Eerste **noot**.\n\n    Tweede alinea.\n[^b]: ' +
      'Andere\n' +
      'loopt door.\n'
    const { document, extracted } = await readDocument(text, 'brief.md')
    expect(answerOf(document, 1)).toEqual(['Ja. Nee. Nogmaals. Slot.'])
    expect(notesOf(document, extracted.text)).toEqual([
      '1 Eerste noot. Tweede alinea. @Ja.',
      '2 Andere loopt door. @Nee.',
      '3 Een losse noot. @Slot',
    ])
  })

  it('the data before a text, which give its title', async () => {
    const text =
      '---\ntitle: "Antwoorden op Kamervragen over het peil"\n---\n\n**Vraag 1**\nKlopt dat?\n\n' +
      '**Antwoord 1**\nJa.\n'
    expect((await readDocument(text, 'brief.md')).document.title).toBe('het peil')
  })

  it('is lost nowhere: the letters of the text are counted beside the rendering', () => {
    const text = 'Een [woord](https://a.nl) en **twee** &eacute;&eacute;n.'
    const whole = parseHtml(markdownToHtml(text), 'a.md')
    expect(lostByRendering(text, whole, 'Een woord en twee één.')).toEqual([])
    const holed = parseHtml('<p>Een en <b>twee</b></p>', 'a.md')
    expect(lostByRendering(text, holed, 'Een en twee')).toEqual([
      { kind: 'lost', at: 'Een'.length, text: 'woord' },
    ])
  })
})

it('takes a plain text with stars, hashes and brackets as it is', async () => {
  const text = 'Vraag 1\nKlopt 2 * 3 = 6 [1] en # 4?\nAntwoord 1\nJa, 2 * 3 * 4 en a_b_c.\n'
  const { document, extracted } = await readDocument(text, 'brief.txt')
  expect(extracted.extractor).toBe('utf-8')
  expect(answerOf(document, 1)).toEqual(['Ja, 2 * 3 * 4 en a_b_c.'])
})

it.each([
  ['quotations', '>'.repeat(20_000)],
  ['lists', '* '.repeat(3_000)],
  ['a few hundred lists', '- '.repeat(500)],
])('%s within each other are refused, with the reason', (_, signs) => {
  const nested = { text: `${signs} a`, encoding: 'utf-8' }
  expect(() => extractMarkdown(nested, 'a.md')).toThrow(
    expect.objectContaining({
      code: 'unreadable_document',
      message: expect.stringMatching(/^a\.md cannot be read: .*nest/),
    }),
  )
})

it('the marks of notes that Word wrote as links are none of the text', async () => {
  const text =
    'Vraag 1\nKlopt dat?\n\nAntwoord 1\nJa.[[1]](#_ftn1) Het klopt.\n\n[[1]](#_ftnref1) De Krant.\n'
  const { document } = await readDocument(text, 'brief.txt')
  expect(answerOf(document, 1)).toEqual(['Ja. Het klopt.'])
})

it('the marks of notes as links with attributes of Pandoc are none of the text', async () => {
  const text =
    '**Vraag 1**\nKlopt dat?\n\n**Antwoord 1**\nJa[^1^](#f1sym){#f1anc\n.anc}, het klopt.\n\n' +
    '::: {#f1}\n[1](#f1anc){#f1sym .sym} De Krant.\n:::\n'
  const { document } = await readDocument(text, 'brief.md')
  expect(answerOf(document, 1)).toEqual(['Ja, het klopt.'])
})

it('the mark of a note that is missing withholds no answer', async () => {
  const text = '# Vraag 1\nKlopt dat?\n\n# Antwoord 1\nJa, dat klopt[^9].\n'
  const { document } = await readDocument(text, 'brief.md')
  expect(answerOf(document, 1)).toEqual(['Ja, dat klopt[^9].'])
})

it('a rule below a sentence makes no heading of it, and one below a title does', async () => {
  const text =
    'Vraag 1\n---\nKlopt dat?\n\nAntwoord 1\n---\nHet peil blijft.\nHet zakt niet.\n---\n\nSlot.\n'
  const { document } = await readDocument(text, 'brief.md')
  expect(answerOf(document, 1)).toEqual(['Het peil blijft. Het zakt niet.', 'Slot.'])
})

it('what looks like an element, and is none of HTML, is text', async () => {
  const text =
    '# Vraag 1\nKlopt dat?\n\n# Antwoord 1\nVul <naam> in, en <b>dit</b>.\n\n' +
    '<svg>\n<path d="M0"/>\n</svg>\n\nJa.\n'
  const { document } = await readDocument(text, 'brief.md')
  expect(answerOf(document, 1)).toEqual(['Vul <naam> in, en dit.', 'Ja.'])
})

it('the items of a list of tasks may be headings', async () => {
  const text =
    'Vragen van het lid Lindeboom (ingezonden 3 maart 2025)\n\n' +
    '- [x] **Vraag 1**\n  Klopt dat?\n  - **Antwoord 1**\n    Ja.\n'
  const { document } = await readDocument(text, 'brief.md')
  expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?'])
  expect(answerOf(document, 1)).toEqual(['* Ja.'])
})

it('the title of a question in its heading makes no answer of its words', async () => {
  const text =
    '## Vraag 1 Stuwpeil\n\nKlopt dat?\n\n## Antwoord 1 ^antwoord-1\n\nJa.\n\n' +
    '## Vraag 2 Gemaal ^v2\n\nEn nu?\n\n## Antwoord 2\n\nNee, 10 m^2^.\n'
  const { document, extracted } = await readDocument(text, 'brief.md')
  expect(document.answers.map(({ id }) => id)).toEqual(['brief.1', 'brief.2'])
  expect(answerOf(document, 1)).toEqual(['Ja.'])
  expect(extracted.text).not.toContain('v2')
  expect(extracted.account.flaws).toEqual([])
})
