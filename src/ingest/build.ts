import { sha256 } from '../digest.ts'
import type { SourceDocument } from '../domain.ts'
import type { Embedder, Lexicon } from '../embed/embed.ts'
import { AppError } from '../errors.ts'
import { buildSearchData, writeSearchData } from '../search/build.ts'
import type { Calibration } from '../search/calibration.ts'
import { passageText } from '../search/passage-text.ts'
import { manifestDigest, type Manifest } from '../store/manifest.ts'
import {
  CALIBRATION,
  DOCUMENTS,
  SEARCH,
  SOURCES,
  VECTORS,
  type OpenedIndex,
} from '../store/open.ts'
import type { Entry } from '../store/store.ts'
import { extract } from './extract.ts'
import type { Words } from './hyphens.ts'
import { readMetadata } from './metadata-file.ts'
import { identify } from './identify.ts'
import { PARSER_VERSION, parseDocument } from './parse.ts'

/** A file to be indexed; `name` is its path below the documents folder, with slashes. */
export interface InputFile {
  readonly name: string
  readonly sha256: string
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>
  /** the metadata file beside it */
  readonly metadata: { readonly sha256: string; readonly text: string } | null
}

export interface BuildDeps {
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
  /** how to judge what is found with this embedder; null where that was never learned */
  readonly calibration: Calibration | null
  readonly words: Words
  /** the bytes of a vector file */
  readonly writeVectors: (entries: readonly Entry[]) => Uint8Array
  /** what is unchanged is taken from here */
  readonly previous: OpenedIndex | null
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  readonly files: number
  readonly totalFiles: number
  /** embedded by this run */
  readonly paragraphs: number
}

export interface Built {
  readonly manifest: Manifest
  /** file name in the generation -> content */
  readonly contents: ReadonlyMap<string, Uint8Array>
  readonly documents: readonly SourceDocument[]
  /** names of the files that were read and embedded, not taken over */
  readonly renewed: readonly string[]
}

/** A document of the index to be, with everything that the index keeps of it. */
interface Piece {
  readonly input: InputFile
  readonly document: SourceDocument
  readonly source: Uint8Array
  readonly entries: readonly Entry[]
}

type Failure = Manifest['failures'][number]

/**
 * Makes the files of an index from documents. What the previous index holds of a file with the same
 * bytes and metadata is taken over. A file that cannot be read becomes a failure with its reason,
 * and the others are indexed. The same files give the same bytes, with a previous index or without.
 */
export async function buildIndex(inputs: readonly InputFile[], deps: BuildDeps): Promise<Built> {
  const reuse = reuseFrom(deps)
  const pieces = new Map<string, Piece>()
  const failures: Failure[] = []
  const renewed: string[] = []
  let paragraphs = 0

  for (const [at, input] of [...inputs].sort(byName).entries()) {
    deps.onProgress?.({ files: at, totalFiles: inputs.length, paragraphs })
    try {
      const kept = await reuse(input)
      const piece = kept ?? (await makePiece(input, deps))
      if (kept === null) {
        renewed.push(input.name)
        paragraphs += piece.entries.length
      }
      const twin = pieces.get(piece.document.id)
      if (twin !== undefined) throw sameId(piece, twin)
      pieces.set(piece.document.id, piece)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failures.push(failureOf(input, error.message))
    }
  }
  deps.onProgress?.({ files: inputs.length, totalFiles: inputs.length, paragraphs })
  const sorted = [...pieces.values()].sort((a, b) => (a.document.id < b.document.id ? -1 : 1))
  return { ...(await assemble(sorted, failures, deps)), renewed }
}

async function assemble(pieces: readonly Piece[], failures: Failure[], deps: BuildDeps) {
  const documents = pieces.map((piece) => piece.document)
  const { sources, places } = concatenate(pieces)
  const contents = new Map<string, Uint8Array>([
    [CALIBRATION, new TextEncoder().encode(JSON.stringify(deps.calibration))],
    [DOCUMENTS, linesOf(documents)],
    [SEARCH, writeSearchData(buildSearchData(documents, deps.lexicon))],
    [SOURCES, sources],
    [VECTORS, deps.writeVectors(pieces.flatMap((piece) => piece.entries))],
  ])
  const files: Record<string, string> = {}
  for (const [name, bytes] of contents) files[name] = await sha256(new Uint8Array(bytes))
  const { model, digest, dimensions } = deps.embedder
  const answers = documents.flatMap((document) => document.answers)
  const body: Omit<Manifest, 'digest'> = {
    format: 1,
    parser: PARSER_VERSION,
    model: { name: model, digest, dimensions },
    counts: {
      documents: documents.length,
      answers: answers.length,
      paragraphs: answers.reduce((sum, answer) => sum + answer.paragraphs.length, 0),
    },
    files,
    documents: pieces.map(({ document, input }, at) => ({
      id: document.id,
      file: input.name,
      fileSha256: input.sha256,
      metadataSha256: input.metadata?.sha256 ?? null,
      sourceSha256: document.source.sha256,
      ...places[at]!,
    })),
    failures,
  }
  return { manifest: { ...body, digest: await manifestDigest(body) }, contents, documents }
}

/** Finds what the previous index holds of a file, if all that it was made with is the same. */
function reuseFrom({ previous, embedder }: BuildDeps): (input: InputFile) => Promise<Piece | null> {
  const usable =
    previous !== null &&
    previous.manifest.parser === PARSER_VERSION &&
    previous.manifest.model.digest === embedder.digest
  if (!usable) return async () => null

  const documents = new Map(previous.library.documents.map((document) => [document.id, document]))
  const entries = Map.groupBy(previous.entries, (entry) => entry.documentId)
  const known = new Map(previous.manifest.documents.map((each) => [each.file, each]))
  return async (input) => {
    const old = known.get(input.name)
    if (old === undefined || old.fileSha256 !== input.sha256) return null
    if (old.metadataSha256 !== (input.metadata?.sha256 ?? null)) return null
    const source = await sourceOrNull(old.id, previous)
    if (source === null) return null
    return {
      input,
      document: documents.get(old.id)!,
      source,
      entries: entries.get(old.id) ?? [],
    }
  }
}

/** Null where the previous index lost its source text: the document is then read anew. */
async function sourceOrNull(id: string, { library }: OpenedIndex): Promise<Uint8Array | null> {
  try {
    return new TextEncoder().encode(await library.sourceOf(id))
  } catch (error) {
    if (error instanceof AppError && error.code === 'index_damaged') return null
    throw error
  }
}

async function makePiece(input: InputFile, { embedder, words }: BuildDeps): Promise<Piece> {
  const metadata = input.metadata === null ? undefined : readMetadata(input.metadata.text)
  const extracted = await extract(await input.read(), input.name)
  const source = new TextEncoder().encode(extracted.text)
  const document = parseDocument(extracted, {
    id: metadata?.id ?? identify(extracted, input.name),
    file: input.name,
    sha256: await sha256(source),
    fileSha256: input.sha256,
    words,
    ...(metadata === undefined ? {} : { metadata }),
  })
  return { input, document, source, entries: await embedParagraphs(document, embedder) }
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

function concatenate(pieces: readonly Piece[]) {
  const sources = new Uint8Array(pieces.reduce((sum, { source }) => sum + source.length, 0))
  let at = 0
  const places = pieces.map(({ source }) => {
    sources.set(source, at)
    const sourceStart = at
    at += source.length
    return { sourceStart, sourceEnd: at }
  })
  return { sources, places }
}

function linesOf(documents: readonly SourceDocument[]): Uint8Array {
  const encoder = new TextEncoder()
  const lines = documents.map((document) => encoder.encode(`${JSON.stringify(document)}\n`))
  const all = new Uint8Array(lines.reduce((sum, line) => sum + line.length, 0))
  let at = 0
  for (const line of lines) {
    all.set(line, at)
    at += line.length
  }
  return all
}

function failureOf(input: InputFile, reason: string): Failure {
  return {
    file: input.name,
    fileSha256: input.sha256,
    metadataSha256: input.metadata?.sha256 ?? null,
    reason,
  }
}

function sameId({ document, input }: Piece, twin: Piece): AppError {
  return new AppError(
    'unreadable_document',
    `${input.name} has the same id as ${twin.input.name}: ${document.id}. Keep one of them, or give one another id in a metadata file beside it.`,
  )
}

function byName(a: InputFile, b: InputFile): number {
  return a.name < b.name ? -1 : 1
}
