/** The asset that tells the Worker what was packed with it. */
export const EDGE = 'edge.json'

/** The asset with a `PackedTokenizer` of the lexicon. */
export const TOKENIZER = 'model/tokenizer.packed.json'

/** The asset with the `PieceTable` of its pieces. */
export const PIECES = 'model/tokenizer.pieces.bin'

/** What the Worker must know about its assets, which it cannot list. */
export interface Edge {
  /** of the program */
  readonly version: string
  /** of the lexicon: the Worker has no encoder */
  readonly model: { readonly name: string; readonly digest: string }
  /** the files for browsers, below `web/` */
  readonly web: readonly { readonly path: string; readonly type: string }[]
  readonly parts: Parts
}

/** Files packed into several assets, by path: part `n` is the asset `partOf(path, n)`. */
export type Parts = Readonly<Record<string, Split>>

/** A file of `bytes`, in parts of `partBytes`; the last may be shorter. */
export interface Split {
  readonly bytes: number
  readonly partBytes: number
}

/** The asset with part `n`, counted from 0. */
export function partOf(path: string, n: number): string {
  return `${path}.${n}`
}
