/** A paragraph's vector, with the data that filters need. */
export interface Entry {
  readonly paragraphId: string
  readonly documentId: string
  readonly vector: Float32Array
}
