import { dotsWith, type Dots } from '../dots.ts'
import { bestMatches } from './best-matches.ts'
import type { Entry, Store } from './store.ts'

/**
 * Vectors in whole numbers in one array, since scanning it is faster than following objects, and how far these may
 * be from the truth. The vectors themselves are not copied: few of them are looked at.
 */
interface Shelf {
  readonly ids: readonly string[]
  /** the place of each row's document among `documents` */
  readonly owners: Uint32Array
  readonly documents: readonly string[]
  readonly vectors: readonly Float32Array[]
  readonly rounded: Dots
  readonly scales: Float64Array
  /** the length of what rounding took from each row */
  readonly lost: Float64Array
  /** the length of each row once rounded */
  readonly lengths: Float64Array
}

/**
 * Keeps the vectors in memory and looks at all of them: exact, and fast enough for some 100,000 paragraphs
 * (measured: `npm run bench:scale`). Vectors are `dimensions` numbers at unit length, or zero; they are kept as they
 * are, and must not be changed afterwards.
 *
 * Whole numbers are looked at first. By the inequality of Cauchy & Schwarz the product of two vectors differs
 * from that of the rounded ones by no more than `|query| |lost of row| + |lost of query| |rounded row|`, so that
 * most rows are seen to be too far away; the others are looked at again, as they are.
 */
export function memoryStore({ dimensions, entries = [] }: MemoryStoreOptions): Store {
  let shelf = shelve([...entries], dimensions)

  return {
    get size() {
      return shelf.ids.length
    },

    async nearest(vector, { limit, documents }) {
      expectDimensions(vector, dimensions)
      const { ids, vectors } = shelf
      const best = bestMatches(limit)
      for (const row of rowsThatMayBeNearest(shelf, vector, {
        limit,
        ...allow(shelf, documents),
      })) {
        best.offer(ids[row]!, dot(vectors[row]!, vector))
      }
      return best.sorted()
    },

    async put(documentIds, added) {
      for (const { vector } of added) expectDimensions(vector, dimensions)
      const replaced = new Set(documentIds)
      const kept: Entry[] = []
      for (const [row, paragraphId] of shelf.ids.entries()) {
        const documentId = shelf.documents[shelf.owners[row]!]!
        if (replaced.has(documentId)) continue
        kept.push({ paragraphId, documentId, vector: shelf.vectors[row]! })
      }
      shelf = shelve([...kept, ...added], dimensions)
    },

    async close() {},
  }
}

export interface MemoryStoreOptions {
  dimensions: number
  entries?: Iterable<Entry>
}

function shelve(entries: readonly Entry[], dimensions: number): Shelf {
  const bytes = new Int8Array(entries.length * dimensions)
  const scales = new Float64Array(entries.length)
  const lost = new Float64Array(entries.length)
  const lengths = new Float64Array(entries.length)
  const placeOf = new Map<string, number>()
  const owners = new Uint32Array(entries.length)
  for (const [row, { vector, documentId }] of entries.entries()) {
    expectDimensions(vector, dimensions)
    const rounded = round(vector, bytes.subarray(row * dimensions, (row + 1) * dimensions))
    scales[row] = rounded.scale
    lost[row] = rounded.lost
    lengths[row] = rounded.length
    if (!placeOf.has(documentId)) placeOf.set(documentId, placeOf.size)
    owners[row] = placeOf.get(documentId)!
  }
  return {
    ids: entries.map(({ paragraphId }) => paragraphId),
    ...{ owners, documents: [...placeOf.keys()], vectors: entries.map(({ vector }) => vector) },
    ...{ rounded: dotsWith(bytes, dimensions), scales, lost, lengths },
  }
}

function expectDimensions(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new RangeError(`a vector of ${vector.length} numbers, where ${dimensions} were expected`)
  }
}

interface Rounded {
  /** what the numbers are multiplied by to come near the vector */
  readonly scale: number
  readonly lost: number
  readonly length: number
}

/** Writes a vector in whole numbers of [-127, 127]. */
function round(vector: Float32Array, numbers: Int8Array): Rounded {
  let largest = 0
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!))
  const scale = largest / 127
  let lost = 0
  let squares = 0
  for (let i = 0; i < vector.length; i++) {
    const number = scale === 0 ? 0 : Math.round(vector[i]! / scale)
    const near = number * scale
    numbers[i] = number
    lost += (vector[i]! - near) * (vector[i]! - near)
    squares += near * near
  }
  return { scale, lost: Math.sqrt(lost), length: Math.sqrt(squares) }
}

/** Which documents count, by their places; nothing where all do. */
function allow(
  { documents }: Shelf,
  wanted: ReadonlySet<string> | undefined,
): { allowed?: readonly boolean[] } {
  return wanted === undefined ? {} : { allowed: documents.map((id) => wanted.has(id)) }
}

/** Steps on the way from the least possible product of unit vectors to the greatest. */
const STEPS = 4096

/** More than floating point can be wrong by in a product of two unit vectors. */
const SLACK = 1e-5

/** All rows but those of which `limit` others are surely nearer. */
function rowsThatMayBeNearest(
  { owners, rounded, scales, lost, lengths }: Shelf,
  vector: Float32Array,
  { limit, allowed }: { limit: number; allowed?: readonly boolean[] },
): number[] {
  const numbers = new Int8Array(vector.length)
  const query = round(vector, numbers)
  const length = Math.hypot(query.lost, query.length)
  const products = rounded.with(numbers)
  const highest = new Int16Array(owners.length)
  const atLeast = new Uint32Array(STEPS + 1)
  for (let row = 0; row < owners.length; row++) {
    if (allowed !== undefined && !allowed[owners[row]!]!) {
      highest[row] = NOT_ALLOWED
      continue
    }
    const product = products[row]! * scales[row]! * query.scale
    const doubt = length * lost[row]! + query.lost * lengths[row]! + SLACK
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
function dot(row: Float32Array, vector: Float32Array): number {
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
