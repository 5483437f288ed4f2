import { PbfWriter } from 'pbf'

/**
 * A complete feature-extraction model of 4 dimensions and a few words, in the Hugging Face layout:
 * path on the hub -> content. Its ONNX graph is one Gather from a table by `input_ids`; another
 * `table` has other vectors. Field numbers are those of onnx.proto (onnx 1.17).
 */
export function smallModel(model: string, table = 0): Map<string, Buffer> {
  const words = ['<pad>', '<unk>', '▁query:', '▁passage:', '▁hallo', '▁wereld', '▁', 'a']
  const json = (value: unknown) => Buffer.from(JSON.stringify(value))
  const files = {
    'config.json': json({ model_type: 'bert', architectures: ['BertModel'], hidden_size: 4 }),
    'tokenizer_config.json': json({
      tokenizer_class: 'PreTrainedTokenizerFast',
      pad_token: '<pad>',
      unk_token: '<unk>',
    }),
    'tokenizer.json': json({
      version: '1.0',
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      post_processor: null,
      decoder: null,
      model: { type: 'Unigram', unk_id: 1, vocab: words.map((word, id) => [word, -id]) },
    }),
    'onnx/model_quantized.onnx': gatherModel(words.map((_, id) => row(id + table))),
  }
  return new Map(Object.entries(files).map(([file, content]) => [`${model}/${file}`, content]))
}

/** Different rows point in different directions. */
function row(id: number): number[] {
  return [Math.cos(id), Math.sin(id), Math.cos(2 * id), id % 3]
}

const FLOAT = 1
const INT64 = 7

function gatherModel(table: number[][]): Buffer {
  const model = new PbfWriter()
  model.writeVarintField(1, 8)
  model.writeMessage(7, writeGraph, table)
  model.writeMessage(8, (_, opset) => opset.writeVarintField(2, 13), null)
  return Buffer.from(model.finish())
}

function writeGraph(table: number[][], graph: PbfWriter): void {
  graph.writeMessage(1, writeGather, null)
  graph.writeStringField(2, 'lookup')
  graph.writeMessage(5, writeTable, table)
  graph.writeMessage(11, writeValue, { name: 'input_ids', type: INT64, dims: ['batch', 'tokens'] })
  graph.writeMessage(12, writeValue, {
    name: 'last_hidden_state',
    type: FLOAT,
    dims: ['batch', 'tokens', 'width'],
  })
}

function writeGather(_: null, node: PbfWriter): void {
  node.writeStringField(1, 'table')
  node.writeStringField(1, 'input_ids')
  node.writeStringField(2, 'last_hidden_state')
  node.writeStringField(4, 'Gather')
}

function writeTable(table: number[][], tensor: PbfWriter): void {
  tensor.writeVarintField(1, table.length)
  tensor.writeVarintField(1, table[0]!.length)
  tensor.writeVarintField(2, FLOAT)
  tensor.writeStringField(8, 'table')
  tensor.writeBytesField(9, new Uint8Array(new Float32Array(table.flat()).buffer))
}

interface Value {
  name: string
  type: number
  dims: string[]
}

function writeValue({ name, type, dims }: Value, value: PbfWriter): void {
  value.writeStringField(1, name)
  value.writeMessage(2, (_, kind) => kind.writeMessage(1, writeTensorType, { type, dims }), null)
}

function writeTensorType({ type, dims }: Omit<Value, 'name'>, tensor: PbfWriter): void {
  tensor.writeVarintField(1, type)
  tensor.writeMessage(2, writeShape, dims)
}

function writeShape(dims: string[], shape: PbfWriter): void {
  for (const dim of dims) shape.writeMessage(1, (_, part) => part.writeStringField(2, dim), null)
}
