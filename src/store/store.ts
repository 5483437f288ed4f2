import type { Entry } from '../vectors/entry.ts'

/** A paragraph and its cosine similarity to the query, in [-1, 1]. */
export interface Neighbour {
  readonly paragraphId: string
  readonly score: number
}

/** A paragraph's place among those of its document, which counts from 0. */
export interface ParagraphPlace {
  readonly document: string
  readonly nth: number
}

/**
 * Keeps the vectors of paragraphs and finds the nearest ones. Every store promises:
 * - `nearest` returns at most `limit` matches, best first, ties in order of paragraph id;
 * - if `documents` is given, only their paragraphs count, before the limit is applied;
 * - a zero vector, queried or stored, scores 0 and never NaN;
 * - `vectorsOf` returns the vectors of paragraphs at unit length, to the precision of storage; an
 *   unknown one is absent, and a zero vector stays one;
 * - `put` replaces all entries of the named documents, possibly with none; it is all or nothing;
 * - after `close` nothing keeps a process alive.
 */
export interface Store {
  readonly size: number
  nearest(
    vector: Float32Array,
    options: { limit: number; documents?: ReadonlySet<string> },
  ): Promise<Neighbour[]>
  vectorsOf(paragraphIds: readonly string[]): Promise<Map<string, Float32Array>>
  put(documentIds: readonly string[], entries: readonly Entry[]): Promise<void>
  close(): Promise<void>
}
