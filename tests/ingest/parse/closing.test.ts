import { describe, expect, it } from 'vitest'
import { signedMinisters } from '../../../src/ingest/parse/closing.ts'
import { linesOf } from '../../../src/ingest/parse/lines.ts'
import { answerOf, readDocument } from '../../support/read-document.ts'

function signers(text: string): string[] {
  const lines = linesOf(text)
  return signedMinisters(lines).map(({ role, name, portfolio }) => `${role}/${name}/${portfolio}`)
}

describe('the signature of a letter', () => {
  it.each([
    ['De Minister van Waterzaken,\nJ.P. van Eikenhorst', 'Minister/J.P. van Eikenhorst/Waterzaken'],
    ['de minister van Waterzaken,\nJ.P. Smit', 'Minister/J.P. Smit/Waterzaken'],
    ['De minister voor Water en Wegen,\nKarien Smit', 'Minister/Karien Smit/Water en Wegen'],
    [
      'de staatssecretaris van Waterzaken,\nAnne-Fleur de Wit-Jansen',
      'Staatssecretaris/Anne-Fleur de Wit-Jansen/Waterzaken',
    ],
    ['de minister van Water\nen Wegen,\nJ.P. Smit', 'Minister/J.P. Smit/Water en Wegen'],
    [
      'De minister van Water,\nLand en Lucht,\nJ.P. Smit',
      'Minister/J.P. Smit/Water, Land en Lucht',
    ],
    [
      'Met vriendelijke groet,\nKarien Smit\nMinister van Waterzaken',
      'Minister/Karien Smit/Waterzaken',
    ],
    [
      'Hoogachtend,\nK. Smit\nStaatssecretaris van Waterzaken',
      'Staatssecretaris/K. Smit/Waterzaken',
    ],
    [
      'Den Haag, 24 maart 2025\nKarien Smit\nminister van Waterzaken',
      'Minister/Karien Smit/Waterzaken',
    ],
    ['Ja.\nw.g. K. Smit\nMinister van Waterzaken', 'Minister/K. Smit/Waterzaken'],
    ['Ja.\n(w.g.)\nKarien Smit\nMinister van Waterzaken', 'Minister/Karien Smit/Waterzaken'],
    ['Nee, dat niet.\nK. Smit\nminister van Waterzaken', 'Minister/K. Smit/Waterzaken'],
    ['De Minister van Waterzaken,\n(w.g.)\nK. Smit', 'Minister/K. Smit/Waterzaken'],
    ['Hoogachtend,\n\nKarien Smit\nMinister van Water', 'Minister/Karien Smit/Water'],
    ['Betreft vragen\n\nK. Smit\nMinister van Waterzaken', 'Minister/K. Smit/Waterzaken'],
    ['Karien Smit\n\nde minister van Waterzaken,\n\nK. Smit', 'Minister/K. Smit/Waterzaken'],
    // Who signs for a minister is none.
    [
      'De Minister van Waterzaken,\nnamens deze,\nde directeur Water,\nP. Jansen',
      'Minister/null/Waterzaken',
    ],
    ['De Minister van Waterzaken, namens deze,\nP. Jansen', 'Minister/null/Waterzaken'],
    ['de minister van Water\nen Wegen,\nvoor deze,\nP. Jansen', 'Minister/null/Water en Wegen'],
    [
      'De Minister van Waterzaken,\nDe directeur-generaal Water,\nP. Jansen',
      'Minister/null/Waterzaken',
    ],
  ])('%j names who signs', (text, signer) => {
    expect(signers(text)).toEqual([signer])
  })

  it.each([
    'Ik heb overlegd met\nde minister van Waterzaken,\nJ.P. Smit',
    'De Minister van Waterzaken,\nTweede Kamer',
    'De Minister van Waterzaken\nDen Haag',
    'De Minister van Waterzaken\nKarien Smit',
    'Karien Smit\nMinister van Waterzaken',
    'Hoogachtend,\nKarien Smit\nStand van Waterzaken',
    'Aanwezig waren:\nK. Smit\nminister van Waterzaken',
    'Aanwezig waren er drie.\nK. Smit\nminister van Waterzaken\nP. Jansen',
    'De Minister van Waterzaken\nDe Minister van Wegen\nDe directeur-generaal Water',
    'Den Haag, 24 maart 2025\nKarien Smit\nStand van Waterzaken',
  ])('is not in %j', (text) => {
    expect(signers(text)).toEqual([])
  })
})

describe('the last answer ends above', () => {
  it.each([
    'Den Haag, 24 maart 2025\n\nJ.P. van Eikenhorst\nminister van Waterzaken',
    'Den Haag, 24 maart 2025\n\nw.g. J.P. van Eikenhorst\nminister van Waterzaken',
    'Den Haag, 24 maart 2025\n\nDe minister van Waterzaken,\nJ.P. van Eikenhorst',
    'J.P. van Eikenhorst\nminister van Waterzaken',
    'De minister van Waterzaken,\nnamens deze,\nP. Jansen\ndirecteur Water',
  ])('%j', async (signature) => {
    const text = `Vraag 1\nBlijft het peil?\n\nAntwoord 1\nNee.\n\n${signature}\n`
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 1)).toEqual(['Nee.'])
    expect(document.ministers.map(({ portfolio }) => portfolio)).toEqual(['Waterzaken'])
  })

  it.each([
    'Op de vergadering waren:\nK. Smit\nminister van Waterzaken',
    'Ik sprak met:\nDe Minister van Waterzaken\nDe directeur-generaal Water',
    'De brief is verzonden op:\nDen Haag, 24 maart 2025',
  ])('no list: %j', async (answer) => {
    const text = `Vraag 1\nBlijft het peil?\n\nAntwoord 1\nNee.\n\n${answer}\n`
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 1).join(' ')).toBe(`Nee. ${answer.replaceAll('\n', ' ')}`)
  })

  it.each([
    'Het besluit geldt tot en met\n31 december 2025',
    'De Kamer krijgt brieven op:\nUtrecht, 3 februari 2025\nUtrecht, 4 februari 2025',
    'De Minister van Waterzaken\nstaat garant voor deze\nregeling en betaalt.',
    'Gedeputeerde Staten van Lindeland,\nhet waterschap en de gemeente betalen.',
    'Digitaal ondertekend door mij\nis het besluit geldig.',
    'Kopie aan: de gemeente\nen het waterschap, dat hem niet las.',
    'Wij hebben de Kamer hiermee op tijd geïnformeerd.',
    'Utrecht Centraal 10:45\nAmsterdam Zuid 11:15',
    'Voor vragen is er:\nPiet Jansen\nTel. 070 123 45 67',
    'Dat vindt\nPiet Jansen\nook. Zijn adres is\npj@example.nl',
    'Dat besluit staat op\nhttps://www.rijksoverheid.nl/documenten/peil',
    'Zie Kamerstuk 12.\nhttps://zoek.officielebekendmakingen.nl/kst-1.html',
    'Voor de brug is dat\nhet einde',
    'Het besluit is\ngewijzigd op 3 maart 2025',
    'Meer informatie staat op:\nhttps://a.nl/x\nhttps://b.nl/y',
    'De stuwen zijn:\nContact\nService\nDelen',
    'Dat gaat zo:\n--\nTen eerste leent het kabinet\nuit.\n--\nTen tweede spreekt het.',
  ])('a signature, and no line of the answer: %j', async (answer) => {
    const signature = 'Hoogachtend,\n\nDe minister van Waterzaken,\nJ.P. van Eikenhorst'
    const text = `Vraag 1\nBlijft het?\n\nAntwoord 1\nNee.\n\n${answer}\n\n${signature}\n`
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 1).join(' ')).toBe(`Nee. ${answer.replaceAll('\n', ' ')}`)
  })

  it.each([
    '--\nK. Smit\nMinisterie van Waterzaken\n\nDit bericht is alleen voor u bestemd.',
    '-----Oorspronkelijk bericht-----\nGraag voor maandag.',
    'Van: Griffie <g@example.nl>\nVerzonden: vrijdag 21 maart 2025\nAan: K. Smit\nOnderwerp: x',
    'Op vr 21 mrt 2025 om 09:00 schreef Griffie <g@example.nl>:\nGraag snel.',
    '[24-03 10:20] Wit, Karin\nDank!',
    'Wit, Karin\n24-3 10:20\nDank!',
    '[10:20] Wit, Karin\nDank!',
    'Karin Wit\n  10:20 AM\nDank!',
    '[24-03-2025, 10:20:05] Karin: Dank!',
    'Groet,\nPiet\n\nVan: G. <g@example.nl>\nVerzonden: vrijdag\nAan: K. Smit\nOnderwerp: x\nHa.',
    // remarks to the document
    'Hoogachtend,\n\nK. Smit\n\nToelichting:\nDeze vragen dienen ter aanvulling op andere.',
    '---\n\nDeze antwoorden staan ook op de website.',
    '* * *\n\nToelichting: de cijfers zijn voorlopig.\nZij worden nog herzien.',
    'Digitaal ondertekend door\nJ. van Eikenhorst\nDatum: 2025.03.24 10:42:11',
    'Het college van burgemeester en wethouders,\nde secretaris,\nI. Janssen',
    'Burgemeester en wethouders van Oudewater\nF. Smit, burgemeester',
    'Het dagelijks bestuur van het waterschap De Linde,\ndijkgraaf',
    'Kopie aan:\n- griffie\n- fractie ABC',
    ...['Lindeland, 24 maart 2025', 'Bijlage(n): 2', '© Ministerie van Waterzaken 2025'],
    'Contactpersoon: A. de Boer\nTelefoon: 070 123 45 67',
    'Aldus besloten in de collegevergadering van 24 maart 2025',
    'Vastgesteld door het college van burgemeester en wethouders op 24 maart 2025.',
    'Gedeputeerde Staten,\nA. de Boer\nDeze brief is digitaal vastgesteld.',
    'Aldus vastgesteld in de vergadering van 24 maart 2025.\nDe secretaris,\nD. Visser',
    'Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd.\n\nHoogachtend,\nK. Smit',
    'Wij hopen uw vragen hiermee te hebben\nbeantwoord. Bel anders.\n\nGroet,\nK. Smit',
    'Ik hoop u hiermee te hebben geïnformeerd.\nHoogachtend,\nK. Smit',
    'Naar boven\nContact\nPrivacy en cookies',
    'Deel dit item\nFacebook\nLinkedIn\n\nContact\nPostbus 20018',
    'Gepubliceerd: 24 maart 2025 | Auteur: redactie\nLaatst gewijzigd op 25 maart 2025',
    'Bron: https://zoek.officielebekendmakingen.nl/ah-tk-20242025-575.html',
    'Geraadpleegd op 3 april 2025 via www.tweedekamer.nl',
    'From <https://www.tweedekamer.nl/kamerstukken/detail?id=2025Z01234>',
    'https://zoek.officielebekendmakingen.nl/ah-tk-20242025-575.html 1/2\n24-3-2025 10:12',
    '*** EINDE DOCUMENT ***',
    'Gerelateerd\nBrief over de stuw\nBesluit peil',
    'Heeft deze informatie u geholpen?\nJa\nNee\nOver deze website',
    `Permanente link\nhttps://example.nl/${'a'.repeat(60)}\nDocumentgegevens`,
    'Piet Jansen\nbeleidsmedewerker\nT 070 123 45 67\np.jansen@example.nl',
    'De informatie verzonden met dit e-mailbericht is vertrouwelijk.\nDruk niet af.',
    `Download 'Beantwoording'\nPDF document | 3 pagina's\n${'Contact\n'.repeat(20)}Deel dit`,
  ])('the rest of an e-mail, and a remark to the document: %j', async (rest) => {
    const text = `Vraag 1\nBlijft het peil?\n\nAntwoord 1\nNee.\n\n${rest}\n`
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 1)).toEqual(['Nee.'])
  })

  it.each([
    ['rules that part pages', 'Ja.\n\n---\n\nDat blijft.', 'Nee.\n\n---\n\nDat zakt.'],
    ['a rule within a sentence', 'Ja.', 'Nee, want\n\n---\n\nHet zakt.'],
  ])('no text below %s', async (_, one, two) => {
    const text = `Vraag 1\nBlijft?\n\nAntwoord 1\n${one}\n\nVraag 2\nEn?\n\nAntwoord 2\n${two}\n`
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 2).join(' ')).toMatch(/zakt\.$/)
  })

  it.each([
    'In de mail stond:\n\nVan: K. Smit\nVerzonden: 3 maart\nAan: P. Jansen\nOnderwerp: peil\nZakt.',
    'Brieven.\nVan: Oudewater\nAan: Woerden\nDatum: 3 maart\nDat zijn ze.',
  ])('no e-mail or list that it quotes: %j', async (answer) => {
    const text = `Vraag 1\nBlijft?\n\nAntwoord 1\n${answer}\n\nVraag 2\nEn?\n\nAntwoord 2\nNee.\n`
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 1).join(' ')).toBe(answer.replace(/\n+/g, ' '))
  })
})

it('an earlier message below the answers asks nothing again', async () => {
  const questions = 'Vraag 1\nBlijft het?\n\nAntwoord 1\nNee.\n\n'
  const head = 'Van: Piet\nVerzonden: 3 maart\nAan: Joke\nOnderwerp: vragen\n\n'
  const { document } = await readDocument(`${questions}${head}Vraag 1\nZakt het?\n`, 'brief.txt')
  expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Blijft het?'])
  expect(answerOf(document, 1)).toEqual(['Nee.'])
})

it('the end of a letter that an answer quotes does not end it', async () => {
  const [above, below] = ['Ik schreef: “Geachte heer,\nHet zakt.', 'Daar blijf ik bij.']
  const quoted = `${above}\n\nHoogachtend,\nJ. Duin”\n\n${below}`
  const text = `Vraag 1\nBlijft het?\n\nAntwoord 1\n${quoted}\n\nHoogachtend,\nK. Smit\n`
  const { document } = await readDocument(text, 'brief.txt')
  expect(answerOf(document, 1).join(' ')).toBe(quoted.replace(/\n+/g, ' '))
})

it.each(['Jan de Vries 10:42 AM', '24-03-2025 10:42 - Jan de Vries:'])(
  'a chat that begins with "%s" has messages, which are in no answer',
  async (said) => {
    const text = (first: string) =>
      `${first} Zie dit.\n\nVraag 1\nBlijft het?\n\nAntwoord 1\nNee.\n\n${said} Mooi!\n`
    const { document } = await readDocument(text(said).replaceAll('AM ', 'AM\n'), 'chat.txt')
    expect(answerOf(document, 1)).toEqual(['Nee.'])
  },
)

it('a time in an answer begins no message', async () => {
  const [one, two] = ['24-03-2025 10:42 - Melding: brand.', 'Karin Wit 10:45 AM']
  const text = `Vraag 1\nHoe?\n\nAntwoord 1\nZo.\n\n${one}\n\n${two}\n`
  const { document } = await readDocument(text, 'brief.txt')
  expect(answerOf(document, 1)).toEqual(['Zo.', one, two])
})
