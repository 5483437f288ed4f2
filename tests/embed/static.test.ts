import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Embedder, Lexicon } from '../../src/embed/embed.ts'
import { idsOf, readTable, tableOf, writeTable } from '../../src/embed/piece-table.ts'
import { staticModel } from '../../src/embed/static.ts'
import {
  openTokenizer,
  packTokenizer,
  wordTokenizer,
  type PackedTokenizer,
} from '../../src/embed/word-tokenizer.ts'
import { Tokenizer } from '@huggingface/tokenizers'
import { AutoTokenizer, env } from '@xenova/transformers'
import { transformersEmbedder } from '../../src/embed/transformers.ts'

const models = join(import.meta.dirname, '../../index/model')
const name = 'letterlijk/nl-en-256'
const read = (file: string) => readFileSync(join(models, name, file))
const json = (file: string) => JSON.parse(read(file).toString()) as object

const TEXTS = [
  'Het kabinet heeft als doelstelling om de Russische militair-industriële capaciteit in te ' +
    'perken.',
  'what does the cabinet say about semiconductors?',
  '  dual-use   goederen\n\tnaar Rusland ',
  'HOOFDLETTERS, ﬁ-ligatuur, ½ en €1.000,50 — «aanhaling»',
  'Ĳsselmeer, café, cafe\u0301, naïef',
  'x',
  'woord '.repeat(5_000),
  ...readFileSync(join(import.meta.dirname, '../../index/documents/2022D35172.txt'), 'utf8').split(
    '\n\n',
  ),
]

describe('the bundled model, in plain TypeScript and in ONNX Runtime', () => {
  let plain: { embedder: Embedder; lexicon: Lexicon }
  let onnx: Embedder
  beforeAll(async () => {
    onnx = await transformersEmbedder({
      model: name,
      folder: models,
      cache: '/nowhere',
      offline: true,
    })
    const words = wordTokenizer(json('tokenizer.json'), json('tokenizer_config.json'))
    plain = staticModel({ onnx: read('onnx/model_quantized.onnx'), tokenizer: words }, onnx)
  })

  it('splits texts into the same tokens', async () => {
    env.localModelPath = models
    const tokenizer = await AutoTokenizer.from_pretrained(name, { local_files_only: true })
    const { wordStart } = wordTokenizer(json('tokenizer.json'), json('tokenizer_config.json'))
    for (const text of TEXTS) {
      const all = tokenizer.encode(text, { add_special_tokens: false })
      // Without special tokens, and without the bare start of a word, which means nothing.
      const tokens = all.filter((token) => token >= 4 && token !== wordStart)
      expect(plain.lexicon.tokenize(text), text).toEqual(tokens)
    }
  })

  it('splits each word as the library does, packed or not', () => {
    const parts = [json('tokenizer.json'), json('tokenizer_config.json')] as const
    const ours = wordTokenizer(...parts)
    const file = JSON.parse(JSON.stringify(packTokenizer(...parts))) as PackedTokenizer
    const table = readTable(writeTable(tableOf(file.pieces)), file.pieces.length)
    const packed = openTokenizer(file, table)
    expect(packed.words).toEqual(ours.words)
    expect(packed.words.every((word) => packed.hasWord(word))).toBe(true)
    expect(['sanctei', '▁', 'de het'].some((word) => packed.hasWord(word))).toBe(false)
    expect(file.pieces.every((piece, id) => idsOf(table, file.pieces).get(piece) === id)).toBe(true)
    expect(() => readTable(writeTable(table), 100)).toThrow('a table of 100 pieces')
    const theirs = new Tokenizer(...parts)
    // Characters without a piece, the word-start marker, names of special tokens.
    const odd = '🚆🚆 日本語 ▁woord ▁ wo▁ord ☂x☂ <s> a<unk>b </s><pad> e\u0301 \ud83d ﬃ'
    const words = [odd, ...TEXTS].join(' ').split(/\s+/u)
    const split = words.map((word) => theirs.encode(word, { add_special_tokens: false }).ids)
    expect(words.map((word) => ours.encodeWord(word))).toEqual(split)
    expect(words.map((word) => packed.encodeWord(word))).toEqual(split)
  })

  it('yields the same vectors', async () => {
    const [ours, theirs] = await Promise.all([
      plain.embedder.embed(TEXTS, 'query'),
      onnx.embed(TEXTS, 'query'),
    ])
    for (const [at, text] of TEXTS.entries()) {
      const apart = Math.max(...ours[at]!.map((value, i) => Math.abs(value - theirs[at]![i]!)))
      expect(apart, text).toBeLessThan(1e-5)
    }
  })

  it('gives a text the same vector in any batch', async () => {
    const [alone] = await plain.embedder.embed(['dijken'], 'query')
    const [, together] = await plain.embedder.embed(['treinen', 'dijken'], 'query')
    expect(together).toEqual(alone)
  })

  it('yields zeros for a text without words, in both', async () => {
    for (const embedder of [plain.embedder, onnx]) {
      const [empty, blank] = await embedder.embed(['', ' \n '], 'query')
      expect([...empty!, ...blank!].every((value) => value === 0)).toBe(true)
    }
  })
})

describe('a file that is not a table of token vectors', () => {
  it.each([
    ['empty', new Uint8Array()],
    ['a web page', new TextEncoder().encode('<html></html>')],
    ['cut off', read('onnx/model_quantized.onnx').subarray(0, 5_000_000)],
  ])('is refused when it is %s', (_, bytes) => {
    const made = () =>
      staticModel(
        {
          onnx: bytes,
          tokenizer: { encodeWord: () => [], words: [], hasWord: () => false, wordStart: null },
        },
        { model: name, digest: '' },
      )
    expect(made).toThrow(expect.objectContaining({ code: 'model_damaged' }))
  })
})
