import type { Config } from '../config.ts'
import type { SourceDocument } from '../domain/document.ts'
import { readDocuments } from '../format/document-lines.ts'
import { HEADS } from '../format/document-heads.ts'
import { COMPACT_VECTORS, readCompactVectors } from '../format/compact-vectors.ts'
import { filesOf, type Listed } from '../format/listed-files.ts'
import type { ListedDocument, Manifest } from '../format/manifest.ts'
import { DOCUMENTS, SOURCES, TEXTS, VECTORS } from '../format/open.ts'
import { kindOfFile, partsOf } from '../format/parts.ts'
import { buildIndex, type Content } from '../ingest/build.ts'
import { extractBeside } from '../ingest/formats/extract-beside.ts'
import { dutchWords } from '../ingest/parse/dictionary.ts'
import { loadModel } from '../open/model.ts'
import type { IndexOptions } from './index-documents.ts'
import type { InputFile } from '../ingest/read-input.ts'
import type { IndexFolder } from '../store/folder/folder.ts'
import { filesBelow } from '../store/folder/files-below.ts'
import { byDocument, type DocumentVectors, type Int8Vectors } from '../vectors/int8.ts'
import { inputsFrom } from './input-files.ts'

/** Kinds of files whose contents are compared one by one; documents are read from `HEADS` too. */
const COMPARED_ALONE: ReadonlySet<string> = new Set([
  ...[DOCUMENTS, HEADS, TEXTS, SOURCES],
  ...[VECTORS, COMPACT_VECTORS],
])

/** An index as stored. */
interface Kept {
  readonly manifest: Manifest
  readonly entries: readonly ListedDocument[]
  readonly documents: readonly SourceDocument[]
  readonly vectors: Int8Vectors
}

export type ReadAgainOptions = Pick<IndexOptions, 'load' | 'openExtractor'>

/** Vectors further apart than this, on any processor, belong to two texts. */
const leastCosine = 0.99

/**
 * Reads, parses and embeds the documents of a folder again, and reports where the index differs
 * from them, one sentence per place. This finds what digests cannot: an index whose files and
 * manifest agree with each other but not with the documents. It takes as long as indexing.
 */
export async function differencesWhenReadAgain(
  config: Config,
  folder: IndexFolder,
  { manifest, entries, documents, vectors }: Kept,
  { load = loadModel, openExtractor = extractBeside }: ReadAgainOptions = {},
): Promise<string[]> {
  const model = await load({ ...config.model, first: 'passage' })
  if (model.embedder.digest !== manifest.model.digest) {
    return [
      `the index was made with another model than ${config.model.name}: ${manifest.model.name}`,
    ]
  }
  const small: DocumentVectors[] = []
  const beside = openExtractor()
  try {
    const built = await buildIndex(await indexedInputs(folder, { ...manifest, entries }), {
      ...model,
      words: dutchWords,
      extract: beside.extract,
      writeVectors(entries) {
        small.push(...entries)
        return new Uint8Array()
      },
      compactFrom: manifest.parts === undefined ? Number.POSITIVE_INFINITY : 0,
      previous: null,
    })
    const parts = partsOf(built.manifest)
    const again = parts.flatMap(({ name }) =>
      readDocuments(bytesOf(built.contents, name(DOCUMENTS)), () =>
        bytesOf(built.contents, name(TEXTS)),
      ),
    )
    const embedded =
      manifest.parts === undefined
        ? small
        : parts.flatMap(({ name }) => {
            const bytes = bytesOf(built.contents, name(COMPACT_VECTORS))
            return [...byDocument(readCompactVectors(bytes, vectors.dimensions)).values()]
          })
    return [
      ...differencesOfDocuments(documents, again),
      ...differencesOfSources(entries, built.entries),
      ...Object.keys(built.manifest.files)
        .filter((name) => !COMPARED_ALONE.has(kindOfFile(name)))
        .filter((name) => built.manifest.files[name] !== manifest.files[name])
        .map((name) => `${name} is not what the documents give`),
      ...differencesOfFailures(manifest, built.manifest),
      ...differencesOfVectors(vectors, embedded),
    ]
  } finally {
    await beside.close()
  }
}

/**
 * The files that the index names as its sources. A changed, missing or new file does not count as
 * input; `differences` reports it. A file that a killed command left in `incoming/` counts if it is
 * the one of the index.
 */
async function indexedInputs(folder: IndexFolder, listed: Listed): Promise<InputFile[]> {
  const inPlace = await filesBelow(folder.documents)
  const candidates = [
    ...(await inputsFrom(inPlace)),
    ...(await inputsFrom([...inPlace, ...(await filesBelow(folder.incoming))])),
  ]
  return filesOf(listed).flatMap(
    ({ file, fileSha256, metadataSha256 }) =>
      candidates.find(
        ({ name, sha256, metadata }) =>
          name === file && sha256 === fileSha256 && (metadata?.sha256 ?? null) === metadataSha256,
      ) ?? [],
  )
}

function bytesOf(contents: ReadonlyMap<string, Content>, name: string): Uint8Array {
  return Buffer.concat(contents.get(name)!)
}

function differencesOfDocuments(
  kept: readonly SourceDocument[],
  again: readonly SourceDocument[],
): string[] {
  const found = new Map(again.map((document) => [document.id, document]))
  const ids = new Set(kept.map(({ id }) => id))
  return [
    ...kept.flatMap((document) => {
      const other = found.get(document.id)
      if (other === undefined) return [`${document.id} is in the index, and no file gives it`]
      return differencesOfDocument(document, other)
    }),
    ...again.filter(({ id }) => !ids.has(id)).map(({ id }) => `${id} is not in the index`),
  ]
}

function differencesOfDocument(kept: SourceDocument, again: SourceDocument): string[] {
  const keys = Object.keys(again) as (keyof SourceDocument)[]
  const wrong = keys.filter((key) => key !== 'answers' && !same(kept[key], again[key]))
  const answers = new Map(again.answers.map((answer) => [answer.id, answer]))
  const numbers = new Set([...kept.answers, ...again.answers].map(({ id }) => id))
  const wrongAnswers = [...numbers].filter(
    (id) =>
      !same(
        kept.answers.find((answer) => answer.id === id),
        answers.get(id),
      ),
  )
  return [
    ...wrongAnswers.map((id) => `answer ${id} is not what its file gives`),
    ...wrong.map((key) => `${key} of ${kept.id} is not what its file gives`),
  ]
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function differencesOfSources(
  kept: readonly ListedDocument[],
  again: readonly ListedDocument[],
): string[] {
  const digests = new Map(again.map(({ id, sourceSha256 }) => [id, sourceSha256]))
  return kept
    .filter(({ id, sourceSha256 }) => digests.has(id) && digests.get(id) !== sourceSha256)
    .map(({ id }) => `the source text of ${id} is not what its file gives`)
}

function differencesOfFailures(kept: Manifest, again: Manifest): string[] {
  const failedFiles = ({ failures }: Manifest) => failures.map(({ file }) => file)
  const unread = new Set(failedFiles(again))
  const known = new Set(failedFiles(kept))
  return [
    ...[...unread].filter((file) => !known.has(file)).map((file) => `${file} cannot be read`),
    ...[...known]
      .filter((file) => !unread.has(file))
      .map((file) => `${file} can be read, and is not`),
  ]
}

/** The vectors of the texts read again, beside those of the index. */
function differencesOfVectors(kept: Int8Vectors, again: readonly DocumentVectors[]): string[] {
  const rows = new Map(kept.paragraphIds.map((id, at) => [id, at]))
  return again.flatMap(({ paragraphIds, numbers }) =>
    paragraphIds.flatMap((id, nth) => {
      const at = rows.get(id)
      if (at === undefined) return []
      const own = numbers.subarray(nth * kept.dimensions, (nth + 1) * kept.dimensions)
      return isNear(kept.row(at), own) ? [] : [`the vector of paragraph ${id} is of another text`]
    }),
  )
}

function isNear(a: Int8Array, b: Int8Array): boolean {
  let [dot, ofA, ofB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!
    ofA += a[i]! * a[i]!
    ofB += b[i]! * b[i]!
  }
  if (ofA === 0 || ofB === 0) return ofA === ofB
  return dot / Math.sqrt(ofA * ofB) >= leastCosine
}
