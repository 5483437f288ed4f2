import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { indexDocuments } from '../src/commands/index-documents.ts'
import { readConfig } from '../src/config.ts'
import { digestOf } from '../src/embed/model-digest.ts'
import { staticModel, wordTokenizer } from '../src/embed/static.ts'

/**
 * An index run that is there to be killed: `npm run index` with the plain TypeScript embedder, which
 * starts a second sooner than ONNX Runtime and gives the same vectors.
 */
await indexDocuments(readConfig(process.env), process.argv.slice(2), {
  async load({ name, folder }) {
    const path = join(folder, name)
    const json = async (file: string) =>
      JSON.parse(await readFile(join(path, file), 'utf8')) as object
    const parts = {
      onnx: await readFile(join(path, 'onnx/model_quantized.onnx')),
      encodeWord: wordTokenizer(await json('tokenizer.json'), await json('tokenizer_config.json')),
    }
    const model = staticModel(parts, { model: name, digest: await digestOf(path) })
    return { ...model, calibration: null }
  },
})
