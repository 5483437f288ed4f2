import type { Alignment } from './align.ts'
import type { QuotedChunk } from './chunks.ts'
import type { Quotable } from './quotable.ts'
import type { SaidChunk } from './quote-index.ts'

/** A text, with the quote's alignment to it. */
export interface Compared {
  readonly text: Quotable
  readonly said: readonly SaidChunk[]
  readonly quoted: readonly QuotedChunk[]
  readonly alignment: Alignment
  /** stretches with the same characters but other spaces; then nothing else differs */
  readonly respaced: readonly { readonly quoted: ChunkRange; readonly said: ChunkRange }[]
}

/** `[from, to)`, as indices of chunks. */
export type ChunkRange = readonly [from: number, to: number]

/** The chunks of the passage from the quote's first to its last. */
export function saidRange({ alignment }: Compared): ChunkRange {
  const places = alignment.steps.flatMap(({ said }) => (said === null ? [] : [said]))
  return [places[0]!, places.at(-1)! + 1]
}
