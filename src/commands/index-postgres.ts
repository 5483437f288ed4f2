import { given } from '../domain/optional-fields.ts'
import { sha256 } from '../domain/digest.ts'
import type { SourceDocument } from '../domain/document.ts'
import type { Config } from '../config.ts'
import { AppError, type ErrorCode } from '../domain/errors.ts'
import { embedParagraphs } from '../ingest/piece.ts'
import { pressingFirst } from '../ingest/pressing.ts'
import { readInput, type InputFile } from '../ingest/read-input.ts'
import { compareSources, differingAnswers } from '../ingest/same-document.ts'
import { dutchWords } from '../ingest/parse/dictionary.ts'
import { PARSER_VERSION } from '../ingest/parse/parse.ts'
import { loadModel, type LoadedModel } from '../open/model.ts'
import { SEARCH_FORMAT } from '../format/search-data.ts'
import { termsOf } from '../search/pair-terms.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { openDatabase, type Database } from '../store/postgres/database.ts'
import {
  knownFiles,
  removeDocuments,
  writeFailure,
  type IndexedFile,
  type WrittenDocument,
} from '../store/postgres/documents.ts'
import { readTotals } from '../store/postgres/library.ts'
import { prepareIndex } from '../store/postgres/schema.ts'
import type { ComparedSources } from '../store/postgres/sources.ts'
import { documentWriter, tidy } from '../store/postgres/writer.ts'
import type { IndexOptions, IndexReport } from './index-documents.ts'
import { filesAt, inputsFrom } from './input-files.ts'
import { comparedLabel, comparedName, ministerLabel } from '../domain/names.ts'

/** A document is read again when the parser or the form of the search data changes. */
const MADE_WITH = `parser ${PARSER_VERSION}, search ${SEARCH_FORMAT}, names 3`

/** What is wrong with one file, not with the run. */
const REFUSED: ReadonlySet<ErrorCode> = new Set(['unreadable_document', 'too_large'])

/** Milliseconds before each further attempt to reach a database. */
const PATIENCE = [500, 2_000, 5_000]

/**
 * `npm run index` with `STORE=postgres`: removes the documents that `remove` names, or else adds
 * files and all files of folders; without any, those of `INDEX_DIR/documents`. Throws the errors of
 * `indexIntoPostgres` and `removeFromPostgres`.
 */
export async function indexPostgres(
  config: Config,
  paths: readonly string[],
  { url, remove = [], onProgress, onDownload }: IndexOptions & PostgresRequest,
): Promise<IndexReport> {
  const places =
    paths.length > 0 || remove.length > 0 ? paths : [indexFolder(config.indexDir).documents]
  const { readable, unread } = await filesAt(places, config.indexDir)
  const inputs = await inputsFrom(readable)
  const model = await loadModel({ ...config.model, first: 'passage' }, onDownload)
  const database = openDatabase(url, { retryAfter: PATIENCE })
  const run = { database, model, ...given({ onProgress }) }
  try {
    const report = await (remove.length > 0
      ? removeFromPostgres(remove, run)
      : indexIntoPostgres(inputs, run))
    return { ...report, failures: [...report.failures, ...unread] }
  } finally {
    await database.close()
  }
}

/** Which database, and the ids or files of the documents to remove from it. */
interface PostgresRequest {
  readonly url: string
  readonly remove?: readonly string[]
}

/** What an index run needs. */
interface PostgresRun extends Pick<IndexOptions, 'onProgress'> {
  readonly database: Database
  readonly model: LoadedModel
}

/**
 * Adds files to the index in a database, or replaces them, each in a transaction of its own. Any
 * number of machines may do so at once. It removes nothing else, since another machine may have
 * added files that this one lacks. Throws the errors of `prepareIndex`, and `unavailable` if the
 * database is lost for good; documents written by then stay, and the next run does the rest.
 */
export async function indexIntoPostgres(
  inputs: readonly InputFile[],
  { database, model, onProgress }: PostgresRun,
): Promise<IndexReport> {
  await prepareFor(database, model)
  const known = await knownFiles(
    database,
    inputs.map(({ name }) => name),
  )
  const writer = documentWriter(database, { compare })
  const warnings: IndexReport['warnings'][number][] = []
  let renewed = 0
  let paragraphs = 0
  const toRead = inputs.filter((input) => {
    const { file, fileSha256, metadataSha256 } = fileOf(input)
    const before = known.get(file)
    return (
      before?.fileSha256 !== fileSha256 ||
      before.metadataSha256 !== metadataSha256 ||
      before.madeWith !== MADE_WITH
    )
  })
  const tell = (files: number): void => {
    onProgress?.({ files, totalFiles: toRead.length, paragraphs })
  }
  for (const [at, input] of toRead.entries()) {
    tell(at)
    const file = fileOf(input)
    try {
      const read = await readInput(input, dutchWords)
      const written = await writtenOf(read, file, model)
      if (await writer.write(written)) renewed++
      paragraphs += written.entries.length
      for (const { line, message } of read.document.warnings) {
        warnings.push({ file: input.name, line, message })
      }
    } catch (error) {
      if (!(error instanceof AppError) || !REFUSED.has(error.code)) throw error
      await writeFailure(database, file, error.message)
    }
  }
  if (toRead.length > 0) tell(toRead.length)
  await writer.finish()
  return { ...(await reportOf(database)), renewed, removed: 0, warnings: pressingFirst(warnings) }
}

/** Whether two documents with one id, as JSON, are sources of one document. */
function compare(first: string, second: string): ComparedSources {
  const [one, other] = [first, second].map((content) => JSON.parse(content) as SourceDocument)
  const compared = compareSources(one!, other!)
  return compared.kind === 'clash'
    ? { kind: 'clash' }
    : { ...compared, differing: differingAnswers(one!, other!) }
}

/** Removes documents from the index in a database, by id or file. Throws `not_found`. */
export async function removeFromPostgres(
  names: readonly string[],
  { database, model }: PostgresRun,
): Promise<IndexReport> {
  await prepareFor(database, model)
  const removed = await removeDocuments(database, names)
  await tidy(database)
  return { ...(await reportOf(database)), renewed: 0, removed, warnings: [] }
}

/** Prepares the database for an index with this model. Throws the errors of `prepareIndex`. */
export function prepareFor(
  database: Database,
  { embedder, calibrations, digest }: Pick<LoadedModel, 'embedder' | 'calibrations' | 'digest'>,
): Promise<void> {
  const { model, dimensions } = embedder
  return prepareIndex(database, {
    ...{ model, digest, dimensions },
    calibration: JSON.stringify(calibrations),
  })
}

async function reportOf(
  database: Database,
): Promise<Omit<IndexReport, 'renewed' | 'removed' | 'warnings'>> {
  return readTotals(database)
}

function fileOf({ name, sha256: fileSha256, metadata }: InputFile): IndexedFile {
  return { file: name, fileSha256, metadataSha256: metadata?.sha256 ?? null }
}

/** A document as the database stores it, with its source text as UTF-8. */
export async function writtenOf(
  { document, source }: { document: SourceDocument; source: Uint8Array },
  file: IndexedFile,
  { embedder, lexicon }: Pick<LoadedModel, 'embedder' | 'lexicon'>,
): Promise<WrittenDocument> {
  const content = JSON.stringify(document)
  const ministers = [...document.ministers, ...document.onBehalfOf]
  return {
    ...file,
    id: document.id,
    madeWith: MADE_WITH,
    content,
    contentSha256: await sha256(content),
    source,
    sourceSha256: document.source.sha256,
    answered: document.answered,
    ministers: ministers.map((minister) => comparedLabel(ministerLabel(minister))),
    parties: document.askers.flatMap(({ party }) => (party === null ? [] : [comparedName(party)])),
    pairs: termsOf(document, lexicon).map(({ bytes, ...pair }) => ({ ...pair, terms: bytes })),
    entries: await embedParagraphs(document, embedder),
  }
}
