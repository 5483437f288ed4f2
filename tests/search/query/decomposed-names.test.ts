import { expect, it } from 'vitest'
import { ministryFinder } from '../../../src/search/query/ministries.ts'
import { isParty, partyFinder } from '../../../src/search/query/parties.ts'
import { isMinistry } from '../../../src/text/ministry-names.ts'

/** Names as some documents have them: an accent is a character of its own, behind its letter. */
const party = 'E\u0301e\u0301n'
const portfolio = 'Koninkrijkszaken en Financie\u0308n'

it('reads the party of a document that decomposes accents', () => {
  expect(partyFinder([party])('vragen van Één over dijken')).toEqual([
    { start: 11, end: 14, party: 'Één' },
  ])
  expect(isParty(party, 'Één')).toBe(true)
  expect(isParty(party, 'Eén')).toBe(false)
})

it('reads the ministry of a document that decomposes accents', () => {
  const [named] = ministryFinder([portfolio])('minister van Koninkrijkszaken en Financiën')
  expect(named).toMatchObject({ start: 0, end: 42 })
  expect(isMinistry(portfolio, named!.ministry)).toBe(true)
  expect(isMinistry('Financie\u0308n', 'financien')).toBe(true)
})
