import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../support/read-document.ts'
import { makeZip } from '../../support/make-docx.ts'

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) =>
        typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
      ),
    ),
  )

describe('a file that is not a document is refused, with its kind and a remedy', () => {
  it.each<[string, string, Uint8Array, RegExp]>([
    [
      'Rich Text',
      'a.rtf',
      bytes('{\\rtf1\\ansi Vraag 1\\par }'),
      /is Rich Text \(\.rtf\): save it/,
    ],
    [
      'an e-mail',
      'a.eml',
      bytes(
        'From: a@b.nl\r\nTo: c@d.nl\r\nSubject: x\r\nContent-Type: text/plain;\r\n ' +
          'charset=utf-8\r\n\r\nVraag 1',
      ),
      /e-mail or a web archive/,
    ],
    [
      'a web archive',
      'a.mht',
      bytes('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nVraag 1'),
      /e-mail or a web archive/,
    ],
    [
      'a document of Word in XML, with words that are deleted',
      'a.xml',
      bytes(
        '<?xml version="1.0"?>\n<w:document ' +
          'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/>' +
          '</w:document>',
      ),
      /in XML: save it as \.docx/,
    ],
    [
      'XML of another program',
      'a.xml',
      bytes(
        '<?xml version="1.0"?>\n<article xmlns="http://docbook.org/ns/docbook"><para>Antwoord 1' +
          '</para><para>Het zijn er 10<superscript>6</superscript>.</para></article>',
      ),
      /is XML of another program/,
    ],
    [
      'a part of an e-mail',
      'a.txt',
      bytes('--b1\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nVm9v'),
      /is part of an e-mail/,
    ],
    [
      'the undecoded text of an e-mail',
      'a.txt',
      bytes('Vraag 1\nKlopt het?\nAntwoord 1\nDat is re=C3=ABel.\n'),
      /undecoded text of an e-mail/,
    ],
    [
      'the same in Windows-1252',
      'a.txt',
      bytes('Vraag 1\nKlopt het?\nAntwoord 1\nDat is re=EBel.\n'),
      /undecoded text of an e-mail/,
    ],
    ['a program of Windows', 'a.txt', bytes('MZ', [0x90, 0, 3, 0]), /is a program/],
    ['a program of Linux', 'a.pdf', bytes([0x7f], 'ELF', [2, 1, 1, 0]), /is a program/],
    ['a picture', 'a.docx', bytes([0x89], 'PNG\r\n', [0x1a, 10]), /is a picture: recognise/],
    ['a photograph', 'a.jpg', bytes([0xff, 0xd8, 0xff, 0xe0]), /is a picture: recognise/],
    ['an archive', 'a.gz', bytes([0x1f, 0x8b, 8, 0]), /is an archive: unpack/],
    ['an old Word file', 'a.doc', bytes([0xd0, 0xcf, 0x11, 0xe0, 0]), /old or protected Office/],
    ['a message', 'a.msg', bytes([0xd0, 0xcf, 0x11, 0xe0, 0]), /is a message of Outlook: hand in/],
    ['a zip file', 'a.zip', makeZip({ 'a.docx': '', 'b.txt': 'Vraag 1' }), /is an archive: unpack/],
    ['a workbook', 'a.xlsx', makeZip({ 'xl/workbook.xml': '<a/>' }), /is a spreadsheet: save/],
    ['slides', 'a.pptx', makeZip({ 'ppt/presentation.xml': '<a/>' }), /is a presentation: save/],
    ['a Pages document', 'a.pages', makeZip({ 'Index/Document.iwa': '' }), /of Pages: export it/],
    ['an OpenDocument text', 'a.odt', makeZip({ 'content.xml': '<a/>' }), /is an OpenDocument/],
    [
      'half a Word document',
      'a.docx',
      makeZip({ 'word/styles.xml': '<a/>' }),
      /cannot be read as a Word document: its text is missing/,
    ],
    ['subtitles', 'a.srt', bytes('1\n00:00:01,000 --> 00:00:04,000\nVraag 1'), /is subtitles/],
    [
      'subtitles below a head',
      'a.txt',
      bytes('Debat\n1\n00:01.000 --> 00:04.000\nJa'),
      /is subtitles/,
    ],
    ['a wiki page', 'a.txt', bytes("== Vraag 1 ==\nKent u '''dit'''?\n"), /of a wiki page: copy/],
    ['a data file', 'a.json', bytes('{"a": 1}'), /is JSON/],
    ['a table of numbers', 'a.csv', bytes('a;b\n1;2\n'), /no question and no answer/],
    [
      'a program text',
      'a.txt',
      bytes('const a = 1\nexport default a\n'),
      /no question and no answer/,
    ],
    [
      'a text of something else',
      'a.txt',
      bytes('Geachte voorzitter,\n\nHierbij de begroting.\n'),
      /no question and no answer/,
    ],
  ])('%s', async (_, name, content, message) => {
    await expect(readDocument(content, name)).rejects.toMatchObject({
      code: 'unreadable_document',
      message: expect.stringMatching(message),
    })
  })

  const LETTER =
    'Hierbij stuur ik u de antwoorden op de vragen van het lid Oever (SP) over de dijk.\n\n'
  it.each([
    [
      'announced, and its questions are not found',
      `${LETTER}4. Klopt dat?\n\nJa.\n`,
      /no question/,
    ],
    [
      'announced, and may stand in a question',
      `${LETTER}1. Klopt dat?\n\nJa.\n\n2. Waarom? Daarom.\n`,
      /has answers, and none can be told/,
    ],
    [
      'named by words that the others lack',
      '1. Klopt dat?\nAntwoord team Water: Ja.\n2. Waarom?\nAntwoord team Groen: Daarom.\n',
      /has answers, and none can be told/,
    ],
    [
      'in cells of a pasted table',
      'Vraag\tAntwoord\n1. Klopt dat?\tDat klopt.\n2. Waarom?\tDaarom.\n',
      /has answers, and none can be told/,
    ],
    [
      'below headings that stand beside each other',
      `Vraag 1   Antwoord 1\nKlopt dat?   Ja.\nVraag 2   Antwoord 2\nWaarom?   Daarom.\n`,
      /has answers, and none can be told/,
    ],
    [
      'in two columns',
      'Vraag 1   Vraag 2\nKlopt dat?   Waarom?\nAntwoord 1   Antwoord 2\nJa.   Daarom.\n',
      /the columns of a table .* cannot be told apart/,
    ],
    [
      'in columns that run into each other',
      'Nr. Vraag Antwoord\n1 Klopt dat? Dat klopt.\n2 Waarom? Daarom.\n',
      /the columns of a table .* cannot be told apart; hand in the file/,
    ],
    [
      'in a consultation',
      'NOTA NAAR AANLEIDING VAN HET VERSLAG\n\n1. Inleiding\nDank.\n\n2. Kosten\n' +
        'De leden van de XYZ-fractie vragen wie betaalt. Wie?\nHet Rijk.\n',
      /is a consultation/,
    ],
    [
      'of the European Commission',
      'Vraag met verzoek om schriftelijk antwoord E-001234/2025\n\n1. Klopt dit?\n\nAntwoord ' +
        'van de heer Bos namens de Europese Commissie\n\nJa.\n',
      /is of the European Parliament/,
    ],
    [
      'of the Flemish government',
      'SCHRIFTELIJKE VRAAG\nnr. 12\naan BO BOS\nVLAAMS MINISTER VAN WERK\n\n1. Klopt dit?\n\n' +
        'ANTWOORD\nop vraag nr. 12 van 3 maart 2025\n\n1. Ja.\n',
      /is of the Flemish Parliament/,
    ],
    [
      'of the Belgian government',
      'Vraag nr. 12 van de heer volksvertegenwoordiger Bos van 3 maart 2025 (N.)\n\n' +
        '1. Klopt dit?\n\nAntwoord van de minister van Justitie\n\n1. Ja.\n',
      /is of the Belgian Parliament/,
    ],
    [
      'not told from the next questions',
      'Antwoorden op vragen van het lid Oever (SP) over de dijk.\n\n1. Waarom?\nAntwoord\n' +
        'Daarom:\n2. dit;\n3. dat.\n4. Hoe?\nAntwoord\nZo.\n',
      /no question and no answer/,
    ],
    [
      'withheld',
      'Vraag 1\nKlopt dat?\nAntwoord 1\nJa.\nAntwoord: Nee.\n',
      /withheld: answer 1, since "Antwoord: Nee\." answers no question \(line 5\)/,
    ],
  ])('a document whose answers are %s', async (_, text, message) => {
    await expect(readDocument(text, 'a.txt')).rejects.toMatchObject({
      code: 'unreadable_document',
      message: expect.stringMatching(message),
    })
  })

  it('but not the announcement of oral questions, nor a letter that lists questions', async () => {
    const oral = 'Vragen van het lid Oever (SP) aan de minister van Water over de dijk.\n'
    expect((await readDocument(oral, 'a.txt')).document).toMatchObject({
      questions: [],
      answers: [],
    })
    const listed = `${LETTER}1. Klopt dat?\n2. Waarom?\n`
    expect((await readDocument(listed, 'a.txt')).document.questions).toHaveLength(2)
  })

  it('an OpenDocument text, by the first file in it', async () => {
    const stored = bytes(
      'PK\u0003\u0004',
      new Array<number>(26).fill(0),
      'mimetypeapplication/vnd.oasis.opendocument.text',
    )
    await expect(readDocument(stored, 'a.odt')).rejects.toMatchObject({
      message: expect.stringMatching(/is an OpenDocument file: save it as \.docx/),
    })
  })

  it('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 200, maxLength: 2000 }), async (content) => {
        await expect(readDocument(content, 'a.txt')).rejects.toMatchObject({
          code: 'unreadable_document',
        })
      }),
      { numRuns: 100 },
    )
  })
})

describe('missing answers are reported before anything else', () => {
  it.each([
    [
      'whose head announces one',
      'Antwoord van Minister Veerman (Water) (ontvangen 24 maart 2025).\n\nVraag 1\n\nKlopt dat?\n',
      /^no answer is found/,
    ],
    [
      'whose questions are not found',
      'Inleiding.\n\nAntwoord op vraag 1\n\nJa, dat klopt.\n',
      /^no pair/,
    ],
  ])('a document %s', async (_, text, message) => {
    const { document } = await readDocument(text, 'a.txt')
    expect(document.warnings[0]).toMatchObject({ message: expect.stringMatching(message) })
  })

  it('but not a notice, nor questions that wait for an answer', async () => {
    const notice =
      'Mededeling van Minister Veerman (Water) (ontvangen 24 maart 2025).\n\nDe vragen kunnen ' +
      'niet binnen de termijn worden beantwoord.\n'
    for (const text of [notice, 'Vraag 1\n\nKlopt dat?\n']) {
      expect((await readDocument(text, 'a.txt')).document.warnings).toEqual([])
    }
  })
})
