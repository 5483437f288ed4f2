import type { Match } from './store.ts'

/** Keeps the best `limit` of what is offered, in a heap whose root is the worst one kept. */
export function bestMatches(limit: number) {
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
