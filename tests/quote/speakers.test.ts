import { describe, expect, it } from 'vitest'
import { indexQuotes, parsed } from '../support/quote-documents.ts'
import { ministersIn } from '../../src/quote/known-ministers.ts'
import { areNamed, isNamed } from '../../src/quote/speakers.ts'

it('finds the ministers of the index in a text by their surnames', async () => {
  const { document } = await parsed(
    'Antwoord van Minister D.M. van Weel (Water) en Minister Vös-Van de Berg (Wegen).\n\n' +
      'Vraag 1\nKent u het bericht?\n\nAntwoord 1\nJa.\n',
    'weel',
  )
  const text = 'Van Weel, Vos-Van de Berg en Vos; van der Weel, weel, Vos Smit, Jansen en Weelde'
  const found = ministersIn(indexQuotes([document]), text)
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
    'Van Weel',
    'Vos-Van de Berg',
    'Vos',
  ])
})

describe('who is named', () => {
  const vos = {
    role: 'Minister',
    name: 'D. Vös-Van de Berg',
    portfolio: 'Landbouw, Natuur en Voedselkwaliteit',
  }
  const zand = { role: 'Minister', name: 'Zand', portfolio: 'Defensie' }
  const bos = { role: 'Staatssecretaris', name: 'Bos', portfolio: 'Justitie en Veiligheid' }

  it.each([
    // The whole surname, its first half, with given names and initials.
    ['minister Vös-Van de Berg', true],
    ['Minister Vos', true],
    ['Dilan Vös', true],
    ['minister D. Vös', true],
    ['minister J. Vös', false],
    ['minister Vös-Jansen', false],
    ['minister Vos Smit', false],
    ['minister Jansen-Vos', false],
    // The office, in other words.
    ['de minister van LNV', true],
    ['the Minister of Agriculture', true],
    ['Agriculture Minister Vos', true],
    ['de landbouwminister', true],
    ['de minister van landbouw', true],
    ['de minister van Landbouw, Visserij, Voedselzekerheid en Natuur', true],
    ['de minister van JenV', false],
    ['the Minister of Finance', false],
    ['de minister van financiën', false],
    ['de minister van Landbouw van Duitsland', false],
    // The name with a portfolio of the document, or another one.
    ['minister Vos van LNV', true],
    ['minister Vos (DDD)', true],
    ['minister Vos van Defensie', false],
    ['de minister van Justitie, Dilan Vös', false],
    ['Defence Minister Vos', false],
    ['de minister van Volkshuisvesting, Vos', null],
    // The other office.
    ['staatssecretaris Vos', false],
    ['de staatssecretaris van LNV', false],
    ['State Secretary Vos', false],
    ['minister Vos van Defensie, toen nog staatssecretaris van Financiën', false],
    ['staatssecretaris Vos van Defensie, inmiddels minister van LNV', true],
    ['the junior minister, Dilan Vös', true],
    ['premier Vos', true],
    ['het ministerie van LNV', true],
    ['de staatssecretaris', null],
    ['minister Vos aan de minister van Defensie', true],
    // When, where and to whom it was said.
    ['minister Vos aan de Kamer', true],
    ['de minister van Landbouw in 2021', true],
    ['minister van Landbouw, 24 februari 2021', true],
    ['minister van Landbouw, Kamerstuk 33 118', true],
    ['minister Jansen aan minister Vos', false],
    ['de minister eerder', null],
    ['de minister op vragen van Jansen (DDD)', null],
    ['de minister van de VVP', null],
    ['Partijgenoot van Vos', null],
    ['het kabinet-Jansen', null],
  ])('is told of a minister with a name and a portfolio: %s', (named, fits) => {
    expect(isNamed(named, vos)).toBe(fits)
  })

  it.each([
    ['minister Vos en minister Zand', true],
    ['Zand en Vos', true],
    ['de ministers Vos, Jansen en Zand', false],
    ['minister Jansen en staatssecretaris Vos', false],
    ['Vos and Jansen', false],
    ['de ministers van Defensie en van Landbouw, Natuur en Voedselkwaliteit', true],
    ['de ministers van Defensie en van Financiën', false],
    ['minister Vos (Defensie) en minister Zand (LNV)', false],
    ['minister Vos op vragen van Bos en Jansen', true],
    ['de minister en de staatssecretaris', null],
    ['de ministers Vos en Bos', true],
    ['minister Vos en staatssecretaris Bos', true],
    ['minister Vos en minister Bos', false],
  ])('is told of each of several people: %s', (named, fits) => {
    expect(areNamed(named, [vos, zand, bos])).toBe(fits)
  })

  it.each([
    ['staatssecretaris Bos', true],
    ['staatssecretaris Bos (Asiel)', null],
    ['Bos', true],
    ['minister Bos', false],
    ['de minister van JenV', false],
    ['minister Bos, destijds staatssecretaris', true],
    // A portfolio that no document names: theirs or another's.
    ['staatssecretaris voor Jeugd, Preventie en Sport Ada Bos', true],
    ['de staatssecretaris voor Jeugd, Preventie en Sport', null],
    ['State Secretary for Youth Vos', false],
  ])('is told of a state secretary: %s', (named, fits) => {
    expect(isNamed(named, bos)).toBe(fits)
  })

  it.each([
    ['minister Bruins', { role: 'Minister', name: 'Bruins Slot', portfolio: 'BZ' }, false],
    [
      'de minister van Buitenlandse Zaken',
      { role: 'Minister', name: 'Bruins Slot', portfolio: 'BZ' },
      true,
    ],
    [
      'de minister van VenJ',
      { role: 'Minister', name: 'Zand', portfolio: 'Veiligheid en Justitie' },
      true,
    ],
    // She serves at that ministry.
    [
      'minister Vos (VWS)',
      { role: 'Minister', name: 'Vos', portfolio: 'Langdurige Zorg en Sport' },
      null,
    ],
    [
      'de minister van VWS',
      { role: 'Minister', name: 'Vos', portfolio: 'Langdurige Zorg en Sport' },
      false,
    ],
    // The document tells no name, or no portfolio.
    ['minister Zand', { role: 'Minister', name: null, portfolio: 'Defensie' }, null],
    ['de minister van Defensie', { role: 'Minister', name: null, portfolio: 'Defensie' }, true],
    ['de minister van Defensie', { role: 'Minister', name: 'Zand', portfolio: null }, null],
    // A form told her given name too.
    ['minister Zand', { role: 'Minister', name: 'Jane Zand', portfolio: 'Defensie' }, null],
    ['minister Vos', { role: 'Minister', name: 'Jane Zand', portfolio: 'Defensie' }, false],
  ])('is told as far as the document tells it: %s, of %o', (named, minister, fits) => {
    expect(isNamed(named, minister)).toBe(fits)
  })
})
