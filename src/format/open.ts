import { sha256 } from '../domain/digest.ts'
import { given } from '../domain/optional-fields.ts'
import type { SourceDocument } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import type { Signature } from '../domain/signature.ts'
import { inSlices } from '../domain/slices.ts'
import { damaged } from './damage.ts'
import { documentsOfHeads, HEADS } from './document-heads.ts'
import { documentsOneByOne } from './document-lines.ts'
import type { Library } from './library.ts'
import { fileOnDisk, wholeFile, type HeldFile, type HeldOptions } from './held-file.ts'
import { QUOTES, quotesIn, type StoredQuotes } from './part-quotes.ts'
import { textsInMemory, textsOnDisk, type PartTexts } from './part-texts.ts'
import { generationOf, type Manifest } from './manifest.ts'
import { NO_MEMORY, type PartMemory } from './part-memory.ts'
import { readPartWords, WORDS, type PartWords } from './part-words.ts'
import { partsOf, type IndexPart } from './parts.ts'
import { readSignatures, SIGNATURES } from './signatures.ts'
import { sourcePlaceOf } from './stored-document.ts'
import type { CodedVectors } from '../vectors/codes.ts'
import { int8Of } from '../vectors/int8.ts'

/**
 * Files of a generation; each part of a large index has its own documents, texts and sources. The
 * vectors are a Vectra index, under Vectra's own name for it.
 */
export const VECTORS = 'index.json'
export const DOCUMENTS = 'documents.jsonl'
/** the parts that lines of `DOCUMENTS` leave to be read on demand, see `DocumentLines` */
export const TEXTS = 'texts.jsonl'
export const SEARCH = 'search.bin'
/** `Calibrations`, as JSON */
export const CALIBRATION = 'calibration.json'
/** all source texts, one after the other, as UTF-8 */
export const SOURCES = 'sources.txt'

type Bytes = Uint8Array<ArrayBuffer>

/** The storage of an index's files: a folder, or a Worker's assets. A missing file is null. */
export interface IndexFiles {
  read(path: string): Promise<Bytes | null>
  /** the same with its SHA-256: the reader knows how to hash a file without copying it */
  readHashed(path: string): Promise<Hashed | null>
  /** the same without waiting, for a command; throws if the file is missing */
  readHashedNow?(path: string): Hashed
  /** SHA-256 of a file that stays where it is, in hex; absent where files are only read whole */
  digestOf?(path: string): Promise<string | null>
  /** Opens a file for reading parts of it; it stays readable until `close`, even after deletion. */
  open(path: string): Promise<OpenFile | null>
}

/** A file with its SHA-256, in hex. */
export interface Hashed {
  readonly bytes: Bytes
  readonly sha256: string
}

/** The content of a file, with the file's SHA-256, in hex. */
export interface Taken<T> {
  readonly sha256: string
  /** call it once the digest has proved right; throws if the content is invalid */
  take(): T
}

export interface OpenFile {
  /** the bytes `[start, end)`, fewer if the file ends earlier */
  slice(start: number, end: number): Promise<Bytes>
  /** reads from a place without waiting; returns the number of bytes, fewer if the file ends */
  fillNow?(bytes: Bytes, at: number): number
  close(): Promise<void>
}

/** A complete index, read and checked. */
export interface OpenedIndex<SearchData = unknown> {
  readonly manifest: Manifest
  readonly library: Library
  /** empty if the vectors were left out */
  readonly vectors: CodedVectors
  /** data that the search computed at indexing time; of a large index the words of each part */
  readonly searchData: SearchData | readonly PartWords[]
  /** the keys of quotes of each part */
  readonly quotes: readonly StoredQuotes[]
  /** how the search judges its results; null if it was never learned for the model */
  readonly calibration: Bytes
}

/**
 * Reads the generation that a manifest names. Throws `index_damaged` if a file is missing or its
 * digest differs, and the errors of `readSearchData`. Source texts are read and checked on demand.
 */
export async function openIndex<SearchData = Bytes>(
  manifest: Manifest,
  files: IndexFiles,
  options: OpenOptions<SearchData>,
): Promise<OpenedIndex<SearchData>> {
  const { opened, whole } = await takeInIndex(manifest, files, options)
  try {
    await whole
  } catch (error) {
    await opened.library.close()
    throw error
  }
  return opened
}

/**
 * The same for callers with work that needs no text: `opened` is available before all texts have
 * been read and compared, and all vectors have codes. It must not be served before `whole`
 * resolves, which rejects with the errors of `openIndex`.
 */
export async function takeInIndex<SearchData = Bytes>(
  manifest: Manifest,
  files: IndexFiles,
  { readVectors, readSearchData, readReceived, memory = NO_MEMORY }: OpenOptions<SearchData>,
): Promise<{ opened: OpenedIndex<SearchData>; whole: Promise<void> }> {
  const read = (name: string) => readFileOf(manifest, files, name)
  const parts = partsOf(manifest)
  // Process each file as soon as it arrives, while others are still being read. Begin with the one
  // that brings the most work for its size; end with the texts, the largest, which bring none.
  const taken = parts.map((part) => {
    const digest = [DOCUMENTS, TEXTS, QUOTES]
      .map((kind) => manifest.files[part.name(kind)])
      .join(' ')
    return memory.once(digest, () => takePart(part, { manifest, files, read }))
  })
  const reading: Promise<CodedVectors> =
    readVectors?.(manifest, files) ?? Promise.resolve(int8Of([], manifest.model.dimensions))
  const taking = Promise.all([
    documentsIn(taken),
    reading,
    searchDataOf(manifest, parts, { read, memory, ...given({ readSearchData }) }),
    read(CALIBRATION),
    files.read(SIGNATURES),
  ])
  const coded = reading.then((vectors) => vectors.codes)
  const whole = Promise.all([
    coded,
    ...taken.flatMap(({ files }) => files.map((file) => file.whole())),
  ]).then(() => {})
  // The awaiting caller hears of the failure, which may come before it starts to wait.
  whole.catch(() => {})
  const [documents, vectors, searchData, calibration, signed] = await taking
  const sources = await openSources(manifest, documents, { files, taken })
  const signatures = readSignatures(signed && new TextDecoder().decode(signed), manifest)
  const library = openLibrary(manifest, documents, { sources, readReceived, signatures })
  const quotes = parts.map(({ first, end }, nth) => ({ first, end, read: taken[nth]!.readQuotes }))
  return { opened: { manifest, library, vectors, searchData, quotes, calibration }, whole }
}

/** The documents of a part; what stays on disk, or is read later, of them. */
interface TakenPart {
  readonly documents: Promise<SourceDocument[]>
  readonly readQuotes: StoredQuotes['read']
  readonly files: readonly HeldFile[]
}

interface Reading {
  readonly manifest: Manifest
  readonly files: IndexFiles
  readonly read: (name: string) => Promise<Bytes>
}

/** One part. It holds nothing of the others, which may be replaced. */
function takePart(part: IndexPart, reading: Reading): TakenPart {
  const { manifest, files, read } = reading
  const onDisk = manifest.parts !== undefined && files.digestOf !== undefined
  const name = part.name(TEXTS)
  const texts = onDisk ? textsOnDisk(fileIn(reading, name)) : textsInMemory(() => read(name))
  const among = manifest.parts?.length ?? 1
  const heads = part.name(HEADS)
  // An index of an earlier version has none.
  const lines =
    onDisk && heads in manifest.files ? textsOnDisk(fileIn(reading, part.name(DOCUMENTS))) : null
  const keys = part.name(QUOTES)
  const quotes = onDisk && keys in manifest.files ? fileOnDisk(fileIn(reading, keys)) : null
  const fromLines = async () =>
    inSlices(documentsOneByOne(await read(part.name(DOCUMENTS)), texts.lineAt, { among }))
  const fromHeads = async ({ lineAt }: PartTexts) =>
    inSlices(documentsOfHeads(await read(heads), { textAt: texts.lineAt, lineAt, among }))
  const documents =
    lines === null ? fromLines() : fromHeads(lines).then((documents) => documents ?? fromLines())
  // One that fails while another is awaited is awaited as well, and must not end the process.
  documents.catch(() => {})
  return {
    documents,
    readQuotes: () => quotes && quotesIn(wholeFile(quotes)),
    files: [texts, lines, quotes].filter((file) => file !== null),
  }
}

/** How to hold a file of a part on disk. */
function fileIn({ manifest, files }: Reading, name: string): HeldOptions {
  const path = pathIn(manifest, name)
  const { digestOf, open } = files
  return {
    open: () => open(path),
    async expectWhole() {
      const sha256 = await digestOf!(path)
      expectDigest(manifest, name, sha256 === null ? null : { sha256 })
    },
  }
}

/** The documents of all parts, in order. */
async function documentsIn(parts: readonly TakenPart[]): Promise<SourceDocument[]> {
  const documents: SourceDocument[] = []
  for (const part of parts) for (const document of await part.documents) documents.push(document)
  return documents
}

async function searchDataOf<SearchData>(
  manifest: Manifest,
  parts: readonly IndexPart[],
  {
    read,
    memory,
    readSearchData,
  }: Pick<OpenOptions<SearchData>, 'readSearchData'> & {
    readonly read: (name: string) => Promise<Bytes>
    readonly memory: PartMemory
  },
): Promise<SearchData | readonly PartWords[]> {
  if (manifest.parts !== undefined) {
    const words = parts.map(({ name }) =>
      memory.once(manifest.files[name(WORDS)]!, () => read(name(WORDS)).then(readPartWords)),
    )
    return Promise.all(words)
  }
  // Without a reader they stay bytes.
  if (readSearchData === undefined) return read(SEARCH) as Promise<SearchData>
  return expectDigest(manifest, SEARCH, await readSearchData(pathIn(manifest, SEARCH))).take()
}

/** The source texts of documents, by their places in the file of their part, and other texts. */
interface Sources {
  /** null for an unknown document */
  find(documentId: string): { readonly document: SourceDocument; readonly file: OpenFile } | null
  /** throws the system's error if the files cannot be read */
  expectReadable(): Promise<void>
  close(): Promise<void>
}

async function openSources(
  manifest: Manifest,
  documents: readonly SourceDocument[],
  { files, taken }: { readonly files: IndexFiles; readonly taken: readonly TakenPart[] },
): Promise<Sources> {
  const parts = partsOf(manifest)
  const opened = await Promise.all(
    parts.map(({ name }) => files.open(pathIn(manifest, name(SOURCES)))),
  )
  const onDisk = taken.flatMap((each) => each.files)
  const held = Promise.all(onDisk.map((file) => file.hold()))
  const close = async () => {
    await Promise.all([...opened, ...onDisk].map((file) => file?.close()))
  }
  await held.catch(async (error: unknown) => {
    await close()
    throw error
  })
  const missing = opened.indexOf(null)
  if (missing >= 0) {
    await close()
    throw damaged(`${parts[missing]!.name(SOURCES)} is missing`)
  }
  const places = new Map<string, { document: SourceDocument; file: OpenFile }>()
  for (const [nth, { first, end }] of parts.entries()) {
    const file = opened[nth]!
    for (const document of documents.slice(first, end)) places.set(document.id, { document, file })
  }
  return {
    find: (documentId) => places.get(documentId) ?? null,
    async expectReadable() {
      await opened[0]?.slice(0, 1)
    },
    close,
  }
}

interface OpenOptions<SearchData> {
  /** reads the vectors from `VECTORS`; without it the index has none */
  readonly readVectors?: (manifest: Manifest, files: IndexFiles) => Promise<CodedVectors>
  /** reads the search data, null if the file is missing; without it they stay bytes */
  readonly readSearchData?: (path: string) => Promise<Taken<SearchData> | null>
  /** what the parts of the index before were read into */
  readonly memory?: PartMemory
  /** reads a document's file by name; absent if the files are not stored beside the index */
  readonly readReceived?: (name: string) => Promise<Bytes | null>
}

/**
 * Reads a file of the generation that a manifest names. Throws `index_damaged` if it is missing or
 * its digest differs.
 */
export async function readFileOf(
  manifest: Manifest,
  files: Pick<IndexFiles, 'readHashed'>,
  name: string,
): Promise<Bytes> {
  return expectDigest(manifest, name, await files.readHashed(pathIn(manifest, name))).bytes
}

/** Where a file of the generation that a manifest names lies in the index's folder. */
export function pathIn(manifest: Manifest, name: string): string {
  return `generations/${generationOf(manifest)}/${name}`
}

/** The same file. Throws `index_damaged` if it is null, or its digest is not the manifest's. */
export function expectDigest<File extends { readonly sha256: string }>(
  { files }: Manifest,
  name: string,
  file: File | null,
): File {
  if (file === null) throw damaged(`${name} is missing`)
  if (file.sha256 !== files[name]) throw damaged(`${name} was changed`)
  return file
}

interface LibraryParts {
  readonly sources: Sources
  readonly readReceived: ((name: string) => Promise<Bytes | null>) | undefined
  readonly signatures: ReadonlyMap<string, Signature>
}

function openLibrary(
  manifest: Manifest,
  documents: SourceDocument[],
  { sources, readReceived, signatures }: LibraryParts,
): Library {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  function find(documentId: string) {
    const found = sources.find(documentId)
    if (found !== null) return found
    throw new AppError('not_found', `This index has no document ${documentId}.`)
  }

  return {
    digest: `sha256:${manifest.digest}`,
    model: manifest.model.name,
    documents,
    failures: manifest.failures.map(({ file, reason }) => ({ file, reason })),
    async sourceOf(documentId) {
      const { document, file } = find(documentId)
      const { start, end } = sourcePlaceOf(document)
      const bytes = await file.slice(start, end)
      if ((await sha256(bytes)) !== document.source.sha256) {
        throw damaged(`the source text of ${documentId} was changed`)
      }
      return decoder.decode(bytes)
    },
    async expectReachable() {
      // An open file stays readable, even after deletion; its disk may be gone.
      await sources.expectReadable().catch((cause: unknown) => {
        throw new AppError('unavailable', `${SOURCES} of the index cannot be read.`, { cause })
      })
    },
    ...(readReceived !== undefined && {
      async receivedOf(documentId: string, other?: number) {
        const { source, alsoIn } = find(documentId).document
        const held = other === undefined ? source : alsoIn[other]
        if (held === undefined) {
          throw new AppError('not_found', `There is no other file of ${documentId}.`)
        }
        const { file, fileSha256 } = held
        const bytes = await readReceived(file)
        if (bytes === null) throw damaged(`${file} is missing`)
        if ((await sha256(bytes)) !== fileSha256) throw damaged(`${file} was changed`)
        return bytes
      },
    }),
    signatureOf: (documentId) => signatures.get(documentId) ?? null,
    close: closing(sources),
  }
}

/** By itself, so that whoever closes a library later holds nothing else of it. */
function closing(sources: Sources): () => Promise<void> {
  return () => sources.close()
}
