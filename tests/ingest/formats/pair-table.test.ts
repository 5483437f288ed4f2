import { describe, expect, it } from 'vitest'
import { pairsOf } from '../../support/cases.ts'
import { makePdf, type PdfRun } from '../../support/make-pdf.ts'
import { makeWord } from '../../support/make-word.ts'
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
  const COLUMNS = [50, 80, 270]
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

  it.each([
    ['cell by cell', [[...head, ...one, ...two(640)]]],
    ['line by line', [[...head, ...[0, 1, 3, 2, 4].map((at) => one[at]!), ...two(640)]]],
    ['over two pages', [[...head, ...one], two(740)]],
  ])('a table drawn %s is read row by row', async (_, pages) => {
    const { document, extracted } = await readDocument(makePdf(pages), 'table.pdf')
    expect(pairsOf(document)).toEqual(PAIRS)
    expect(extracted.account.flaws).toEqual([])
  })
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
