import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CitationFormat } from '../../src/cite/formats.ts'
import { cite } from '../../src/cite/format.ts'
import { citedWork } from '../../src/cite/work.ts'
import type { Minister, SourceDocument } from '../../src/domain/document.ts'
import { citeprocApa, parseCitation } from '../support/citation-js.ts'
import { invented } from '../support/invented-documents.ts'

type Plain = Exclude<CitationFormat, 'web-annotation'>

const title = 'het bericht dat Chinese bedrijven de Russische oorlogsmachine steunen'

function documentOf(rest: Partial<SourceDocument> = {}, id = '2022D35172'): SourceDocument {
  return invented(id, [[[7], 'Waarom?', ['Daarom.', 'Om die reden.']]], {
    title,
    askers: [{ name: 'Sjoerdsma', party: 'D66' }],
    ministers: [minister('Hoekstra')],
    answered: '2022-09-12',
    url: 'https://www.example.nl/detail?did=2022D35172&id=2022D35172',
    ...rest,
  })
}

function minister(name: string | null, portfolio = 'Buitenlandse Zaken'): Minister {
  return { role: 'Minister', name, preposition: name === null ? 'voor' : null, portfolio }
}

function written(
  format: Plain,
  document = documentOf(),
  { language = 'nl', paragraph = null }: { language?: 'nl' | 'en'; paragraph?: number | null } = {},
): string {
  const located = { document, answer: document.answers[0]! }
  const work = citedWork(located, { paragraph, origin: 'https://antwoorden.example.nl' })
  return cite(work, format, language)
}

const named = [
  'Hoekstra',
  // As a document writes it, if no first name precedes it.
  'Van der Wal',
  'D.M. van Weel',
  "In 't Veld",
  'Bruins Slot',
  'Faber-Van de Klashorst',
  'Yeşilgöz-Zegerius',
]
const office = minister(null, 'Onderwijs, Cultuur and Wetenschap')
const publication = { sessionYear: '2021-2022', number: 3958 }
const documents: Record<string, SourceDocument> = {
  'one minister': documentOf(),
  'two ministers': documentOf({ ministers: [minister('Hoekstra'), minister('Van der Wal')] }),
  'many names': documentOf({ ministers: [...named.map((name) => minister(name)), office] }),
  'a publication': documentOf({ publication }),
  'no number': documentOf({}, 'brief van de minister'),
  'no minister': documentOf({ ministers: [] }),
}

describe('the parliamentary citation', () => {
  it.each([
    [
      'the number in the official series',
      documentOf({ publication }),
      null,
      'Aanhangsel Handelingen II 2021/22, nr. 3958, antwoord op vraag 7\n',
    ],
    ['the D-number', documentOf(), null, '2022D35172, antwoord op vraag 7\n'],
    ['the paragraph', documentOf(), 2, '2022D35172, antwoord op vraag 7, alinea 2\n'],
  ])('names the place by %s', (_, document, paragraph, expected) => {
    expect(written('parliamentary', document, { paragraph })).toBe(expected)
  })
})

describe('the citation in APA 7', () => {
  it.each(Object.entries(documents))(
    'equals citeproc’s rendering of our CSL-JSON, with %s',
    (_, document) => {
      const theirs = citeprocApa(written('csl-json', document), 'en-US')
      // citeproc curls apostrophes; we leave a name as it is.
      expect(written('apa', document, { language: 'en' }).trim()).toBe(theirs.replaceAll('’', "'"))
    },
  )

  it.each(Object.entries(documents))(
    'has dates in Dutch order, and otherwise equals citeproc’s Dutch rendering, with %s',
    (_, document) => {
      const theirs = citeprocApa(written('csl-json', document), 'nl-NL')
      const dutch = theirs
        .replaceAll('’', "'")
        .replace('(2022, september 12)', '(2022, 12 september)')
        .replace('(No. ', '(nr. ')
      expect(written('apa', document).trim()).toBe(dutch)
    },
  )

  it('says that the date is missing', () => {
    const document = documentOf({ answered: null })
    expect(written('apa', document)).toContain('Hoekstra. (z.d.). Antwoord op vraag 7')
    expect(written('apa', document, { language: 'en' })).toContain('Hoekstra. (n.d.). Antwoord')
  })
})

describe('citations for citation managers', () => {
  const authors = [
    { family: 'Hoekstra' },
    { 'non-dropping-particle': 'van der', family: 'Wal' },
    { given: 'D.M.', 'non-dropping-particle': 'van', family: 'Weel' },
    { 'non-dropping-particle': "in 't", family: 'Veld' },
    { family: 'Bruins Slot' },
    { family: 'Faber-Van de Klashorst' },
    { family: 'Yeşilgöz-Zegerius' },
  ]
  const officeName = 'Minister voor Onderwijs, Cultuur and Wetenschap'

  it('keep particles, double surnames and the commas of an office apart in CSL and BibTeX', () => {
    const document = documents['many names']!
    expect(parseCitation('csl-json', written('csl-json', document))[0]!.author).toEqual([
      ...authors,
      { literal: officeName },
    ])
    // BibTeX has no notion of an office: braces make it a surname.
    expect(parseCitation('bibtex', written('bibtex', document))[0]!.author).toEqual([
      ...authors,
      { family: officeName },
    ])
  })

  it('keep each author in RIS, which has no particles and splits at a comma', () => {
    const [item] = parseCitation('ris', written('ris', documents['many names']))
    const lines = item!.author!.map(
      ({ literal, family, given }) => literal ?? [family, given].filter(Boolean).join(', '),
    )
    expect(lines).toEqual([
      'Hoekstra',
      'van der Wal',
      'van Weel, D.M.',
      "in 't Veld",
      ...authors.slice(4).map(({ family }) => family),
      officeName,
    ])
  })

  it('quote the question that a document without a subject has for its title', () => {
    const [item] = parseCitation('ris', written('ris', documentOf({ title: 'Kunt u zeggen of …' })))
    expect(item!.title).toMatch(/ over «Kunt u zeggen of …»$/)
  })

  it.each(['bibtex', 'ris'] as const)('say the same in %s', (format) => {
    const [item] = parseCitation(format, written(format, documentOf({ publication })))
    expect(item).toMatchObject({
      id: '2022D35172.7',
      type: 'report',
      title: `Antwoord op vraag 7 van het lid Sjoerdsma (D66) over ${title}`,
      issued: { 'date-parts': [[2022, 9, 12]] },
      genre: expect.stringMatching(/^Aanhangsel Handelingen II 2021\/22/),
      number: '3958',
      publisher: 'Tweede Kamer der Staten-Generaal',
      URL: 'https://www.example.nl/detail?did=2022D35172&id=2022D35172',
    })
  })

  it('have no field for facts that the document lacks', () => {
    const document = documentOf({ ministers: [], answered: null, askers: [], title: '' }, 'brief')
    for (const format of ['bibtex', 'ris', 'csl-json'] as const) {
      const [item] = parseCitation(format, written(format, document))
      expect(item!.title, format).toBe('Antwoord op vraag 7')
      for (const key of ['author', 'issued', 'number']) expect(item, format).not.toHaveProperty(key)
    }
  })

  it('lead to this server if no official page exists', () => {
    const document = documentOf({ url: null })
    expect(parseCitation('ris', written('ris', document, { paragraph: 2 }))[0]!.URL).toBe(
      'https://antwoorden.example.nl/documents/2022D35172#antwoord-7-p2',
    )
  })
})

describe('a hostile document', () => {
  /**
   * Text that would end a field, a record or a line in one of the formats, or run or mislead
   * elsewhere.
   */
  const pieces = [
    ...[
      '{',
      '}',
      '\\',
      '"',
      '--',
      "''",
      '``',
      '%',
      '$',
      '&',
      '#',
      '_',
      '~',
      '^',
      ',',
      '@article{x,',
      ' and ',
    ],
    ...['\r\n', '\n', '\r', '\u2028', '\u0085', '\nER  - \nTY  - BOOK\n', 'TI  - ', '\\input{x}'],
    ...[
      '</script>',
      '<b>',
      '<!--',
      '\u0000',
      '\u001b[31m',
      '\u202e',
      '\u2066',
      '\ud83d',
      '😀',
      'e\u0301',
    ],
    ...['D66', 'a', ' '],
  ]
  const text = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
    .map((parts) => `x${parts.join('')}x`)
  const hostile = fc
    .record({ subject: text, asker: text, party: text, name: text, portfolio: text })
    .map(({ subject, asker, party, name, portfolio }) =>
      documentOf({
        title: subject,
        askers: [{ name: asker, party }],
        ministers: [minister(name), minister(null, portfolio)],
      }),
    )
  const clean = (value: string): string =>
    value
      .toWellFormed()
      .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
  const titled = ({ askers: [asker], title: subject }: SourceDocument): string =>
    clean(`Antwoord op vraag 7 van het lid ${asker!.name} (${asker!.party}) over ${subject}`)

  it.each([
    ['bibtex', { numRuns: 300 }],
    ['ris', { numRuns: 300 }],
    ['csl-json', { numRuns: 300 }],
  ] as const)(
    'is one record in %s, with its title and no record of its own',
    (format, parameters) => {
      fc.assert(
        fc.property(hostile, (document) => {
          const items = parseCitation(format, written(format, document))
          expect(items).toHaveLength(1)
          const [item] = items
          expect(item!.title).toBe(titled(document))
          expect(item!.author).toHaveLength(2)
          expect(item!.publisher).toBe('Tweede Kamer der Staten-Generaal')
          expect(item!.issued).toEqual({ 'date-parts': [[2022, 9, 12]] })
        }),
        parameters,
      )
    },
  )

  it('has no control character, direction mark or lone surrogate in any format', () => {
    fc.assert(
      fc.property(hostile, (document) => {
        for (const format of ['parliamentary', 'apa', 'bibtex', 'ris', 'csl-json'] as const) {
          const lines = written(format, document).replace(/\r?\n/g, '')
          expect(lines).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
          expect(lines.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is one line of text in the single-line formats', () => {
    const document = documentOf({ title: 'a\nb\r\nc\u2028d', ministers: [minister('E\nF')] })
    for (const format of ['parliamentary', 'apa'] as const) {
      expect(written(format, document)).toMatch(/^[^\r\n\u2028]+\n$/)
    }
    expect(written('apa', document)).toMatch(/^E F\. .* over a b c d \(nr\. /)
  })

  it('has an address that ends no field', () => {
    const url = 'https://www.example.nl/{a}\\b"c d\n}'
    const [item] = parseCitation('bibtex', written('bibtex', documentOf({ url })))
    expect(item!.URL).toBe('https://www.example.nl/%7Ba%7D%5Cb%22c%20d%20%7D')
  })
})
