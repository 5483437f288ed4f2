import { describe, expect, it } from 'vitest'
import { centred } from '../../src/embed/centre.ts'
import type { Embedder } from '../../src/embed/embed.ts'

/** Texts are their own vectors: "0.6 0.8". */
const plain: Embedder = {
  model: 'plain',
  digest: '',
  dimensions: 2,
  understands: () => true,
  embed: async (texts) => texts.map((text) => Float32Array.from(text.split(' ').map(Number))),
}

const { embed } = centred(plain, { mean: [0.5, 0], most: 0.2 })
const only = async (text: string, role: 'query' | 'passage') => (await embed([text], role))[0]!

describe('an embedder whose hubs are moved aside', () => {
  it('leaves queries, and passages that are far from the mean of queries', async () => {
    expect([...(await only('0.8 0.6', 'query'))]).toEqual([...Float32Array.of(0.8, 0.6)])
    expect([...(await only('0.28 0.96', 'passage'))]).toEqual([...Float32Array.of(0.28, 0.96)])
  })

  it('takes from a hub what it has of the mean beyond the most, at unit length', async () => {
    // 0.8 · 0.5 is 0.2 too much, which is 0.4 of the first dimension.
    const [x, y] = await only('0.8 0.6', 'passage')
    expect(x! / y!).toBeCloseTo(0.4 / 0.6)
    expect(Math.hypot(x!, y!)).toBeCloseTo(1)
  })

  it('leaves the zero vector of a text that says nothing', async () => {
    expect([...(await only('0 0', 'passage'))]).toEqual([0, 0])
  })
})
