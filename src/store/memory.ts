import type { Entry, Match, Store } from './store.ts'

/** A growing pile of vectors in one array: scanning it is faster than following objects. */
interface Shelf {
  ids: string[]
  documents: string[]
  vectors: Float32Array
}

/**
 * Keeps the vectors in one Float32Array and looks at all of them: exact, and fast enough for some
 * 100,000 paragraphs (measured: `npm run bench`). Vectors are `dimensions` numbers at unit length, or zero.
 */
export function memoryStore({ dimensions, entries = [] }: MemoryStoreOptions): Store {
  let shelf = shelve([...entries], dimensions)

  return {
    get size() {
      return shelf.ids.length
    },

    async nearest(vector, { limit, documents }) {
      expectDimensions(vector, dimensions)
      const { ids, documents: owners, vectors } = shelf
      const best = bestOf(limit)
      for (let row = 0; row < ids.length; row++) {
        if (documents !== undefined && !documents.has(owners[row]!)) continue
        best.offer(ids[row]!, dot(vectors, row * dimensions, vector))
      }
      return best.sorted()
    },

    async put(documentIds, added) {
      for (const { vector } of added) expectDimensions(vector, dimensions)
      const replaced = new Set(documentIds)
      const kept: Entry[] = []
      for (const [row, paragraphId] of shelf.ids.entries()) {
        const documentId = shelf.documents[row]!
        if (replaced.has(documentId)) continue
        const vector = shelf.vectors.subarray(row * dimensions, (row + 1) * dimensions)
        kept.push({ paragraphId, documentId, vector })
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
  const vectors = new Float32Array(entries.length * dimensions)
  for (const [row, { vector }] of entries.entries()) {
    expectDimensions(vector, dimensions)
    vectors.set(vector, row * dimensions)
  }
  return {
    ids: entries.map((entry) => entry.paragraphId),
    documents: entries.map((entry) => entry.documentId),
    vectors,
  }
}

function expectDimensions(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new RangeError(`a vector of ${vector.length} numbers, where ${dimensions} were expected`)
  }
}

/** Four sums at a time: the additions then need not wait for each other. */
function dot(rows: Float32Array, offset: number, vector: Float32Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (; i + 3 < vector.length; i += 4) {
    a += rows[offset + i]! * vector[i]!
    b += rows[offset + i + 1]! * vector[i + 1]!
    c += rows[offset + i + 2]! * vector[i + 2]!
    d += rows[offset + i + 3]! * vector[i + 3]!
  }
  for (; i < vector.length; i++) a += rows[offset + i]! * vector[i]!
  return a + b + c + d
}

/** Keeps the best `limit` of what is offered, in a heap whose root is the worst one kept. */
function bestOf(limit: number) {
  const heap: Match[] = []

  function sink(): void {
    let at = 0
    for (;;) {
      let worst = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && before(heap[worst]!, heap[child]!)) worst = child
      }
      if (worst === at) return
      swap(heap, at, worst)
      at = worst
    }
  }

  return {
    offer(paragraphId: string, score: number): void {
      if (heap.length === limit && (limit === 0 || heap[0]!.score > score)) return
      const match = { paragraphId, score }
      if (heap.length < limit) {
        let at = heap.push(match) - 1
        while (at > 0 && before(heap[(at - 1) >> 1]!, heap[at]!)) {
          swap(heap, at, (at - 1) >> 1)
          at = (at - 1) >> 1
        }
      } else if (before(match, heap[0]!)) {
        heap[0] = match
        sink()
      }
    },
    sorted: (): Match[] => heap.sort((a, b) => (before(a, b) ? -1 : 1)),
  }
}

function before(a: Match, b: Match): boolean {
  return a.score > b.score || (a.score === b.score && a.paragraphId < b.paragraphId)
}

function swap(items: Match[], a: number, b: number): void {
  const item = items[a]!
  items[a] = items[b]!
  items[b] = item
}
