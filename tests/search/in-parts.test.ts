import { expect, it } from 'vitest'
import { createInParts } from '../../src/search/in-parts.ts'
import type { Asked } from '../../src/search/query/analysis.ts'
import type { Found, Passage } from '../../src/search/search.ts'

/** "care: strong" */
const passage = (said: string) => {
  const [answerId, relevance] = said.split(': ')
  return { answerId, relevance } as Passage
}
const found = (passages: readonly string[]) =>
  ({
    ...{ readWith: [], readFilters: [], weak: [] },
    ...{ passages: passages.map(passage), reason: passages.length > 0 ? null : 'nothing_near' },
  }) as unknown as Found

/** What each topic finds alone, and an answer speaks of the topics that its id names. */
const alone: Record<string, string> = { jeugdzorg: 'jeugdzorg: strong', wolf: 'wolf: strong' }
const inParts = createInParts({
  field: {
    markerFor: async () =>
      ({
        coveredBy: (asked: Asked) => (id: string) => ({
          own: id.includes(asked.text) ? 1 : 0,
          earlier: 1,
        }),
      }) as never,
  },
  reader: { lexicon: null },
  searchWhole: async ({ query }) => found(alone[query] === undefined ? [] : [alone[query]]),
  pairOf: ({ answerId }) => answerId as never,
  documentOf: ({ answerId }) => answerId as never,
})

it.each([
  // a list of topics: their strong answers first, each answer once
  ['jeugdzorg, wolf', ['jeugdzorg: possible'], ['jeugdzorg: strong', 'wolf: strong']],
  ['wolf, huur', ['elders: possible'], ['wolf: strong', 'elders: possible']],
  ['wolf, jeugdzorg', [], ['wolf: strong', 'jeugdzorg: strong']],
  ['huur, zorg', ['elders: possible'], ['elders: possible']],
  // one topic in two words: an answer speaks of both, or is strong
  ['jeugdzorg, wolf', ['wolf en jeugdzorg: possible'], ['wolf en jeugdzorg: possible']],
  ['jeugdzorg, wolf', ['elders: strong'], ['elders: strong']],
])('"%s", which as a whole finds %j, lists %j', async (query, whole, listed) => {
  const { passages } = await inParts({ query }, found(whole))
  expect(passages.map(({ answerId, relevance }) => `${answerId}: ${relevance}`)).toEqual(listed)
})
