import type { SourceDocument } from '../../domain/document.ts'
import { atOnce } from '../../domain/slices.ts'
import type { Embedder, Lexicon } from '../../embed/embed.ts'
import { AppError } from '../../domain/errors.ts'
import type { Neighbour, Store } from '../../store/store.ts'
import type { Asked, TypedWord } from '../query/analysis.ts'
import { buildSearchData, fingerprintOf } from '../corpus/build.ts'
import type { SearchData } from '../../format/search-data.ts'
import { catalogueOf, type Catalogue } from '../corpus/catalogue.ts'
import { lateInteraction, type CorpusTokens, type LateInteraction } from './late.ts'
import { furthestOf } from './dense.ts'
import { addEach } from './each.ts'
import { MANY_PAIRS, settleLowering, SETTLED } from './lowering.ts'
import { reachOf, type Reach } from './reach.ts'
import type { SeenByWords, Signal } from './signal.ts'
import { SIGNAL_NAMES, SIGNALS, VECTOR_SIGNALS, WORD_SIGNALS, type SignalName } from './table.ts'
import { lexicalIndex, type CorpusWords, type LexicalIndex } from './lexical.ts'
import { createSpelling, type Spelling } from '../query/spelling.ts'

/** The values for each pair, and for the query as a whole. */
export interface Signals {
  /** the value of each signal, by pair index */
  readonly of: Readonly<Record<SignalName, Float64Array>>
  /** the weight of the lexicon's signals, see `Reach.trust` */
  readonly trust: number
  /** their weighted sum, by pair index: comparable only within one query */
  readonly scores: Float64Array
  /** see `Reach.background` */
  readonly background: number
  /** see `furthestOf` */
  readonly furthest: number
  /** see `Reach.unmet` */
  readonly unmet: Reach['unmet']
  /** settles this many of the best `scores`, as if every text had been read */
  settle(best: number): void
}

/** Signals that only lower scores, settled once the others have been added up. */
const LOWERING = ['procedure', 'acknowledgement'] as const

/** Nearest paragraphs to compare; all others count as the last of these. */
export const NEAREST = 400

/** Everything that scores pairs. */
export interface Signalling {
  readonly catalogue: Catalogue
  readonly late: LateInteraction | null
  readonly lexical: LexicalIndex
  readonly spelling: Spelling
  /**
   * Scores every pair by every signal; only `documents` count (null for all), and only `eligible`
   * pairs may be shown. The `vector` is made unless it is given.
   */
  signalsOf(
    asked: Asked,
    documents: ReadonlySet<string> | null,
    given?: { readonly eligible: readonly number[]; readonly vector: AskedVector },
  ): Promise<Signals>
  /** the same, if the nearest paragraphs are already known */
  signalsFrom(asked: Asked, nearest: readonly Neighbour[], eligible?: readonly number[]): Signals
}

export interface SignalSources {
  readonly documents: readonly SourceDocument[]
  /** null if nothing can run one: then words alone rank pairs */
  readonly embedder: Embedder | null
  /** null without token vectors: then late interaction is off */
  readonly lexicon: Lexicon | null
  readonly store: Store
  /** as built with the index; rebuilt if absent */
  readonly data?: SearchData
  /** what is known about all pairs if the documents contain only some of them */
  readonly corpus?: { readonly words: CorpusWords; readonly tokens: CorpusTokens | null }
  /** the tables already built from all of this */
  readonly parts?: SignalParts
}

/** The same for a few candidates of many pairs: of their texts only the best ones' are read. */
interface CandidateSources extends Omit<SignalSources, 'store' | 'parts'> {
  readonly store: Pick<Store, 'nearest'>
  readonly parts: SignalParts
  readonly ofMany: true
}

/** The tables behind the scores. */
interface SignalParts {
  readonly catalogue: Catalogue
  readonly lexical: LexicalIndex
  readonly late: LateInteraction | null
  readonly spelling: Spelling
}

/** Builds the tables and yields after each, since each takes a while for a large index. */
export function* signalParts(sources: SignalSources): Generator<void, SignalParts> {
  const { documents, lexicon, corpus } = sources
  const catalogue = catalogueOf(documents)
  yield
  const data = sources.data ?? buildSearchData(documents, lexicon)
  expectFitting(data, catalogue, lexicon)
  const lexical = lexicalIndex(catalogue, data, corpus?.words)
  yield
  const late =
    lexicon === null || data.tokens === null
      ? null
      : lateInteraction(lexicon, catalogue, data.tokens, corpus?.tokens)
  yield
  return { catalogue, lexical, late, spelling: createSpelling(data.stems.keys, lexicon) }
}

/**
 * Prepares the signals. Throws `index_mismatch` if `data` was built from other documents or with
 * other use of a lexicon.
 */
export function createSignalling(sources: SignalSources | CandidateSources): Signalling {
  const { embedder, store } = sources
  const { catalogue, lexical, late, spelling } =
    'ofMany' in sources ? sources.parts : (sources.parts ?? atOnce(signalParts(sources)))

  const all = [...catalogue.pairs.keys()]
  const settlesLater = 'ofMany' in sources || catalogue.pairs.length > MANY_PAIRS

  function judgedByWords(asked: Asked) {
    const reach = reachOf(asked, late, catalogue)
    const seen: SeenByWords = { asked, catalogue, reach, lexical, settlesLater }
    return { seen, of: valuesOf(WORD_SIGNALS, seen) }
  }

  function signalsFrom(
    asked: Asked,
    nearest: readonly Neighbour[],
    eligible: readonly number[] = all,
    byWords = judgedByWords(asked),
  ): Signals {
    const { seen } = byWords
    const of = { ...valuesOf(VECTOR_SIGNALS, { ...seen, nearest }), ...byWords.of }
    const { trust, background, unmet } = seen.reach
    // Without an encoder, words are all that remains.
    const scores = fuse(of, embedder === null ? 1 : trust)
    const signals = LOWERING.map((name) => ({ signal: SIGNALS[name], marks: of[name] }))
    let settled = 0
    function settle(best: number): void {
      if (!settlesLater || best <= settled) return
      settled = best
      settleLowering({ asked, catalogue, eligible, scores, signals, best })
    }
    settle(SETTLED)
    return { of, trust, scores, background, furthest: furthestOf(nearest), unmet, settle }
  }

  return {
    catalogue,
    late,
    lexical,
    spelling,
    signalsFrom,
    async signalsOf(asked, only, { eligible, vector: begun } = { eligible: all, vector: null }) {
      if (embedder === null) return signalsFrom(asked, [], eligible)
      const reading = begun ?? embedAsked(asked.words, embedder)
      // Whoever awaits it is told of an error.
      reading.catch(() => {})
      // The encoder has a thread of its own.
      const byWords = judgedByWords(asked)
      const nearest = await store.nearest(await reading, {
        limit: NEAREST,
        ...(only === null ? {} : { documents: only }),
      })
      return signalsFrom(asked, nearest, eligible, byWords)
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
      'The search data are of other documents or another model. Run `npm run index`.',
    )
  }
}

/** A query's vector, on its way; null without an encoder. */
export type AskedVector = Promise<Float32Array> | null

/** The query's vector, drawn towards the previous query's in a follow-up. */
export async function embedAsked(
  words: readonly TypedWord[],
  embedder: Embedder,
): Promise<Float32Array> {
  const shares = [...new Set(words.map(({ share }) => share))]
  const texts = shares.map((share) =>
    words
      .filter((word) => word.share === share)
      .map(({ text }) => text)
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

function valuesOf<Name extends string, Data extends SeenByWords>(
  signals: Readonly<Record<Name, Signal<Data>>>,
  seen: Data,
): Record<Name, Float64Array> {
  const each = Object.entries<Signal<Data>>(signals)
  const values = each.map(([name, { of }]) => [name, of(seen)] as const)
  return Object.fromEntries(values) as Record<Name, Float64Array>
}

/** Adds the signals up, the lexicon's in proportion to its trust. */
export function fuse(of: Signals['of'], trust: number): Float64Array {
  const scores = new Float64Array(of.dense.length)
  for (const name of SIGNAL_NAMES) {
    const { weight, byLexicon } = SIGNALS[name]
    const counts = byLexicon ? trust * weight : weight
    addEach(scores, of[name], counts)
  }
  return scores
}
