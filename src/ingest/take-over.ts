import type { Lexicon } from '../embed/embed.ts'
import { AppError } from '../domain/errors.ts'
import { readSearchData, type SearchData } from '../format/search-data.ts'
import type { PreviousDocument, PreviousIndex } from '../format/previous-index.ts'
import { isPartQuotes } from '../format/part-quotes.ts'
import { isPartWords } from '../format/part-words.ts'
import { partsOf } from '../format/parts.ts'
import { PARSER_VERSION } from './parse/parse.ts'
import { type InputFile } from './read-input.ts'
import { keptParts, type KeptParts } from './write-parts.ts'
import type { BuildDeps } from './build.ts'
import type { DocumentFacts, Other, DocumentPiece } from './piece.ts'

/** The documents of the previous index, if the same encoder embedded them. */
export function previousOfModel({ previous, embedder }: BuildDeps): readonly PreviousDocument[] {
  if (previous?.manifest.model.digest !== embedder.digest) return []
  return previous.documents.filter(({ isLost }) => !isLost)
}

/** The previous index's copy of a file, if everything that went into it is the same. */
export interface Usable {
  /** null for a large index */
  readonly searchData: SearchData | null
  /** null for a small index */
  readonly keptParts: KeptParts | null
  readonly pieceOf: (input: InputFile) => DocumentPiece | null
  /** its record of a file that is another source of a document, with that document's id */
  readonly otherOf: (input: InputFile) => { id: string; other: Other } | null
}

/** What can be taken over from the previous index: nothing if another version or model made it. */
export function usablePrevious({ previous, embedder, lexicon }: BuildDeps): Usable {
  const isCurrent =
    previous?.manifest.parser === PARSER_VERSION &&
    previous.manifest.model.digest === embedder.digest &&
    previous.manifest.lexicon?.digest === lexicon?.digest
  const searchData = isCurrent ? searchDataOrNull(previous, lexicon) : null
  const parts = isCurrent ? partsOrNull(previous) : null
  if (!isCurrent || (searchData === null && parts === null)) {
    return { searchData: null, keptParts: null, pieceOf: () => null, otherOf: () => null }
  }

  let segment = 0
  const known = new Map(
    previous.entries.map((each, at) => {
      const firstSegment = segment
      segment += each.segments
      return [each.file, { each, at, document: previous.documents[at]!, firstSegment }]
    }),
  )
  const named = new Map(
    previous.entries.flatMap(({ id, alsoIn = [] }) =>
      alsoIn.map((other) => [other.file, { id, other }] as const),
    ),
  )
  return {
    ...{ searchData, keptParts: parts },
    pieceOf(input) {
      const found = known.get(input.name)
      if (found === undefined || found.document.isLost) return null
      if (!isUnchanged(input, found.each)) return null
      const { answers, paragraphs, segments, warnings, fingerprint, alsoIn = [] } = found.each
      const facts: DocumentFacts = { answers, paragraphs, segments, warnings, fingerprint }
      const { at, firstSegment, document } = found
      return { ...document, input, kept: { facts, at, firstSegment }, isSame: true, alsoIn }
    },
    otherOf(input) {
      const found = named.get(input.name)
      return found !== undefined && isUnchanged(input, found.other) ? found : null
    },
  }
}

function isUnchanged(
  { sha256, metadata }: InputFile,
  before: Pick<Other, 'fileSha256' | 'metadataSha256'>,
): boolean {
  return before.fileSha256 === sha256 && before.metadataSha256 === (metadata?.sha256 ?? null)
}

/** Null if they have an earlier form, or were made with a lexicon that is now absent. */
function searchDataOrNull(previous: PreviousIndex, lexicon: Lexicon | null): SearchData | null {
  if (previous.searchData === null) return null
  try {
    const data = readSearchData(previous.searchData)
    return (data.tokens === null) === (lexicon === null) ? data : null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Null for a small index, or if the words of parts have an earlier form. */
function partsOrNull(previous: PreviousIndex): KeptParts | null {
  const { manifest, entries, documents, wordsOf, quotesOf } = previous
  if (wordsOf === undefined) return null
  const whole = partsOf(manifest).findIndex(({ first }) => !documents[first]!.isLost)
  // All parts have the same form: words of another one are never taken over.
  if (whole < 0 || !isPartWords(wordsOf(whole))) return null
  const quotes = quotesOf?.(whole) ?? null
  const isCurrent = quotes !== null && isPartQuotes(quotes)
  return keptParts({ manifest, entries, wordsOf, quotesOf: isCurrent ? quotesOf! : null })
}
