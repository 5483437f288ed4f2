import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/domain/errors.ts'
import { extract } from '../../../src/ingest/formats/extract.ts'
import type { Extracted } from '../../../src/ingest/extraction/extraction.ts'
import { identify } from '../../../src/ingest/parse/identify.ts'
import { parseDocument } from '../../../src/ingest/parse/parse.ts'
import { checkDocument } from '../../support/check-document.ts'
import { makeDocx, makeZip } from '../../support/make-docx.ts'
import { column, makePdf } from '../../support/make-pdf.ts'

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/documents/${name}`, import.meta.url))

function outline(extracted: Extracted, name = 'x') {
  const id = identify(extracted, name)
  const document = parseDocument(extracted, { id, file: name, sha256: '', fileSha256: '' })
  checkDocument(document, extracted.text)
  return {
    document,
    questions: document.questions.map(({ numbers, reading }) => [numbers.join('+'), reading.text]),
    answers: document.answers.map(({ numbers, paragraphs }) => [
      numbers.join('+'),
      ...paragraphs.map(({ style, reading }) =>
        style === 'item' ? `* ${reading.text}` : reading.text,
      ),
    ]),
    notes: document.notes.map(({ mark, reading, anchor }) => [
      mark,
      reading.text,
      anchor === null ? null : extracted.text.slice(anchor.start, anchor.end).trim(),
    ]),
  }
}

describe('the matters in the metadata of an official publication', () => {
  const meta = (content: string, name = 'OVERHEIDop.vraagnummer') =>
    `<meta name="${name}" scheme="" content="${content}"/>`
  const xml = (metas: string) =>
    `<officiele-publicatie><metadata>${metas}</metadata><kamervragen><vraag><nr>Vraag 1</nr>` +
    '<al>Klopt dat?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja, zie 2019Z00001.</al>' +
    '</antwoord></kamervragen></officiele-publicatie>'
  const html = (metas: string) =>
    `<html><head>${metas}</head><body><h2>Vraag 1</h2><p>Klopt dat?</p><h2>Antwoord 1</h2>` +
    '<p>Ja, zie 2019Z00001.</p></body></html>'

  it.each<[string, string, string[]]>([
    ['one', meta('2024Z10010'), ['2024Z10010']],
    ['several', meta('2024Z10007') + meta('2024Z10006'), ['2024Z10007', '2024Z10006']],
    ['several at once', meta('2024Z10006, 2024Z10007'), ['2024Z10006', '2024Z10007']],
    ['one twice', meta('2024Z10010') + meta(' 2024Z10010 '), ['2024Z10010']],
    ['another spelling', meta('2024Z10010', 'overheidop.vraagNummer'), ['2024Z10010']],
    ['an old number', meta('2050612340'), []],
    ['a longer number', meta('2024Z100101'), []],
    ['another name', meta('2024Z10010', 'OVERHEIDop.vraag'), []],
  ])('are read: %s', async (_, metas, matters) => {
    for (const [name, body] of [
      ['a.xml', xml(metas)],
      ['a.html', html(metas)],
    ] as const) {
      const extracted = await extract(new TextEncoder().encode(body), name)
      expect(outline(extracted).document.zaken).toEqual(matters)
    }
  })
})

describe('official XML', () => {
  it('is read in today’s layout, header, lists, notes and remark included', async () => {
    const extracted = await extract(fixture('kamervragen.xml'), 'kamervragen.xml')
    const { document, questions, answers, notes } = outline(extracted)
    expect(extracted).toMatchObject({ format: 'xml', identifier: 'ah-tk-20232024-99' })
    expect(extracted.extractor).toMatch(/^saxes \d/)
    expect(document).toMatchObject({
      id: 'ah-tk-20232024-99',
      kind: 'answers',
      title: 'het bericht «Sluis dicht»',
      askers: [{ name: 'Oever', party: 'SP' }],
      ministers: [{ role: 'Minister', name: 'Veerman', portfolio: 'Water' }],
      asked: '2023-11-02',
      answered: '2023-12-01',
      publication: { sessionYear: '2023-2024', number: 99 },
    })
    expect(questions).toEqual([
      ['1', 'Kent u het bericht «Sluis dicht»?'],
      ['2', 'Wat doet u?'],
      ['3', 'En wanneer?'],
    ])
    expect(answers).toEqual([
      ['1', 'Ja.'],
      [
        '2+3',
        'Ik neem twee maatregelen:',
        '* a. de sluis gaat open;',
        '* b. de brug blijft dicht.',
        'Dat gebeurt & blijft zo.',
      ],
    ])
    expect(notes).toEqual([
      ['1', 'Het Kanaal, 30 oktober 2023.', '1'],
      ['2', 'Kamerstuk 1.', '2'],
    ])
    expect(document.remarks.map(({ text }) => text)).toEqual([
      'Deze vragen vullen eerdere vragen aan.',
    ])
  })

  it('is read in the older layout, with its notes apart', async () => {
    const { document, questions, answers, notes } = outline(
      await extract(fixture('vragen-reactie.xml'), 'vragen-reactie.xml'),
    )
    expect(document).toMatchObject({
      title: 'het verkeersbord',
      asked: '2007-03-05',
      answered: '2007-03-30',
    })
    expect(questions).toEqual([
      ['1', 'Kent u het verkeersbord?'],
      ['2', 'Wilt u het vervangen?'],
    ])
    expect(answers).toEqual([
      ['1', 'Ja.'],
      ['2', 'Nee, het bord is nog goed.', 'Het staat er pas een jaar.'],
    ])
    expect(notes).toEqual([['1', 'De Weg, 1 maart 2007.', '1']])
  })
})

describe('web pages', () => {
  it('of officielebekendmakingen.nl are read without what surrounds the publication', async () => {
    const extracted = await extract(fixture('official.html'), 'page.txt')
    const { document, answers, notes } = outline(extracted)
    expect(extracted.format).toBe('html')
    expect(extracted.text).not.toMatch(/Zoeken|Over deze website|var antwoord/)
    expect(document).toMatchObject({ id: 'ah-tk-20232024-98', title: 'de stuw bij Dijkema' })
    expect(answers).toEqual([
      ['1', 'Ja.', 'De stuw is goed onderhouden.'],
      ['2', 'De stuw blijft, want:', '* die werkt;', '* die is mooi.'],
    ])
    expect(notes).toEqual([['1', 'Het Kanaal, 30 oktober 2023.', '1']])
  })

  it('of tweedekamer.nl are read by their headings', async () => {
    const { document, questions, answers } = outline(
      await extract(fixture('house.html'), 'house.html'),
    )
    expect(document.id).toBe('2024Z00123')
    expect(questions[0]).toEqual(['1', 'Kent u de dijk?'])
    expect(answers).toEqual([
      ['1', 'Ja, zie antwoord vraag 2.'],
      ['2', 'De dijk is hoog genoeg.', 'Hij wordt elk jaar gemeten.'],
    ])
    expect(document.answers[0]).toMatchObject({
      refersOnly: true,
      references: [{ target: { kind: 'answer', id: '2024Z00123.2' } }],
    })
  })
})

describe('Word documents', () => {
  it('are read by their headings, footnotes apart, the covering letter before', async () => {
    const extracted = await extract(
      makeDocx([
        { text: 'Datum 11 januari 2024' },
        {
          text:
            'In antwoord op uw brief van 6 december 2023 deel ik u mede dat de vragen van het ' +
            'lid Oever (SP) aan de minister van Water over de dijk worden beantwoord zoals in ' +
            'de bijlage.',
        },
        { text: 'Vraag 1', bold: true },
        { text: 'Kent u de dijk?', bold: true, footnote: 'De Dijk, 1 november 2023.' },
        { text: 'Antwoord op vraag 1', bold: true },
        { text: 'Ja, ik ken de dijk,' },
        { text: 'en de sluis.' },
        { text: 'Vraag 2', bold: true },
        { text: 'Wat doet u?', bold: true },
        { text: 'Ik doe niets.' },
      ]),
      'brief.docx',
    )
    const { document, questions, answers, notes } = outline(extracted)
    expect(extracted.format).toBe('docx')
    expect(document).toMatchObject({
      title: 'de dijk',
      asked: '2023-12-06',
      answered: '2024-01-11',
    })
    expect(questions).toEqual([
      ['1', 'Kent u de dijk?'],
      ['2', 'Wat doet u?'],
    ])
    // The author broke a sentence over two paragraphs; the second answer has no heading of its own.
    expect(answers).toEqual([
      ['1', 'Ja, ik ken de dijk, en de sluis.'],
      ['2', 'Ik doe niets.'],
    ])
    expect(notes).toEqual([['1', 'De Dijk, 1 november 2023.', '[1]']])
  })
})

describe('PDFs', () => {
  const furniture = (page: number) => [
    { text: `Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel ${page}`, x: 221, y: 60, size: 9 },
  ]

  it('keep spaces at line ends and pages, and lose marks, notes and furniture', async () => {
    const first = column([
      'Vraag 1',
      'Kent u de hoge dijk bij het dorp aan de rivier, en weet u hoe lang die er',
      'al staat?^1',
      'Antwoord 1',
      'Ja. De dijk is oud, en het onderhoud ervan is een taak van de beheer-',
      'der van de rivier.',
      'Over de hoogte van de dijk is overleg gevoerd met alle betrokken',
    ])
    const note = column(['^1 De Dijk, 1 november 2023.'], { top: 150, size: 6.9 })
    const second = column([
      'partijen uit de omgeving.',
      'Vraag 2',
      'Wat nu?',
      'Antwoord 2',
      'Niets.',
    ])
    const extracted = await extract(
      makePdf([
        [...first, ...note, ...furniture(1)],
        [...second, ...furniture(2)],
      ]),
      'x.pdf',
    )
    const { document, questions, answers, notes } = outline(extracted)
    expect(extracted.format).toBe('pdf')
    expect(questions[0]).toEqual([
      '1',
      'Kent u de hoge dijk bij het dorp aan de rivier, en weet u hoe lang die er al staat?',
    ])
    expect(answers).toEqual([
      [
        '1',
        'Ja. De dijk is oud, en het onderhoud ervan is een taak van de beheerder van de rivier.',
        'Over de hoogte van de dijk is overleg gevoerd met alle betrokken partijen uit de ' +
          'omgeving.',
      ],
      ['2', 'Niets.'],
    ])
    expect(notes).toEqual([['1', 'De Dijk, 1 november 2023.', '1']])
    expect(document.answers.map(({ paragraphs }) => paragraphs.map(({ page }) => page))).toEqual([
      [1, 1],
      [2],
    ])
  })
})

it('reads the continuation of a footnote on the next pages of a PDF as the same note', async () => {
  const page = (body: string[], notes: string[]) => [
    ...column(body, { top: 660 }),
    // From the foot of the page upwards, as typesetters do it.
    ...column(notes, { top: 100 + (notes.length - 1) * 6.9 * 1.13, size: 6.9 }),
  ]
  const { document, answers, notes } = outline(
    await extract(
      makePdf([
        page(
          ['Vraag 1', 'Kent u de dijk?^1', 'Antwoord 1', 'Ja, want over de dijk is met alle'],
          ['^1 De Dijk, 1 november 2023, over de hoogte'],
        ),
        page(
          ['partijen uit de omgeving overleg gevoerd.'],
          ['van de dijk en over het onderhoud', 'ervan in de jaren'],
        ),
        page(
          ['Dat is bekend.^2', 'Vraag 2', 'Wat nu?', 'Antwoord 2', 'Niets.'],
          ['daarna.', '^2 De Sluis, 3 mei 2023.'],
        ),
        page(['Verder niets.', 'Een tabel volgt.'], ['2 020 en 2 021']),
      ]),
      'x.pdf',
    ),
  )
  expect(answers).toEqual([
    [
      '1',
      'Ja, want over de dijk is met alle partijen uit de omgeving overleg gevoerd. Dat is bekend.',
    ],
    // A line that begins with a number does not continue the previous note.
    ['2', 'Niets.', 'Verder niets.', 'Een tabel volgt.', '2 020 en 2 021'],
  ])
  expect(notes).toEqual([
    [
      '1',
      'De Dijk, 1 november 2023, over de hoogte van de dijk en over het onderhoud ervan in de ' +
        'jaren daarna.',
      '1',
    ],
    ['2', 'De Sluis, 3 mei 2023.', '2'],
  ])
  expect(document.warnings).toEqual([])
})

it('takes lines at one height on most pages of a PDF for furniture, but not its text', async () => {
  const pages = [1, 3, 5].map((number) => [
    ...column(
      [
        `Vraag ${number}`,
        'Wat?',
        `Antwoord ${number}`,
        `Zie het antwoord op vraag ${number + 1} hierna.`,
      ],
      { top: 660 },
    ),
    { text: 'Ministerie van Water, kenmerk 2024-1', x: 55, y: 40, size: 6 },
    { text: String((number + 1) / 2), x: 500, y: 40, size: 6 },
  ])
  const { document, answers } = outline(await extract(makePdf(pages), 'x.pdf'))
  expect(answers).toEqual([
    ['1', 'Zie het antwoord op vraag 2 hierna.'],
    ['3', 'Zie het antwoord op vraag 4 hierna.'],
    ['5', 'Zie het antwoord op vraag 6 hierna.'],
  ])
  expect(document.regions.filter(({ kind }) => kind === 'furniture')).toHaveLength(3)
})

describe('an unreadable file is refused with a reason and a remedy', () => {
  it.each([
    ['an empty file', new Uint8Array(), /is empty: hand in/],
    [
      'a PDF that is cut off',
      Buffer.from('%PDF-1.4\n%%EOF'),
      /not a complete PDF; download it again/,
    ],
    ['a PDF of pictures', makePdf([[]]), /no text, its pages are pictures; recognise/],
    [
      'a zip that is cut off',
      Buffer.from('PK\u0003\u0004 and so on, for more than twenty bytes'),
      /cut off; save/,
    ],
    ['a zip that is no Word document', makeZip({ 'a.txt': 'a' }), /is an archive: unpack/],
    [
      'an old Office file',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
      /old or protected Office file/,
    ],
    [
      'XML that is not closed',
      Buffer.from('<?xml version="1.0"?><a><b></a>'),
      /not well-formed XML/,
    ],
    [
      'an entity bomb',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
      /declares entities/,
    ],
    ['XML that nests too deep', Buffer.from('<a>'.repeat(1e5)), /nests 201 deep/],
    [
      'HTML that nests too deep',
      Buffer.from(`<html>${'<div>'.repeat(1e5)}`),
      /nests deeper than 200/,
    ],
    [
      'a page without text',
      Buffer.from('<html><body><script>1</script></body></html>'),
      /has no text/,
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(extract(bytes, 'naam.txt')).rejects.toMatchObject({
      code: 'unreadable_document',
      message: expect.stringMatching(message),
    })
  })

  it('a metadata file without a document', async () => {
    await expect(extract(Buffer.from('{ "id": "a" }'), 'a.json')).rejects.toMatchObject({
      code: 'unreadable_document',
      message: expect.stringMatching(/a\.json is JSON.*beside it/),
    })
  })

  it('a text of millions of lines', async () => {
    await expect(extract(Buffer.from('a\n'.repeat(5e5)), 'naam.txt')).rejects.toMatchObject({
      code: 'too_large',
    })
  })
})

it('recognises a format by content, whatever the name says', async () => {
  const text = await extract(Buffer.from('Vraag 1\nWat?'), 'naam.pdf')
  expect(text).toMatchObject({
    format: 'text',
    extractor: 'utf-8',
    text: 'Vraag 1\nWat?',
    pages: [],
  })
  expect((await extract(makePdf([column(['Vraag 1'])]), 'naam.txt')).format).toBe('pdf')
})

it('yields a text or a reason, whichever byte of a file is wrong', async () => {
  const files = [
    fixture('kamervragen.xml'),
    fixture('official.html'),
    makeDocx([{ text: 'Vraag 1', bold: true, footnote: 'Een noot.' }, { text: 'Wat?' }]),
    makePdf([column(['Vraag 1', 'Wat?', 'Antwoord 1', 'Dit.'])]),
  ]
  const change = fc.tuple(fc.nat(), fc.nat(255))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(change, { maxLength: 6 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      async (file, changes, share) => {
        const bytes = Uint8Array.from(file.subarray(0, Math.ceil(file.length * share)))
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        try {
          outline(await extract(bytes, 'naam'))
        } catch (error) {
          if (!(error instanceof AppError)) throw error
        }
      },
    ),
    { numRuns: 150 },
  )
})
