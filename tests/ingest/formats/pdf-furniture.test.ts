import { describe, expect, it } from 'vitest'
import { makePdf, type PdfRun } from '../../support/make-pdf.ts'
import { answerOf, readDocument } from '../../support/read-document.ts'

const at = (x: number, y: number, text: string, size = 10): PdfRun => ({ text, x, y, size })

const column = (top: number, lines: readonly string[]): PdfRun[] =>
  lines.map((line, index) => at(60, top - 12 * index, line))

const FIRST = column(200, [
  ...['Vraag 1', 'Kent u het bericht over het peil?', 'Antwoord 1'],
  'Ja, dat bericht ken ik. Ik zal de Kamer daarover voor de zomer van',
])
const SECOND = column(710, ['volgend jaar informeren.', 'Vraag 2', 'Blijft het?', 'Antwoord 2'])
const NO = at(60, 600, 'Nee.')
const HEAD = at(60, 745, 'Beantwoording vragen stuwpeil', 8)
const foot = (text: string): PdfRun => at(280, 40, text, 9)
const link = (page: number): PdfRun[] => [
  at(24, 17, 'https://waterzaken.nl/peil', 8),
  at(520, 17, `${page}/2`, 8),
]

/** All paragraphs of the answers to questions 1 and 2. */
async function answersIn(...pages: PdfRun[][]): Promise<string[]> {
  const { document } = await readDocument(makePdf(pages), 'brief.pdf')
  return [...answerOf(document, 1), ...answerOf(document, 2)]
}

const WHOLE = [
  'Ja, dat bericht ken ik. Ik zal de Kamer daarover voor de zomer van volgend jaar informeren.',
  'Nee.',
]

describe('the header and footer of two pages are in no answer:', () => {
  it.each([
    ['numbers', [...FIRST, foot('1')], [...SECOND, NO, foot('2')]],
    ['numbers between signs', [...FIRST, foot('- 1 -')], [...SECOND, NO, foot('- 2 -')]],
    ['numbers with the count', [...FIRST, foot('1/2')], [...SECOND, NO, foot('2/2')]],
    ['numbers behind words', [...FIRST, foot('Geheim 1')], [...SECOND, NO, foot('Geheim 2')]],
    [
      'numbers behind a reference',
      [...FIRST, foot('Onze referentie W-2025/12 pagina 1 van 2')],
      [...SECOND, NO, foot('Onze referentie W-2025/12 pagina 2 van 2')],
    ],
    ['numbers from 4 on', [...FIRST, foot('4')], [...SECOND, NO, foot('5')]],
    ['the same words', [...FIRST, foot('Waterzaken')], [...SECOND, NO, foot('Waterzaken')]],
    ['a header in a sentence', FIRST, [HEAD, ...SECOND, NO]],
    ['a header and numbers', [...FIRST, foot('1')], [HEAD, ...SECOND, NO, foot('2')]],
    [
      'those of a browser, right above and below the text',
      [at(24, 725, '24-3-2025, 12:37 Peil', 8), ...FIRST, ...link(1)],
      [at(24, 725, '24-3-2025, 12:37 Peil', 8), ...SECOND, NO, ...link(2)],
    ],
    [
      'a header in the type of the text, little more than a line above it',
      [at(60, 734, 'Ministerie van Waterzaken'), ...FIRST],
      [at(60, 734, 'Ministerie van Waterzaken'), ...SECOND, NO],
    ],
    [
      'a header in the type of the text, two lines above it',
      [at(60, 731, 'Ministerie van Waterzaken'), ...column(710, ['Beantwoording']), ...FIRST],
      [at(60, 731, 'Ministerie van Waterzaken'), ...SECOND, NO],
    ],
    [
      'a title that begins with a heading’s word',
      [at(60, 735, 'Antwoorden op Kamervragen over het peil', 8), ...FIRST],
      [at(60, 735, 'Antwoorden op Kamervragen over het peil', 8), ...SECOND, NO],
    ],
  ])('%s', async (_, ...pages) => {
    expect(await answersIn(...pages)).toEqual(WHOLE)
  })
})

describe('a number far from all text is in no answer:', () => {
  const [asked, answer] = [column(710, ['Vraag 1', 'Hoeveel?', 'Antwoord 1']), at(60, 660, 'Tien.')]
  it.each([
    ['on the only page', [[...asked, answer, foot('1')]]],
    ['in its middle, below the text', [[...asked, answer, at(277, 630, '1')]]],
    ['at the right of it', [[...asked, answer, at(540, 30, '1')]]],
    ['with the count of pages', [[...asked, answer, at(540, 30, '1/1')]]],
    [
      'on the second of two pages',
      [
        [...asked, answer],
        [at(60, 700, 'Of elf.'), foot('2')],
      ],
    ],
  ])('%s', async (_, pages) => {
    expect((await answersIn(...pages)).join(' ')).toMatch(/^Tien\.(?: Of elf\.)?$/)
  })
})

describe('the foot of the only page', () => {
  const text = [...column(710, ['Vraag 1', 'Hoeveel?', 'Antwoord 1']), at(60, 660, 'Tien.')]
  const address = [at(60, 50, 'Waterzaken', 7), at(60, 41, 'Postbus 1 Gouda', 7)]

  it('in smaller type is in no answer', async () => {
    expect(await answersIn([...text, ...address])).toEqual(['Tien.'])
  })

  it('that a browser prints is in no answer, however near, nor its head below it', async () => {
    const head = at(24, 765, '24-3-2025, 12:37 Peil', 8)
    const whole = 'Tien stuwen, en dat is genoeg voor de hele polder.'
    const low = column(92, ['Vraag 1', 'Hoeveel?', 'Antwoord 1', whole])
    const foot = [at(24, 40, 'https://waterzaken.nl/peil', 8), at(520, 40, '1/1', 8)]
    expect(await answersIn([...low, ...foot, head])).toEqual([whole])
  })

  it.each([
    ['in the size of the text', at(60, 50, 'Waterzaken')],
    ['that ends a sentence', at(60, 50, 'Voorlopig cijfer.', 7)],
    ['near the text', at(60, 640, 'Voorlopig', 7)],
  ])('%s is in the answer', async (_, line) => {
    expect((await answersIn([...text, line])).join(' ')).toBe(`Tien. ${line.text}`)
  })
})

describe('those of three pages, on each but the first, are in no answer:', () => {
  const third = column(710, ['Het peil blijft', 'zoals het is.'])
  it.each([
    [
      'a header',
      [
        [NO, HEAD],
        [HEAD, ...third],
      ],
    ],
    [
      'numbers',
      [
        [NO, foot('2')],
        [...third, foot('3')],
      ],
    ],
  ])('%s', async (_, [second, last]) => {
    const pages = [FIRST, [...SECOND, ...second!], last!]
    expect((await answersIn(...pages)).join(' ')).toBe(
      `${WHOLE.join(' ')} Het peil blijft zoals het is.`,
    )
  })
})

it('a header of three pages in a wide margin is in no answer', async () => {
  const header = at(60, 660, 'Antwoorden Kamervragen stuwpeil')
  const page = (...lines: string[]): PdfRun[] => [header, ...column(620, lines)]
  expect(
    await answersIn(
      page('Vraag 1', 'Blijft het?', 'Antwoord 1', 'Ja, dat blijft zo tot het einde van het'),
      page('jaar, en ook daarna.'),
      page('Vraag 2', 'Echt?', 'Antwoord 2', 'Ja.'),
    ),
  ).toEqual(['Ja, dat blijft zo tot het einde van het jaar, en ook daarna.', 'Ja.'])
})

it('the headers of left and of right pages are in no answer', async () => {
  const pages = [1, 2, 3, 4, 5].map((page) => [
    at(60, 735, page % 2 === 0 ? 'Ministerie van Waterzaken' : 'Beantwoording stuwpeil', 8),
    ...column(710, [
      ...(page === 1 ? ['Vraag 1', 'Blijft het peil?', 'Antwoord 1'] : ['blijft en dat wij']),
      'Ik vind dat het peil',
    ]),
  ])
  expect((await answersIn(...pages)).join(' ')).not.toMatch(/Ministerie|Beantwoording/)
})

describe('lines at the head of pages that end with the number of the page', () => {
  const pages = (size: number, name: (page: number) => string): PdfRun[][] =>
    [1, 2, 3, 4].map((page) => [
      at(60, 735, `${name(page)} ${page}`, size),
      ...column(710, [
        ...(page === 1 ? ['Vraag 1', 'Blijft het peil?', 'Antwoord 1'] : ['blijft en dat wij']),
        'Ik vind dat het peil',
      ]),
    ])

  it('in small type are in no answer, whatever their words', async () => {
    const names = ['Inleiding', 'Bodemdaling', 'Maatregelen', 'Planning']
    const answers = await answersIn(...pages(8, (page) => names[page - 1]!))
    expect(answers.join(' ')).not.toMatch(/Inleiding|Bodemdaling|Maatregelen|Planning/)
  })

  it('in the type of the text are in it', async () => {
    const names = ['Stuw', 'Gemaal', 'Sluis', 'Dijk']
    const answers = await answersIn(...pages(10, (page) => names[page - 1]!))
    expect(answers.join(' ')).toMatch(/Gemaal 2.*Sluis 3.*Dijk 4/)
  })
})

it('the numbers of small pages with wide margins are in no answer', async () => {
  const pages = [1, 2, 3, 4].map((page) => [
    ...column(600, [`Vraag ${page}`, 'Blijft het peil?', `Antwoord ${page}`, 'Ja, het blijft.']),
    at(280, 180, String(page)),
  ])
  expect(await answersIn(...pages)).toEqual(['Ja, het blijft.', 'Ja, het blijft.'])
})

describe('text at the end of a page stays:', () => {
  it.each([
    ['numbers that count no pages', [...FIRST, foot('12')], [...SECOND, NO, foot('40')]],
    ['a number that counts no page', FIRST, [...SECOND, NO, foot('3')]],
    ['a number in line with the text', FIRST, [...SECOND, NO, at(60, 40, '2')]],
    ['a number near the text', FIRST, [...SECOND, NO, at(60, 70, 'In meters:'), foot('2')]],
    [
      'a number in a column of amounts',
      FIRST,
      [...SECOND, NO, at(60, 300, 'Stuwen'), at(275, 300, '12'), foot('2')],
    ],
    [
      'numbers above other text',
      [...FIRST, at(60, 60, '1'), foot('km')],
      [...SECOND, NO, at(60, 60, '2'), foot('m')],
    ],
  ])('%s', async (_, ...pages) => {
    const numbers = pages.flat().filter(({ text }) => /^\d+$/.test(text))
    const words = (await answersIn(...pages)).join(' ')
    for (const { text } of numbers) expect(words).toContain(` ${text}`)
  })

  it('numbers right below a line', async () => {
    const lines = (number: number): PdfRun[] =>
      column(110, [`Vraag ${number}`, 'Hoe hoog?', `Antwoord ${number}`, 'In meters:', `${number}`])
    expect((await answersIn(lines(1), lines(2))).join(' ')).toBe('In meters: 1 In meters: 2')
  })

  it('a heading that two pages begin with', async () => {
    const pages = [
      [at(60, 745, 'Antwoord'), at(60, 700, 'Ja.'), at(60, 600, 'Vraag 2'), at(60, 580, 'En nu?')],
      [at(60, 745, 'Antwoord'), at(60, 700, 'Nee.')],
    ]
    const above = [at(60, 772, 'Vraag 1'), at(60, 760, 'Blijft het peil zoals het is?')]
    expect(await answersIn([...above, ...pages[0]!], pages[1]!)).toEqual(['Ja.', 'Nee.'])
  })

  it('a heading above a table on both, in the type of its rows', async () => {
    const table = (rows: string[]): PdfRun[] => [
      at(60, 745, 'Stuw Peil', 8),
      ...rows.map((row, index) => at(60, 733 - 12 * index, row, 8)),
    ]
    const above = ['Vraag 1', 'Hoe hoog staat het water?', 'Antwoord 1'].map((text, index) =>
      at(60, 776 - 8 * index, text, 7),
    )
    const pages = [[...above, ...table(['Gouda 1,20'])], table(['Oudewater 1,15'])]
    expect((await answersIn(...pages)).join(' ')).toBe(
      'Stuw Peil Gouda 1,20 Stuw Peil Oudewater 1,15',
    )
  })

  it('a caption below a sentence', async () => {
    const caption = at(60, 745, 'Tabel 2', 8)
    const whole = [...FIRST, at(60, 152, 'volgend jaar informeren over:')]
    const pages = [whole, [caption, at(60, 710, 'peil in meters'), at(60, 690, 'Vraag 2')]]
    expect((await answersIn(...pages)).join(' ')).toContain('Tabel 2')
  })
})

it('rows of a table at the ends of pages are in the answer', async () => {
  const rows = Array.from(
    { length: 150 },
    (_, at) => `${1850 + at} in de gemeente ${at}: ${at * 7},5`,
  )
  const text = ['Vraag 1', 'Hoeveel?', 'Antwoord 1', ...rows]
  const pages = [0, 1, 2].map((page) => column(740, text.slice(page * 51, page * 51 + 51)))
  expect((await answersIn(...pages)).join(' ')).toBe(rows.join(' '))
})
