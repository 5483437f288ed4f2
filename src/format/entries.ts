import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { ListedDocument, staysInside, type Manifest } from './manifest.ts'
import { readFileOf, type IndexFiles } from './open.ts'
import { partsOf } from './parts.ts'

/** The file of a part's entries, as JSON; a small index has its entries in the manifest. */
export const ENTRIES = 'entries.json'

/** Writes the entries of a part, one a line. */
export function writeEntries(entries: readonly ListedDocument[]): Uint8Array {
  const lines = entries.map((entry) => JSON.stringify(entry))
  return new TextEncoder().encode(`[\n${lines.join(',\n')}\n]\n`)
}

/**
 * The entries of all documents, in order of id. Throws `index_damaged` if a part's are missing or
 * changed, or are no entries.
 */
export async function readEntries(
  manifest: Manifest,
  files: Pick<IndexFiles, 'readHashed'>,
): Promise<readonly ListedDocument[]> {
  if (manifest.documents !== undefined) return manifest.documents
  const read = await Promise.all(
    partsOf(manifest).map(({ name }) => readFileOf(manifest, files, name(ENTRIES))),
  )
  return read.flatMap((bytes, nth) => parseEntries(bytes, manifest.parts![nth]!))
}

/**
 * The entries in a part's file, whose digest was compared. Throws `index_damaged` if they are not
 * as many as `count`, or one of them names a file outside the documents folder.
 */
function parseEntries(bytes: Uint8Array, count: number): ListedDocument[] {
  const json = jsonOf(bytes)
  const why = problemOf(json, count)
  if (why === null) return json as ListedDocument[]
  throw new AppError(
    'index_damaged',
    `The entries of a part of the index (${ENTRIES}) cannot be used: ${why}. Run \`npm run ` +
      'index` to build it anew.',
  )
}

/**
 * Checks the first entry, since one program wrote them all (29,000 would take 0.2 s), and the names
 * of files in all of them, since whoever forged one could reach outside the folder.
 */
function problemOf(json: unknown, count: number): string | null {
  if (!Array.isArray(json)) return 'they are no list'
  if (json.length !== count) return `there are ${json.length}, not ${count}`
  const first = ListedDocument.safeParse(json[0])
  if (!first.success) return z.prettifyError(first.error)
  for (const { file, alsoIn = [] } of json as ListedDocument[]) {
    const outside = [file, ...alsoIn.map((other) => other.file)].find((name) => !staysInside(name))
    if (outside !== undefined) return `${outside} leaves its folder`
  }
  return null
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // The schema refuses undefined.
    return undefined
  }
}
