import type { Answer } from '../domain/document.ts'
import type { Asking } from './query/analysis.ts'
import { pairsWithin, type Catalogue } from './corpus/catalogue.ts'
import type { VectorsOf } from './newer.ts'
import { createMarker, type Marker } from './mark.ts'
import { wordKnower } from './topics.ts'
import {
  createSignalling,
  type AskedVector,
  type Signals,
  type SignalSources,
} from './signals/score.ts'
import type { Filters } from './search.ts'
import type { Spelling } from './query/spelling.ts'

/** The pairs that may answer a query. */
export interface Eligible {
  readonly filters: Filters | undefined
  /** the documents that the query names; null if it names none */
  readonly named: ReadonlySet<string> | null
  /** of these, or of all, those that pass the filters; null for all */
  readonly documents: ReadonlySet<string> | null
  /** the pairs whose numbers the query gives, as indexes in the whole catalogue; null for all */
  readonly pairs: ReadonlySet<number> | null
}

/** The same, with the vector to look for. */
export interface SoughtPairs extends Eligible {
  readonly vector: AskedVector
}

/** Scored pairs; `signals` and `eligible` are indexed as in `catalogue`. */
export interface Scored {
  readonly catalogue: Catalogue
  readonly signals: Signals
  readonly eligible: readonly number[]
  /** the number of pairs they were chosen from */
  readonly candidates: number
  readonly marker: Marker
}

/** The search space: all pairs of an index, or those that its store picks for a query. */
export interface Field {
  /** all pairs of the index */
  readonly catalogue: Catalogue
  /** corrects misspelt words by those of the index */
  readonly spelling: Spelling
  /** true if a stem occurs in the index */
  knows(stem: string): boolean
  /**
   * the pairs that may contain a phrase, found without reading them; null if most may, absent in a
   * small index, which reads them all. `thrice` also finds a word that its text parts in three.
   */
  readonly mayHold?: (
    phrase: string,
    how?: { readonly thrice: boolean },
  ) => readonly number[] | Promise<readonly number[] | null>
  /** the first pairs that contain a stem, `most` of them at most */
  firstWith(stem: string, most: number): readonly number[] | Promise<readonly number[]>
  score(asking: Asking, wanted: SoughtPairs): Promise<Scored>
  /** marks these answers */
  markerFor(answers: readonly Answer[]): Promise<Marker>
  /** prepares what the first of certain questions would wait for; absent where that is little */
  readonly readyInSteps?: () => Generator<void, void>
  /** the vectors of paragraphs, as `Store.vectorsOf` */
  readonly vectorsOf: VectorsOf
}

/** Scores every pair for every query. Throws the errors of `createSignalling`. */
export function wholeField(sources: SignalSources): Field {
  const { catalogue, late, lexical, spelling, signalsOf } = createSignalling(sources)
  const { pairs } = catalogue
  const all = [...pairs.keys()]
  const marker = createMarker({ know: wordKnower(sources.lexicon), late, lexical })
  return {
    catalogue,
    spelling,
    knows: (stem) => lexical.knows(stem),
    firstWith: lexical.firstWith,
    markerFor: async () => marker,
    vectorsOf: (paragraphIds) => sources.store.vectorsOf(paragraphIds),
    async score({ confirmed }, wanted) {
      const eligible = eligiblePairs(catalogue, wanted) ?? all
      const signals = await signalsOf(await confirmed, wanted.documents, {
        eligible,
        vector: wanted.vector,
      })
      return { catalogue, signals, eligible, candidates: eligible.length, marker }
    },
  }
}

/** The pairs that may answer, as indexes in the whole catalogue; null for all. */
export function eligiblePairs(
  catalogue: Pick<Catalogue, 'pairs'>,
  { documents, pairs }: Pick<Eligible, 'documents' | 'pairs'>,
): number[] | null {
  if (pairs === null) return documents === null ? null : pairsWithin(catalogue, documents)
  return [...pairs]
    .filter((pair) => {
      const document = catalogue.pairs[pair]?.document
      return document !== undefined && (documents === null || documents.has(document.id))
    })
    .sort((a, b) => a - b)
}
