/** The asset that tells the Worker what was packed with it. */
export const EDGE = 'edge.json'

/** What the Worker needs to know of its assets, which it cannot list. */
export interface Edge {
  /** of the program */
  readonly version: string
  readonly model: { readonly name: string; readonly digest: string }
  /** files of the browser's part, below `web/` */
  readonly web: readonly { readonly path: string; readonly type: string }[]
}
