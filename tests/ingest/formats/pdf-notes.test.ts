import { describe, expect, it } from 'vitest'
import { makePdf, type PdfRun } from '../../support/make-pdf.ts'
import { answerOf, notesOf, readDocument } from '../../support/read-document.ts'

const at = (x: number, y: number, text: string, size = 11): PdfRun => ({ text, x, y, size })

const column = (top: number, lines: readonly string[]): PdfRun[] =>
  lines.map((line, index) => at(60, top - 14 * index, line))

const mark = (x: number, y: number, text: string): PdfRun => at(x, y + 4, text, 6.5)

const TEXT = [
  ...column(700, ['Vraag 1', 'Wat kost de stuw?', 'Antwoord 1']),
  ...[
    at(60, 658, 'De stuw kost 12'),
    mark(140.5, 658, '1'),
    at(147, 658, 'miljoen euro'),
    mark(210, 658, '2'),
    at(214, 658, '.'),
  ],
  at(60, 644, 'Het waterschap betaalt dat.'),
]

/** A note at a page's foot, its number raised or not, its text in a size and at a distance. */
const note = (y: number, number: PdfRun['text'], text: string, size: number, gap: number) => [
  at(60, y, number, size),
  at(66 + gap, y, text, size),
]

const foot = (size: number, gap: number): PdfRun[] => [
  ...note(70, '1', 'Prijspeil 2021.', size, gap),
  ...note(56, '2', 'Kamerstuk 12, nr. 3.', size, gap),
]

describe('notes at the foot of a page are read apart', () => {
  it.each([
    ['in smaller type with plain numbers', foot(9, 3)],
    ['in type hardly smaller, with plain numbers', foot(10, 3)],
    [
      'in smaller type with a full stop behind the numbers',
      [at(60, 70, '1. Prijspeil 2021.', 9), at(60, 56, '2. Kamerstuk 12, nr. 3.', 9)],
    ],
    [
      'in smaller type right behind plain numbers',
      [at(60, 70, '1Prijspeil 2021.', 9), at(60, 56, '2Kamerstuk 12, nr. 3.', 9)],
    ],
    ['in the type of the text, behind a tab', foot(11, 12)],
    [
      'in the type of the text with raised numbers',
      [
        ...[mark(60, 70, '1'), at(64, 70, 'Prijspeil 2021.')],
        ...[mark(60, 56, '2'), at(64, 56, 'Kamerstuk 12, nr. 3.')],
      ],
    ],
    ['above the number of the page', [...foot(10, 3), at(280, 20, 'Pagina 1 van 2', 8)]],
  ])('%s', async (_, notes) => {
    const { document, extracted } = await readDocument(makePdf([[...TEXT, ...notes]]), 'a.pdf')
    expect(answerOf(document, 1)).toEqual([
      'De stuw kost 12 miljoen euro. Het waterschap betaalt dat.',
    ])
    expect(notesOf(document, extracted.text)).toEqual([
      '1 Prijspeil 2021. @t 12',
      '2 Kamerstuk 12, nr. 3. @euro',
    ])
  })

  it('right behind raised numbers', async () => {
    const notes = [
      ...[mark(60, 70, '1'), at(64, 70, 'De Waterkrant, 3 februari 2025.', 9)],
      ...[mark(60, 56, '2'), at(64, 56, 'Kamerstuk 12, nr. 3.', 9)],
    ]
    const { document } = await readDocument(makePdf([[...TEXT, ...notes]]), 'a.pdf')
    expect(answerOf(document, 1)).toEqual([
      'De stuw kost 12 miljoen euro. Het waterschap betaalt dat.',
    ])
    expect(document.notes.map(({ mark: number }) => number)).toEqual(['1', '2'])
  })

  it('although the last mark of the page has its note on the next', async () => {
    const pages = [
      [...TEXT, ...note(56, '1', 'Prijspeil 2021.', 11, 12)],
      [at(60, 700, 'Meer is niet bekend.'), ...note(56, '2', 'Kamerstuk 12, nr. 3.', 11, 12)],
    ]
    const { document } = await readDocument(makePdf(pages), 'a.pdf')
    expect(answerOf(document, 1).join(' ')).toBe(
      'De stuw kost 12 miljoen euro. Het waterschap betaalt dat. Meer is niet bekend.',
    )
    expect(document.notes.map(({ mark: number }) => number)).toEqual(['1', '2'])
  })
})

it('each of two columns has its notes at its foot', async () => {
  const right = (runs: readonly PdfRun[]): PdfRun[] =>
    runs.map((run) => ({ ...run, x: run.x + 250 }))
  const second = [
    ...column(700, ['Vraag 2', 'Wat kost de sluis?', 'Antwoord 2']),
    ...[at(60, 658, 'De sluis kost 3'), mark(139, 658, '3'), at(145, 658, 'miljoen euro.')],
    ...note(70, '3', 'Begroting 2024.', 9, 3),
  ]
  const page = [...TEXT, ...foot(9, 3), ...right(second)]
  const { document, extracted } = await readDocument(makePdf([page]), 'a.pdf')
  expect([answerOf(document, 1), answerOf(document, 2)]).toEqual([
    ['De stuw kost 12 miljoen euro. Het waterschap betaalt dat.'],
    ['De sluis kost 3 miljoen euro.'],
  ])
  expect(notesOf(document, extracted.text)).toHaveLength(3)
})

it('notes at the end go over two pages in the type of the text, below a title', async () => {
  const raised = (y: number, number: string, text: string) => [mark(60, y, number), at(64, y, text)]
  const pages = [
    [...TEXT, at(60, 84, 'Noten'), ...raised(70, '1', 'Prijspeil 2021.')],
    raised(700, '2', 'Kamerstuk 12, nr. 3.'),
  ]
  const { document } = await readDocument(makePdf(pages), 'a.pdf')
  expect(answerOf(document, 1)).toEqual([
    'De stuw kost 12 miljoen euro. Het waterschap betaalt dat.',
  ])
  expect(document.notes.map(({ reading }) => reading.text)).toEqual([
    'Prijspeil 2021.',
    'Kamerstuk 12, nr. 3.',
  ])
})

it('notes at the end that browsers print as a list are read apart', async () => {
  const listed = [at(60, 614, '1. Prijspeil 2021.'), at(60, 600, '2. Kamerstuk 12, nr. 3.')]
  const { document } = await readDocument(makePdf([[...TEXT, ...listed]]), 'a.pdf')
  expect(answerOf(document, 1)).toEqual([
    'De stuw kost 12 miljoen euro. Het waterschap betaalt dat.',
  ])
  const more = [...listed, at(60, 586, '3. Een derde maatregel.')]
  const { document: list } = await readDocument(makePdf([[...TEXT, ...more]]), 'a.pdf')
  expect(answerOf(list, 1).join(' ')).toContain('Een derde maatregel.')
})

it('endnotes with Roman numbers are read apart', async () => {
  const runs = [
    ...column(700, ['Vraag 1', 'Wat kost de stuw?', 'Antwoord 1']),
    ...[at(60, 658, 'De stuw kost 12'), mark(140.5, 658, 'i'), at(144, 658, 'miljoen euro')],
    ...[mark(208, 658, 'ii'), at(212, 658, '.')],
    ...[at(60, 630, 'i Prijspeil 2021.'), at(60, 616, 'ii Kamerstuk 12, nr. 3.')],
  ]
  const { document } = await readDocument(makePdf([runs]), 'a.pdf')
  expect(answerOf(document, 1)).toEqual(['De stuw kost 12 miljoen euro.'])
  expect(document.notes.map(({ mark: number }) => number)).toEqual(['i', 'ii'])
})

it('notes right behind plain numbers stand at the same height on two pages', async () => {
  const notes = (...lines: string[]): PdfRun[] =>
    lines.map((line, index) => at(60, 70 - 10 * index, line, 8))
  const pages = [
    [...TEXT, ...notes('1CBS, 3 mei 2024.', '2Stb. 2024, 12.')],
    [at(60, 700, 'Meer'), mark(88, 700, '3'), at(94, 700, 'weet ik niet.'), ...notes('3De Krant.')],
  ]
  const { document } = await readDocument(makePdf(pages), 'a.pdf')
  expect(answerOf(document, 1).join(' ')).toMatch(/betaalt dat\. Meer weet ik niet\.$/)
  expect(document.notes.map(({ reading }) => reading.text)).toEqual([
    ...['CBS, 3 mei 2024.', 'Stb. 2024, 12.', 'De Krant.'],
  ])
})

it('a mark without a note takes no headings for that note', async () => {
  const more = column(630, ['1 stuw blijft.', 'Vraag 2', 'En de sluis?', 'Antwoord 2', 'Die ook.'])
  const runs = [...TEXT.slice(0, 3), at(60, 658, 'De stuw'), mark(100, 658, '1'), ...more]
  const { document } = await readDocument(makePdf([runs]), 'a.pdf')
  expect(answerOf(document, 2)).toEqual(['Die ook.'])
})

it('a mark without a note takes no date for it', async () => {
  const raised = [at(60, 658, 'De stuw'), mark(100, 658, '1'), at(108, 658, 'gaat dicht vanaf')]
  const date = column(644, ['1 januari 2026, en blijft dicht.'])
  const { document } = await readDocument(
    makePdf([[...TEXT.slice(0, 3), ...raised, ...date]]),
    'a.pdf',
  )
  expect(answerOf(document, 1).join(' ')).toMatch(/vanaf 1 januari 2026, en blijft dicht\.$/)
  expect(document.notes).toEqual([])
})

it('numbered lines at the foot of a page that no mark calls are part of the answer', async () => {
  const lines = column(98, ['1 een nieuwe deur', '2 een nieuwe pomp', '3 een nieuw gemaal'])
  const { document } = await readDocument(makePdf([[...TEXT.slice(0, 4), ...lines]]), 'a.pdf')
  expect(answerOf(document, 1).join(' ')).toContain('een nieuwe pomp')
  expect(document.notes).toEqual([])
})

it('a note below a table ends before the text that goes on', async () => {
  const long = at(60, 614, 'De cijfers in de tabel hierboven zijn die van het waterschap.')
  const below = [
    long,
    mark(60, 600, '1'),
    at(64, 600, 'Prijspeil 2021.'),
    at(60, 586, 'Zo blijft het.'),
  ]
  const { document } = await readDocument(makePdf([[...TEXT, ...below]]), 'a.pdf')
  expect(answerOf(document, 1).join(' ')).toMatch(/Zo blijft het\.$/)
})

it('a mark right after the power of a unit is a mark of its own', async () => {
  const text = column(700, ['Vraag 1', 'Hoe groot?', 'Antwoord 1', 'De polder is 12 m'])
  const notes = [...text, mark(147, 658, '21'), at(154, 658, '.'), mark(60, 70, '1')]
  const pdf = makePdf([[...notes, at(64, 70, 'Kadaster.', 8)]])
  const { document, extracted } = await readDocument(pdf, 'a.pdf')
  expect(answerOf(document, 1)).toEqual(['De polder is 12 m2.'])
  expect(notesOf(document, extracted.text)).toEqual(['1 Kadaster. @2 m2'])
})
