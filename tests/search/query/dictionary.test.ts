import { describe, expect, it } from 'vitest'
import table from '../../../src/search/query/dictionary.json' with { type: 'json' }
import { takeApart, wordsInDutch } from '../../../src/search/query/analysis.ts'
import { translationsOf } from '../../../src/search/query/dictionary.ts'
import { TRANSLATED } from '../../../src/search/query/term-letters.ts'
import { fold } from '../../../src/domain/fold.ts'
import { stemOf } from '../../../src/text/words.ts'

const words = (query: string) => takeApart(query, [], { lexicon: null })

/** What a query says, in Dutch. */
const inDutch = (query: string): string[] => wordsInDutch(words(query)).map(({ as }) => as)

describe('a question in another language', () => {
  it.each([
    'Was sagt die Regierung über Halbleiter?',
    'Que dit le gouvernement sur les semi-conducteurs ?',
    '¿Qué dice el gobierno sobre los semiconductores?',
    'Hükümet yarı iletkenler hakkında ne diyor?',
    'Co rząd mówi o półprzewodnikach?',
    'Що каже уряд про напівпровідники?',
    'ماذا تقول الحكومة عن أشباه الموصلات؟',
    'Wat seit it regear oer healgelieders?',
  ])('names its subject in Dutch: %s', (query) => {
    expect(inDutch(query)).toEqual(['halfgeleiders'])
  })

  it.each([
    ['an ending of Turkish', 'Hükümet konut sıkıntısına karşı ne yapıyor?', 'woningnood'],
    ['an ending of Polish', 'Ile kosztują emerytury w kraju?', 'pensioenen'],
    ['an article that Arabic joins to it', 'ماذا تفعل الحكومة بشأن والغاز', 'gas'],
    ['an elided article', "Que fait-on contre l'accise sur l'énergie ?", 'energie'],
    ['a hyphen', 'Quel avenir pour les semi-conducteurs en Europe ?', 'halfgeleiders'],
    ['a part of a compound', 'Welche Wohnungsnotregeln plant die Regierung?', 'woningnood regels'],
  ])('is understood with %s', (_, query, dutch) => {
    const known = inDutch(query).flatMap((term) => term.split(' ').map(stemOf))
    for (const word of dutch.split(' ')) expect(known).toContain(stemOf(word))
  })

  it('is read in Dutch though both parts of a word of its own are Dutch', () => {
    const query = 'Que dit le gouvernement sur les semi-conducteurs ?'.split(' ')
    const isDutch = (word: string) => ['semi', 'conducteurs'].includes(word)
    const terms = translationsOf(query, 'fr', isDutch)?.terms
    expect(terms?.map(({ dutch }) => dutch)).toEqual(['halfgeleiders'])
  })

  it('is searched by that Dutch, and shown as it was typed', () => {
    const [subject] = words('Co rząd mówi o półprzewodnikach?').words.slice(-1)
    expect(subject).toMatchObject({
      ...{ text: 'półprzewodnikach?', read: 'półprzewodnikach?', tells: 1 },
      stems: [stemOf('halfgeleiders')],
      inDutch: { word: 'półprzewodnikach?', as: 'halfgeleiders' },
    })
  })

  it('loses nothing by the words that name no subject', () => {
    const { words: all } = words('Was sagt die Regierung über Halbleiter?')
    expect(all.slice(0, -1).map(({ tells, stems }) => [tells, stems.length])).toEqual(
      Array(5).fill([0, 0]),
    )
  })

  it('keeps a word that the dictionary lacks as it is', () => {
    const { words: all } = words('Was sagt die Regierung über Halbleiter in Xyzdorf?')
    expect(all.at(-1)).toMatchObject({ tells: 1, stems: [stemOf('xyzdorf')] })
  })

  it('takes no other word that begins alike', () => {
    expect(inDutch('Welche Politik verfolgt man bei der Arbeit in Kampala?')).not.toContain(
      'strijd',
    )
  })
})

describe('a few words', () => {
  const dutchWords = new Set(['wolf', 'gift', 'regio', 'campagne', 'slimme', 'meter'])
  const known = (query: string, language: Parameters<typeof translationsOf>[1]) =>
    translationsOf(query.split(' '), language, (word) => dutchWords.has(word))?.terms.map(
      ({ dutch }) => dutch,
    ) ?? null

  it('that reveal no language are in the one that has them all', () => {
    expect(known('yarı iletkenler', 'und')).toEqual(['halfgeleiders'])
    expect(known('emerytury', 'en')).toEqual(['pensioenen'])
    expect(known('emerytury xyz', 'und')).toBeNull()
  })

  it('that the index has, and abbreviations, stay as they are', () => {
    const read = (query: string) =>
      wordsInDutch(takeApart(query, [], { lexicon: null, knows: (stem) => stem === 'logement' }))
    expect(read('logement')).toEqual([])
    expect(read('le logement').map(({ as }) => as)).toEqual([])
    expect(read('la crise du logement en ville').length).toBeGreaterThan(1)
    expect(read('RDW')).toEqual([])
  })

  it('of Dutch stay Dutch, whatever language they are taken for', () => {
    expect(known('gift', 'de')).toBeNull()
    expect(known('campagne', 'fr')).toBeNull()
    expect(known('slimme meter', 'fy')).toBeNull()
    expect(known('gevangenis', 'nl')).toBeNull()
  })
})

describe.each(TRANSLATED)('the dictionary of %s', (language) => {
  const dutch = table.dutch.split('\n')
  const lines = table.terms[language].split('\n')

  it('has each term once, in the order and the form in which they are looked up', () => {
    const terms = lines.map((line) => line.split('\t')[0]!)
    expect(terms).toEqual([...new Set(terms)].sort())
    expect(lines.length).toBeGreaterThan(1_500)
    for (const line of lines) {
      const [term, place] = line.split('\t') as [string, string]
      expect(fold(term), line).toBe(term)
      expect(dutch[parseInt(place, 36)], line).toMatch(/\S/)
    }
  })
})
