import { given } from '../domain/optional-fields.ts'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { buildIndex, type BuildDeps, type Built, type Progress } from '../ingest/build.ts'
import { dutchWords } from '../ingest/parse/dictionary.ts'
import { extractBeside, type ExtractBeside } from '../ingest/formats/extract-beside.ts'
import { pressingFirst } from '../ingest/pressing.ts'
import { readStoredVectors } from '../open/vectors.ts'
import { loadModel } from '../open/model.ts'
import { expectedFiles, metadataName } from '../store/folder/differences.ts'
import { indexFolder, type IndexFolder } from '../store/folder/folder.ts'
import { filesOf, type Listed } from '../format/listed-files.ts'
import { readPreviousIndex, type PreviousIndex } from '../format/previous-index.ts'
import { lockFolder } from '../store/folder/lock.ts'
import { openVectorJournal, type VectorJournal } from '../store/folder/vector-journal.ts'
import type { UnreadFile } from '../store/folder/files-below.ts'
import { filesAt, inputsOf, noFilesBelow } from './input-files.ts'
import type { TransformersOptions } from '../embed/transformers.ts'

export interface IndexReport {
  readonly documents: number
  readonly answers: number
  readonly paragraphs: number
  /** files that this run read and embedded */
  readonly renewed: number
  readonly removed: number
  readonly warnings: readonly { file: string; line: number; message: string }[]
  readonly failures: readonly { file: string; reason: string }[]
  readonly digest: string
}

/** What an index run reports its progress to. */
export interface IndexOptions {
  /** ids or files of documents to remove from the index */
  readonly remove?: readonly string[]
  readonly onProgress?: (progress: Progress) => void
  readonly onDownload?: TransformersOptions['onProgress']
  /** default: from the model's folder */
  readonly load?: typeof loadModel
  /** default: processes that end with the run */
  readonly openExtractor?: () => ExtractBeside
}

/** Files to copy only once the model is loaded: many take minutes, and it may be missing. */
const MANY_TO_COPY = 256

/**
 * Adds files, and all files of folders, to the index of `INDEX_DIR`. Without any, it indexes the
 * documents folder again, and drops documents that are no longer in that folder.
 *
 * Throws `index_locked` while another process writes, `invalid_request` for a missing path, and
 * `not_found` if a document to remove is missing.
 */
export async function indexDocuments(
  config: Config,
  paths: readonly string[],
  options: IndexOptions = {},
): Promise<IndexReport> {
  const { remove = [], onProgress, onDownload } = options
  const { load = loadModel, openExtractor = extractBeside } = options
  const folder = indexFolder(config.indexDir)
  const { readable, unread } = await filesAt(paths, config.indexDir)
  if (paths.length === 0) unread.push(...(await noFilesBelow(folder.documents)))
  await folder.prepare()
  const release = await lockFolder(config.indexDir)
  const beside = openExtractor()
  let journal: VectorJournal | null = null
  try {
    if (readable.length > 0) beside.prepare()
    const loading = load({ ...config.model, first: 'passage' }, onDownload)
    // Where the files beside it fail first, nobody asks for the model.
    loading.catch(() => {})
    if (readable.length > MANY_TO_COPY) await loading
    const previous = await readPrevious(folder)
    const expected = previous === null ? [] : expectedFiles(listedBy(previous))
    await folder.recover(expected)
    const removed = filesNamed(remove, previous)
    unread.push(...(await folder.take(readable)))
    await folder.release(removed)
    const inputs = await inputsOf(folder)
    const model = await loading.catch(async (error: unknown) => {
      await folder.recover(expected)
      throw error
    })
    journal = openVectorJournal(config.indexDir, model.embedder)
    const deps = {
      ...{ ...model, words: dutchWords, extract: beside.extract, writeVectors },
      ...{ journal, ...given({ onProgress }) },
    }
    const built = await buildUponWhole(folder, previous, (from) =>
      buildIndex(inputs, { ...deps, previous: from }),
    )
    await folder.write(built.manifest, built.contents, previous?.manifest)
    await folder.settle()
    await folder.tidy(built.manifest)
    await folder.remember(built.manifest)
    journal.clear()
    return report(built, { previous, unread })
  } finally {
    journal?.close()
    await beside.close()
    await release()
  }
}

function listedBy({ entries, manifest: { failures } }: PreviousIndex): Listed {
  return { entries, failures }
}

/** The files of these ids or names of files, with the metadata beside them. Throws `not_found`. */
function filesNamed(names: readonly string[], previous: PreviousIndex | null): string[] {
  if (names.length === 0) return []
  const documents = previous?.entries ?? []
  const all = previous === null ? [] : filesOf(listedBy(previous)).map(({ file }) => file)
  const files = new Map<string, readonly string[]>([
    ...all.map((file) => [file, [file]] as const),
    ...documents.map(
      ({ id, file, alsoIn = [] }) => [id, [file, ...alsoIn.map((each) => each.file)]] as const,
    ),
  ])
  const unknown = names.filter((name) => !files.has(name))
  if (unknown.length > 0) {
    throw new AppError('not_found', `The index has no document ${unknown.join(', ')}.`)
  }
  const found = new Set(names.flatMap((name) => files.get(name)!))
  const stay = new Set(all)
  for (const file of found) stay.delete(file)
  // Two documents may share a metadata file: "a.pdf" and "a.xml".
  const needed = new Set([...stay].map(metadataName))
  return [...found].flatMap((file) =>
    needed.has(metadataName(file)) ? [file] : [file, metadataName(file)],
  )
}

/** Vectra is imported on demand: a large index does without it. */
const writeVectors: BuildDeps['writeVectors'] = async (documents) => {
  const { writeVectra } = await import('../store/vectra/vectra.ts')
  return writeVectra(documents)
}

/**
 * Null if the previous index is missing or damaged: everything is then read again; of a large one
 * only the documents of damaged parts are. `anew` looks for damage in files that nobody touched.
 */
async function readPrevious(
  folder: IndexFolder,
  { anew = false } = {},
): Promise<PreviousIndex | null> {
  try {
    const manifest = await folder.manifest()
    // The files of parts are taken over unread, and nobody touched them since they were written.
    const damaged =
      manifest.parts === undefined ? [] : await folder.damagedFiles(manifest, { anew })
    return await readPreviousIndex(manifest, folder.files, readStoredVectors, damaged)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/**
 * Builds an index upon the previous one, or upon what is left of it where that proves damaged. If
 * nothing is new, it reads all files of the index: who runs the command then may have been told of
 * damage.
 */
async function buildUponWhole(
  folder: IndexFolder,
  previous: PreviousIndex | null,
  build: (previous: PreviousIndex | null) => Promise<Built>,
): Promise<Built> {
  try {
    const built = await build(previous)
    const isSame = built.manifest.digest === previous?.manifest.digest
    if (!isSame || (await folder.isWhole(built.manifest))) return built
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'index_damaged') throw error
  }
  return build(await readPrevious(folder, { anew: true }))
}

function report(
  { manifest, entries, warnings, renewed }: Built,
  { previous, unread }: { previous: PreviousIndex | null; unread: readonly UnreadFile[] },
): IndexReport {
  const present = new Set(entries.map(({ file }) => file))
  const before = previous?.entries ?? []
  return {
    ...manifest.counts,
    renewed: renewed.length,
    removed: before.filter(({ file }) => !present.has(file)).length,
    warnings: pressingFirst(
      warnings.map(({ file, warning: { line, message } }) => ({ file, line, message })),
    ),
    failures: [...manifest.failures.map(({ file, reason }) => ({ file, reason })), ...unread],
    digest: manifest.digest,
  }
}
