/* eslint-disable no-console -- a command that prints figures */
// Tests whether queries encoded by other arithmetic find the same. ONNX Runtime's WebAssembly
// kernels stand for another machine: they multiply int8 in another way than a processor's kernels,
// which made the index. `--every 10` asks only each tenth question:
//
//  npm install --no-save --prefix bench onnxruntime-web@1.30.0
//  node bench/other-kernels.ts --every 10
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as ort from 'onnxruntime-web'
import { readConfig } from '../src/config.ts'
import { NETWORK_FILE, QUERIES_FILE, type Embedder } from '../src/embed/embed.ts'
import { promptsOf, PROMPTS_FILE } from '../src/embed/prompts.ts'
import { textTokenizer } from '../src/embed/text-tokenizer.ts'
import { loadModel } from '../src/open/model.ts'
import { createSearch } from '../src/search/create.ts'
import { cachedEmbedder } from '../tools/vector-cache.ts'
import { kamerqaDocuments, sourcesFor } from '../tests/support/kamerqa.ts'

const LANGUAGES = ['nl', 'en', 'de', 'fr', 'es', 'tr', 'pl', 'ar', 'uk', 'fy', 'pap']

const shared = process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
const folder = join(shared, 'corpus/kamerqa')
const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } })
if (existsSync(folder)) await compare()
else console.log('skipped: corpus/kamerqa is absent from SHARED_DIR, and this asks its queries')

async function compare(): Promise<void> {
  const { model: config } = readConfig({})
  const model = await loadModel(config)
  const sources = await sourcesFor(kamerqaDocuments(), {
    ...model,
    embedder: cachedEmbedder(model.embedder),
  })
  const other = await webEmbedder(join(config.folder, config.name), model.embedder)
  const [here, there] = [model.embedder, other].map((embedder) =>
    createSearch({ ...sources, embedder, calibrations: model.calibrations }),
  )
  let [asked, first, all, verdicts, least] = [0, 0, 0, 0, 1]
  for (const query of queries().filter((_, nth) => nth % Number(values.every) === 0)) {
    const [own] = await model.embedder.embed([query], 'query')
    const [others] = await other.embed([query], 'query')
    least = Math.min(
      least,
      own!.reduce((sum, number, i) => sum + number * others![i]!, 0),
    )
    const [mine, theirs] = [await here!.search({ query }), await there!.search({ query })]
    asked++
    if (mine.passages[0]?.answerId === theirs.passages[0]?.answerId) first++
    const [ids, otherIds] = [mine, theirs].map(({ passages }) =>
      passages.map((each) => each.answerId).join(),
    )
    if (ids === otherIds) all++
    const [said, otherSaid] = [mine, theirs].map(({ passages }) =>
      passages.map((each) => each.relevance).join(),
    )
    if (ids === otherIds && said === otherSaid) verdicts++
  }
  console.log(
    `${asked} questions, nearest cosine of a question's two vectors ${least.toFixed(4)} at ` +
      'least; ' +
      `the same first answer ${first}, the same answers in order ${all}, with the same ` +
      `relevance ${verdicts}`,
  )
}

async function webEmbedder(folder: string, like: Embedder): Promise<Embedder> {
  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object
  const tokenizer = textTokenizer(json('tokenizer.json'), json('tokenizer_config.json'))
  const prompts = promptsOf(readFileSync(join(folder, PROMPTS_FILE), 'utf8'), like.model)
  ort.env.wasm.numThreads = 1
  const [queries, passages] = [QUERIES_FILE, NETWORK_FILE].map((name) =>
    readFileSync(join(folder, name)),
  )
  const session = await ort.InferenceSession.create(queries!, {
    executionProviders: ['wasm'],
    externalData: [{ path: basename(NETWORK_FILE), data: passages! }],
  })
  async function embedOne(text: string): Promise<Float32Array> {
    const tokens = tokenizer.encode(text, 512)
    const shape = [1, tokens.length]
    const output = await session.run({
      input_ids: new ort.Tensor('int64', BigInt64Array.from(tokens, BigInt), shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(tokens.length).fill(1n), shape),
    })
    const data = output['last_hidden_state']!.data as Float32Array
    const sum = new Float32Array(like.dimensions)
    for (const [at, value] of data.entries()) sum[at % sum.length]! += value
    const length = Math.hypot(...sum)
    return sum.map((value) => value / length)
  }
  return {
    ...like,
    async embed(texts, role) {
      const vectors: Float32Array[] = []
      for (const text of texts) vectors.push(await embedOne(prompts[role] + text))
      return vectors
    },
  }
}

function queries(): string[] {
  return ['dev.queries.jsonl', 'dev.multilingual.jsonl'].flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => {
        const wordings = JSON.parse(line) as Readonly<Record<string, string>>
        return LANGUAGES.flatMap((language) => wordings[language] ?? [])
      }),
  )
}
