import type { SourceDocument } from '../domain/document.ts'
import type { Signature } from '../domain/signature.ts'
import { sizesOf } from './stored-document.ts'

/**
 * The contents of an index besides vectors. Every library promises:
 * - its contents never change: another index has another library;
 * - `sourceOf` returns the exact source text after comparing its SHA-256 with the document's;
 *   throws `index_damaged` if they differ or the text is gone, `not_found` for an unknown id;
 * - `receivedOf`, if the files are stored beside the index, returns the exact bytes of a document's
 *   file, or of its other file at a place, compared likewise.
 */
export interface Library {
  /**
   * `sha256:<hex>` of everything that the index was made from: the same digest, the same answers
   */
  readonly digest: string
  /** the embedder's id */
  readonly model: string
  /** in order of id */
  readonly documents: readonly SourceDocument[]
  /** files that could not be read, in order of name */
  readonly failures: readonly { readonly file: string; readonly reason: string }[]
  sourceOf(documentId: string): Promise<string>
  receivedOf?(documentId: string, other?: number): Promise<Uint8Array<ArrayBuffer>>
  /** who vouches for a document's source text; null if nobody signed it */
  signatureOf?(documentId: string): Signature | null
  /** throws `unavailable` if its storage does not answer */
  expectReachable(): Promise<void>
  /** releases the files; no calls may follow */
  close(): Promise<void>
}

/** The size of an index. */
export function countsOf(library: Library) {
  let [answers, paragraphs] = [0, 0]
  for (const document of library.documents) {
    const sizes = sizesOf(document)
    answers += sizes.length
    for (const size of sizes) paragraphs += size
  }
  return { documents: library.documents.length, answers, paragraphs }
}
