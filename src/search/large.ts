import type { Answer, SourceDocument } from '../domain/document.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import type { PartWords } from '../format/part-words.ts'
import type { CodedStore } from '../store/coded-store.ts'
import type { Neighbour } from '../store/store.ts'
import type { Asked } from './query/analysis.ts'
import { catalogueInSteps, type Catalogue } from './corpus/catalogue.ts'
import { eligiblePairs, type Field } from './field.ts'
import { corpusTokens, sharesOf, tokensNear, weightsOf } from './few-of-many.ts'
import { createMarker, wordKnower } from './mark.ts'
import { pairWords, type PairWords } from './pair-words.ts'
import { cutsOf } from './query/phrases.ts'
import { createSpelling } from './query/spelling.ts'
import { lateInteraction } from './signals/late.ts'
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

  function signallingFor(places: readonly number[], asked: Asked | null): Signalling {
    const stems = asked === null ? [] : [...sharesOf(asked).keys()]
    const { few, segments } = fewOf(catalogue, places)
    const near =
      asked === null || lexicon === null || tokens === null
        ? { marks: null, corpus: tokens }
        : tokensNear(asked, tokens, lexicon)
    const data = words.dataOf(segments, stems, near.marks)
    const frequencies = words.frequencies(stems)
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

    async score(asked, wanted) {
      const eligible = eligiblePairs(catalogue, wanted)
      const allowed = eligible && marked(eligible, pairs.length)
      const few = eligible !== null && eligible.length <= 2 * CANDIDATES ? eligible : null
      // The encoder has a thread of its own: words are looked up meanwhile.
      const byWords = few === null ? worded(asked, words, allowed) : []
      const vector = await wanted.vector
      const nearest =
        vector === null
          ? []
          : await store.nearest(vector, {
              limit: NEAREST,
              ...(wanted.documents === null ? {} : { documents: wanted.documents }),
            })
      const places = few ?? [...near(nearest, allowed), ...byWords]
      const signalling = signallingFor(places, asked)
      const { late, lexical } = signalling
      return {
        catalogue: signalling.catalogue,
        signals: signalling.signalsFrom(asked, nearest),
        eligible: [...signalling.catalogue.pairs.keys()],
        candidates: eligible?.length ?? pairs.length,
        marker: createMarker({ know, late, lexical }),
      }
    },

    async markerFor(answers: readonly Answer[]) {
      const { late, lexical } = signallingFor(
        answers.map(({ id }) => pairOfAnswer(id)!),
        null,
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
  const byParagraph = new Map<string, number>()
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
    for (const { id } of answer.paragraphs) byParagraph.set(id, few.length)
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
      pairOfParagraph: (id) => byParagraph.get(id),
    },
    segments,
  }
}
