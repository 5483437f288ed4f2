import { NEIGHBOURS_FILE, type Embedder, type Lexicon } from '../embed/embed.ts'
import { AppError } from '../domain/errors.ts'
import { atOnce, inSlices } from '../domain/slices.ts'
import { signalParts, type SignalSources } from '../search/signals/score.ts'
import { calibrationsFor, type Calibrations } from '../search/calibration.ts'
import type { SearchData } from '../format/search-data.ts'
import type { PartWords } from '../format/part-words.ts'
import { searchInSteps } from '../search/create.ts'
import { wholeField, type Field } from '../search/field.ts'
import { largeField } from '../search/large.ts'
import { serveInSteps, type Served } from '../engine/engine.ts'
import { codedStore } from '../store/coded-store.ts'
import { memoryStore } from '../store/memory.ts'
import type { Int8Vectors } from '../vectors/int8.ts'
import type { Manifest } from '../format/manifest.ts'
import type { OpenedIndex } from '../format/open.ts'

interface Models {
  readonly embedder: Embedder | null
  readonly lexicon: Lexicon | null
  /** those beside the embedder; absent in a Worker, which has none */
  readonly calibrations?: Calibrations
}

/**
 * Puts an index to work, for the server and the Worker. Throws `index_mismatch` if the index was
 * built with another model. The search uses the index's own vectors.
 */
export function serveWith(opened: OpenedIndex<SearchData>, models: Models): Served {
  return atOnce(serving(opened, models))
}

/** The same, yielding so that other requests are served. */
export function serveInSlices(opened: OpenedIndex<SearchData>, models: Models): Promise<Served> {
  return inSlices(serving(opened, models))
}

function* serving(
  { manifest, library, vectors, calibration, searchData, quotes }: OpenedIndex<SearchData>,
  { embedder, lexicon, calibrations: own }: Models,
): Generator<void, Served> {
  expectModels(manifest, { embedder, lexicon })
  const kept = JSON.parse(new TextDecoder().decode(calibration)) as Calibrations
  const calibrations = calibrationsFor(kept, own)
  yield
  const models = { embedder, lexicon }
  const searched = { documents: library.documents, ...models }
  const field = areParts(searchData)
    ? yield* largeField({ ...searched, store: yield* codedStore(vectors), data: searchData })
    : yield* fieldOfAll({ ...searched, vectors, data: searchData })
  yield
  const search = yield* searchInSteps(field, { ...models, calibrations })
  yield
  return yield* serveInSteps(library, search, quotes)
}

/** A large index has its words by part; only candidates of it are scored. */
function areParts(data: SearchData | readonly PartWords[]): data is readonly PartWords[] {
  return Array.isArray(data)
}

function* fieldOfAll({
  vectors,
  ...searched
}: Omit<SignalSources, 'store'> & { readonly vectors: Int8Vectors }): Generator<void, Field> {
  const sources = { ...searched, store: memoryStore(vectors) }
  yield
  const parts = yield* signalParts(sources)
  yield
  return wholeField({ ...sources, parts })
}

/**
 * Throws `index_mismatch` if the index was built with another encoder, lexicon or list of
 * neighbours than the present one; without an encoder only the others are compared.
 */
function expectModels(
  { model, lexicon: built }: Manifest,
  { embedder, lexicon }: { embedder: Embedder | null; lexicon: Lexicon | null },
): void {
  if (embedder !== null && model.digest !== embedder.digest) {
    const isNamedAlike = model.name === embedder.model
    throw new AppError(
      'index_mismatch',
      `The index was built with ${model.name} (${model.digest.slice(0, 12)}), but MODEL is ` +
        `${embedder.model} (${embedder.digest.slice(0, 12)}). Run \`npm run index\` to build it ` +
        `anew, or ${isNamedAlike ? 'restore the files of the model' : `set MODEL=${model.name}`}.`,
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
      'index` to rebuild it.',
  )
}

/**
 * Without a list, the search computes the neighbours and finds the same; with another one it would
 * find something else.
 */
function expectNeighbours(built: string | null | undefined, now: string | null = null): void {
  if (built === undefined || now === null || now === built) return
  const had = built === null ? 'none' : built.slice(0, 12)
  throw new AppError(
    'index_mismatch',
    `The index was built with another ${NEIGHBOURS_FILE} (${had}) than lies in the lexicon's ` +
      `folder now (${now.slice(0, 12)}). Restore that file, remove it (search then takes ` +
      'longer), or run `npm run index` to rebuild the index.',
  )
}

function named(lexicon: Manifest['lexicon']): string {
  return lexicon === null ? 'none' : `${lexicon.name} (${lexicon.digest.slice(0, 12)})`
}
