import { documentsApart, type DocumentLines } from './document-lines.ts'
import type { Manifest } from './manifest.ts'
import { DOCUMENTS, readFileOf, SEARCH, SOURCES, TEXTS, type IndexFiles } from './open.ts'
import { byDocument, type DocumentVectors, type Int8Vectors } from '../vectors/int8.ts'

/** One document in an index, as the bytes in its files. */
export interface PreviousDocument extends DocumentLines {
  readonly id: string
  /** its source text as UTF-8 */
  readonly source: Uint8Array
  /** SHA-256, hex, of `source` */
  readonly sourceSha256: string
  readonly vectors: DocumentVectors
}

/** An index for the next one to take over, as bytes: nothing is decoded before it is needed. */
export interface PreviousIndex {
  readonly manifest: Manifest
  /** in the order of the index */
  readonly documents: readonly PreviousDocument[]
  readonly searchData: Uint8Array
}

/** Reads the generation that a manifest names. Throws `index_damaged` if it is incomplete. */
export async function readPreviousIndex(
  manifest: Manifest,
  files: IndexFiles,
  readVectors: (manifest: Manifest, files: IndexFiles) => Promise<Int8Vectors>,
): Promise<PreviousIndex> {
  const vectors = byDocument(await readVectors(manifest, files))
  const [lines, texts, sources, searchData] = await Promise.all(
    [DOCUMENTS, TEXTS, SOURCES, SEARCH].map((name) => readFileOf(manifest, files, name)),
  )
  const apart = documentsApart(lines!, texts!)
  return {
    manifest,
    searchData: searchData!,
    documents: manifest.documents.map(({ id, sourceStart, sourceEnd, sourceSha256 }, at) => {
      return {
        id,
        ...apart[at]!,
        source: sources!.subarray(sourceStart, sourceEnd),
        sourceSha256,
        // A document without answers has none.
        vectors: vectors.get(id) ?? noVectors(id),
      }
    }),
  }
}

function noVectors(documentId: string): DocumentVectors {
  return { documentId, paragraphIds: [], numbers: new Int8Array() }
}
