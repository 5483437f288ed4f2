import { compareText } from '../domain/order.ts'
import type { PartSize } from '../format/parts.ts'
import type { Warning } from '../domain/document.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import { AppError } from '../domain/errors.ts'
import type { Calibrations } from '../search/calibration.ts'
import type { PreviousIndex } from '../format/previous-index.ts'
import type { ListedDocument, Manifest } from '../format/manifest.ts'
import type { DocumentVectors } from '../vectors/int8.ts'
import { extract } from './formats/extract.ts'
import type { Words } from './parse/hyphens.ts'
import type { InputFile } from './read-input.ts'
import { createShelf } from './shelf.ts'
import { startedAhead } from './prefetch.ts'
import { rememberVectors, vectorsOfPrevious } from './remember-vectors.ts'
import type { VectorMemory } from '../vectors/vector-memory.ts'
import { assemble } from './assemble.ts'
import { joinSources, unchangedOthers } from './join-sources.ts'
import { type DocumentPiece, makePiece } from './piece.ts'
import { previousOfModel, usablePrevious } from './take-over.ts'

export interface BuildDeps {
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
  /** the calibration for these models */
  readonly calibrations: Calibrations
  readonly words: Words
  /** `extract`, or an equivalent beside this thread */
  readonly extract?: typeof extract
  /** the bytes of the vectors' file, up to `compactFrom` paragraphs */
  readonly writeVectors: (documents: readonly DocumentVectors[]) => Uint8Array | Promise<Uint8Array>
  /** the number of paragraphs from which an index has parts; `COMPACT_FROM` if absent */
  readonly compactFrom?: number
  /** the size of a part; `PART_SIZE` if absent */
  readonly partSize?: PartSize
  /** unchanged documents are taken over from here */
  readonly previous: PreviousIndex | null
  /** vectors from runs that were interrupted before this one; kept up to date */
  readonly journal?: VectorMemory
  readonly onProgress?: (progress: Progress) => void
}

/** Of the files that a run reads: those that it takes over take no time. */
export interface Progress {
  readonly files: number
  readonly totalFiles: number
  /** embedded by this run */
  readonly paragraphs: number
}

/** A file of an index, in pieces that concatenate to its content. */
export type Content = readonly Uint8Array[]

export interface Built {
  readonly manifest: Manifest
  readonly entries: readonly ListedDocument[]
  /**
   * content by file name within the generation; the files of unchanged parts are only named in the
   * manifest, and the previous generation has them under the same digest
   */
  readonly contents: ReadonlyMap<string, Content>
  /** of the files that this run read, and of all sources of one document that differ */
  readonly warnings: readonly { readonly file: string; readonly warning: Warning }[]
  /** names of the files that were read and embedded, not taken over */
  readonly renewed: readonly string[]
  /** paragraphs embedded; the others already had a vector */
  readonly embedded: number
}

export type FailedFile = Manifest['failures'][number]

/**
 * Builds the files of an index from documents. A file whose bytes and metadata have not changed is
 * taken over from the previous index. A file that cannot be read becomes a failure with its reason,
 * and the others are indexed. The same files yield the same bytes, with or without a previous
 * index.
 */
export async function buildIndex(inputs: readonly InputFile[], deps: BuildDeps): Promise<Built> {
  const previous = usablePrevious(deps)
  const shelve = createShelf()
  const pieces: DocumentPiece[] = []
  const failures: FailedFile[] = []
  const renewed: string[] = []

  const sorted = [...inputs].sort(byName).map((input) => ({ input, kept: previous.pieceOf(input) }))
  const remembering = rememberVectors(deps.embedder, {
    journal: deps.journal ?? NO_JOURNAL,
    previous: vectorsOfPrevious(() => {
      const keptIds = new Set(sorted.flatMap(({ kept }) => kept?.id ?? []))
      return previousOfModel(deps).filter(({ id }) => !keptIds.has(id))
    }),
  })
  const unchanged = unchangedOthers(sorted, previous)
  const toRead = sorted.filter(({ input, kept }) => kept === null && !unchanged.has(input))
  const extractedOf = startedAhead(
    toRead.map(({ input }) => input),
    async (input) => (deps.extract ?? extract)(await input.read(), input.name),
  )
  const readPiece = async (input: InputFile): Promise<void> => {
    try {
      const extracted = await extractedOf(input)
      const { embedder } = remembering
      pieces.push(await makePiece(input, extracted, { ...deps, embedder }, shelve))
      renewed.push(input.name)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failures.push(failureOf(input, error.message))
    }
  }

  const tell = (files: number): void => {
    const paragraphs = remembering.embedded()
    deps.onProgress?.({ files, totalFiles: toRead.length, paragraphs })
  }
  let read = 0
  for (const { input, kept } of sorted) {
    if (kept !== null) pieces.push(kept)
    else if (!unchanged.has(input)) {
      tell(read++)
      await readPiece(input)
    }
  }
  // Read the duplicates of a document that is no longer its only source after all.
  const renewedIds = new Set(pieces.flatMap(({ id, kept }) => (kept === null ? [id] : [])))
  for (const [input, { id }] of unchanged) {
    if (!renewedIds.has(id)) continue
    unchanged.delete(input)
    await readPiece(input)
  }
  if (read > 0) tell(read)
  const embedded = remembering.embedded()
  const { documents, clashes } = joinSources(pieces, unchanged)
  failures.push(...clashes)
  failures.sort((a, b) => compareText(a.file, b.file))
  return { ...(await assemble(documents, failures, previous, deps)), renewed, embedded }
}

const NO_JOURNAL: VectorMemory = { get: () => undefined, keep: () => {} }

/** The record of a file that is not in the index. */
export function failureOf(input: InputFile, reason: string): FailedFile {
  return {
    file: input.name,
    fileSha256: input.sha256,
    metadataSha256: input.metadata?.sha256 ?? null,
    reason,
  }
}

/** In order of name. */
export function byName(a: InputFile, b: InputFile): number {
  return compareText(a.name, b.name)
}
