import { expect, it } from 'vitest'
import { nearerBefore } from '../../src/search/nearer-before.ts'
import type { Passage } from '../../src/search/search.ts'

/** "a/s/1.2 b/w/.8": answers with their relevance and their score. */
function listed(told: string) {
  const all = told.split(' ').map((each): Passage => {
    const [answerId = '', verdict, score] = each.split('/')
    const relevance = verdict === 's' ? 'strong' : verdict === 'p' ? 'possible' : 'weak'
    return {
      ...{ answerId, relevance, score: Number(score) },
      ...{ matched: [], newer: null, alsoAnsweredIn: [] },
    }
  })
  const isWeak = ({ relevance }: Passage) => relevance === 'weak'
  return { passages: all.filter((each) => !isWeak(each)), weak: all.filter(isWeak) }
}

it.each([
  // near enough to the best elsewhere
  ['a/s/1.7', 'b/s/1.3', 'b/p/1 a/p/.9', 'b strong'],
  // by itself too far
  ['a/s/1.7', 'b/s/.9', 'b/p/1 a/p/1', null],
  // and beside the query before near again
  ['a/s/1.7', 'b/s/.9', 'b/p/1.5 a/p/.9', 'b strong'],
  // one reading finds it weak
  ['a/p/1', 'b/p/1', 'b/s/1.5', 'b strong'],
  ['a/p/1', 'b/s/1', 'c/s/1.5', 'b possible'],
  ['a/p/1', 'b/w/1', 'b/s/1.5', null],
  // nothing stands alone
  ['a/w/.5', 'b/w/.4', 'b/s/1.5', 'b possible'],
  ['a/w/.5', 'b/w/.4', 'c/s/1.5 b/w/1', null],
  // it came first anyway
  ['b/p/1', 'b/s/1', 'b/s/1.5', null],
  // a query that names enough needs a strong match, and a nearer one
  ['a/p/1.2', 'b/s/1.1', null, 'b strong'],
  ['a/p/1.2', 'b/p/1.1', null, null],
  ['a/p/1.2', 'b/s/.9', null, null],
])('of alone %s, in the document before %s and beside %s is %s', (alone, within, beside, is) => {
  const nearer = nearerBefore({
    ...{ alone: listed(alone), within: listed(within) },
    beside: beside === null ? null : listed(beside),
  })
  expect(nearer === null ? null : `${nearer.answerId} ${nearer.relevance}`).toBe(is)
})
