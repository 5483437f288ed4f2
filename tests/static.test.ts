import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { staticModel } from '../src/embed/static.ts'
import { transformersEmbedder } from '../src/embed/transformers.ts'
import { bundledModel } from './kamerqa.ts'

const { embedder, lexicon } = bundledModel()
const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0)

it('gives the vectors that ONNX Runtime gives', async () => {
  const other = await transformersEmbedder({
    model: 'letterlijk/nl-en-256',
    folder: fileURLToPath(new URL('../index/model', import.meta.url)),
    cache: join(tmpdir(), 'letterlijk-static-test'),
    offline: true,
    dtype: 'q8',
  })
  const texts = [
    'what does the cabinet say about semiconductors?',
    'Ja.',
    '  «Wie betaalt\n de dijkversterking»? ﬁjn ½ É ☃☃ ',
    'woord '.repeat(5000),
  ]
  const [ours, theirs] = [await embedder.embed(texts, 'query'), await other.embed(texts, 'query')]
  for (const [index, vector] of ours.entries()) {
    expect(dot(vector, theirs[index]!)).toBeGreaterThan(0.9999)
  }
})

it('gives a text without tokens the zero vector', async () => {
  const [vector] = await embedder.embed([' \n'], 'passage')
  expect(vector!.every((value) => value === 0)).toBe(true)
})

it('gives a text the same vector whatever else is in the batch', async () => {
  const [alone] = await embedder.embed(['dijken'], 'query')
  const [, together] = await embedder.embed(['treinen', 'dijken'], 'query')
  expect(together).toEqual(alone)
})

it('splits a text into the tokens of its words', () => {
  const tokens = lexicon.tokenize('de  dijkversterking,\nbetaald')
  expect(tokens).toEqual(['de', 'dijkversterking,', 'betaald'].flatMap(lexicon.tokenize))
})

it('knows a word and its translation as neighbours', () => {
  const cosine = (a: string, b: string): number => {
    const [x, y] = [a, b].map((word) => {
      const [token] = lexicon.tokenize(word)
      return Float32Array.from(lexicon.rows.subarray(token! * 256, (token! + 1) * 256))
    })
    return dot(x!, y!) / Math.sqrt(dot(x!, x!) * dot(y!, y!))
  }
  expect(cosine('minister', 'ministers')).toBeGreaterThan(0.4)
  expect(cosine('water', 'minister')).toBeLessThan(0.35)
})

it('says when a file is no such model', () => {
  const parts = { encodeWord: () => [], onnx: new Uint8Array([1, 2, 3]) }
  expect(() => staticModel(parts, { model: 'x/y', digest: '' })).toThrow('model folder')
})
