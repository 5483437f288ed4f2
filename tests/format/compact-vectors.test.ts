import { describe, expect, it } from 'vitest'
import { readCompactVectors, writeCompactVectors } from '../../src/format/compact-vectors.ts'
import { byDocument, int8Of } from '../../src/vectors/int8.ts'

const vectors = int8Of(
  [
    { paragraphId: 'b.1.p1', documentId: 'b', vector: Float32Array.of(0.6, -0.8, 0) },
    { paragraphId: 'b.1.p2', documentId: 'b', vector: Float32Array.of(0, 0, 1) },
    { paragraphId: 'é.1.p1', documentId: 'é', vector: Float32Array.of(-1, 0, 0) },
  ],
  3,
)
const bytes = Buffer.concat(writeCompactVectors([...byDocument(vectors).values()]))

describe('compact vectors', () => {
  it('read back what was written, wherever the bytes begin in memory', () => {
    const moved = Buffer.concat([Buffer.of(7), bytes]).subarray(1)
    for (const some of [bytes, moved]) {
      const { row, ...read } = readCompactVectors(some, 3)
      const { row: before, ...written } = vectors
      expect(read).toEqual(written)
      for (const at of vectors.paragraphIds.keys()) expect([...row(at)]).toEqual([...before(at)])
    }
  })

  it('keep documents without paragraphs out', () => {
    const empty = { documentId: 'a', paragraphIds: [], numbers: new Int8Array() }
    const read = readCompactVectors(Buffer.concat(writeCompactVectors([empty])), 3)
    expect(read.documentIds).toEqual([])
  })

  it.each([
    ['nothing', Buffer.of()],
    ['a part', bytes.subarray(0, -1)],
    ['more', Buffer.concat([bytes, Buffer.of(0)])],
    ['a head that says less', Buffer.concat([Buffer.from([3, 0, 0, 0, 2]), bytes.subarray(5)])],
    ['ids that are none', Buffer.concat([bytes.subarray(0, 12), Buffer.of(0), bytes.subarray(13)])],
  ])('refuse %s as damaged', (_, damaged) => {
    expect(() => readCompactVectors(damaged, 3)).toThrow(/index's vectors/)
  })

  it('refuse another number of dimensions', () => {
    expect(() => readCompactVectors(bytes, 4)).toThrow(/index's vectors/)
  })
})
