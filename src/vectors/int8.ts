import type { Entry } from './entry.ts'

/**
 * Vectors as whole numbers of 8 bits, the form in which an index stores them. Only a vector's
 * direction counts, so the numbers need no scale. They take a quarter of the size of floats;
 * cosines are off by 0.003 at most, which changes no search result (bench/growth-notes.md), and are
 * the same on every platform.
 */
export interface Int8Vectors {
  readonly dimensions: number
  /** of each row */
  readonly paragraphIds: readonly string[]
  /** the place of each row's document among `documentIds` */
  readonly owners: Uint32Array
  readonly documentIds: readonly string[]
  /** a row's numbers, in [-127, 127]; read-only */
  row(at: number): Int8Array
}

/** The vectors of one document's paragraphs in 8 bits, one row after the other. */
export interface DocumentVectors {
  readonly documentId: string
  readonly paragraphIds: readonly string[]
  readonly numbers: Int8Array
}

/** Groups vectors by document; a document without any is absent. */
export function byDocument({
  dimensions,
  paragraphIds,
  owners,
  documentIds,
  row,
}: Int8Vectors): Map<string, DocumentVectors> {
  const rows = Map.groupBy(paragraphIds.keys(), (at) => documentIds[owners[at]!]!)
  return new Map(
    [...rows].map(([documentId, places]) => {
      const numbers = new Int8Array(places.length * dimensions)
      for (const [at, place] of places.entries()) numbers.set(row(place), at * dimensions)
      return [
        documentId,
        { documentId, paragraphIds: places.map((at) => paragraphIds[at]!), numbers },
      ]
    }),
  )
}

const none: readonly string[] = []

/** Writes numbers from a place on, each larger `by` so much. */
function moveInto(
  into: Uint32Array,
  numbers: Uint32Array,
  { first, by }: { readonly first: number; readonly by: number },
): void {
  for (let at = 0; at < numbers.length; at++) into[first + at] = numbers[at]! + by
}

/** The vectors of several tables as one; a document's rows are in one of them. */
export function joinVectors(tables: readonly Int8Vectors[], dimensions: number): Int8Vectors {
  if (tables.length === 1) return tables[0]!
  const counts = tables.map(({ paragraphIds }) => paragraphIds.length)
  const count = counts.reduce((sum, each) => sum + each, 0)
  const tableOf = new Uint16Array(count)
  const owners = new Uint32Array(count)
  const firsts: number[] = []
  let [first, documents] = [0, 0]
  for (const [nth, table] of tables.entries()) {
    firsts.push(first)
    tableOf.fill(nth, first, first + counts[nth]!)
    moveInto(owners, table.owners, { first, by: documents })
    first += counts[nth]!
    documents += table.documentIds.length
  }
  // All at once: one by one, 300,000 take a tenth of a second.
  const paragraphIds = none.concat(...tables.map((table) => table.paragraphIds))
  const documentIds = none.concat(...tables.map((table) => table.documentIds))
  return {
    ...{ dimensions, paragraphIds, owners, documentIds },
    row(at) {
      const nth = tableOf[at]!
      return tables[nth]!.row(at - firsts[nth]!)
    },
  }
}

/**
 * Vectors in 8 bits, in the same order. Throws a RangeError if one does not have `dimensions`
 * numbers.
 */
export function int8Of(entries: Iterable<Entry>, dimensions: number): Int8Vectors {
  const rows: Int8Array[] = []
  const paragraphIds: string[] = []
  const owners: number[] = []
  const places = documentPlaces()
  for (const { paragraphId, documentId, vector } of entries) {
    expectDimensions(vector, dimensions)
    rows.push(rounded(vector))
    paragraphIds.push(paragraphId)
    owners.push(places.of(documentId))
  }
  return {
    dimensions,
    paragraphIds,
    owners: Uint32Array.from(owners),
    documentIds: places.ids(),
    row: (at) => rows[at]!,
  }
}

/** Numbers documents in the order of their first appearance; `ids` lists those seen so far. */
export function documentPlaces() {
  const places = new Map<string, number>()
  return {
    of(documentId: string): number {
      let place = places.get(documentId)
      if (place === undefined) places.set(documentId, (place = places.size))
      return place
    },
    ids: (): string[] => [...places.keys()],
  }
}

/** Throws a RangeError unless a vector has this many numbers. */
export function expectDimensions(vector: ArrayLike<number>, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new RangeError(`a vector of ${vector.length} numbers, where ${dimensions} were expected`)
  }
}

/** A vector rounded to whole numbers in [-127, 127]. */
export function rounded(vector: ArrayLike<number>): Int8Array<ArrayBuffer> {
  return roundInto(new Int8Array(vector.length), vector, 127)
}

/**
 * Fills `numbers` with a vector's direction in whole numbers of [-most, most], scaled as large as
 * possible, and returns them.
 */
export function roundInto<Numbers extends Int8Array | Int16Array>(
  numbers: Numbers,
  vector: ArrayLike<number>,
  most: number,
): Numbers {
  let largest = 0
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!))
  const scale = largest / most
  if (scale === 0) return numbers
  for (let i = 0; i < vector.length; i++) numbers[i] = Math.round(vector[i]! / scale)
  return numbers
}

/**
 * The largest whole number that a vector may hold beside rows of 8 bits, for its products with them
 * to stay within 32 bits.
 */
export function mostBesideRows(dimensions: number): number {
  return Math.min(0x7fff, Math.floor(0x7fff_ffff / (127 * dimensions)))
}

/**
 * The factor that brings whole numbers to unit length, so that their product is a cosine; 0 for
 * zeros.
 */
export function unitScale(numbers: ArrayLike<number>): number {
  let squares = 0
  for (let i = 0; i < numbers.length; i++) squares += numbers[i]! * numbers[i]!
  return squares === 0 ? 0 : 1 / Math.sqrt(squares)
}

/** The unit vector of whole numbers. Rounding it again restores numbers made by `rounded`. */
export function unitVector(numbers: ArrayLike<number>): Float32Array {
  const scale = unitScale(numbers)
  const unit = new Float32Array(numbers.length)
  // By number: `from` with a function takes ten times as long.
  for (let i = 0; i < unit.length; i++) unit[i] = numbers[i]! * scale
  return unit
}
