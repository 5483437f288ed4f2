import type { Embedder, Lexicon } from '../embed/embed.ts'
import { AppError } from '../domain/errors.ts'
import type { Calibration } from '../search/calibration.ts'
import type { SearchData } from '../format/search-data.ts'
import { createSearch } from '../search/create.ts'
import { serve, type Served } from '../engine/engine.ts'
import { memoryStore } from '../store/memory.ts'
import type { OpenedIndex } from '../format/open.ts'

/**
 * Puts an index to work: what the server and the Worker have in common. Throws `index_mismatch`
 * where the index was built with another model. The index's own vectors are searched.
 */
export function serveWith(
  opened: OpenedIndex<SearchData>,
  { embedder, lexicon }: { embedder: Embedder; lexicon: Lexicon | null },
): Served {
  const { manifest, library, vectors } = opened
  if (manifest.model.digest !== embedder.digest) {
    throw new AppError(
      'index_mismatch',
      `The index was built with ${manifest.model.name} (${manifest.model.digest.slice(0, 12)}), but MODEL is ${embedder.model} (${embedder.digest.slice(0, 12)}). Run \`npm run index\` to build it anew, or set MODEL=${manifest.model.name}.`,
    )
  }
  const calibration = JSON.parse(new TextDecoder().decode(opened.calibration)) as Calibration | null
  const search = createSearch({
    documents: library.documents,
    embedder,
    lexicon,
    store: memoryStore(vectors),
    data: opened.searchData,
    ...(calibration === null ? {} : { calibration }),
  })
  return serve(library, search)
}
