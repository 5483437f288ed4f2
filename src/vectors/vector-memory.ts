/** Vectors by embedded text, in 8 bits a number. A key stands for a text; all are of one model. */
export interface VectorMemory {
  get(key: string): Int8Array | undefined
  keep(entries: readonly (readonly [key: string, numbers: Int8Array])[]): void
}
