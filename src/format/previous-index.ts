import { documentsApart, type DocumentLines } from './document-lines.ts'
import type { Manifest } from './manifest.ts'
import { DOCUMENTS, readFileOf, SEARCH, SOURCES, TEXTS, VECTORS, type IndexFiles } from './open.ts'
import { itemsByDocument } from './vectra-file.ts'

/** What an index holds of one document, as the bytes that stand in its files. */
export interface KeptDocument extends DocumentLines {
  readonly id: string
  /** its source text as UTF-8 */
  readonly source: Uint8Array
  /** SHA-256, hex, of `source` */
  readonly sourceSha256: string
  /** its items in the Vectra file */
  readonly vectors: Uint8Array
}

/** An index to be taken over by the next one, as bytes: nothing of it is decoded before it is needed. */
export interface KeptIndex {
  readonly manifest: Manifest
  /** in the order of the index */
  readonly documents: readonly KeptDocument[]
  readonly searchData: Uint8Array
}

/** Reads the generation that a manifest names. Throws `index_damaged` where it is not whole. */
export async function readKept(manifest: Manifest, files: IndexFiles): Promise<KeptIndex> {
  const [lines, texts, sources, vectors, searchData] = await Promise.all(
    [DOCUMENTS, TEXTS, SOURCES, VECTORS, SEARCH].map((name) => readFileOf(manifest, files, name)),
  )
  const items = new Map(itemsByDocument(vectors!).map((each) => [each.documentId, each]))
  const apart = documentsApart(lines!, texts!)
  return {
    manifest,
    searchData: searchData!,
    documents: manifest.documents.map(({ id, sourceStart, sourceEnd, sourceSha256 }, at) => {
      // A document without answers has no items.
      const { start, end } = items.get(id) ?? { start: 0, end: 0 }
      return {
        id,
        ...apart[at]!,
        source: sources!.subarray(sourceStart, sourceEnd),
        sourceSha256,
        vectors: vectors!.subarray(start, end),
      }
    }),
  }
}
