import { describe, expect, it } from 'vitest'
import { makePdf, type PdfRun } from '../../support/make-pdf.ts'
import { answerOf, readDocument } from '../../support/read-document.ts'

const at = (x: number, y: number, text: string, size = 10): PdfRun => ({ text, x, y, size })

const lines = (top: number, texts: readonly string[]): PdfRun[] =>
  texts.map((text, index) => at(60, top - 12 * index, text))

const HEAD = lines(740, ['Vraag 1', 'Blijft het peil van de stuw zoals het is?', 'Antwoord 1'])
const FULL = [
  'Nee. De provincie heeft mij laten weten dat de kosten voor bewoners en boeren',
  'tot 2050 op ruim vijf miljard euro worden geraamd, waarvan een groot deel',
  'neerslaat bij eigenaren van woningen.',
]
const WRAPPED = [
  'Nee. De provincie heeft mij laten weten dat de kosten voor bewoners',
  'en boeren tot 2050 op ruim vijf miljard euro worden geraamd,',
  'waarvan een groot deel neerslaat bij eigenaren van woningen, ook buiten de provincie.',
]

const read = (runs: readonly PdfRun[]) => readDocument(makePdf([runs]), 'brief.pdf')

async function answerIn(runs: readonly PdfRun[]): Promise<string> {
  return answerOf((await read(runs)).document, 1).join(' ')
}

describe('a stamp or a box amid the text is in no answer, with a warning', () => {
  const box = [at(400, 709, 'Zie ook bijlage 2', 8), at(400, 699, 'van deze brief', 8)]
  const before = (text: readonly string[], stray: readonly PdfRun[]): PdfRun[] => [
    ...stray,
    ...HEAD,
    ...lines(704, text),
  ]
  const after = (text: readonly string[], stray: readonly PdfRun[]): PdfRun[] => [
    ...HEAD,
    ...lines(704, text),
    ...stray,
  ]

  it.each([
    ['drawn last, on top of a sentence', after(FULL, [at(200, 698, 'KOPIE ARCHIEF', 8)]), FULL],
    [
      'drawn right after the line below it',
      after(FULL.slice(0, 2), [at(380, 699.5, 'KOPIE ARCHIEF', 8)]),
      FULL.slice(0, 2),
    ],
    ['in the type of the text', after(FULL, [at(200, 698, 'KOPIE ARCHIEF')]), FULL],
    ['drawn first, beside lines that give way', before(WRAPPED, box), WRAPPED],
    ['drawn last, beside lines that give way', after(WRAPPED, box), WRAPPED],
    ['in the right margin', after(FULL, [at(470, 699, 'zie kaart 1', 8)]), FULL],
    [
      'in the margin, on a line of the text',
      [
        ...HEAD,
        at(60, 704, FULL[0]!),
        at(470, 704, 'zie kaart 1', 8),
        ...lines(692, FULL.slice(1)),
      ],
      FULL,
    ],
    ['in the left margin, drawn first', before(FULL, [at(10, 699, 'zie kaart 1', 8)]), FULL],
  ])('%s', async (_, runs, text) => {
    const { document } = await read(runs)
    expect(answerOf(document, 1).join(' ')).toBe(text.join(' '))
    expect(document.warnings).toHaveLength(1)
    expect(document.warnings[0]!.message).toMatch(/^"(?:KOPIE|Zie|zie) .* is in no answer$/)
  })
})

describe('words that stand amid or beside other lines stay:', () => {
  it('the cells of a table that is drawn column by column', async () => {
    const cells = ['Stuw Gouda', 'met de kade', 'Stuw Woerden', 'met de sluis']
    const peils = [at(400, 666, 'hoog', 8), at(400, 642, 'laag', 8)]
    const text = [...HEAD, ...lines(704, [FULL[0]!, 'Dit is de tabel:']), ...lines(672, cells)]
    const answer = await answerIn([...text, ...peils])
    for (const word of ['hoog', 'laag']) expect(answer).toContain(word)
  })

  it('a heading in larger type in the second column', async () => {
    const left = ['Nee. Het peil blijft', 'zoals het is, ook in', 'de winter.']
    const right = [
      at(330, 709, 'Kosten', 12),
      at(330, 694, 'Die zijn laag, en dat'),
      at(330, 682, 'blijft zo.'),
    ]
    const wide = at(
      60,
      716,
      'Antwoord op een vraag over het peil en de kosten van deze stuw in de stad',
    )
    expect(await answerIn([...HEAD.slice(0, 3), wide, ...lines(704, left), ...right])).toContain(
      'Kosten',
    )
  })

  it('a line that another pass of the program draws', async () => {
    const [first, second, third] = lines(704, FULL)
    expect(await answerIn([...HEAD, first!, third!, second!])).toBe(FULL.join(' '))
  })

  it('a column of a table beyond the text', async () => {
    const names = lines(668, ['Stuw Gouda', 'Stuw Woerden', 'Sluis Bodegraven'])
    const values = [at(470, 668, 'hoog', 8), at(470, 656, 'laag', 8), at(470, 644, 'gelijk', 8)]
    const below = lines(632, ['Dat is alles.'])
    const answer = await answerIn([...HEAD, ...lines(704, FULL), ...names, ...values, ...below])
    for (const { text } of values) expect(answer).toContain(text)
  })

  it('two small labels at one edge', async () => {
    const labels = [at(400, 698, 'in guldens', 8), at(400, 662, 'in euro', 8)]
    const text = [...WRAPPED, ...WRAPPED]
    const answer = await answerIn([...HEAD, ...lines(704, text), ...labels])
    for (const { text: label } of labels) expect(answer).toContain(label)
  })
})
