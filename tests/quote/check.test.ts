import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../src/domain/document.ts'
import { checkQuote } from '../../src/quote/check.ts'
import { rebuild } from '../../src/domain/reading.ts'
import { answering, committedDocument, indexQuotes, parsed } from '../support/quote-documents.ts'

const harbour = `Vragen van het lid Van Dam (VVP) aan de Minister van Water over sluizen
(ingezonden 3 maart 2021).

Antwoord van Minister Zand (Water) (ontvangen 1 april 2021).

Vraag 1
Kent u het bericht «Sluis bij Westhaven lekt al jaren»?1

Antwoord 1
Ja.

Vraag 2
Gaat u de sluizen bij Westhaven in 2022 vernieuwen?

Antwoord 2
De sluizen bij Westhaven worden niet in 2022 vernieuwd. Het waterschap
heeft «ernstige» gebreken gevonden, maar de veiligheid is volgens de veilig-
heidskeuring van 1,5 miljoen euro niet in het geding.2 Zonder extra budget begint de
bouw- en sloopfase pas in 2024.
De provincie draagt 38% bij, oftewel 15 000 m² aan grond. Geen enkele schipper
hoeft om te varen.

1 Dagblad voor het Water, 1 maart 2021.

2 Keuringsrapport Westhaven.
`

const { document, source } = await parsed(harbour, 'harbour')
const index = indexQuotes([document])
const verdict = (quote: string) => checkQuote(index, quote).verdict
const kinds = (quote: string) =>
  checkQuote(index, quote).matches[0]!.differences.map(({ kind, quoted, said }) => [
    kind,
    quoted.text,
    said.text,
  ])

const untilTheReport = 'gebreken gevonden, maar de veiligheid is'
const untilTheEnd =
  'gebreken gevonden, maar de veiligheid is volgens de veiligheidskeuring van 1,5 miljoen ' +
  'euro niet in het geding.'

describe('a verbatim quote', () => {
  it.each([
    ['as it is', 'De sluizen bij Westhaven worden niet in 2022 vernieuwd.'],
    ['without its full stop', 'De sluizen bij Westhaven worden niet in 2022 vernieuwd'],
    ['a part of a sentence', 'worden niet in 2022 vernieuwd'],
    ['over several lines and spaces', 'De  sluizen\r\n bij\tWesthaven\u00A0worden niet'],
    ['in marks of another kind', `heeft “ernstige” ${untilTheEnd}`],
    ['in straight single marks', `heeft 'ernstige' ${untilTheEnd}`],
    ['beginning behind an opening mark', `ernstige» ${untilTheEnd}`],
    ['in marks of the quoter', '„De sluizen bij Westhaven worden niet in 2022 vernieuwd.”'],
    ['followed by the quoter’s comma', 'De sluizen bij Westhaven worden niet in 2022 vernieuwd,'],
    ['between ellipses', '… bij Westhaven worden niet in 2022 […]'],
    ['between ellipses of two dots', '[..] bij Westhaven worden niet in 2022 (..)'],
    ['in Dutch marks with a typewriter’s', '„De sluizen bij Westhaven worden niet in 2022"'],
    ['behind a bullet', '• De sluizen bij Westhaven worden niet in 2022'],
    ['behind a tick', '✓ De sluizen bij Westhaven worden niet in 2022'],
    ['behind an arrow', '➡️ De sluizen bij Westhaven worden niet in 2022'],
    ['behind its number in a list', '2. De sluizen bij Westhaven worden niet in 2022'],
    ['behind its letter in a list', 'b) De sluizen bij Westhaven worden niet in 2022'],
    ['with a link', 'De [sluizen](https://a.nl/b) bij Westhaven worden niet in 2022'],
    ['with its source', 'De sluizen bij Westhaven worden niet in 2022 (bron: Tweede Kamer)'],
    [
      'with the address of its source',
      'De sluizen bij Westhaven worden niet in 2022 – https://a.nl',
    ],
    ['called a quote', 'Citaat: De sluizen bij Westhaven worden niet in 2022'],
    ['with emphasis', '- De **sluizen** bij _Westhaven_ worden *niet*'],
    ['marked as it stands there', 'De sluizen [sic] bij Westhaven worden niet (sic!) in 2022'],
    ['with an editor’s remarks', 'De sluizen (twee, red.) bij Westhaven worden niet [nadruk red.]'],
    ['with remarks on emphasis', 'De sluizen bij *Westhaven* worden niet [cursivering auteur]'],
    ['with the mark of a note', '“De sluizen bij Westhaven worden niet in 2022”.¹'],
    [
      'with the mark of a note within',
      '“De sluizen bij Westhaven worden niet in 2022 vernieuwd.¹”',
    ],
    ['in a typewriter’s marks', ",,De sluizen bij Westhaven worden niet in 2022 vernieuwd.''"],
    ['in marks of a keyboard', '<<De sluizen bij Westhaven worden niet in 2022 vernieuwd.>>'],
    ['with a note’s mark at its end', 'De sluizen bij Westhaven worden niet in 2022 vernieuwd.[1]'],
    ['with the bracketed mark of a note', '‘De sluizen bij Westhaven worden niet in 2022’[12]'],
    [
      'with invisible characters beside words',
      '\u200eDe sluizen \u200bbij \u2060 Westhaven worden niet',
    ],
    [
      'with the hyphen of a line end',
      `${untilTheReport} volgens de veilig-\nheidskeuring van 1,5 miljoen euro niet in`,
    ],
    [
      'with that hyphen closed',
      `${untilTheReport} volgens de veiligheidskeuring van 1,5 miljoen euro niet in`,
    ],
    [
      'with a soft hyphen',
      `${untilTheReport} volgens de veilig\u00ADheidskeuring van 1,5 miljoen euro niet in`,
    ],
    [
      'with a soft hyphen copied as a sign',
      `${untilTheReport} volgens de veilig¬heidskeuring van 1,5 mil¬\njoen euro niet in`,
    ],
    ['in capitals', '“DE SLUIZEN BIJ WESTHAVEN WORDEN NIET IN 2022 VERNIEUWD.”'],
    [
      'with a mark before each paragraph',
      '“Zonder extra budget begint de bouw- en sloopfase pas in 2024.\n\n“De provincie draagt ' +
        '38% bij, oftewel 15 000 m² aan grond.\n\n“Geen enkele schipper hoeft om te varen.”',
    ],
    [
      'with a real hyphen before a line end',
      'Zonder extra budget begint de bouw-\nen sloopfase pas in 2024',
    ],
    ['with another dash', 'Zonder extra budget begint de bouw‑ en sloopfase pas'],
    ['with the footnote mark in brackets', 'niet in het geding.[2] Zonder extra budget'],
    ['with the footnote mark raised', 'niet in het geding.² Zonder extra budget'],
    ['ending with the footnote mark', 'euro niet in het geding.²'],
    ['without the footnote mark', 'niet in het geding. Zonder extra budget'],
    [
      'over two paragraphs',
      'Zonder extra budget begint de bouw- en sloopfase pas in 2024.\nDe provincie draagt 38% bij',
    ],
    ['with a small first letter', 'de sluizen bij Westhaven worden niet'],
    ['with a small first letter in brackets', '[d]e sluizen bij Westhaven worden niet'],
    ['with its capital in brackets', '[D]e sluizen bij Westhaven worden niet'],
    ['with a capital of the quoter in brackets', '[B]ij Westhaven worden niet in 2022'],
    ['with an opening mark alone', '“De sluizen bij Westhaven worden niet in 2022'],
    ['with a closing mark alone', 'De sluizen bij Westhaven worden niet in 2022"'],
    ['in low single marks', '‚De sluizen bij Westhaven worden niet in 2022‘'],
    [
      'with the quoter’s emphasis told',
      '“De sluizen bij Westhaven worden *niet*” (nadruk van mij)',
    ],
    [
      'over two pages of a PDF',
      'worden niet\nTweede Kamer, vergaderjaar 2020–2021, Aanhangsel 2\nin 2022 vernieuwd',
    ],
    ['quoted twice in mail', '> > De sluizen bij Westhaven\n> > worden niet in 2022'],
    ['in decomposed letters', 'oftewel 15 000 m² aan grond'.normalize('NFD')],
    ['with a power in a plain digit', 'oftewel 15 000 m2 aan grond'],
    ['with a point between thousands', 'oftewel 15.000 m² aan grond'],
    ['in letters that a chat writes bold', '𝗗𝗲 sluizen bij Westhaven worden niet in 2022'],
    ['behind a mark of the other direction', '\u200fDe sluizen bij Westhaven worden niet\u200f'],
    ['one word', 'Ja.'],
    ['in the same marks as a part of it', `"heeft "ernstige" ${untilTheEnd}"`],
    ['in the same curved marks', `“heeft “ernstige” ${untilTheEnd}”`],
  ])('%s', (_, quote) => {
    expect(checkQuote(index, quote)).toMatchObject({ verdict: 'verbatim' })
  })

  it.each([
    ['De foto`s van de sluis zijn oud.', 'verbatim'],
    ['De foto´s van de sluis zijn oud.', 'verbatim'],
    ['De foto\u02BCs van de sluis zijn oud.', 'verbatim'],
    ['De fotos van de sluis zijn oud.', 'altered'],
    ['• voor schippers;\n• voor vissers.', 'verbatim'],
    ['▪ voor schippers;', 'verbatim'],
    ['+ voor schippers;\n+ voor vissers.', 'altered'],
    // as copied, with the numbers that are the passage's own, and with Markdown's escapes
    ['De I&R-wet:\n1. geldt;\n2. blijft.\n\n— minister Zand', 'verbatim'],
    ['> De I\\&R-wet:\n> 1\\. geldt;\n> 2\\. blijft.\n\n— minister Zand', 'verbatim'],
    ['De I&R-wet:\n1. geldt;\n3. blijft.\n\n— minister Zand', 'altered'],
  ])('in another apostrophe or sign of a list: %s', (quote, verdict) => {
    const paragraphs = ["De foto's van de sluis zijn oud.", '– voor schippers;', '– voor vissers.']
    paragraphs.push('De I&R-wet:', '1. geldt;', '2. blijft.')
    const other = indexQuotes([answering('other', { question: 'Hoe?', paragraphs })])
    expect(checkQuote(other, quote).verdict).toBe(verdict)
  })

  it.each([
    ['as it is', 'Er is geld:\n– voor schippers;\n– voor vissers.', 'verbatim'],
    ['without its signs, as pages are copied', 'geld:\nvoor schippers;\nvoor vissers.', 'verbatim'],
    ['with stars', 'Er is geld:\n* voor schippers;\n* voor vissers.', 'verbatim'],
    [
      'with arrows and its speaker',
      'geld:\n→ voor schippers;\n→ voor vissers.\n– Zand',
      'verbatim',
    ],
    ['with numbers', 'Er is geld:\n1. voor schippers;\n2. voor vissers.', 'verbatim'],
    ['in one line', 'Er is geld: voor schippers; voor vissers.', 'verbatim'],
    ['with another word', 'Er is geld:\nvoor schippers;\nvoor boeren.', 'altered'],
    ['without a dash within an item', 'De brug is 3 m breed.', 'altered'],
  ] as const)('a list %s', (_, quote, verdict) => {
    const paragraphs = [
      'Er is geld:',
      '– voor schippers;',
      '– voor vissers.',
      '– De brug – is 3 m breed.',
    ]
    const plain = answering('list', { question: 'Hoe?', paragraphs })
    const answers = plain.answers.map((answer) => ({
      ...answer,
      paragraphs: answer.paragraphs.map((paragraph) => ({
        ...paragraph,
        style: paragraph.reading.text.startsWith('–') ? ('item' as const) : ('text' as const),
      })),
    }))
    const other = indexQuotes([{ ...plain, answers }])
    expect(checkQuote(other, quote).verdict).toBe(verdict)
  })

  it.each(['de wolf streng beschermd is', 'dat de wolf streng beschermd is'])(
    'the verb of a clause at its end: %s',
    (quote) => {
      const paragraphs = [
        'De wolf is streng beschermd onder de richtlijn. De regel is dat er geld is.',
      ]
      const other = indexQuotes([answering('other', { question: 'Hoe?', paragraphs })])
      expect(checkQuote(other, quote).verdict).toBe('altered')
    },
  )

  it.each([
    ['De brug gaat open (Kamerstuk 31 409, nr. 14).', 'verbatim'],
    ['De brug gaat open (Kamerstuk 31 409, nr. 15).', 'altered'],
    ['De brug gaat open (antwoord op vraag 1).', 'verbatim'],
    ['De sluis gaat dicht (Kamerstuk 31 409, nr. 15).', 'verbatim'],
  ])('its own citation in brackets: %s', (quote, verdict) => {
    const paragraphs = ['De brug gaat open (Kamerstuk 31 409, nr. 14). De sluis gaat dicht.']
    const other = indexQuotes([answering('other', { question: 'Hoe?', paragraphs })])
    expect(checkQuote(other, quote).verdict).toBe(verdict)
  })

  it('a passage in subtitles', () => {
    const quote =
      '1\n00:00:01,000 --> 00:00:04,000\nDe sluizen bij Westhaven\n\n' +
      '2\n00:00:04,500 --> 00:00:08,000\nworden niet in 2022 vernieuwd.'
    expect(checkQuote(index, quote).verdict).toBe('verbatim')
  })

  it.each([
    ['1120 ha', 'verbatim'],
    ['1 120 ha', 'verbatim'],
    ['1.120 ha', 'verbatim'],
    ['1,120 ha', 'altered'],
    ['De 1.12 ha kosten €', 'altered'],
    ['11.20 ha', 'altered'],
    ['€ 1250000,50 voor', 'verbatim'],
    ['€ 1.250.000,50 voor', 'verbatim'],
    ['€ 12.500.00,50 voor', 'altered'],
    ['€ 125000050 voor', 'altered'],
    // The place of a text is no number.
    ['artikel 3.119 en', 'verbatim'],
    ['artikel 3119 en', 'altered'],
    ['CO2 en PM2,5', 'verbatim'],
    ['CO₂ en PM₂,₅', 'verbatim'],
    ['CO3 en PM2,5', 'altered'],
    ['CO en PM2,5', 'altered'],
    ['in 10 m2', 'verbatim'],
    ['in 102 m²', 'altered'],
  ])('is one of a number or a unit as others write it: %s', (quote, verdict) => {
    const said =
      'De 1.120 ha kosten € 1.250.000,50 voor artikel 3.119 en CO₂ en PM₂,₅ zijn gemeten in 10 m².'
    const own = indexQuotes([answering('own', { question: 'Hoe?', paragraphs: [said] })])
    expect(checkQuote(own, quote).verdict).toBe(verdict)
  })

  it('is proven by spans of the source', () => {
    const { matches } = checkQuote(index, 'volgens de veiligheidskeuring van 1,5 miljoen euro niet')
    const [part] = matches[0]!.parts
    expect(part!.paragraphId).toBe('harbour.2.p1')
    expect(rebuild(source, part!)).toBe('volgens de veiligheidskeuring van 1,5 miljoen euro niet')
    expect(part!.spans).toHaveLength(2)
  })

  it('says whether it is a whole sentence', () => {
    const whole = (quote: string) => checkQuote(index, quote).matches[0]!.whole
    expect(whole('Geen enkele schipper hoeft om te varen.')).toBe(true)
    expect(whole('De provincie draagt 38% bij')).toBe(false)
    expect(whole('schipper hoeft om te varen.')).toBe(false)
  })

  it('from two paragraphs has a part in each', () => {
    const { matches } = checkQuote(index, 'pas in 2024. De provincie draagt 38% bij,')
    expect(matches[0]!.parts.map(({ paragraphId, text }) => [paragraphId, text])).toEqual([
      ['harbour.2.p1', 'pas in 2024.'],
      ['harbour.2.p2', 'De provincie draagt 38% bij'],
    ])
  })
})

describe('text that is never verbatim', () => {
  it.each([
    ['a dropped "niet"', 'De sluizen bij Westhaven worden in 2022 vernieuwd.'],
    ['an added "niet"', 'De provincie draagt niet 38% bij'],
    ['"geen" for "niet"', 'De sluizen bij Westhaven worden geen in 2022 vernieuwd.'],
    ['a dropped "niet" in capitals', 'DE SLUIZEN BIJ WESTHAVEN WORDEN IN 2022 VERNIEUWD.'],
    ['another name in capitals', 'DE SLUIZEN BIJ OOSTHAVEN WORDEN NIET IN 2022 VERNIEUWD.'],
    ['another number', 'De sluizen bij Westhaven worden niet in 2023 vernieuwd.'],
    ['another percentage', 'De provincie draagt 83% bij'],
    ['a percentage without its sign', 'De provincie draagt 38'],
    ['a decimal point', 'de veiligheidskeuring van 1.5 miljoen euro'],
    ['a lost decimal comma', 'de veiligheidskeuring van 15 miljoen euro'],
    ['half of a number', 'de veiligheidskeuring van 1'],
    ['another power', 'oftewel 15 000 m³ aan grond'],
    ['a power within the number', 'oftewel 15 0002 aan grond'],
    ['a number that is no footnote mark here', 'gebreken gevonden,2 maar de veiligheid'],
    ['the footnote mark as digits', 'niet in het geding.2 Zonder extra budget'],
    ['another footnote mark', 'niet in het geding.3 Zonder extra budget'],
    ['a full stop where the sentence goes on', 'De sluizen bij Westhaven worden niet in 2022.'],
    ['a question mark', 'De sluizen bij Westhaven worden niet in 2022 vernieuwd?'],
    ['a lost comma', 'gebreken gevonden maar de veiligheid'],
    ['lost quotation marks', 'heeft ernstige gebreken gevonden'],
    ['two words in the other order', 'bij Westhaven niet worden in 2022 vernieuwd'],
    ['a capital inside', 'De sluizen bij Westhaven worden Niet in 2022'],
    ['a capital that claims a sentence', 'Worden niet in 2022 vernieuwd.'],
    ['a name without its capital', 'De sluizen bij westhaven worden niet'],
    ['a part of a word', 'sluizen bij Westhaven worden niet in 2022 ver'],
    ['a Cyrillic letter', 'De sluizen bij Westh\u0430ven worden niet in 2022'],
    ['a zero-width space in a word', 'De sluizen bij Westhaven worden ni\u200Bet in 2022'],
    ['a byte order mark in a word', 'De sluizen bij Westhaven worden ni\uFEFFet in 2022'],
    ['a right-to-left override', 'De sluizen bij Westhaven worden \u202Eniet in 2022'],
    ['a soft hyphen in a number', 'De sluizen bij Westhaven worden niet in 20\u00AD22 vernieuwd'],
    ['full-width digits', 'De sluizen bij Westhaven worden niet in 2\uFF1022 vernieuwd'],
    ['a space within a number', 'De sluizen bij Westhaven worden niet in 20 22 vernieuwd'],
    ['two answers in one', 'Ja. De sluizen bij Westhaven worden niet in 2022 vernieuwd.'],
    ['two places in one', 'De sluizen bij Westhaven worden niet om te varen.'],
    ['two quotations in one', '"De sluizen bij Westhaven worden niet" en "vernieuwd"'],
    ['a word in brackets', 'De sluizen bij Westhaven worden [niet] in 2022 vernieuwd.'],
    ['a minus', '- 38% bij, oftewel 15 000 m²'],
    ['a marked omission', 'De sluizen […] worden niet in 2022 vernieuwd.'],
  ])('%s', (_, quote) => {
    const { verdict, matches } = checkQuote(index, quote)
    expect(verdict).toBe('altered')
    expect(matches[0]!.differences).not.toEqual([])
  })

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t'],
    ['punctuation', '« … »'],
    ['other words', 'Een appeltaart bakt men een uur in een warme oven.'],
    ['a translation', 'The locks at Westhaven will not be renewed in 2022.'],
    ['a word that is a part of one', 'sluis'],
    ['a document that is not asked', 'Nee.'],
  ])('and %s is not found', (_, quote) => {
    expect(verdict(quote)).toBe('not_found')
  })

  it('identifies a question of a member of parliament', () => {
    const quote = 'Gaat u de sluizen bij Westhaven in 2022 vernieuwen?'
    expect(checkQuote(index, quote)).toMatchObject({
      verdict: 'not_found',
      matches: [],
      elsewhere: [{ kind: 'question', numbers: [2], documentId: 'harbour', differences: [] }],
    })
  })

  it('identifies a footnote', () => {
    expect(checkQuote(index, 'Keuringsrapport Westhaven')).toMatchObject({
      verdict: 'not_found',
      elsewhere: [{ kind: 'note', mark: '2' }],
    })
  })
})

describe('a number written in groups, or with a sign behind a space,', () => {
  const said = 'Dit kost € 3 000 per jaar, ofwel 12 345 678 in totaal, met een groei van 38 % nu.'
  const some = indexQuotes([answering('x', { question: 'Wat?', paragraphs: [said] })])
  it.each([
    ['Dit kost € 3', '3', '3 000'],
    ['000 per jaar', '000', '3 000'],
    ['ofwel 12 345', '345', '345 678'],
    ['345 678 in totaal', '345', '12 345'],
    ['met een groei van 38', '38', '38 %'],
    ['met een groei van 38.', '38.', '38 %'],
  ])('is altered by "%s"', (quote, ours, theirs) => {
    const { verdict, matches } = checkQuote(some, quote)
    expect(verdict).toBe('altered')
    expect(matches[0]!.differences.map(({ quoted, said: it }) => [quoted.text, it.text])).toEqual([
      [ours, theirs],
    ])
  })

  it.each(['Dit kost € 3 000', '12 345 678 in totaal', 'een groei van 38 %'])(
    'is verbatim as a whole: "%s"',
    (quote) => expect(checkQuote(some, quote).verdict).toBe('verbatim'),
  )
})

describe('the differences', () => {
  it.each([
    [
      'De sluizen bij Westhaven worden in 2023 vernieuwd.',
      [
        ['missing', '', 'niet'],
        ['changed', '2023', '2022'],
      ],
    ],
    ['De provincie draagt zelf 38% bij', [['added', 'zelf', '']]],
    ['De sluizen […] worden niet in 2022', [['omitted', '[…]', 'bij Westhaven']]],
    ['hoeft nooit meer om te varen.', [['added', 'nooit meer', '']]],
    ['De sluizen bij Westhaven worden', [['missing', '', 'niet']]],
  ])('of "%s"', (quote, differences) => {
    expect(kinds(quote)).toEqual(differences)
  })

  it('point into the quote and into the paragraph', () => {
    const quote = '"De provincie draagt\n83% bij"'
    const [match] = checkQuote(index, quote).matches
    const { quoted, said } = match!.differences[0]!
    expect(quote.slice(quoted.start, quoted.end)).toBe('83%')
    const paragraph = document.answers[1]!.paragraphs[1]!
    expect(said.paragraphId).toBe(paragraph.id)
    expect(paragraph.reading.text.slice(said.start, said.end)).toBe('38%')
  })
})

describe('words left out near an edge of the quote', () => {
  const before = 'Meer regels helpen hier weinig.'
  it.each([
    // before the last word, of a sentence that ends there or goes on
    ['Een landelijke plicht vind ik niet nodig.', 'Een landelijke plicht vind ik nodig', 'niet'],
    ['Een landelijke plicht vind ik niet nodig.', 'Een landelijke plicht vind ik nodig.', 'niet'],
    ['De plicht vind ik zeker niet nodig.', 'De plicht vind ik nodig.', 'zeker niet'],
    ['Een landelijke plicht is geen oplossing.', 'Een landelijke plicht is oplossing', 'geen'],
    ['Zo’n plicht zal ik nooit invoeren.', 'Zo’n plicht zal ik invoeren.', 'nooit'],
    ['A national duty was never needed.', 'A national duty was needed.', 'never'],
    ['A duty like that we do not support.', 'A duty like that we do support', 'not'],
    // before the last two
    ['Een plicht acht ik niet hard nodig.', 'Een plicht acht ik hard nodig.', 'niet'],
    // after the first
    ['Dat niet iedereen mee kan doen, is bekend.', 'Dat iedereen mee kan doen', 'niet'],
    [
      'Wij zullen nooit akkoord gaan met dit plan.',
      'Wij akkoord gaan met dit plan.',
      'zullen nooit',
    ],
    ['We never agreed to such a national duty.', 'We agreed to such a national duty.', 'never'],
  ])('are told as such: "%s" as "%s"', (said, quote, missing) => {
    const some = indexQuotes([answering('x', { question: 'Wat?', paragraphs: [before, said] })])
    const [match] = checkQuote(some, quote).matches
    expect(match!.differences.map(({ kind, said: { text } }) => [kind, text])).toEqual([
      ['missing', missing],
    ])
  })

  it.each([
    ['Geen verbod op vuurwerk komt er.', 'Een verbod op vuurwerk komt er.'],
    ['Het plan van de stad is onmogelijk.', 'Het plan van de stad is mogelijk.'],
  ])('are told apart from their opposites: "%s"', (said, quote) => {
    const some = indexQuotes([answering('x', { question: 'Wat?', paragraphs: [before, said] })])
    const [match] = checkQuote(some, quote).matches
    expect(match!.differences.map(({ kind }) => kind)).toEqual(['changed'])
  })

  it.each([
    ['En de sluizen bij Westhaven worden niet', 'En'],
    ['worden niet in 2022 vernieuwd. hoogstwaarschijnlijk', 'hoogstwaarschijnlijk'],
  ])('leave a word alone that the answer lacks: "%s"', (quote, added) => {
    expect(kinds(quote)).toContainEqual(['added', added, ''])
  })
})

describe('matches in several places', () => {
  const same = 'Ik deel uw zorgen over de waterstand in de polder.'
  const answers = ['a', 'b', 'c'].map((id) =>
    answering(id, { question: 'Deelt u de zorgen?', paragraphs: [same] }),
  )
  const polders = indexQuotes(answers)

  it('are all reported, in the order of the index, up to the limit', () => {
    const ids = (limit?: number) =>
      checkQuote(polders, same, limit === undefined ? {} : { limit }).matches.map(
        ({ answerId }) => answerId,
      )
    expect(ids()).toEqual(['a.1', 'b.1', 'c.1'])
    expect(ids(2)).toEqual(['a.1', 'b.1'])
  })

  it('can be limited to documents', () => {
    const of = (documents: string[]) =>
      checkQuote(polders, same, { documents }).matches.map(({ documentId }) => documentId)
    expect(of(['c', 'b'])).toEqual(['b', 'c'])
    expect(checkQuote(polders, same, { documents: ['z'] }).verdict).toBe('not_found')
  })

  it('are reported for an altered quote too', () => {
    const { verdict, matches } = checkQuote(polders, same.replace('polder', 'duinen'))
    expect([verdict, matches.length]).toEqual(['altered', 3])
  })
})

describe('any quote', () => {
  const word = fc.constantFrom(
    ...'de het een niet geen water sluis-sluis 1,5 38% «dijk» (wal). ja, nee. … [2] m²'.split(' '),
  )
  const words = fc.array(word, { minLength: 1, maxLength: 40 }).map((list) => list.join(' '))

  it('is verbatim if it is a run of whole sentences, and proven by its source', () => {
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 4 }), (quote, others) => {
        const text = [...others, `${quote} einde.`, ...others].join(' ')
        const some = indexQuotes([answering('x', { question: 'wat?', paragraphs: [text] })])
        const { verdict, matches } = checkQuote(some, `${quote} einde.`)
        const { differences, parts } = matches[0]!
        expect(rebuild(text, parts[0]!)).toBe(parts[0]!.text)
        // The text before it may run on into it, and be a negation that it is cut off from.
        expect(new Set(differences.map(({ kind }) => kind))).toEqual(
          new Set(verdict === 'verbatim' ? [] : ['missing']),
        )
      }),
    )
  })

  it('is never verbatim without one of its words', () => {
    fc.assert(
      fc.property(words, fc.nat(), (text, seed) => {
        const all = `begin ${text} einde.`.split(' ')
        const some = indexQuotes([answering('x', { question: 'q', paragraphs: [all.join(' ')] })])
        const at = 1 + (seed % (all.length - 2))
        const without = [...all.slice(0, at), ...all.slice(at + 1)]
        expect(checkQuote(some, without.join(' ')).verdict).not.toBe('verbatim')
      }),
    )
  })

  it('gets the same answer each time, without an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), words), (quote) => {
        expect(checkQuote(index, quote)).toEqual(checkQuote(index, quote))
      }),
    )
  })

  it('has differences whenever it is called altered', () => {
    const sentences = document.answers.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ reading }) => reading.text.split(' ')),
    )
    const mixed = fc.array(fc.oneof(fc.constantFrom(...sentences), word), { minLength: 3 })
    fc.assert(
      fc.property(mixed, (list) => {
        const { verdict, matches } = checkQuote(index, list.join(' '))
        const differing = matches.filter(({ differences }) => differences.length > 0)
        const differs = verdict === 'altered' || verdict === 'cut'
        expect(differing.length).toBe(differs ? matches.length : 0)
      }),
    )
  })

  it('may be 100 kB long, and of one word, one letter or one space', () => {
    const long = harbour.repeat(100)
    for (const quote of [
      long,
      'niet '.repeat(20_000),
      'a'.repeat(100_000),
      `a${' '.repeat(1e5)}b`,
    ]) {
      expect(verdict(quote)).toBe('not_found')
    }
    for (const quote of ['. '.repeat(50_000), '[…]'.repeat(30_000), '"'.repeat(100_000)]) {
      expect(verdict(quote)).toBe('not_found')
    }
  })
})

/** A source in which each footnote mark is visible. */
function withMarksRaised(source: string, notes: SourceDocument['notes']): string {
  return notes.reduce((text, { anchor }) => {
    if (anchor === null) return text
    const raised = text
      .slice(anchor.start, anchor.end)
      .replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!)
    return text.slice(0, anchor.start) + raised + text.slice(anchor.end)
  }, source)
}

/** One change that reverses or alters a sentence, if the sentence allows it. */
const alterations = {
  word: (words: string[]) => words.with(words.length >> 1, 'kanaalzwemmers'),
  number: (words: string[]) =>
    words.map((word) => word.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10))),
  negation: (words: string[]) => {
    const at = words.findIndex((word) => /^(?:niet|geen)$/i.test(word))
    return at < 0 ? words.toSpliced(words.length >> 1, 0, 'niet') : words.toSpliced(at, 1)
  },
}

interface Sentence {
  readonly answerId: string
  readonly text: string
}

/** Texts of five words and more: shorter ones leave too little to trace. */
function sentencesOf(answerId: string, text: string): Sentence[] {
  return Array.from(text.matchAll(/(?<=^|[.?!] )\p{Lu}[^.?!]+[.?!](?= |$)/gu), ([sentence]) => ({
    answerId,
    text: sentence,
  })).filter(({ text }) => text.split(' ').length >= 5)
}

function trace(
  sentences: readonly Sentence[],
  check: (quote: string) => ReturnType<typeof checkQuote>,
) {
  const counts = { altered: 0, traced: 0, falselyVerbatim: 0 }
  for (const { answerId, text } of sentences) {
    for (const alter of Object.values(alterations)) {
      const quote = alter(text.split(' ')).join(' ')
      if (quote === text) continue
      const { verdict, matches } = check(quote)
      const own = matches.some((match) => match.answerId === answerId)
      counts.altered++
      if (own && verdict === 'altered') counts.traced++
      if (own && verdict === 'verbatim') counts.falselyVerbatim++
    }
  }
  return counts
}

describe('the committed document', async () => {
  const { document, source } = await committedDocument()
  const index = indexQuotes([document])
  const paragraphs = document.answers.flatMap(({ id, paragraphs }) =>
    paragraphs.map((paragraph) => ({ answerId: id, ...paragraph })),
  )
  const sentences = paragraphs.flatMap(({ answerId, reading }) =>
    sentencesOf(answerId, reading.text),
  )

  it('has each of its paragraphs verbatim', () => {
    for (const { id, reading } of paragraphs) {
      const { verdict, matches } = checkQuote(index, reading.text)
      expect([id, verdict]).toEqual([id, 'verbatim'])
      if (reading.text.length > 10) {
        expect(matches[0]!.parts).toEqual([
          { paragraphId: id, start: 0, end: reading.text.length, ...reading },
        ])
      }
    }
  })

  it('contains each paragraph verbatim in the source’s form, with its line ends and marks', () => {
    for (const { id, reading } of paragraphs.filter(({ page }) => page === null)) {
      const end = reading.spans.at(-1)!.end
      const raw = withMarksRaised(source, document.notes).slice(reading.spans[0]!.start, end)
      // Two footnotes and a page end interrupt this one.
      if (/^\d+ /m.test(raw)) continue
      expect([id, checkQuote(index, raw).verdict]).toEqual([id, 'verbatim'])
    }
  })

  it('has each of its questions as a question', () => {
    for (const { numbers, reading } of document.questions) {
      const { verdict, elsewhere } = checkQuote(index, reading.text)
      expect({ verdict, elsewhere }).toMatchObject({
        verdict: 'not_found',
        elsewhere: [{ kind: 'question', numbers }],
      })
    }
  })

  it('traces every altered sentence, and calls none verbatim', () => {
    const { altered, traced, falselyVerbatim } = trace(sentences, (quote) =>
      checkQuote(index, quote),
    )
    expect(altered).toBeGreaterThan(80)
    expect(falselyVerbatim).toBe(0)
    expect(traced).toBe(altered)
  })
})

const shared = new URL(`${process.env['SHARED_DIR'] ?? '../../../shared'}/`, import.meta.url)
const answersFile = new URL('corpus/kamerqa/answers.jsonl', shared)

describe.skipIf(!existsSync(answersFile))('200 sentences of 1,262 real answers', () => {
  // Vitest still collects the test names of a skipped suite.
  const lines = existsSync(answersFile) ? readFileSync(answersFile, 'utf8').trim().split('\n') : []
  const rows = lines.map(
    (line) => JSON.parse(line) as { id: string; question: string; answer: string },
  )
  const index = indexQuotes(
    rows.map(({ id, question, answer }) => answering(id, { question, paragraphs: [answer] })),
  )
  const all = rows.flatMap(({ id, answer }) => sentencesOf(`${id}.1`, answer))
  const step = all.length / 200
  const sentences = Array.from({ length: 200 }, (_, nth) => all[Math.floor(nth * step)]!)

  it('are verbatim as they are, each in its answer', () => {
    for (const { answerId, text } of sentences) {
      const { verdict, matches } = checkQuote(index, text, { limit: rows.length })
      expect([text, verdict]).toEqual([text, 'verbatim'])
      expect(matches.map((match) => match.answerId)).toContain(answerId)
    }
  })

  it('are never verbatim when altered, and at least 98 % of every fourth one are traced', () => {
    const some = sentences.filter((_, nth) => nth % 4 === 0)
    const { altered, traced, falselyVerbatim } = trace(some, (quote) =>
      checkQuote(index, quote, { limit: rows.length }),
    )
    expect(falselyVerbatim).toBe(0)
    expect(traced / altered).toBeGreaterThanOrEqual(0.98)
  })
})

describe('invisible characters', () => {
  const said = 'Het kabinet trekt 15 miljoen uit voor 2–3 sluizen.'
  const own = indexQuotes([answering('x', { question: 'Hoe?', paragraphs: [said] })])
  const verdictOf = (quote: string) => checkQuote(own, quote).verdict

  it.each(['\u200b', '\u200d', '\u200e', '\u2060', '\ufeff'])(
    'such as %j make another word and another number',
    (hidden) => {
      expect(verdictOf(said.replace('kabinet', `kabi${hidden}net`))).toBe('altered')
      expect(verdictOf(said.replace('15', `1${hidden}5`))).toBe('altered')
      expect(verdictOf(said.replace('2–3', `2${hidden}3`))).toBe('altered')
    },
  )

  it.each(['\u202e', '\u202d', '\u2066', '\u2067', '\u0336'])(
    'such as %j reverse letters or strike them out, and are never forgiven',
    (hidden) => {
      expect(verdictOf(said.replace('kabinet', `${hidden}kabinet`))).toBe('altered')
      expect(verdictOf(said.replace('15', `15${hidden}`))).toBe('altered')
    },
  )

  it.each([
    ['miljoen', 'mil\u0458oen'],
    ['Het', '\u041det'],
    ['15', '\uff11\uff15'],
    ['15', '1\u0665'],
    ['kabinet', 'k\u0251binet'],
  ])('do not include lookalikes: "%s" is not "%s"', (letters, other) => {
    expect(verdictOf(said.replace(letters, other))).toBe('altered')
  })
})
