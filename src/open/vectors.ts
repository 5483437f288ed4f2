import { COMPACT_VECTORS, readCompactVectors } from '../format/compact-vectors.ts'
import type { Manifest } from '../format/manifest.ts'
import { given } from '../domain/optional-fields.ts'
import { expectDigest, pathIn, readFileOf, type IndexFiles } from '../format/open.ts'
import type { IndexFolder } from '../store/folder/folder.ts'
import type { CodeTable } from '../vectors/codes.ts'
import { readVectra } from '../store/vectra/vectra.ts'
import type { Int8Vectors } from '../vectors/int8.ts'

/** Vectors, if another thread prepared them with the codes of their rows. */
export type StoredVectors = Int8Vectors & { readonly codes?: CodeTable }

/**
 * Reads the vectors of the index that a manifest names, in whichever form it has. Throws
 * `index_damaged` if they have changed since they were written.
 */
export async function readStoredVectors(
  manifest: Manifest,
  files: IndexFiles,
): Promise<StoredVectors> {
  if (!(COMPACT_VECTORS in manifest.files)) return readVectra(manifest, files)
  const bytes = await readFileOf(manifest, files, COMPACT_VECTORS)
  return readCompactVectors(bytes, manifest.model.dimensions)
}

/** The same from a folder, which makes the codes of many vectors beside this thread. */
export function readVectorsIn(folder: Pick<IndexFolder, 'readCodedVectors'>) {
  return async (manifest: Manifest, files: IndexFiles): Promise<StoredVectors> => {
    const { dimensions } = manifest.model
    const path = pathIn(manifest, COMPACT_VECTORS)
    const read =
      COMPACT_VECTORS in manifest.files ? await folder.readCodedVectors(path, dimensions) : null
    if (read === null) return readStoredVectors(manifest, files)
    const { bytes } = expectDigest(manifest, COMPACT_VECTORS, read)
    return {
      ...readCompactVectors(bytes, dimensions),
      ...given({ codes: read.codes ?? undefined }),
    }
  }
}
