/** A paragraph's vector, with what filters need to know of it. */
export interface Entry {
  readonly paragraphId: string
  readonly documentId: string
  readonly vector: Float32Array
}
