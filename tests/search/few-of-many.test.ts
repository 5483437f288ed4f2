import { expect, it } from 'vitest'
import { rareApart } from '../../src/search/few-of-many.ts'

const weights = new Map([
  ['minister', 1],
  ['zaak', 2],
  ['stikstof', 5],
])

it.each([
  ['common stems apart', [40_000, 10_001, 1_000], ['stikstof'], ['zaak', 'minister']],
  [
    'one of them with the rare ones that are too few',
    [40_000, 10_001, 999],
    ['stikstof', 'zaak'],
    ['minister'],
  ],
  ['none apart where all are rare', [10_000, 9_000, 3], ['stikstof', 'zaak', 'minister'], []],
  ['the rarest of common ones', [40_000, 30_000, 20_000], ['stikstof'], ['zaak', 'minister']],
])('keeps %s', (_, pairs, rare, common) => {
  const frequencies = new Map([...weights.keys()].map((stem, nth) => [stem, pairs[nth]!]))
  const found = rareApart(weights, frequencies)
  expect([...found.stems.keys()]).toEqual(rare)
  expect([...found.common.keys()]).toEqual(common)
  expect(new Map([...found.stems, ...found.common])).toEqual(weights)
})
