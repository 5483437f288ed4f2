import { NEIGHBOURS_FILE, type Embedder, type Lexicon } from '../embed/embed.ts'
import { AppError } from '../domain/errors.ts'
import type { Calibrations } from '../search/calibration.ts'
import type { SearchData } from '../format/search-data.ts'
import { createSearch } from '../search/create.ts'
import { serve, type Served } from '../engine/engine.ts'
import { memoryStore } from '../store/memory.ts'
import type { Manifest } from '../format/manifest.ts'
import type { OpenedIndex } from '../format/open.ts'

/**
 * Puts an index to work: what the server and the Worker have in common. Throws `index_mismatch`
 * where the index was built with another model. The index's own vectors are searched.
 */
export function serveWith(
  opened: OpenedIndex<SearchData>,
  { embedder, lexicon }: { embedder: Embedder | null; lexicon: Lexicon | null },
): Served {
  const { manifest, library, vectors } = opened
  expectModels(manifest, { embedder, lexicon })
  const calibrations = JSON.parse(new TextDecoder().decode(opened.calibration)) as Calibrations
  const search = createSearch({
    documents: library.documents,
    embedder,
    lexicon,
    store: memoryStore(vectors),
    data: opened.searchData,
    calibrations,
  })
  return serve(library, search)
}

/**
 * Throws `index_mismatch` where the index was built with another encoder, lexicon or list of
 * neighbours than is at hand; no encoder is none to compare.
 */
function expectModels(
  { model, lexicon: built }: Manifest,
  { embedder, lexicon }: { embedder: Embedder | null; lexicon: Lexicon | null },
): void {
  if (embedder !== null && model.digest !== embedder.digest) {
    throw new AppError(
      'index_mismatch',
      `The index was built with ${model.name} (${model.digest.slice(0, 12)}), but MODEL is ` +
        `${embedder.model} (${embedder.digest.slice(0, 12)}). Run \`npm run index\` to build it ` +
        `anew, or set MODEL=${model.name}.`,
    )
  }
  if (built?.digest === lexicon?.digest) {
    expectNeighbours(built?.neighbours, lexicon?.neighboursDigest)
    return
  }
  throw new AppError(
    'index_mismatch',
    `The index was built with ${named(built)} as its lexicon, and there is ` +
      `${named(lexicon && { name: lexicon.model, digest: lexicon.digest })} now. Run \`npm run ` +
      'index` to build it anew.',
  )
}

/**
 * Without a list, search looks for itself and finds the same; with another one it would find
 * something else.
 */
function expectNeighbours(built: string | null | undefined, now: string | null = null): void {
  if (built === undefined || now === null || now === built) return
  const had = built === null ? 'none' : built.slice(0, 12)
  throw new AppError(
    'index_mismatch',
    `The index was built with another ${NEIGHBOURS_FILE} (${had}) than lies in the lexicon's ` +
      `folder now (${now.slice(0, 12)}). Restore that file, remove it (search then takes ` +
      'longer), or run `npm run index` to build the index anew.',
  )
}

function named(lexicon: Manifest['lexicon']): string {
  return lexicon === null ? 'none' : `${lexicon.name} (${lexicon.digest.slice(0, 12)})`
}
