import { dotsOfSome } from '../vectors/dots.ts'
import {
  codesFrom,
  codeTable,
  MOST_WEIGHT,
  type CodedVectors,
  type Codes,
} from '../vectors/codes.ts'
import {
  expectDimensions,
  mostBesideRows,
  roundInto,
  unitScale,
  unitVector,
} from '../vectors/int8.ts'
import type { Neighbour, ParagraphPlace, Store } from './store.ts'

/**
 * Rows to look at more closely, those whose codes differ least, and of these the rows to multiply,
 * those whose codes differ least by weight. Of the whole archive the latter include 999 in 1,000 of
 * the 10 nearest paragraphs, and 995 of the 100 nearest (bench/growth-notes.md).
 */
const WEIGHTED = 6_144
const MULTIPLIED = 1_024

/** A read-only store: a newer index has another one. It tells where paragraphs stand, too. */
export interface CodedStore extends Omit<Store, 'put'> {
  nearest(...asked: Parameters<Store['nearest']>): Promise<PlacedNeighbour[]>
}

/** A neighbour and where it stands. */
export type PlacedNeighbour = Neighbour & ParagraphPlace

/**
 * Finds the nearest of many paragraphs: it compares the codes of all, those of the nearest again by
 * weight, and multiplies the vectors of `MULTIPLIED`; `nearest` returns no more. Cosines equal
 * those of `memoryStore`. The rows of a document must be contiguous, as an index keeps them.
 */
export function* codedStore(vectors: CodedVectors): Generator<void, CodedStore> {
  const { dimensions, paragraphIds, owners, documentIds, row: rowAt } = vectors
  const count = paragraphIds.length
  const made = vectors.codes ?? Promise.resolve(yield* codeTable(vectors, count))
  const prepared = made.then((table) => ({ codes: codesFrom(table), scales: table.scales }))
  // Whoever searches hears of a failure.
  prepared.catch(() => {})
  const most = mostBesideRows(dimensions)
  const dots = dotsOfSome({ count, dimensions, row: rowAt }, MULTIPLIED)
  const firstRows = new Map<string, number>()
  /** the first row of each document */
  const firsts: number[] = []
  for (let row = 0; row < count; row++) {
    if (row > 0 && owners[row] === owners[row - 1]) continue
    firstRows.set(documentIds[owners[row]!]!, row)
    firsts.push(row)
  }
  yield

  /** A paragraph's id begins with that of its document, whose rows are contiguous. */
  function rowOf(paragraphId: string): number | null {
    for (let end = paragraphId.indexOf('.'); end > 0; end = paragraphId.indexOf('.', end + 1)) {
      const first = firstRows.get(paragraphId.slice(0, end))
      if (first === undefined) continue
      for (let row = first; row < count && owners[row] === owners[first]; row++) {
        if (paragraphIds[row] === paragraphId) return row
      }
    }
    return null
  }

  /** The rows of some documents, ascending; null for all. */
  function rowsOf(documents: ReadonlySet<string> | undefined): Uint32Array | null {
    if (documents === undefined) return null
    const found = new Uint32Array(count)
    let size = 0
    for (let nth = 0; nth < firsts.length; nth++) {
      const first = firsts[nth]!
      if (!documents.has(documentIds[owners[first]!]!)) continue
      const end = firsts[nth + 1] ?? count
      for (let row = first; row < end; row++) found[size++] = row
    }
    return found.subarray(0, size)
  }

  /** The rows that differ least; of those tied with the last, the first ones. */
  function nearestCodes(
    codes: Codes,
    vector: Float32Array,
    among: Uint32Array | null,
  ): Uint32Array {
    const distances = codes.distances(vector)
    const wanted = { wanted: WEIGHTED, most: dimensions }
    const near =
      among === null
        ? nearestRows(distances, wanted, codes)
        : nearestRows(picked(distances, among), wanted, null).map((at) => among[at]!)
    if (near.length <= MULTIPLIED) return near
    const weighted = codes.weighted(vector, near)
    return leastOf(weighted, { wanted: MULTIPLIED, most: MOST_WEIGHT * dimensions }).map(
      (at) => near[at]!,
    )
  }

  return {
    size: count,

    async nearest(vector, { limit, documents }) {
      expectDimensions(vector, dimensions)
      const numbers = roundInto(new Int16Array(dimensions), vector, most)
      const scale = unitScale(numbers)
      const { codes, scales } = await prepared
      const near = nearestCodes(codes, vector, rowsOf(documents))
      const products = dots.with(numbers, near, near.length)
      const scores = new Float64Array(near.length)
      for (let at = 0; at < near.length; at++) {
        scores[at] = products[at]! * scales[near[at]!]! * scale
      }
      const least = scores.toSorted().at(-limit) ?? -Infinity
      const best: number[] = []
      for (let at = 0; at < scores.length; at++) if (scores[at]! >= least) best.push(at)
      const idOf = (at: number) => paragraphIds[near[at]!]!
      best.sort((a, b) => scores[b]! - scores[a]! || (idOf(a) < idOf(b) ? -1 : 1))
      return best.slice(0, limit).map((at): PlacedNeighbour => {
        const row = near[at]!
        const document = documentIds[owners[row]!]!
        return {
          ...{ paragraphId: paragraphIds[row]!, score: scores[at]! },
          ...{ document, nth: row - firstRows.get(document)! },
        }
      })
    },

    async vectorsOf(wanted) {
      return new Map(
        wanted.flatMap((id) => {
          const row = rowOf(id)
          return row === null ? [] : [[id, unitVector(rowAt(row))] as const]
        }),
      )
    },

    async close() {},
  }
}

interface Nearest {
  readonly wanted: number
  /** no distance is larger */
  readonly most: number
}

/** Of many distances, each so manyth tells how near the wanted ones are. */
const SAMPLED = 16

/** Places to look at more closely for each wanted one, by the sample and at most. */
const LIKELY = 1.5
const SPACE = 3

/**
 * The places of the least distances, ascending; of those tied with the last, the first ones. Among
 * all, which are those of `codes`, nearly all are passed over at one comparison.
 */
function nearestRows(
  distances: Uint16Array,
  nearest: Nearest,
  codes: Pick<Codes, 'within'> | null,
): Uint32Array {
  const { wanted, most } = nearest
  if (codes === null || distances.length <= SAMPLED * wanted) return leastOf(distances, nearest)
  const counts = new Uint32Array(most + 1)
  countEach(distances, counts, SAMPLED)
  let bound = 0
  for (let some = counts[0]!; bound < most && SAMPLED * some < LIKELY * wanted;) {
    some += counts[++bound]!
  }
  const some = codes.within(bound, SPACE * wanted)
  // Rows beside each other may be alike, which a sample need not show.
  if (some.length < wanted || some.length === SPACE * wanted) return leastOf(distances, nearest)
  return leastOf(picked(distances, some), nearest).map((at) => some[at]!)
}

/** The same without a sample. */
function leastOf(distances: Uint16Array, { wanted, most }: Nearest): Uint32Array {
  const near = new Uint32Array(Math.min(wanted, distances.length))
  const counts = new Uint32Array(most + 1)
  countEach(distances, counts, 1)
  let furthest = 0
  let nearer = 0
  while (furthest < most && nearer + counts[furthest]! < near.length) {
    nearer += counts[furthest++]!
  }
  takeNear(distances, near, { furthest, tied: near.length - nearer })
  return near
}

// Small loops, each a function of its own: in one function with all the rest, V8 gave up its
// compiled form at each second call, which then took 50 ms instead of 2.

function picked(distances: Uint16Array, rows: Uint32Array): Uint16Array {
  const own = new Uint16Array(rows.length)
  for (let at = 0; at < rows.length; at++) own[at] = distances[rows[at]!]!
  return own
}

/** Counts each distance, at each `step`th place. */
function countEach(distances: Uint16Array, counts: Uint32Array, step: number): void {
  for (let at = 0; at < distances.length; at += step) counts[distances[at]!]!++
}

/** Lists the places below `furthest`, and the first `tied` ones at it. */
function takeNear(
  distances: Uint16Array,
  near: Uint32Array,
  { furthest, tied }: { readonly furthest: number; readonly tied: number },
): void {
  let left = tied
  let size = 0
  for (let at = 0; at < distances.length; at++) {
    const distance = distances[at]!
    if (distance > furthest || (distance === furthest && left-- <= 0)) continue
    near[size++] = at
  }
}
