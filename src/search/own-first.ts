import type { Passage } from './search.ts'
import type { Covered } from './topics.ts'

/** What a pair covers that speaks of something, and of a pair that hardly does, at most. */
const SPEAKS = 0.6
const HARDLY_SPEAKS = 0.4

/** What a pair on the topic of the queries before covers of these, at least. */
const ON_TOPIC = 0.5

/** Whether a pair speaks of what a query names itself, if only in words that are near. */
export function coversOwn({ own }: Covered): boolean {
  return own >= HARDLY_SPEAKS
}

/** Whether a pair speaks of what a query that goes on from others names itself, on their topic. */
export function speaksOfBoth({ own, earlier }: Covered): boolean {
  return own >= SPEAKS && earlier >= ON_TOPIC
}

/**
 * Results with the one first that speaks most of what a query names itself, if the first speaks of
 * the query before alone: "en een gemeente?" behind "mag een winkel contant geld weigeren?". Never
 * one that is a weaker match.
 */
export function ownFirst<Result extends Pick<Passage, 'relevance'>>(
  results: readonly Result[],
  covered: (result: Result) => Covered,
): readonly Result[] {
  const [first] = results
  if (first === undefined || coversOwn(covered(first))) return results
  const others = results
    .filter(({ relevance }) => relevance === first.relevance || relevance === 'strong')
    .map((result) => ({ result, covered: covered(result) }))
    .filter((each) => speaksOfBoth(each.covered))
    .sort((a, b) => b.covered.own - a.covered.own)
  const own = others[0]?.result
  return own === undefined ? results : [own, ...results.filter((each) => each !== own)]
}
