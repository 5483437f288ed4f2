import { compareText } from '../domain/order.ts'
import { GONE, type Inverted } from '../format/postings.ts'
import { damaged } from '../format/damage.ts'
import { stemSieve, visitSearchData } from '../format/visit-search-data.ts'
import type { Catalogue } from './corpus/catalogue.ts'
import { tokensWithin, type WordsWithin } from './words-within.ts'

interface WantedTerms {
  readonly stems: readonly string[]
  /** marks with 1 the tokens to look for; null for all */
  readonly tokens: Uint8Array | null
  /** zeros, one for each token up to the largest; for counting, and returned as zeros */
  readonly room: Uint32Array
}

/**
 * Looks up some stems and tokens in a few pairs, given the bytes of each one's terms as `termsOf`
 * makes them, all with a lexicon or all without. Throws `index_damaged` for other bytes, and for
 * another number of paragraphs.
 */
export function termsWithin(
  { pairs, segmentCount }: Catalogue,
  terms: readonly Uint8Array[],
  { stems, tokens: wanted, room }: WantedTerms,
): WordsWithin {
  const inOrder = stems.toSorted(compareText)
  const sieve = stemSieve(inOrder)
  const found = inOrder.map(() => ({ segments: [] as number[], counts: [] as number[] }))
  const hits = { tokens: [] as number[], segments: [] as number[] }
  const lengths = new Uint32Array(segmentCount)
  const distinct = new Uint32Array(segmentCount)
  /** the number among those of all pairs of a pair's own segment */
  let subject = GONE
  let question = 0
  const numberOf = (segment: number) => (segment === 0 ? subject : question + segment - 1)
  const visitor = {
    words(segment: number, length: number) {
      const number = numberOf(segment)
      if (number !== GONE) lengths[number] = length
    },
    stem(nth: number, segment: number, count: number) {
      const number = numberOf(segment)
      if (number === GONE) return
      found[nth]!.segments.push(number)
      found[nth]!.counts.push(count)
    },
    token(token: number, segment: number) {
      const number = numberOf(segment)
      if (number === GONE) return
      distinct[number]!++
      // A subject may have a token that no pair has: there is no room for it.
      if (token >= room.length || (wanted !== null && wanted[token] !== 1)) return
      hits.tokens.push(token)
      hits.segments.push(number)
    },
  }
  for (const [at, { subjectSegment, questionSegment, endParagraph }] of pairs.entries()) {
    // Pairs of one document have the same subject: it counts once.
    subject = subjectSegment === pairs[at - 1]?.subjectSegment ? GONE : subjectSegment
    question = questionSegment
    const segments = visitSearchData(terms[at]!, sieve, visitor)
    if (segments !== 1 + endParagraph - questionSegment) throw damaged('words are of other answers')
  }
  return { stems: postingsOf(inOrder, found), tokens: tokensWithin(hits, room), distinct, lengths }
}

function postingsOf(
  stems: readonly string[],
  found: readonly { readonly segments: readonly number[]; readonly counts: readonly number[] }[],
): Inverted<string> {
  const held = [...found.keys()].filter((nth) => found[nth]!.segments.length > 0)
  const starts = new Uint32Array(held.length + 1)
  for (const [at, nth] of held.entries()) starts[at + 1] = starts[at]! + found[nth]!.segments.length
  return {
    keys: held.map((nth) => stems[nth]!),
    postings: {
      starts,
      segments: Uint32Array.from(held.flatMap((nth) => found[nth]!.segments)),
      counts: Uint8Array.from(held.flatMap((nth) => found[nth]!.counts)),
    },
  }
}
