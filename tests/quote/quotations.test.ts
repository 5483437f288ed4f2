import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQuote } from '../../src/quote/attribution.ts'
import { quotationsOf } from '../../src/quote/quotations.ts'
import { expectLinear } from '../support/cost-of.ts'

const texts = (text: string) => quotationsOf(text).map((quotation) => quotation.text)

describe('quotationsOf', () => {
  it.each([
    ['De minister zegt “dit is zo” en „dat niet”.', ['dit is zo', 'dat niet']],
    ['Hij zei: "Ja, dat klopt." Zij zei: «Nee».', ['Ja, dat klopt.', 'Nee']],
    [
      "Foto's van 's morgens: 'dit is het plan van de minister'.",
      ['dit is het plan van de minister'],
    ],
    ['Het ‘plan van ’s Rijks kas’ is er.', ['plan van ’s Rijks kas']],
    ['Een scherm van 15" is geen citaat, en 5\' ook niet.', []],
    ['“Het rapport «Water» is er”, aldus de minister.', ['Het rapport «Water» is er']],
    ['“Nooit gesloten.\n\nEen nieuwe alinea met “een citaat”.', ['een citaat']],
    ['“Over twee\nregels”', ['Over twee\nregels']],
    [
      'Tekst.\n\n> Een heel blok\n> van twee regels.\n\nTekst.',
      ['> Een heel blok\n> van twee regels.\n'],
    ],
    ['“…” en "—"', []],
    ['Hij zei: „dit is "zo" bedoeld", en ‚dat ook\'.', ['dit is "zo" bedoeld', 'dat ook']],
    // Every style of marks, however it is written.
    ['Hij zei »dit is zo« en ›dat ook‹.', ['dit is zo', 'dat ook']],
    ['Hij zei « dit is zo » en «\u00a0dat ook\u00a0».', [' dit is zo ', '\u00a0dat ook\u00a0']],
    ['Hij zei “dit is zo“ en “wat (“ja”) zo is“.', ['dit is zo', 'wat (“ja”) zo is']],
    ['Hij zei ”dit is zo” en ’dat ook’.', ['dit is zo', 'dat ook']],
    ["Hij zei ``dit is zo'' en ,,dat ook''.", ['dit is zo', 'dat ook']],
    ['Hij zei &ldquo;dit&rdquo;, &quot;dat&quot; en <q>zo</q>.', ['dit', 'dat', 'zo']],
    ['Hij zei ＂dit is zo＂ en 「dat ook」.', ['dit is zo', 'dat ook']],
    ['Een <a href="x" title="y">link</a> en Home » Nieuws » Sport.', []],
    ['Eerst “een begin\n\nen dan het einde”.', ['een begin\n\nen dan het einde']],
    ['“Een begin.\n\n“En het einde.”', ['Een begin.', 'En het einde.']],
    // Each paragraph of a long quotation opens anew; only the last one closes.
    ['“Een begin.\n“En het einde.”', ['Een begin.', 'En het einde.']],
    ['"Een begin.\n  "Meer!\n"En het einde."', ['Een begin.', 'Meer!', 'En het einde.']],
    ['„Hij zei\n„nee” tegen mij”', ['Hij zei\n„nee” tegen mij']],
    ['“Ja.\n“Nee”, zei hij.”', ['Ja.\n“Nee”, zei hij.']],
    ['- Een punt:\n  > Een blok.\n- > Nog een.\n', ['> Een blok.\n', '> Nog een.\n']],
    ['<blockquote cite="x"><p>Een blok.</p></blockquote>', ['<p>Een blok.</p>']],
  ])('finds those of %j', (text, expected) => {
    expect(texts(text)).toEqual(expected)
  })

  it.each([
    ['“De **minister** [schrijft](https://a.nl/b) \\*dit\\*.”', '“De minister schrijft *dit*.”'],
    [
      '“Co&ouml;rdinatie kost &euro; 3&nbsp;miljoen[^2] […] [d]us.”',
      '“Coördinatie kost € 3\u00a0miljoen […] [d]us.”',
    ],
    ['“semi<wbr>conductoren <b>zijn</b> er&#x21;”', '“semiconductoren zijn er!”'],
    ['“De brug[2] is 3[12] meter [2] lang.[3](#n3)”', '“De brug is 3 meter [2] lang.”'],
    ['“snake_case_naam en 2*3*4”', '“snake_case_naam en 234”'],
    ['> *Een blok.*\n>\n> — minister Zand\n', '“Een blok.”, aldus minister Zand'],
    ['> Een blok.\n> — Ada Zand, 3 maart\n', '“Een blok.” – Ada Zand, 3 maart'],
    ['> Een blok.\n> — Ada Zand (@az) 3 maart\n', '“Een blok.” – Ada Zand (@az) 3 maart'],
    ['> Een blok.\n> *Ada Zand, 3 maart*\n', '“Een blok.” – Ada Zand, 3 maart'],
    ['> Een blok.\n>\n> (antwoord op vraag 2)\n', 'Een blok.\n(antwoord op vraag 2)'],
    ['Zand belooft:\n\n> Een blok.\n', 'Zand belooft: “Een blok.”'],
    ['Zand ontkent:\n\n> Een blok.\n', 'Een blok.'],
    ['> "Een blok."\n> *Zand*\n', '"Een blok."\nZand'],
    [
      '<blockquote><p>Een blok.</p><footer>— <cite>minister Zand</cite></footer></blockquote>',
      '“Een blok.”, aldus minister Zand',
    ],
    ['<blockquote>Een blok. <cite>Ada Zand</cite></blockquote>', '“Een blok.”, aldus Ada Zand'],
    ['> Antwoord 2\n>\n> Een blok.\n>\n> — Ada Zand\n', 'Antwoord 2\n“Een blok.”, aldus Ada Zand'],
    ['Zand belooft:\n\n> Antwoord 2\n> Een blok.\n', 'Antwoord 2\n“Een blok.”, aldus Zand'],
    // What may be the quotation's own stays.
    ['> Een blok.\n> *Nee*\n', 'Een blok.\nNee'],
    ['> *Een blok.*\n> *Dat zei Ada Zand.*\n', 'Een blok.\nDat zei Ada Zand.'],
    ['> Twee dingen:\n> - Water\n> - Zand\n', 'Twee dingen:\n- Water\n- Zand'],
    ['<blockquote>Zo is het. Zie <cite>De Wet</cite></blockquote>', 'Zo is het. Zie De Wet'],
    ['<blockquote>Ja. <cite>De Wet</cite> zegt dat.</blockquote>', 'Ja.\nDe Wet zegt dat.'],
    ['„Hij zei “nee” tegen mij”', '«Hij zei “nee” tegen mij»'],
  ])('takes no markup for words: %j', (text, given) => {
    expect(quotationsOf(text).map((quotation) => quotation.given)).toEqual([given])
  })

  it.each([
    ['“Dit”, aldus minister Zand, “is zo.”', '“Dit”, aldus minister Zand, “is zo.”'],
    ['«De **brug**», zegt Zand, «is dicht.»', '“De brug”, zegt Zand, “is dicht.”'],
    ['“Dit”, aldus minister Zand. “Dat is zo.”', null],
    ['“Dit”, en even later “is zo.”', null],
    ['“Dit”, aldus minister Zand,\n\n“is zo.”', null],
    ['“Dit”, aldus minister Zand.', null],
  ])('joins two that only their attribution splits: %j', (text, joined) => {
    expect(quotationsOf(text)[0]!.joined).toBe(joined)
  })

  it('divides a block quote with the headings of questions and answers', () => {
    const text =
      'Minister Bos:\n\n> **Vraag 2**\n> Is de brug dicht?\n>\n> **Antwoord**\n> Nee.\n>\n' +
      '> — Ada Zand\n\n' +
      'Minister Bos:\n> Vraag: is de brug dicht? Antwoord: Nee.\n\n> Antwoord 2\n> Nee.\n'
    const parts = quotationsOf(text).map(({ headed }) =>
      headed.map(({ line, given }) => [line, given]),
    )
    expect(parts).toEqual([
      [
        [3, 'Vraag 2\nIs de brug dicht?'],
        [6, 'Antwoord\n“Nee.”, aldus Ada Zand'],
      ],
      [
        [12, 'Vraag: is de brug dicht?'],
        [12, 'Antwoord: “Nee.”, aldus Minister Bos'],
      ],
      [],
    ])
  })

  it('tells the line, the place and the speaker', () => {
    const text =
      'Kop\n\nDe minister schrijft: “Dat is zo.”\n\n“Dit ook”, aldus minister Zand. Meer.'
    const [first, second] = quotationsOf(text)
    expect([first!.line, second!.line]).toEqual([3, 5])
    expect(text.slice(second!.start, second!.end)).toBe('Dit ook')
    expect(second!.given).toBe('“Dit ook”, aldus minister Zand.')
    expect(first!.given).toContain('De minister schrijft')
  })

  it.each([
    [
      'Dat is “een begin” voor de inwoners, aldus minister Zand.',
      ['“een begin”, aldus minister Zand.'],
    ],
    [
      'Ze noemt het ‘een begin’ en zegt: ‘Er komt meer’, aldus minister Zand.',
      ['“een begin”', '“Er komt meer”, aldus minister Zand.'],
    ],
    [
      "Het is ,,een begin'' en <q>niet het einde</q> van alles, aldus Zand.",
      ['“een begin”', '“niet het einde”, aldus Zand.'],
    ],
    ['Over de “helft” zei hij niets.', ['“helft”']],
    ["Hij zei: 'Ja', en Zand: 'Nee.'", ['“Ja”', '“Nee.”']],
  ])('leaves out the words between a quotation and its speaker: %j', (text, given) => {
    expect(quotationsOf(text).map((quotation) => quotation.given)).toEqual(given)
  })

  it.each([
    ['In een brief aan de Kamer stelt minister Zand dat “dit zo is”.', 'minister Zand'],
    ['Dat zei ook minister Zand: “Dit is zo.”', 'minister Zand'],
    ['Minister Zand noemt het “dit is zo”.', 'Minister Zand'],
    ['Minister Zand spreekt van “dit is zo”.', 'Minister Zand'],
    ['Zie ook het antwoord van minister Zand op vraag 2: “Dit is zo.”', 'minister Zand'],
    ['Vorige week liet minister Zand al weten: “Dit is zo.”', 'minister Zand'],
    ['Nadat minister Bos dat schreef, antwoordde Zand: “Dit is zo.”', 'Zand'],
    ['Minister Zand is heel duidelijk: “Dit is zo.”', 'Minister Zand'],
    ['Volgens minister Zand geldt: “Dit is zo.”', 'minister Zand'],
    ['- minister Zand: “Dit is zo.”', 'minister Zand'],
    ['2) Minister Zand reageerde kort: “Dit is zo.”', 'Minister Zand'],
    ['Het lid Bos (DDD) zei: “Dit is zo.”', 'Het lid Bos (DDD)'],
    ['“Dit is zo,” zo laat minister Zand weten.', 'minister Zand'],
    ['“Dit is zo.” Dat schrijft minister Zand aan de Kamer.', 'minister Zand aan de Kamer'],
    ['Minister Zand schreef:\n\n> Dit is zo.\n', 'Minister Zand'],
    [
      'Bos schreef:\n\n> Dit is zo.\n>\n> — Antwoord van Minister Zand op vraag 2, 2021D00001\n',
      'Minister Zand',
    ],
    ['Minister Bos schreef:\n\n> Minister Zand: Dit is zo.\n', 'Minister Zand'],
    ['<p>Hierop antwoordde Zand:</p><blockquote>Dit is zo.</blockquote>', 'Zand'],
    ['Het lid Bos (DDD) liet minister Zand weten: “Dit is zo.”', 'Het lid Bos (DDD)'],
    ['Bos (DDD) schreef minister Zand: “Dit is zo.”', 'Bos (DDD)'],
    ['Op vragen van Bos (DDD) liet minister Zand weten: “Dit is zo.”', 'minister Zand'],
    ['In een schriftelijke reactie van minister Zand staat: “Dit is zo.”', 'minister Zand'],
    ['Het antwoord van Zand was kort: “Dit is zo.”', 'Zand'],
    ['In her reply, Water Minister Zand wrote that “Dit is zo.”', 'Water Minister Zand'],
    ['“Dit is zo,” Zand told MPs on Monday.', 'Zand'],
    ['Volgens Bos niet. Minister Zand sneert: “Dit is zo.”', 'Minister Zand'],
    [
      'Het is zo: “Dit is zo” (minister A. Zand, antwoord 3). Meer.',
      'minister A. Zand, antwoord 3',
    ],
    ['Gisteren waarschuwde minister Zand: “Dit is zo.”', 'minister Zand'],
    ['Vgl. het antwoord van minister Zand op vraag 2: “Dit is zo.”', 'minister Zand'],
    ['Zijn voorganger, minister Zand: “Dit is zo.”', 'minister Zand'],
    ['En minister Zand: “Dit is zo.”', 'minister Zand'],
    ['| 2 | Minister Zand | “Dit is zo.” |', 'Minister Zand'],
    ['**“Dit is zo.”** – minister Zand', 'minister Zand'],
    ['Het antwoord van minister Zand luidt als volgt: “Dit is zo.”', 'minister Zand'],
    // in lines that end where the next word does not fit
    ['Op 3 mei 2021 schreef minister Zand aan de Kamer:\n“Dit is zo.”', 'minister Zand'],
    ['In zijn brief aan de Kamer van 3 mei stelt minister\nZand dat “dit zo is”.', 'minister Zand'],
    [
      'Dat het zo is, blijkt: “Dit is zo”, schrijft minister\nZand aan de Kamer.',
      'minister Zand aan de Kamer',
    ],
    ['“Dit is zo”\n(minister Zand).', 'minister Zand'],
    ['“Dit is zo”,\naldus minister Zand.', 'minister Zand'],
    ['Dat schreef stas. Zand: “Dit is zo.”', 'staatssecretaris Zand'],
    ['“Dit is zo.”\n— minister Zand', 'minister Zand'],
    ['Hoi, minister Zand schrijft letterlijk: “Dit is zo.” Groet, Bo', 'minister Zand'],
    // the line below
    ['> Dit is zo.\n\n— Minister Zand, 1 april 2021', 'Minister Zand, 1 april 2021'],
    ['> Dit is zo.\n\n(Minister Zand)\n\nMeer.', 'Minister Zand'],
    ['> Dit is zo.\n>\n> — Zand\n\n(minister Bos)', 'Zand'],
    ['> Dit is zo.\n\n(Lees hier meer.)', null],
    ['> Dit is zo.\n\n— Maar minister Zand ziet dat anders.', null],
    ['> Dit is zo.\n\n— Foto: ANP', null],
    ['“Dit is zo.”\n\n— minister Zand', 'minister Zand'],
    ['“Dit is zo.”\n\nminister Zand, 1 april 2021', 'minister Zand'],
    ['“Dit is zo.”\n\n*Zand, minister van Water*\n\nMeer.', 'Zand, minister van Water'],
    ['“Dit is zo.”\n\nMinister Zand\n\n“Nee.”', null],
    ['“Dit is zo.”\n\nMinister Zand:\n\n- Nee.', null],
    ['Bos\t“Dit is zo.”\nZand\t“Nee.”', 'Bos'],
    ['> Dit is zo.\n\nMinister Zand\n', 'Minister Zand'],
    ['> Dit is zo.\n\nDat schrijft minister Zand.', 'minister Zand'],
    ['> Dit is zo.\n\nDat vindt minister Zand onzin.', null],
    ['> Dit is zo.\n\nMinister Zand reageert verbaasd.', null],
    ['> Dit is zo.\n\nMinister Zand\n\n> Nee.', null],
    ['## Minister Zand\n\n> Dit is zo.', 'Minister Zand'],
    ['## Minister Zand onder vuur\n\n> Dit is zo.', null],
    // whose sentence tells of a minister
    ['Minister Zand sluit de brug: “Dit is zo.”', 'Minister Zand'],
    ['Minister Zand (Water) is er klaar mee. “Dit is zo.”', 'Minister Zand (Water)'],
    ['Ook minister Zand aarzelt. “Dit is zo”, zegt ze in de Kamer.', 'minister Zand'],
    ['Minister Zand schrijft dat het kabinet “dit is zo” vindt.', 'Minister Zand'],
    ['Uit antwoorden van minister Zand blijkt het volgende: “Dit is zo.”', 'minister Zand'],
    ['Minister [[Ada Zand|Zand]] antwoordt: “Dit is zo.”', 'Minister Zand'],
    ['| “Dit is zo.” | Minister Zand | 2021 |', 'Minister Zand'],
    // A claim, or somebody else who is named.
    ['“Dit is zo” is onzin, zegt minister Zand.', null],
    ['De Kamer geeft minister Zand mee: “Dit is zo.”', null],
    ['Minister Zand ontkent dat “dit zo is”.', null],
    // Other lines than those of one paragraph.
    ['- Minister Zand is er ook bij, en hij schrijft dat\n- “Dit is zo.”', null],
    ['Brug dicht, zegt minister\n“Dit is zo”\nZand en klei', null],
    ['Er is veel rumoer in de stad over de nieuwe brug.\nDe burgemeester: “Dit is zo.”', null],
    ['“Dit is zo.”\n- Minister Zand sluit de brug', null],
    ['In antwoord op een brief van minister Zand staat: “Dit is zo.”', null],
    ['Minister Zand zwijgt: “Dit is zo.”', null],
    ['Kamerlid Bos is er klaar mee. “Dit is zo.”', null],
    ['Minister Zand is er klaar mee. “Dit is zo”, aldus de burgemeester.', null],
    ['Minister Zand kreeg kritiek op de norm: “Dit is zo.”', null],
    ['Zo reageerde de Kamer op minister Zand: “Dit is zo.”', null],
    ['Toen vroeg Bos wat minister Zand vindt: “Dit is zo.”', null],
    ['Hij schreef aan minister Zand: “Dit is zo.”', null],
    ['“Dit is zo.” Dat vindt minister Zand onzin.', null],
    ['“Dit is zo.” Dat vindt Zand onzin.', null],
    ['“Dit is zo.” Dat zei Zand niet.', null],
    ['“Dit is zo” noemt Zand onzin.', null],
    ['Zand noemt “dit is zo” onzin.', null],
    ['Zand spreekt tegen dat “dit zo is”.', null],
    ['“Dit is zo”, volgens Zand klopt dat niet.', null],
    ['“Dit is zo.” Dat vindt Zand in strijd met de wet.', null],
    ['“Dit is zo”, verwerpt Zand in een brief.', null],
    [
      '[^1]: Minister Zand, antwoord op vraag 2: “Dit is zo.”',
      'Minister Zand, antwoord op vraag 2',
    ],
    ['12 Minister Zand: “Dit is zo.”', 'Minister Zand'],
    ['Minister Zand schreef een brief. Daarin staat:\n\n> Dit is zo.\n', null],
  ])('tells the speaker whom the sentence names: %j', (text, named) => {
    const [quotation] = quotationsOf(text)
    expect(readQuote(quotation!.given).named).toBe(named)
    expect(quotation!.given).toMatch(/[Dd]it (?:is zo|zo is)/)
  })

  const ministersIn = (text: string) =>
    Array.from(text.matchAll(/(?:[Dd]e )?(?:Vries|Zand)/g), ({ index, 0: name }) => {
      return { start: index, end: index + name.length }
    })

  it.each([
    ["De Vries' antwoord: “Dit is zo.”", 'De Vries'],
    ['“Dit is zo” (Zand/Water).', 'Zand'],
    ['“Dit is zo”, tekende de krant op uit de mond van minister Zand.', 'minister Zand'],
    ['“Dit is zo” was alles wat Ada Zand kwijt wilde.', 'Zand'],
    ['In de brief die Zand schreef, staat “Dit is zo”.', 'Zand'],
    ['Antwoorden Zand op Kamervragen Bos: “Dit is zo.”', 'Zand'],
    ['Minister Zand is van mening dat “Dit is zo”.', 'Minister Zand'],
    ['Zand reageert geschokt. “Dit is zo.”', 'Zand'],
    ['Zand reageert geschokt. “Dit is zo”, aldus de minister.', 'Zand'],
    ['“Dit is zo.” Zo begint Zand de brief.', 'Zand'],
    ['Met “Dit is zo” besluit Zand de brief.', 'Zand'],
    ["VVP'er Zand: “Dit is zo.”", 'Zand'],
    ['De Vries\n“Dit is zo.”\n\nZand\n\nZij zegt niets.', 'De Vries'],
    ['Zand kwam gisteren met een reactie:\n\n> Dit is zo.', 'Zand'],
    ['Op vragen aan Zand is het antwoord:\n\n> Dit is zo.', null],
    ['In reply, Zand made clear that “Dit is zo”.', 'Zand'],
    ['“Dit is zo”, a déclaré la ministre Zand.', 'Zand'],
    ['“Dit is zo” (antwoord op vraag 2, minister Zand)', 'minister Zand'],
    // asked, told or spoken of
    ['In antwoord op een brief van Zand staat “Dit is zo”.', null],
    ['Op vragen aan Zand kwam als antwoord: “Dit is zo.”', null],
    ['Vragen van Bos aan Zand over “Dit is zo”.', null],
    ["Zand' voorganger schreef: “Dit is zo.”", null],
    ['Anders dan Zand dacht, is “Dit is zo” waar.', null],
    ['De Vries en Zand zijn het eens: “Dit is zo.”', null],
    ['Bos verwijt Zand: “Dit is zo.”', null],
    ['Gisteren verweet de oppositie Zand: “Dit is zo.”', null],
    ['Kamerlid Zand is er klaar mee. “Dit is zo.”', null],
    ['Zand hoort de zin “Dit is zo” vaak.', null],
    ['Zand kent de zin “Dit is zo”.', null],
    ['“Dit is zo”, kreeg Zand te horen.', null],
    ['“Dit is zo”, staat in het stuk dat Zand beoordeelt.', null],
    ['“Dit is zo”, staat in de brief, en Zand steunt dat.', null],
    ['“Dit is zo.” Zand zucht.', null],
    ['Toen Zand begon, was dit de lijn: “Dit is zo.”', null],
    ['Deelt Zand de mening dat “Dit is zo”?', null],
    ['Minister Zand reageerde op “Dit is zo”.', null],
    ['Aan Zand gericht: “Dit is zo.”', null],
    ['Hij schreef Zand: “Dit is zo.”', null],
  ])('tells the only minister whom it names as saying it: %j', (text, named) => {
    const [quotation] = quotationsOf(text, { ministersIn })
    expect(readQuote(quotation!.given).named).toBe(named)
  })

  it('finds text put between marks in any text', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abc de. ,\n') })
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        expect(texts(`${before} “hier staat het” ${after}`)).toContain('hier staat het')
      }),
    )
  })

  it.each([
    '“',
    '"',
    "'",
    '„',
    '« ',
    '> ',
    '“a ',
    '<q>',
    '<blockquote>',
    '“a\n\n',
    '``',
    '<a',
    '“a.\n',
  ])('takes linear time for a run of %j', async (mark) => {
    await expectLinear((length) => quotationsOf(mark.repeat(length)), 2_500)
  })
})
