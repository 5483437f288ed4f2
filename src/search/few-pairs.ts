import type { SourceDocument } from '../domain/document.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import type { CorpusCounts } from '../store/candidates.ts'
import { PairLater, type Catalogue, type Pair, type PairSegments } from './corpus/catalogue.ts'
import { corpusTokens, sharesOf, tokensNear } from './few-of-many.ts'
import type { Asked } from './query/analysis.ts'
import type { Spelling } from './query/spelling.ts'
import { lateInteraction, type CorpusTokens } from './signals/late.ts'
import { lexicalIndex, type CorpusWords } from './signals/lexical.ts'
import { createSignalling, type Signalling } from './signals/score.ts'
import type { WordsWithin } from './words-within.ts'

/**
 * The number of pairs scored by nearest paragraph, and again by words (bench/growth-notes.md). A
 * database picks as many as files, to find the same (bench/postgres-notes.md).
 */
export const CANDIDATES = 150

/** What is looked for in the candidates of a query. */
export interface Sought {
  readonly stems: readonly string[]
  readonly near: { readonly marks: Uint8Array | null; readonly corpus: CorpusTokens | null }
  /** how many of all pairs contain each stem */
  readonly frequencies: ReadonlyMap<string, number>
}

/** Scores a few of many pairs as if all of them were there. */
interface ScoringFew {
  /** what to look for in the candidates of a query, and all of it where there is none */
  soughtIn(asked: Asked | null): Sought
  /** the signals of these pairs, from what was sought in them */
  signallingOf(few: Catalogue, data: WordsWithin, sought: Sought): Signalling
}

interface WholeIndex {
  readonly embedder: Embedder | null
  readonly lexicon: Lexicon | null
  readonly spelling: Spelling
  readonly counts: CorpusCounts
  knows(stem: string): boolean
  /** how many pairs contain each of these stems; an unknown one is absent */
  frequencies(stems: Iterable<string>): ReadonlyMap<string, number>
}

export function scoringFew({
  embedder,
  lexicon,
  spelling,
  counts,
  ...whole
}: WholeIndex): ScoringFew {
  const tokens = lexicon === null ? null : corpusTokens(lexicon, counts)
  const meanLength = counts.words / Math.max(1, counts.pairs)
  // The nearest paragraphs are known before scoring begins.
  const store = { nearest: async () => [] }

  return {
    soughtIn(asked) {
      const stems = asked === null ? [] : [...sharesOf(asked).keys()]
      const near =
        asked === null || lexicon === null || tokens === null
          ? { marks: null, corpus: tokens }
          : tokensNear(asked, tokens, lexicon)
      return { stems, near, frequencies: whole.frequencies(stems) }
    },

    signallingOf(few, data, { near, frequencies }) {
      const corpus: CorpusWords = {
        pairs: counts.pairs,
        meanLength,
        frequencyOf: (stem) => frequencies.get(stem) ?? 0,
      }
      const parts = {
        catalogue: few,
        // A word counts as known if the whole index knows it.
        lexical: { ...lexicalIndex(few, data, corpus), knows: whole.knows },
        late:
          lexicon === null || data.tokens === null
            ? null
            : lateInteraction(
                lexicon,
                few,
                { ...data.tokens, distinct: data.distinct },
                near.corpus,
              ),
        spelling,
      }
      const { documents } = few
      return createSignalling({ documents, embedder, lexicon, store, parts, ofMany: true })
    },
  }
}

/** A pair under other segment numbers, with what lowers it if that is known. */
class FewPair extends PairLater {
  readonly lowered: number | undefined

  constructor({ document, nth }: Pair, lowered: number | undefined, segments: PairSegments) {
    super(document, nth, segments)
    this.lowered = lowered
  }
}

/**
 * A catalogue of only the pairs at these places, in the order of the index, with the whole index's
 * numbers of its segments. `placeOf` gives the place of a paragraph's pair in the whole catalogue,
 * `loweredOf` what lowers a pair, where that is known without its texts.
 */
export function fewOf(
  { pairs, pairOfAnswer }: Catalogue,
  places: readonly number[],
  {
    placeOf,
    loweredOf,
  }: {
    readonly placeOf: Catalogue['pairOfParagraph']
    readonly loweredOf?: (pair: Pair) => number
  },
): { few: Catalogue; segments: number[] } {
  const documents: SourceDocument[] = []
  const few: Pair[] = []
  const at = new Map<number, number>()
  const segments: number[] = []
  let subject = -1
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    const pair = pairs[place]!
    const { document } = pair
    if (documents.at(-1) !== document) {
      documents.push(document)
      subject = segments.push(pair.subjectSegment) - 1
    }
    const question = segments.push(pair.questionSegment) - 1
    at.set(place, few.length)
    for (let own = pair.firstParagraph; own < pair.endParagraph; own++) segments.push(own)
    few.push(
      new FewPair(pair, loweredOf?.(pair), {
        ...{ subjectSegment: subject, questionSegment: question },
        ...{ firstParagraph: question + 1, endParagraph: segments.length },
      }),
    )
  }
  const own = (place: number | undefined) => (place === undefined ? undefined : at.get(place))
  return {
    few: {
      ...{ documents, pairs: few, segmentCount: segments.length },
      pairOfAnswer: (id) => own(pairOfAnswer(id)),
      pairOfParagraph: (id) => own(placeOf(id)),
    },
    segments,
  }
}
