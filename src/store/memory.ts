import { given } from '../domain/optional-fields.ts'
import { dotsOf, type Dots } from '../vectors/dots.ts'
import {
  documentPlaces,
  expectDimensions,
  int8Of,
  mostBesideRows,
  roundInto,
  unitScale,
  unitVector,
  type Int8Vectors,
} from '../vectors/int8.ts'
import type { Neighbour, Store } from './store.ts'

/** Vectors as whole numbers in one array, which is faster to scan than separate objects. */
interface Shelf extends Omit<Int8Vectors, 'row'> {
  readonly dots: Dots
  /** the factor that brings each row to unit length */
  readonly scales: Float64Array
  /**
   * space for the cosines of a query: allocating and collecting it each time takes as long as
   * filling it
   */
  readonly scores: Float64Array
}

/**
 * Keeps the vectors in memory, 8 bits a number, and compares all of them with a query: it misses
 * none, and is fast enough for some 100,000 paragraphs (`npm run bench:scale`). It copies and
 * rounds vectors; input vectors must be of unit length, or zero.
 *
 * The query becomes whole numbers of 16 bits, so that its products with the rows are whole numbers
 * too: the same on every platform, and a cosine within some 10⁻⁵.
 */
export function memoryStore(vectors: Int8Vectors): Store {
  const { dimensions } = vectors
  let shelf = shelve(vectors)
  /** computed on demand, since most queries need none */
  let rows: Map<string, number> | undefined

  function rowOf(paragraphId: string): number | undefined {
    rows ??= new Map(shelf.paragraphIds.map((id, row) => [id, row]))
    return rows.get(paragraphId)
  }

  return {
    get size() {
      return shelf.paragraphIds.length
    },

    async nearest(vector, { limit, documents }) {
      expectDimensions(vector, dimensions)
      return best(scoresOf(shelf, vector), { shelf, limit, ...allow(shelf, documents) })
    },

    async vectorsOf(paragraphIds) {
      const { dots } = shelf
      const rows = paragraphIds.flatMap((id) => {
        const row = rowOf(id)
        return row === undefined ? [] : [[id, unitVector(dots.row(row))] as const]
      })
      return new Map(rows)
    },

    async put(documentIds, added) {
      const replaced = new Set(documentIds)
      shelf = shelve(joined(without(shelf, replaced), int8Of(added, dimensions)))
      rows = undefined
    },

    async close() {},
  }
}

function shelve({ row, ...vectors }: Int8Vectors): Shelf {
  const { dimensions, paragraphIds, owners, documentIds } = vectors
  const count = paragraphIds.length
  return {
    ...{ dimensions, paragraphIds, owners, documentIds },
    dots: dotsOf({ count, dimensions, row }),
    scales: Float64Array.from({ length: count }, (_, at) => unitScale(row(at))),
    scores: new Float64Array(count),
  }
}

/** All rows but those of some documents. */
function without(shelf: Shelf, documents: ReadonlySet<string>): Int8Vectors {
  const { paragraphIds, owners, documentIds, dots } = shelf
  const rows = [...paragraphIds.keys()].filter((row) => !documents.has(documentIds[owners[row]!]!))
  return {
    ...shelf,
    paragraphIds: rows.map((row) => paragraphIds[row]!),
    owners: Uint32Array.from(rows, (row) => owners[row]!),
    row: (at) => dots.row(rows[at]!),
  }
}

/** The rows of the first and then of the second. */
function joined(first: Int8Vectors, second: Int8Vectors): Int8Vectors {
  const { length } = first.paragraphIds
  const places = documentPlaces()
  for (const id of first.documentIds) places.of(id)
  const moved = second.documentIds.map(places.of)
  return {
    dimensions: first.dimensions,
    paragraphIds: [...first.paragraphIds, ...second.paragraphIds],
    owners: Uint32Array.from([...first.owners, ...second.owners.map((owner) => moved[owner]!)]),
    documentIds: places.ids(),
    row: (at) => (at < length ? first.row(at) : second.row(at - length)),
  }
}

/** Flags for the documents that count, by number; empty if all do. */
function allow(
  { documentIds }: Shelf,
  wanted: ReadonlySet<string> | undefined,
): { allowed?: readonly boolean[] } {
  return given({ allowed: wanted && documentIds.map((id) => wanted.has(id)) })
}

/** The cosine of each row with a vector, in the shelf's `scores`. */
function scoresOf({ dots, dimensions, scales, scores }: Shelf, vector: Float32Array): Float64Array {
  const numbers = roundInto(new Int16Array(dimensions), vector, mostBesideRows(dimensions))
  const products = dots.with(numbers)
  const scale = unitScale(numbers)
  for (let row = 0; row < scores.length; row++) scores[row] = products[row]! * scales[row]! * scale
  return scores
}

interface Wanted {
  readonly shelf: Shelf
  readonly limit: number
  /** by the documents' places; absent means all */
  readonly allowed?: readonly boolean[]
}

/** Steps between the least possible cosine and the greatest. */
const STEPS = 4096

/** The best `limit` allowed rows, best first; ties are in order of id. */
function best(scores: Float64Array, { shelf, limit, allowed }: Wanted): Neighbour[] {
  const { paragraphIds, owners } = shelf
  const counts = new Uint32Array(STEPS + 1)
  for (let row = 0; row < scores.length; row++) {
    if (allowed !== undefined && !allowed[owners[row]!]!) scores[row] = NOT_ALLOWED
    else counts[heightOf(scores[row]!) | 0]!++
  }
  // Sort only the few that are high enough.
  let step = STEPS
  for (let above = counts[step]!; above < limit && step > 0; above += counts[step]!) step--
  const rows: number[] = []
  for (let row = 0; row < scores.length; row++) {
    if (heightOf(scores[row]!) >= step && scores[row] !== NOT_ALLOWED) rows.push(row)
  }
  rows.sort((a, b) => scores[b]! - scores[a]! || (paragraphIds[a]! < paragraphIds[b]! ? -1 : 1))
  return rows
    .slice(0, limit)
    .map((row) => ({ paragraphId: paragraphIds[row]!, score: scores[row]! }))
}

/** The mark of a row without a cosine. */
const NOT_ALLOWED = -2

/** A cosine as a step, in [0, STEPS]. */
function heightOf(cosine: number): number {
  return Math.min(STEPS, Math.max(0, (cosine + 1) * (STEPS / 2)))
}
