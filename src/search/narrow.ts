import { LRUCache } from 'lru-cache'
import { given } from '../domain/optional-fields.ts'
import type { Answer, SourceDocument } from '../domain/document.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import type {
  CandidateFilters,
  CandidateSource,
  CorpusCounts,
  PairKey,
} from '../store/candidates.ts'
import type { SearchData } from '../format/search-data.ts'
import { catalogueOf, type Catalogue } from './corpus/catalogue.ts'
import { eligiblePairs, type Field, type Eligible } from './field.ts'
import { corpusTokens, sharesOf, weightsOf } from './few-of-many.ts'
import { B, K1, type CorpusWords } from './signals/lexical.ts'
import { createMarker, wordKnower } from './mark.ts'
import { fits, joinTerms, readTerms } from './pair-terms.ts'
import { createSignalling, NEAREST, type Signalling } from './signals/score.ts'
import { createSpelling } from './query/spelling.ts'

/** What a source needs in order to pick candidates. */
export interface NarrowSources {
  readonly documents: readonly SourceDocument[]
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
  readonly source: CandidateSource
  readonly counts: CorpusCounts
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

/** Pairs whose terms are remembered, a few kilobytes each. */
const REMEMBERED_PAIRS = 5_000

/**
 * Scores only the pairs that a source picks, by the same signals and with the frequencies of all
 * pairs, so that scores mean the same as among all. Only the rarity of a token among all pairs is
 * an estimate (`corpusTokens`).
 */
export function narrowField({ source, ...sources }: NarrowSources): Field {
  const { embedder, lexicon, counts } = sources
  const catalogue = catalogueOf(sources.documents)
  const known = new LRUCache<string, SearchData>({ max: REMEMBERED_PAIRS })
  const stemsKnown = new Set(counts.stems)
  const meanLength = counts.words / Math.max(1, counts.pairs)
  const tokens = lexicon === null ? null : corpusTokens(lexicon, counts)
  const know = wordKnower(lexicon)
  // The nearest paragraphs are known before scoring begins.
  const store = {
    ...{ size: 0, nearest: async () => [], vectorsOf: async () => new Map<string, Float32Array>() },
    ...{ put: async () => {}, close: async () => {} },
  }

  /** Scores those of these pairs that the loaded documents contain. */
  async function signallingFor(
    keys: readonly PairKey[],
    { stems, frequencies }: AskedStems,
  ): Promise<Signalling> {
    const terms = await termsOfPairs(keys)
    const words: CorpusWords = {
      pairs: counts.pairs,
      meanLength,
      frequencyOf: (stem) => frequencies.get(stem) ?? 0,
    }
    const documents = reducedTo(
      [...terms.keys()].map((id) => catalogue.pairOfAnswer(id)!),
      catalogue,
    )
    return createSignalling({
      ...{ documents, embedder, lexicon, store },
      data: joinTerms(documents, {
        lexicon,
        termsOfAnswer: (answerId) => terms.get(answerId)!,
        ...given({ only: stems }),
      }),
      corpus: { words, tokens },
    })
  }

  /**
   * The terms of pairs by their answers, without pairs that were replaced after the documents were
   * read.
   */
  async function termsOfPairs(keys: readonly PairKey[]): Promise<Map<string, SearchData>> {
    // Take them at once: another query may evict them from the memory while this one waits.
    const own = new Map(keys.map(({ key }) => [key, known.get(key)]))
    const missing = [...own.keys()].filter((key) => own.get(key) === undefined)
    const read = missing.length === 0 ? [] : await source.terms(missing)
    for (const [key, bytes] of read) {
      const data = readTerms(bytes)
      own.set(key, data)
      known.set(key, data)
    }
    const found = new Map<string, SearchData>()
    for (const { key, answerId } of keys) {
      const data = own.get(key)
      const pair = catalogue.pairs[catalogue.pairOfAnswer(answerId) ?? -1]
      if (data === undefined || pair === undefined) continue
      if (fits(data, pair.answer)) found.set(answerId, data)
    }
    return found
  }

  return {
    catalogue,
    spelling: createSpelling(counts.stems, lexicon),
    knows: (stem) => stemsKnown.has(stem),
    vectorsOf: (paragraphIds) => source.vectorsOf(paragraphIds),

    async score({ confirmed }, wanted) {
      const asked = await confirmed
      const eligible = eligiblePairs(catalogue, wanted)
      const candidates = eligible?.length ?? catalogue.pairs.length
      const shares = sharesOf(asked)
      const frequencies = await source.frequencies([...shares.keys()])
      const { nearest, worded } = await source.find({
        vector: (await wanted.vector)!,
        stems: weightsOf(shares, frequencies, counts.pairs),
        bm25: { k1: K1, b: B, meanLength: Math.max(1, meanLength) },
        nearest: NEAREST,
        worded: CANDIDATES,
        exact: candidates <= FEW,
        filters: filtersOf(wanted, catalogue),
      })
      const near = nearest.slice(0, CANDIDATES).map(({ pair }) => pair)
      const signalling = await signallingFor([...near, ...worded], {
        stems: new Set(shares.keys()),
        frequencies,
      })
      const { late, lexical } = signalling
      return {
        catalogue: signalling.catalogue,
        signals: signalling.signalsFrom(asked, nearest),
        // A document that passes the filters may have been replaced meanwhile by one that does not.
        eligible: eligiblePairs(signalling.catalogue, { ...wanted, pairs: null }) ?? [
          ...signalling.catalogue.pairs.keys(),
        ],
        candidates,
        marker: createMarker({ know, late, lexical }),
      }
    },

    async markerFor(answers: readonly Answer[]) {
      const keys = await source.pairsOf(answers.map(({ id }) => id))
      const { late, lexical } = await signallingFor(keys, { frequencies: new Map() })
      return createMarker({ know, late, lexical })
    },
  }
}

/**
 * The stems that a query looks for (all, if none are given), and how many of all pairs contain
 * each.
 */
interface AskedStems {
  readonly stems?: ReadonlySet<string>
  readonly frequencies: ReadonlyMap<string, number>
}

/**
 * The documents of the pairs at these places, reduced to these pairs, in the order of the index.
 */
function reducedTo(places: readonly number[], { pairs }: Catalogue): SourceDocument[] {
  const picked = Map.groupBy(
    places.toSorted((a, b) => a - b).map((place) => pairs[place]!),
    ({ document }) => document,
  )
  return [...picked].map(([document, own]) => ({
    ...document,
    answers: own.map(({ answer }) => answer),
  }))
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
