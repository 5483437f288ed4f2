import { describe, expect, it } from 'vitest'
import { extract } from '../../../src/ingest/formats/extract.ts'
import { makePdf, type PdfRun } from '../../support/make-pdf.ts'
import { answerOf, readDocument } from '../../support/read-document.ts'

const at = (x: number, y: number, text: string, size = 9): PdfRun => ({ text, x, y, size })

const column = (x: number, top: number, lines: readonly string[], size = 9): PdfRun[] =>
  lines.map((line, index) => at(x, top - 11 * index, line, size))

const FIRST = column(60, 600, [
  ...['Vraag 1', 'Kent u het bericht over het peil?', 'Antwoord 1'],
  'Ja, dat bericht ken ik. Ik zal de Kamer daarover voor',
])
const SECOND = column(60, 600, [
  ...['de zomer nader informeren.', 'Vraag 2', 'Blijft het peil?', 'Antwoord 2'],
  'Nee, dat blijft niet zo.',
])
const BLOCK = ['Datum', '17 maart 2025', 'Onze referentie', '2025-0000123456']

/** The answers to questions 1 and 2 on two pages, with these runs on the second. */
async function answersWith(...runs: PdfRun[]): Promise<string[]> {
  const { document } = await readDocument(makePdf([FIRST, runs]), 'brief.pdf')
  return [...answerOf(document, 1), ...answerOf(document, 2)]
}

const WHOLE = [
  'Ja, dat bericht ken ik. Ik zal de Kamer daarover voor de zomer nader informeren.',
  'Nee, dat blijft niet zo.',
]

describe('remarks that Word prints beside a draft are no part of a sentence', () => {
  const remarks = [
    ...column(420, 590, ['Met opmerkingen [JP1]:', 'klopt dit?', 'Verwijderd: niet'], 7),
    ...column(420, 530, ['Commented [KW2R1]: ja'], 7),
  ]

  it.each([
    ['last', [...SECOND, ...remarks]],
    ['between two lines', [...SECOND.slice(0, 1), ...remarks, ...SECOND.slice(1)]],
  ])('drawn %s', async (_, runs) => {
    expect(await answersWith(...runs)).toEqual(WHOLE)
  })
})

describe('the block beside the text of a letter is no part of a sentence', () => {
  const block = column(420, 600, BLOCK, 7)
  const words = block.flatMap(({ text, x, y, size }) => {
    return text.split(' ').map((word, index) => at(x + 24 * index, y, word, size))
  })

  it.each([
    ['first', [...block, ...SECOND]],
    ['last', [...SECOND, ...block]],
    ['row by row', SECOND.flatMap((run, index) => [run, ...block.slice(index, index + 1)])],
    ['between two lines', [...SECOND.slice(0, 1), ...block, ...SECOND.slice(1)]],
    ['word by word', [...SECOND.slice(0, 3), ...words, ...SECOND.slice(3)]],
    ['in the type of the text', [...column(420, 600, BLOCK), ...SECOND]],
    [
      'in the type of the text, row by row',
      SECOND.flatMap((run, index) => [run, ...column(420, 600, BLOCK).slice(index, index + 1)]),
    ],
    ['without the number', [...column(420, 600, BLOCK.slice(0, 2), 7), ...SECOND]],
    [
      'below other lines',
      [...column(420, 622, ['Directie Water', 'Delta-afdeling', ...BLOCK], 7), ...SECOND],
    ],
  ])('drawn %s', async (_, runs) => {
    expect(await answersWith(...runs)).toEqual(WHOLE)
  })

  it('and its date is that of the letter', async () => {
    const { document, extracted } = await readDocument(
      makePdf([FIRST, [...SECOND, ...block]]),
      'brief.pdf',
    )
    expect(document.answered).toBe('2025-03-17')
    expect(extracted.account.flaws).toEqual([])
  })
})

describe('what stands at the right and is no such block stays in its place', () => {
  it.each([
    [
      'a table in small type',
      ['Datum', '17 maart 2025', '18 maart 2025'],
      ['Peil', '1,20 meter', '1,30 meter'],
      'Peil Datum\n1,20 meter 17 maart 2025\n1,30 meter 18 maart 2025',
    ],
    [
      'a note without labels',
      ['Bron: het waterschap', 'in Delft'],
      [],
      'Bron: het waterschap\nin Delft',
    ],
  ])('%s', async (_, right, left, text) => {
    const rows = right.flatMap((cell, row) => [
      ...left.slice(row, row + 1).map((name) => at(60, 400 - 11 * row, name, 7)),
      at(420, 400 - 11 * row, cell, 7),
    ])
    const body = column(60, 600, ['Het peil was in de zomer hoger dan', 'in de winter ervoor.'])
    const { text: read } = await extract(makePdf([[...body, ...rows]]), 'brief.pdf')
    expect(read.trimEnd()).toBe(`Het peil was in de zomer hoger dan\nin de winter ervoor.\n${text}`)
  })

  it('a line that reaches into its column', async () => {
    const long =
      'Datum en plaats zijn bekend, want het waterschap heeft die in de zomer van 2024 genoemd'
    const runs = [at(60, 600, long), at(424, 604, 'Datum', 6)]
    const { text } = await extract(makePdf([[...runs, at(60, 589, 'in zijn brief.')]]), 'brief.pdf')
    expect(text).toContain(`${long}`)
    expect(text.startsWith('Datum en plaats')).toBe(true)
  })
})
