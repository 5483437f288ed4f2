import type { SourceDocument } from '../domain/document.ts'
import type { Signature } from '../domain/signature.ts'

/**
 * What an index holds besides vectors. Every library promises:
 * - its contents never change: another index is another library;
 * - `sourceOf` gives the exact source text, whose SHA-256 it has compared with the document's;
 *   `index_damaged` where they differ or the text is gone, `not_found` for an unknown id;
 * - `receivedOf`, where the files are kept beside the index, gives the very bytes of a document's
 *   file, or of the other file of it at a place, compared likewise.
 */
export interface Library {
  /**
   * `sha256:<hex>` over everything that the index was made of: the same digest, the same answers
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
  /** who vouches for the source text of a document; null where nobody signed it */
  signatureOf?(documentId: string): Signature | null
  /** throws `unavailable` where what it reads from does not answer */
  expectReachable(): Promise<void>
  /** lets go of the files; nothing may be asked of it afterwards */
  close(): Promise<void>
}

/** How much an index holds. */
export function countsOf(library: Library) {
  const answers = library.documents.flatMap((document) => document.answers)
  return {
    documents: library.documents.length,
    answers: answers.length,
    paragraphs: answers.reduce((sum, answer) => sum + answer.paragraphs.length, 0),
  }
}
