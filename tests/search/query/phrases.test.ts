import { describe, expect, it } from 'vitest'
import { cutsOf, phraseFinder, findPhrases } from '../../../src/search/query/phrases.ts'

describe('quotation marks in a query', () => {
  it.each([
    ['"halfgeleiders"', ['halfgeleiders']],
    ['„halfgeleiders”', ['halfgeleiders']],
    ['„halfgeleiders“', ['halfgeleiders']],
    ['“dual-use” goederen', ['dual-use']],
    ['«боєприпаси»', ['боєприпаси']],
    ['»Rüstung«', ['Rüstung']],
    ["wat is 'dual use'?", ['dual use']],
    ['wat is ‘dual use’?', ['dual use']],
    ["''dual use''", ['dual use']],
    ['"eerste" en "tweede woord"', ['eerste', 'tweede woord']],
    ["staat er 'foto's van auto's'?", ["foto's van auto's"]],
    // one quotation in another, and marks set twice
    ['«Jos de Blok: «Buitengesloten»» in de krant', ['Jos de Blok: «Buitengesloten»']],
    ['"kent u “Zwemles nu”?" en "zwembad"', ['kent u “Zwemles nu”?', 'zwembad']],
    ['"“eerste” en tweede"', ['“eerste” en tweede']],
    ['"eerste" «tweede» "derde"', ['eerste', 'tweede', 'derde']],
    ['«eerste» en «tweede»', ['eerste', 'tweede']],
    ['""dual use""', ['dual use']],
    ['"" en "dual use"', ['dual use']],
    ['″dual use″ en 「wapens」', ['dual use', 'wapens']],
    ["de zin '… wapens leveren …'", ['… wapens leveren …']],
  ])('%s requires %j', (query, phrases) => {
    expect(findPhrases(query).map(({ phrase }) => phrase)).toEqual(phrases)
  })

  it.each([
    "foto's en auto's",
    "'s-Gravenhage en 's-Hertogenbosch",
    "in 't Gooi en op 't Loo",
    'een 5" scherm',
    '""',
    '"?!"',
    "de ME'er van Arnhem",
    'halfgeleiders”',
  ])('%s requires none', (query) => {
    expect(findPhrases(query).map(({ phrase }) => phrase)).toEqual([])
  })
})

describe('a phrase in a text', () => {
  it.each([
    ['dual-use', 'Goederen voor dual use zijn'],
    ['dual use', 'Dual-use-goederen'],
    ['e-mail', 'per email verstuurd'],
    ['email', 'per e-mail verstuurd'],
    ['zwem\u200bbaden in Ede', 'de zwembaden in Ede'],
    ['zwembaden in Ede', 'de zwem\u200bbaden in\ufeff Ede'],
    ['veiligheidsregio', 'de veilig­heids­regio Utrecht'],
    ['veiligheidsregio', 'de veilig-\nheidsregio Utrecht'],
    ['financiele middelen', 'de ﬁnanciële middelen'],
    ['efficiënt', 'eﬃcient beleid'],
    ['Celik-Nunez', 'burgemeester Çelik-Núñez heeft'],
    ['geëvacueerde', 'de gee\u0308vacueerde burgemeester'],
    ['Українська допомога', 'heet zij «Українська допомога».'],
    ['artikel 13ter, lid 2', 'van artikel 13ter, lid 2, gesloten'],
    ['sancties tegen Rusland', 'de sancties\ntegen Rusland'],
    ['C++ (taal)', 'in C++ taal'],
    ['€ 1,5 miljard', 'kost jaarlijks € 1,5 miljard per jaar'],
    // The beginning of the phrase comes back within it.
    ['anana s', 'an anana s'],
  ])('"%s" occurs in "%s"', (phrase, text) => {
    const finder = phraseFinder(phrase)
    expect(finder.placesIn(text)).toHaveLength(1)
    expect(finder.mayStandIn(text)).toBe(true)
  })

  it('need not be looked for where its letters do not follow each other', () => {
    const { mayStandIn } = phraseFinder('Nano-deeltjes')
    expect(mayStandIn('nanana nano en deeltjes')).toBe(false)
    expect(mayStandIn('nan\u00e1n\u00f3 \u2014 DEEL\u00adtjes')).toBe(true)
    expect(phraseFinder('?!').mayStandIn('wat?!')).toBe(false)
  })

  it.each([
    ['half', 'halfgeleiders'],
    ['geleiders', 'halfgeleiders'],
    ['dual use', 'dualuse'],
    ['the rapist', 'therapist'],
    ['sancties tegen Rusland', 'sancties tegen het Rusland van nu'],
    ['12', '2012 en 120'],
  ])('"%s" does not occur in "%s"', (phrase, text) => {
    expect(phraseFinder(phrase).placesIn(text)).toEqual([])
  })

  it('is returned with its place', () => {
    const text = 'Over dual-use en DUAL USE.'
    const places = phraseFinder('dual use')
      .placesIn(text)
      .map(({ start, end }) => text.slice(start, end))
    expect(places).toEqual(['dual-use', 'DUAL USE'])
  })
})

it('cuts a phrase at its gaps, also behind letters that take two code units', () => {
  const stretches = (phrase: string) => cutsOf(phrase).map(([words]) => words)
  expect(stretches('dual-use goederen')).toEqual([['dual', 'use'], ['goederen']])
  expect(stretches('𠮷野 dual-use')).toEqual([['𠮷野'], ['dual', 'use']])
})
