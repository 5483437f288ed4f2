import { Tokenizer } from '@huggingface/tokenizers'
import Pbf from 'pbf'
import { AppError } from '../errors.ts'
import type { Embedder, Lexicon } from './embed.ts'

/** A tokenizer, word by word. */
export interface WordTokenizer {
  /** the token ids of one word, without special tokens */
  readonly encodeWord: (word: string) => readonly number[]
  /** see `Lexicon.words` */
  readonly words: readonly string[]
}

/** What a static model is computed from. */
export interface StaticModelParts extends WordTokenizer {
  /** `onnx/model_quantized.onnx` of the model's folder; kept, not copied */
  readonly onnx: Uint8Array
}

/** The tokenizer of a model's folder, from `tokenizer.json` and `tokenizer_config.json`, parsed. */
export function wordTokenizer(tokenizer: object, config: object): WordTokenizer {
  const made = isUnigram(tokenizer)
    ? unigramTokenizer(tokenizer, config)
    : new Tokenizer(tokenizer, config)
  return {
    encodeWord: (word) => made.encode(word, { add_special_tokens: false }).ids,
    words: isUnigram(tokenizer) ? wordsAmong(tokenizer) : [],
  }
}

/** The part of a Unigram `tokenizer.json` that is needed: pieces with their scores, by token id, the likelier first. */
interface UnigramFile {
  readonly model: {
    readonly vocab: readonly (readonly [piece: string, score: number])[]
    readonly unk_id: number
  }
}

function isUnigram(tokenizer: object): tokenizer is UnigramFile {
  const { type, unk_id } =
    (tokenizer as { model?: { type?: unknown; unk_id?: unknown } }).model ?? {}
  return type === 'Unigram' && unk_id !== undefined && unk_id !== null
}

/** What pieces begin with that begin a word. */
const WORD_START = '▁'

function wordsAmong({ model: { vocab } }: UnigramFile): string[] {
  return vocab.flatMap(([piece]) =>
    piece.startsWith(WORD_START) ? [piece.slice(WORD_START.length)] : [],
  )
}

/** The part of the library's Unigram model that its tokenizer reads; all of it is in its published types. */
interface UnigramModel {
  vocab: string[]
  scores: number[]
  tokens_to_ids: Map<string, number>
  min_score: number
  unk_score: number
  /** gives the pieces that stand at `start`, shortest first */
  readonly trie: {
    common_prefix_search: (characters: readonly string[], start?: number) => Iterable<string>
  }
}

/**
 * The library's tokenizer, but for how it keeps its pieces: it makes a tree of them with a Map in each of
 * 150,000 nodes, which takes half of a Worker's start and 38 MB of its 128. Here they stand in one Map. It
 * is made with the first pieces, up to the unknown one, and then given all. A test holds both to the same tokens.
 */
function unigramTokenizer(file: UnigramFile, config: object): Tokenizer {
  const { vocab, unk_id } = file.model
  const few = { ...file, model: { ...file.model, vocab: vocab.slice(0, unk_id + 1) } }
  const made = new Tokenizer(few, config)
  const model = made.model as unknown as UnigramModel
  const scores = vocab.map(([, score]) => score)
  const lowest = scores.reduce((least, score) => Math.min(least, score), Infinity)
  model.vocab = vocab.map(([piece]) => piece)
  model.tokens_to_ids = new Map(model.vocab.map((piece, id) => [piece, id]))
  // As the library's constructor has it.
  model.min_score = lowest
  model.unk_score = lowest - 10
  model.scores = scores.with(unk_id, model.unk_score)
  model.trie.common_prefix_search = prefixSearch(model.vocab, model.tokens_to_ids)
  return made
}

function prefixSearch(
  pieces: readonly string[],
  ids: ReadonlyMap<string, number>,
): UnigramModel['trie']['common_prefix_search'] {
  /** the length of the longest piece that begins with a character */
  const longest = new Map<string, number>()
  for (const piece of pieces) {
    const first = String.fromCodePoint(piece.codePointAt(0) ?? 0)
    if (piece.length > (longest.get(first) ?? 0)) longest.set(first, piece.length)
  }
  return function* (characters, start = 0) {
    const most = longest.get(characters[start]!) ?? 0
    let prefix = ''
    for (let at = start; at < characters.length && prefix.length < most; at++) {
      prefix += characters[at]!
      if (ids.has(prefix)) yield prefix
    }
  }
}

/** As in the model's `tokenizer_config.json`: what is longer is cut, as transformers.js does. */
const MAX_TOKENS = 4096

/** Rows 0-3 are `<pad> <unk> <s> </s>`. */
const SPECIAL_TOKENS = 4

/** Words whose tokens are remembered; past that the memory starts anew. */
const REMEMBERED_WORDS = 50_000

/**
 * A model whose token vectors do not depend on their neighbours, in plain TypeScript: the mean of the rows
 * of an int8 table, each times its scale, at unit length. The table stays where it is, in `onnx`.
 * Throws `model_damaged` where the ONNX file does not hold such a table.
 */
export function staticModel(
  { encodeWord, words, onnx }: StaticModelParts,
  { model, digest }: { model: string; digest: string },
): { embedder: Embedder; lexicon: Lexicon } {
  const { rows, scales, dimensions } = readTable(onnx)
  const encode = remembering(encodeWord)

  const embedder: Embedder = {
    model,
    digest,
    dimensions,
    async embed(texts) {
      return texts.map((text) => meanOf(encode(text).slice(0, MAX_TOKENS), rows, scales))
    },
  }
  const lexicon: Lexicon = {
    size: scales.length,
    dimensions,
    rows,
    scales,
    words,
    tokenize: (text) => encode(text).filter((token) => token >= SPECIAL_TOKENS),
  }
  return { embedder, lexicon }
}

/**
 * Encodes word by word and remembers the words: the tokenizer splits at white space itself, so the
 * tokens are the same, and most words of a text have been seen before.
 */
function remembering(encodeWord: WordTokenizer['encodeWord']): (text: string) => number[] {
  const known = new Map<string, readonly number[]>()

  function encode(word: string): readonly number[] {
    const remembered = known.get(word)
    if (remembered !== undefined) return remembered
    const ids = encodeWord(word)
    if (known.size >= REMEMBERED_WORDS) known.clear()
    known.set(word, ids)
    return ids
  }

  return (text) => text.split(/\s+/u).flatMap((word) => (word === '' ? [] : encode(word)))
}

function meanOf(tokens: readonly number[], rows: Int8Array, scales: Float32Array): Float32Array {
  const dimensions = rows.length / scales.length
  const sum = new Float32Array(dimensions)
  for (const token of tokens) {
    const scale = scales[token]!
    const offset = token * dimensions
    for (let i = 0; i < dimensions; i++) sum[i]! += scale * rows[offset + i]!
  }
  let squares = 0
  for (const value of sum) squares += value * value
  if (squares === 0) return sum
  const length = Math.sqrt(squares)
  for (let i = 0; i < dimensions; i++) sum[i]! /= length
  return sum
}

interface Table {
  rows: Int8Array
  scales: Float32Array
  dimensions: number
}

/** A tensor of the ONNX file: `TensorProto` of onnx.proto3, as far as it is needed. */
interface Tensor {
  name: string
  shape: number[]
  raw: Uint8Array | null
}

/** Finds the initializers `table` (int8, a row a token) and `scales` (float32, one a token). */
function readTable(onnx: Uint8Array): Table {
  const tensors = readInitializers(onnx)
  const table = tensors.find(({ name }) => name === 'table')
  const scales = tensors.find(({ name }) => name === 'scales')
  const [size = 0, dimensions = 0] = table?.shape ?? []
  if (
    table?.raw?.length !== size * dimensions ||
    scales?.raw?.length !== size * Float32Array.BYTES_PER_ELEMENT ||
    size * dimensions === 0
  ) {
    throw new AppError(
      'model_damaged',
      'the model\'s ONNX file holds no int8 "table" with float32 "scales"; restore the model folder',
    )
  }
  return {
    rows: new Int8Array(table.raw.buffer, table.raw.byteOffset, size * dimensions),
    scales: alignedFloats(scales.raw),
    dimensions,
  }
}

/** Copies (192 kB), since floats have to be aligned and the file does not align them. */
function alignedFloats(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT)
  new Uint8Array(floats.buffer).set(bytes)
  return floats
}

/** Field numbers: `ModelProto.graph` 7, `GraphProto.initializer` 5, `TensorProto` dims 1, name 8, raw_data 9. */
function readInitializers(onnx: Uint8Array): Tensor[] {
  const tensors: Tensor[] = []
  try {
    new Pbf(onnx).readFields((field, _, pbf) => {
      if (field === 7) pbf.readMessage(readGraphField, null)
    }, null)
  } catch (cause) {
    throw new AppError('model_damaged', "the model's ONNX file cannot be read", { cause })
  }
  return tensors

  function readGraphField(field: number, _: null, pbf: Pbf): void {
    if (field === 5) {
      tensors.push(pbf.readMessage(readTensorField, { name: '', shape: [], raw: null }))
    }
  }

  function readTensorField(field: number, tensor: Tensor, pbf: Pbf): void {
    if (field === 1 && pbf.type === 2) pbf.readPackedVarint(tensor.shape)
    else if (field === 1) tensor.shape.push(pbf.readVarint())
    else if (field === 8) tensor.name = pbf.readString()
    else if (field === 9) tensor.raw = pbf.readBytes()
  }
}
