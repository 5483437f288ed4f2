import { PbfReader } from 'pbf'
import { wordByWord } from './word-by-word.ts'
import { AppError } from '../domain/errors.ts'
import type { Embedder, Lexicon, TokenNeighbours } from './embed.ts'
import type { WordTokenizer } from './word-tokenizer.ts'

/** A file of neighbours, with its reader. */
export interface TokenList {
  /** SHA-256, hex, of the file */
  readonly digest: string
  read(): TokenNeighbours
}

/** The files of a static model. */
interface StaticModelParts {
  readonly tokenizer: WordTokenizer
  /** `onnx/model_quantized.onnx` of the model's folder; kept, not copied */
  readonly onnx: Uint8Array
  /** the lexicon's neighbours, read on demand; absent or null if they were not computed */
  readonly neighbours?: TokenList | null
}

/** As in the model's `tokenizer_config.json`: longer texts are cut, as in transformers.js. */
const MAX_TOKENS = 4096

/** Rows 0-3 are `<pad> <unk> <s> </s>`. */
const SPECIAL_TOKENS = 4

/**
 * A model whose token vectors do not depend on their context, in plain TypeScript: the mean of the
 * rows of an int8 table, each times its scale, at unit length. The table stays in place, in `onnx`.
 * Throws `model_damaged` if the ONNX file has no such table.
 */
export function staticModel(
  { tokenizer, onnx, neighbours = null }: StaticModelParts,
  { model, digest }: { model: string; digest: string },
): { embedder: Embedder; lexicon: Lexicon } {
  const { rows, scales, dimensions } = readTable(onnx)
  const encode = wordByWord(tokenizer.encodeWord)
  const mute = tokenizer.wordStart
  let listed: TokenNeighbours | null = null

  /**
   * The tokens of a text that mean something: an unknown token resembles nothing, and the bare
   * start of a word everything.
   */
  function tokenize(text: string): number[] {
    return encode(text).filter((token) => token >= SPECIAL_TOKENS && token !== mute)
  }

  const embedder: Embedder = {
    model,
    digest,
    dimensions,
    async embed(texts) {
      return texts.map((text) => meanOf(encode(text).slice(0, MAX_TOKENS), rows, scales))
    },
    understands: (text) => tokenize(text).length > 0,
  }
  const lexicon: Lexicon = {
    model,
    digest,
    size: scales.length,
    dimensions,
    rows,
    scales,
    get words() {
      return tokenizer.words
    },
    hasWord: tokenizer.hasWord,
    get neighbours() {
      return (listed ??= neighbours?.read() ?? null)
    },
    neighboursDigest: neighbours?.digest ?? null,
    tokenize,
  }
  return { embedder, lexicon }
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

/** A tensor of the ONNX file: the fields of `TensorProto` (onnx.proto3) that we need. */
interface Tensor {
  name: string
  shape: number[]
  raw: Uint8Array | null
}

/**
 * Finds the initializers `table` (int8, one row per token) and `scales` (float32, one per token).
 */
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
      'the model\'s ONNX file holds no int8 "table" with float32 "scales"; restore the model ' +
        'folder',
    )
  }
  return {
    rows: new Int8Array(table.raw.buffer, table.raw.byteOffset, size * dimensions),
    scales: alignedFloats(scales.raw),
    dimensions,
  }
}

/** Copies them (192 kB): floats must be aligned, and in the file they are not. */
function alignedFloats(bytes: Uint8Array): Float32Array {
  const floats = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT)
  new Uint8Array(floats.buffer).set(bytes)
  return floats
}

/**
 * Field numbers: `ModelProto.graph` 7, `GraphProto.initializer` 5, `TensorProto` dims 1, name 8,
 * raw_data 9.
 */
function readInitializers(onnx: Uint8Array): Tensor[] {
  const tensors: Tensor[] = []
  try {
    new PbfReader(onnx).readFields((field, _, pbf) => {
      if (field === 7) pbf.readMessage(readGraphField, null)
    }, null)
  } catch (cause) {
    throw new AppError('model_damaged', "the model's ONNX file cannot be read", { cause })
  }
  return tensors

  function readGraphField(field: number, _: null, pbf: PbfReader): void {
    if (field === 5) {
      tensors.push(pbf.readMessage(readTensorField, { name: '', shape: [], raw: null }))
    }
  }

  function readTensorField(field: number, tensor: Tensor, pbf: PbfReader): void {
    if (field === 1 && pbf.type === 2) pbf.readPackedVarint(tensor.shape)
    else if (field === 1) tensor.shape.push(pbf.readVarint())
    else if (field === 8) tensor.name = pbf.readString()
    else if (field === 9) tensor.raw = pbf.readBytes()
  }
}
