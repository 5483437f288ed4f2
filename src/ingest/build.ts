import { compareText } from '../domain/order.ts'
import { given } from '../domain/optional-fields.ts'
import { partFile, type PartSize } from '../format/parts.ts'
import { createHash } from 'node:crypto'
import type { SourceDocument, Warning } from '../domain/document.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import { AppError } from '../domain/errors.ts'
import { searchDataBuilder, keptSegmentsOf } from '../search/corpus/build.ts'
import type { Calibrations } from '../search/calibration.ts'
import { passageText } from '../search/corpus/passage-text.ts'
import { readSearchData, writeSearchData, type SearchData } from '../format/search-data.ts'
import { readDocuments, writeDocument } from '../format/document-lines.ts'
import type { PreviousDocument, PreviousIndex } from '../format/previous-index.ts'
import { COMPACT_FROM } from '../format/compact-vectors.ts'
import { isPartWords } from '../format/part-words.ts'
import { FORMAT, manifestDigest, type Manifest } from '../format/manifest.ts'
import { CALIBRATION, DOCUMENTS, SEARCH, SOURCES, TEXTS, VECTORS } from '../format/open.ts'
import type { Entry } from '../vectors/entry.ts'
import { rounded, type DocumentVectors } from '../vectors/int8.ts'
import { extract, type Extracted } from './formats/extract.ts'
import type { Words } from './parse/hyphens.ts'
import { PARSER_VERSION } from './parse/parse.ts'
import { parseInput, type InputFile } from './read-input.ts'
import { createShelf } from './shelf.ts'
import { compareSources, differingAnswers } from './same-document.ts'
import { startedAhead } from './prefetch.ts'
import {
  keptParts,
  PART_KINDS,
  sourcePlaces,
  writeParts,
  type KeptParts,
  type PartSources,
} from './write-parts.ts'
import { rememberVectors, vectorsOfPrevious } from './remember-vectors.ts'
import type { VectorMemory } from '../vectors/vector-memory.ts'

export interface BuildDeps {
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
  /** the calibration for these models */
  readonly calibrations: Calibrations
  readonly words: Words
  /** `extract`, or an equivalent beside this thread */
  readonly extract?: typeof extract
  /** the bytes of the vectors' file, up to `compactFrom` paragraphs */
  readonly writeVectors: (documents: readonly DocumentVectors[]) => Uint8Array
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

/** A file that duplicates another one: the index names it without reading it. */
type Other = NonNullable<Manifest['documents'][number]['alsoIn']>[number]

/**
 * A document of the new index, as the bytes that the index stores: a hundred thousand paragraphs
 * take a few hundred megabytes this way, and a gigabyte as objects.
 */
interface Piece extends PreviousDocument {
  readonly input: InputFile
  /** its facts and place in the previous index; null for a document that was just read */
  readonly kept: {
    readonly facts: Facts
    readonly at: number
    readonly firstSegment: number
  } | null
  /** its bytes are those of the previous index */
  readonly isSame: boolean
  /** other files that contain the same document */
  readonly alsoIn: readonly Other[]
}

type Failure = Manifest['failures'][number]

/**
 * Builds the files of an index from documents. A file whose bytes and metadata have not changed is
 * taken over from the previous index. A file that cannot be read becomes a failure with its reason,
 * and the others are indexed. The same files yield the same bytes, with or without a previous
 * index.
 */
export async function buildIndex(inputs: readonly InputFile[], deps: BuildDeps): Promise<Built> {
  const previous = usablePrevious(deps)
  const shelve = createShelf()
  const pieces: Piece[] = []
  const failures: Failure[] = []
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

  for (const [at, { input, kept }] of sorted.entries()) {
    const paragraphs = remembering.embedded()
    deps.onProgress?.({ files: at, totalFiles: inputs.length, paragraphs })
    if (kept !== null) pieces.push(kept)
    else if (!unchanged.has(input)) await readPiece(input)
  }
  // Read the duplicates of a document that is no longer its only source after all.
  const renewedIds = new Set(pieces.flatMap(({ id, kept }) => (kept === null ? [id] : [])))
  for (const [input, { id }] of unchanged) {
    if (!renewedIds.has(id)) continue
    unchanged.delete(input)
    await readPiece(input)
  }
  const embedded = remembering.embedded()
  deps.onProgress?.({ files: inputs.length, totalFiles: inputs.length, paragraphs: embedded })
  const { documents, clashes } = joinSources(pieces, unchanged)
  failures.push(...clashes)
  failures.sort((a, b) => compareText(a.file, b.file))
  return { ...(await assemble(documents, failures, previous, deps)), renewed, embedded }
}

const NO_JOURNAL: VectorMemory = { get: () => undefined, keep: () => {} }

/** The documents of the previous index, if the same encoder embedded them. */
function previousOfModel({ previous, embedder }: BuildDeps): readonly PreviousDocument[] {
  return previous?.manifest.model.digest === embedder.digest ? previous.documents : []
}

/**
 * The unchanged files that an unchanged document names as its other sources, with the document's
 * id.
 */
function unchangedOthers(
  sorted: readonly { readonly input: InputFile; readonly kept: Piece | null }[],
  previous: Usable,
): Map<InputFile, { id: string; other: Other }> {
  const found = new Map<InputFile, { id: string; other: Other }>()
  const kept = new Set(sorted.flatMap((each) => each.kept?.id ?? []))
  for (const { input } of sorted) {
    const named = previous.otherOf(input)
    if (named !== null && kept.has(named.id)) found.set(input, named)
  }
  return found
}

/** Documents in order of id, each with all its sources; one that clashes with another fails. */
function joinSources(
  pieces: readonly Piece[],
  unchanged: ReadonlyMap<InputFile, { id: string; other: Other }>,
): { documents: Piece[]; clashes: Failure[] } {
  const clashes: Failure[] = []
  const named = Map.groupBy(unchanged.values(), ({ id }) => id)
  const byId = Map.groupBy(
    pieces.toSorted((a, b) => byName(a.input, b.input)),
    ({ id }) => id,
  )
  const documents = [...byId].map(([id, group]) => {
    let read = group[0]!
    const others: Piece[] = []
    for (const piece of group.slice(1)) {
      const compared = compareSources(documentOf(read), documentOf(piece))
      if (compared.kind === 'clash') clashes.push(failureOf(piece.input, compared.reason))
      else if (compared.better === 'first') others.push(piece)
      else {
        others.push(read)
        read = piece
      }
    }
    const known = named.get(id)?.map(({ other }) => other) ?? []
    // Nothing was added to its sources or taken away from them.
    if (others.length === 0 && known.length === read.alsoIn.length) return read
    const alsoIn = [...known, ...others.map((other) => otherOf(other, read))].sort((a, b) =>
      compareText(a.file, b.file),
    )
    return withOthers(read, alsoIn)
  })
  return { documents: documents.sort((a, b) => compareText(a.id, b.id)), clashes }
}

function otherOf(other: Piece, read: Piece): Other {
  const { input } = other
  const document = documentOf(other)
  return {
    file: input.name,
    fileSha256: input.sha256,
    metadataSha256: input.metadata?.sha256 ?? null,
    format: document.source.format,
    differing: differingAnswers(documentOf(read), document),
  }
}

/** The same document, listing its other sources. */
function withOthers(piece: Piece, alsoIn: readonly Other[]): Piece {
  const named = alsoIn.map(({ file, format, fileSha256, differing }) => {
    return { file, format, fileSha256, differing }
  })
  const { source, vectors } = piece.read()
  const stored = { ...writeDocument({ ...documentOf(piece), alsoIn: named }), source, vectors }
  return { ...piece, alsoIn, isSame: false, read: () => stored }
}

/** A warning for a person to compare: two sources of one document whose words differ. */
function disagreements({ input, alsoIn }: Piece): Warning[] {
  return alsoIn.flatMap(({ file, differing }) => {
    if (differing.length === 0) return []
    const message =
      `${file} holds the same document as ${input.name}, which was read instead; ` +
      `it has other words in answer ${differing.join(', ')}: compare them`
    return [{ message, line: 1 }]
  })
}

async function assemble(
  pieces: readonly Piece[],
  failures: Failure[],
  previous: Usable,
  deps: BuildDeps,
) {
  const { facts, warnings } = survey(pieces)
  const paragraphs = total(facts.map((each) => each.paragraphs))
  const isLarge = paragraphs >= (deps.compactFrom ?? COMPACT_FROM)
  const written = isLarge
    ? partFiles(pieces, facts, previous, deps)
    : wholeFiles(pieces, facts, previous, deps)
  const calibrations = [new TextEncoder().encode(JSON.stringify(deps.calibrations))]
  const contents = new Map([[CALIBRATION, calibrations], ...written.contents])
  // In one order, whether written or taken over.
  const files = { [CALIBRATION]: digestOf(calibrations), ...written.files }
  const { parts } = written
  const { model, digest, dimensions } = deps.embedder
  const places = sourcePlaces(
    pieces.map(({ sourceSize }) => sourceSize),
    parts,
  )
  const body: Omit<Manifest, 'digest'> = {
    format: FORMAT,
    parser: PARSER_VERSION,
    model: { name: model, digest, dimensions },
    lexicon: deps.lexicon && {
      name: deps.lexicon.model,
      digest: deps.lexicon.digest,
      neighbours: deps.lexicon.neighboursDigest,
    },
    counts: {
      documents: pieces.length,
      answers: total(facts.map(({ answers }) => answers)),
      paragraphs,
    },
    files,
    ...given({ parts }),
    documents: pieces.map(({ id, input, sourceSha256, alsoIn }, at) => ({
      id,
      file: input.name,
      fileSha256: input.sha256,
      metadataSha256: input.metadata?.sha256 ?? null,
      sourceSha256,
      ...places[at]!,
      ...facts[at]!,
      ...(alsoIn.length > 0 && { alsoIn: [...alsoIn] }),
    })),
    failures,
  }
  return { manifest: { ...body, digest: await manifestDigest(body) }, contents, warnings }
}

/** The files of an index. */
interface Files {
  readonly contents: ReadonlyMap<string, Content>
  /** name -> SHA-256 */
  readonly files: Record<string, string>
  /** the number of documents in each part; undefined for a small index */
  readonly parts?: number[]
}

function wholeFiles(
  pieces: readonly Piece[],
  facts: readonly Facts[],
  { searchData }: Usable,
  { lexicon, writeVectors }: BuildDeps,
): Files {
  const stored = pieces.map((piece) => piece.read())
  const builder = searchDataBuilder(lexicon, searchData)
  for (const [at, piece] of pieces.entries()) {
    // A large index has its words in another form.
    if (piece.kept === null || searchData === null) builder.add(documentOf(piece))
    else builder.keep(facts[at]!, piece.kept.firstSegment)
  }
  const contents = new Map<string, Content>([
    [DOCUMENTS, stored.map(({ line }) => line)],
    [TEXTS, stored.map(({ texts }) => texts)],
    [SEARCH, [writeSearchData(builder.finish())]],
    [SOURCES, stored.map(({ source }) => source)],
    [VECTORS, [writeVectors(stored.map(({ vectors }) => vectors))]],
  ])
  const files = Object.fromEntries(
    [...contents].map(([name, content]) => [name, digestOf(content)]),
  )
  return { contents, files }
}

function partFiles(
  pieces: readonly Piece[],
  facts: readonly Facts[],
  { keptParts: kept }: Usable,
  { lexicon, partSize }: BuildDeps,
): Files {
  const sources = pieces.map((piece, at): PartSources => {
    return {
      ...{ id: piece.id, paragraphs: facts[at]!.paragraphs, segments: facts[at]!.segments },
      ...{ read: () => piece.read(), document: () => documentOf(piece) },
      keptAt: piece.kept?.at ?? null,
      isSame: piece.isSame,
    }
  })
  const { contents, same, parts } = writeParts(sources, { lexicon, kept, ...given({ partSize }) })
  const digests = parts.flatMap((_, nth) =>
    PART_KINDS.map((kind) => {
      const name = partFile(nth, kind)
      return [name, same[name] ?? digestOf(contents.get(name)!)] as const
    }),
  )
  return { contents, files: Object.fromEntries(digests), parts }
}

/** The manifest's entry for a document, apart from its source. */
type Facts = Pick<
  Manifest['documents'][number],
  'answers' | 'paragraphs' | 'segments' | 'warnings' | 'fingerprint'
>

/** Reads the new documents. The warnings of the others were reported when they were read. */
function survey(pieces: readonly Piece[]) {
  const warnings: { file: string; warning: Warning }[] = []
  const facts = pieces.map((piece): Facts => {
    const { input, kept } = piece
    for (const warning of disagreements(piece)) warnings.push({ file: input.name, warning })
    if (kept !== null) return kept.facts
    const document = documentOf(piece)
    for (const warning of document.warnings) warnings.push({ file: input.name, warning })
    return factsOf(document)
  })
  return { facts, warnings }
}

/** In the manifest's order: its digest covers the keys in that order. */
function factsOf(document: SourceDocument): Facts {
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

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}

function digestOf(content: Content): string {
  const hash = createHash('sha256')
  for (const piece of content) hash.update(piece)
  return hash.digest('hex')
}

/** The previous index's copy of a file, if everything that went into it is the same. */
interface Usable {
  /** null for a large index */
  readonly searchData: SearchData | null
  /** null for a small index */
  readonly keptParts: KeptParts | null
  readonly pieceOf: (input: InputFile) => Piece | null
  /** its record of a file that is another source of a document, with that document's id */
  readonly otherOf: (input: InputFile) => { id: string; other: Other } | null
}

function usablePrevious({ previous, embedder, lexicon }: BuildDeps): Usable {
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
    previous.manifest.documents.map((each, at) => {
      const firstSegment = segment
      segment += each.segments
      return [each.file, { each, at, document: previous.documents[at]!, firstSegment }]
    }),
  )
  const named = new Map(
    previous.manifest.documents.flatMap(({ id, alsoIn = [] }) =>
      alsoIn.map((other) => [other.file, { id, other }] as const),
    ),
  )
  return {
    ...{ searchData, keptParts: parts },
    pieceOf(input) {
      const found = known.get(input.name)
      if (found === undefined || !isUnchanged(input, found.each)) return null
      const { answers, paragraphs, segments, warnings, fingerprint, alsoIn = [] } = found.each
      const facts: Facts = { answers, paragraphs, segments, warnings, fingerprint }
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
function partsOrNull({ manifest, wordsOf }: PreviousIndex): KeptParts | null {
  if (wordsOf === undefined) return null
  // All parts have the same form: words of another one are never taken over.
  return isPartWords(wordsOf(0)) ? keptParts(manifest, wordsOf) : null
}

async function makePiece(
  input: InputFile,
  extracted: Extracted,
  { embedder, words }: BuildDeps,
  shelve: (bytes: Uint8Array) => Uint8Array,
): Promise<Piece> {
  const { document, source } = await parseInput(input, extracted, words)
  const entries = await embedParagraphs(document, embedder)
  const { line, texts } = writeDocument(document)
  const stored = {
    line: shelve(line),
    texts: shelve(texts),
    source: shelve(source),
    vectors: int8VectorsOf(document.id, entries),
  }
  return {
    ...{ id: document.id, input, kept: null, isSame: false, alsoIn: [] },
    ...{ sourceSha256: document.source.sha256, sourceSize: source.length, read: () => stored },
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

function failureOf(input: InputFile, reason: string): Failure {
  return {
    file: input.name,
    fileSha256: input.sha256,
    metadataSha256: input.metadata?.sha256 ?? null,
    reason,
  }
}

function documentOf(piece: Piece): SourceDocument {
  const { line, texts } = piece.read()
  return readDocuments(line, () => texts)[0]!
}

function byName(a: InputFile, b: InputFile): number {
  return compareText(a.name, b.name)
}
