import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import type { Entry } from '../../src/vectors/entry.ts'

const entry = (paragraphId: string, ...numbers: number[]): Entry => ({
  paragraphId,
  documentId: paragraphId.split('.')[0]!,
  vector: new Float32Array(numbers),
})

const vector = (...numbers: number[]) => new Float32Array(numbers)

/** Promises that a store cannot keep, with the reasons. */
export interface StoreExceptions {
  /** zero vectors are not found, instead of found with score 0 */
  readonly zeroVectors?: string
  /** scores are this near the cosine, in decimal digits */
  readonly digits?: number
}

/** The contract of every store. `open` returns an empty one for 2 dimensions. */
export function describeStore(
  name: string,
  open: (dimensions: number) => Promise<Store>,
  { zeroVectors, digits = 6 }: StoreExceptions = {},
): void {
  describe(`store: ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open(2)
    })
    afterEach(() => store.close())

    it('returns the nearest first, with their cosine', async () => {
      await store.put(
        ['a'],
        [entry('a.1.p1', 1, 0), entry('a.2.p1', 0.6, 0.8), entry('a.3.p1', -1, 0)],
      )
      const matches = await store.nearest(vector(1, 0), { limit: 2 })
      expect(matches.map((match) => match.paragraphId)).toEqual(['a.1.p1', 'a.2.p1'])
      expect(matches[0]!.score).toBeCloseTo(1, digits)
      expect(matches[1]!.score).toBeCloseTo(0.6, digits)
    })

    it('breaks ties by paragraph id, whatever order they came in', async () => {
      const ids = ['c.1.p1', 'a.1.p1', 'd.1.p1', 'b.1.p1']
      await store.put(
        ['a', 'b', 'c', 'd'],
        ids.map((id) => entry(id, 1, 0)),
      )
      const matches = await store.nearest(vector(1, 0), { limit: 3 })
      expect(matches.map((match) => match.paragraphId)).toEqual(['a.1.p1', 'b.1.p1', 'c.1.p1'])
    })

    it('filters by document before it cuts', async () => {
      await store.put(
        ['a', 'b'],
        [entry('a.1.p1', 1, 0), entry('a.1.p2', 1, 0), entry('b.1.p1', 0, 1)],
      )
      const matches = await store.nearest(vector(1, 0), { limit: 1, documents: new Set(['b']) })
      expect(matches.map((match) => match.paragraphId)).toEqual(['b.1.p1'])
    })

    it('replaces all entries of a document, and removes them if none are given', async () => {
      await store.put(
        ['a', 'b'],
        [entry('a.1.p1', 1, 0), entry('a.1.p2', 1, 0), entry('b.1.p1', 1, 0)],
      )
      await store.put(['a'], [entry('a.1.p3', 1, 0)])
      expect(await idsIn(store)).toEqual(['a.1.p3', 'b.1.p1'])
      await store.put(['a'], [])
      expect(await idsIn(store)).toEqual(['b.1.p1'])
      expect(store.size).toBe(1)
    })

    it('scores zero vectors 0, queried or stored', async (context) => {
      context.skip(zeroVectors !== undefined, zeroVectors)
      await store.put(['a'], [entry('a.1.p1', 0, 0), entry('a.1.p2', 1, 0)])
      expect((await store.nearest(vector(0, 0), { limit: 2 })).map((match) => match.score)).toEqual(
        [0, 0],
      )
      const [first, second] = await store.nearest(vector(1, 0), { limit: 2 })
      expect([first!.paragraphId, second!.score]).toEqual(['a.1.p2', 0])
    })

    it('puts all or nothing: a vector of another length changes nothing', async () => {
      await store.put(['a'], [entry('a.1.p1', 1, 0)])
      const wrong = store.put(['a'], [entry('a.1.p2', 1, 0), entry('a.1.p3', 1, 0, 0)])
      await expect(wrong).rejects.toThrow(/3.*2/)
      expect(await idsIn(store)).toEqual(['a.1.p1'])
    })

    it('returns the vectors of paragraphs, and nothing for unknown ones', async () => {
      await store.put(['a'], [entry('a.1.p1', 3, 4), entry('a.1.p2', 0, 0)])
      const found = await store.vectorsOf(['a.1.p1', 'a.1.p2', 'b.1.p1'])
      expect([...found.keys()].sort()).toEqual(['a.1.p1', 'a.1.p2'])
      // Some stores keep 8 bits.
      expect(found.get('a.1.p1')![0]).toBeCloseTo(0.6, 2)
      expect(found.get('a.1.p1')![1]).toBeCloseTo(0.8, 2)
      expect([...found.get('a.1.p2')!]).toEqual([0, 0])
      await store.put(['a'], [entry('a.1.p3', 0, 1)])
      expect([...(await store.vectorsOf(['a.1.p1', 'a.1.p3'])).keys()]).toEqual(['a.1.p3'])
    })

    it('returns nothing for a limit of 0 or from an empty store', async () => {
      expect(await store.nearest(vector(1, 0), { limit: 5 })).toEqual([])
      await store.put(['a'], [entry('a.1.p1', 1, 0)])
      expect(await store.nearest(vector(1, 0), { limit: 0 })).toEqual([])
    })
  })
}

async function idsIn(store: Store): Promise<string[]> {
  const matches = await store.nearest(vector(1, 0), { limit: 100 })
  return matches.map((match) => match.paragraphId).sort()
}
