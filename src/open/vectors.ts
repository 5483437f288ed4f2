import { COMPACT_VECTORS, readCompactVectors } from '../format/compact-vectors.ts'
import type { Manifest } from '../format/manifest.ts'
import { readFileOf, type IndexFiles } from '../format/open.ts'
import { readVectra } from '../store/vectra/vectra.ts'
import type { Int8Vectors } from '../vectors/int8.ts'

/**
 * Reads the vectors of the index that a manifest names, in the form that it has them. Throws
 * `index_damaged` where they are not what was written.
 */
export async function readStoredVectors(
  manifest: Manifest,
  files: IndexFiles,
): Promise<Int8Vectors> {
  if (!(COMPACT_VECTORS in manifest.files)) return readVectra(manifest, files)
  const bytes = await readFileOf(manifest, files, COMPACT_VECTORS)
  return readCompactVectors(bytes, manifest.model.dimensions)
}
