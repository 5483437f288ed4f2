import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { ListedDocument, type Manifest } from './manifest.ts'
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

/** The entries in a part's file. Throws `index_damaged` if they are not as many as `count`. */
export function parseEntries(bytes: Uint8Array, count: number): ListedDocument[] {
  const entries = Entries.safeParse(jsonOf(bytes))
  if (entries.success && entries.data.length === count) return entries.data
  const why = entries.success
    ? `there are ${entries.data.length}, not ${count}`
    : z.prettifyError(entries.error)
  throw new AppError(
    'index_damaged',
    `The entries of a part of the index (${ENTRIES}) cannot be used: ${why}. Run \`npm run ` +
      'index` to build it anew.',
  )
}

const Entries = z.array(ListedDocument)

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // The schema refuses undefined.
    return undefined
  }
}
