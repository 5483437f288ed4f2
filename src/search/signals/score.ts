import type { SourceDocument } from '../../domain/document.ts'
import type { Embedder, Lexicon } from '../../embed/embed.ts'
import { AppError } from '../../domain/errors.ts'
import type { Neighbour, Store } from '../../store/store.ts'
import type { Asked } from '../query/analysis.ts'
import { buildSearchData, fingerprintOf } from '../corpus/build.ts'
import type { SearchData } from '../../format/search-data.ts'
import { catalogueOf, type Catalogue } from '../corpus/catalogue.ts'
import { lateInteraction, type CorpusTokens, type LateInteraction } from './late.ts'
import { nearnessIn, numberIn, type Nearnesses } from './neighbours.ts'
import { lexicalIndex, type CorpusWords, type LexicalIndex } from './lexical.ts'
import { createSpelling, type Spelling } from '../query/spelling.ts'

/** What each signal says of each pair, in [0, 1] except for rounding; by pair index, where it is of a pair. */
export interface Signals {
  /** the weighted mean of the query tokens' best matches in the pair; 0 without a lexicon */
  readonly late: Float64Array
  /** the same in the pair's questions alone */
  readonly question: Float64Array
  /** see `LateInteraction.lengths`; 0 without a lexicon */
  readonly length: Float64Array
  /** the mean of `late` over all pairs of the index */
  readonly background: number
  /** the nearest paragraph's cosine with the query */
  readonly dense: Float64Array
  /** the cosine of the furthest of the nearest paragraphs that are looked at; 0 where there are none */
  readonly furthest: number
  readonly lexical: Float64Array
}

/** How many of the nearest paragraphs are looked at; the others count as the last of these. */
export const NEAREST = 400

/** All that pairs are scored by. */
export interface Signalling {
  readonly catalogue: Catalogue
  readonly late: LateInteraction | null
  readonly lexical: LexicalIndex
  readonly spelling: Spelling
  /** Scores every pair by every signal; `documents` are the only ones that count, null for all. */
  signalsOf(asked: Asked, documents: ReadonlySet<string> | null): Promise<Signals>
  /** the same, where the nearest paragraphs are known already */
  signalsFrom(asked: Asked, nearest: readonly Neighbour[]): Signals
}

export interface SignalSources {
  readonly documents: readonly SourceDocument[]
  readonly embedder: Embedder
  /** null where the embedder has no token vectors: then there is no late interaction */
  readonly lexicon: Lexicon | null
  readonly store: Store
  /** as built with the index; built anew where it is left out */
  readonly data?: SearchData
  /** what is known of all pairs where the documents hold only some of them */
  readonly corpus?: { readonly words: CorpusWords; readonly tokens: CorpusTokens | null }
}

/**
 * Makes the signals ready. Throws `index_mismatch` where `data` was built from other documents, or with a
 * lexicon where there is none now or the other way about.
 */
export function createSignalling(sources: SignalSources): Signalling {
  const { documents, embedder, lexicon, store, corpus } = sources
  const catalogue = catalogueOf(documents)
  const data = sources.data ?? buildSearchData(documents, lexicon)
  expectFitting(data, catalogue, lexicon)
  const lexical = lexicalIndex(catalogue, data, corpus?.words)
  const late =
    lexicon === null || data.tokens === null
      ? null
      : lateInteraction(lexicon, catalogue, data.tokens, corpus?.tokens)

  const signalsFrom = (asked: Asked, nearest: readonly Neighbour[]): Signals => ({
    ...lateScores(asked, late, catalogue),
    dense: denseScores(nearest, catalogue),
    furthest: furthestOf(nearest),
    lexical: lexical.score(asked.words),
  })

  return {
    catalogue,
    late,
    lexical,
    spelling: createSpelling(data.stems.keys, lexicon),
    signalsFrom,
    async signalsOf(asked, only) {
      const vector = await embedAsked(asked, embedder)
      const nearest = await store.nearest(vector, {
        limit: NEAREST,
        ...(only === null ? {} : { documents: only }),
      })
      return signalsFrom(asked, nearest)
    },
  }
}

function expectFitting(data: SearchData, catalogue: Catalogue, lexicon: Lexicon | null): void {
  if (
    data.fingerprint !== fingerprintOf(catalogue) ||
    data.lengths.length !== catalogue.segmentCount ||
    (data.tokens === null) !== (lexicon === null)
  ) {
    throw new AppError(
      'index_mismatch',
      'the search data were built from other documents or for another model; run `npm run index`',
    )
  }
}

/** The vector of the query, drawn towards the query before it in a follow-up. */
export async function embedAsked({ words }: Asked, embedder: Embedder): Promise<Float32Array> {
  const shares = [...new Set(words.map(({ share }) => share))]
  const texts = shares.map((share) =>
    words
      .filter((word) => word.share === share)
      .map(({ read }) => read)
      .join(' '),
  )
  const vectors = await embedder.embed(texts, 'query')
  if (vectors.length === 1) return vectors[0]!
  const sum = new Float32Array(embedder.dimensions)
  for (const [i, vector] of vectors.entries()) {
    for (let d = 0; d < sum.length; d++) sum[d]! += shares[i]! * vector[d]!
  }
  const length = Math.hypot(...sum)
  return length === 0 ? sum : sum.map((value) => value / length)
}

function denseScores(
  nearest: readonly Neighbour[],
  { pairs, pairOfParagraph }: Catalogue,
): Float64Array {
  const scores = new Float64Array(pairs.length).fill(furthestOf(nearest))
  for (const { paragraphId, score } of nearest) {
    const pair = pairOfParagraph.get(paragraphId)
    if (pair !== undefined && score > scores[pair]!) scores[pair] = score
  }
  return scores
}

function furthestOf(nearest: readonly Neighbour[]): number {
  return nearest.at(-1)?.score ?? 0
}

function lateScores(
  { words }: Asked,
  late: LateInteraction | null,
  { pairs }: Catalogue,
): Pick<Signals, 'late' | 'question' | 'length' | 'background'> {
  const inPair = new Float64Array(pairs.length)
  const inQuestion = new Float64Array(pairs.length)
  let background = 0
  if (late === null) return { late: inPair, question: inQuestion, length: inPair, background }
  const shares = words.flatMap(({ tokens, share }) => tokens.map(() => share))
  const matches = late.match(words.flatMap(({ tokens }) => tokens))
  const total = matches.reduce((sum, { weight }, nth) => sum + shares[nth]! * weight, 0)
  for (const [nth, match] of matches.entries()) {
    if (total === 0) break
    const weight = (shares[nth]! * match.weight) / total
    add(match.pairs, weight, inPair)
    add(match.questions, weight, inQuestion)
    background += weight * match.usual
  }
  return { late: inPair, question: inQuestion, length: late.lengths, background }
}

function add(nearnesses: Nearnesses, weight: number, scores: Float64Array): void {
  const unit = weight / 255
  for (let at = 0; at < nearnesses.length; at++) {
    const each = nearnesses[at]!
    scores[numberIn(each)]! += unit * nearnessIn(each)
  }
}
