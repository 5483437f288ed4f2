import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../../src/domain/document.ts'
import { dutchWords } from '../../../src/ingest/parse/dictionary.ts'
import { extract } from '../../../src/ingest/formats/extract.ts'
import { wholeText } from '../../../src/ingest/extraction/account.ts'
import { type Extracted, noLayout } from '../../../src/ingest/extraction/extraction.ts'
import { parseDocument } from '../../../src/ingest/parse/parse.ts'
import { checkDocument } from '../../support/check-document.ts'
import { answerOf, readDocument } from '../../support/read-document.ts'

const file = new URL('../../../index/documents/2022D35172.txt', import.meta.url)

describe('the committed document', async () => {
  const extracted = await extract(readFileSync(file), '2022D35172.txt')
  const options = { id: '2022D35172', file: '2022D35172.txt', sha256: '', fileSha256: '' }
  const document = parseDocument(extracted, { ...options, words: dutchWords })
  const answer = (numbers: string): string[] =>
    document.answers
      .find(({ id }) => id === `2022D35172.${numbers}`)!
      .paragraphs.map(({ reading }) => reading.text)

  it('reads who asked whom about what, and when', () => {
    expect(document).toMatchObject({
      kind: 'answers',
      title: 'het bericht dat Chinese bedrijven de Russische oorlogsmachine steunen',
      askers: [{ name: 'Sjoerdsma', party: 'D66' }],
      ministers: [
        { role: 'Minister', name: 'Hoekstra', preposition: null, portfolio: 'Buitenlandse Zaken' },
      ],
      onBehalfOf: [
        {
          role: 'Minister',
          name: null,
          preposition: 'voor',
          portfolio: 'Buitenlandse Handel en Ontwikkelingssamenwerking',
        },
      ],
      asked: '2022-07-19',
      answered: '2022-09-12',
      warnings: [],
    })
  })

  it('pairs 11 questions with 10 answers of 14 paragraphs', () => {
    expect(document.questions.map(({ numbers }) => numbers)).toEqual(
      Array.from({ length: 11 }, (_, index) => [index + 1]),
    )
    expect(document.answers.map(({ numbers, paragraphs }) => [numbers, paragraphs.length])).toEqual(
      [
        [[1], 1],
        [[2], 1],
        [[3, 4], 3],
        [[5], 2],
        [[6], 2],
        [[7], 1],
        [[8], 1],
        [[9], 1],
        [[10], 1],
        [[11], 1],
      ],
    )
  })

  it('closes soft hyphens and keeps real ones', () => {
    const text = document.answers.flatMap(({ numbers }) => answer(numbers.join('+'))).join('\n')
    for (const word of [
      'mogelijkheden tot',
      'elektronische componenten',
      'desinformatie behelzen',
    ]) {
      expect(text).toContain(word)
    }
    expect(text).toContain('defensie- en veiligheidssector')
    expect(text).toContain('Koude-Oorlogsmentaliteit')
    expect(text).not.toMatch(/\p{Ll}- \p{Ll}+(?<!en|of)\b(?! )/u)
  })

  it('begins a paragraph after a line that stops early', () => {
    const [, second = '', third = ''] = answer('3+4')
    expect(second).toMatch(/bovendien uiterst beperkt\.$/)
    expect(third).toMatch(/^De uitvoer uit Nederland/)
  })

  it('ties three footnotes to their marks and keeps them out of every passage', () => {
    expect(
      document.notes.map(({ mark, anchor }) => [
        mark,
        extracted.text.slice(anchor!.start - 3, anchor!.end),
      ]),
    ).toEqual([
      ['1', 'e»?1'],
      ['2', 'ex?2'],
      ['3', '21.3'],
    ])
    expect(document.notes[0]!.reading.text).toContain('military-needs-to-keep-fighting-in-ukraine')
    const shown = [
      ...document.questions.map(({ reading }) => reading.text),
      ...document.answers.flatMap(({ numbers }) => answer(numbers.join('+'))),
    ].join('\n')
    expect(shown).not.toMatch(/https|GLOBAL COALITION|\?\d|2021\.3/)
  })

  it('links answer 9 to the answer that it names', () => {
    const [reference] = document.answers.find(({ id }) => id.endsWith('.9'))!.references
    expect(reference!.target).toEqual({ kind: 'answer', id: '2022D35172.3+4' })
    expect(extracted.text.slice(reference!.span.start, reference!.span.end)).toBe(
      'antwoord op vraag 3 en 4',
    )
  })

  it('assigns each character one region and each reading its source', () => {
    checkDocument(document, extracted.text)
  })
})

describe('a text with every trap', async () => {
  const extracted = await extract(
    readFileSync(new URL('../../fixtures/documents/traps.txt', import.meta.url)),
    'traps.txt',
  )
  const document = parse(extracted)
  const paragraphs = (numbers: number[]): string[] =>
    document.answers
      .find((answer) => answer.numbers.join() === numbers.join())!
      .paragraphs.map(({ style, reading }) =>
        style === 'item' ? `* ${reading.text}` : reading.text,
      )

  it('assigns each character one region and each reading its source', () => {
    checkDocument(document, extracted.text)
  })

  it('reads a header of many lines, askers and dates', () => {
    expect(document).toMatchObject({
      title: 'het bericht «Bruggen in de regio blijven vaker open»',
      askers: [
        { name: 'Van der Duin', party: 'D66' },
        { name: 'Zeewolde', party: 'GroenLinks-PvdA' },
        { name: 'Oever', party: 'GroenLinks-PvdA' },
        { name: 'Dijkema', party: 'SP' },
      ],
      onBehalfOf: [{ role: 'Staatssecretaris', name: null, portfolio: 'Wegen en Bruggen' }],
      asked: '2024-10-03',
      answered: '2024-11-04',
      publication: { sessionYear: '2024-2025', number: 77 },
    })
  })

  it('pairs questions and answers that are grouped differently', () => {
    expect(document.questions.map(({ numbers }) => numbers.join('+'))).toEqual([
      '1',
      '2',
      '3',
      '4+5+7+8',
      '6',
      '9',
      '9',
      '11',
    ])
    expect(document.answers.map(({ numbers }) => numbers.join('+'))).toEqual([
      '1',
      '2+3',
      '4+5+7+8',
      '6',
      '10',
      '11',
    ])
  })

  it('continues after a page end, two notes and furniture', () => {
    expect(paragraphs([2, 3])[1]).toBe(
      'Het onderhoud van de bruggen is een taak van de regio. Daarom ontbreekt een landelijk ' +
        'overzicht van de oorzaken, maar uit gesprekken met de beheerders blijkt dat storingen ' +
        'het vaakst voorkomen bij de onderdelen van de kabel- en leidingbruggen. Dat staat ook ' +
        'in de brief van april jl. en in het jaarverslag van de beheerders.',
    )
    expect(paragraphs([2, 3])[0]).toContain('Koude-Hoekpolder telt mee')
    expect(paragraphs([2, 3])[0]).toContain('veiligheids- en waterschapsdijk')
  })

  it('keeps a list a list', () => {
    expect(paragraphs([4, 5, 7, 8])).toEqual([
      'Ja, ik neem de volgende maatregelen:',
      '* – de bediening op afstand wordt vervroegd ingevoerd bij alle bruggen die ouder zijn ' +
        'dan vijftig jaar;',
      '* – de beheerders melden storingen binnen een dag;',
      '* – de uitkomst wordt jaarlijks openbaar.',
    ])
  })

  it('does not take a sentence that looks like a heading for one', () => {
    expect(paragraphs([6])).toEqual([
      'Ik deel die zorg. Zoals u heeft kunnen lezen in het antwoord op vraag 2 en 3 is het ' +
        'onderhoud een taak van de regio. Zie ook het antwoord op vraag 1.',
    ])
  })

  it('does not make an answer that was numbered wrongly the answer to another question', () => {
    expect(paragraphs([10])).toEqual(['De Kamer ontvangt de uitkomst in het voorjaar.'])
    expect(document.warnings).toEqual([
      { line: 51, message: 'question 9 has no answer' },
      { line: 53, message: 'question 9 is asked again' },
      { line: 55, message: 'answer to question 10, which was not asked' },
    ])
  })

  it('recognises an answer that only refers elsewhere', () => {
    expect(document.answers.map(({ refersOnly }) => refersOnly)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ])
    expect(document.answers[5]!.references.map(({ target }) => target)).toEqual([
      { kind: 'answer', id: 'x.10' },
    ])
  })

  it('keeps an explanation after the last answer as a remark', () => {
    expect(document.remarks.map(({ text }) => text)).toEqual([
      'Deze vragen dienen ter aanvulling op eerdere vragen van het lid Oever.',
    ])
  })
})

describe('the rows of a table in a text', () => {
  const answered = async (...lines: string[]) => {
    const text = ['Vraag 1', 'Welke?', 'Antwoord 1', ...lines].join('\n')
    const { document } = await readDocument(text, 'a.txt')
    return answerOf(document, 1).map((words) => words.replace(/\s+/g, ' '))
  }

  it.each([
    [['Stuw        2023    2024', 'Oudewater   1,20    1,15', 'Linschoten  0,90    0,95']],
    [['Oudewater     1,20', 'Linschoten    0,90']],
    [['Jaar\tAantal', '2023\t12', '2024\t13']],
  ])('are paragraphs of their own: %j', async (rows) => {
    expect(await answered('De peilen zijn:', ...rows, 'Deze gelden nu.')).toEqual([
      'De peilen zijn:',
      ...rows.map((row) => row.replace(/\s+/g, ' ')),
      'Deze gelden nu.',
    ])
  })

  it('stand between rules, which are no words', async () => {
    const rules = ['---------  ----', '+------+-----+', '-------------']
    const lines = [rules[0]!, 'Stuw       Peil', rules[1]!, 'Gouda      1,20', rules[2]!]
    expect((await answered(...lines)).join(' ')).toBe('Stuw Peil Gouda 1,20')
  })

  it.each([
    [['Dat  geldt voor  de stuw  en ook', 'voor  de brug  in de  rivier.']],
    [['Dat geldt.  Het is 1.  En de', 'boer.  Dat is 2.  Zo is het.']],
  ])('are no lines of a sentence: %j', async (lines) => {
    expect(await answered(...lines)).toEqual([lines.join(' ').replace(/\s+/g, ' ')])
  })
})

describe('a list in a text whose lines are not broken at a width', () => {
  const long =
    'Het inkomen van een gezin hangt van meer af dan van de toeslag alleen, en daarom kijken wij ' +
    'ook naar de huur, de zorgkosten en het loon van de ouders.'
  const listed = (...lines: string[]) => {
    const text = ['Vraag 1', 'Wat?', 'Antwoord 1', long, ...lines].join('\n')
    const [answer] = parse(textOf(text)).answers
    return answer!.paragraphs.slice(1).map(({ style, reading }) => [style, reading.text])
  }
  const items = (...texts: string[]) => texts.map((text) => ['item', text])

  it.each([
    ['- een lagere bijdrage', '- een vast bedrag', '- geen terugvorderingen'],
    ['– wie vooraf weet wat hij betaalt; en', '– wie niets betaalt.'],
    ['• de bijdrage', '• het bedrag'],
    ['a. de bijdrage', 'b. het bedrag', 'c. de toeslag'],
    ['1) de bijdrage', '2) het bedrag'],
  ])('has an item for each line: %j', (...lines) => {
    expect(listed('Dit komt:', ...lines)).toEqual([['text', 'Dit komt:'], ...items(...lines)])
  })

  it('begins with a sign that only lists have, after a sentence that runs on', () => {
    expect(listed('Wij kiezen voor', '• de bijdrage', '• het bedrag')).toEqual([
      ['text', 'Wij kiezen voor'],
      ...items('• de bijdrage', '• het bedrag'),
    ])
  })

  it.each([
    [['Dat geldt ook', '– zo is de afspraak – voor gezinnen.'], 'text'],
    [['Dit staat in lid', '2. van die wet.'], 'text'],
    [['1. zoals bepaald in lid', '4. van die wet.'], 'item'],
    [['- de bijdrage', '– zo is de afspraak – van gezinnen'], 'item'],
  ])('goes on within a sentence: %j', (lines, style) => {
    expect(listed(...lines)).toEqual([[style, lines.join(' ')]])
  })
})

describe('headings', () => {
  const pairs = (text: string) => {
    const document = parse(textOf(text))
    checkDocument(document, text)
    return document.answers.map(({ numbers, paragraphs }) => [
      numbers.join('+'),
      paragraphs.map(({ reading }) => reading.text).join(' '),
    ])
  }

  it.each([
    ['Vraag 1\nWat?\nAntwoord 1\nDit.'],
    ['Vraag 1\nWat?\nAntwoord op vraag 1\nDit.'],
    ['Vraag 1:\nWat?\nAntwoord vraag 1:\nDit.'],
    ['Vraag 1\nWat?\nAntwoord\nDit.'],
    ['1\nWat?\nAntwoord:\nDit.'],
    ['1.\nWat?\nAntwoord\nDit.'],
    ['1. Wat?\n\nAntwoord: \nDit.'],
    ['1. Wat?\nAntwoord: Dit.'],
    ['Vraag 1: Wat?\nAntwoord 1: Dit.'],
    ['Vraag 1\nWat?\nBeantwoording vraag 1\nDit.'],
    ['VRAAG 1\nWat?\nANTWOORD 1\nDit.'],
  ])('of the form %j open one pair', (text) => {
    expect(pairs(text)).toEqual([['1', 'Dit.']])
  })

  it('of an answer to all questions before it', () => {
    expect(pairs('Vraag 1\nA?\nVraag 2\nB?\nVraag 3\nC?\nAntwoord\nDit.')).toEqual([
      ['1+2+3', 'Dit.'],
    ])
  })

  it('of bare merged numbers count on', () => {
    const text = '1\nA?\n2 en 3\nB?\n4-6\nC?\n7\nD?\nAntwoord\nDit.'
    expect(parse(textOf(text)).questions.map(({ numbers }) => numbers)).toEqual([
      [1],
      [2, 3],
      [4, 5, 6],
      [7],
    ])
    expect(pairs(text)).toEqual([['1+2+3+4+5+6+7', 'Dit.']])
  })

  it('distinguish a list in an answer from the next question', () => {
    const text = '1. A?\nAntwoord:\nTwee dingen:\n1. dit;\n2. dat.\n2. B?\nAntwoord:\nNiets.'
    expect(pairs(text)).toEqual([
      ['1', 'Twee dingen: 1. dit; 2. dat.'],
      ['2', 'Niets.'],
    ])
  })

  it('that repeat give the second answer an id of its own', () => {
    const document = parse(textOf('Vraag 1\nA?\nAntwoord 1\nDit.\nAntwoord 1\nDat.'))
    expect(document.answers.map(({ id }) => id)).toEqual(['x.1', 'x.1-2'])
    expect(document.warnings.map(({ message }) => message)).toEqual(['answer 1 is given again'])
  })

  it('without a question are kept as unplaced, with a warning', () => {
    const document = parse(textOf('Iets.\nAntwoord\nDit.'))
    expect(document.answers).toEqual([])
    expect(document.regions.map(({ kind }) => kind)).toEqual(['header', 'heading', 'unplaced'])
    expect(document.warnings).toEqual([{ line: 2, message: '"Antwoord" answers no question' }])
  })

  it('split questions under one heading if that many can be distinguished', () => {
    const questions = (text: string) =>
      parse(textOf(text)).questions.map(({ numbers, reading }) => [numbers, reading.text])
    expect(
      questions('Vraag 1 en 2\nWat doet u?Wanneer doet u dat?\nAntwoord 1 en 2\nNiets.'),
    ).toEqual([
      [[1], 'Wat doet u?'],
      [[2], 'Wanneer doet u dat?'],
    ])
    expect(questions('Vraag 1 en 2\nWat doet u, en wanneer?\nAntwoord 1 en 2\nNiets.')).toEqual([
      [[1, 2], 'Wat doet u, en wanneer?'],
    ])
  })
})

describe('a footnote that continues over a page end, in a text without layout', () => {
  const read = (note: string, page: string) => {
    const document = parse(
      textOf(
        `Vraag 1\nKent u de dijk?1\nAntwoord 1\nJa, over de dijk is met alle\n1 ${note}\n\f${page}`,
      ),
    )
    return [
      document.answers.map(({ paragraphs }) =>
        paragraphs.map(({ reading }) => reading.text).join(' '),
      ),
      document.notes.map(({ reading }) => reading.text),
    ]
  }

  it('keeps its continuation if it broke off, or if a blank line precedes the continuation', () => {
    const told = [
      ['Ja, over de dijk is met alle partijen overleg gevoerd.'],
      ['De Dijk, over de hoogte van de dijk.', 'De Sluis.'],
    ]
    expect(
      read('De Dijk, over de hoogte van', 'partijen overleg gevoerd.2\nde dijk.\n2 De Sluis.\n'),
    ).toEqual(told)
    expect(
      read('De Dijk, over de hoogte', 'partijen overleg gevoerd.2\n\nvan de dijk.\n2 De Sluis.\n'),
    ).toEqual(told)
    expect(
      read('De Dijk, over de hoogte van de ri-', 'partijen overleg gevoerd.\nvierdijk.\n'),
    ).toEqual([
      ['Ja, over de dijk is met alle partijen overleg gevoerd.'],
      ['De Dijk, over de hoogte van de rivierdijk.'],
    ])
  })

  it('leaves the text alone if nothing distinguishes the two', () => {
    expect(read('De Dijk, 1 mei 2023', 'partijen uit de omgeving\noverleg gevoerd.\n')).toEqual([
      ['Ja, over de dijk is met alle partijen uit de omgeving overleg gevoerd.'],
      ['De Dijk, 1 mei 2023'],
    ])
    expect(read('De Dijk van', 'partijen overleg gevoerd:\na. eerst;\nb. dan.\n')).toEqual([
      ['Ja, over de dijk is met alle partijen overleg gevoerd: a. eerst; b. dan.'],
      ['De Dijk van'],
    ])
  })
})

describe('documents without answers', () => {
  it('are a notice when they say that the answers come later', () => {
    const document = parse(
      textOf(
        'AH 1\n2024Z00001\nMededeling van minister Veerman (Water) (ontvangen 20 november ' +
          '2024)\n\nDe vragen van het lid Oever (SP) over de dijk kunnen niet binnen de termijn ' +
          'worden beantwoord.\n',
      ),
    )
    expect(document).toMatchObject({ kind: 'notice', title: 'de dijk', questions: [], answers: [] })
    expect(document.remarks.map(({ text }) => text)).toEqual([
      'De vragen van het lid Oever (SP) over de dijk kunnen niet binnen de termijn worden ' +
        'beantwoord.',
    ])
  })

  it.each([
    'kunnen niet binnen de gebruikelijke termijn worden beantwoord.',
    'kunnen tot mijn spijt niet binnen de termijn van drie\nweken beantwoord worden.',
    'zijn mij bekend. De beantwoording vergt meer tijd dan verwacht.',
    'zijn mij bekend. Ik streef ernaar de vragen voor 1 mei te beantwoorden.',
    'zijn mij bekend. Door afstemming lukt het niet deze vragen tijdig te beantwoorden.',
  ])('are a notice in a letter, too: %j', (words) => {
    const document = parse(
      textOf(
        'Den Haag, 20 november 2024\n\nGeachte Voorzitter,\n\nDe vragen van het lid Oever (SP) ' +
          `over de dijk (ingezonden 3 november 2024) ${words}\n\nDe minister van Water,\nK. Smit\n`,
      ),
    )
    expect(document).toMatchObject({ kind: 'notice', title: 'de dijk', asked: '2024-11-03' })
    expect(document.ministers.map(({ name }) => name)).toEqual(['K. Smit'])
  })

  it('are questions that a remark says to repeat', () => {
    const document = parse(
      textOf(
        'Vraag 1\nKent u de sluis?\n\nToelichting:\nDeze vragen vullen vragen aan, die ' +
          'niet binnen de termijn zijn beantwoord.\n',
      ),
    )
    expect(document.kind).toBe('questions')
  })

  it('are open questions, numbered in order where no numbers are printed', () => {
    const document = parse(
      textOf(
        '2024Z00002\n\n(ingezonden 20 november 2024)\n\nVragen van het lid Oever (SP) aan de ' +
          'minister van Water over de sluis\n\nKent u de sluis? 1)\n\nBlijft die dicht?\n\n1) ' +
          'De Sluis, 1 november 2024.\n',
      ),
    )
    expect(document).toMatchObject({ kind: 'questions', asked: '2024-11-20' })
    expect(document.questions.map(({ numbers, reading }) => [numbers[0], reading.text])).toEqual([
      [1, 'Kent u de sluis?'],
      [2, 'Blijft die dicht?'],
    ])
    expect(document.notes.map(({ reading }) => reading.text)).toEqual([
      'De Sluis, 1 november 2024.',
    ])
  })
})

describe('references', () => {
  const targets = (answer: string) => {
    const text =
      'Vraag 1\nA?\nAntwoord 1\nDit.\nVraag 2 en 3\nB?\nAntwoord 2 en 3\nDat.\nVraag ' +
      `4\nC?\nAntwoord 4\n${answer}`
    return parse(textOf(text)).answers[2]!.references.map(
      ({ span, target }) => `${text.slice(span.start, span.end)} > ${target.id}`,
    )
  }

  it.each([
    ['Zie vraag 1.', ['Zie vraag 1 > x.1']],
    ['Zie het antwoord op vraag 2 en 3.', ['antwoord op vraag 2 en 3 > x.2+3']],
    ['Zie de antwoorden op de vragen 1 en 3.', ['1 > x.1', '3 > x.2+3']],
    ['Dat is antwoord 1\nen niets anders.', ['antwoord 1 > x.1']],
    ['Zie het antwoord op vraag 1 van het lid Oever.', []],
    ['Zie het antwoord op vraag 9.', []],
    ['Zie het antwoord op vraag 4.', []],
    [
      'Zie Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594.',
      ['Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594 > ah-tk-20232024-594'],
    ],
  ])('in "%s"', (answer, expected) => {
    expect(targets(answer)).toEqual(expected)
  })

  it.each([
    'van De Wit (DEF)',
    'van lid De Wit',
    'van mevrouw De Wit',
    'van de DEF-fractie',
    'van het Kamerlid De Wit',
    'van de eerdere vragen',
    'van 3 maart 2024',
    'bij de vragen van het lid De Wit',
    'uit mijn brief van 3 maart 2024',
    'in het verslag van een schriftelijk overleg',
    '(2024Z01234)',
    '(Kamerstuk 36 410, nr. 74)',
    '(zie Kamerstuk 36 410)',
    ', ingezonden op 3 maart 2024',
    ', gesteld door het lid De Wit',
    'van 3 maart jl.',
    'van de op 3 maart ingezonden vragen',
    'van dezelfde leden',
    'van mijn ambtsvoorganger',
    'in Kamerstuk 36 200, nr. 12',
    'in bovengenoemde brief',
    'over hetzelfde onderwerp van het lid De Wit',
    'over de sluis van De Wit',
    'aan mijn ambtsgenoot',
  ])('to another document are none: "%s"', (words) => {
    expect(targets(`Zie het antwoord op vraag 1${words.replace(/^(?=[^,])/, ' ')}.`)).toEqual([])
  })

  it.each(['Ik schreef:\n\nVraag 5\nZakt het?\nAntwoord 5\nNee.', 'Ja. Antwoord 1 Nee.'])(
    'are none in the heading that %j quotes',
    (answer) => expect(targets(`${answer}\n\nVraag 5\nE?\nAntwoord 5\nJa.`)).toEqual([]),
  )

  it('behind the number of a publication are to that', () => {
    expect(targets('Zie Aanhangsel Handelingen, nr. 594, antwoord op vraag 1.')).toEqual([])
  })

  it.each([
    'over de brief',
    'in deze brief',
    ', in de brief en in het verslag',
    'van deze vragenset',
    'van de onderhavige beantwoording',
    'hierboven',
  ])('are to this document before "%s"', (words) => {
    const answer = `Zie het antwoord op vraag 1${words.replace(/^(?=[^,])/, ' ')}.`
    expect(targets(answer)).toEqual(['antwoord op vraag 1 > x.1'])
  })
})

describe('any input', () => {
  const fragment = fc.constantFrom(
    'Vraag 1',
    'Vraag 2 en 3',
    'Antwoord 1',
    'Antwoord',
    'Antwoord 2 en 3',
    '1',
    '2.',
    '1. Kunt u dat?',
    'Ja.',
    'Zie vraag 1.',
    'een lange regel die door een drukker is afgebro-',
    'ken en verder gaat',
    'de RIEC-',
    'partners',
    'defensie-',
    'en meer.',
    'bericht»?1',
    '1 https://voorbeeld.nl/a-',
    'b',
    '1X, 3 mei',
    '[1] NOS',
    '1) AD',
    '– een punt;',
    'a. nog een',
    '',
    ' ',
    '\f',
    'Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1',
    'ISSN 0921 - 7398',
    '3',
    'Toelichting:',
    'Mededeling',
    '\ud800',
    '\0',
    '\u00ad',
    'soft\u00ad',
    '\u200b',
    'Aanhangsel 1Antwoord 3',
  )
  const text = fc
    .array(
      fc.tuple(
        fc.oneof(fragment, fc.string({ maxLength: 12 })),
        fc.constantFrom('\n', '\r\n', '\n\n', ' \n ', '\f', ' '),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.flat().join(''))

  it('rebuilds each reading from the source and loses no character', () => {
    fc.assert(
      fc.property(text, (source) => checkDocument(parse(textOf(source)), source)),
      { numRuns: 400 },
    )
  })

  it('keeps every proof valid after random cuts and doubled or swapped lines', () => {
    const traps = readFileSync(
      new URL('../../fixtures/documents/traps.txt', import.meta.url),
      'utf8',
    ).split('\n')
    const line = fc.nat(traps.length - 1)
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('double' as const), at: line }),
      fc.record({ kind: fc.constant('swap' as const), at: line, to: line }),
      fc.record({ kind: fc.constant('cut' as const), at: line, to: fc.nat(70) }),
    )
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const lines = [...traps]
        for (const { at, ...change } of edits) {
          if (change.kind === 'double') lines.splice(at, 0, lines[at]!)
          if (change.kind === 'swap')
            [lines[at], lines[change.to]] = [lines[change.to]!, lines[at]!]
          if (change.kind === 'cut') lines[at] = lines[at]!.slice(0, change.to)
        }
        const source = lines.join('\n')
        checkDocument(parse(textOf(source)), source)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['one line of 10 MB', 'a'.repeat(10e6)],
    ['10 MB of spaces', ' '.repeat(10e6)],
    ['a question of two million pieces', `Vraag 1 en 2\n${'wat?A'.repeat(2e6)}`],
    [
      '5,000 headings',
      Array.from(
        { length: 5_000 },
        (_, n) => `Vraag ${n % 150}\nA?\nAntwoord ${n % 150}\nJa.`,
      ).join('\n'),
    ],
    [
      '5,000 pages with notes',
      Array.from({ length: 5_000 }, (_, n) => `wat?${n}\n${n} noot\n\f`).join(''),
    ],
    ['20,000 broken words', `Vraag 1\nA?\nAntwoord 1\n${'woord-\n'.repeat(20_000)}`],
    [
      'brackets without end',
      `Vragen van de leden ${'A en B, C ('.repeat(1e5)}\nVraag 1\nA?\nAntwoord ` +
        `1\n${'('.repeat(1e5)}`,
    ],
    ['numbers without end', `Vraag ${'1,'.repeat(1e5)}\nAntwoord ${'1 en '.repeat(90)}2`],
    ['closing marks without end', `Vraag 1\nA?\nAntwoord 1\n${'a.»”’)] '.repeat(2e5)}`],
  ])('%s is read to its end', (_, source) => {
    checkDocument(parse(textOf(source)), source)
  })
})

function textOf(text: string): Extracted {
  return {
    format: 'text',
    text,
    extractor: 'utf-8',
    pages: [],
    layout: noLayout,
    identifier: null,
    matters: [],
    account: wholeText(text),
  }
}

function parse(extracted: Extracted): SourceDocument {
  return parseDocument(extracted, {
    id: 'x',
    file: 'x.txt',
    sha256: '',
    fileSha256: '',
    words: dutchWords,
  })
}
