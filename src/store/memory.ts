import { dotsOf, type Dots } from '../dots.ts'
import { bestMatches } from './best-matches.ts'
import {
  documentPlaces,
  expectDimensions,
  int8Of,
  rounded,
  unitScale,
  type Int8Vectors,
} from './int8.ts'
import type { Store } from './store.ts'

/** Vectors in whole numbers in one array, since scanning it is faster than following objects. */
interface Shelf extends Omit<Int8Vectors, 'row'> {
  readonly dots: Dots
  /** what brings each row to unit length */
  readonly scales: Float64Array
}

/**
 * Keeps the vectors in memory, in 8 bits a number, and looks at all of them: nothing is missed, and it is fast enough
 * for some 100,000 paragraphs (measured: `npm run bench:scale`). They are copied. What is put is at
 * unit length, or zero, and is rounded.
 *
 * The query is looked at in whole numbers first. By the inequality of Cauchy & Schwarz that changes a cosine by no more
 * than the length of what rounding took from the query, so that most rows are seen to be too far away; the
 * others are looked at again with the query as it is.
 */
export function memoryStore(vectors: Int8Vectors): Store {
  const { dimensions } = vectors
  let shelf = shelve(vectors)

  return {
    get size() {
      return shelf.paragraphIds.length
    },

    async nearest(vector, { limit, documents }) {
      expectDimensions(vector, dimensions)
      const best = bestMatches(limit)
      for (const row of rowsThatMayBeNearest(shelf, vector, {
        limit,
        ...allow(shelf, documents),
      })) {
        best.offer(shelf.paragraphIds[row]!, shelf.scales[row]! * dot(shelf.dots.row(row), vector))
      }
      return best.sorted()
    },

    async put(documentIds, added) {
      const replaced = new Set(documentIds)
      shelf = shelve(joined(without(shelf, replaced), int8Of(added, dimensions)))
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

/** The rows of one and then of the other. */
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

/** Which documents count, by their places; nothing where all do. */
function allow(
  { documentIds }: Shelf,
  wanted: ReadonlySet<string> | undefined,
): { allowed?: readonly boolean[] } {
  return wanted === undefined ? {} : { allowed: documentIds.map((id) => wanted.has(id)) }
}

/** Steps on the way from the least possible product of unit vectors to the greatest. */
const STEPS = 4096

/** More than floating point can be wrong by in a product of two unit vectors. */
const SLACK = 1e-5

/** All rows but those of which `limit` others are surely nearer. */
function rowsThatMayBeNearest(
  { owners, dots, scales }: Shelf,
  vector: Float32Array,
  { limit, allowed }: { limit: number; allowed?: readonly boolean[] },
): number[] {
  const { numbers, scale } = rounded(vector)
  const doubt = Math.hypot(...vector.map((value, i) => value - numbers[i]! * scale)) + SLACK
  const products = dots.with(numbers)
  const highest = new Int16Array(owners.length)
  const atLeast = new Uint32Array(STEPS + 1)
  for (let row = 0; row < owners.length; row++) {
    if (allowed !== undefined && !allowed[owners[row]!]!) {
      highest[row] = NOT_ALLOWED
      continue
    }
    const product = products[row]! * scales[row]! * scale
    highest[row] = stepOf(product + doubt)
    atLeast[stepOf(product - doubt)]!++
  }
  let step = STEPS
  for (let sure = atLeast[step]!; sure < limit && step > 0; sure += atLeast[step]!) step--
  const rows: number[] = []
  for (let row = 0; row < owners.length; row++) if (highest[row]! >= step) rows.push(row)
  return rows
}

const NOT_ALLOWED = -1

/** The step that a product of unit vectors stands on, in [0, STEPS]. */
function stepOf(product: number): number {
  if (product <= -1) return 0
  return product >= 1 ? STEPS : Math.floor((product + 1) * (STEPS / 2))
}

/** Four sums at a time: the additions then need not wait for each other. */
function dot(row: Int8Array, vector: Float32Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (; i + 3 < vector.length; i += 4) {
    a += row[i]! * vector[i]!
    b += row[i + 1]! * vector[i + 1]!
    c += row[i + 2]! * vector[i + 2]!
    d += row[i + 3]! * vector[i + 3]!
  }
  for (; i < vector.length; i++) a += row[i]! * vector[i]!
  return a + b + c + d
}
