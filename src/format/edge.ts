/** The asset that tells the Worker what was packed with it. */
export const EDGE = 'edge.json'

/** The asset with a `PackedTokenizer` of the lexicon. */
export const TOKENIZER = 'model/tokenizer.packed.json'

/** The asset with the `PieceTable` of its pieces. */
export const PIECES = 'model/tokenizer.pieces.bin'

/** What the Worker needs to know of its assets, which it cannot list. */
export interface Edge {
  /** of the program */
  readonly version: string
  /** of the lexicon: the Worker has no encoder */
  readonly model: { readonly name: string; readonly digest: string }
  /** files of the browser's part, below `web/` */
  readonly web: readonly { readonly path: string; readonly type: string }[]
  readonly parts: Parts
}

/** Files that are packed in several assets, by path: part `n` is the asset `partOf(path, n)`. */
export type Parts = Readonly<Record<string, Split>>

/** A file of `bytes`, in parts of `partBytes` of which the last may be shorter. */
export interface Split {
  readonly bytes: number
  readonly partBytes: number
}

/** The asset that holds part `n`, counted from 0. */
export function partOf(path: string, n: number): string {
  return `${path}.${n}`
}
