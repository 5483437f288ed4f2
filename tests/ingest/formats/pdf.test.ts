import { describe, expect, it } from 'vitest'
import { extract } from '../../../src/ingest/formats/extract.ts'
import { glyphsOf } from '../../../src/ingest/formats/pdf-glyphs.ts'
import { matchGlyphs } from '../../../src/ingest/formats/pdf-match.ts'
import { hasCases, caseFile } from '../../support/cases.ts'
import { makePdf, type PdfRun } from '../../support/make-pdf.ts'
import { answerOf, readDocument } from '../../support/read-document.ts'
import { readFileSync } from 'node:fs'

const at = (x: number, y: number, text: string, size = 9): PdfRun => ({ text, x, y, size })

/** The text of a page with these runs. */
async function textOf(...runs: PdfRun[]): Promise<string> {
  return (await extract(makePdf([runs]), 'letter.pdf')).text.trimEnd()
}

const LEFT = [
  ...['Vraag 1', 'Kent u het bericht over het', 'peil bij Oudewater?', 'Antwoord 1'],
  ...['Ja, dat bericht ken ik. De', 'gemeente heeft het peil op'],
]
const RIGHT = [
  ...['1 maart laten meten.', 'Vraag 2', 'Wordt het peil verlaagd?', 'Antwoord 2'],
  ...['Nee. Het peil blijft op 1,20', 'meter boven NAP.'],
]

it('three columns drawn row by row are read one after the other', async () => {
  const columns = [
    ['Vraag 1', 'Kent u het bericht over', 'het peil?', 'Antwoord 1', 'Ja, dat bericht ken ik'],
    ['uit de krant.', 'Vraag 2', 'Wordt het peil in de', 'zomer verlaagd?', 'Antwoord 2'],
    ['Nee, dat wordt het', 'niet, want ik houd het', 'op 1,20 meter.', 'Vraag 3', 'Wie betaalt?'],
  ]
  const runs = columns[0]!.flatMap((_, row) =>
    columns.map((lines, column) => at(60 + 160 * column, 600 - 11 * row, lines[row]!)),
  )
  expect(await textOf(...runs)).toBe(columns.flat().join('\n'))
})

it('a stretched line above a table is no row of it', async () => {
  const words = 'door het CPB bij de CEP-raming kan een nieuwe raming van de'
  const lefts = [71, 109, 139, 177, 203, 230, 309, 342, 376, 427, 477, 510]
  const rows = ['Stuw', 'Gouda', 'Woerden', 'Linschoten', 'Oudewater'].flatMap((name, row) => {
    return [name, `2,${row}0`, `20${row}`].map((text, column) => {
      return at(74 + 151 * column, 338 - 25 * row, text, 12)
    })
  })
  const runs = [
    at(71, 407, 'Op basis van de Startnota en een actualisatie van het beeld van de economie', 12),
    ...words.split(' ').map((word, index) => at(lefts[index]!, 393, word, 12)),
    at(71, 379, 'koopkrachtontwikkeling worden gemaakt.', 12),
    at(71, 360, 'De peilen staan hieronder.', 12),
    ...rows,
  ]
  expect(await textOf(...runs)).toContain(`${words}\nkoopkrachtontwikkeling`)
})

it('a line of a cell goes on below the one before, however close its neighbour ends', async () => {
  const runs = [
    ...[at(60, 600, 'Heeft u de'), at(60, 588, 'uitzondering voor'), at(60, 576, 'boeren?')],
    ...[at(133, 600, 'De regio’s worden uitgenodigd'), at(133, 588, 'om')],
    ...[at(160, 588, 'hierover'), at(133, 576, 'mee te denken.')],
  ]
  expect(await textOf(...runs)).toContain('om hierover')
})

it('an accent of its own, moved back a little, stands on the letter to come', async () => {
  const runs = [
    at(60, 600, 'De heer Milovi', 10),
    at(123.5, 600, '´', 10),
    at(124, 600, 'c zag.', 10),
  ]
  expect(await textOf(...runs)).toBe('De heer Milović zag.')
})

it('an accent drawn after its letter leaves no space behind it', async () => {
  const runs = [at(50, 600, 'E', 10), at(51.5, 602, '´', 10), at(57, 600, 'e', 10)]
  const rest = [at(58, 600, '´', 10), at(62.6, 600, 'n stuw', 10)]
  expect(await textOf(...runs, ...rest)).toBe('Één stuw')
  const apart = [at(50, 600, 'caf', 10), at(63.4, 600, 'e', 10), at(64.5, 600, '´', 10)]
  expect(await textOf(...apart, at(72, 600, 'in Epe', 10))).toBe('café in Epe')
})

it.each([
  ['from bottom to top', [3, 2, 1, 0]],
  ['headings first', [0, 2, 1, 3]],
  ['a stamp at the top last', [1, 2, 3, 0]],
])('lines of one column drawn in another order are read in order: %s', async (_, order) => {
  const lines = ['Ingekomen 1 mei', 'Antwoord 1', 'Ja, dat bericht ken ik.', 'Vraag 2']
  const runs = order.map((row) => at(row === 0 ? 300 : 60, 700 - 14 * row, lines[row]!))
  expect(await textOf(...runs)).toBe(lines.join('\n'))
})

describe('numbers of lines in the margin', () => {
  const lines = Array.from({ length: 16 }, (_, row) => {
    const sentence = `Het waterschap meldt dat de stuw ook in de maand ${row} veel lekt.`
    return row % 4 === 0 ? 'Vraag 1' : sentence
  })
  const numbers = (x: number, step = 1): PdfRun[] =>
    lines.flatMap((_, row) => {
      return (row + 1) % step === 0 ? [at(x, 700 - 14 * row, String(row + 1))] : []
    })
  const text = lines.map((line, row) => at(80, 700 - 14 * row, line))

  it.each([
    ['at the left, drawn last', [...text, ...numbers(50)]],
    ['at the right, drawn line by line', text.flatMap((run, row) => [run, numbers(500)[row]!])],
    ['at each fifth line', [...text, ...numbers(50, 5)]],
  ])('are not read: %s', async (_, runs) => {
    expect(await textOf(...runs)).toBe(lines.join('\n'))
  })

  it('are those of a table if its rows are short', async () => {
    const rows = lines.map((_, row) => at(80, 700 - 14 * row, `Gemeente ${row}`))
    expect(await textOf(...rows.flatMap((run, row) => [numbers(50)[row]!, run]))).toMatch(/^1 /)
  })
})

describe('two columns', () => {
  const column = (x: number, top: number, lines: readonly string[]): PdfRun[] =>
    lines.map((line, index) => at(x, top - 11 * index, line))
  const rows = (drop: number): PdfRun[] => {
    const [left, right] = [column(50, 600, LEFT), column(300, 600 - drop, RIGHT)]
    return left.flatMap((run, index) => [run, right[index]!])
  }

  it.each([
    ['one after the other', [...column(50, 600, LEFT), ...column(300, 600, RIGHT)]],
    ['row by row', rows(0)],
    ['row by row, at other heights', rows(3)],
  ])('drawn %s are read one after the other', async (_, runs) => {
    expect(
      await textOf(at(50, 700, 'Vragen over het peil, dat in twee kolommen staat'), ...runs),
    ).toBe(['Vragen over het peil, dat in twee kolommen staat', ...LEFT, ...RIGHT].join('\n'))
  })

  it('below each heading are read before the next heading, if drawn in that order', async () => {
    const parts = [1, 2, 3].map((number) => ({
      heading: at(50, 750 - 100 * number, `Antwoord ${number}`),
      left: column(50, 739 - 100 * number, ['Het peil van', 'de stuw in']),
      right: column(300, 739 - 100 * number, [`Oudewater is ${number}`, 'meter lager']),
    }))
    const runs = parts.flatMap(({ heading, left, right }) => [heading, ...left, ...right])
    expect(await textOf(...runs)).toBe(runs.map(({ text }) => text).join('\n'))
  })

  it('of a table stay rows', async () => {
    const cells = [
      ['Gemeente', 'Aantal'],
      ['Oudewater', '12'],
      ['Woerden', '14'],
      ['Elders', '8'],
    ]
    const runs = cells.flatMap(([name, count], row) => [
      at(50, 600 - 11 * row, name!),
      at(300, 600 - 11 * row, count!),
    ])
    expect(await textOf(...runs)).toBe('Gemeente Aantal\nOudewater 12\nWoerden 14\nElders 8')
  })
})

describe('headings in the margin', () => {
  const margin = [at(50, 600, 'Vraag 1'), at(50, 570, 'Antwoord 1'), at(50, 540, 'Vraag 2')]
  const text = [
    at(140, 600, 'Kent u het bericht over het peil bij'),
    at(140, 589, 'Oudewater?'),
    at(140, 570, 'Ja, dat bericht ken ik.'),
    at(140, 540, 'Blijft het peil zoals het is, ook in mei?'),
  ]

  it.each([
    ['first', [...margin, ...text]],
    ['last', [...text, ...margin]],
    ['row by row', [margin[0]!, text[0]!, text[1]!, margin[1]!, text[2]!, margin[2]!, text[3]!]],
  ])('drawn %s come before the text beside them', async (_, runs) => {
    expect(await textOf(...runs)).toBe(
      [
        ...['Vraag 1', 'Kent u het bericht over het peil bij', 'Oudewater?', 'Antwoord 1'],
        ...['Ja, dat bericht ken ik.', 'Vraag 2', 'Blijft het peil zoals het is, ook in mei?'],
      ].join('\n'),
    )
  })
})

it('a heading that breaks in the margin stays whole above its text', async () => {
  const margin = [1, 2].flatMap((nth) => [
    at(50, 700 - 100 * nth, `Vraag ${nth}`),
    at(50, 660 - 100 * nth, 'Antwoord'),
    at(50, 649 - 100 * nth, `op vraag ${nth}`),
  ])
  const text = [1, 2].flatMap((nth) => [
    at(140, 700 - 100 * nth, 'Kent u het bericht over het peil bij Oudewater?'),
    at(140, 660 - 100 * nth, 'Ja, dat bericht ken ik, en ik heb het ook in'),
    at(140, 649 - 100 * nth, 'zijn geheel gelezen.'),
  ])
  for (const runs of [
    [...margin, ...text],
    [...text, ...margin],
    margin.flatMap((run, index) => [run, text[index]!]),
  ]) {
    const { document } = await readDocument(makePdf([runs]), 'brief.pdf')
    const whole = 'Ja, dat bericht ken ik, en ik heb het ook in zijn geheel gelezen.'
    expect([answerOf(document, 1), answerOf(document, 2)]).toEqual([[whole], [whole]])
  }
})

it('a heading in the middle of its cell comes before the words of that cell', async () => {
  const rows = [
    { head: 'Vraag 1', lines: ['Klopt het dat het peil van de', 'stuw bij Gouda zakt?'], top: 700 },
    {
      head: 'Antwoord 1',
      lines: ['Nee. Het peil van die stuw', 'blijft gelijk, en dat blijft', 'ook zo in de winter.'],
      top: 660,
    },
    { head: 'Vraag 2', lines: ['Waarom daalt het niet, zoals', 'het bericht zegt?'], top: 610 },
    { head: 'Antwoord 2', lines: ['Dat weet ik', 'niet.'], top: 570 },
  ]
  const runs = rows.flatMap(({ head, lines, top }) => [
    at(50, top - (lines.length - 1) * 5.5, head),
    ...lines.map((line, row) => at(140, top - 11 * row, line)),
  ])
  const { document } = await readDocument(makePdf([runs]), 'brief.pdf')
  expect([answerOf(document, 1), answerOf(document, 2)]).toEqual([
    ['Nee. Het peil van die stuw blijft gelijk, en dat blijft ook zo in de winter.'],
    ['Dat weet ik niet.'],
  ])
})

it('the only heading in the margin of a page comes before the text beside it', async () => {
  const text = [at(140, 600, 'Dat is alles.'), at(140, 570, 'Blijft het peil zoals het is?')]
  expect(await textOf(...text, at(50, 570, 'Vraag 2'))).toBe(
    'Dat is alles.\nVraag 2\nBlijft het peil zoals het is?',
  )
})

describe('text drawn over or beside the main text', () => {
  const [above, below] = [at(50, 600, 'Het waterschap heeft de'), at(50, 589, 'uitkomst gestuurd.')]

  it.each([
    ['at an angle', { ...at(150, 500, 'CONCEPT', 60), angle: 45 }],
    ['at another angle', { ...at(50, 610, 'KOPIE', 20), angle: -30 }],
    ['up the margin', { ...at(20, 300, 'VERTROUWELIJK'), angle: 90 }],
    ['large and upright', at(40, 585, 'CONCEPT', 40)],
  ])('%s is left out, and counted', async (_, stamp) => {
    const { text, account } = await extract(makePdf([[above, stamp, below]]), 'letter.pdf')
    expect(text).toBe('Het waterschap heeft de\nuitkomst gestuurd.\n')
    expect(account.leftOut).toEqual({ 'at an angle': stamp.text.length })
    expect(account.flaws).toEqual([])
  })

  it('is the main text if a whole page is turned', async () => {
    const turned = [
      { ...at(100, 50, 'Het waterschap heeft de'), angle: 90 },
      { ...at(111, 50, 'uitkomst gestuurd.'), angle: 90 },
    ]
    expect(await textOf(...turned)).toBe('Het waterschap heeft de\nuitkomst gestuurd.')
  })
})

describe('a sign that the font of a text lacks stands in its place,', () => {
  it.each([
    ['drawn after the run that leaves room for it', [at(50, 600, 'De CO  -heffing.')]],
    ['drawn after the runs beside it', [at(50, 600, 'De CO'), at(82.6, 600, '-heffing.')]],
  ])('%s', async (_, runs) => {
    expect(await textOf(...runs, at(77.5, 600, '2'), at(50, 589, 'Die blijft.'))).toBe(
      'De CO2-heffing.\nDie blijft.',
    )
  })
})

describe('a large first letter begins its word,', () => {
  const beside = [at(74, 600, 'et waterschap heeft de'), at(74, 589, 'uitkomst gestuurd.')]
  const letter = at(50, 589, 'H', 30)
  const below = at(50, 578, 'Dat is alles.')

  it.each([
    ['drawn before it', [letter, ...beside, below]],
    ['drawn after the lines beside it', [...beside, letter, below]],
    ['drawn last', [...beside, below, letter]],
  ])('%s', async (_, runs) => {
    expect(await textOf(...runs)).toBe('Het waterschap heeft de\nuitkomst gestuurd.\nDat is alles.')
  })

  it('and a large letter beside a sentence does not', async () => {
    const text = [at(74, 600, 'Het waterschap heeft'), at(74, 589, 'de uitkomst gestuurd.')]
    expect(await textOf(...text, at(50, 584, 'A', 30))).toMatch(/^A$/m)
  })
})

describe('what a page draws after the rest of its text', () => {
  const at = (x: number, y: number, text: string, size = 11): PdfRun => ({ text, x, y, size })
  const pair = (number: number, top: number, ...answer: PdfRun[]): PdfRun[] => [
    at(50, top, `Vraag ${number}`),
    at(50, top - 14, 'Kent u het bericht over het peil in de hele polder?'),
    at(50, top - 28, `Antwoord ${number}`),
    ...answer,
  ]
  const last = pair(2, 600, at(50, 558, 'Ja, dat ken ik.'))

  it.each([
    [
      'words of a line',
      [at(50, 698, 'Nee, dat'), at(131, 698, 'blijft zo.')],
      [at(94.7, 698, 'bericht')],
      'Nee, dat bericht blijft zo.',
    ],
    [
      'the end of a line',
      [at(50, 698, 'Nee, dat'), at(50, 684, 'blijft zo.')],
      [at(94.7, 698, 'bericht')],
      'Nee, dat bericht blijft zo.',
    ],
    [
      'raised and lowered numbers',
      [at(50, 698, 'Het is 12 km'), at(118, 698, 'groot met CO'), at(191, 698, 'daarin.')],
      [at(111, 702, '2', 7), at(184, 695, '2', 7)],
      'Het is 12 km2 groot met CO2 daarin.',
    ],
    ['a line', [at(50, 684, 'En zo is het.')], [at(50, 698, 'Nee, dat')], 'Nee, dat En zo is het.'],
  ])('stands in its place: %s', async (_, early, late, whole) => {
    const runs = [...pair(1, 740, ...early), ...last, ...late]
    const { document } = await readDocument(makePdf([runs]), 'a.pdf')
    expect(answerOf(document, 1).join(' ')).toBe(whole)
    expect(answerOf(document, 2)).toEqual(['Ja, dat ken ik.'])
  })

  it.each(['before', 'after'])(
    'is told if it is a box beside an answer, drawn %s',
    async (when) => {
      const box = at(330, 698, 'Uitzondering: bij hoogwater.')
      const text = [...pair(1, 740, at(50, 698, 'Nee, het peil blijft.')), ...last]
      const runs = when === 'before' ? [box, ...text] : [...text, box]
      const { document } = await readDocument(makePdf([runs]), 'a.pdf')
      expect([answerOf(document, 1), answerOf(document, 2)]).toEqual([
        ['Nee, het peil blijft.'],
        ['Ja, dat ken ik.'],
      ])
      expect(document.warnings.map(({ message }) => message)).toEqual([
        '"Uitzondering: bij hoogwater." stands beside the text, and is in no answer',
      ])
    },
  )
})

it('letters that are set apart form words, and single letters do not', async () => {
  const lines = ['Vraag 1', 'Kent u dit?', 'Antwoord 1']
  const { document } = await readDocument(
    makePdf([
      [
        ...lines.map((text, row) => ({ text, x: 50, y: 740 - 14 * row, size: 11 })),
        { text: 'Nee, in punt a b c van 1 2 3 is dat', x: 50, y: 698, size: 11 },
        { text: 'beslist niet zo, zegt U', x: 50, y: 684, size: 11, before: '3 Tc' },
      ],
    ]),
    'a.pdf',
  )
  expect(answerOf(document, 1)).toEqual([
    'Nee, in punt a b c van 1 2 3 is dat beslist niet zo, zegt U',
  ])
})

describe('accents', () => {
  it.each([
    ['Milovi´', 'c vroeg', 3, 'Milović vroeg'],
    ['caf´', 'e open', 3, 'café open'],
    ['foto´', 's', 0, 'foto´s'],
  ])('"%s%s" that overlap by %d points are "%s"', async (first, second, overlap, joined) => {
    const width = { 'Milovi´': 26, 'caf´': 15, 'foto´': 18.5 }[first]!
    expect(await textOf(at(50, 600, first), at(50 + width - overlap, 600, second))).toBe(joined)
  })
})

it('a sentence left of the signs of a list is no part of its last item', async () => {
  const wide = (x: number, y: number) => at(x, y, 'Het peil van de stuw. '.repeat(4).trimEnd())
  const { document } = await readDocument(
    makePdf([
      [
        ...[at(50, 740, 'Vraag 1'), at(50, 725, 'Welke?'), at(50, 710, 'Antwoord 1')],
        ...[wide(50, 695), at(60, 680, '•'), wide(70, 680), wide(50, 665)],
      ],
    ]),
    'a.pdf',
  )
  expect(answerOf(document, 1)).toHaveLength(3)
})

describe('raised numbers', () => {
  it.each([
    ['m', '3', 'm3 water'],
    ['km', '2', 'km2 water'],
    ['10', '6', '10^6 water'],
  ])('after "%s" are not marks of notes', async (unit, exponent, text) => {
    const { layout, text: source } = await extract(
      makePdf([[at(50, 600, unit), at(60, 604, exponent, 6), at(64, 600, ' water')]]),
      'letter.pdf',
    )
    expect(source.replaceAll(' ', '')).toBe(`${text.replaceAll(' ', '')}\n`)
    expect(layout.zones).toEqual([])
  })

  it('in the size of the text are raised and lowered', async () => {
    const power = [at(50, 600, 'Dat is 10'), at(86, 604, '6'), at(91, 600, ' ton CO')]
    const sink = [at(122, 597, '2'), at(127, 600, ', zegt hij.')]
    expect(await textOf(...power, ...sink)).toBe('Dat is 10^6 ton CO2, zegt hij.')
  })

  it('after a word are', async () => {
    const bytes = makePdf([[at(50, 600, 'stuwen'), at(80, 604, '2', 6)]])
    const { layout } = await extract(bytes, 'letter.pdf')
    expect(layout.zones.map(({ kind }) => kind)).toEqual(['anchor'])
  })
})

describe('the size of a page', () => {
  const lines = ['Vraag 1', 'Blijft het peil zo hoog?', 'Antwoord 1', 'Het peil is hoog, 3 km']
  const runs = [
    ...lines.map((line, row) => at(50, 700 - 12 * row, line)),
    { ...at(137.6, 667, '2'), size: 6 },
    at(141, 664, ' ver, en dat blijft het.'),
    at(50, 640, 'Dat vind ik goed zo, en ik blijf erbij.'),
  ]
  const inPage = (page: string) => readDocument(makePdf([runs], { page }), 'brief.pdf')
  const ANSWER = 'Het peil is hoog, 3 km2 ver, en dat blijft het.'

  it('may be in another unit', async () => {
    const { document } = await inPage('/MediaBox [0 0 560 780] /UserUnit 2')
    expect(answerOf(document, 1).join(' ')).toContain(ANSWER)
  })

  it('may cut no lines', async () => {
    await expect(inPage('/MediaBox [0 0 560 780] /CropBox [0 0 90 780]')).rejects.toThrow(
      'the edge of page 1 cuts off the ends of lines',
    )
    const { document } = await inPage('/MediaBox [0 0 560 780] /CropBox [40 0 300 780]')
    expect(answerOf(document, 1).join(' ')).toContain(ANSWER)
  })
})

describe('what somebody put on a page', () => {
  const text = ['Vraag 1', 'Wat doet u?', 'Antwoord 1', 'Ik versterk de dijk.']
  const read = (entries: string, drawing: string) =>
    readDocument(
      makePdf([text.map((each, row) => at(50, 700 - 12 * row, each))], {
        annotations: [{ entries, rect: [60, 660, 260, 680], drawing }],
      }),
      'form.pdf',
    )
  const words = 'BT /F1 9 Tf 2 4 Td (Nog navragen) Tj ET'

  it.each([
    ['a comment', '/Subtype /FreeText /Contents (Nog navragen)', words],
    ['a stamp', '/Subtype /Stamp', words],
    ['a signature', '/Subtype /Widget /FT /Sig', words],
  ])('%s is no part of it, and takes nothing away', async (_, entries, drawing) => {
    const { document, extracted } = await read(entries, drawing)
    expect(answerOf(document, 1)).toEqual(['Ik versterk de dijk.'])
    expect(extracted.account.flaws).toEqual([])
  })

  it('is a flaw if it fills in a form', async () => {
    const field = '/Subtype /Widget /FT /Tx /T (a) /V (Nog navragen)'
    await expect(read(field, words)).rejects.toThrow('"Nognavragen" here')
  })
})

describe('unidentifiable letters', () => {
  /** The output of a font that numbers its glyphs arbitrarily. */
  const shifted = (text: string): string =>
    text.replace(/[a-zA-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) ^ 3))

  it('are refused with the reason', async () => {
    const line = 'Het waterschap heeft de uitkomst van het onderzoek aan de gemeente gestuurd.'
    const runs = Array.from({ length: 8 }, (_, row) => at(50, 600 - 11 * row, shifted(line)))
    await expect(extract(makePdf([runs]), 'letter.pdf')).rejects.toThrow(/OCR/)
    const plain = runs.map((run) => ({ ...run, text: line }))
    await expect(extract(makePdf([plain]), 'letter.pdf')).resolves.toBeDefined()
  })

  it.skipIf(!hasCases)('are refused in a real font without a map to Unicode', async () => {
    const file = caseFile('33')
    await expect(extract(readFileSync(file), '33.pdf')).rejects.toThrow(/no map to Unicode/)
  })
})

describe('what nobody sees on a page', () => {
  const stil = (before: string): PdfRun => ({ ...at(60, 586, 'stil'), before })

  it.each<[string, PdfRun[]]>([
    ['white text', [stil('1 1 1 rg')]],
    ['text that is all but white', [stil('0.99 g')]],
    ['text in the colour of what it stands on', [stil('0 0 1 rg 50 580 90 20 re f')]],
    ['text that is drawn invisibly', [stil('3 Tr')]],
    ['text that is only a mask', [stil('7 Tr')]],
    ['text beside the page', [at(900, 586, 'stil')]],
    ['text outside what the page cuts out', [stil('0 0 50 50 re W n')]],
    ['text under a bar', [stil(''), { ...at(60, 572, ''), before: '0 g 50 580 90 20 re f' }]],
    ['text under a line', [stil(''), { ...at(60, 572, ''), before: '58 588.2 40 0.7 re f' }]],
    ['text over a line', [stil('0.6 w 58 589.9 m 98 589.9 l S')]],
    ['text that is drawn twice to be bold', [at(60.2, 600, 'Ja.')]],
  ])('is no part of its text: %s', async (_, runs) => {
    const page = [at(60, 600, 'Ja.'), ...runs, at(60, 572, 'Het peil blijft.')]
    const { text, account } = await extract(makePdf([page]), 'a.pdf')
    expect(text.trimEnd()).toBe('Ja.\nHet peil blijft.')
    expect(account.flaws).toEqual([])
    expect(Object.keys(account.leftOut)).toEqual(['hidden'])
  })

  it.each<[string, PdfRun[]]>([
    ['white text on a dark ground', [stil('0 0 0.5 rg 50 580 90 20 re f 1 g')]],
    ['text with a line around it', [stil('1 Tr')]],
    ['text in what the page cuts out', [stil('0 500 200 200 re W n')]],
    ['text above a line', [stil('58 584 40 0.7 re f')]],
    ['text below a line', [stil('58 595 m 98 595 l S')]],
    ['text beside a bar', [stil(''), { ...at(60, 572, ''), before: '0 g 150 580 90 20 re f' }]],
  ])('is not %s', async (_, runs) => {
    expect(await textOf(at(60, 600, 'Ja.'), ...runs)).toBe('Ja.\nstil')
  })

  it('is kept where a whole page was recognised and lies invisibly over its picture', async () => {
    const runs = ['Ja.', 'Het peil blijft.'].map((text, row) => {
      return { ...at(60, 600 - 11 * row, text), before: '3 Tr' }
    })
    expect(await textOf(...runs)).toBe('Ja.\nHet peil blijft.')
  })

  it('is cut out of the middle of a line', async () => {
    const runs = [
      at(60, 600, 'Het peil '),
      { ...at(97, 600, 'niet '), before: '1 g' },
      at(115, 600, 'blijft.'),
    ]
    expect(await textOf(...runs)).toMatch(/^Het peil +blijft\.$/)
  })

  const sentence = [at(60, 600, 'Het peil '), at(97, 600, 'niet '), at(115, 600, 'blijft.')]
  const over = (words: string, before: string): PdfRun => ({ ...at(97, 600, words), before })

  it.each<[string, PdfRun[]]>([
    ['in the middle', [over('', '0 g 96 597 17 12 re f')]],
    ['in the middle, with something else in the bar', [over('x', '0 g 96 597 17 12 re f 1 g')]],
    ['at the end', [over('', '0 g 114 597 40 12 re f')]],
    ['at the beginning', [over('', '0.5 g 58 597 37 12 re f')]],
  ])('withholds the answer where a bar covers words of a line: %s', async (_, bar) => {
    const head = ['Vraag 1', 'Wat doet u?', 'Antwoord 1'].map((text, row) =>
      at(60, 640 - 12 * row, text),
    )
    const bytes = makePdf([[...head, ...sentence, ...bar]])
    const { account } = await extract(bytes, 'a.pdf')
    expect(account.flaws).toEqual([{ kind: 'barred', at: expect.any(Number), text: '' }])
    await expect(readDocument(bytes, 'a.pdf')).rejects.toThrow('covers words of this line')
  })

  it('is no hole where other words were written over it, or beside all words', async () => {
    const anew = over('wel ', '1 g 96 597 17 12 re f 0 g')
    const { text, account } = await extract(makePdf([[...sentence, anew]]), 'a.pdf')
    expect(text.trim()).toMatch(/^Het peil wel +blijft\.$/)
    expect(account.flaws).toEqual([])
    const aside = [at(300, 600, 'stil'), over('', '0 g 298 597 30 12 re f')]
    const { account: own } = await extract(makePdf([[...sentence, ...aside]]), 'a.pdf')
    expect(own.flaws).toEqual([])
  })
})

it('words in a layer that is not shown, or outside a form, are unseen', () => {
  const ops = {
    ...{ setFont: 1, showText: 2, beginMarkedContentProps: 3, endMarkedContent: 4 },
    ...{ paintFormXObjectBegin: 5, paintFormXObjectEnd: 6 },
  }
  const word = (unicode: string): [number, unknown] => [2, [[{ unicode, width: 500 }]]]
  const layer = (name: string, text: string): [number, unknown][] => [
    [3, ['OC', name]],
    word(text),
    [4, []],
  ]
  const drawn: [number, unknown][] = [
    [1, ['F', 10]],
    ...[word('a'), ...layer('shown', 'b'), ...layer('hidden', 'c')],
    ...[[5, [null, [90, 90, 99, 99]]] satisfies [number, unknown], word('d')],
    ...[[6, []] satisfies [number, unknown], word('e'), word('f')],
  ]
  const drawing = {
    fnArray: drawn.map(([operator]) => operator),
    argsArray: drawn.map(([, args]) => args),
  }
  const isVisible = (layer: unknown) => layer !== 'hidden'
  const glyphs = glyphsOf(drawing, ops, { box: [-9, -9, 99, 99], white: false, isVisible })
  expect(glyphs.filter(({ unseen }) => unseen).map(({ text }) => text)).toEqual(['c', 'd'])
})

describe('the glyphs of a page', () => {
  const place = { startX: 0, startY: 0, endX: 1, endY: 0 }
  const glyph = (text: string) => ({ text, ...place, unseen: false, barred: false })
  const item = (str: string) => ({ str, transform: [1, 0, 0, 1, 0, 0], width: 9 })

  it('are compared with the runs that were read', () => {
    const glyphs = [...'Het peil blijft.'].map(glyph)
    expect(matchGlyphs([item('Het peil'), item('blijft.')], glyphs)).toMatchObject({
      missed: [],
      added: [],
    })
    expect(matchGlyphs([item('Het'), item('blijft.')], glyphs).missed.join('')).toBe('peil')
    expect(matchGlyphs([item('Het peil niet'), item('blijft.')], glyphs).added[0]).toBe(
      'Het peil niet',
    )
  })

  it('may be ligatures, and stand from right to left', () => {
    const glyphs = [glyph('\ufb01'), glyph('n'), ...[...'السد'].map(glyph)]
    const matched = matchGlyphs([item('fin'), item([...'السد'].toReversed().join(''))], glyphs)
    expect(matched).toMatchObject({ missed: [], added: [] })
  })
})

describe('a list', () => {
  const HEAD = ['Vraag 1', 'Wat doet u?', 'Antwoord 1', 'Ik neem deze maatregelen:']
  const full = 'De dijk langs de rivier wordt over een lengte van vier kilometer versterkt en is'

  it.each(['-', '•', '1.', 'a)'])(
    'with "%s" has an item for each, without full stops',
    async (sign) => {
      const signs = sign.length === 1 ? [sign, sign, sign] : [sign, ...NEXT[sign]!]
      const items = [[full, 'dan klaar'], [full], ['Er komt een pomp']]
      const lines = items.flatMap((texts, item) =>
        texts.map((text, line) => ({ item, line, text })),
      )
      const runs = lines.flatMap(({ item, line, text }, row) => {
        const y = 600 - 12 * row
        return [...(line === 0 ? [at(60, y, signs[item]!)] : []), at(78, y, text)]
      })
      const head = HEAD.map((text, row) => at(60, 660 - 12 * row, text))
      const below = at(60, 540, 'Zij kosten samen vier miljoen euro.')
      const { document } = await readDocument(makePdf([[...head, ...runs, below]]), 'list.pdf')
      expect(answerOf(document, 1)).toEqual([
        'Ik neem deze maatregelen:',
        `* ${signs[0]} ${full} dan klaar`,
        `* ${signs[1]} ${full}`,
        `* ${signs[2]} Er komt een pomp`,
        'Zij kosten samen vier miljoen euro.',
      ])
    },
  )
})

const NEXT: Readonly<Record<string, readonly string[]>> = { '1.': ['2.', '3.'], 'a)': ['b)', 'c)'] }

it('bullets and numbers drawn after the text of the page begin their items', async () => {
  const items = [at(70, 600, 'een nieuwe deur'), at(70, 589, 'een nieuwe pomp')]
  const after = [at(50, 578, 'Dat is alles.'), at(58, 600, '•'), at(58, 589, '2.')]
  expect(await textOf(...items, ...after)).toBe(
    '• een nieuwe deur\n2. een nieuwe pomp\nDat is alles.',
  )
})

it.each([
  [
    'wide',
    [50, 200, 300],
    [
      ['Stuw', '2023', '2024'],
      ['Oudewater', '1,20', '1,15'],
    ],
  ],
  [
    'narrow',
    [50, 120, 155],
    [
      ['Stuw', '2023', '2024'],
      ['Oudewater', '1,20', '1,15'],
    ],
  ],
  [
    'two',
    [50, 120],
    [
      ['Oudewater', '1,20'],
      ['Linschoten', '0,90'],
    ],
  ],
])('rows of a table are paragraphs of their own, its columns %s', async (_, edges, rows) => {
  const text = 'De peilen van de stuwen in de provincie staan in deze tabel hieronder.'
  const lines = ['Vraag 1', 'Welke?', 'Antwoord 1', text]
  const { document } = await readDocument(
    makePdf([
      [
        ...lines.map((each, row) => at(50, 740 - 14 * row, each)),
        ...rows.flatMap((row, index) =>
          row.map((each, column) => at(edges[column]!, 684 - 14 * index, each)),
        ),
        at(50, 656, text),
      ],
    ]),
    'a.pdf',
  )
  expect(answerOf(document, 1)).toEqual([text, ...rows.map((row) => row.join(' ')), text])
})
