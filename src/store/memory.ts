import { dotsWith, type Dots } from '../dots.ts'
import { bestMatches } from './best-matches.ts'
import type { Entry, Store } from './store.ts'

/**
 * Vectors in whole numbers in one array, since scanning it is faster than following objects, and how far these may
 * be from the truth. The vectors themselves are not copied, since few of them are looked at, and not kept at all
 * where the whole numbers are to be the truth.
 */
interface Shelf {
  readonly ids: readonly string[]
  /** the place of each row's document among `documents` */
  readonly owners: Uint32Array
  readonly documents: readonly string[]
  readonly vectors: readonly Float32Array[] | null
  readonly rounded: Dots
  readonly scales: Float64Array
  /** the length of what rounding took from each row; 0 where the vectors are not kept */
  readonly lost: Float64Array
  /** the length of each row once rounded */
  readonly lengths: Float64Array
}

/**
 * Keeps the vectors in memory and looks at all of them: exact, and fast enough for some 100,000 paragraphs
 * (measured: `npm run bench:scale`). Vectors are `dimensions` numbers at unit length, or zero; they must not be changed
 * afterwards. `keep: 'int8'` keeps them in 8 bits a number, a quarter of the memory; cosines are then off by some
 * 0.003 at most, which costs nothing in what is found (docs/scale.md), and the same on every platform.
 *
 * Whole numbers are looked at first. By the inequality of Cauchy & Schwarz the product of two vectors differs
 * from that of the rounded ones by no more than `|query| |lost of row| + |lost of query| |rounded row|`, so that
 * most rows are seen to be too far away; the others are looked at again, as they are.
 */
export function memoryStore({
  dimensions,
  entries = [],
  keep = 'float32',
}: MemoryStoreOptions): Store {
  let shelf = shelve([...entries], { dimensions, keep })

  return {
    get size() {
      return shelf.ids.length
    },

    async nearest(vector, { limit, documents }) {
      expectDimensions(vector, dimensions)
      const { ids } = shelf
      const best = bestMatches(limit)
      for (const row of rowsThatMayBeNearest(shelf, vector, {
        limit,
        ...allow(shelf, documents),
      })) {
        best.offer(ids[row]!, cosine(shelf, row, vector))
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
        kept.push({ paragraphId, documentId, vector: vectorOf(shelf, row) })
      }
      shelf = shelve([...kept, ...added], { dimensions, keep })
    },

    async close() {},
  }
}

export interface MemoryStoreOptions {
  dimensions: number
  entries?: Iterable<Entry>
  keep?: 'float32' | 'int8'
}

function shelve(
  entries: readonly Entry[],
  { dimensions, keep }: Required<Pick<MemoryStoreOptions, 'dimensions' | 'keep'>>,
): Shelf {
  const bytes = new Int8Array(entries.length * dimensions)
  const scales = new Float64Array(entries.length)
  const lost = new Float64Array(entries.length)
  const lengths = new Float64Array(entries.length)
  const placeOf = new Map<string, number>()
  const owners = new Uint32Array(entries.length)
  for (const [row, { vector, documentId }] of entries.entries()) {
    expectDimensions(vector, dimensions)
    const numbers = bytes.subarray(row * dimensions, (row + 1) * dimensions)
    const rounded = round(vector, numbers)
    const isTruth = keep === 'int8'
    scales[row] = isTruth ? unitScale(numbers) : rounded.scale
    lost[row] = isTruth ? 0 : rounded.lost
    lengths[row] = isTruth ? 1 : rounded.length
    if (!placeOf.has(documentId)) placeOf.set(documentId, placeOf.size)
    owners[row] = placeOf.get(documentId)!
  }
  return {
    ids: entries.map(({ paragraphId }) => paragraphId),
    ...{ owners, documents: [...placeOf.keys()] },
    vectors: keep === 'float32' ? entries.map(({ vector }) => vector) : null,
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

/** What brings whole numbers to unit length, or their product would be no cosine; of the numbers alone. */
function unitScale(numbers: Int8Array): number {
  const squares = numbers.reduce((sum, number) => sum + number * number, 0)
  return squares === 0 ? 0 : 1 / Math.sqrt(squares)
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

function cosine({ vectors, rounded, scales }: Shelf, row: number, vector: Float32Array): number {
  return vectors === null
    ? scales[row]! * dot(rounded.row(row), vector)
    : dot(vectors[row]!, vector)
}

/** A row as a vector again. Rounding what was rounded changes nothing, so that rows may be put anew any number of times. */
function vectorOf({ vectors, rounded, scales }: Shelf, row: number): Float32Array {
  if (vectors !== null) return vectors[row]!
  return Float32Array.from(rounded.row(row), (number) => number * scales[row]!)
}

/** Four sums at a time: the additions then need not wait for each other. */
function dot(row: Float32Array | Int8Array, vector: Float32Array): number {
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
