import type { SourceDocument } from '../domain/document.ts'
import type { Embedder } from '../embed/embed.ts'
import { keptSegmentsOf } from '../search/corpus/build.ts'
import { passageText } from '../search/corpus/passage-text.ts'
import { readDocuments, writeDocument } from '../format/document-lines.ts'
import type { PreviousDocument } from '../format/previous-index.ts'
import type { ListedDocument } from '../format/manifest.ts'
import type { Entry } from '../vectors/entry.ts'
import { rounded, type DocumentVectors } from '../vectors/int8.ts'
import { type Extracted } from './formats/extract.ts'
import { parseInput, type InputFile } from './read-input.ts'
import type { BuildDeps } from './build.ts'

/** A file that duplicates another one: the index names it without reading it. */
export type Other = NonNullable<ListedDocument['alsoIn']>[number]

/**
 * A document of the new index, as the bytes that the index stores: a hundred thousand paragraphs
 * take a few hundred megabytes this way, and a gigabyte as objects.
 */
export interface DocumentPiece extends Omit<PreviousDocument, 'isLost'> {
  readonly input: InputFile
  /** its facts and place in the previous index; null for a document that was just read */
  readonly kept: {
    readonly facts: DocumentFacts
    readonly at: number
    readonly firstSegment: number
  } | null
  /** its bytes are those of the previous index */
  readonly isSame: boolean
  /** other files that contain the same document */
  readonly alsoIn: readonly Other[]
}

/** The manifest's entry for a document, apart from its source. */
export type DocumentFacts = Pick<
  ListedDocument,
  'answers' | 'paragraphs' | 'segments' | 'warnings' | 'fingerprint'
>

/** In the manifest's order: its digest covers the keys in that order. */
export function factsOf(document: SourceDocument): DocumentFacts {
  const { answers, warnings } = document
  const { segments, fingerprint } = keptSegmentsOf(document)
  return {
    answers: answers.length,
    paragraphs: total(answers.map(({ paragraphs }) => paragraphs.length)),
    segments,
    warnings: warnings.length,
    fingerprint,
  }
}

/** The sum of numbers. */
export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}

/** Reads a file, and embeds its paragraphs. */
export async function makePiece(
  input: InputFile,
  extracted: Extracted,
  { embedder, words }: BuildDeps,
  shelve: (bytes: Uint8Array) => Uint8Array,
): Promise<DocumentPiece> {
  const { document, source } = await parseInput(input, extracted, words)
  const entries = await embedParagraphs(document, embedder)
  const { line, texts } = writeDocument(document, source.length)
  const stored = {
    line: shelve(line),
    texts: shelve(texts),
    source: shelve(source),
    vectors: int8VectorsOf(document.id, entries),
  }
  return {
    ...{ id: document.id, input, kept: null, isSame: false, alsoIn: [] },
    ...{ sourceSha256: document.source.sha256, read: () => stored },
  }
}

function int8VectorsOf(documentId: string, entries: readonly Entry[]): DocumentVectors {
  return {
    documentId,
    paragraphIds: entries.map(({ paragraphId }) => paragraphId),
    numbers: Int8Array.from(entries.flatMap(({ vector }) => [...rounded(vector)])),
  }
}

/** One vector a paragraph, in the order of the document. */
export async function embedParagraphs(
  document: SourceDocument,
  embedder: Embedder,
): Promise<Entry[]> {
  const paragraphs = document.answers.flatMap((answer) =>
    answer.paragraphs.map((paragraph) => ({ answer, paragraph })),
  )
  const texts = paragraphs.map(({ answer, paragraph }) => passageText(document, answer, paragraph))
  const vectors = await embedder.embed(texts, 'passage')
  return paragraphs.map(({ paragraph }, at) => ({
    paragraphId: paragraph.id,
    documentId: document.id,
    vector: vectors[at]!,
  }))
}

/** The document in a piece, parsed once more. */
export function documentOf(piece: DocumentPiece): SourceDocument {
  const { line, texts } = piece.read()
  return readDocuments(line, () => texts)[0]!
}
