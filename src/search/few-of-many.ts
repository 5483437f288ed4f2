import type { Lexicon } from '../embed/embed.ts'
import type { CandidateQuery, CorpusCounts } from '../store/candidates.ts'
import type { Asked } from './query/analysis.ts'
import { OFFICIAL, askedTerms } from './query/asked-terms.ts'
import { leastCosineAmong } from './signals/chance.ts'
import { rarityAmong, SOFT_COUNT, type CorpusTokens, type Spread } from './signals/late.ts'
import { idf } from './signals/lexical.ts'
import { nearnessIn, neighboursAmong, numberIn } from './signals/neighbours.ts'

/**
 * A stem that more than this share of the pairs contain selects nothing if the query has a rarer
 * one.
 */
const EVERYWHERE = 0.25

/**
 * Each stem of the query and of its official terms with its count; a word of an earlier query
 * counts for less.
 */
export function sharesOf({ words }: Asked): Map<string, number> {
  const shares = new Map<string, number>()
  const add = (stems: readonly string[], share: number) => {
    for (const stem of stems) shares.set(stem, (shares.get(stem) ?? 0) + share)
  }
  for (const { stems, share } of words) add(stems, share)
  for (const { words: own, official } of askedTerms(words)) {
    // A name of several words finds by all of them what the term finds by one.
    for (const { stems } of official) add(stems, (OFFICIAL * own[0]!.share) / stems.length)
  }
  return shares
}

export function weightsOf(
  shares: ReadonlyMap<string, number>,
  frequencies: ReadonlyMap<string, number>,
  pairs: number,
): Map<string, number> {
  const held = [...shares].filter(([stem]) => frequencies.has(stem))
  const telling = held.filter(([stem]) => frequencies.get(stem)! <= EVERYWHERE * pairs)
  return new Map(
    (telling.length > 0 ? telling : held).map(([stem, share]) => [
      stem,
      share * idf(frequencies.get(stem)!, pairs),
    ]),
  )
}

/**
 * A stem that more pairs have is common if the rarer ones together have enough: listing its pairs
 * would take long.
 */
const COMMON = 10_000
const ENOUGH = 1_000

/** Stems by their weights, apart from the common ones; given how many pairs contain each. */
export function rareApart(
  weights: ReadonlyMap<string, number>,
  frequencies: ReadonlyMap<string, number>,
): Pick<CandidateQuery, 'stems' | 'common'> {
  const [stems, common] = [new Map<string, number>(), new Map<string, number>()]
  const rarestFirst = [...weights].sort(([a], [b]) => frequencies.get(a)! - frequencies.get(b)!)
  let listed = 0
  for (const [stem, weight] of rarestFirst) {
    const pairs = frequencies.get(stem)!
    const isListed = pairs <= COMMON || listed < ENOUGH
    ;(isListed ? stems : common).set(stem, weight)
    listed += pairs
  }
  return { stems, common }
}

/** The tokens near those of a query, marked with 1, and what is known about these alone. */
export function tokensNear(
  { words }: Asked,
  { spreadOf, neighbours }: CorpusTokens,
  { size }: Lexicon,
): { readonly marks: Uint8Array; readonly corpus: CorpusTokens } {
  const looked = askedTerms(words).flatMap(({ words: own, official }) => [...own, ...official])
  const asked = [...new Set(looked.flatMap(({ tokens }) => tokens))]
  const near = new Map(neighbours(asked).map((each, nth) => [asked[nth]!, each]))
  const marks = new Uint8Array(size)
  for (const each of near.values()) for (const token of each) marks[numberIn(token)] = 1
  return {
    marks,
    corpus: { spreadOf, neighbours: (some) => some.map((token) => near.get(token)!) },
  }
}

/**
 * What is known about all pairs' tokens. Nearness between tokens is exact to the bit. The spread of
 * a token's meaning is an estimate: late interaction weighs how near each pair comes, and here that
 * is computed from the number of pairs that contain each near token, as if tokens co-occurred only
 * by chance.
 */
export function corpusTokens(lexicon: Lexicon, { pairs, tokens }: CorpusCounts): CorpusTokens {
  const neighbours = neighboursAmong(
    lexicon,
    Uint32Array.from(tokens, ({ token }) => token),
    leastCosineAmong(pairs),
  )
  const pairsOf = new Map(tokens.map((each) => [each.token, each.pairs]))
  const spreads = new Map<number, Spread>()

  function spreadAnew(token: number): Spread {
    let frequency = 0
    let usual = 0
    /** the share of the pairs that hold none of the nearer tokens */
    let free = 1
    for (const near of neighbours([token])[0]!) {
      const share = Math.min(1, pairsOf.get(numberIn(near))! / pairs)
      frequency += pairs * free * share * SOFT_COUNT[nearnessIn(near)]!
      usual += (free * share * nearnessIn(near)) / 255
      free *= 1 - share
    }
    return { rarity: rarityAmong(pairs, frequency), usual }
  }

  return {
    neighbours,
    spreadOf(token) {
      const found = spreads.get(token) ?? spreadAnew(token)
      spreads.set(token, found)
      return found
    },
  }
}
