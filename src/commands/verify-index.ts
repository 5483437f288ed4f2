import type { Config } from '../config.ts'
import type { Reading, SourceDocument } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { isVerbatim } from '../domain/reading.ts'
import { signatureMismatches, signatureMismatchesIn } from './sign-index.ts'
import { differencesWhenReadAgain, type ReadAgainOptions } from './read-again.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { readStoredVectors } from '../open/vectors.ts'
import type { Library } from '../format/library.ts'
import { readEntries } from '../format/entries.ts'
import { openIndex } from '../format/open.ts'

export interface VerifyReport {
  /** of the documents, in order */
  readonly ids: readonly string[]
  /** texts rebuilt from their source and compared */
  readonly readings: number
  /** one sentence per place; empty if all is well */
  readonly mismatches: readonly string[]
}

export interface VerifyOptions extends ReadAgainOptions {
  /** also read, parse and embed the documents of a folder again; takes as long as indexing them */
  readonly again?: boolean
}

/**
 * Checks a whole index: its texts against their sources, and everything in the index of a folder
 * against the documents, which it reads again. Throws `index_missing`, `index_damaged`,
 * `index_mismatch`, `model_missing` or `unavailable`.
 */
export async function verifyIndex(
  config: Config,
  { again = true, ...options }: VerifyOptions = {},
): Promise<VerifyReport> {
  const stored =
    config.store.kind === 'postgres'
      ? await openDatabaseIndex(config.store.url, config)
      : await openFolderIndex(config, again ? options : null)
  const { library } = stored
  try {
    const mismatches = [...stored.mismatches]
    let readings = 0
    for (const document of library.documents) {
      const checked = await checkDocument(document, library)
      readings += checked.readings
      mismatches.push(...checked.mismatches)
    }
    return {
      ids: library.documents.map(({ id }) => id),
      readings,
      mismatches: [...mismatches, ...vectorMismatches(stored)],
    }
  } finally {
    await stored.close()
  }
}

/** An index with everything that its check needs. */
interface StoredIndex {
  readonly library: Library
  /** of paragraphs that have a vector */
  readonly vectorIds: readonly string[]
  /** between the index and its source files */
  readonly mismatches: readonly string[]
  close(): Promise<void>
}

/** Reads the documents again too, unless `again` is null. */
async function openFolderIndex(
  config: Config,
  again: ReadAgainOptions | null,
): Promise<StoredIndex> {
  const folder = indexFolder(config.indexDir)
  const manifest = await folder.manifest()
  const { library, vectors } = await openIndex(manifest, folder.files, {
    readVectors: readStoredVectors,
  })
  return {
    library,
    vectorIds: vectors.paragraphIds,
    mismatches: [
      ...(await signatureMismatches(config)),
      ...(await folder.differences(manifest, { anew: true })),
      ...(again === null
        ? []
        : await differencesWhenReadAgain(
            config,
            folder,
            {
              ...{ manifest, documents: library.documents, vectors },
              entries: await readEntries(manifest, folder.files),
            },
            again,
          )),
    ],
    close: () => library.close(),
  }
}

async function openDatabaseIndex(
  url: string,
  config: Pick<Config, 'signingKey'>,
): Promise<StoredIndex> {
  const { openDatabase } = await import('../store/postgres/database.ts')
  const { readSnapshot, vectorIds } = await import('../store/postgres/library.ts')
  const database = openDatabase(url)
  try {
    const { library, signatures } = await readSnapshot(database)
    return {
      library,
      vectorIds: await vectorIds(database),
      mismatches: await signatureMismatchesIn(signatures, library, config),
      close: () => database.close(),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function checkDocument(document: SourceDocument, library: Library) {
  const readings = readingsOf(document)
  try {
    const source = await library.sourceOf(document.id)
    const wrong = readings.filter(({ reading }) => !isVerbatim(source, reading))
    return {
      readings: readings.length,
      mismatches: wrong.map(({ place }) => `${place} is not what its source says`),
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { readings: 0, mismatches: [error.message] }
  }
}

/** Everything in a document that people see, with its place. */
function readingsOf(document: SourceDocument): { place: string; reading: Reading }[] {
  const at = (place: string) => `${place} of ${document.id}`
  return [
    ...document.questions.map(({ numbers, reading }) => ({
      place: at(`question ${numbers.join(', ')}`),
      reading,
    })),
    ...document.answers.flatMap(({ paragraphs }) =>
      paragraphs.map(({ id, reading }) => ({ place: `paragraph ${id}`, reading })),
    ),
    ...document.notes.map(({ mark, reading }) => ({ place: at(`note ${mark}`), reading })),
    ...document.remarks.map((reading, n) => ({ place: at(`remark ${n + 1}`), reading })),
  ]
}

/** Each paragraph has one vector, and each vector a paragraph. */
function vectorMismatches({ library, vectorIds }: StoredIndex): string[] {
  const paragraphs = library.documents.flatMap(({ answers }) =>
    answers.flatMap((answer) => answer.paragraphs.map(({ id }) => id)),
  )
  const vectors = new Set(vectorIds)
  const known = new Set(paragraphs)
  return [
    ...paragraphs.filter((id) => !vectors.has(id)).map((id) => `paragraph ${id} has no vector`),
    ...[...vectors]
      .filter((id) => !known.has(id))
      .map((id) => `a vector is of no paragraph: ${id}`),
  ]
}
