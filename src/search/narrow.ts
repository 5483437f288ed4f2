import { LRUCache } from 'lru-cache'
import { given } from '../domain/optional-fields.ts'
import type { Answer, SourceDocument } from '../domain/document.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import type {
  CandidateFilters,
  CandidateSource,
  PairKey,
  SourceCounts,
} from '../store/candidates.ts'
import { catalogueOf, type Catalogue } from './corpus/catalogue.ts'
import { sharesOf, weightsOf } from './few-of-many.ts'
import { fewOf, scoringFew, type Sought } from './few-pairs.ts'
import { eligiblePairs, type Field, type Eligible } from './field.ts'
import { createMarker, wordKnower } from './mark.ts'
import { fits } from './pair-terms.ts'
import { phraseReader } from './phrase-stems.ts'
import { createSpelling } from './query/spelling.ts'
import { B, K1 } from './signals/lexical.ts'
import { NEAREST, type Signalling } from './signals/score.ts'
import { termsWithin } from './terms-within.ts'

/** What a source needs in order to pick candidates. */
export interface NarrowSources {
  readonly documents: readonly SourceDocument[]
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
  readonly source: CandidateSource
  readonly counts: SourceCounts
}

/**
 * The number of pairs scored by nearest paragraph, and again by words. On the benchmark, twice as
 * many find no more (bench/postgres-notes.md).
 */
const CANDIDATES = 100

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
  const { pairs } = catalogue
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

  /** Scores those of these pairs that the loaded documents contain. */
  async function signallingFor(keys: readonly PairKey[], sought: Sought): Promise<Signalling> {
    const terms = await termsOfPairs(keys)
    const { few } = fewOf(catalogue, [...terms.keys()])
    const inOrder = [...terms].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)
    const wanted = { stems: sought.stems, tokens: sought.near.marks, room }
    return signallingOf(few, termsWithin(few, inOrder, wanted), sought)
  }

  /**
   * The terms of pairs by their places, without pairs that were replaced after the documents were
   * read.
   */
  async function termsOfPairs(keys: readonly PairKey[]): Promise<Map<number, Uint8Array>> {
    // Take them at once: another query may evict them from the memory while this one waits.
    const own = new Map(keys.map(({ key }) => [key, known.get(key)]))
    const missing = [...own.keys()].filter((key) => own.get(key) === undefined)
    const read = missing.length === 0 ? [] : await source.terms(missing)
    for (const [key, terms] of read) {
      own.set(key, terms)
      known.set(key, terms)
    }
    const found = new Map<number, Uint8Array>()
    for (const { key, answerId } of keys) {
      const terms = own.get(key)
      const place = catalogue.pairOfAnswer(answerId)
      if (terms === undefined || place === undefined) continue
      if (fits(terms, pairs[place]!.answer)) found.set(place, terms)
    }
    return found
  }

  return {
    catalogue,
    spelling,
    knows,
    async mayHold(phrase, how) {
      const stems = stemsOfPhrase(phrase, how)
      if (stems === 'any') return null
      const ids = stems === 'none' ? [] : await source.withPhrase(stems)
      return ids.flatMap((id) => catalogue.pairOfAnswer(id) ?? [])
    },
    vectorsOf: (paragraphIds) => source.vectorsOf(paragraphIds),

    async score({ confirmed }, wanted) {
      const asked = await confirmed
      const eligible = eligiblePairs(catalogue, wanted)
      const candidates = eligible?.length ?? pairs.length
      const { nearest, worded } = await source.find({
        vector: (await wanted.vector)!,
        stems: weightsOf(sharesOf(asked), counts.stems, counts.pairs),
        bm25: { k1: K1, b: B, meanLength: Math.max(1, meanLength) },
        nearest: NEAREST,
        worded: CANDIDATES,
        exact: candidates <= FEW,
        filters: filtersOf(wanted, catalogue),
      })
      const near = nearest.slice(0, CANDIDATES).map(({ pair }) => pair)
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
      const keys = await source.pairsOf(answers.map(({ id }) => id))
      const { late, lexical } = await signallingFor(keys, soughtIn(null))
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
