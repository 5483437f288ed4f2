import type { Answer, SourceDocument } from '../domain/document.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import { stemsIn, type PartWords } from '../format/part-words.ts'
import type { CodedStore, PlacedNeighbour } from '../store/coded-store.ts'
import type { Asked } from './query/analysis.ts'
import { catalogueInSteps, pairsMarked, placesMarked } from './corpus/catalogue.ts'
import { CANDIDATES, fewOf, scoringFew, type Sought } from './few-pairs.ts'
import { eligiblePairs, type Field, type SoughtPairs } from './field.ts'
import { sharesOf, weightsOf } from './few-of-many.ts'
import { createMarker } from './mark.ts'
import { wordKnower } from './topics.ts'
import { pairWords, type PairWords } from './pair-words.ts'
import { cutsOf } from './query/phrases.ts'
import { createSpelling } from './query/spelling.ts'
import { NEAREST, type Signalling } from './signals/score.ts'

/** What a large index needs in order to pick candidates. */
interface LargeSources {
  readonly documents: readonly SourceDocument[]
  readonly embedder: Embedder | null
  readonly lexicon: Lexicon | null
  readonly store: CodedStore
  /** of the documents' parts, in order */
  readonly data: readonly PartWords[]
}

/** The stems of all parts; those of several are repeated. */
function* stemsOfAll(parts: readonly PartWords[]): Generator<string> {
  for (const part of parts) yield* stemsIn(part)
}

/**
 * Scores only the pairs near by vector or by words, by the same signals as `wholeField` and with
 * the frequencies of all pairs. Only the rarity of a token among all pairs is an estimate
 * (`corpusTokens`). Yields throughout.
 */
export function* largeField(sources: LargeSources): Generator<void, Field> {
  const { embedder, lexicon, store } = sources
  const catalogue = yield* catalogueInSteps(sources.documents)
  const words = yield* pairWords(catalogue, sources.data)
  const { pairs, pairOfAnswer, pairOfPlace } = catalogue
  const spelling = createSpelling({ [Symbol.iterator]: () => stemsOfAll(sources.data) }, lexicon)
  const know = wordKnower(lexicon)
  const { soughtIn, signallingOf } = scoringFew({ ...words, embedder, lexicon, spelling })

  /** The pairs that may answer, marked with 1 (null for all), and how many they are. */
  function allowedPairs(wanted: SoughtPairs): { allowed: Uint8Array | null; count: number } {
    if (wanted.pairs === null && wanted.documents !== null) {
      const { marks, count } = pairsMarked(catalogue, wanted.documents)
      return { allowed: marks, count }
    }
    const eligible = eligiblePairs(catalogue, wanted)
    if (eligible === null) return { allowed: null, count: pairs.length }
    return { allowed: marked(eligible, pairs.length), count: eligible.length }
  }

  function signallingFor(
    places: readonly number[],
    sought: Sought,
    near: ReadonlyMap<string, number> = new Map(),
  ): Signalling {
    const { few, segments } = fewOf(catalogue, places, {
      placeOf: (id) => near.get(id),
      loweredOf: ({ questionSegment }) => words.loweredAt(questionSegment),
    })
    return signallingOf(few, words.dataOf(segments, sought.stems, sought.near.marks), sought)
  }

  async function nearestTo({ vector: asked, documents }: SoughtPairs): Promise<PlacedNeighbour[]> {
    const vector = await asked
    if (vector === null) return []
    return await store.nearest(vector, {
      limit: NEAREST,
      ...(documents === null ? {} : { documents }),
    })
  }

  /** The allowed pairs among those of the nearest paragraphs. */
  function allowedOf(near: Iterable<number>, allowed: Uint8Array | null): number[] {
    const places: number[] = []
    for (const place of near) {
      if (allowed === null || allowed[place] === 1) places.push(place)
      if (places.length === CANDIDATES) break
    }
    return places
  }

  return {
    catalogue,
    spelling,
    knows: words.knows,
    mayHold: (phrase, how) => words.withCuts(cutsOf(phrase, how)),
    firstWith: words.firstWith,
    vectorsOf: (paragraphIds) => store.vectorsOf(paragraphIds),

    *readyInSteps() {
      yield* spelling.readyInSteps()
      yield* words.readyInSteps()
    },

    async score({ typed, confirmed }, wanted) {
      const { allowed, count } = allowedPairs(wanted)
      const few = allowed !== null && count <= 2 * CANDIDATES ? placesMarked(allowed) : null
      const finding = nearestTo(wanted)
      // Whoever awaits it is told of an error.
      finding.catch(() => {})
      // The encoder has a thread of its own: words are looked up meanwhile, those that it is still
      // asked about with their corrections.
      const lookUp = (asked: Asked) => ({
        byWords: few === null ? worded(asked, words, allowed) : [],
        sought: soughtIn(asked),
      })
      const early = lookUp(typed)
      const asked = await confirmed
      const { byWords, sought } = asked === typed ? early : lookUp(asked)
      const nearest = await finding
      // By place: by their ids the outlines of a hundred documents would be read.
      const near = new Map(nearest.map((each) => [each.paragraphId, pairOfPlace(each)!]))
      const places = few ?? [...allowedOf(near.values(), allowed), ...byWords]
      const signalling = signallingFor(places, sought, near)
      const { late, lexical } = signalling
      return {
        catalogue: signalling.catalogue,
        signals: signalling.signalsFrom(asked, nearest),
        eligible: [...signalling.catalogue.pairs.keys()],
        candidates: count,
        marker: createMarker({ know, late, lexical }),
      }
    },

    async markerFor(answers: readonly Answer[]) {
      const { late, lexical } = signallingFor(
        answers.map(({ id }) => pairOfAnswer(id)!),
        soughtIn(null),
      )
      return createMarker({ know, late, lexical })
    },
  }
}

function marked(places: readonly number[], size: number): Uint8Array {
  const marks = new Uint8Array(size)
  for (const place of places) marks[place] = 1
  return marks
}

function worded(asked: Asked, words: PairWords, allowed: Uint8Array | null): number[] {
  const shares = sharesOf(asked)
  const weights = weightsOf(shares, words.frequencies(shares.keys()), words.counts.pairs)
  return words.best(weights, { limit: CANDIDATES, allowed })
}
