import { describe, expect, it } from 'vitest'
import { pairsOf } from '../../support/cases.ts'
import { makePdf, type PdfRun } from '../../support/make-pdf.ts'
import { makeWord, paragraph } from '../../support/make-word.ts'
import { readDocument } from '../../support/read-document.ts'

const HEAD =
  'Vragen van het lid Lindeboom (XYZ) aan de Minister van Waterzaken over het stuwpeil ' +
  '(ingezonden 3 maart 2025).'

type Rows = readonly (readonly string[])[]

function page(rows: Rows): string {
  const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
  return `<p>${HEAD}</p><table>${cells.join('')}</table><p>Hoogachtend</p>`
}

function letter(rows: Rows): Uint8Array {
  const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  const cell = (text: string) => `<w:tc>${text.split('<br>').map(paragraph).join('')}</w:tc>`
  const table = rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')
  return makeWord(`${paragraph(HEAD)}<w:tbl>${table}</w:tbl>${paragraph('Hoogachtend')}`)
}

function markdown([head, ...rows]: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return `${HEAD}\n\n${line(head!)}${line(head!.map(() => '---'))}${rows.map(line).join('')}`
}

const HEADED = ['Vraag 1', 'Hoe hoog is het?', 'Antwoord 1', 'Een meter.']

/** Files of each format with a headed pair above a table with these rows. */
function headedTables(rows: Rows): [name: string, content: string | Uint8Array][] {
  const paragraphs = [HEAD, ...HEADED].map((text) => `<p>${text}</p>`).join('')
  const entries = rows.map(
    (row) => `<row>${row.map((each) => `<entry><al>${each}</al></entry>`).join('')}</row>`,
  )
  const lines = [HEAD, ...HEADED].map((text) => `<al>${text}</al>`).join('')
  const xml = `<kamerstuk>${lines}<table><tgroup>${entries.join('')}</tgroup></table></kamerstuk>`
  const words = [HEAD, ...HEADED].map((text) => paragraph(text)).join('')
  const cells = rows.map(
    (row) => `<w:tr>${row.map((each) => `<w:tc>${paragraph(each)}</w:tc>`).join('')}</w:tr>`,
  )
  return [
    ['table.html', paragraphs + page(rows).slice(HEAD.length + 7)],
    ['table.docx', makeWord(`${words}<w:tbl>${cells.join('')}</w:tbl>`)],
    ['table.md', [HEAD, ...HEADED, markdown(rows).slice(HEAD.length + 2)].join('\n\n')],
    ['table.xml', `<officiele-publicatie>${xml}</officiele-publicatie>`],
    ['table.pdf', makePdf([[...headedLines(), ...rows.flatMap(rowLines)]])],
  ]
}

const COLUMNS = [50, 80, 270]

function headedLines(): PdfRun[] {
  return HEADED.map((text, at) => ({ text, x: 50, y: 740 - 15 * at, size: 10 }))
}

function rowLines(row: readonly string[], at: number): PdfRun[] {
  return row.map((text, column) => ({ text, x: COLUMNS[column]!, y: 660 - 30 * at, size: 10 }))
}

const PAIRS = {
  asked: { '1': ['Kent u het bericht?'], '2': ['Zakt het peil? Zo ja, wanneer?'] },
  answered: { '1': ['Ja, dat ken ik.'], '2': ['Nee, het peil blijft.'] },
}

const TABLES: readonly (readonly [what: string, rows: Rows])[] = [
  [
    'Nr, Vraag, Antwoord',
    [
      ['Nr', 'Vraag', 'Antwoord'],
      ['1', 'Kent u het bericht?', 'Ja, dat ken ik.'],
      ['2', 'Zakt het peil? Zo ja, wanneer?', 'Nee, het peil blijft.'],
    ],
  ],
  [
    'columns of others between them',
    [
      ['Vraagnummer', 'Fractie', 'Gestelde vraag', 'Antwoord van de minister', 'Blz.'],
      ['1.', 'ABC', 'Kent u het bericht?', 'Ja, dat ken ik.', '4'],
      ['2.', 'XYZ', 'Zakt het peil? Zo ja, wanneer?', 'Nee, het peil blijft.', '5'],
    ],
  ],
  [
    'numbers in the text',
    [
      ['Vragen', 'Antwoorden'],
      ['1. Kent u het bericht?', '1. Ja, dat ken ik.'],
      ['2. Zakt het peil? Zo ja, wanneer?', '2. Nee, het peil blijft.'],
    ],
  ],
  [
    'no names',
    [
      ['1', 'Kent u het bericht?', 'Ja, dat ken ik.'],
      ['2', 'Zakt het peil? Zo ja, wanneer?', 'Nee, het peil blijft.'],
    ],
  ],
]

it.each(TABLES)('a table with %s is read as pairs, whatever the format', async (what, rows) => {
  const files: [name: string, content: string | Uint8Array][] = [
    ['table.html', page(rows)],
    ['table.docx', letter(rows)],
    ...(what === 'no names' ? [] : [['table.md', markdown(rows)] as [string, string]]),
  ]
  for (const [name, content] of files) {
    const { document, extracted } = await readDocument(content, name)
    expect(pairsOf(document)).toEqual(PAIRS)
    expect(document.warnings).toEqual([])
    expect(extracted.account.flaws).toEqual([])
  }
})

it('a cell keeps its paragraphs, and an empty one is no answer', async () => {
  const rows = [
    ['Nr', 'Vraag', 'Antwoord'],
    ['1', 'Kent u het bericht?', 'Ja.<br>Dat ken ik.'],
    ['2', 'Zakt het peil?', ''],
  ]
  const { document } = await readDocument(letter(rows), 'table.docx')
  expect(pairsOf(document).answered).toEqual({ '1': ['Ja.', 'Dat ken ik.'] })
  expect(document.warnings.map(({ message }) => message)).toEqual(['question 2 has no answer'])
})

it('a table of data in an answer stays a table', async () => {
  const { document } = await readDocument(
    `<p>${HEAD}</p><p>Vraag 1</p><p>Hoeveel?</p><p>Antwoord 1</p><table><tr><td>Nr</td><td>Stuw</td>` +
      `<td>Peil</td></tr><tr><td>1</td><td>Oudewater</td><td>1,20 m</td></tr></table>`,
    'data.html',
  )
  expect(pairsOf(document).answered).toEqual({ '1': ['Nr Stuw Peil', '1 Oudewater 1,20 m'] })
})

describe('on the pages of a PDF', () => {
  const cell = (column: number, y: number, ...lines: string[]): PdfRun[] =>
    lines.map((text, row) => ({ text, x: COLUMNS[column]!, y: y - 12 * row, size: 10 }))
  const head = [
    ...cell(0, 740, HEAD),
    ...cell(0, 700, 'Nr'),
    ...cell(1, 700, 'Vraag'),
    ...cell(2, 700, 'Antwoord'),
  ]
  const one = [
    ...cell(0, 680, '1'),
    ...cell(1, 680, 'Kent u het', 'bericht?'),
    ...cell(2, 680, 'Ja, dat', 'ken ik.'),
  ]
  const two = (y: number) => [
    ...cell(0, y, '2'),
    ...cell(1, y, 'Zakt het peil? Zo ja,', 'wanneer?'),
    ...cell(2, y, 'Nee, het peil blijft.'),
  ]

  const centred = (...names: string[]): PdfRun[] => [
    ...cell(0, 740, HEAD),
    ...names.map((text, at) => ({ text, x: [52, 130][at]!, y: 700, size: 10 })),
    { text: 'Antwoord', x: 320, y: 700, size: 10 },
  ]

  it.each([
    ['cell by cell', [[...head, ...one, ...two(640)]]],
    ['line by line', [[...head, ...[0, 1, 3, 2, 4].map((at) => one[at]!), ...two(640)]]],
    ['over two pages', [[...head, ...one], two(740)]],
    ['below centred names', [[...centred('Nr', 'Vraag'), ...one, ...two(640)]]],
    ['below names drawn at once', [[...centred('Nr     Vraag'), ...one, ...two(640)]]],
  ])('a table drawn %s is read row by row', async (_, pages) => {
    const { document, extracted } = await readDocument(makePdf(pages), 'table.pdf')
    expect(pairsOf(document)).toEqual(PAIRS)
    expect(document.title).toBe('het stuwpeil')
    expect(extracted.account.flaws).toEqual([])
  })

  it('the names of its columns are no part of the title', async () => {
    const title = 'Antwoorden op vragen van het lid Lindeboom (XYZ) over het stuwpeil'
    const pages = [
      [{ ...head[0]!, text: title, y: 712 }, ...head.slice(1), ...one],
      [...head.slice(1), ...two(640)],
    ]
    const { document } = await readDocument(makePdf(pages), 'table.pdf')
    expect(pairsOf(document)).toEqual(PAIRS)
    expect(document.title).toBe('het stuwpeil')
  })
})

it('the name of a wide first column of a PDF may stand over its middle', async () => {
  const at = (x: number, y: number, text: string): PdfRun => ({ text, x, y, size: 10 })
  const table = [
    ...[at(50, 740, HEAD), at(137, 700, 'Vraag'), at(360, 700, 'Antwoord')],
    ...[
      at(55, 680, '1. Kent u'),
      at(55, 668, 'het bericht?'),
      at(245, 680, 'Ja, dat'),
      at(245, 668, 'ken ik.'),
    ],
    ...[at(55, 640, '2. Zakt het peil?'), at(55, 628, 'Zo ja, wanneer?')],
    ...[at(245, 640, 'Nee, het peil'), at(245, 628, 'blijft.')],
  ]
  const { document } = await readDocument(makePdf([table]), 'table.pdf')
  expect(pairsOf(document)).toEqual(PAIRS)
})

it('rows of a PDF with numbers in their texts are pairs', async () => {
  const rows = [
    ['', 'Vraag', 'Antwoord'],
    ['', '1. Kent u het bericht?', '1. Ja, dat ken ik.'],
    ['', '2. Zakt het peil? Zo ja, wanneer?', '2. Nee, het peil blijft.'],
  ]
  const { document } = await readDocument(makePdf([rows.flatMap(rowLines)]), 'table.pdf')
  expect(pairsOf(document)).toEqual(PAIRS)
})

describe('the table of a PDF', () => {
  const at = (x: number, y: number, text: string, size = 10): PdfRun => ({ text, x, y, size })
  const names = [at(60, 760, 'Vraag'), at(300, 760, 'Antwoord')]
  const one = [at(60, 740, '1. Kent u het bericht?'), at(300, 740, 'Ja, dat ken ik.')]

  it('goes on below notes and names, amid a question, too', async () => {
    const pages = [
      [
        ...[at(60, 780, HEAD), ...names, ...one, at(60, 700, '2. Zakt het peil?')],
        ...[at(300, 700, 'Nee, het peil'), at(372, 703, '1', 6), at(60, 60, '1Stb. 2024, 12.', 8)],
      ],
      [...names, at(60, 740, 'Zo ja, wanneer?'), at(300, 740, 'blijft.'), ...row(700, 3)],
    ]
    const { document } = await readDocument(makePdf(pages), 'table.pdf')
    expect(pairsOf(document).asked).toEqual({ ...PAIRS.asked, '3': ['Wie?'] })
    expect(pairsOf(document).answered['2']?.join(' ')).toBe('Nee, het peil blijft.')
    expect(pairsOf(document).answered['3']).toEqual(['Ik.'])
    expect(document.warnings).toEqual([])
  })

  it('has stretched lines, whose words are drawn one by one', async () => {
    const words = (y: number, ...texts: string[]): PdfRun[] =>
      texts.map((text, index) => at((index < 2 ? 60 : 300) + (index % 2) * 180, y, text))
    const table = [
      ...[at(60, 780, HEAD), ...names],
      ...[at(60, 740, '1.'), at(230, 740, 'Kent'), at(60, 728, 'u'), at(230, 728, 'het')],
      ...[at(60, 716, 'bericht?'), at(300, 740, 'Ja,'), at(480, 740, 'dat')],
      at(300, 728, 'ken ik.'),
      ...words(700, '2.', 'Zakt', 'Nee,', 'het'),
      ...[at(60, 688, 'het peil? Zo ja, wanneer?'), at(300, 688, 'peil blijft.')],
    ]
    const { document } = await readDocument(makePdf([table]), 'table.pdf')
    expect(pairsOf(document)).toEqual(PAIRS)
  })

  function row(y: number, number: number): PdfRun[] {
    return [at(60, y, `${number}. Wie?`), at(300, y, 'Ik.')]
  }
})

it('a question in a numbered row asks without a question mark, too', async () => {
  const rows = [
    ['Nr', 'Vraag', 'Antwoord'],
    ['1', 'Geef aan hoeveel stuwen er zijn.', 'Tien.'],
  ]
  const { document } = await readDocument(page(rows), 'table.html')
  expect(pairsOf(document)).toEqual({
    asked: { '1': ['Geef aan hoeveel stuwen er zijn.'] },
    answered: { '1': ['Tien.'] },
  })
})

it('a PDF with a row whose answer goes on in the next row is refused', async () => {
  const rows = [
    ['Nr', 'Vraag', 'Antwoord'],
    ['1', 'Zakt het?', 'Nee, en dat geldt'],
    ['2', 'Wie betaalt?', 'ook voor de kosten.'],
  ]
  const content = makePdf([rows.flatMap(rowLines)])
  await expect(readDocument(content, 'table.pdf')).rejects.toThrow('cannot be told apart')
})

it('a table within an answer to a question with a heading is part of it', async () => {
  const table = page(TABLES[0]![1]).slice(HEAD.length + 7)
  const { document } = await readDocument(
    `<p>${HEAD}</p><p>Vraag 1</p><p>Welke vragen?</p><p>Antwoord 1</p><p>Deze:</p>${table}`,
    'page.html',
  )
  expect(Object.keys(pairsOf(document).answered)).toEqual(['1'])
  expect(pairsOf(document).answered['1']).toContain('Nee, het peil blijft.')
})

it('an answer is to the question of its row, even below one without an answer', async () => {
  const rows = [
    ['Nr', 'Steller', 'Vraag', 'Antwoord'],
    ['1', 'Lindeboom', 'Kent u het bericht?', ''],
    ['2 en 3', 'Lindeboom', 'Zakt het? Wie betaalt?', 'Niets.'],
  ]
  for (const [name, content] of [
    ['table.html', page(rows)],
    ['table.docx', letter(rows)],
  ] as const) {
    const { document } = await readDocument(content, name)
    expect(pairsOf(document).answered).toEqual({ '2+3': ['Niets.'] })
    expect(document.warnings.map(({ message }) => message)).toEqual(['question 1 has no answer'])
  }
})

it('a table below headed questions goes on where its numbers do, whatever the format', async () => {
  const rows = [
    ['Nr', 'Vraag', 'Antwoord'],
    ['2', 'Zakt het peil?', 'Nee, het blijft.'],
    ['3', 'Wie betaalt?', 'Het waterschap.'],
  ]
  for (const [name, content] of headedTables(rows)) {
    const { document, extracted } = await readDocument(content, name)
    expect(pairsOf(document).answered).toEqual({
      ...{ '1': ['Een meter.'], '2': ['Nee, het blijft.'], '3': ['Het waterschap.'] },
    })
    expect(document.warnings).toEqual([])
    expect(extracted.account.flaws).toEqual([])
  }
})

it.each([
  ['may answer a question with a heading', ['1', '2']],
  ['leaves out columns', ['1', '2', 'Fractie']],
])('an answer with a table that %s is withheld', async (_, [first, second, other]) => {
  const rows = [
    ['Nr', ...(other ? [other] : []), 'Vraag', 'Antwoord'],
    [first!, ...(other ? ['ABC'] : []), 'Zakt het peil?', 'Nee, het blijft.'],
    [second!, ...(other ? ['DEF'] : []), 'Wie betaalt?', 'Het waterschap.'],
  ]
  const table = page(rows).slice(HEAD.length + 7)
  const open = other ? '' : '<p>Vraag 2</p><p>Waarom?</p>'
  const { document } = await readDocument(
    `<p>${HEAD}</p>${open}${HEADED.map((text) => `<p>${text}</p>`).join('')}${table}`,
    'page.html',
  )
  expect(pairsOf(document).answered).toEqual({})
  expect(document.warnings.map(({ message }) => message).join()).toContain(
    'withheld, since a table',
  )
})

it.each([
  ['page.txt', `${[HEAD, ...HEADED].join('\n')}\nNr  Vraag  Antwoord\n2  Zakt het?  Nee.\n`],
  [
    'page.pdf',
    makePdf([
      [
        ...headedLines(),
        ...[
          ['Nr', 'Vraag', 'Antwoord'],
          ['2', 'Zakt het?', 'Nee.'],
          ['9', 'Wie?', 'Ik.'],
        ].flatMap(rowLines),
      ],
    ]),
  ],
])(
  'an answer is withheld if the columns of a table in it run together in %s',
  async (name, content) => {
    const { document } = await readDocument(content, name)
    expect(pairsOf(document).answered).toEqual({})
    expect(document.warnings.map(({ message }) => message).join()).toContain('cannot be told apart')
  },
)

it('one answer to several rows answers the question of each', async () => {
  const html = page([]).replace(
    '</table>',
    '<tr><th>Nr</th><th>Vraag</th><th>Antwoord</th></tr>' +
      '<tr><td>1</td><td>Klopt het?</td><td rowspan="2">Nee.</td></tr>' +
      '<tr><td>2</td><td>Zakt het?</td></tr><tr><td>3</td><td>Wie?</td><td>Ik.</td></tr></table>',
  )
  const merged = (text: string, merge: string) =>
    `<w:tc><w:tcPr><w:vMerge${merge}/></w:tcPr>${paragraph(text)}</w:tc>`
  const plain = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`
  const rows = [
    ['Nr', 'Vraag', 'Antwoord'].map(plain),
    [plain('1'), plain('Klopt het?'), merged('Nee.', ' w:val="restart"')],
    [plain('2'), plain('Zakt het?'), merged('', '')],
    ['3', 'Wie?', 'Ik.'].map(plain),
  ]
  const word = rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')
  const xml =
    '<kamerstuk><table><tgroup><row><entry>Nr</entry><entry>Vraag</entry><entry>Antwoord</entry>' +
    '</row><row><entry>1</entry><entry>Klopt het?</entry><entry morerows="1">Nee.</entry></row>' +
    '<row><entry>2</entry><entry>Zakt het?</entry></row><row><entry>3</entry><entry>Wie?</entry>' +
    '<entry>Ik.</entry></row></tgroup></table></kamerstuk>'
  for (const [name, content] of [
    ['table.html', html],
    ['table.docx', makeWord(paragraph(HEAD) + `<w:tbl>${word}</w:tbl>`)],
    ['table.xml', xml],
  ] as const) {
    const { document, extracted } = await readDocument(content, name)
    expect(pairsOf(document)).toEqual({
      asked: { '1': ['Klopt het?'], '2': ['Zakt het?'], '3': ['Wie?'] },
      answered: { '1+2': ['Nee.'], '3': ['Ik.'] },
    })
    expect(document.warnings).toEqual([])
    expect(extracted.account.flaws).toEqual([])
  }
})

it('names that stand twice or over two columns are no rows, nor are titles', async () => {
  const row = (...cells: string[]) => `<tr>${cells.map((each) => `<td>${each}</td>`).join('')}</tr>`
  const names = '<tr><td colspan="2">Vraag</td><td>Antwoord</td></tr>'
  const rows = [
    ...[
      names,
      '<tr><td colspan="3">Peil</td></tr>',
      row('1', 'Kent u het bericht?', 'Ja, dat ken ik.'),
    ],
    ...[names, row('2', 'Zakt het peil? Zo ja, wanneer?', 'Nee, het peil blijft.')],
  ]
  const { document } = await readDocument(
    `<p>${HEAD}</p><table>${rows.join('')}</table>`,
    'table.html',
  )
  expect(pairsOf(document)).toEqual(PAIRS)
  expect(document.warnings).toEqual([])
})

describe('a table with headings above its columns', () => {
  const rows = [
    ['Vraag 1', 'Antwoord 1'],
    ['Kent u het bericht?', 'Ja, dat ken ik.'],
    ['Vraag 2', 'Antwoord 2'],
    ['Zakt het peil? Zo ja, wanneer?', 'Nee, het peil blijft.'],
  ]
  const entries = rows.map(
    (row) => `<row>${row.map((each) => `<entry><al>${each}</al></entry>`).join('')}</row>`,
  )
  const xml = `<kamerstuk><al>${HEAD}</al><table><tgroup>${entries.join('')}</tgroup></table></kamerstuk>`

  it.each([
    ['table.html', page(rows)],
    ['table.docx', letter(rows)],
    ['table.md', markdown(rows)],
    ['table.xml', xml],
  ])('is read column by column in %s', async (name, content) => {
    const { document, extracted } = await readDocument(content, name)
    expect(pairsOf(document)).toEqual(PAIRS)
    expect(document.warnings).toEqual([])
    expect(extracted.account.flaws).toEqual([])
  })

  it('may have titles between its pairs', async () => {
    const title = (text: string) => `<tr><td colspan="2">${text}</td></tr>`
    const [first, second] = [rows.slice(0, 2), rows.slice(2)].map(
      (pair) => /<tr>.*<\/tr>/.exec(page(pair))![0],
    )
    const { document } = await readDocument(
      `<p>${HEAD}</p><table>${title('Peil')}${first}${title('Kosten en baten')}${second}</table>`,
      'table.html',
    )
    expect(pairsOf(document)).toEqual(PAIRS)
  })

  it.each(['', 'Jaar'])('is part of the answer where it has figures below %j', async (first) => {
    const figures = [
      [first, 'Vraag 1', 'Vraag 2'],
      ['2024', '12', '13'],
    ]
    for (const [name, content] of headedTables(figures).slice(0, 4)) {
      const { document, extracted } = await readDocument(content, name)
      const lines = [`${first} Vraag 1 Vraag 2`.trim(), '2024 12 13']
      expect(pairsOf(document).answered, name).toEqual({ '1': ['Een meter.', ...lines] })
      expect(document.warnings, name).toEqual([])
      expect(extracted.account.flaws, name).toEqual([])
    }
  })

  it('answers nothing where a column of others stands among them', async () => {
    const others = rows.map((row, at) => [...row, at % 2 === 0 ? 'Bron' : 'De Waterkrant'])
    const { document } = await readDocument(
      page([...others, ['Vraag 3'], ['Waarom?'], ['Antwoord 3'], ['Daarom.']]),
      'table.html',
    )
    expect(pairsOf(document).answered).toEqual({ '3': ['Daarom.'] })
    expect(document.warnings.map(({ message }) => message)).toEqual([
      'question 1 has no answer',
      'withheld: answer 1, since question 1 has no words; they may be in it',
      'question 2 has no answer',
      'withheld: answer 2, since question 2 has no words; they may be in it',
    ])
  })
})

it.each([
  ['vragen.html', page],
  ['vragen.docx', letter],
])('the answers of two ministers in a row are both read: %s', async (name, write) => {
  const rows = [
    ['Nr.', 'Vraag', 'Antwoord minister van Waterzaken', 'Antwoord minister van Financiën'],
    ['1', 'Blijft het peil?', 'Ja.', 'Nee.'],
  ]
  const { document } = await readDocument(write(rows), name)
  expect(pairsOf(document).answered).toEqual({ 1: ['Ja.', 'Nee.'] })
  expect(document.answers).toHaveLength(2)
})

it.each([
  [['Oud antwoord', 'Nieuw antwoord']],
  [['Conceptantwoord', 'Definitief antwoord']],
  [['Oorspronkelijk antwoord', 'Gewijzigd antwoord']],
  [['Concept-antwoord', 'Antwoord']],
])('an answer that another column replaces is none: %j', async (names) => {
  const rows = [
    ['Nr.', 'Vraag', ...names],
    ['1', 'Blijft het peil?', 'Ja.', 'Nee.'],
  ]
  const { document } = await readDocument(letter(rows), 'vragen.docx')
  expect(pairsOf(document).answered).toEqual({ 1: ['Nee.'] })
})

it('a draft of an answer is read where no other column has one', async () => {
  const rows = [
    ['Nr.', 'Vraag', 'Conceptantwoord', 'Opmerking'],
    ['1', 'Blijft het peil?', 'Ja.', 'Klopt dit?'],
  ]
  const { document } = await readDocument(letter(rows), 'vragen.docx')
  expect(pairsOf(document).answered).toEqual({ 1: ['Ja.'] })
})
