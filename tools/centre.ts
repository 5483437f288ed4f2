/* eslint-disable no-console -- a command that prints what it wrote */
/**
 * Measures what query vectors have in common, with the encoder of `MODEL`, and writes it into the
 * model's folder: their mean over `sets/everyday.jsonl`, questions about everyday life in eleven
 * languages that no minister was asked, and how near three quarters of the example documents'
 * passages come to it. The network for passages embeds both: vectors of an index depend on it, and
 * not on the one for queries.
 *
 * `npm run centre`, then `npm run index` and `npm run calibrate`: it changes vectors.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/config.ts'
import { CENTRE_FILE, QUERIES_DIGEST_FILE, QUERIES_FILE } from '../src/embed/embed.ts'
import { loadModel } from '../src/open/model.ts'
import { passageText } from '../src/search/corpus/passage-text.ts'
import { documentsIn } from './documents-in.ts'
import { percentile } from './figures.ts'

/** Decimals to keep: the vectors of passages are stored in 8 bits. */
const DECIMALS = 5

const config = readConfig(process.env)
const { name } = config.model
const path = join(config.model.folder, name, CENTRE_FILE)
// The encoder is measured uncorrected, and with its network for passages alone.
const folder = mkdtempSync(join(tmpdir(), 'letterlijk-centre-'))
const without = [CENTRE_FILE, QUERIES_FILE, QUERIES_DIGEST_FILE].map((file) => basename(file))
cpSync(join(config.model.folder, name), join(folder, name), {
  recursive: true,
  filter: (file) => !without.includes(basename(file)),
})
const { embedder } = await loadModel({ ...config.model, folder })
const queries = readFileSync(new URL('sets/everyday.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => (JSON.parse(line) as { query: string }).query)
const asked = await embedder.embed(queries, 'query')
const mean = Array.from({ length: embedder.dimensions }, (_, d) => {
  const sum = asked.reduce((total, vector) => total + vector[d]!, 0)
  return rounded(sum / asked.length)
})
const documents = await documentsIn(
  fileURLToPath(new URL('../examples/documents', import.meta.url)),
)
const texts = documents.flatMap((document) =>
  document.answers.flatMap((answer) =>
    answer.paragraphs.map((paragraph) => passageText(document, answer, paragraph)),
  ),
)
const products = (await embedder.embed(texts, 'passage')).map((vector) =>
  vector.reduce((sum, value, d) => sum + value * mean[d]!, 0),
)
const most = rounded(percentile(products, 0.75))
const centre = `${JSON.stringify({ most, mean })}\n`
rmSync(folder, { recursive: true })
const found = `of ${queries.length} queries and ${texts.length} passages, most ${most}`
if (existsSync(path) && readFileSync(path, 'utf8') === centre) {
  console.log(`${path} stays as it is: ${found}`)
} else {
  writeFileSync(path, centre)
  console.log(
    `${path}: ${found}. No index made before fits this model: run \`npm run index\`, then ` +
      '`npm run calibrate`.',
  )
}

function rounded(value: number): number {
  return Number(value.toFixed(DECIMALS))
}
