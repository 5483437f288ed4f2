import { describe, expect, it } from 'vitest'
import { answerOf, readDocument } from '../../support/read-document.ts'

async function read(answer: string) {
  const text = `Vraag 1\nWat is het peil?\n\nAntwoord 1\n${answer}\n\nVraag 2\nEn nu?\n\nAntwoord 2\nJa.\n`
  return (await readDocument(text, 'brief.txt')).document
}

const BLOCK = 'Datum\n17 maart 2025\nOnze referentie\n2025-0000055555'

describe('the head of a page in a text copied from a letter', () => {
  it.each([
    `Pagina 2 van 3\n${BLOCK}`,
    `${BLOCK}\nPagina 2 van 3`,
    `\f${BLOCK}`,
    BLOCK,
    'Pagina 2 van 3\nDatum 17-03-2025\nKenmerk DGO/4567890',
    'Pagina 2 van 3\nDatum:\nOns kenmerk:\n17 maart 2025\n2025-55555',
    'Datum: 17 maart 2025',
    'Ministerie van Waterzaken\nDirectie Water\nOns kenmerk\nDGW-P / 25123456',
  ])('is no part of a sentence: %j', async (head) => {
    const document = await read(`Het peil is in de zomer\n${head}\nhoger dan in mei.`)
    expect(answerOf(document, 1)).toEqual(['Het peil is in de zomer hoger dan in mei.'])
    expect(document.warnings).toEqual([])
  })

  it.each([
    ['the numbers of pages', '1\n\f', '2\n\f'],
    [
      'what a browser prints',
      'https://waterzaken.nl/peil   1/2\n\f24-3-2025, 12:37   Peil\n',
      'https://waterzaken.nl/peil   2/2\n',
    ],
  ])('may be %s, at the end of a sentence too', async (_, first, last) => {
    const text = `Vraag 1\nHoe?\nAntwoord 1\nHet peil is hoog.\n${first}Dat blijft.\n${last}`
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 1).join(' ')).toBe('Het peil is hoog. Dat blijft.')
  })

  it('may be words that begin each page, or each but the first', async () => {
    const head = 'Ministerie van Waterzaken'
    const pages = (first: string, ...tops: string[]): string =>
      `${first}Vraag 1\nHoe?\nAntwoord 1\nHet peil is\n${tops.join('hoog,\n')}gelijk.`
    for (const text of [
      pages(`${head}\n`, `\f${head}\n`),
      pages('', `\f   ${head}\n\n`, `\f${head}\n`),
    ]) {
      const { document } = await readDocument(text, 'brief.txt')
      expect(answerOf(document, 1).join(' ')).toMatch(/^Het peil is (?:hoog, )?gelijk\.$/)
    }
    const table = 'Vraag 1\nHoe?\nAntwoord 1\nDe peilen:\n\fStuw Peil\nGouda 1\n\fStuw Peil\nEpe 2'
    for (const text of [pages('', `\f${head}\n`), table.replaceAll('Stuw Peil', head)]) {
      const { document } = await readDocument(text, 'brief.txt')
      expect(answerOf(document, 1).join(' ')).toContain(head)
    }
  })

  it('is no number below a page that others do not count on', async () => {
    const text = 'Vraag 1\nHoeveel?\nAntwoord 1\nEerst\n12\n\fen dan\n40\n\f'
    const { document } = await readDocument(text, 'brief.txt')
    expect(answerOf(document, 1).join(' ')).toBe('Eerst 12 en dan 40')
  })

  it.each(['Pagina 2 van 3\n2025Z01234', '2025Z01234\nPagina 2'])('may be %j', async (head) => {
    const document = await read(`Het peil is in de zomer\n\n${head}\n\nhoger dan in mei.`)
    expect(answerOf(document, 1)).toEqual(['Het peil is in de zomer hoger dan in mei.'])
  })

  it('is known above a number', async () => {
    const document = await read(`Dit kost\nDirectie Water\n${BLOCK}\n9 miljoen euro.`)
    expect(answerOf(document, 1)).toEqual(['Dit kost 9 miljoen euro.'])
  })

  it('is known where it stands again between two sentences', async () => {
    const document = await read(
      `Het peil is in de zomer\n${BLOCK}\nhoger.\n${BLOCK}\nDat blijft zo.`,
    )
    expect(answerOf(document, 1)).toEqual(['Het peil is in de zomer hoger.', 'Dat blijft zo.'])
  })

  it('is any line below the numbers of three pages', async () => {
    const pages = ['Het peil is in', 'de zomer hoger dan', 'in mei en lager dan', 'in de winter.']
    const document = await read(pages.join('\nPagina 2 van 5\nDirectie Water\nAfdeling Peil\n'))
    expect(answerOf(document, 1)).toEqual([
      'Het peil is in de zomer hoger dan in mei en lager dan in de winter.',
    ])
  })

  it('is not what an answer begins with, lists, or quotes once with a warning', async () => {
    const own = await read('Datum: 17 maart 2025\nOns kenmerk: 2025-12345')
    expect(answerOf(own, 1)).toEqual(['Datum: 17 maart 2025 Ons kenmerk: 2025-12345'])
    const listed = await read('Zie:\nPagina 2 van 3\nDatum: 17 maart 2025\nPlaats: Delft')
    expect(answerOf(listed, 1).join(' ')).toBe('Zie: Datum: 17 maart 2025 Plaats: Delft')
    const rows = await read(
      'Datum\n3 mei 2024\noverleg met A\nDatum\n7 juni 2024\noverleg met B\n' +
        'Datum\n8 juli 2024\noverleg met C',
    )
    expect(answerOf(rows, 1).join(' ')).toContain('overleg met A Datum 7 juni 2024 overleg met B')
    const quoted = await read(`De brief begint als volgt.\n${BLOCK}\nDat is alles.`)
    expect(answerOf(quoted, 1).join(' ')).toContain('Datum 17 maart 2025 Onze referentie 2025')
    expect(quoted.warnings).toEqual([
      { message: '"Datum" may begin the head of a page; it was read as text', line: 6 },
    ])
  })
})
