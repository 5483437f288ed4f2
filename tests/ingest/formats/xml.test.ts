import { describe, expect, it } from 'vitest'
import { answerOf, notesOf, readDocument } from '../../support/read-document.ts'

const publication = (answer: string): string =>
  '<?xml version="1.0"?><officiele-publicatie><metadata><meta name="a" ' +
  'content="b"/></metadata><kamervragen><vraag><nr>Vraag 1</nr><al>Klopt ' +
  'dat?</al></vraag><antwoord><nr>Antwoord ' +
  `1</nr>${answer}</antwoord></kamervragen></officiele-publicatie>`

it.each<[string, string, string[]]>([
  [
    'sub-headings by themselves',
    '<tussenkop ' +
      'kopopmaak="vet">Peil</tussenkop><al>Nee.</al><kop><titel>Kosten</titel></kop><al>Laag.</al>',
    ['Peil', 'Nee.', 'Kosten', 'Laag.'],
  ],
  [
    'elements that nobody knows, among text and apart',
    '<al>Het wordt <kleur>niet <nadruk>veel</nadruk></kleur> lager.</al><kader>Los ' +
      '<x>woord</x>.</kader>',
    ['Het wordt niet veel lager.', 'Los woord.'],
  ],
  [
    'tables row by row',
    '<table><title>Tabel 1</title><tgroup ' +
      'cols="2"><thead><row><entry><al>Stuw</al></entry><entry>Peil</entry></row></thead>' +
      '<tbody><row><entry><al>gouda</al></entry><entry><al>1,20</al><al>(winter)</al></entry>' +
      '</row></tbody></tgroup></table><al>Slot.</al>',
    ['Tabel 1', 'Stuw Peil', 'gouda 1,20 (winter)', 'Slot.'],
  ],
  [
    'lists with their numbers',
    '<lijst ' +
      'type="expliciet"><li><li.nr>a.</li.nr><al>Een;</al></li><li><li.nr>b.</li.nr>' +
      '<al>twee.</al></li></lijst>',
    ['* a. Een;', '* b. twee.'],
  ],
  [
    'numbers of items in attributes',
    '<lijst><li nr="a."><al>Een;</al></li><li nr="b."><al>twee.</al></li></lijst>',
    ['* a. Een;', '* b. twee.'],
  ],
  [
    'line ends, formulas and names',
    '<al>Zo schrijft <naam><voornaam>Jan</voornaam><achternaam>Berk</achternaam></naam>.</al>' +
      '<al>Regel een<br/>is <math><msup><mn>10</mn><mn>6</mn></msup></math> m.</al><blok>' +
      '<functie>De Minister</functie><naam>Jansen</naam></blok>',
    ['Zo schrijft Jan Berk.', 'Regel een is 10^6 m.', 'De Minister Jansen'],
  ],
  [
    'each paragraph of an item',
    '<lijst><li><li.nr>a.</li.nr><al>Een.</al><al>Nog een.</al></li><li nr="b."><al>Twee.</al>' +
      '<lijst><li nr="1."><al>Drie.</al><al>Vier.</al></li></lijst></li></lijst>',
    ['* a. Een.', 'Nog een.', '* b. Twee.', '* 1. Drie.', 'Vier.'],
  ],
  [
    'a table of questions and answers within an answer',
    '<table><tgroup><row><entry>Nr</entry><entry>Vraag</entry><entry>Antwoord</entry></row><row>' +
      '<entry>1</entry><entry>Zakt het?</entry><entry>Nee.</entry></row></tgroup></table>',
    ['Nr Vraag Antwoord', '1 Zakt het? Nee.'],
  ],
  [
    'captions of pictures',
    '<al>Zie.</al><plaatje><illustratie naam="x"/><bijschrift>Figuur 1.</bijschrift></plaatje>',
    ['Zie.', 'Figuur 1.'],
  ],
])('reads %s', async (_, answer, expected) => {
  const { document } = await readDocument(publication(answer), 'a.xml')
  expect(document.warnings).toEqual([])
  expect(answerOf(document, 1)).toEqual(expected)
})

it('keeps notes out of cells and items, with their marks', async () => {
  const note = (number: number, text: string): string =>
    `<noot id="n${number}" ` +
    `type="voet"><noot.nr>${number}</noot.nr><noot.al>${text}</noot.al></noot>`
  const { document, extracted } = await readDocument(
    publication(
      `<lijst><li><li.nr>a.</li.nr><al>Een${note(1, 'Bron <extref doc="x">een</extref>.')};` +
        '</al></li></lijst><table><tgroup><tbody><row><entry><al>Stuw</al></entry>' +
        `<entry><al>1,20${note(2, 'Bron twee.')}</al></entry></row></tbody></tgroup></table>`,
    ),
    'a.xml',
  )
  expect(answerOf(document, 1)).toEqual(['* a. Een;', 'Stuw 1,20'])
  expect(notesOf(document, extracted.text)).toEqual(['1 Bron een. @Een', '2 Bron twee. @1,20'])
})

it('reads the items of a list of questions and answers, a pair an item', async () => {
  const item = (number: number, ...texts: string[]) =>
    `<li><li.nr>${number}</li.nr>${texts.map((text) => `<al>${text}</al>`).join('')}</li>`
  const { document } = await readDocument(
    `<kamerstuk><titel>Lijst van vragen en antwoorden over het stuwpeil</titel><lijst>` +
      `${item(1, 'Klopt dat?', 'Ja.')}${item(2, 'Zakt het?', 'Nee.')}</lijst></kamerstuk>`,
    'a.xml',
  )
  expect(document.title).toBe('het stuwpeil')
  expect([1, 2].map((number) => answerOf(document, number))).toEqual([['Ja.'], ['Nee.']])
})

describe('marked parts that their words contradict', () => {
  const first = '<vraag><nr>Vraag 1</nr><al>Klopt dat?</al></vraag><antwoord><nr>Antwoord 1</nr>'
  const parts = (xml: string) => `<kamervragen>${first}<al>Ja.</al></antwoord>${xml}</kamervragen>`

  it.each([
    [
      'the next question with its answer stands in it',
      '<vraag><nr>Vraag 2</nr><al>Zakt het?</al></vraag><antwoord><nr>Antwoord 2</nr>' +
        '<al>Nee.</al><al>Vraag 3</al><al>Wie betaalt?</al><al>Antwoord 3</al>' +
        '<al>Niemand.</al></antwoord>',
      'withheld: answer 2, since "Vraag 3" stands in it',
    ],
    [
      'the next question stands in it behind its number',
      '<vraag><al>Zakt het?</al></vraag><antwoord><al>Nee.</al><al>Vraag 2: Wie betaalt?</al>' +
        '</antwoord>',
      'withheld: an answer, since "Vraag 2: Wie betaalt?" stands in it',
    ],
    [
      'the answer to another question stands in it',
      '<vraag><nr>Vraag 2</nr><al>Zakt het?</al></vraag><vraag><nr>Vraag 3</nr><al>Wie?</al>' +
        '</vraag><antwoord><nr>Antwoord 2</nr><al>Nee.</al><al>Antwoord 3</al><al>Niemand.</al>' +
        '</antwoord>',
      'withheld: answer 2, since "Antwoord 3" stands in it',
    ],
    [
      'its heading names a question',
      '<vraag><nr>Vraag 2</nr><al>Zakt het?</al></vraag><antwoord><nr>Vraag 3</nr><al>Doet u ' +
        'onderzoek?</al></antwoord>',
      'withheld: answer 3, since "Vraag 3" names a question',
    ],
  ])('an answer is withheld where %s', async (_, xml, message) => {
    const { document } = await readDocument(parts(xml), 'p.xml')
    expect(document.answers.map(({ numbers }) => numbers.join())).toEqual(['1'])
    expect(document.warnings.map((warning) => warning.message)).toContain(message)
  })

  it('a question whose answer is withheld waits for no other', async () => {
    const withheld =
      '<vraag><al>Zakt het?</al></vraag><antwoord><al>Nee.</al><al>Vraag 3</al></antwoord>'
    const next = '<vraag><nr>Vraag 4</nr><al>En?</al></vraag><antwoord><al>Zo.</al></antwoord>'
    const { document } = await readDocument(parts(withheld + next), 'p.xml')
    expect(document.answers.map(({ numbers }) => numbers)).toEqual([[1], [4]])
  })

  it('a question whose heading names an answer is none', async () => {
    const xml = '<vraag><nr>Antwoord 2</nr><al>Nee.</al></vraag>'
    const { document } = await readDocument(parts(xml), 'p.xml')
    expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?'])
    expect(document.warnings.map(({ message }) => message)).toEqual([
      '"Antwoord 2" names an answer; it was not read as a question',
    ])
  })

  it('a question that nobody asked here is quoted, with a warning', async () => {
    const quoted = '<al>Nee.</al><al>Vraag 9</al><al>Zakt het?</al>'
    const { document } = await readDocument(publication(quoted), 'p.xml')
    expect(answerOf(document, 1)).toEqual(['Nee.', 'Vraag 9', 'Zakt het?'])
    expect(document.warnings.map(({ message }) => message)).toEqual([
      '"Vraag 9" may be a heading; it was read as text',
    ])
  })
})

it('a note to the number of a question does not change it', async () => {
  const note = '<noot id="a" type="voet"><noot.nr>2</noot.nr><noot.al>De krant.</noot.al></noot>'
  const xml = publication('<al>Nee.</al>').replace('Vraag 1</nr>', `Vraag 1${note}</nr>`)
  const { document, extracted } = await readDocument(xml, 'a.xml')
  expect(document.questions.map(({ numbers }) => numbers)).toEqual([[1]])
  expect(notesOf(document, extracted.text)).toEqual(['2 De krant. @ag 1'])
})
