import { COMPACT_VECTORS, readCompactVectors } from './compact-vectors.ts'
import { documentsApart, type DocumentLines } from './document-lines.ts'
import { readEntries } from './entries.ts'
import type { ListedDocument, Manifest } from './manifest.ts'
import {
  DOCUMENTS,
  expectDigest,
  pathIn,
  readFileOf,
  SEARCH,
  SOURCES,
  TEXTS,
  type IndexFiles,
} from './open.ts'
import { QUOTES } from './part-quotes.ts'
import { WORDS } from './part-words.ts'
import { kindOfFile, partsOf, type IndexPart } from './parts.ts'
import { byDocument, type DocumentVectors, type Int8Vectors } from '../vectors/int8.ts'

/** One document in an index, as the bytes in its files. */
export interface StoredDocument extends DocumentLines {
  /** its source text as UTF-8 */
  readonly source: Uint8Array
  readonly vectors: DocumentVectors
}

/** The same, read when it is needed. */
export interface PreviousDocument {
  readonly id: string
  /** SHA-256, hex, of its source text */
  readonly sourceSha256: string
  /** its part is damaged: it has to be read anew */
  readonly isLost: boolean
  read(): StoredDocument
}

/** An index for the next one to take over, as bytes: nothing is decoded before it is needed. */
export interface PreviousIndex {
  readonly manifest: Manifest
  readonly entries: readonly ListedDocument[]
  /** in the order of the index */
  readonly documents: readonly PreviousDocument[]
  /** null for a large index */
  readonly searchData: Uint8Array | null
  /** the bytes of a part's words; a small index has none */
  readonly wordsOf?: (part: number) => Uint8Array
  /** the bytes of a part's keys of quotes; null if an earlier version wrote none */
  readonly quotesOf?: ((part: number) => Uint8Array) | null
}

/**
 * Reads the generation that a manifest names, of whose files some are known to be damaged; of a
 * large one only those parts that a caller reads, when it does. Throws `index_damaged` for what it
 * reads and finds changed.
 */
export async function readPreviousIndex(
  manifest: Manifest,
  files: IndexFiles,
  readVectors: (manifest: Manifest, files: IndexFiles) => Promise<Int8Vectors>,
  damaged: readonly string[] = [],
): Promise<PreviousIndex> {
  const entries = await readEntries(manifest, files)
  if (manifest.parts !== undefined) return inParts(manifest, { entries, files, damaged })
  const vectors = await readVectors(manifest, files)
  const [lines, texts, sources, searchData] = await Promise.all(
    [DOCUMENTS, TEXTS, SOURCES, SEARCH].map((name) => readFileOf(manifest, files, name)),
  )
  const stored = storedIn(entries, { lines: lines!, texts: texts!, sources: sources!, vectors })
  return {
    ...{ manifest, entries },
    searchData: searchData!,
    documents: documentsOf(entries, { isLost: false }, () => stored),
  }
}

function inParts(
  manifest: Manifest,
  {
    entries,
    files,
    damaged,
  }: {
    readonly entries: readonly ListedDocument[]
    readonly files: IndexFiles
    readonly damaged: readonly string[]
  },
): PreviousIndex {
  const parts = partsOf(manifest)
  const read = (part: IndexPart, kind: string) => {
    const name = part.name(kind)
    return expectDigest(manifest, name, files.readHashedNow!(pathIn(manifest, name))).bytes
  }
  const documents = parts.flatMap((part) => {
    const own = entries.slice(part.first, part.end)
    let stored: StoredDocument[] | undefined
    const isLost = damaged.some((name) => name === part.name(kindOfFile(name)))
    return documentsOf(own, { isLost }, () => {
      stored ??= storedIn(own, {
        lines: read(part, DOCUMENTS),
        texts: read(part, TEXTS),
        sources: read(part, SOURCES),
        vectors: readCompactVectors(read(part, COMPACT_VECTORS), manifest.model.dimensions),
      })
      return stored
    })
  })
  const wordsOf = (part: number) => read(parts[part]!, WORDS)
  const hasQuotes = parts.every((part) => part.name(QUOTES) in manifest.files)
  const quotesOf = hasQuotes ? (part: number) => read(parts[part]!, QUOTES) : null
  return { manifest, entries, searchData: null, documents, wordsOf, quotesOf }
}

function documentsOf(
  entries: readonly ListedDocument[],
  { isLost }: Pick<PreviousDocument, 'isLost'>,
  stored: () => readonly StoredDocument[],
): PreviousDocument[] {
  return entries.map(({ id, sourceSha256 }, at) => ({
    ...{ id, sourceSha256, isLost },
    read: () => stored()[at]!,
  }))
}

interface PartBytes {
  readonly lines: Uint8Array
  readonly texts: Uint8Array
  readonly sources: Uint8Array
  readonly vectors: Int8Vectors
}

function storedIn(
  entries: readonly ListedDocument[],
  { lines, texts, sources, vectors }: PartBytes,
): StoredDocument[] {
  const apart = documentsApart(lines, { texts, sources })
  const own = byDocument(vectors)
  return entries.map(({ id }, at) => {
    return {
      ...apart[at]!,
      // A document without answers has none.
      vectors: own.get(id) ?? noVectors(id),
    }
  })
}

function noVectors(documentId: string): DocumentVectors {
  return { documentId, paragraphIds: [], numbers: new Int8Array() }
}
