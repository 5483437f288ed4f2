import { describe, expect, it } from 'vitest'
import type { Minister } from '../../../src/domain/document.ts'
import { atOnce } from '../../../src/domain/slices.ts'
import { readerInSteps, withoutUnread } from '../../../src/search/query/read.ts'
import { isFunctionWord } from '../../../src/search/query/function-words.ts'
import { invented } from '../../support/invented-documents.ts'
import { costOf } from '../../support/cost-of.ts'
import { bundledModel } from '../../support/kamerqa.ts'

const minister = (name: string, portfolio: string): Minister => ({
  ...{ role: 'Minister', name, preposition: null, portfolio },
})

const documents = [
  invented('2022D35172', [], {
    askers: [
      { name: 'Sjoerdsma', party: 'D66' },
      { name: 'El Abassi', party: 'DENK' },
    ],
    ministers: [minister('Hoekstra', 'Buitenlandse Zaken')],
    publication: { sessionYear: '2021-2022', number: 3958 },
  }),
  invented('ah-tk-20242025-570', [], {
    askers: [
      { name: 'Groen', party: 'GroenLinks-PvdA' },
      { name: 'Van Dijk', party: 'SP' },
      { name: 'Koekkoek', party: 'Volt' },
      { name: 'Leerdam', party: 'Klein' },
    ],
    ministers: [
      minister('D.M. van Weel', 'Justitie en Veiligheid'),
      minister('Van Eikenhorst', 'Waterzaken'),
      minister('Klaver-Van de Berg', 'Waterzaken'),
      minister('Bos', 'Waterzaken'),
    ],
  }),
  invented('kv-tk-2024Z18796', [], {
    askers: [
      { name: 'Lindeboom', party: 'XYZ' },
      { name: 'Zuidema', party: 'XYZ' },
    ],
  }),
  invented('ah-tk-20252026-12', [], { ministers: [minister('Zuidema', 'Waterzaken')] }),
  invented('hitte in verpleeghuizen', [], {
    askers: [
      { name: 'Jet van der Beek', party: 'XYZ' },
      { name: 'De Visser', party: 'XYZ' },
      { name: 'Van der Zee', party: 'XYZ' },
      { name: '’t Hart', party: 'XYZ' },
    ],
  }),
  invented('ah-1281235', [], { zaken: ['2026Z01234'], supersedes: ['ah-tk-20262027-345'] }),
]

const { lexicon } = bundledModel()
const read = atOnce(
  readerInSteps({
    catalogue: { documents },
    isWord: (word) => isFunctionWord(word) || lexicon.hasWord(word),
  }),
)

/** Kind and value of each filter, merely possible ones in brackets. */
function filtersOf(query: string, reader = read): string[] {
  return reader(query, { today: '2025-03-12' }).filters.map(({ filter, sure }) => {
    const value =
      filter.kind === 'document'
        ? filter.documents.join('+')
        : filter.kind === 'question'
          ? filter.numbers.join('+')
          : filter.kind === 'party'
            ? filter.party
            : filter.kind === 'ministry'
              ? filter.ministry
              : filter.kind === 'period'
                ? `${filter.from}..${filter.to} ${filter.dates}`
                : filter.kind === 'phrase'
                  ? filter.phrase
                  : filter.kind === 'without'
                    ? filter.said
                    : filter.name
    const said = `${filter.kind} ${value}`
    return sure ? said : `(${said})`
  })
}

function aboutOf(query: string): string {
  const { filters, about } = read(query, { today: '2025-03-12' })
  return about(filters)
}

it('reads the head of an answer in no time', async () => {
  const head = 'Antwoord van Minister Van Eikenhorst (Waterzaken) (ontvangen 3 april 2025)'
  expect(filtersOf(head)).toEqual([
    'minister Van Eikenhorst',
    'ministry waterzaken',
    'period 2025-04-03..2025-04-03 answered',
  ])
  expect(await costOf(() => read(head, { today: '2025-03-12' }))).toBeLessThan(500)
})

describe('what a query says about where to look', () => {
  it.each([
    ['quote minister Hoekstra over chips', ['minister Hoekstra']],
    ['een citaat van Hoekstra over chips', ['minister Hoekstra']],
    ['chips, minister Hoekstra', ['(minister Hoekstra)']],
    ['juli 2022 minister Hoekstra', ['period 2022-07-01..2022-07-31 either', 'minister Hoekstra']],
    ['der Minister Hoekstra über Chips', ['minister Hoekstra']],
    ['le ministre Hoekstra sur les puces', ['minister Hoekstra']],
    // in haste, where nothing else may be meant
    ['vragen van denk', ['party DENK']],
    ['wat wilde denk weten over dijken', ['party DENK']],
    ['de fractie van de SP wil meer dijken', ['party SP']],
    ['sp over treinen', ['(party SP)']],
    ['sp-vragen over treinen', ['party SP']],
    ['Partij van de Dieren over treinen', ['(party PvdD)']],
    ['groen links treinen', ['(party GroenLinks)']],
    ['vragen van Klein over treinen', ['party Klein']],
    ['treinen Leerdam', ['(asker Leerdam)']],
    ['vws griep', ['(ministry volksgezondheid)']],
    ['vragen vh lid Lindeboom', ['asker Lindeboom']],
    // in other languages
    ['co powiedział minister Hoekstra o zbożu?', ['minister Hoekstra']],
    ['що сказав міністр Hoekstra про зерно?', ['minister Hoekstra']],
    ['ماذا قال الوزير Hoekstra عن القمح؟', ['minister Hoekstra']],
    ['Bakan Hoekstra ne dedi?', ['minister Hoekstra']],
    ['Kiko minister Hoekstra a bisa tokante trigo?', ['minister Hoekstra']],
    ['2022D35172', ['document 2022D35172']],
    ['2022d35172', ['document 2022D35172']],
    ['"2022D35172"', ['document 2022D35172']],
    ['2022 D 35172', ['document 2022D35172']],
    ['2022-D35172', ['document 2022D35172']],
    ['AH TK 20242025 570', ['document ah-tk-20242025-570']],
    ['ah_tk_20242025_570', ['document ah-tk-20242025-570']],
    ['AHTK20242025-570', ['document ah-tk-20242025-570']],
    ['2022D35172 vraag 7', ['document 2022D35172', 'question 7']],
    ['2022D35172.3+4', ['document 2022D35172', 'question 3+4']],
    ['ah-1281235', ['document ah-1281235']],
    ['kv-1281234', ['document ']],
    // by the number of the questions, and by a former id
    ['2026Z01234', ['document ah-1281235']],
    ['ah-tk-20262027-345', ['document ah-1281235']],
    ['2024Z18796', ['document kv-tk-2024Z18796']],
    ['Aanhangsel 3958', ['document 2022D35172']],
    ['Aanhangsel van de Handelingen, vergaderjaar 2021–2022, nr. 3958', ['document 2022D35172']],
    ['Handelingen II 2021/22, Aanhangsel nr. 3958', ['document 2022D35172']],
    ['Aanh. Hand. II 2021/22, 3958', ['document 2022D35172']],
    ['vergaderjaar 2021-2022, nr. 3958', ['document 2022D35172']],
    // of another year
    ['Aanhangsel 2023-2024, nr. 3958', ['document ']],
    ['2022D35172.pdf', ['document 2022D35172']],
    ['3958', ['document 2022D35172']],
    ['3959', []],
    ['artikel 3958', []],
    ['zoek.officielebekendmakingen.nl/ah-tk-20242025-570.html', ['document ah-tk-20242025-570']],
    [
      'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?did=2022D35172&id=2022D35172',
      ['document 2022D35172'],
    ],
    [
      'https://zoek.officielebekendmakingen.nl/ah-tk-20242025-570.html.',
      ['document ah-tk-20242025-570'],
    ],
    [
      'zie https://example.nl/documents/2022D35172#antwoord-3-4',
      ['document 2022D35172', 'question 3+4'],
    ],
    // a page of ours, where no official number is its name
    [
      'https://example.nl/documents/hitte%20in%20verpleeghuizen#antwoord-2',
      ['document hitte in verpleeghuizen', 'question 2'],
    ],
    [
      'https://example.nl/v1/answers/hitte%20in%20verpleeghuizen.3%2B4 over water',
      ['document hitte in verpleeghuizen', 'question 3+4'],
    ],
    ['https://example.nl/documents/of-another-site', []],
    ['https://example.nl/documents/%E0%A4%A', []],
    ['vraag 2b', ['question 2b']],
    ['vragen van het lid Lindeboom over zwembaden', ['asker Lindeboom']],
    ['kamervraag van het lid lindeboom', ['asker Lindeboom']],
    ['questions by Lindeboom', ['asker Lindeboom']],
    // whose they are
    ["Lindeboom's questions about dikes", ['asker Lindeboom']],
    ["Lindeboom's question 7", ['asker Lindeboom', 'question 7']],
    ["Hoekstra's antwoord op vraag 7", ['minister Hoekstra', 'question 7']],
    ['Lindebooms vragen over dijken', ['asker Lindeboom']],
    ["minister Hoekstra's answer on chips", ['minister Hoekstra']],
    ['Hoekstra’s latest reply about chips', ['minister Hoekstra']],
    ["Lindeboom'un soruları", ['asker Lindeboom']],
    ['wat vroeg Sjoerdsma over China?', ['asker Sjoerdsma']],
    ['wat heeft Sjoerdsma gevraagd?', ['asker Sjoerdsma']],
    ['welke vragen stelde Sjoerdsma over China?', ['asker Sjoerdsma']],
    ['welk antwoord gaf Hoekstra over chips?', ['minister Hoekstra']],
    ['wat wilde Lindeboom weten over zwembaden?', ['asker Lindeboom']],
    ['het laatste antwoord van Lindeboom', ['asker Lindeboom']],
    ['wat vroeg Sjoerdsma aan minister Hoekstra?', ['asker Sjoerdsma', 'minister Hoekstra']],
    ['SP vroeg aan Hoekstra', ['party SP', 'minister Hoekstra']],
    ['wat vroeg de SP aan Hoekstra?', ['party SP', 'minister Hoekstra']],
    [
      'wat vroeg de Partij voor de Dieren aan minister Hoekstra?',
      ['party PvdD', 'minister Hoekstra'],
    ],
    ['what did Sjoerdsma ask minister Hoekstra?', ['asker Sjoerdsma', 'minister Hoekstra']],
    ['heeft DENK iets gevraagd over moskeeën?', ['party DENK']],
    ['Sjoerdsma (D66)', ['asker Sjoerdsma', 'party D66']],
    ['vragen van Sjoerdsma en El Abassi', ['asker Sjoerdsma', 'asker El Abassi']],
    ['vragen van Sjoerdsma of van El Abassi', ['asker Sjoerdsma', 'asker El Abassi']],
    [
      'minister Hoekstra en minister Van Weel over chips',
      ['minister Hoekstra', 'minister van Weel'],
    ],
    ['minister hoekstra of minister bos?', ['minister Hoekstra', 'minister Bos']],
    [
      'wat zegt minister Hoekstra of staatssecretaris Jansen over chips?',
      ['minister Hoekstra', 'minister Jansen'],
    ],
    // "or", not "whether", joins names
    ['wat vraagt Sjoerdsma of Groen gelijk heeft?', ['asker Sjoerdsma']],
    ['vragen van Sjoerdsma en minister Hoekstra', ['asker Sjoerdsma']],
    ['SP-Kamerlid Van Dijk over pensioenen', ['party SP', 'asker Van Dijk']],
    ['Kamerlid Pietersen over zwembaden', ['asker Pietersen']],
    ['Kamerlid Geertje Pietersen over zwembaden', ['asker Geertje Pietersen']],
    ['minister Jansen Gezondheid', ['minister Jansen']],
    ['antwoord van minister Van Eikenhorst', ['minister Van Eikenhorst']],
    ['minister Van Weel over tbs', ['minister van Weel']],
    ['minister weel over tbs', ['minister van Weel']],
    ['minister D.M. van Weel over tbs', ['minister D.M. van Weel']],
    ['wat zei staatssecretaris J. van Weel over tbs?', ['minister J. van Weel']],
    ['antwoord van minister H. Hoekstra over chips', ['minister H. Hoekstra']],
    ['What did minister Hoekstra say about chips?', ['minister Hoekstra']],
    ['wat is het standpunt van minister Hoekstra over China?', ['minister Hoekstra']],
    ['minister Jansen over tbs', ['minister Jansen']],
    // a slip in a name, where the words around it make it one
    ['minister Hoeksta over chips', ['minister Hoekstra']],
    ['minister hoeckstra over chips', ['minister Hoekstra']],
    ['wat zegt Hoekstar over chips?', ['minister Hoekstra']],
    ['vragen van Sjoersma over chips', ['asker Sjoerdsma']],
    ['het lid Lindebom', ['asker Lindeboom']],
    ['Hoekstar over chips', ['minister Hoekstra']],
    ['Hoekstr chips', []],
    ['minister Lindebom', ['minister Lindebom']],
    ['minister Bosch', ['minister Bosch']],
    ['ministerie van Buitelandse Zaken over chips', ['ministry buitenlandse zaken']],
    ['minister van Watterzaken', ['ministry waterzaken']],
    ['ministerie van Waterzucht', []],
    // in other languages
    ['Was sagt Minister Hoekstra zu Chips?', ['minister Hoekstra']],
    ['Que dit la ministre Hoekstra des puces ?', ['minister Hoekstra']],
    ['¿Qué dice el ministro Hoekstra?', ['minister Hoekstra']],
    ['Fragen der DENK zu Chips', ['party DENK']],
    ['wat vindt DENK van chips?', ['(party DENK)']],
    ['hoeveel kost de DENK aan chips?', []],
    ['preguntas de DENK', ['party DENK']],
    ['wat zegt premier Groen over tbs?', ['minister Groen']],
    // who asks in this index, and answers in none of its documents
    ['wat zegt minister Lindeboom over zwembaden?', ['minister Lindeboom']],
    ['minister-president Jansen over tbs', ['minister Jansen']],
    ['wat zegt de minister-president over tbs?', ['ministry algemene zaken']],
    ['premier over tbs', ['ministry algemene zaken']],
    ['what did the prime minister say about pensions?', ['ministry algemene zaken']],
    // whose question or answer, and to whom
    ['antwoord van Hoekstra aan Lindeboom', ['minister Hoekstra', 'asker Lindeboom']],
    ['antwoord van minister Hoekstra aan DENK', ['minister Hoekstra', 'party DENK']],
    ['wat antwoordde Hoekstra aan de PVV over China?', ['minister Hoekstra', 'party PVV']],
    ['antwoorden over hulp aan de PVV in een wijk', []],
    ['wat antwoordde Hoekstra aan Sjoerdsma?', ['minister Hoekstra', 'asker Sjoerdsma']],
    ['antwoord aan De Visser over vis', ['asker De Visser']],
    ['brief van minister Hoekstra over chips', ['minister Hoekstra']],
    ['vragen over de brief van minister Hoekstra', []],
    ['vraag 3 van Hoekstra over chips', ['question 3', 'minister Hoekstra']],
    ['vraag 2 van Groen', ['question 2', 'asker Groen']],
    ['antwoord 2 van minister Hoekstra', ['question 2', 'minister Hoekstra']],
    ['het antwoord op vraag 2 van minister Bos', ['question 2', 'minister Bos']],
    ['vraag 2 aan minister Bos over dijken', ['question 2', 'minister Bos']],
    ['en minister Hoekstra?', ['minister Hoekstra']],
    ['en die van minister Hoekstra?', ['minister Hoekstra']],
    ['en van minister Hoekstra?', ['minister Hoekstra']],
    ['what about minister Hoekstra?', ['minister Hoekstra']],
    ['wat zegt Van Weel over tbs?', ['minister van Weel']],
    ['according to Hoekstra', ['minister Hoekstra']],
    ['Klaver over tbs', ['(minister Klaver-Van de Berg)']],
    ['Hoekstra niet Van Weel over tbs', ['(minister Hoekstra)']],
    // a verb of speech that stands apart from the name
    ['heeft Hoekstra iets gezegd over stoepen', ['minister Hoekstra']],
    ['heeft hoekstra ooit iets gezegd over stoepen?', ['minister Hoekstra']],
    ['Wat heeft Hoekstra hierover geantwoord?', ['minister Hoekstra']],
    ['heeft Hoekstra over stoepen en fietspaden iets toegezegd', ['minister Hoekstra']],
    ['wat had van weel over tbs verklaard?', ['minister van Weel']],
    ['Heeft minister Hoekstra iets gezegd over stoepen?', ['minister Hoekstra']],
    ['heeft de toenmalige minister Hoekstra iets over stoepen gezegd', ['minister Hoekstra']],
    ['heeft staatssecretaris Jansen iets gezegd over tbs?', ['minister Jansen']],
    ['heeft Hoekstra, de minister, iets gezegd over chips?', ['minister Hoekstra']],
    ['Hebben Hoekstra en Van Weel iets gezegd?', ['minister Hoekstra', 'minister van Weel']],
    ['zei Hoekstra iets over stoepen?', ['minister Hoekstra']],
    ['Weet u wat Hoekstra over stoepen heeft gezegd?', ['minister Hoekstra']],
    ['wat Hoekstra zei over stoepen', ['minister Hoekstra']],
    ['Ik zoek of Van Weel iets gezegd heeft over tbs', ['minister van Weel']],
    ['Hoekstra heeft iets gezegd over stoepen', ['minister Hoekstra']],
    ['Hoekstra zei iets over stoepen', ['minister Hoekstra']],
    ['wat is er door Hoekstra gezegd over stoepen?', ['minister Hoekstra']],
    ['wat is er over stoepen gezegd door minister Hoekstra?', ['minister Hoekstra']],
    ['kan Hoekstra iets zeggen over stoepen?', ['minister Hoekstra']],
    ['welke toezeggingen heeft Hoekstra gedaan over stoepen?', ['minister Hoekstra']],
    ['zijn er toezeggingen gedaan door Hoekstra over stoepen?', ['minister Hoekstra']],
    ['wat liet Hoekstra weten over stoepen?', ['minister Hoekstra']],
    ['Heeft Bos iets gezegd over dijken?', ['minister Bos']],
    ['heeft minister bos iets gezegd over dijken?', ['minister Bos']],
    ['What has Hoekstra said about pavements?', ['minister Hoekstra']],
    ['has minister Hoekstra ever said anything about pavements', ['minister Hoekstra']],
    ['did hoekstra say anything about pavements', ['minister Hoekstra']],
    ['tell me what Hoekstra said about pavements', ['minister Hoekstra']],
    ['what was said by Hoekstra about pavements?', ['minister Hoekstra']],
    ['what promises has Hoekstra made about pavements?', ['minister Hoekstra']],
    ['heeft Lindeboom iets gezegd over zwembaden?', ['asker Lindeboom']],
    // Given names, which documents seldom have.
    ['vragen van Geertruida Lindeboom over zwembaden', ['asker Lindeboom']],
    ['Geertruida Lindeboom zwembaden', ['asker Lindeboom']],
    ['geertruida lindeboom', ['asker Lindeboom']],
    ['heeft Wopke Hoekstra iets gezegd over sancties', ['minister Hoekstra']],
    ['minister Wopke Hoekstra over sancties', ['minister Hoekstra']],
    ['wat zegt Jan Peter van Eikenhorst over dijken', ['minister Van Eikenhorst']],
    ['het Kamerlid Hendrikje Lindeboom', ['asker Lindeboom']],
    // a compound before half a name is no given name
    ['Zwembadrapportages Beek augustus', []],
    ['wat is er gezegd over Wopke Hoekstra', []],
    ['antwoorden van minister Bos', ['minister Bos']],
    ['alles van minister Bos', ['(minister Bos)']],
    ['antwoorden over dijken van minister Bos', ['(minister Bos)']],
    [
      'antwoorden vanaf 2024 van minister Bos',
      ['period 2024-01-01..null answered', 'minister Bos'],
    ],
    ['wie van DENK stelde vragen over dijken?', ['party DENK']],
    ['welke vragen zijn er van DENK?', ['party DENK']],
    ['het Amsterdamse Bos', []],
    ['D.M. van Weel over tbs', ['(minister D.M. van Weel)']],
    ['wat zei Lindeboom over zwembaden?', ['asker Lindeboom']],
    ['heeft Zuidema iets gezegd over dijken?', ['minister Zuidema']],
    ['what did Zuidema say about dikes?', ['minister Zuidema']],
    ['what did Zuidema ask about dikes?', ['asker Zuidema']],
    // Honorifics belong to the name.
    ['vragen van de heer Lindeboom', ['asker Lindeboom']],
    ['vragen van mevrouw De Visser', ['asker De Visser']],
    ['vragen van mw. De Visser over vis', ['asker De Visser']],
    ['questions by Mrs. Lindeboom and Mr De Visser', ['asker Lindeboom', 'asker De Visser']],
    ['vragen van Tweede Kamerlid Lindeboom', ['asker Lindeboom']],
    ['antwoord van dhr. Hoekstra', ['minister Hoekstra']],
    ['mevrouw De Visser over vis', ['(asker De Visser)']],
    ['dijken mevrouw De Visser', ['(asker De Visser)']],
    ['De Visser over vis', ['(asker De Visser)']],
    ['De Visser', ['(asker De Visser)']],
    ['De visser', ['(asker De Visser)']],
    ['groen', ['(asker Groen)']],
    ['groen beleid', []],
    ['dijken Van der Zee', ['(asker Van der Zee)']],
    ['dijken van der zee', []],
    ['de visser op zee', []],
    ['kamervragen gesteld door DENK aan Hoekstra', ['party DENK', 'minister Hoekstra']],
    // A surname alone, of somebody whom documents give a first name too.
    ['vragen van Van der Beek', ['asker Van der Beek']],
    ['het lid Van der Beek over dijken', ['asker Van der Beek']],
    ['vragen van Beek', ['asker Van der Beek']],
    ['Van der Beek dijken', ['(asker Van der Beek)']],
    ['vragen van ’t Hart', ['asker ’t Hart']],
    ["vragen van 't Hart over dijken", ['asker ’t Hart']],
    // whom no document has, though the name is a word
    ['het lid Van der Steen over dijken', ['asker Van der Steen']],
    // who asks, and who answers
    ['vragen van DENK aan de minister van Waterzaken', ['party DENK', 'ministry waterzaken']],
    ['vragen van Lindeboom aan minister Hoekstra', ['asker Lindeboom', 'minister Hoekstra']],
    [
      'Kamervragen van Lindeboom (XYZ) aan Hoekstra',
      ['asker Lindeboom', 'party XYZ', 'minister Hoekstra'],
    ],
    ['questions by DENK to minister Hoekstra', ['party DENK', 'minister Hoekstra']],
    // a member once, a minister later
    ['Zuidema over dijken', ['(minister Zuidema)']],
    ['wat vindt Zuidema van dijken?', ['minister Zuidema']],
    ['wat vroeg Zuidema over dijken?', ['asker Zuidema']],
    ['Zuidema dijken', ['(minister Zuidema)']],
    // what goes by a name, which others are asked about
    ['uitvoering motie van het lid Lindeboom over dijken', []],
    ['motie-Lindeboom', []],
    ['commissie Van der Zee', []],
    ['motie Jet Lindeboom en De Visser dijken', []],
    ['vragen van Lindeboom over de motie van het lid Sjoerdsma', ['asker Lindeboom']],
    ['dijken Geertruida Lindeboom', ['(asker Lindeboom)']],
    // offices, abbreviated
    ['min. van Waterzaken over dijken', ['ministry waterzaken']],
    ['stas Hoekstra chips', ['minister Hoekstra']],
    ['AH-TK 2021/22, 3958', ['document 2022D35172']],
    ['AH 2021-2022, nr. 3958', ['document 2022D35172']],
    ['dijken -DENK', []],
    ['dijken -Lindeboom', []],
    ['-DENK dijken', []],
    ['-Hoekstra', []],
    ['Vragen over\n-dijken\n-DENK', ['(party DENK)']],
    ['dijken - DENK', ['(party DENK)']],
    // typed in haste
    ['sjoerdsma chips', ['(asker Sjoerdsma)']],
    ['chips hoekstra', ['(minister Hoekstra)']],
    ['lindeboom', ['(asker Lindeboom)']],
    ['weel tbs', []],
    ['groen tbs', []],
    ['bos en hei', []],
    ['dijken van lindeboom?', []],
    ['DENK stikstof?', ['(party DENK)']],
    ['dijken november 2024?', ['(period 2024-11-01..2024-11-30 either)']],
    ['Hoekstra over chips?', ['(minister Hoekstra)']],
    ['Combien de digues en 2024 ?', []],
    ['dijken jet van der beek', ['(asker Jet van der Beek)']],
    ['van der zee dijken', ['(asker Van der Zee)']],
    ['kamervragen van der zee over dijken', ['asker Van der Zee']],
    // all words, and a whole name
    ['De Visser visquota', ['(asker De Visser)']],
    ['visquota Van Dijk', ['(asker Van Dijk)']],
    // a topic, and no given name
    ['visquota Lindeboom', ['(asker Lindeboom)']],
    ['Zwembadrapportages Lindeboom', ['(asker Lindeboom)']],
    ['zwembadrapportages lindeboom', ['(asker Lindeboom)']],
    ['van dijk tot zee', []],
    ['Zuidema', ['(minister Zuidema)']],
    [
      'minister Hoekstra van Buitenlandse Zaken',
      ['minister Hoekstra', 'ministry buitenlandse zaken'],
    ],
    ['Minister Van Eikenhorst (Waterzaken)', ['minister Van Eikenhorst', 'ministry waterzaken']],
    [
      'minister Hoekstra buitenlandse zaken chips',
      ['minister Hoekstra', 'ministry buitenlandse zaken'],
    ],
    // one word may be a topic
    ['minister Hoekstra klimaat', ['minister Hoekstra']],
    ['BZK over de wolf', ['(ministry binnenlandse zaken)']],
    ['dijken (BZK)', ['(ministry binnenlandse zaken)']],
    ['wat zegt BZK over de wolf?', ['ministry binnenlandse zaken']],
    ['standpunt van Waterzaken over de wolf', ['(ministry waterzaken)']],
    ["Hoekstra's position on chips", ['minister Hoekstra']],
    ['Justitie en Veiligheid gevangenissen', ['(ministry justitie en veiligheid)']],
    ['antwoorden van Waterzaken over fregatten', ['ministry waterzaken']],
    ['de laatste antwoorden van Waterzaken', ['ministry waterzaken']],
    ['AH 3958', ['document 2022D35172']],
    ['AH3958', ['document 2022D35172']],
    ['vr. 3 van AH 3958', ['question 3', 'document 2022D35172']],
    // which another document only refers to
    [
      'Antwoord van minister Hoekstra. Zie ook Aanhangsel, vergaderjaar 2021–2022, nr. 3958',
      ['minister Hoekstra'],
    ],
    ['zie ook AH 3958', ['document 2022D35172']],
    // of no document
    ['AH 612 over zwembaden', ['document ']],
    ['Aanhangsel 999 over bruggen', ['document ']],
    ['Aanhangsel van de Handelingen, nr. 612', ['document ']],
    ['appendix 612', ['document ']],
    ['Foreign Affairs: China', ['(ministry buitenlandse zaken)']],
    ['minister van Buitenlandse Zaken over China', ['ministry buitenlandse zaken']],
    ['the minister of Justice on prisons', ['ministry justitie']],
    ['en de minister van Buitenlandse Zaken?', ['ministry buitenlandse zaken']],
    ['en het ministerie van Waterzaken?', ['ministry waterzaken']],
    ['what about the minister of Justice?', ['ministry justitie']],
    // which may as well be the topic
    ['en de minister van Waterzaken die opstapt', ['(ministry waterzaken)']],
    ['volt', ['(party Volt)']],
    ['denk', ['(party DENK)']],
    ['volt batterij', []],
    ['BuZa over China', ['(ministry buitenlandse zaken)']],
    ['20242025-570', ['document ah-tk-20242025-570']],
    ['min VenJ over dijken', ['ministry justitie']],
    ['I en W over dijken', ['(ministry infrastructuur)']],
    ['ienm dijken', ['(ministry infrastructuur)']],
    ['Finanzminister', ['ministry financien']],
    ['Was sagte der Außenminister über China?', ['(ministry buitenlandse zaken)']],
    ['ministre de la Santé grippe', ['ministry volksgezondheid']],
    ['ministro de Hacienda', ['ministry financien']],
    ['Dışişleri Bakanı Çin', ['ministry buitenlandse zaken']],
    ['minister finansów', ['ministry financien']],
    ['що сказав міністр оборони?', ['(ministry defensie)']],
    ['وزير الدفاع', ['ministry defensie']],
    ['minister fan Finânsjes', ['ministry financien']],
    ['minister di Finansas', ['ministry financien']],
    ['ministro de Defensa de Israel', []],
    ['der israelische Verteidigungsminister', []],
    ['minister van Buitenlandse Zaken de Hoop', ['ministry buitenlandse zaken']],
    ['antwoord 3 aan Lindeboom', ['question 3', 'asker Lindeboom']],
    ['stuk 2022D35172', ['document 2022D35172']],
    ['ministerie van VWS over griep', ['ministry volksgezondheid']],
    ['DENK november 2024', ['party DENK', 'period 2024-11-01..2024-11-30 either']],
    ['DENK stikstof', ['(party DENK)']],
    [
      'questions by GroenLinks in 2023',
      ['party GroenLinks', 'period 2023-01-01..2023-12-31 either'],
    ],
    ['antwoorden van 24 maart 2025', ['period 2025-03-24..2025-03-24 answered']],
    // a day behind "vragen" is no question number
    ['vragen 18 mei 2020', ['period 2020-05-18..2020-05-18 either']],
    ['vragen 18-5-2020', ['period 2020-05-18..2020-05-18 either']],
    ['questions 18 May 2020', ['period 2020-05-18..2020-05-18 either']],
    ['antwoorden 3e kwartaal 2023', ['period 2023-07-01..2023-09-30 answered']],
    ['vragen 18 mei', []],
    ['answer 3 may be wrong', ['question 3']],
    ['vragen 3 en 4 van 18 mei 2020', ['question 3+4', 'period 2020-05-18..2020-05-18 either']],
    ['vragen ingezonden in mei 2024', ['period 2024-05-01..2024-05-31 asked']],
    ['Wat zei het kabinet vorig jaar over stikstof?', ['period 2024-01-01..2024-12-31 either']],
    [
      'What did minister Hoekstra say about China in September 2022?',
      ['minister Hoekstra', '(period 2022-09-01..2022-09-30 either)'],
    ],
    [
      'Wat zegt de minister over stikstof in het najaar van 2024?',
      ['(period 2024-09-01..2024-11-30 either)'],
    ],
    ['Wat zegt het kabinet over de oogst van 2023?', []],
    ['sinds mei 2024 iets over stikstof?', ['(period 2024-05-01..null either)']],
    ['Is er in 2024 iets gezegd over stikstof?', ['(period 2024-01-01..2024-12-31 either)']],
    ['vragen van de VVD over stikstof', ['party VVD']],
    ['Welke vragen stelde de VVD over stikstof?', ['party VVD']],
    ['welke vragen over stikstof heeft DENK gesteld?', ['party DENK']],
    ['Heeft de SP hierover al vragen gesteld?', ['party SP']],
    ['welke vragen heeft Sjoerdsma gesteld over China?', ['asker Sjoerdsma']],
    ['heeft Lindeboom daar ooit Kamervragen over gesteld?', ['asker Lindeboom']],
    ['questions by the Party for the Animals', ['party PvdD']],
    ['2023', ['period 2023-01-01..2023-12-31 either']],
    ['stikstof sinds 2021', ['(period 2021-01-01..null either)']],
  ])('%s', (query, filters) => {
    expect(filtersOf(query)).toEqual(filters)
  })

  it.each([
    // a word, not a party or a member
    'Groen beleid voor steden',
    'denk aan de kinderen',
    'Ik denk dat het zo is',
    'hoeveel volt staat er op het net',
    'CDA-ministers in het kabinet',
    'wat is een sp in de zorg?',
    // what the question is about
    'Wat vindt het kabinet van de plannen van de PVV?',
    'uitspraken over DENK',
    'klein onderhoud',
    'brand in Leerdam',
    'Wat stelde de VVD voor om de file te bestrijden?',
    'Waarom heeft de PVV geen leden?',
    'Hoeveel woningen zijn er in 2023 gesloten?',
    'Waarom was de energietoeslag 2022 zo laag?',
    'Kan het klimaatdoel voor 2030 worden gehaald?',
    'doelen voor 2030',
    'verplichte helm vanaf 2030',
    'wordt die vaker aangevraagd dan vorig jaar?',
    'de Hongaarse premier over migratie',
    'het gesprek met de premier van Israël',
    'Premier League',
    'gesprekken met de Russische minister van Buitenlandse Zaken',
    'de minister van Defensie van Israël',
    'Wat zegt de minister over tbs?',
    'oud-minister Hoekstra als eurocommissaris',
    'het gesprek met minister Hoekstra',
    'klopt het dat minister Hoekstra opstapt?',
    // of whom others speak, or to whom
    'wat is er gezegd over Hoekstra?',
    'Wat is er over Hoekstra gezegd?',
    'heeft de minister iets gezegd over Hoekstra',
    'what has been said about Hoekstra?',
    'did the minister say anything about Hoekstra',
    'wie heeft Hoekstra iets toegezegd?',
    'Het kabinet heeft Hoekstra iets toegezegd over stoepen',
    'wat is Hoekstra toegezegd over stoepen?',
    'has Hoekstra been told about pavements?',
    'Wat heeft Hoekstra met stoepen te maken?',
    'waarom heeft Hoekstra ontslag genomen, en wat is daarover gezegd?',
    'de reactie op wat Hoekstra heeft gezegd',
    'de vergadering waar over Hoekstra is gesproken',
    'wat zegt de minister over een bos?',
    'heeft bos iets gezegd',
    'het ontslag van minister Hoekstra',
    'vragen over de steun aan minister Hoekstra',
    'motie van het lid Van der Steen',
    'de plannen en die van minister Hoekstra',
    'en over minister Hoekstra?',
    // who signs a letter
    'Hoe veilig zijn de dijken? Met vriendelijke groet, Geertruida Lindeboom',
    // which are excluded
    'dijken behalve de vragen van Lindeboom',
    'treinen zonder vragen van DENK of Lindeboom',
    'everything on dikes except answers by minister Hoekstra',
    'dijken, niet die van DENK',
    'questions not by Lindeboom',
    'alle dijken met uitzondering van 2022D35172',
    'Franse minister van Defensie',
    'de ministers van Financiën van de EU',
    'Wie betaalt de VVD-campagne?',
    'Defensie-uitgaven',
    'onderwijs op Aruba',
    'Onderwijs over rouw',
    'Education about money',
    'Wat zegt het kabinet over de stijging sinds 2020?',
    'vragen van burgers over zwembaden',
    'questions of conscience',
    'vragen over 3 miljoen euro',
    // numbers that the Appendix need not have
    'nr. 612 over zwembaden',
    'wat staat er in appendix 2?',
    'Aanhangsel 12 bij het verdrag',
    // in quotation marks
    '"minister Van Weel" en „2022D99999”',
    // a paragraph of a newspaper, and no request
    'Kamerlid Lindeboom (XYZ) wil dat minister Hoekstra de dijken laat ophogen, nu die bij storm ' +
      'dreigen te breken. Dat zei ze donderdag tijdens een bezoek aan de Afsluitdijk bij Kornwerd.',
    // no list of keywords
    'kritiek op minister Hoekstra',
    'Was er contact met China toen minister Hoekstra er was?',
  ])('reads no filter in "%s"', (query) => {
    expect(filtersOf(query)).toEqual([])
  })

  it.each([
    ['minister Van Weel over tbs', 'tbs'],
    [
      'vragen van het lid Lindeboom (XYZ) over de toegankelijkheid van zwembaden',
      'toegankelijkheid van zwembaden',
    ],
    ['questions by GroenLinks in 2023 about nitrogen', 'nitrogen'],
    ['DENK november 2024', ''],
    ['wat vroeg Sjoerdsma?', ''],
    ['zoek antwoorden vanaf 2021', ''],
    ['wie stelde 2022D35172?', ''],
    ['wat is de datum van 2022D35172?', ''],
    ['2022D35172 vs 2024Z18796', ''],
    ['de laatste vragen van Sjoerdsma', ''],
    ['Sjoerdsma vroeg naar dual-use', 'dual-use'],
    ['antwoorden van 24 maart 2025', ''],
    ['2022D35172 vraag 7', ''],
    ['kenmerk 2022D35172', ''],
    ['id=2022D35172', ''],
    // without what stands around it
    ['"stikstof', 'stikstof'],
    ['""dual-use""', 'dual-use'],
    ['(stikstof)', 'stikstof'],
    ['*stikstof*', 'stikstof'],
    ['stikstof:', 'stikstof'],
    ['stikstof (en gas)', 'stikstof (en gas)'],
    ["'s-Gravenhage", "'s-Gravenhage"],
    ["'t Gooi", "'t Gooi"],
    ['stikstof sinds 2021', 'stikstof'],
    [
      'wat zegt de minister over „dual-use” goederen',
      'wat zegt de minister over dual-use goederen',
    ],
    ['wie en wat?', ''],
    ['Geachte heer, hoe hoog zijn dijken? Alvast bedankt, J. Bos', 'hoe hoog zijn dijken?'],
    ['vragen van mevrouw De Visser over MS', 'MS'],
    ['minister-president Jansen over tbs', 'tbs'],
    ['stas Hoekstra chips', 'chips'],
    ['questions by Lindeboom to state secretary Hoekstra about dikes', 'dikes'],
    ["Lindeboom's questions about dikes", 'dikes'],
    // without what is excluded
    ['dijken behalve de vragen van Lindeboom en Sjoerdsma', 'dijken'],
    ['vragen van DENK behalve die van Lindeboom', ''],
    ['waarom is dat niet in 2021 gelukt?', 'waarom is dat niet in 2021 gelukt?'],
    ['huizen zonder gas, antwoord van Hoekstra', 'huizen zonder gas'],
    ['wat staat er in document 2022D35172 over chips', 'chips'],
    ['preguntas de DENK', ''],
    ['Antwort auf Frage 3 von 2022D35172', ''],
    // without the words that ask for whatever there is
    ['documenten over wolven', 'wolven'],
    ['lijst van alle vragen over wolven', 'wolven'],
    ['show me all questions about wolves', 'wolves'],
    ['ik zoek iets over de wolf', 'wolf'],
    ['het nieuwste over wolven', 'wolven'],
    ['het laatste station', 'het laatste station'],
    ['meest recente antwoord over wolven', 'wolven'],
    ['citaten over wolven', 'wolven'],
    ['toezeggingen m.b.t. wolven', 'wolven'],
    ['voor mijn spreekbeurt over wolven', 'wolven'],
    ['ik schrijf een artikel over wolven', 'wolven'],
    ['parliamentary questions on wolves', 'wolves'],
    ['documents that mention wolves', 'wolves'],
    ['which MPs asked questions about wolves?', 'wolves?'],
    ['welk Kamerlid heeft vragen gesteld over wolven?', 'wolven?'],
    ['welke partij vroeg naar wolven', 'wolven'],
    ['welke partij is tegen wolven', 'welke partij is tegen wolven'],
    ['waarom zijn er vragen over de wolf?', 'waarom zijn er vragen over de wolf?'],
    ['wat vindt minister Hoekstra van chips', 'chips'],
    ['hoeveel kamervragen gaan er over wolven?', 'wolven?'],
    ['welke Kamerleden hebben vragen gesteld over wolven', 'wolven'],
    ['wie vroeg naar wolven', 'wolven'],
    ['wie gaat er over wolven?', 'wie gaat er over wolven?'],
    ['hoeveel vragen krijgen artsen over stress', 'hoeveel vragen krijgen artsen over stress'],
    ['geef me een korte samenvatting van de antwoorden over wolven', 'wolven'],
    ['kun je een tabel maken van wolven', 'wolven'],
    ['write a summary about wolves', 'wolves'],
    ['maak een overzicht van alle vragen over wolven', 'wolven'],
    ['overzicht van dijken', 'overzicht van dijken'],
    // without what should be done with a document
    ['vat 2022D35172 samen', ''],
    ['kun je 2022D35172 voor me samenvatten?', ''],
    ['vertaal 2022D35172 naar het Engels', ''],
    ['translate 2022D35172 into English, please', ''],
    ['open 2022D35172', ''],
    ['leg de open grenzen in 2022D35172 uit', 'open grenzen'],
    ['vat de plannen samen', 'plannen'],
    ['vat de antwoorden over dijken samen in het Engels', 'dijken'],
    ['vat samen wat de minister zegt over dijken', 'dijken'],
    ['summarise the answers about dikes', 'dikes'],
    // an article's address beside a topic, and alone
    ['dijken https://nieuws.example/artikel/123-de-duinen-zakken', 'dijken'],
    [
      'wat zegt u hierover? https://nieuws.example/1/de-dijken-zakken~b12/',
      'wat zegt u hierover? de dijken zakken',
    ],
    ['https://nieuws.example/artikel/123', ''],
    // what somebody wants, and how they greet
    ['hallo, ik wil iets vragen over dijken', 'dijken'],
    ['kun je mij iets vertellen over de dijken aub', 'dijken'],
    ['Hi! Can you tell me something about dikes, please?', 'dikes'],
    ['heb je iets over dijken? Alvast bedankt', 'dijken?'],
    ['dag van de dijken', 'dag van de dijken'],
    ['uitleg over dijken', 'uitleg over dijken'],
    // without a topic that is excluded
    ['energie -kernenergie', 'energie'],
    ['energie -"kern energie"', 'energie'],
    ['energie, maar niet over wind', 'energie'],
    ['niet over gas, wel over wind', 'wind'],
    ['niet over gas maar over wind', 'wind'],
    ['alles over dieren behalve honden', 'alles over dieren'],
    ['everything about dogs except police dogs', 'everything about dogs'],
    ['alles over dieren behalve de honden', 'alles over dieren'],
    ['nee, niet honden maar katten', 'katten'],
    ['niet alleen honden maar ook katten', 'niet alleen honden maar ook katten'],
    ['-kernenergie energie', 'energie'],
    ['-kernenergie', ''],
    ['-"kern energie"', ''],
    // bullets
    ['-Kent u dit bericht?', 'Kent u dit bericht?'],
    ['-dijken in de regio', 'dijken in de regio'],
    ['-dijken\n-wolven', 'dijken -wolven'],
    // what is left out of nothing, and what leaves nothing out
    ['niet over gas', 'niet over gas'],
    ['in- en -uitvoer', 'in- en -uitvoer'],
    ['waarom wordt niet over gas gesproken?', 'waarom wordt niet over gas gesproken?'],
    [
      'welke landen behalve Duitsland heffen nu nog tol?',
      'welke landen behalve Duitsland heffen nu nog tol?',
    ],
  ])('"%s" is about "%s"', (query, about) => {
    expect(aboutOf(query)).toBe(about)
  })
})

describe('what a query leaves out', () => {
  it.each([
    ['energie -kernenergie', ['kernenergie'], []],
    ['energie -"kern energie"', ['kern energie'], []],
    ['energie, maar niets over wind', ['wind'], []],
    ['alles over dieren behalve de honden en katten', ['honden', 'katten'], []],
    ['nee, niet honden maar katten', ['honden'], []],
    ['antwoorden van Hoekstra niet over China', ['China'], []],
    ['energie NOT kernenergie', ['kernenergie'], []],
    ['-kernenergie energie -wind', ['kernenergie', 'wind'], []],
    ['-kernenergie', ['kernenergie'], []],
    ['-DENK dijken', [], ['party']],
    ['-Kent u dit bericht over dijken', [], []],
    ['-Hoekstra, wat doet u aan dijken?', [], []],
    ['-dijken en duinen', [], []],
    ['dijken\n-wolven', [], []],
    ['honden, maar geen politiehonden', ['politiehonden'], []],
    ['dogs without police dogs', ['police dogs'], []],
    ['jeugdzorg, niet uit 2024', [], ['period']],
    ['zwembaden, maar niet in 2021', [], ['period']],
    // part of the topic
    ['kinderen zonder zwemdiploma', [], []],
    ['vaccinatie aangeraden maar niet verplicht', [], []],
    ['honden maar geen honden', [], []],
    ['is dat niet in 2021 gebeurd', [], []],
    ['zwembaden behalve de vragen van Lindeboom', [], ['asker']],
    ['zwembaden behalve 2021', [], ['period']],
    ['zwembaden excl. DENK', [], ['party']],
    ['zwembaden exclusief DENK', [], ['party']],
    ['zwembaden (m.u.v. Lindeboom)', [], ['asker']],
    ['Schwimmbäder ohne DENK', [], ['party']],
    ['zijn zwembaden exclusief voor leden van DENK', [], []],
    ['questions by GroenLinks except those by DENK', [], ['party']],
    // nothing is left
    ['niet over gas', [], []],
    ['de handel in paarden en -slachthuizen', [], []],
    // A question may be about what it excepts, and pasted with hyphens that broke off.
    ['Wat kost niet -alcoholische drank?', [], []],
    ['Hebben alle landen tol, behalve Duitsland?', [], []],
    // Another word may be a name, the head of a document refers to others.
    ['alles over energie behalve groen gas', ['groen gas'], []],
    ['vragen van Lindeboom (XYZ). Zie ook 2022D35172', [], []],
  ])('"%s" leaves out %j and %j', (query, topics, kinds) => {
    const { unwanted, excluded } = read(query, { today: undefined })
    expect(unwanted).toEqual(topics)
    expect(excluded.map(({ kind }) => kind)).toEqual(kinds)
  })

  it('is more than a name that is all else that it says', () => {
    expect(filtersOf('Hoekstra, maar niet over de chips')).toEqual(['(minister Hoekstra)'])
  })
})

describe('the name of a file that is a word, or a number', () => {
  const ids = [
    'stikstof',
    'antwoord-schiphol',
    'covid-19',
    '2024',
    'lindeboom',
    'brief_3',
    'nota2024',
  ]
  const readNames = atOnce(
    readerInSteps({
      catalogue: { documents: [...documents, ...ids.map((id) => invented(id, []))] },
      isWord: (word) => isFunctionWord(word) || lexicon.hasWord(word),
    }),
  )

  it.each([
    ['Hoeveel stikstof mag Schiphol uitstoten?', []],
    ['Wat deed u tegen covid-19?', []],
    ['vragen van Lindeboom in 2024', ['asker Lindeboom', 'period 2024-01-01..2024-12-31 either']],
    ['landbouw behalve stikstof', []],
    // Among keywords it may be one.
    ['stikstof', ['(document stikstof)']],
    ['Schiphol, stikstof', ['(document stikstof)']],
    ['antwoord-schiphol uitstoot', ['(document antwoord-schiphol)']],
    // The words around it make it one.
    ['wat staat er in document stikstof?', ['document stikstof']],
    ['wat is het antwoord op vraag 2 van stikstof?', ['question 2', 'document stikstof']],
    ['stikstof vraag 2', ['document stikstof', 'question 2']],
    // no words
    ['wat staat er in brief_3 over dijken?', ['document brief_3']],
    ['waarom zegt nota2024 dat?', ['document nota2024']],
  ])('"%s" reads %j', (query, expected) => {
    expect(filtersOf(query, readNames)).toEqual(expected)
  })
})

describe('words that must not be read as a filter', () => {
  it('are the topic of the query', () => {
    const whole = read('vragen van DENK in 2024 over “de wolf”', { today: undefined })
    expect(whole.filters.map(({ filter }) => filter.kind)).toEqual(['party', 'period'])
    const said = whole.filters[0]!.filter.said
    const rest = withoutUnread(whole, [said])
    expect(rest.filters.map(({ filter }) => filter.kind)).toEqual(['period'])
    expect(rest.about(rest.filters)).toContain('DENK')
    expect(withoutUnread(whole, [whole.phrases[0]!.said]).phrases).toEqual([])
    expect(withoutUnread(whole, ['D66'])).toEqual(whole)
  })
})
