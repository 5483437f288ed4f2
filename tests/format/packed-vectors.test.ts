import { expect, it } from 'vitest'
import { packVectors, unpackVectors } from '../../src/format/packed-vectors.ts'
import { int8Of } from '../../src/vectors/int8.ts'

const vectors = int8Of(
  [
    { paragraphId: 'é.1.p1', documentId: 'é', vector: new Float32Array([0.6, -0.8, 0]) },
    { paragraphId: 'b.1.p1', documentId: 'b', vector: new Float32Array([0, 0, 1]) },
  ],
  3,
)

it('gives back the vectors that were packed', () => {
  const { row, ...ids } = unpackVectors(packVectors(vectors))
  const { row: original, ...expected } = vectors
  expect(ids).toEqual(expected)
  for (const at of [0, 1]) expect(row(at)).toEqual(original(at))
})

it.each([
  ['empty', () => new Uint8Array()],
  ['cut off', (packed: Uint8Array) => packed.slice(0, -1)],
  ['something else', () => new TextEncoder().encode('<html>\n</html>')],
])('refuses what is %s', (_, spoil) => {
  expect(() => unpackVectors(spoil(packVectors(vectors)))).toThrow(/npm run deploy/)
})
