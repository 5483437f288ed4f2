import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../../src/domain/document.ts'
import { answerOf, parsedLetter, readDocument } from '../../support/read-document.ts'

async function parse(answer: string, asked = 'Kent u het bericht?'): Promise<SourceDocument> {
  const text = `Vraag 1\n${asked}\nAntwoord 1\n${answer}\nVraag 2\nEn dan?\nAntwoord 2\nNiets.\n`
  return await parsedLetter(text)
}

const wordsOf = ({ answers }: SourceDocument): string[] =>
  answers[0]!.paragraphs.map(({ reading }) => reading.text)

const WHOLE = 'De gemeente heeft daarop in de raad besloten om het peil te verlagen.'

describe('a note in the middle of an answer', () => {
  it.each([
    ['raised', '¹', '¹ De Waterkrant, 1 maart 2025.'],
    ['raised, its mark in brackets', '[1]', '¹ De Waterkrant, 1 maart 2025.'],
    ['in brackets', '[1]', '[1] De Waterkrant, 1 maart 2025.'],
    ['in parentheses', '(1)', '(1) De Waterkrant, 1 maart 2025.'],
    ['before a bracket', ' 1)', '1) De Waterkrant, 1 maart 2025.'],
    ['behind a caret', '^1', '^1 De Waterkrant, 1 maart 2025.'],
    ['in brackets with a space', '[1 ]', '[1 ] De Waterkrant, 1 maart 2025.'],
    ['plain, its mark in brackets', '[1 ]', '1 De Waterkrant, 1 maart 2025.'],
    ['plain, its mark raised', '¹', '1 De Waterkrant, 1 maart 2025.'],
    ['an address', '¹', '¹ www.waterkrant.nl/stuw-te-hoog'],
    ['two lines', '¹', '¹ De Waterkrant, 1 maart 2025, «Stuw\nte hoog».'],
  ])('%s is not part of it', async (_, mark, note) => {
    const asked = `Kent u het bericht «Stuw te hoog»?${mark}`
    for (const gap of ['\n', '\n\n']) {
      const document = await parse(
        `De gemeente heeft daarop in de${gap}${note}${gap}raad besloten om het peil te verlagen.`,
        asked,
      )
      expect(wordsOf(document)).toEqual([WHOLE])
      expect(document.questions[0]!.reading.text).toBe('Kent u het bericht «Stuw te hoog»?')
      expect(document.notes.map(({ mark: number }) => number)).toEqual(['1'])
    }
  })

  it('stands no more than the number of the document and of its page', async () => {
    const document = await parse(
      'De gemeente heeft daarop in de\n\n\nah-1281999\n\n2\n\nraad besloten om het peil ' +
        'te verlagen.\n\nah-1281999      3',
    )
    expect(wordsOf(document)).toEqual([WHOLE])
  })

  it('behind a caret leaves the exponent of a unit', async () => {
    const document = await parse('Zie de bijlage.^1 Het is 30 km^1 lang.\n\n^1 Bron A.')
    expect(wordsOf(document)).toEqual(['Zie de bijlage. Het is 30 km^1 lang.'])
  })

  it('is followed by another one', async () => {
    const document = await parse(
      'De gemeente¹ heeft daarop in de\n¹ De Waterkrant.\n² NOS.\nraad² besloten om het peil ' +
        'te verlagen.',
    )
    // The mark of the second note follows it, so it is not that note's mark.
    expect(wordsOf(document)[0]).not.toContain('Waterkrant')
    expect(wordsOf(document)[0]).not.toContain('¹')
  })

  it('has its mark after a word, not in an exponent', async () => {
    const document = await parse(
      'De polder is 12 km² groot en heeft stuwen¹ en sluizen² in de\n¹ De Waterkrant.\n² ' +
        'NOS.\npolder.',
    )
    expect(wordsOf(document)).toEqual([
      'De polder is 12 km² groot en heeft stuwen en sluizen in de polder.',
    ])
  })
})

describe('text that is not a note', () => {
  it.each([
    'Het gaat om 12 km² en 40 m³.',
    'Dit zijn er drie:\n1 Oudewater\n2 Woerden\n3 Montfoort',
    'In de raad is gezegd:\n[sic] dat blijft zo.',
  ])('stays: %s', async (answer) => {
    const document = await parse(answer)
    expect(wordsOf(document).join(' ')).toBe(answer.replaceAll('\n', ' '))
    expect(document.notes).toEqual([])
  })
})

describe('a soft hyphen', () => {
  it('within a word is closed, each side a slice of the source', async () => {
    const document = await parse(
      'De veilig\u00adheids\u00adregio kost geld, de gemeente\u00ad\nraad ook.',
    )
    expect(wordsOf(document)).toEqual(['De veiligheidsregio kost geld, de gemeenteraad ook.'])
    expect(document.answers[0]!.paragraphs[0]!.reading.joins).toEqual(['', '', ''])
  })
})

describe('a note with a tag', () => {
  it.each([
    ['[a]', '[a]'],
    ['[i]', '[i]'],
    ['[¹]', '[¹]'],
    ['⁽¹⁾', '⁽¹⁾'],
    ['¹)', '¹)'],
    ['<1>', '<1>'],
    ['{1}', '{1}'],
    [' (1)', '(1)'],
    ['[noot 1]', '[noot 1]'],
    [' (voetnoot 1)', 'Voetnoot 1:'],
  ])('"%s" is not part of an answer', async (mark, start) => {
    const document = await parse(`Dat ken ik.${mark} Het klopt.\n\n${start} De Waterkrant, blz. 3.`)
    expect(wordsOf(document)).toEqual(['Dat ken ik. Het klopt.'])
    expect(document.notes.map(({ reading }) => reading.text)).toEqual(['De Waterkrant, blz. 3.'])
  })

  it('below the notes with numbers is a comment of Google Docs', async () => {
    const notes = '[1] De Waterkrant, blz. 3.\n[a]Klopt dit nog? @Jan'
    const document = await parse(`Dat ken ik.[1][a]\n\n________________\n${notes}`)
    expect(wordsOf(document)).toEqual(['Dat ken ik.'])
    expect(document.notes.map(({ mark, reading }) => `${mark} ${reading.text}`)).toEqual([
      ...['1 De Waterkrant, blz. 3.', 'a Klopt dit nog? @Jan'],
    ])
  })

  it.each([
    'Collega [H] belde.\n\n[H] had niets.',
    'Zie maatregel (1), (2).\nDe maatregelen:\n(1) de stuw;\n(2) de brug.',
    'Het duurst is (1).\n(1) De stuw.\n(2) De brug.',
    'Ja (zie de brief). (2) Zo is het.\n\n(2) Dat ook.',
  ])('is no item or name: %j', async (answer) => {
    expect(wordsOf(await parse(answer)).join(' ')).toBe(answer.replace(/\n+/g, ' '))
  })
})

describe('notes below a title of their own', () => {
  const pair = (answer: string): string => `Vraag 1\nKent u dit?\n\nAntwoord 1\n${answer}\n\n`

  it.each(['Noten', 'VOETNOTEN:', 'Bronnen'])('"%s" are in no answer', async (title) => {
    const document = await parsedLetter(
      `${pair('Ja.1 De stuw2 is 5 m2 groot.')}${title}\n1. De Waterkrant,\nblz. 3.\n2. Kamerstuk 3.\n`,
    )
    expect(wordsOf(document)).toEqual(['Ja. De stuw is 5 m2 groot.'])
    expect(document.notes.map(({ mark, reading }) => `${mark} ${reading.text}`)).toEqual([
      '1 De Waterkrant, blz. 3.',
      '2 Kamerstuk 3.',
    ])
  })

  it.each([
    ['¹', '²', '1. ', '2. '],
    ['[1]', '[2]', '1. ', '2. '],
    ['[1]', '[2]', '1) ', '2) '],
    ['[^1]', '[^2]', '[^1]: ', '[^2]: '],
    ['(1)', '(2)', '1. ', '2. '],
    ['¹', '²', '1: ', '2: '],
  ])('may lack it where the marks are written as %j', async (one, two, first, second) => {
    const notes = `${first}De Waterkrant, 1 maart 2025.\n${second}Kamerstuk 3.\n`
    for (const title of ['', 'Noten\n']) {
      const document = await parsedLetter(
        `${pair(`Ja${one}, 5 km² van de stuw${two}.`)}${title}${notes}`,
      )
      expect(wordsOf(document)).toEqual(['Ja, 5 km² van de stuw.'])
      expect(document.notes.map(({ mark }) => mark)).toEqual(['1', '2'])
    }
  })

  it.each(['\n', '\n\n'])('copied from an official page are in no answer: %j', async (gap) => {
    const notes = ['De Waterkrant,\nblz. 3.', 'Kamerstuk 3.', 'RIVM.'].map((text, at) => {
      return `X Noot\n${at + 1}${gap}${text}\n\n`
    })
    const document = await parsedLetter(`${pair('Ja1, zoals gemeld2 3 in 2025.')}${notes.join('')}`)
    expect(wordsOf(document)).toEqual(['Ja, zoals gemeld in 2025.'])
    expect(document.notes.map(({ mark, reading }) => `${mark} ${reading.text}`)).toEqual([
      '1 De Waterkrant, blz. 3.',
      '2 Kamerstuk 3.',
      '3 RIVM.',
    ])
  })

  it('are not sought among more marks than any document has', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `bericht${(at % 300) + 1}.`)
    const notes = lines.map((_, at) => `${at + 1}. De Krant.`)
    const document = await parsedLetter(`${pair(lines.join('\n'))}Noten\n${notes.join('\n')}\n`)
    expect(document.notes).toEqual([])
  })

  it('are no list that a colon announces', async () => {
    const list = '1. De Waterkrant, 1 maart 2025.\n2. Kamerstuk 3.'
    const document = await parsedLetter(pair(`Ik noem[1] er twee[2]:\n${list}`))
    expect(document.notes).toEqual([])
  })

  it('are no list of sources in an answer', async () => {
    const document = await parsedLetter(pair('Ik gebruik deze.\n\nBronnen\n1. RIVM\n2. CBS'))
    expect(wordsOf(document).join(' ')).toBe('Ik gebruik deze. Bronnen 1. RIVM 2. CBS')
    expect(document.notes).toEqual([])
  })
})

describe('notes that are sources', () => {
  const SOURCES = ['De Waterkrant, 1 maart 2025, «Stuw te hoog».', 'Kamerstuk 12 345, nr. 6.']
  const numbered = (between: string): string =>
    SOURCES.map((source, at) => `${at + 1}${between}${source}`).join('\n')
  const LAST = 'Antwoord 2\nNiets.'

  it.each([
    [
      'below a heading',
      (text: string) => text.replace(LAST, `Antwoord 2\n${numbered(' ')}\nNiets.`),
    ],
    [
      'below a heading, the numbers on lines of their own',
      (text: string) => text.replace(LAST, `Antwoord 2\n${numbered('\n    ')}\n\fNiets.`),
    ],
    ['at the end', (text: string) => `${text}${numbered(' ')}`],
    ['at the end, as browsers print them', (text: string) => `${text}\n${numbered('. ')}↩`],
  ])('are in no answer %s', async (_, placed) => {
    const text = `Vraag 1\nKent u dit?1\nAntwoord 1\nJa, de stuwen2 ook.\nVraag 2\nEn dan?\n${LAST}\n`
    const { document } = await readDocument(placed(text), 'a.txt')
    expect([answerOf(document, 1), answerOf(document, 2)]).toEqual([
      ['Ja, de stuwen ook.'],
      ['Niets.'],
    ])
    expect(document.notes.map(({ reading }) => reading.text.replace('↩', ''))).toEqual(SOURCES)
  })

  it.each([' 1', ' 1)', ' (1)'])('stand between questions and answers: "?%s"', async (mark) => {
    const note = `${mark.trim()} ${SOURCES[0]}`
    const { document } = await readDocument(
      `1\nKent u dit?${mark}\n\n2\nEn dan?\n\n${note}\n\nAntwoord\n\n1\nJa.\n\n2\nNiets.\n`,
      'a.txt',
    )
    expect(document.questions.map(({ reading }) => reading.text)).toEqual([
      'Kent u dit?',
      'En dan?',
    ])
    expect(document.notes.map(({ reading }) => reading.text)).toEqual([SOURCES[0]])
  })

  it('are an answer of which no word bears their numbers', async () => {
    const asked = 'Vraag 1\nKent u dit? Welke bronnen heeft u?\nAntwoord 1\n'
    const { document } = await readDocument(`${asked}${numbered(' ')}\n`, 'a.txt')
    expect(answerOf(document, 1).join(' ')).toBe(numbered(' ').replace('\n', ' '))
  })
})

describe('a note with a star', () => {
  it('belongs to the word that bears the same star', async () => {
    const document = await parse(
      'Ja, dat bericht** ken ik.\n\n* De Waterkrant, 1 maart 2025,\nblz. 3.\n** Kamerstuk 1, ' +
        'nr. 2.',
      'Kent u het bericht?*',
    )
    expect(wordsOf(document)).toEqual(['Ja, dat bericht ken ik.'])
    expect(document.questions[0]!.reading.text).toBe('Kent u het bericht?')
    expect(document.notes.map(({ mark, reading }) => `${mark} ${reading.text}`)).toEqual([
      '* De Waterkrant, 1 maart 2025, blz. 3.',
      '** Kamerstuk 1, nr. 2.',
    ])
  })

  it('is not a note if no word bears it: a list stays a list', async () => {
    const document = await parse('De burger*innen krijgen:\n* een brief;\n* een boot.')
    expect(document.notes).toEqual([])
    expect(wordsOf(document).join(' ')).toContain('* een brief; * een boot.')
  })

  it.each([
    ['a list', 'De kosten* zijn:\n* 40 euro voor mensen;\n* 15 euro voor boten.'],
    ['a list amid a sentence', 'De kosten* zijn\n* 40 euro voor mensen.\n* 15 euro voor boten.'],
    ['a list of marked items', 'Nodig zijn:\n* het peil* omlaag;\n* de stuw dicht.'],
  ])('is not a note if it is an item of %s', async (_, answer) => {
    const document = await parse(answer)
    expect(document.notes).toEqual([])
    expect(wordsOf(document).join(' ')).toBe(answer.replaceAll('\n', ' '))
    expect(document.warnings).toEqual([])
  })

  it.each([
    ['items with blank lines between', 'De kosten* zijn:\n\n* 40 euro;\n\n* 15 euro.'],
    ['an item and a note', 'Nodig zijn:\n* de stuw* dicht.\n\n* Onder voorbehoud.'],
    ['the only item', 'De kosten* zijn als volgt:\n* 40 euro voor mensen en boten.'],
  ])('stays text, with a warning, if it may be one of %s', async (_, answer) => {
    const document = await parse(answer)
    expect(document.notes).toEqual([])
    expect(wordsOf(document).join(' ')).toBe(answer.replace(/\n+/g, ' '))
    expect(document.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('may be a note; it was read as text'),
    ])
  })

  it('is the last of such lines, apart from a list', async () => {
    const list = 'Nodig zijn:\n\n* het peil* omlaag;\n* de stuw dicht;\n* een brief.'
    const document = await parse(`${list}\n\n* Onder voorbehoud.`)
    expect(document.notes.map(({ reading }) => reading.text)).toEqual(['Onder voorbehoud.'])
    expect(wordsOf(document)).toEqual([
      'Nodig zijn:',
      '* het peil omlaag;',
      '* de stuw dicht;',
      '* een brief.',
    ])
  })

  it('takes the nearest mark above it, whatever earlier one has no note', async () => {
    const document = await parse(
      'Ja, twintig* stuwen.\n\n* Stand 1 januari.\n\nHet kost meer* geld.\n\n* Zonder btw.',
      'Zijn er twintig* stuwen?',
    )
    expect(document.questions[0]!.reading.text).toBe('Zijn er twintig* stuwen?')
    expect(wordsOf(document)).toEqual(['Ja, twintig stuwen.', 'Het kost meer geld.'])
    expect(document.notes.map(({ reading }) => reading.text)).toEqual([
      'Stand 1 januari.',
      'Zonder btw.',
    ])
  })

  it('may stand below a title that ends with a colon', async () => {
    const document = await parse('De kosten* zijn bekend.\n\nNoten:\n* Onder voorbehoud.')
    expect(wordsOf(document)).toEqual(['De kosten zijn bekend.'])
  })
})

it('the title above notes belongs to them', async () => {
  const text =
    'Vraag 1\nKent u het bericht?¹\nAntwoord 1\nJa.\nVraag 2\nEn dan?\nAntwoord 2\nNiets.²\n\n' +
    'Voetnoten\n¹ De Waterkrant.\n² Kamerstuk 1.\n'
  const document = await parsedLetter(text)
  expect(document.answers.at(-1)!.paragraphs.map(({ reading }) => reading.text)).toEqual(['Niets.'])
  expect(document.notes).toHaveLength(2)
})

it('notes without a full stop, one right below the other, are in no answer', async () => {
  const notes = '1 De Waterkrant, 3 maart 2025\n2 Kamerstuk 36 200, nr. 5'
  const document = await parse(`Ja, dat ken ik.2 Het zakt.\n\n${notes}`, 'Kent u dit?1')
  expect(wordsOf(document)).toEqual(['Ja, dat ken ik. Het zakt.'])
  expect(document.notes).toHaveLength(2)
})

it('a note at the end of a page goes on in an indented line', async () => {
  const note = '1   De Waterkrant, 3 maart 2025, over het peil bij\n    het gemaal.'
  const document = await parse(`Het peil is\n\n${note}\n\n\fverlaagd.`, 'Kent u dit?1')
  expect(wordsOf(document)).toEqual(['Het peil is verlaagd.'])
  expect(document.notes).toHaveLength(1)
})

it('two marks may stand beside each other', async () => {
  const notes = '1 De Waterkrant, 3 maart 2025\n2 Kamerstuk 36 200, nr. 5'
  const document = await parse(`Ja.1, 2 Het zakt.\n\n${notes}`, 'Kent u dit?')
  expect(wordsOf(document)).toEqual(['Ja. Het zakt.'])
})

it('the sentence that the notes of a page interrupt goes on below them', async () => {
  const asked = 'Kent u het bericht [1] en de brief [2]?'
  const answer = 'Ja. De raad heeft in de\n\n[1] De Waterkrant.\n[2] Kamerstuk 1.\n\nmei besloten.'
  const text = `Vraag 1\n${asked}\nAntwoord 1\n${answer}\n`
  const document = await parsedLetter(text)
  expect(document.answers[0]!.paragraphs.map(({ reading }) => reading.text)).toEqual([
    'Ja. De raad heeft in de mei besloten.',
  ])
})

it('a note may be an address over two lines, and have a plain mark behind a question', async () => {
  const first = await parse('Ja.¹\n¹ https://www.waterkrant.nl/\nstuw-te-hoog')
  expect(first.notes.map(({ reading }) => reading.text)).toEqual([
    'https://www.waterkrant.nl/stuw-te-hoog',
  ])
  const second = await parse('Ja.', 'Kent u dit?1\n\n1 De Waterkrant, 1 maart 2005.\n')
  expect(second.notes.map(({ reading }) => reading.text)).toEqual(['De Waterkrant, 1 maart 2005.'])
  expect(second.questions[0]!.reading.text).toBe('Kent u dit?')
})

it('a list within a sentence is no notes, even where a question calls one', async () => {
  const list = 'Er zijn twee redenen om het\n1) peil te verlagen en om de\n2) dijk te verhogen.'
  const document = await parse(list, 'Kent u het bericht «Stuw te hoog»? 1)')
  expect(document.notes).toEqual([])
  expect(wordsOf(document).join(' ')).toContain('2) dijk te verhogen.')
})

describe('a line that looks like a note at the end of the text', () => {
  const read = async (answer: string, asked = '?1') => {
    const text =
      `Vraag 1\nKent u het bericht${asked}\n\nAntwoord 1\nJa.\n\nVraag 2\nEn dan?\n\n` +
      `Antwoord 2\n${answer}\n`
    const document = await parsedLetter(text)
    return {
      words: document.answers[1]!.paragraphs.map(({ reading }) => reading.text).join(' '),
      notes: document.notes.map(({ reading }) => reading.text),
      warnings: document.warnings.map(({ message }) => message),
    }
  }
  const LIST = '1 Het peil wordt verlaagd.\n2 De stuw wordt vernieuwd.'
  const NOTE = '1 De Waterkrant, 1 maart 2025.'

  it.each([
    ['the rest of a date', 'Het waterschap begint op\n1 juni 2025.'],
    ['an amount below a blank line', 'De begroting telt nu\n\n1 miljard euro.'],
    ['the rest of a sentence', 'In het noorden is nog\n1 stuw dicht.'],
    ['a name in a sentence', 'Dat geldt ook voor\n1 Oudewater en omstreken.'],
    ['a list below a colon', `Ik neem twee maatregelen:\n${LIST}`],
    ['a list below a sentence', `Ik neem twee maatregelen.\n${LIST}`],
    ['a whole answer', LIST],
    ['a table', 'Stuwen per gemeente\n1 Oudewater 12\n2 Woerden 13\n\nHet peil blijft.'],
    ['items apart', `De volgorde is:\n\n${LIST.replace('\n', '\n\n')}`],
  ])('stays, with a warning, if it may be %s', async (_, answer) => {
    const { words, notes, warnings } = await read(answer)
    expect(words).toBe(answer.replace(/\n+/g, ' '))
    expect(notes).toEqual([])
    expect(warnings).toEqual([expect.stringMatching(/^"1 .* may be a note; it was read as text$/)])
  })

  it.each([
    ['announced', 'Ik neem deze maatregelen:\n1) Het peil omlaag.\n2) De stuw dicht.'],
    ['longer than its marks', 'Ik doe dit.\n\n1) Het peil.\n\n2) De stuw.\n\n3) De dijk.'],
  ])('with a bracket stays if it is in a list: %s', async (_, answer) => {
    const { words, notes } = await read(answer, '? 1)')
    expect(words).toBe(answer.replace(/\n+/g, ' '))
    expect(notes).toEqual([])
  })

  it.each([
    ['two dates', 'De werken duren van\n1 juni 2025 tot\n2 juli 2025.'],
    ['amounts', 'Dit kost:\n1 miljoen in 2024\n2 miljoen in 2025'],
    ['a list', `Ik neem twee maatregelen:\n${LIST}`],
  ])('is a note below %s', async (_, answer) => {
    const { words, notes, warnings } = await read(`${answer}\n\n${NOTE}`)
    expect(words).toBe(answer.replaceAll('\n', ' '))
    expect(notes).toEqual(['De Waterkrant, 1 maart 2025.'])
    expect(warnings).toEqual([])
  })

  it('is one of two notes to one word', async () => {
    const notes = '1 De Waterkrant, 1 maart 2025.\n2 Kamerstuk 3.\n3 Idem.'
    const { words } = await read(`Dat zijn 2,3 stuwen per km.2,3\n\n${notes}`, '?1')
    expect(words).toBe('Dat zijn 2,3 stuwen per km.')
  })

  it('is a note apart from a list, of which it has the next number', async () => {
    const { words, notes } = await read(`Ik doe dit:\n${LIST}\nDat kost 6 ton.3\n\n3 Zonder btw.`)
    expect(words).toBe(`Ik doe dit: ${LIST.replaceAll('\n', ' ')} Dat kost 6 ton.`)
    expect(notes).toEqual(['Zonder btw.'])
  })

  it.each([
    ['an answer without a full stop', 'Nee', `\n\n${NOTE}`],
    ['a title with a colon', 'Nee.', `\n\nBron:\n${NOTE}`],
    ['a colon, above the list on the next page', 'Ik doe dit:', `\n${NOTE}\n\f- het peil.`],
  ])('is a note below %s', async (_, answer, end) => {
    const { words, notes, warnings } = await read(`${answer}${end}`)
    expect(words).toBe(end.includes('- ') ? `${answer} - het peil.` : answer)
    expect(notes).toEqual(['De Waterkrant, 1 maart 2025.'])
    expect(warnings).toEqual([])
  })

  it.each([
    ['a lost mark', '?1', 'Nee.', `1 De Waterkrant, 1 maart 2025.\n2 Kamerstuk 36 200, nr. 5.`],
    [
      'a lost mark with a bracket',
      '?1)',
      'Nee.',
      '\n1) De Waterkrant, 1 maart 2025.\n2) Trouw, 2 maart 2025.',
    ],
    ['an item without a full stop', '?1', 'Ik doe dit:\n– het peil;\n– de stuw', NOTE],
  ])('is a note that is a source, below %s', async (_, asked, answer, notes) => {
    const document = await read(`${answer}\n${notes}`, asked)
    expect(document.words).toBe(answer.replaceAll('\n', ' '))
    expect(document.notes).toEqual(
      notes
        .trim()
        .split('\n')
        .map((note) => note.replace(/^\d\)? /, '')),
    )
    expect(document.warnings).toEqual([])
  })

  it('is no source at the end if the sentence may go on below it', async () => {
    const { words, notes } = await read(`De raad van\n${NOTE}\nOudewater besloot dit.`)
    expect(words).toContain('Oudewater besloot dit.')
    expect(notes.join(' ')).not.toContain('Oudewater')
  })

  it('is no source if it is a place with a date', async () => {
    const list = '1 Oudewater, 1 juni 2025.\n2 Woerden, 1 juli 2025.'
    const { words, notes } = await read(`De stuwen worden hersteld.\n${list}`)
    expect(words).toContain(list.replace('\n', ' '))
    expect(notes).toEqual([])
  })

  it('is a note that begins with the name of a newspaper in a sentence', async () => {
    const { words, notes, warnings } = await read(
      'De gemeente heeft in de\n1 de Volkskrant, 1 maart 2025.\nraad besloten.',
    )
    expect(words).toBe('De gemeente heeft in de raad besloten.')
    expect(notes).toEqual(['de Volkskrant, 1 maart 2025.'])
    expect(warnings).toEqual([])
  })
})

describe('a number that begins a line', () => {
  const FOOT =
    '\n\n1 De Waterkrant, 1 maart 2025.\n2 Kamerstuk 36 410, nr. 74.\n\nah-tk-20242025-9901'

  /** The answer above two footnotes, of which the question has the first mark. */
  const parsed = (answer: string): Promise<SourceDocument> =>
    parse(`${answer}${FOOT}`, 'Kent u het bericht?1')

  it.each([
    [
      'Dat heb ik de Kamer uitgelegd.\n2 Het peil blijft.',
      'Dat heb ik de Kamer uitgelegd. Het peil blijft.',
    ],
    ['Dat staat in mijn brief\n2, en in de wet.', 'Dat staat in mijn brief, en in de wet.'],
    ['In de brief over het peil\n2 is dat gemeld.', 'In de brief over het peil is dat gemeld.'],
    ['In de brief over het peil\n2 gemeld is dat.', 'In de brief over het peil gemeld is dat.'],
    ['Dat staat in mijn brief2 . Meer niet.', 'Dat staat in mijn brief. Meer niet.'],
    ['Dat staat in p. 2; lid 3 (Sv).2 Zo is het.', 'Dat staat in p. 2; lid 3 (Sv). Zo is het.'],
  ])('is the mark of a note in %j', async (answer, words) => {
    const document = await parsed(answer)
    expect(wordsOf(document)).toEqual([words])
    expect(document.notes.map(({ anchor }) => anchor !== null)).toEqual([true, true])
  })

  it.each([
    ['an amount', 'Dat kost het waterschap\n2 miljoen euro, zoals mijn brief2 meldt.'],
    ['a plural', 'In het noorden staan er nu nog\n2 stuwen, zoals mijn brief2 meldt.'],
    ['a date', 'Dat is met de schippers besproken\n2 maart, zoals mijn brief2 meldt.'],
    ['a name', 'Dat staat voor de schippers in artikel\n2 van de wet, zoals mijn brief2 meldt.'],
    ['a range', 'Dat kost de schippers daar volgend jaar\n2 of 3 dagen, zoals mijn brief2 meldt.'],
    [
      'a list in a sentence',
      'Er zijn er twee, namelijk 1) hoog en\n2) laag, zoals mijn brief2 meldt.',
    ],
    ['a list', 'Ik doe dit.\n1. Het peil stijgt.\n2. De stuw sluit.\nDat meldt mijn brief2 ook.'],
    [
      'a list without signs',
      'Ik doe dit.\n1 Het peil stijgt.\n2 De stuw sluit.\nDat meldt mijn brief2.',
    ],
    [
      'a list whose numbers stand alone',
      'Ik doe dit.\n1.\nHet peil stijgt;\n2.\nDe stuw sluit.\nDat meldt mijn brief2 ook.',
    ],
    ['a cell', 'Zie de tabel.\nOudewater\n1,20\n2\n2,5\nDat meldt mijn brief2.'],
    ['a decimal', 'Zie de tabel in mijn brief2.\nOudewater\n1,20\nLinschoten\n0,90'],
  ])('is none in %s, where a word bears the mark', async (_, answer) => {
    const document = await parsed(answer)
    expect(wordsOf(document).join(' ')).toBe(
      answer.replaceAll('\n', ' ').replace('brief2', 'brief'),
    )
    expect(document.warnings).toEqual([])
  })

  it.each([
    ['2 stuwen dicht zijn', true],
    ['2 Nederlandse stuwen', true],
    ['2 van de stuwen', true],
    ['2 miljoen euro', false],
    ['2 procent', false],
  ])('stays where no word bears the mark: %s', async (words, isDoubtful) => {
    const document = await parsed(`Dat geldt in het noorden van het land ook nog\n${words}.`)
    expect(wordsOf(document).join(' ')).toContain(` nog ${words}.`)
    expect(document.notes.map(({ anchor }) => anchor !== null)).toEqual([true, false])
    expect(document.warnings.map(({ message, line }) => ({ message, line }))).toEqual(
      isDoubtful
        ? [{ message: `"${words}." may begin with a footnote mark; it was kept`, line: 5 }]
        : [],
    )
  })
})
