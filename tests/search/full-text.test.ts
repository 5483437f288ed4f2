import { describe, expect, it } from 'vitest'
import { fullText } from '../../src/search/full-text.ts'
import { answeredDocument } from '../support/invented-library.ts'

const document = answeredDocument(
  '2024D00001',
  ['De Belgische regering betaalt mee aan de versterking van de dijken bij Venlo.'],
  { title: 'de dijken langs de Maas' },
)

describe('words in documents', () => {
  it.each([
    ['a word', 'versterking'],
    ['a word of the subject and one of the text', 'Maas Venlo'],
    ['the beginning of a word', 'belg'],
    ['a word in capitals', 'VENLO'],
    ['a word with an accent that the document lacks', 'régering'],
    ['a phrase', '"de dijken bij"'],
    ['a number of the document', '2024D00001'],
  ])('finds %s', (_, query) => expect(fullText(query)?.holds(document)).toBe(true))

  it.each([
    ['as it is written', 'Yeşilgöz', 'Minister Yeşilgöz'],
    ['without its accents', 'sefcovic', 'Maroš Šefčovič'],
    ['with a letter that does not decompose', 'lodz', 'de stad ŁÓDŹ'],
    ['with an accent more than the document', 'Diyarbakır', 'de stad Diyarbakir'],
    ['with a subscript', 'CO2', 'de CO₂-heffing'],
    ['with a ligature', 'vrĳheid', 'vrĳheid en vrede'],
    ['where the document decomposes accents', 'cafés', 'cafe\u0301s en hotels'],
    ['with decomposed accents', 'cafe\u0301s', 'cafés en hotels'],
  ])('finds a word %s', (_, query, title) => {
    expect(fullText(query)?.holds({ ...document, title })).toBe(true)
  })

  it('takes an accent for no end of a word', () => {
    expect(fullText('com')?.holds({ ...document, title: 'de\u0301compose\u0301' })).toBe(false)
  })

  it('marks a word with its decomposed accents', () => {
    const decomposed = answeredDocument('d', ['Alle cafe\u0301s gaan open.'])
    const { text, found } = fullText('cafe')!.snippet(decomposed)!
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['cafe\u0301'])
  })

  it.each([
    ['the end of a word', 'sterking'],
    ['one word of two', 'Venlo Roermond'],
    ['words in another order', '"dijken de bij"'],
    ['a pattern that is none', 'V.nlo (a+)+$'],
  ])('does not find %s', (_, query) => expect(fullText(query)?.holds(document)).toBe(false))

  it.each(['', '   ', '?!', '"'])('searches for nothing in %j', (query) => {
    expect(fullText(query)).toBeNull()
  })

  it('shows the place with most of the words, word for word, and marks them', () => {
    const snippet = fullText('betaalt dijken')!.snippet(document)!
    const { text, found, answer } = snippet
    expect(document.answers[0]!.paragraphs[0]!.reading.text).toContain(text)
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['betaalt', 'dijken'])
    expect(answer).toEqual({ id: document.answers[0]!.id, paragraph: 1 })
  })

  it('marks a cut in a long text, and cuts it between words', () => {
    const long = answeredDocument('d', [
      `${'voor '.repeat(80)}midden ${'achter '.repeat(80)}`.trim(),
    ])
    const { text, cut } = fullText('midden')!.snippet(long)!
    expect(cut).toEqual({ before: true, behind: true })
    expect(text).toMatch(/^voor .* midden .* ?achter$/)
  })
})
