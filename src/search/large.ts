import type { Answer, SourceDocument } from '../domain/document.ts'
import { answerIdOf } from '../domain/find-answer.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import type { PartWords } from '../format/part-words.ts'
import type { CodedStore } from '../store/coded-store.ts'
import type { Neighbour } from '../store/store.ts'
import type { Asked } from './query/analysis.ts'
import { catalogueInSteps, pairsMarked, placesMarked, type Catalogue } from './corpus/catalogue.ts'
import { eligiblePairs, type Field, type SoughtPairs } from './field.ts'
import { corpusTokens, sharesOf, tokensNear, weightsOf } from './few-of-many.ts'
import { createMarker, wordKnower } from './mark.ts'
import { pairWords, type PairWords } from './pair-words.ts'
import { cutsOf } from './query/phrases.ts'
import { createSpelling } from './query/spelling.ts'
import { lateInteraction, type CorpusTokens } from './signals/late.ts'
import { lexicalIndex, type CorpusWords } from './signals/lexical.ts'
import { createSignalling, NEAREST, type Signalling } from './signals/score.ts'

/** What a large index needs in order to pick candidates. */
export interface LargeSources {
  readonly documents: readonly SourceDocument[]
  readonly embedder: Embedder | null
  readonly lexicon: Lexicon | null
  readonly store: CodedStore
  /** of the documents' parts, in order */
  readonly data: readonly PartWords[]
}

/** The number of pairs scored by nearest paragraph, and again by words (bench/growth-notes.md). */
const CANDIDATES = 150

/**
 * Scores only the pairs near by vector or by words, by the same signals as `wholeField` and with
 * the frequencies of all pairs. Only the rarity of a token among all pairs is an estimate
 * (`corpusTokens`). Yields throughout.
 */
export function* largeField(sources: LargeSources): Generator<void, Field> {
  const { embedder, lexicon, store } = sources
  const catalogue = yield* catalogueInSteps(sources.documents)
  const words = yield* pairWords(catalogue, sources.data)
  const { pairs, pairOfAnswer, pairOfParagraph } = catalogue
  const { counts } = words
  const tokens = lexicon === null ? null : corpusTokens(lexicon, counts)
  const meanLength = counts.words / Math.max(1, counts.pairs)
  // Gathered when the first misspelt word asks for them.
  const stems = { [Symbol.iterator]: () => counts.stems[Symbol.iterator]() }
  const spelling = createSpelling(stems, lexicon)
  const know = wordKnower(lexicon)

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

  /** What to look for in the candidates of a query, and all of it where there is none. */
  function soughtIn(asked: Asked | null): Sought {
    const stems = asked === null ? [] : [...sharesOf(asked).keys()]
    const near =
      asked === null || lexicon === null || tokens === null
        ? { marks: null, corpus: tokens }
        : tokensNear(asked, tokens, lexicon)
    return { stems, near, frequencies: words.frequencies(stems) }
  }

  function signallingFor(
    places: readonly number[],
    { stems, near, frequencies }: Sought,
  ): Signalling {
    const { few, segments } = fewOf(catalogue, places)
    const data = words.dataOf(segments, stems, near.marks)
    const corpus: CorpusWords = {
      pairs: counts.pairs,
      meanLength,
      frequencyOf: (stem) => frequencies.get(stem) ?? 0,
    }
    const parts = {
      catalogue: few,
      // A word counts as known if the whole index knows it.
      lexical: { ...lexicalIndex(few, data, corpus), knows: words.knows },
      late:
        lexicon === null || data.tokens === null
          ? null
          : lateInteraction(lexicon, few, { ...data.tokens, distinct: data.distinct }, near.corpus),
      spelling,
    }
    return createSignalling({
      documents: few.documents,
      embedder,
      lexicon,
      store,
      parts,
      ofMany: true,
    })
  }

  async function nearestTo({ vector: asked, documents }: SoughtPairs): Promise<Neighbour[]> {
    const vector = await asked
    if (vector === null) return []
    return await store.nearest(vector, {
      limit: NEAREST,
      ...(documents === null ? {} : { documents }),
    })
  }

  /** The allowed pairs among those of the nearest paragraphs. */
  function near(nearest: readonly Neighbour[], allowed: Uint8Array | null): number[] {
    const places: number[] = []
    for (const { paragraphId } of nearest) {
      const place = pairOfParagraph(paragraphId)!
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
      const places = few ?? [...near(nearest, allowed), ...byWords]
      const signalling = signallingFor(places, sought)
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

/** What is looked for in the candidates of a query. */
interface Sought {
  readonly stems: readonly string[]
  readonly near: { readonly marks: Uint8Array | null; readonly corpus: CorpusTokens | null }
  /** how many of all pairs contain each stem */
  readonly frequencies: ReadonlyMap<string, number>
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

/**
 * A catalogue of only the pairs at these places, in the order of the index, with the whole index's
 * numbers of its segments.
 */
function fewOf(
  { pairs }: Catalogue,
  places: readonly number[],
): { few: Catalogue; segments: number[] } {
  const documents: SourceDocument[] = []
  const few: Catalogue['pairs'][number][] = []
  const byAnswer = new Map<string, number>()
  const segments: number[] = []
  let subject = -1
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    const pair = pairs[place]!
    const { answer, document } = pair
    if (documents.at(-1) !== document) {
      documents.push(document)
      subject = segments.push(pair.subjectSegment) - 1
    }
    const question = segments.push(pair.questionSegment) - 1
    byAnswer.set(answer.id, few.length)
    for (let at = pair.firstParagraph; at < pair.endParagraph; at++) segments.push(at)
    few.push({
      ...{ answer, document, subjectSegment: subject, questionSegment: question },
      ...{ firstParagraph: question + 1, endParagraph: segments.length },
    })
  }
  return {
    few: {
      ...{ documents, pairs: few, segmentCount: segments.length },
      pairOfAnswer: (id) => byAnswer.get(id),
      pairOfParagraph: (id) => byAnswer.get(answerIdOf(id)),
    },
    segments,
  }
}
