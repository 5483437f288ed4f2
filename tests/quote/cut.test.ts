import { describe, expect, it } from 'vitest'
import { checkQuote } from '../../src/quote/check.ts'
import { answering, indexQuotes } from '../support/quote-documents.ts'

function checked(paragraphs: readonly string[], quote: string) {
  const index = indexQuotes([answering('x', { question: 'Steunt u dat?', paragraphs })])
  const { verdict, matches } = checkQuote(index, quote)
  const [match] = matches
  return {
    verdict,
    sentence: match?.sentence.map(({ text }) => text).join(' | '),
    dropped: match?.differences.map(({ said }) => said.text.replace(/[.,]$/, '')),
  }
}

it('is not cut by the sentence behind one that ends with a capital letter', () => {
  const whole = 'Ik steun het voorstel van plan B. Dit doe ik niet graag.'
  expect(checked([whole], 'Ik steun het voorstel van plan B.').verdict).toBe('verbatim')
  const initial = 'Ik steun het voorstel van de heer B. De Wit niet.'
  expect(checked([initial], 'Ik steun het voorstel van de heer B.').verdict).toBe('cut')
})

describe('a cut quote', () => {
  it.each([
    ['Ik steun dat voorstel zeker niet.', 'Ik steun dat voorstel', ['niet']],
    ['Ik steun dat voorstel, mits het budget er komt.', 'Ik steun dat voorstel', ['mits']],
    // words of the quoter's own beside it
    ['Ik steun dat voorstel zeker niet.', 'Ik steun dat voorstel [van de Raad]', ['', 'niet']],
    [
      'Ik steun dat voorstel alleen als de Kamer meedoet.',
      'Ik steun dat voorstel',
      ['alleen', 'als'],
    ],
    ['Ik steun dat voorstel als de Kamer meedoet.', 'Ik steun dat voorstel', ['als']],
    ['Tenzij de Kamer anders wil, steun ik dat voorstel.', 'steun ik dat voorstel.', ['Tenzij']],
    ['Het is onjuist dat ik dat voorstel steun.', 'ik dat voorstel steun.', ['onjuist']],
    [
      'Nooit zal ik dat voorstel in de Kamer steunen.',
      'zal ik dat voorstel in de Kamer steunen',
      ['Nooit'],
    ],
    ['Zolang er geen geld is, steun ik het voorstel.', 'steun ik het voorstel', ['Zolang', 'geen']],
    ['Ik steun dat voorstel in beginsel.', 'Ik steun dat voorstel', ['in beginsel']],
    [
      'Ik steun het voorstel van mr. Jansen en dr. Vis niet.',
      'Ik steun het voorstel van mr. Jansen',
      ['niet'],
    ],
    [
      'Ik steun het, maar pas nadat de Raad heeft geadviseerd.',
      'Ik steun het,',
      ['maar', 'pas nadat'],
    ],
    // A condition before any subject, and anything that sets a limit, an exception or an end.
    ['Ik steun dat voorstel als gemeenten meedoen.', 'Ik steun dat voorstel', ['als']],
    ['Ik steun dat voorstel als Nederland meedoet.', 'Ik steun dat voorstel', ['als']],
    ['Ik steun dat voorstel wanneer provincies dat willen.', 'Ik steun dat voorstel', ['wanneer']],
    ['Zou de Raad instemmen, dan steun ik dat voorstel.', 'dan steun ik dat voorstel.', ['Zou']],
    ['Ik steun dat voorstel tot 2030.', 'Ik steun dat voorstel', ['tot 2030']],
    ['Ik vergoed 70% van de kosten tot 3.000 euro.', 'Ik vergoed 70% van de kosten', ['tot 3.000']],
    ['Ik steun dat voorstel tot nader order.', 'Ik steun dat voorstel', ['tot nader order']],
    [
      'Ik noem de namen niet voordat de landen zijn ingelicht.',
      'Ik noem de namen niet',
      ['voordat'],
    ],
    [
      'Ik sluit geen bruggen af, anders dan om redenen van veiligheid.',
      'Ik sluit geen bruggen af',
      ['anders dan'],
    ],
    [
      'Ik stel geen andere voorwaarden dan dat het recht wordt nageleefd.',
      'Ik stel geen andere voorwaarden',
      ['dan dat'],
    ],
    ['Ik steun dat voorstel deels.', 'Ik steun dat voorstel', ['deels']],
    ['Ik steun dat voorstel afgezien van artikel 3.', 'Ik steun dat voorstel', ['afgezien van']],
    [
      'Ik steun dat voorstel met uitzondering van artikel 3.',
      'Ik steun dat voorstel',
      ['uitzondering'],
    ],
    ['De vraag is minder urgent dan de vorige.', 'urgent dan de vorige', ['minder']],
    ['Er is zorg over mogelijke schade door mijnbouw.', 'schade door mijnbouw', ['mogelijke']],
    ['Wij letten op potentiële risico’s voor allen.', 'risico’s voor allen', ['potentiële']],
    ['Er is minder dan vijf miljoen beschikbaar.', 'vijf miljoen beschikbaar', ['minder dan']],
    ['Er is maximaal vijf miljoen beschikbaar.', 'vijf miljoen beschikbaar', ['maximaal']],
    // Claims of somebody else, or an event that is prevented.
    ['Ik bestrijd dat het kabinet faalt.', 'het kabinet faalt.', ['bestrijd']],
    ['Dit moet voorkomen dat het kabinet faalt.', 'het kabinet faalt.', ['voorkomen dat']],
    ['Ik ken de bewering dat het kabinet faalt.', 'het kabinet faalt.', ['bewering dat']],
    ['Naar verluidt faalt het kabinet in alles.', 'faalt het kabinet in alles.', ['Naar verluidt']],
    ['Critici stellen dat het kabinet faalt.', 'het kabinet faalt.', ['stellen dat']],
    [
      'In 2021 antwoordde mijn ambtsvoorganger dat de dijk sterk is.',
      'de dijk sterk is.',
      ['antwoordde mijn ambtsvoorganger dat'],
    ],
    ['De Raad concludeert dat de dijk sterk is.', 'de dijk sterk is.', ['concludeert dat']],
    [
      'Mijn ambtsvoorganger heeft in een brief gemeld dat de dijk sterk is.',
      'de dijk sterk is.',
      ['gemeld dat'],
    ],
    ['Eerder gaf de Raad aan dat de dijk sterk is.', 'de dijk sterk is.', ['gaf de Raad aan dat']],
    ['De politie liet mij weten dat de dijk sterk is.', 'dijk sterk is.', ['liet mij weten dat']],
    ['Mijn voorganger was van oordeel dat de dijk sterk is.', 'dijk sterk is.', ['oordeel dat']],
    ['Volgens critici faalt het kabinet in alles.', 'faalt het kabinet in alles.', ['Volgens']],
    ['Het kabinet faalt, aldus de Kamer.', 'Het kabinet faalt', ['aldus']],
    ['De kans dat het kabinet faalt, is klein.', 'het kabinet faalt', ['kans dat']],
    ['Ik hoop dat het kabinet slaagt.', 'het kabinet slaagt.', ['hoop dat']],
    ['Ik onderzoek of het kabinet faalt.', 'het kabinet faalt.', ['onderzoek of']],
    ['Of het kabinet faalt, is onbekend.', 'het kabinet faalt', ['Of']],
    ['Was er geld, dan steunde ik dat voorstel.', 'steunde ik dat voorstel.', ['Was']],
    ['Komt er steun, steun ik dat voorstel ook.', 'steun ik dat voorstel ook.', ['Komt']],
    // What takes a part out, or puts off.
    ['Ik steun dat voorstel, op één punt na.', 'Ik steun dat voorstel', ['op één punt na']],
    ['Ik steun dat voorstel, al is het met tegenzin.', 'Ik steun dat voorstel', ['al is']],
    ['Ik steun dat voorstel voor een deel.', 'Ik steun dat voorstel', ['voor een deel']],
    ['Ik steun dat voorstel pas in 2030.', 'Ik steun dat voorstel', ['pas in']],
    [
      'Ik steun dat voorstel, met de kanttekening dat artikel 3 vervalt.',
      'Ik steun dat voorstel',
      ['kanttekening'],
    ],
    ['I support that proposal, subject to approval.', 'I support that proposal', ['subject to']],
    // What has been said of a claim before, or is said of it behind.
    [
      'Dat het kabinet faalt, is uit de lucht gegrepen.',
      'het kabinet faalt',
      ['Dat', 'lucht gegrepen'],
    ],
    ['Dat het kabinet faalt, zult u begrijpen.', 'het kabinet faalt', ['Dat']],
    [
      'De conclusie dat het kabinet faalt, gaat mij te ver.',
      'het kabinet faalt',
      ['conclusie dat'],
    ],
    [
      'Ik neem afstand van de mening dat het kabinet faalt.',
      'het kabinet faalt.',
      ['afstand van', 'mening dat'],
    ],
    ['Ik spreek tegen dat het kabinet faalt.', 'het kabinet faalt.', ['tegen dat']],
    ['Ik wijs de gedachte af dat het kabinet faalt.', 'het kabinet faalt.', ['af dat']],
    ['U vraagt of het kabinet faalt.', 'het kabinet faalt.', ['vraagt of']],
    ['Het lijkt erop dat het kabinet faalt.', 'het kabinet faalt.', ['lijkt erop']],
    ['Het kabinet faalt, naar ik vrees.', 'Het kabinet faalt', ['naar ik']],
    ['Het kabinet faalt volgens de krant.', 'Het kabinet faalt', ['volgens']],
    ['Ik steun dat voorstel, doch met aarzeling.', 'Ik steun dat voorstel', ['doch']],
    ['Ik steun dat voorstel, zij het schoorvoetend.', 'Ik steun dat voorstel', ['zij het']],
    ['Ik steun dat voorstel tot eind 2026.', 'Ik steun dat voorstel', ['tot eind']],
    ['Ik steun dat voorstel tot en met 2026.', 'Ik steun dat voorstel', ['tot en']],
    ['Tot voor kort steunde ik dat voorstel.', 'steunde ik dat voorstel.', ['Tot voor kort']],
    ['Sommige leden steunen dat voorstel.', 'leden steunen dat voorstel.', ['Sommige']],
    ['Er is weinig reden dat voorstel te steunen.', 'dat voorstel te steunen.', ['weinig reden']],
    ['Ik ben tegen het steunen van dat voorstel.', 'het steunen van dat voorstel.', ['ben tegen']],
    // A figure without its unit or the rest of its range.
    ['Er is dit jaar 3 miljard euro.', 'Er is dit jaar 3', ['miljard']],
    ['De groei is tussen 3 en 5 procent.', '5 procent.', ['3 en']],
    ['Het kost tussen de € 3 en € 5 miljoen.', '€ 5 miljoen.', ['3 en']],
    ['Het kost tussen de € 3 en € 5 miljoen.', '5 miljoen.', ['3 en €']],
    ['Het kost € 3 tot € 5 miljoen.', 'Het kost € 3', ['tot € 5']],
    ['De groei is 3 tot 5 procent.', 'De groei is 3', ['tot 5']],
    ['De groei was min 3 procent.', '3 procent.', ['min']],
    // Words that the answer itself quotes.
    [
      'De Kamer schrijft: «De dijk is oud en lek».',
      'De dijk is oud en lek',
      ['De Kamer schrijft:'],
    ],
    ['“De dijk is oud en lek” zegt een bewoner.', '“De dijk is oud en lek”', ['zegt een bewoner']],
    // Whatever the spelling of the word.
    ['Ik steun dat voorstel NÍET.', 'Ik steun dat voorstel', ['NÍET']],
    ['Ik steun dat voorstel ni\u00adet.', 'Ik steun dat voorstel', ['ni\u00adet']],
    ['I think I don’t like the costs of it.', 'like the costs of it.', ['don’t']],
    [
      'Ik steun dat voorstel van de Kamer niet meer.',
      'Ik steun … van de Kamer',
      ['dat voorstel', 'niet'],
    ],
  ])('of "%s"', (sentence, quote, dropped) => {
    const result = checked([`Dank voor de vraag. ${sentence} Meer weet ik nu nog.`], quote)
    expect(result).toEqual({ verdict: 'cut', sentence, dropped })
  })

  it.each([
    ['Ik steun dat voorstel, mits het budget er komt.', 'Ik steun dat voorstel.', ['mits']],
    [
      'Ik haal de norm van 90 procent, mits er geld is.',
      'Ik haal de norm van 90 procent.',
      ['mits'],
    ],
    ['Ik steun dat voorstel niet.', 'Ik steun dat voorstel.', ['niet']],
    ['Ik steun dat voorstel niet.', '„Ik steun dat voorstel!”', ['niet']],
    ['Steun ik dat voorstel, tenzij de Raad afwijst?', 'Steun ik dat voorstel?', ['tenzij']],
    ['Ik steun dat voorstel; onder voorwaarden.', 'Ik steun dat voorstel. …', ['voorwaarden']],
    ['Ik steun dat voorstel, mits het kan.', 'Ik steun dat voorstel. […]', ['mits']],
    ['Ik steun dat voorstel, mits het kan.', 'Ik steun dat voorstel …', ['mits']],
    ['Ik steun dat (voorstel) alleen als het kan.', 'Ik steun dat (voorstel).', ['alleen', 'als']],
  ])('of "%s" is told of where it ends as a sentence: "%s"', (said, quote, dropped) => {
    const result = checked([said], quote)
    expect(result.verdict).toBe('cut')
    expect(result.dropped!.slice(-dropped.length)).toEqual(dropped)
  })

  it.each([
    // Nothing is taken back, but the sentence does not end there.
    ['Ik steun dat voorstel, zoals ik de Kamer schreef.', 'Ik steun dat voorstel.'],
    // The sentence does end there, and is no question.
    ['Ik steun dat voorstel. Mits het kan.', 'Ik steun dat voorstel?'],
    // Another word, another figure, another mark within.
    ['Ik steun dat voorstel, mits het kan.', 'Ik steun dat plan.'],
    ['Ik haal 90 procent, mits er geld is.', 'Ik haal 80 procent.'],
    ['Ik haal 90%, mits er geld is.', 'Ik haal 90.'],
    ['Ik steun, zo nodig, dat voorstel, mits het kan.', 'Ik steun zo nodig, dat voorstel.'],
  ])('and altered otherwise: "%s"', (said, quote) => {
    expect(checked([said], quote).verdict).toBe('altered')
  })

  it('is none if what is put off is said in the next sentence', () => {
    const said = 'Dat voorstel steun ik eerst. Op dit punt volgt later een brief.'
    expect(checked([said], 'Dat voorstel steun ik').verdict).toBe('verbatim')
  })

  it.each([
    [
      'De NAVO zei daarover dat "we must do more, and do it faster".',
      'we must do more, and do it faster',
      'De NAVO zei daarover dat',
    ],
    [
      'Het klopt niet dat zij zei: "Ik steun dat voorstel."',
      'Ik steun dat voorstel.',
      'Het klopt niet dat zij zei:',
    ],
    [
      'Alleen als de Raad schrijft dat "ik dat voorstel steun", kan dit.',
      'ik dat voorstel steun',
      'Alleen als de Raad schrijft dat',
    ],
  ])('tells each omission once: %j', (paragraph, quote, dropped) => {
    expect(checked([paragraph], quote)).toMatchObject({ verdict: 'cut', dropped: [dropped] })
  })

  it('is detected if an ellipsis hides the negation', () => {
    const said = 'De sluizen worden niet in 2022 vernieuwd.'
    expect(checked([said], 'De sluizen worden […] in 2022 vernieuwd.')).toEqual({
      verdict: 'cut',
      sentence: said,
      dropped: ['niet'],
    })
  })

  it.each([
    ['Ik steun dat voorstel (…) De norm blijft gelden.', 'cut'],
    ['Ik steun dat voorstel... de norm blijft gelden.', 'cut'],
    ['Ik steun dat […] De norm blijft gelden.', 'cut'],
    ['Ik steun dat plan (…) De norm blijft gelden.', 'altered'],
    ['Ik steun dat voorstel, (…) De norm blijft gelden.', 'altered'],
  ])('may end and begin at a mark of omission as any quote does: "%s"', (quote, verdict) => {
    const said = 'Ik steun dat voorstel. Er is nog geen geld. De norm blijft gelden.'
    expect(checked([said], quote).verdict).toBe(verdict)
  })

  it('is detected if its list is denied', () => {
    const lead = 'Dank. Het kabinet steunt deze voorstellen niet:'
    const items = ['het voorstel over de haven;', 'het voorstel over de sluis bij Delft.']
    const { verdict, dropped } = checked([lead, ...items], items[1]!)
    expect([verdict, dropped]).toEqual(['cut', ['niet:']])
    expect(checked([lead, ...items], items[0]!).verdict).toBe('cut')
    const agreed = lead.replace(' niet', '')
    expect(checked([agreed, ...items], items[1]!).verdict).toBe('verbatim')
    expect(checked(['Zo doe ik het niet.', items[1]!], items[1]!).verdict).toBe('verbatim')
  })

  it('is shown with the sentence that introduces its list or quotation', () => {
    const said = [
      'Dank. Ik zie geen reden voor:',
      'een verbod op de haven;',
      'een boete voor Delft.',
    ]
    expect(checked(said, 'een boete voor Delft.').sentence).toBe(
      'Ik zie geen reden voor: | een boete voor Delft.',
    )
    const letter = 'Ja. De Kamer schrijft: «De dijk is oud. Hij moet weg. Nu.» Dat klopt.'
    expect(checked([letter], 'Hij moet weg.')).toEqual({
      verdict: 'cut',
      sentence: 'De Kamer schrijft: «De dijk is oud. Hij moet weg.',
      dropped: ['De Kamer schrijft:'],
    })
  })

  it('is detected if its list is announced by a sentence of its own', () => {
    const lead = 'Ik zie geen reden voor de volgende maatregelen.'
    const items = ['Een verbod op de haven.', 'Een boete voor Delft.']
    const plain = answering('x', { question: 'Wat?', paragraphs: [lead, ...items] })
    const [answer] = plain.answers
    const paragraphs = answer!.paragraphs.map((paragraph, nth) =>
      nth === 0 ? paragraph : { ...paragraph, style: 'item' as const },
    )
    const index = indexQuotes([{ ...plain, answers: [{ ...answer!, paragraphs }] }])
    expect(checkQuote(index, items[1]!).verdict).toBe('cut')
    expect(checked([lead, ...items], items[1]!).verdict).toBe('verbatim')
  })

  it('is detected if the sentence continues after the end of a page', () => {
    const { verdict, dropped } = checked(
      ['Ik steun dat voorstel van de', 'leden van de Kamer niet.'],
      'Ik steun dat voorstel',
    )
    expect([verdict, dropped]).toEqual(['cut', ['niet']])
  })

  it.each([
    ['Ik steun dat voorstel van harte.', 'Ik steun dat voorstel'],
    ['Ik steun dat voorstel niet.', 'Ik steun dat voorstel niet'],
    ['Ik steun dat voorstel. Het amendement niet.', 'Ik steun dat voorstel.'],
    ['Ik steun dat voorstel als minister van Financiën.', 'Ik steun dat voorstel'],
    ['Ik steun dat voorstel als Kamerleden onder elkaar.', 'Ik steun dat voorstel'],
    ['Ik steun dat voorstel als reactie op de brief.', 'Ik steun dat voorstel'],
    ['Ik steun dat voorstel net als het vorige kabinet.', 'Ik steun dat voorstel'],
    ['Zowel de Kamer als het kabinet steunt dat voorstel.', 'steunt dat voorstel.'],
    ['Ik steun dat voorstel van artikel 1 tot 3.', 'Ik steun dat voorstel'],
    ['Er is meer dan genoeg, en vijf miljoen voor Delft.', 'vijf miljoen voor Delft.'],
    ['Ik kom zo spoedig mogelijk met dat voorstel.', 'met dat voorstel.'],
    ['Ik kom met dat voorstel zo snel als mogelijk.', 'Ik kom met dat voorstel'],
    ['Het regent, maar ik steun dat voorstel.', 'ik steun dat voorstel.'],
    ['Het kabinet meent dat de dijk sterk is.', 'de dijk sterk is.'],
    ['Dat wil zeggen dat de dijk sterk is.', 'de dijk sterk is.'],
    ['In mijn brief van 3 maart schreef ik dat de dijk sterk is.', 'de dijk sterk is.'],
    ['Ik heb op 3 maart 2021 aan de Kamer gemeld dat de dijk sterk is.', 'de dijk sterk is.'],
    ['Door mij is toegezegd dat de dijk sterk is.', 'de dijk sterk is.'],
    ['Het is goed te benadrukken dat de dijk sterk is.', 'de dijk sterk is.'],
    ['De wet schrijft voor dat de dijk sterk is.', 'de dijk sterk is.'],
    ['Dit verklaart dat de dijk sterk is.', 'de dijk sterk is.'],
    ['De Raad stelt vast dat de dijk sterk is.', 'de dijk sterk is.'],
    ['Volgens artikel 3 van de wet is de dijk sterk.', 'is de dijk sterk.'],
    ['De dijk is sterk, zoals op zondag al is gemeld.', 'De dijk is sterk'],
    ['Was de dijk sterk of zwak voor u?', 'zwak voor u?'],
    ['De Kamer denkt over de dijk na en ik versterk die.', 'ik versterk die.'],
    ['Dat het kabinet faalt, is een feit.', 'het kabinet faalt'],
    ['Ik deel de conclusie dat het kabinet faalt.', 'het kabinet faalt.'],
    ['Ik ben van mening dat het kabinet faalt.', 'het kabinet faalt.'],
    ['Dat zijn goede plannen voor ons, zoals u weet.', 'goede plannen voor ons'],
    ['Ik steun dat voorstel zodat zij het ook steunen.', 'Ik steun dat voorstel'],
    ['Ik beantwoord de vragen 3 tot en met 5 in samenhang.', 'Ik beantwoord de vragen 3'],
    ['Ik steun dat voorstel sinds 2023 en 2024 wordt beter.', '2024 wordt beter.'],
    ['Ik noem dat «groene groei» in dat voorstel.', 'groene groei'],
    ['Volgens de wet steun ik dat voorstel volgens afspraak.', 'steun ik dat voorstel'],
  ])('is not reported if "%s" goes on without a reservation', (said, quote) => {
    expect(checked([said], quote).verdict).toBe('verbatim')
  })

  it('is verbatim if another answer contains the words without it', () => {
    const index = indexQuotes([
      answering('a', { question: '?', paragraphs: ['Ik steun dat voorstel zeker niet.'] }),
      answering('b', { question: '?', paragraphs: ['Ik steun dat voorstel.'] }),
    ])
    const { verdict, matches } = checkQuote(index, 'Ik steun dat voorstel')
    expect([verdict, matches.map(({ documentId }) => documentId)]).toEqual(['verbatim', ['b']])
  })
})
