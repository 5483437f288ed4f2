import { describe, expect, it } from 'vitest'
import { readQuote } from '../../src/quote/attribution.ts'
import { checkQuote } from '../../src/quote/check.ts'
import { expectLinear } from '../support/cost-of.ts'
import { answering, indexQuotes, parsed } from '../support/quote-documents.ts'

const locks = await parsed(
  `Vragen van het lid Van Dam (VVP) aan de Minister van Water over sluizen (ingezonden 3 maart 2021).

Antwoord van Minister Zand (Water) (ontvangen 1 april 2021).

Vraag 1
Gaat u de sluizen bij Westhaven in 2022 eindelijk vernieuwen?

Antwoord 1
De sluizen bij Westhaven worden in 2024 vernieuwd voor 15 000 euro. De provincie draagt de helft bij.
`,
  'locks',
)
const roads = await parsed(
  `Vragen van het lid Bos (DDD) aan de Minister van Verkeer over wegen (ingezonden 3 maart 2022).

Antwoord van Minister D.M. van Weel (Verkeer en Vervoer) (ontvangen 1 april 2022).

Vraag 1
Wanneer wordt de weg naar Oosterdam breder?

Antwoord 1
De weg naar Oosterdam wordt volgend jaar veel breder dan hij nu is.
`,
  'roads',
)
const index = indexQuotes([locks.document, roads.document])
const check = (quote: string) => checkQuote(index, quote)

describe('the embedding of a quote', () => {
  it.each([
    ['“De provincie draagt de helft bij”, aldus minister Zand.', 'minister Zand'],
    ['"De provincie draagt de helft bij", zei de minister van Water', 'de minister van Water'],
    ['De provincie draagt de helft bij, aldus Zand', 'Zand'],
    ['“De provincie draagt de helft bij.” – Minister Zand, 1 april 2021', 'Minister Zand'],
    ['“De provincie draagt de helft bij.” (minister Zand)', 'minister Zand'],
    ['“De provincie draagt de helft bij”, laat minister Zand weten.', 'minister Zand'],
    ['“De provincie draagt de helft bij.” Aldus Zand', 'Zand'],
    ['Minister Zand: ‘De provincie draagt de helft bij.’', 'Minister Zand'],
    ['Volgens minister Zand “De provincie draagt de helft bij”', 'minister Zand'],
    ['Minister Zand schrijft dat «de provincie draagt de helft bij»', 'Minister Zand'],
    ['"De provincie", aldus minister Zand, "draagt de helft bij."', 'minister Zand'],
    ["Zand: 'De provincie draagt de helft bij.'", 'Zand'],
    ["'De provincie draagt de helft bij,' zegt Zand.", 'Zand'],
    ['“De provincie draagt de helft bij”, zei Zand gisteren in de Kamer.', 'Zand'],
    ['“De provincie draagt de helft bij”, legt minister Zand uit.', 'minister Zand'],
    ["'De provincie', aldus minister Zand, 'draagt de helft bij.'", 'minister Zand'],
    ['“De provincie draagt de helft bij”, aldus de waterminister.', 'de waterminister'],
    [
      '“De provincie draagt de helft bij”, bevestigt de demissionaire minister van Water',
      'de demissionaire minister van Water',
    ],
    [
      '„De provincie draagt de helft bij …” antwoordde minister Zand (Water).',
      'minister Zand (Water)',
    ],
    [
      '“De provincie draagt de helft bij”, aldus Ada Zand, minister van Water.',
      'Ada Zand, minister van Water',
    ],
    [
      '“De provincie draagt de helft bij”, zegt Ada Zand (VVP), toen minister van Water.',
      'Ada Zand (VVP), toen minister van Water',
    ],
    [
      '“De provincie draagt de helft bij”, aldus Ada de Zand (VVP), toen minister.',
      'Ada de Zand (VVP), toen minister',
    ],
    [
      '“De provincie draagt de helft bij,” the Dutch minister, Ada Zand, wrote to parliament.',
      'the Dutch minister, Ada Zand',
    ],
    [
      'Minister Zand, mede namens haar ambtgenoot van Verkeer: “De provincie draagt de helft bij.”',
      'Minister Zand, mede namens haar ambtgenoot van Verkeer',
    ],
    ['“De provincie draagt de helft bij” (Zand, 2021).', 'Zand'],
    ['“De provincie draagt de helft bij” [minister Zand].', 'minister Zand'],
    ['“De provincie draagt de helft bij”, verzucht minister Zand.', 'minister Zand'],
    ['“De provincie draagt de helft bij,” sneerde Ada Zand (VVP)', 'Ada Zand (VVP)'],
    [
      '“De provincie draagt de helft bij”, zegt oud-minister Zand (VVP), nu fractievoorzitter.',
      'oud-minister Zand (VVP), nu fractievoorzitter',
    ],
    ['“De provincie draagt de helft bij”, voegt minister Zand eraan toe.', 'minister Zand'],
    [
      '“De provincie draagt de helft bij”, zo laat minister Zand weten in antwoord op vragen.',
      'minister Zand',
    ],
    [
      '“De provincie draagt de helft bij”, staat in de beantwoording van minister Zand.',
      'minister Zand',
    ],
    ['“De provincie draagt de helft bij”, volgens een woordvoerder van Zand.', 'Zand'],
    [
      'Antwoord van de minister van Water: “De provincie draagt de helft bij.”',
      'de minister van Water',
    ],
    ['Dat zei ook minister Zand: “De provincie draagt de helft bij.”', 'minister Zand'],
    [
      'Op vragen van Bos antwoordt minister Zand: “De provincie draagt de helft bij.”',
      'minister Zand',
    ],
    ['De heer Zand: “De provincie draagt de helft bij.”', 'De heer Zand'],
    [
      'In zijn antwoord op vragen van het lid Van Dam schrijft minister Zand: “De provincie ' +
        'draagt de helft bij.”',
      'minister Zand',
    ],
    ['Minister Zand verzucht: “De provincie draagt de helft bij.”', 'Minister Zand'],
    ['Zand (VVP) over sluizen: “De provincie draagt de helft bij.”', 'Zand (VVP)'],
    [
      '“De provincie draagt de helft bij,” said the Dutch Water Minister, Ada Zand.',
      'the Dutch Water Minister, Ada Zand',
    ],
    ['„De provincie draagt de helft bij", aldus Zand.', 'Zand'],
    ['“De provincie draagt de helft bij” -- Ada Zand', 'Ada Zand'],
    ['”De provincie draagt de helft bij”, aldus Zand', 'Zand'],
    [
      '“De provincie draagt de helft bij,” said Zand, the prime minister.',
      'Zand, the prime minister',
    ],
    ['“De provincie draagt de helft bij”, zei woensdag in de Volkskrant Ada Zand.', 'Ada Zand'],
    ['“De provincie draagt de helft bij”, zei vrijdag in Trouw minister Zand.', 'minister Zand'],
    ['“De provincie draagt de helft bij”, zo liet Zand gisteren aan de Kamer weten.', 'Zand'],
    ['“De provincie draagt de helft bij”, liet Zand dinsdag weten aan de Tweede Kamer.', 'Zand'],
    ['“De provincie draagt de helft bij”, zo antwoordt Zand op vragen van Van Dam (VVP).', 'Zand'],
    ['“De provincie draagt de helft bij”, is het antwoord van Zand.', 'Zand'],
    [
      '“De provincie draagt de helft bij”, is te lezen in de brief van minister Zand',
      'minister Zand',
    ],
    ['“De provincie draagt de helft bij” (aldus Zand)', 'Zand'],
    ['“De provincie draagt de helft bij.” Dat zegt Zand in antwoord op Kamervragen.', 'Zand'],
    ['“De provincie draagt de helft bij.” Zo antwoordt Zand op vragen van Van Dam.', 'Zand'],
    ['“De provincie draagt de helft bij”, onderstreept Zand in een Kamerbrief.', 'Zand'],
    ['“De provincie draagt de helft bij”, laat een woordvoerder van Zand weten.', 'Zand'],
    ['“De provincie draagt de helft bij”, luidde het antwoord van Zand op vraag 1.', 'Zand'],
    ['“De provincie draagt de helft bij”, aldus de brief van Zand.', 'Zand'],
    ['“De provincie draagt de helft bij” (bron: Zand)', 'Zand'],
    ['“De provincie draagt de helft bij”, minister Zand, 1 april 2021', 'minister Zand'],
    ['“De provincie draagt de helft bij” (minister Zand, 1 apr 2021)', 'minister Zand, 1 apr 2021'],
    ['“De provincie draagt de helft bij,” prime minister Zand told MPs.', 'prime minister Zand'],
    ['Uit de antwoorden van minister Zand: “De provincie draagt de helft bij.”', 'minister Zand'],
    ['De provincie draagt de helft bij (minister Zand)', 'minister Zand'],
    ['De provincie draagt de helft bij. (Zand, 1 april 2021, p. 2)', 'Zand'],
    ['“De provincie draagt de helft bij”\n\nMinister Zand, 1 april 2021', 'Minister Zand'],
    ['“De provincie draagt de helft bij”\r\n  Bron: Ada Zand\n', 'Ada Zand'],
    ['Zand told MPs: “De provincie draagt de helft bij.”', 'Zand'],
    ['(“De provincie draagt de helft bij”; Zand, 2021, p. 3)', 'Zand'],
    ['“De provincie draagt de helft bij” (antwoord Zand op vraag 1)', 'Zand'],
    [
      '“De provincie draagt de helft bij”, Ada Zand, minister van Water',
      'Ada Zand, minister van Water',
    ],
    ['“De provincie draagt de helft bij”, aldus minister Zand¹²', 'minister Zand'],
    ['Ada Zand vandaag: “De provincie draagt de helft bij.”', 'Ada Zand'],
    ['Outgoing minister Zand said: “De provincie draagt de helft bij.”', 'Outgoing minister Zand'],
    [
      '“De provincie draagt de helft bij”, zei een woordvoerder van minister Zand.',
      'minister Zand',
    ],
    [
      '“De provincie draagt de helft bij”, stelt minister Zand (VVP) in antwoord op ' +
        'schriftelijke vragen.',
      'minister Zand (VVP) in antwoord op schriftelijke vragen',
    ],
    [
      '“De provincie draagt de helft bij”, laat minister Zand desgevraagd weten.',
      'minister Zand desgevraagd',
    ],
    ['“De provincie draagt de helft bij”, aldus Zand (Kamerstuk 31 409, nr. 14).', 'Zand'],
    ['“De provincie draagt de helft bij”, schreef Ada Zand (antwoord op vraag 1)', 'Ada Zand'],
    ['Zoals minister Zand schreef: “De provincie draagt de helft bij.”', 'minister Zand'],
    // a citation in brackets
    [
      '“De provincie draagt de helft bij” (antwoord van minister Zand op vraag 1, 1 april 2021).',
      'minister Zand',
    ],
    ['“De provincie draagt de helft bij” (antwoord minister Zand, vraag 1)', 'minister Zand'],
    ['“De provincie draagt de helft bij” (Zand, 2021D00001)', 'Zand'],
    ['“De provincie draagt de helft bij” (Zand, 1-4-2021)', 'Zand'],
    [
      'Zand in antwoord op vraag 1: “De provincie draagt de helft bij.”',
      'Zand in antwoord op vraag 1',
    ],
    ['Zand, 1 april 2021: “De provincie draagt de helft bij.”', 'Zand, 1 april 2021'],
    ['“De provincie draagt de helft bij.” — Zand (@zandvvp) April 3, 2021', 'Zand (@zandvvp)'],
    ['Zand (2021) stelt: “De provincie draagt de helft bij” (p. 3).', 'Zand (2021)'],
    ['“De provincie draagt de helft bij”[3], aldus minister Zand.', 'minister Zand'],
    ['“De provincie draagt de helft bij” (cursivering door ons), aldus Zand.', 'Zand'],
    // what a quote is called before its speaker
    ['Citaat minister Zand: “De provincie draagt de helft bij.”', 'minister Zand'],
    ['In de woorden van minister Zand: “De provincie draagt de helft bij.”', 'minister Zand'],
    ['Het citaat van minister Zand: “De provincie draagt de helft bij.”', 'minister Zand'],
    ['As Zand put it: “De provincie draagt de helft bij.”', 'Zand'],
    ['Antwoord van minister Zand: De provincie draagt de helft bij.', 'minister Zand'],
    ['Minister Zand antwoordt als volgt: “De provincie draagt de helft bij.”', 'Minister Zand'],
    ['Minister Zand schrijft over de sluis: “De provincie draagt de helft bij.”', 'Minister Zand'],
    // verbs of two parts, and with "dat"
    ['Minister Zand merkt op dat “de provincie draagt de helft bij”.', 'Minister Zand'],
    ['In haar brief geeft minister Zand aan: “De provincie draagt de helft bij.”', 'minister Zand'],
    ['“De provincie draagt de helft bij”, licht minister Zand toe.', 'minister Zand'],
    ['Minister Zand onderstreept dat “de provincie draagt de helft bij”.', 'Minister Zand'],
    ['“De provincie draagt de helft bij,” Zand wrote in a letter to parliament.', 'Zand'],
    ['“De provincie draagt” – aldus Zand – “de helft bij.”', 'Zand'],
    // offices
    [
      'De verantwoordelijke minister, Zand: “De provincie draagt de helft bij.”',
      'De verantwoordelijke minister, Zand',
    ],
    ['“De provincie draagt de helft bij”, schreef min. Zand.', 'minister Zand'],
    ['“De weg naar Oosterdam wordt volgend jaar veel breder”, aldus van Weel', 'van Weel'],
    ['BREAKING: minister Zand: “De provincie draagt de helft bij.”', 'minister Zand'],
    ['1/4 🧵 Minister Zand antwoordt: “De provincie draagt de helft bij.”', 'Minister Zand'],
    ['• Minister Zand: “De provincie draagt de helft bij.”', 'Minister Zand'],
    ['1. “De provincie draagt de helft bij.” (minister Zand)', 'minister Zand'],
    ['o\t“De provincie draagt de helft bij.” (minister Zand)', 'minister Zand'],
    [
      '\uF0B7 Minister Zand (@zandvvp): “De provincie draagt de helft bij.”',
      'Minister Zand (@zandvvp)',
    ],
    ['“De provincie draagt de helft bij.”12, aldus minister Zand.', 'minister Zand'],
    ['“De provincie draagt de helft bij.", aldus minister Zand.', 'minister Zand'],
    ['_De provincie draagt de helft bij._ (minister Zand)', 'minister Zand'],
    ['“De provincie draagt de helft bij” (Zand op vraag 1)', 'Zand'],
    ['“De provincie draagt de helft bij”, schreef ex-minister Zand.', 'ex-minister Zand'],
    ['Ik citeer minister Zand: “De provincie draagt de helft bij.”', 'minister Zand'],
    // without marks
    ['Zand schrijft: De provincie draagt de helft bij.', 'Zand'],
    ['Volgens minister Zand: De provincie draagt de helft bij.', 'minister Zand'],
    ['Zand (2021): De provincie draagt de helft bij.', 'Zand (2021)'],
    ['De provincie draagt de helft bij. (Zand)', 'Zand'],
    ['De provincie draagt de helft bij. [Zand, 2021]', 'Zand'],
    [
      'De provincie draagt de helft bij.\n\nAda Zand\nMinister van Water',
      'Ada Zand Minister van Water',
    ],
    ['De provincie draagt de helft bij, schrijft minister Zand.', 'minister Zand'],
    ['De provincie draagt de helft bij, zo laat minister Zand weten.', 'minister Zand'],
    ['De provincie draagt de helft bij. Aldus minister Zand.', 'minister Zand'],
    ['De provincie draagt de helft bij. — Minister Zand, 1 april 2021', 'Minister Zand'],
    ['De provincie draagt de helft bij.\n\n— minister Zand', 'minister Zand'],
    ['De provincie draagt de helft bij.\nMinister Zand', 'Minister Zand'],
    ['> “De provincie draagt de helft bij.”\n> - Minister Zand', 'Minister Zand'],
    ['Minister Zand schreef:\n> De provincie draagt de helft bij.', 'Minister Zand'],
    ['Zand: De provincie draagt de helft bij.', 'Zand'],
    ['Ada Zand (Water): De provincie draagt de helft bij.', 'Ada Zand (Water)'],
    ['De heer Zand (Water): De provincie draagt de helft bij.', 'De heer Zand (Water)'],
    ['De provincie draagt de helft bij – Zand, minister van Water', 'Zand, minister van Water'],
    ['2/ Minister Zand: “De provincie draagt de helft bij.”', 'Minister Zand'],
  ])('is removed and reported: %s', (quote, named) => {
    const { verdict, attribution, takenOff } = check(quote)
    expect({ verdict, attribution }).toEqual({
      verdict: 'verbatim',
      attribution: { named, agrees: true },
    })
    expect(takenOff.map(({ kind }) => kind)).toContain('attribution')
    for (const { start, end, text } of takenOff) expect(quote.slice(start, end).trim()).toBe(text)
  })

  it.each([
    ['“De provincie draagt de helft bij”, aldus toenmalig VVP-minister Zand', true],
    ['“De provincie draagt de helft bij”, aldus de toenmalige VVP-minister Zand (VVP).', true],
    ['“De provincie draagt de helft bij”, aldus IenW-minister Zand', false],
    ['“De provincie draagt de helft bij,” schrijven minister Zand en minister Bos.', false],
    ['“De provincie draagt de helft bij”, antwoorden de ministers.', null],
    ['“De provincie draagt de helft bij”, melden de bewindslieden.', null],
    ['“De provincie draagt de helft bij”, schrijft het lid Van Dam.', false],
    ['“De provincie draagt de helft bij”, zegt het lid Bos (DDD) tegen de krant.', false],
    [
      '“De provincie draagt de helft bij”, aldus minister Zand, mede namens de minister van Water.',
      true,
    ],
    ['“De provincie draagt de helft bij”, zei DDD-Kamerlid Zand.', false],
    ['“De provincie draagt de helft bij”, noted MP Zand.', false],
    ['“De provincie draagt de helft bij”, vindt Jan Jansen, diëtist.', false],
    ['“De provincie draagt de helft bij”, tweette minister Van Weel.', false],
    ['“De provincie draagt de helft bij”, luidt het antwoord van minister Van Weel', false],
    ['“De provincie draagt de helft bij” (antwoord van minister Van Weel op vraag 1)', false],
    ['De provincie draagt de helft bij, schrijft minister Van Weel.', false],
    ['“De provincie draagt de helft bij”, schrijft stas. Zand.', false],
    // to whom it was said
    ['“De provincie draagt de helft bij”, antwoordt Zand Van Dam.', true],
    ['“De provincie draagt de helft bij”, antwoordt Van Weel Van Dam.', false],
    // The question has these words as well.
    ['“de sluizen bij Westhaven”, aldus het lid Van Dam.', null],
  ])('may be that of several, of a former minister or of a member: %s', (quote, agrees) => {
    expect(check(quote)).toMatchObject({ verdict: 'verbatim', attribution: { agrees } })
  })

  it.each([
    ['“De provincie draagt de helft bij.” (2021D00001, antwoord op vraag 1)', null],
    [
      '“De provincie draagt de helft bij.” (Antwoord van Minister Zand (Water) van 1 april 2021 ' +
        'op vraag 1 van het lid Van Dam (VVP), locks)',
      'Minister Zand (Water)',
    ],
    [
      'De provincie draagt de helft bij.\n\n— Antwoord van Minister Zand (Water) van 1 april ' +
        '2021 op vraag 1, Aanhangsel Handelingen II 2020/21, nr. 1\nhttps://a.nl/documents/locks',
      'Minister Zand (Water)',
    ],
    [
      'De provincie draagt de helft bij.\n\nAntwoord van Minister Zand (Water) van 1 april 2021 ' +
        'op vraag 1 van de leden Van Dam (D66), Bos (JA21) en Berg (BIJ1), locks',
      'Minister Zand (Water)',
    ],
    [
      '> De provincie draagt de helft bij.\n\n— Antwoord van Minister Zand \\(Water\\) op vraag ' +
        '1, locks: <https://a.nl/documents/locks>\n\nVerwijst naar: Antwoord op vraag 2, locks: ' +
        '<https://a.nl/documents/locks#antwoord-2>\n',
      'Minister Zand (Water)',
    ],
  ])('may be a citation of ours: %j', (quote, named) => {
    const { verdict, attribution, takenOff } = check(quote)
    expect(verdict).toBe('verbatim')
    expect(attribution).toEqual(named === null ? null : { named, agrees: true })
    expect(takenOff[0]!.text).toMatch(/antwoord/i)
  })

  it.each([
    ['Westhaven: “De provincie draagt de helft bij.”', undefined],
    ['In Westhaven: “De provincie draagt de helft bij.”', undefined],
    ['“De provincie draagt de helft bij” (bron: Trouw)', undefined],
    ['Westhaven, 3 mei 2021: “De provincie draagt de helft bij.”', undefined],
    ['Toezegging (vraag 1, Water): “De provincie draagt de helft bij.”', undefined],
    ['“De provincie draagt de helft bij” (antwoord Kamervragen, 2021)', undefined],
    ['“De provincie draagt de helft bij.” (Algemeen Dagblad, 3 april 2021)', undefined],
    ['Weel: “De provincie draagt de helft bij.”', false],
    ['“De provincie draagt de helft bij.” (Bos, 2021)', false],
    ['“De provincie draagt de helft bij.” (Ada Berg, minister van Water, 2021)', false],
    ['Zand: “De provincie draagt de helft bij.”', true],
    ['Zand belooft: “De provincie draagt de helft bij.”', true],
    ['Dilan van Weel belooft nu: “De provincie draagt de helft bij.”', false],
    ['Onderzoek bewijst: “De provincie draagt de helft bij.”', undefined],
    ['Bos: De provincie draagt de helft bij.', false],
    ['Antwoord\n\nDe provincie draagt de helft bij.', undefined],
    ['Ad 1. De provincie draagt de helft bij.', undefined],
  ])('may be a topic or a newspaper, if nobody is called so: %s', (quote, agrees) => {
    const { verdict, attribution } = check(quote)
    expect([verdict, attribution?.agrees]).toEqual(['verbatim', agrees])
  })

  it.each([
    'Westhaven: De provincie draagt de helft bij.',
    'Niet waar: De provincie draagt de helft bij.',
    'Zand: de provincie draagt de helft bij.',
    'De provincie draagt de helft bij – Westhaven',
    'Antwoord de provincie draagt de helft bij.',
  ])('is a part of words without marks that names nobody: %s', (quote) => {
    expect(check(quote)).toMatchObject({ verdict: 'altered', attribution: null })
  })

  it.each([
    '“De sluizen bij Westhaven”, aldus minister Zand, “worden in 2024 vernieuwd”',
    '“De sluizen bij Westhaven,” aldus minister Zand, “worden in 2024 vernieuwd”',
    '“Ook die in Oosterdam”, aldus minister Zand, “worden dan open gehouden.”',
    '“Ook die in Oosterdam,” aldus minister Zand, “worden dan open gehouden.”',
  ])('may split a sentence with or without a comma of its own: %s', (quote) => {
    const ferries = indexQuotes([
      locks.document,
      answering('ferries', {
        question: 'Hoe?',
        paragraphs: ['Ook die in Oosterdam, worden dan open gehouden.'],
      }),
    ])
    expect(checkQuote(ferries, quote).verdict).toBe('verbatim')
    expect(checkQuote(ferries, quote.replace('worden', 'werden')).verdict).toBe('altered')
  })

  it.each([
    '“De sluizen bij Westhaven worden in 2024 vernieuwd voor 15 000 euro”, schrijft Zand. “De ' +
      'provincie draagt de helft bij.”',
    "'De sluizen bij Westhaven worden in 2024 vernieuwd voor 15 000 euro,' zegt Zand. 'De " +
      "provincie draagt de helft bij.'",
  ])('may stand for the full stop of a sentence: %s', (quote) => {
    expect(check(quote)).toMatchObject({
      verdict: 'verbatim',
      attribution: { named: 'Zand', agrees: true },
    })
    expect(check(quote.replace('15 000 euro', '15 000')).verdict).toBe('altered')
  })

  it.each([
    'Minister Berg schreef op 3 mei 2022: «Wij betalen de steiger.»',
    'Dat heb ik herhaald (Kamerstuk 31 409, nr. 14).',
    'Dat is “een levensader”, aldus gedeputeerde Jansen.',
    // Some other word is wrong, and these are not.
    'Dat is “de levensader”, aldus gedeputeerde Jansen.',
    'Dat heb ik vaak herhaald (Kamerstuk 31 409, nr. 14).',
  ])('is none where it is a part of the words quoted: %s', (quote) => {
    const steps = answering('steps', {
      question: 'Hoe?',
      paragraphs: [
        'Minister Berg schreef op 3 mei 2022: «Wij betalen de steiger.» Dat heb ik herhaald ' +
          '(Kamerstuk 31 409, nr. 14). Dat is «een levensader», aldus gedeputeerde Jansen.',
      ],
    })
    const { attribution, reference, takenOff } = checkQuote(indexQuotes([steps]), quote)
    expect([attribution, reference]).toEqual([null, null])
    expect(takenOff.map(({ kind }) => kind)).not.toContain('attribution')
  })

  it.each([
    '“De sluizen bij Westhaven”, zei de broer van minister Zand.',
    '“De sluizen bij Westhaven” (Zand en strand)',
    '“De sluizen bij Westhaven”\nNee',
    '“De sluizen bij Westhaven”\nDe provincie draagt de helft bij.',
  ])('leaves out nothing else: %j', (quote) => {
    expect(check(quote).verdict).not.toBe('verbatim')
  })

  it.each([
    ['“de sluizen bij Westhaven in 2022 eindelijk”, aldus minister Zand.', false],
    ['“de sluizen bij Westhaven in 2022 eindelijk”, zegt Zand', false],
    ['“de sluizen bij Westhaven in 2022 eindelijk”, aldus de minister', false],
    ['“de sluizen bij Westhaven in 2022 eindelijk”, zegt Van Dam.', null],
    ['“de sluizen bij Westhaven in 2022 eindelijk”, aldus het lid Van Dam.', null],
  ])('does not make a minister of a member: %s', (quote, agrees) => {
    expect(check(quote)).toMatchObject({ verdict: 'not_found', attribution: { agrees } })
  })

  it('may be that of a minister whom a question quotes', async () => {
    const quoting = await parsed(
      'Vraag 1\nKent u de woorden «de dijk is volkomen veilig voor jaren»?\n\nAntwoord 1\nJa.\n',
      'quoting',
    )
    const { verdict, attribution } = checkQuote(
      indexQuotes([quoting.document]),
      '“De dijk is volkomen veilig voor jaren”, zei de minister.',
    )
    expect([verdict, attribution?.agrees]).toEqual(['not_found', null])
  })

  it('is nobody where the name stands in the genitive', () => {
    const quote = "“De provincie draagt de helft bij”, zei Zands' collega Berg."
    expect(check(quote).attribution).toBeNull()
  })

  it.each([
    'De provincie draagt de helft bij — Antwoord van minister Zand was nee.',
    'De provincie draagt de helft bij (Antwoord op vraag 1). Het Rijk betaalt 9, voor allen.',
    'De provincie draagt de helft bij. — Antwoord van Minister Zand op vraag 1. De rest, locks',
    'De provincie draagt de helft bij. — Antwoord van Minister Zand op vraag 1, en hij zei ja',
    'De provincie draagt niet de helft bij.\n\n— Antwoord van Minister Zand op vraag 1, locks',
    '> 15 000 euro. De provincie draagt de helft bij.',
  ])('is no other dash or sign: %j', (quote) => {
    expect(check(quote).verdict).not.toBe('verbatim')
  })

  it.each([
    ['“De provincie draagt de helft bij”, schreef het kabinet.', 'het kabinet'],
    ['Minister @ZandVVP: “De provincie draagt de helft bij.”', 'Minister @ZandVVP'],
    ['“De provincie draagt de helft bij” (antwoord op vraag 1, 1 april 2021)', null],
    ["'De provincie draagt de helft bij', antwoordt ze.", null],
    ['"De provincie draagt de helft bij," zegt hij tegen de krant.', null],
    ['Hij schrijft: “De provincie draagt de helft bij.”', null],
    ['“De provincie draagt de helft bij”, schrijven ze.', null],
    ['“De provincie draagt de helft bij”, luidt het antwoord.', null],
    ['De provincie draagt de helft bij.\nBron: Tweede Kamer', null],
    ['“De provincie draagt de helft bij”, klinkt het', null],
  ])('is removed where it names no minister: %s', (quote, named) => {
    const { verdict, attribution } = check(quote)
    expect(verdict).toBe('verbatim')
    expect(attribution).toEqual(named === null ? null : { named, agrees: null })
  })

  it.each([
    ['“De provincie draagt de helft bij”', ['marks', 'marks']],
    ['… draagt de helft bij.', ['ellipsis']],
    ['De provincie draagt de helft bij.', []],
  ])('is reported for "%s"', (quote, kinds) => {
    expect(check(quote)).toMatchObject({ verdict: 'verbatim', attribution: null })
    expect(check(quote).takenOff.map(({ kind }) => kind)).toEqual(kinds)
  })

  it.each([
    ['"De provincie draagt de helft bij", aldus minister Van Weel', false],
    ['"De weg naar Oosterdam wordt volgend jaar veel breder", aldus Van Weel', true],
    ['"De weg naar Oosterdam wordt volgend jaar veel breder", aldus minister Dilan van Weel', true],
    ['"De weg naar Oosterdam wordt volgend jaar veel breder", aldus D.M. van Weel', true],
    ['"De weg naar Oosterdam wordt volgend jaar veel breder", aldus minister J. van Weel', false],
    ['"De weg naar Oosterdam wordt volgend jaar veel breder", aldus minister van Wéél', true],
    ['"De weg naar Oosterdam wordt volgend jaar veel breder", aldus de minister van Water', false],
    ['"De weg naar Oosterdam wordt volgend jaar veel breder", aldus de minister', null],
  ])('reveals a wrongly named minister: %s', (quote, agrees) => {
    expect(check(quote)).toMatchObject({ verdict: 'verbatim', attribution: { agrees } })
  })

  it.each([
    ['Het college schrijft: “Q”', false],
    ['“Q”, aldus de gemeente Utrecht.', false],
    ['Gedeputeerde Staten: “Q”', false],
    ['“Q”, antwoorden burgemeester en wethouders', false],
    ['De gemeente Utrecht: Q', false],
    ['Het kabinet: “Q”', null],
    ['“Q”, aldus de rijksoverheid.', null],
    ['De bewindspersonen schrijven: “Q”', null],
    ['“Q,” the Dutch government said.', null],
    ['Het ministerie van Verkeer en Vervoer laat weten: “Q”', true],
    ['Het ministerie van Water: “Q”', false],
  ])('may be a body, which is no minister: %s', (quote, agrees) => {
    const roadWorks = 'De weg naar Oosterdam wordt volgend jaar veel breder'
    const { verdict, attribution } = check(quote.replace('Q', roadWorks))
    expect([verdict, attribution?.agrees]).toEqual(['verbatim', agrees])
  })

  it('contradicts no body of which the answer tells, and none where no minister answers', () => {
    const ofProvince = check('“De provincie draagt de helft bij”, aldus de provincie.')
    expect(ofProvince.attribution).toEqual({ named: 'de provincie', agrees: null })
    const ofNobody = indexQuotes([{ ...roads.document, ministers: [] }])
    expect(
      checkQuote(ofNobody, 'Het college: “De weg naar Oosterdam wordt volgend jaar veel breder”'),
    ).toMatchObject({ verdict: 'verbatim', attribution: { agrees: null } })
  })

  it('contradicts nobody where the document tells only on whose behalf as well', () => {
    const { document } = locks
    const behind = { ...document.ministers[0]!, name: 'Zand', portfolio: 'Water' }
    const untold = indexQuotes([{ ...document, ministers: [], onBehalfOf: [behind] }])
    const agrees = (named: string) =>
      checkQuote(untold, `“De provincie draagt de helft bij”, aldus ${named}.`).attribution?.agrees
    expect(agrees('minister Zand')).toBe(true)
    expect(agrees('minister Bergen')).toBeNull()
    expect(agrees('het lid Bergen')).toBe(false)
  })

  it.each(["Minister Zand gaat 's avonds varen.", 'De minister kijkt ‘s nachts naar de sluis.'])(
    'is none where an apostrophe begins a word: %s',
    (quote) => {
      expect(readQuote(quote)).toMatchObject({ named: null, takenOff: [] })
    },
  )

  it.each(['Minister Van ’t Hart', "de minister-president, Van 't Hart"])(
    'may hold an apostrophe: %s',
    (named) => {
      const quote = `“De provincie draagt de helft bij”, aldus ${named}.`
      expect(check(quote)).toMatchObject({ verdict: 'verbatim', attribution: { named } })
    },
  )

  it.each([
    '“De provincie draagt de helft bij” in Westhaven, aldus minister Zand.',
    '‘De provincie draagt de helft bij’ ook in 2024, aldus minister Zand',
  ])('is removed with the words that only tell where or when: %s', (quote) => {
    const { verdict, attribution, takenOff } = check(quote)
    expect({ verdict, attribution }).toEqual({
      verdict: 'verbatim',
      attribution: { named: 'minister Zand', agrees: true },
    })
    for (const { start, end, text } of takenOff) expect(quote.slice(start, end).trim()).toBe(text)
  })

  it.each([
    '“De provincie draagt de helft bij” niet, aldus minister Zand.',
    'Zij “draagt de helft bij” in Westhaven, aldus minister Zand.',
  ])('leaves other words of the quoter to the comparison: %s', (quote) => {
    expect(check(quote).verdict).not.toBe('verbatim')
  })

  it.each([
    'Volgens minister Zand draagt het Rijk niets, want “De provincie draagt de helft bij.”',
    'Minister Zand sluit de sluizen: De provincie draagt de helft bij.',
    'Minister Zand heeft geen geld over: “De provincie draagt de helft bij.”',
    '“De provincie draagt de helft bij”, aldus minister Zand die de sluizen sluit',
    '“De provincie draagt de helft bij”, ontkent minister Zand',
    '“De provincie draagt de helft bij”, met minister Zand',
    'De sluizen gaan dicht, schreef minister Zand: “De provincie draagt de helft bij.”',
  ])('is no claim of the quoter’s: %s', (quote) => {
    expect(readQuote(quote)).toMatchObject({ named: null, takenOff: [] })
    expect(check(quote).verdict).not.toBe('verbatim')
  })

  it.each([
    'Minister Zand schrijft in 2021: De provincie draagt de helft bij.',
    'De minister van infrastructuur en waterstaat antwoordde: “De provincie draagt de helft bij.”',
    '“De provincie draagt de helft bij”, aldus minister Zand in antwoord op vragen van het lid Bos',
    '“De provincie draagt de helft bij”, zei minister Zand (VVP) gisteren tijdens het vragenuur.',
  ])('may tell when and to whom: %s', (quote) => {
    expect(check(quote)).toMatchObject({ verdict: 'verbatim' })
  })

  it('is reported once, and the marks beside it by themselves', () => {
    const { takenOff } = check('"De provincie draagt de helft bij", aldus minister Zand')
    expect(takenOff.map(({ kind, text }) => [kind, text])).toEqual([
      ['attribution', ', aldus minister Zand'],
      ['marks', '"'],
      ['marks', '"'],
    ])
  })

  it('is compared with each place of an assembled quote', () => {
    const quote =
      'De provincie draagt de helft bij. De weg naar Oosterdam wordt volgend jaar veel breder'
    const { places: told, attribution } = check(`Minister Zand: “${quote}”`)
    expect([told.length, attribution?.agrees]).toEqual([2, false])
  })

  it('alters nothing of an altered quote', () => {
    const { verdict, matches } = check('"De provincie draagt een derde bij", aldus minister Zand')
    expect(verdict).toBe('altered')
    expect(matches[0]!.differences.map(({ quoted }) => quoted.text)).toEqual(['een', 'derde'])
  })

  it.each(['", aldus ', 'minister ', 'A ', '" ', 'Van van ', ', zei de minister '])(
    'is looked for in linear time in a run of %j',
    async (piece) => {
      readQuote(`"${piece.repeat(20)}`)
      await expectLinear((length) => readQuote(piece.repeat(length)), 5_000)
    },
  )
})

describe('the two names beside a verb', () => {
  const [own, ours] = [
    'De provincie draagt de helft bij',
    'De weg naar Oosterdam wordt volgend jaar',
  ]
  it.each([
    [`Zand antwoordt Van Dam: "${own}."`, 'Zand', true],
    [`Ruben Zand schrijft Eva van Dam: "${own}."`, 'Ruben Zand', true],
    [`Zand antwoordt het Kamerlid Van Dam: "${own}."`, 'Zand', true],
    [`Bos antwoordt Zand: "${own}."`, 'Bos', false],
    [`Zand told Bos: "${ours}"`, 'Zand', false],
    // One of them is no name.
    [`Vervolgens antwoordt Zand: "${own}."`, 'Zand', true],
    [`Dinsdag schreef Zand: "${own}."`, 'Zand', true],
    [`Aan Van Dam schreef Zand: "${own}."`, 'Zand', true],
    [`In de krant schreef Zand: "${own}."`, 'Zand', true],
  ])('are the speaker and the listener: %s', (quote, named, agrees) => {
    expect(check(quote)).toMatchObject({ verdict: 'verbatim', attribution: { named, agrees } })
  })

  it.each([`Telefonisch antwoordt Zand: "${own}."`, `Nieuwe Haven: "${own}."`])(
    'name nobody where the first is of nobody: %s',
    (quote) => {
      expect(check(quote)).toMatchObject({ verdict: 'verbatim', attribution: null })
    },
  )
})

describe('a quote in a post', () => {
  const own = 'De provincie draagt de helft bij'
  it.each([
    [`🌊 "${own}" 🧵👇`, null],
    [`💬 ${own}. 🇳🇱`, null],
    [`RT @water: "${own}."`, null],
    [`@zand: ${own}.`, null],
    [`1/4 "${own}."`, null],
    [`1/n ${own}.`, null],
    [`${own}. (2/5)`, null],
    [`"${own}" https://krant.example/brug (2/n)`, null],
    [`${own} https://krant.example/brug\n\n1/ 🧵`, null],
    [`"${own}." #sluis 2/2 (https://krant.example/brug)`, null],
    [`"${own}." https://krant.example/brug #brug`, null],
    [`${own}.\n\nBron: https://krant.example/brug`, null],
    [`🌊 Zand: "${own}." via @krant`, 'Zand'],
    [`"${own}", aldus Zand. #sluis @zand`, 'Zand'],
    [`"${own}." ~ Zand, 1 april 2021`, 'Zand'],
    [`"${own}", zegt Zands woordvoerder.`, 'Zand'],
  ])('is compared without what the post adds, which is told: %s', (quote, named) => {
    const { verdict, attribution, takenOff } = check(quote)
    expect({ verdict, named: attribution?.named ?? null }).toEqual({ verdict: 'verbatim', named })
    const told = takenOff.map(({ text }) => text).join(' ')
    expect(
      [...quote.replace(own, '').replace(/[\s."]/g, '')].every((sign) => told.includes(sign)),
    ).toBe(true)
  })

  it.each([
    `${own} 2/5`,
    `${own} https://a.nl, dus 2/5`,
    `1/4 ${own.toLowerCase()}`,
    `${own} #`,
    `🌊 ${own} 🌊 allemaal`,
  ])('is altered by what may be its own words: %s', (quote) => {
    expect(check(quote).verdict).toBe('altered')
  })

  it.each(['"een" ', ' https://a.example🌊', '🌊 ', ' @a', ' 1/2', ' #a (1/n)'])(
    'is read in time proportional to its length: %j',
    async (part) => {
      await expectLinear((length) => {
        readQuote(`${part.repeat(length / part.length)}x`)
      }, 20_000)
    },
  )
})

describe('a quote with other spaces', () => {
  it.each([
    'De sluizen bij West haven worden in 2024 vernieuwd',
    'De sluizen bijWesthaven worden in 2024 vernieuwd',
    'De sluizenbijWesthavenwordenin 2024 vernieuwd',
    'in 2024 vernieuwd voor 15000 euro.',
    'd e s l u i z e n bij Westhaven worden in 2024 vernieuwd',
  ])('is verbatim, and reported as such: %s', (quote) => {
    const { verdict, matches } = check(quote)
    expect(verdict).toBe('verbatim')
    expect(new Set(matches[0]!.differences.map(({ kind }) => kind))).toEqual(new Set(['spaces']))
  })

  it.each([
    'De sluizen bij Westhaven worden in 20 24 vernieuwd',
    'in 2024 vernieuwd voor 1 5000 euro.',
    'in 2024 vernieuwd voor 150 00 euro.',
    'De sluizen bij Westhavenworden in 2023 vernieuwd',
  ])('is altered if a number changes: %s', (quote) => {
    expect(check(quote).verdict).toBe('altered')
  })
})

describe('a quote from several places', () => {
  const places = (quote: string) =>
    check(quote).places.map(({ answerId, quoted }) => [answerId, quoted.text])

  it.each([
    ['De provincie draagt de helft bij en de weg naar Oosterdam wordt volgend jaar veel breder'],
    [
      '“De provincie draagt de helft bij” en “De weg naar Oosterdam wordt volgend jaar veel ' +
        'breder”',
    ],
    ['De provincie draagt de helft bij … de weg naar Oosterdam wordt volgend jaar veel breder'],
  ])('is altered, and reported as such: %s', (quote) => {
    expect(check(quote).verdict).toBe('altered')
    expect(places(quote).map(([answer]) => answer)).toEqual(['locks.1', 'roads.1'])
  })

  it.each([
    [
      'De sluizen bij Westhaven worden in 2024 vernieuwd voor 15 000 euro. De weg naar Oosterdam ' +
        'wordt volgend jaar veel smaller dan hij nu is.',
      ['locks.1', 'roads.1'],
      ['smaller'],
    ],
    [
      'De weg naar Oosterdam wordt volgend jaar veel breder dan hij nu is (…) de sluizen bij ' +
        'Westhaven worden in 2025 vernieuwd voor 15 000 euro.',
      ['roads.1', 'locks.1'],
      ['2025'],
    ],
    [
      '“De weg naar Oosterdam wordt vorig jaar veel breder dan hij nu is” en “De sluizen bij ' +
        'Westhaven worden in 2024 gesloopt voor 15 000 euro”',
      ['roads.1', 'locks.1'],
      ['vorig', 'gesloopt'],
    ],
  ])('is altered where one of its sentences is: %s', (quote, answers, words) => {
    const { verdict, matches } = check(quote)
    expect([verdict, places(quote).map(([answer]) => answer)]).toEqual(['altered', answers])
    const changed = matches.flatMap(({ differences }) =>
      differences.filter(({ kind }) => kind === 'changed'),
    )
    expect(changed.map(({ quoted }) => quoted.text)).toEqual(words)
    for (const { quoted } of changed) {
      expect(quote.slice(quoted.start, quoted.end)).toBe(quoted.text)
    }
  })

  it('is none where one of its sentences stands nowhere', () => {
    const quote =
      'De sluizen bij Westhaven worden in 2025 vernieuwd voor 15 000 euro. Daarom mag niemand ' +
      'ooit nog met zware schepen langs onze stad varen, zo vinden alle mensen met een boot hier.'
    expect(check(quote)).toMatchObject({ verdict: 'not_found', places: [] })
  })

  it('from a question and an answer is reported as such', () => {
    const quote =
      'Gaat u de sluizen bij Westhaven in 2022 eindelijk vernieuwen? De provincie draagt de ' +
      'helft bij.'
    expect(check(quote).places.map(({ kind }) => kind)).toEqual(['question', 'answer'])
  })

  it('is not one if it occurs as it is, or differs by a word', () => {
    expect(places('De sluizen bij Westhaven worden in 2024 vernieuwd')).toEqual([])
    expect(
      places('De weg naar Oosterdam wordt volgend jaar zeker veel breder dan hij nu is.'),
    ).toEqual([])
  })
})

it('a question is reported as a member of parliament’s words', () => {
  expect(
    check('"Wanneer wordt de weg naar Oosterdam breder?", aldus minister Van Weel'),
  ).toMatchObject({
    verdict: 'not_found',
    elsewhere: [{ kind: 'question', askers: [{ name: 'Bos', party: 'DDD' }] }],
  })
})

it.each([
  'Ook: “De provincie betaalt.”',
  'Maar “De provincie betaalt.”',
  'Also: “De provincie betaalt.”',
  'Over de “helft van de provincie”',
  'Op “de helft van de provincie”',
])('does not take the opening word of %s for a name', (quote) =>
  expect(readQuote(quote).named).toBeNull(),
)

describe('words that many ministers wrote', () => {
  const answered = (id: string, minister: string, answer: string) =>
    parsed(
      `Vragen van het lid Bos (DDD) aan de Minister van Verkeer over wegen.

Antwoord van Minister ${minister} (Verkeer) (ontvangen 1 april 2022).

Vraag 1
Kent u het bericht?

Antwoord 1
${answer}
`,
      id,
    )

  it('are first of all those of the person whom the quote names', async () => {
    const names = ['Berk', 'Eik', 'Es', 'Iep', 'Linde', 'Olm', 'Wilg']
    const others = await Promise.all(names.map((name) => answered(name, name, 'Nee.')))
    const own = await answered('late', 'Zomer', 'Nee.')
    const long = await answered('longer', 'Winter', 'Nee, op dit moment niet.')
    const many = indexQuotes([...others, own, long].map(({ document }) => document))
    expect(checkQuote(many, '"Nee.", aldus minister Zomer')).toMatchObject({
      verdict: 'verbatim',
      matches: [{ answerId: 'late.1' }],
      attribution: { agrees: true },
    })
    expect(checkQuote(many, '"Nee", aldus minister Winter')).toMatchObject({
      matches: [{ answerId: 'longer.1' }],
      attribution: { agrees: true },
    })
    expect(checkQuote(many, '"Nee.", aldus minister Herfst')).toMatchObject({
      verdict: 'verbatim',
      attribution: { agrees: false },
    })
  })
})
