import type { Config } from '../config.ts'
import type { Reading, SourceDocument } from '../domain.ts'
import { AppError } from '../errors.ts'
import { isVerbatim } from '../reading.ts'
import { differences } from '../store/differences.ts'
import { indexFolder } from '../store/folder.ts'
import { openIndex, type OpenedIndex } from '../store/open.ts'

export interface VerifyReport {
  /** of the documents, in order */
  readonly ids: readonly string[]
  /** texts that were rebuilt from their source and compared */
  readonly readings: number
  /** a sentence each, with its place; empty where all is well */
  readonly mismatches: readonly string[]
}

/** Checks a whole index against its sources. Throws `index_missing` or `index_damaged`. */
export async function verifyIndex(config: Config): Promise<VerifyReport> {
  const folder = indexFolder(config.indexDir)
  const manifest = await folder.manifest()
  const opened = await openIndex(manifest, folder.files)
  try {
    const mismatches = await differences(manifest, folder)
    let readings = 0
    for (const document of opened.library.documents) {
      const checked = await checkDocument(document, opened)
      readings += checked.readings
      mismatches.push(...checked.mismatches)
    }
    return {
      ids: opened.library.documents.map(({ id }) => id),
      readings,
      mismatches: [...mismatches, ...vectorMismatches(opened)],
    }
  } finally {
    await opened.library.close()
  }
}

async function checkDocument(document: SourceDocument, { library }: OpenedIndex) {
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

/** Everything of a document that is shown to people, with the place that it has. */
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
function vectorMismatches({ library, entries }: OpenedIndex): string[] {
  const paragraphs = library.documents.flatMap(({ answers }) =>
    answers.flatMap((answer) => answer.paragraphs.map(({ id }) => id)),
  )
  const vectors = new Set(entries.map((entry) => entry.paragraphId))
  const known = new Set(paragraphs)
  return [
    ...paragraphs.filter((id) => !vectors.has(id)).map((id) => `paragraph ${id} has no vector`),
    ...[...vectors]
      .filter((id) => !known.has(id))
      .map((id) => `a vector is of no paragraph: ${id}`),
  ]
}
