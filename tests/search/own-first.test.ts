import { expect, it } from 'vitest'
import { ownFirst } from '../../src/search/own-first.ts'

it.each([
  // on what both name
  ['s/0/1 s/.2/.9 s/1/.6 s/.8/1', 'cabd'],
  // a strong match before a possible one, never the reverse
  ['p/0/1 s/1/1', 'ba'],
  ['s/0/1 p/1/1', 'ab'],
  // not on the topic before
  ['s/0/1 s/1/.1', 'ab'],
  // the first speaks of it too, if in other words
  ['s/.5/1 s/1/1', 'ab'],
] as const)('puts of %s first what speaks of both: %s', (told, order) => {
  const results = told.split(' ').map((each, nth) => {
    const [relevance, own, earlier] = each.split('/')
    return {
      name: 'abcd'[nth]!,
      relevance: relevance === 's' ? ('strong' as const) : ('possible' as const),
      covered: { own: Number(own), earlier: Number(earlier) },
    }
  })
  expect(ownFirst(results, ({ covered }) => covered).map(({ name }) => name)).toEqual([...order])
})
