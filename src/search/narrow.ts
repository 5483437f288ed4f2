import { LRUCache } from 'lru-cache'
import { given } from '../domain/optional-fields.ts'
import type { Answer, SourceDocument } from '../domain/document.ts'
import { answerIdOf } from '../domain/find-answer.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import type { CandidateFilters, CandidateSource, SourceCounts } from '../store/candidates.ts'
import { catalogueOf, type Catalogue } from './corpus/catalogue.ts'
import { rareApart, sharesOf, weightsOf } from './few-of-many.ts'
import { CANDIDATES, fewOf, scoringFew, type Sought } from './few-pairs.ts'
import { eligiblePairs, type Field, type Eligible } from './field.ts'
import { createMarker } from './mark.ts'
import { wordKnower } from './topics.ts'
import { phraseReader } from './phrase-stems.ts'
import { createSpelling } from './query/spelling.ts'
import { B, K1 } from './signals/lexical.ts'
import { NEAREST, type Signalling } from './signals/score.ts'
import { termsWithin } from './terms-within.ts'

/** What a source needs in order to pick candidates. */
interface NarrowSources {
  readonly documents: readonly SourceDocument[]
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
  readonly source: CandidateSource
  readonly counts: SourceCounts
}

/**
 * With at most this many eligible pairs, all their vectors are compared: an index would take
 * longer.
 */
const FEW = 5_000

/** Bytes of the terms that are remembered: those of some 18,000 pairs. */
const REMEMBERED_BYTES = 32 * 1024 * 1024

/**
 * Scores only the pairs that a source picks, by the same signals and with the frequencies of all
 * pairs, so that scores mean the same as among all. Only the rarity of a token among all pairs is
 * an estimate (`corpusTokens`).
 */
export function narrowField({ source, ...sources }: NarrowSources): Field {
  const { embedder, lexicon, counts } = sources
  const catalogue = catalogueOf(sources.documents)
  const known = new LRUCache<string, Uint8Array>({
    maxSize: REMEMBERED_BYTES,
    sizeCalculation: (terms) => terms.length,
  })
  const meanLength = counts.words / Math.max(1, counts.pairs)
  const know = wordKnower(lexicon)
  const knows = (stem: string) => counts.stems.has(stem)
  const spelling = createSpelling({ [Symbol.iterator]: () => counts.stems.keys() }, lexicon)
  const { soughtIn, signallingOf } = scoringFew({
    ...{ embedder, lexicon, spelling, counts, knows },
    frequencies: () => counts.stems,
  })
  const stemsOfPhrase = phraseReader(counts.stems, counts.pairs)
  const room = new Uint32Array(1 + (counts.tokens.at(-1)?.token ?? -1))

  /** Scores those of these answers' pairs that the source still has. */
  async function signallingFor(answerIds: readonly string[], sought: Sought): Promise<Signalling> {
    const terms = await termsOf(answerIds)
    const places = [...terms.keys()].map((id) => catalogue.pairOfAnswer(id)!)
    const placeOf = (id: string) => catalogue.pairOfAnswer(answerIdOf(id))
    const { few } = fewOf(catalogue, places, { placeOf })
    const inOrder = few.pairs.map(({ answer }) => terms.get(answer.id)!)
    const wanted = { stems: sought.stems, tokens: sought.near.marks, room }
    return signallingOf(few, termsWithin(few, inOrder, wanted), sought)
  }

  /** The terms of pairs by their answers, without those that were replaced meanwhile. */
  async function termsOf(answerIds: readonly string[]): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>()
    const missing: string[] = []
    // Take them at once: another query may evict them from the memory while this one waits.
    for (const id of new Set(answerIds)) {
      const terms = known.get(id)
      if (terms === undefined) missing.push(id)
      else found.set(id, terms)
    }
    if (missing.length === 0) return found
    for (const [id, terms] of await source.terms(missing)) {
      found.set(id, terms)
      known.set(id, terms)
    }
    return found
  }

  async function mayHold(phrase: string, how?: { readonly thrice: boolean }) {
    const stems = stemsOfPhrase(phrase, how)
    if (stems === 'any') return null
    const ids = stems === 'none' ? [] : await source.withPhrase(stems)
    return ids.flatMap((id) => catalogue.pairOfAnswer(id) ?? [])
  }

  return {
    catalogue,
    spelling,
    knows,
    mayHold,
    async firstWith(stem, most) {
      const ids = await source.firstWith(stem, most)
      return ids.flatMap((id) => catalogue.pairOfAnswer(id) ?? [])
    },
    vectorsOf: (paragraphIds) => source.vectorsOf(paragraphIds),

    async score({ confirmed }, wanted) {
      const asked = await confirmed
      const eligible = eligiblePairs(catalogue, wanted)
      const candidates = eligible?.length ?? catalogue.pairs.length
      const { nearest, worded } = await source.find({
        vector: (await wanted.vector)!,
        ...rareApart(weightsOf(sharesOf(asked), counts.stems, counts.pairs), counts.stems),
        bm25: { k1: K1, b: B, meanLength: Math.max(1, meanLength) },
        nearest: NEAREST,
        worded: CANDIDATES,
        exact: candidates <= FEW,
        filters: filtersOf(wanted, catalogue),
      })
      const near = nearest.slice(0, CANDIDATES).map(({ paragraphId }) => answerIdOf(paragraphId))
      const signalling = await signallingFor([...near, ...worded], soughtIn(asked))
      const { late, lexical } = signalling
      // A document that passes the filters may have been replaced meanwhile by one that does not.
      const few = eligiblePairs(signalling.catalogue, { ...wanted, pairs: null }) ?? [
        ...signalling.catalogue.pairs.keys(),
      ]
      return {
        catalogue: signalling.catalogue,
        signals: signalling.signalsFrom(asked, nearest, few),
        eligible: few,
        candidates,
        marker: createMarker({ know, late, lexical }),
      }
    },

    async markerFor(answers: readonly Answer[]) {
      const ids = answers.map(({ id }) => id)
      const { late, lexical } = await signallingFor(ids, soughtIn(null))
      return createMarker({ know, late, lexical })
    },
  }
}

/** The filters, with the documents and answers that the query itself names. */
function filtersOf({ filters, named, pairs }: Eligible, catalogue: Catalogue): CandidateFilters {
  const documents =
    named === null
      ? filters?.documents
      : [...named].filter((id) => filters?.documents?.includes(id) ?? true)
  return {
    ...filters,
    ...given({ documents }),
    ...(pairs === null ? {} : { answers: [...pairs].map((at) => catalogue.pairs[at]!.answer.id) }),
  }
}
