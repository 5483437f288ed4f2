import { COMPACT_VECTORS, readCompactVectors, rowsIn } from '../format/compact-vectors.ts'
import type { Manifest } from '../format/manifest.ts'
import { expectDigest, pathIn, readFileOf, type IndexFiles } from '../format/open.ts'
import type { PartMemory } from '../format/part-memory.ts'
import { partsOf } from '../format/parts.ts'
import type { IndexFolder } from '../store/folder/folder.ts'
import type { CodedVectors } from '../vectors/codes.ts'
import { joinVectors } from '../vectors/int8.ts'

/**
 * Reads the vectors of the index that a manifest names, in whichever form it has. Throws
 * `index_damaged` if they have changed since they were written.
 */
export async function readStoredVectors(
  manifest: Manifest,
  files: IndexFiles,
): Promise<CodedVectors> {
  const names = compactNames(manifest)
  if (names === null) {
    // Imported on demand: a large index does without Vectra, which loads a language model.
    const { readVectra } = await import('../store/vectra/vectra.ts')
    return readVectra(manifest, files)
  }
  const { dimensions } = manifest.model
  const read = names.map(async (name) =>
    readCompactVectors(await readFileOf(manifest, files, name), dimensions),
  )
  return joinVectors(await Promise.all(read), dimensions)
}

/** Null for a small index, whose vectors are a Vectra index. */
function compactNames(manifest: Manifest): string[] | null {
  const names = partsOf(manifest).map(({ name }) => name(COMPACT_VECTORS))
  return names.every((name) => name in manifest.files) ? names : null
}

/** The same from a folder, which makes the codes of many vectors beside this thread. */
export function readVectorsIn(
  folder: Pick<IndexFolder, 'readShared' | 'codesOf'>,
  memory: PartMemory,
) {
  return async (manifest: Manifest, files: IndexFiles): Promise<CodedVectors> => {
    const names = compactNames(manifest)
    if (names === null) return readStoredVectors(manifest, files)
    const { dimensions } = manifest.model
    const readTable = async (name: string) => {
      const read = await folder.readShared(pathIn(manifest, name))
      const { bytes } = expectDigest(manifest, name, read)
      return { vectors: readCompactVectors(bytes, dimensions), rows: rowsIn(bytes) }
    }
    const tables = await Promise.all(
      names.map((name) => memory.once(manifest.files[name]!, () => readTable(name))),
    )
    // Nobody needs them before the first search.
    const codes = folder.codesOf(
      tables.map(({ rows }) => rows),
      dimensions,
    )
    codes.catch(() => {})
    const vectors = joinVectors(
      tables.map((each) => each.vectors),
      dimensions,
    )
    return { ...vectors, codes }
  }
}
