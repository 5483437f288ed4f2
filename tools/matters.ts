/**
 * Measures the least cosine of two answers on one matter, with the encoder of `MODEL`, and writes
 * it into the model's folder. The pairs in `sets/matters.jsonl` come from different documents of
 * the corpus and were judged by hand: `same` if a reader of the older one would want to know the
 * later one. All pairs with near vectors were judged, and each fifth or twelfth of those further
 * apart.
 *
 * `npm run matters` writes the file; `npm run matters -- --only-look` only prints the table.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../src/config.ts'
import { MATTER_FILE } from '../src/embed/embed.ts'
import { loadModel } from '../src/open/model.ts'
import { passageText } from '../src/search/corpus/passage-text.ts'
import { isFormal, nearness } from '../src/search/newer.ts'
import { devSets, hasCorpus } from './dev-sets.ts'
import { cachedEmbedder } from './vector-cache.ts'

interface Judged {
  readonly a: string
  readonly b: string
  readonly same: boolean
}

/**
 * The share of pairs called one matter that must be right. Most of the pairs name no minister; in
 * practice one ministry must also have answered both.
 */
const RIGHT = 0.9

const STEP = 0.01

if (!hasCorpus) throw new Error('This measures on the corpus, which must be in ../shared.')
const config = readConfig(process.env)
const { embedder: plain } = await loadModel(config.model)
const embedder = cachedEmbedder(plain)
const pairs = new Map(
  (await devSets()).flatMap(({ documents }) =>
    documents.flatMap((document) =>
      document.answers.map((answer) => [answer.id, { document, answer }] as const),
    ),
  ),
)

const measured: { cosine: number; same: boolean }[] = []
for (const { a, b, same } of readJudged()) {
  const [one, other] = [pairs.get(a), pairs.get(b)]
  if (one === undefined || other === undefined) throw new Error(`${a} or ${b} is not in the corpus`)
  if (isFormal(one) || isFormal(other)) continue
  const vectors = new Map<string, Float32Array>()
  for (const { document, answer } of [one, other]) {
    for (const paragraph of answer.paragraphs) {
      const [vector] = await embedder.embed([passageText(document, answer, paragraph)], 'passage')
      vectors.set(paragraph.id, vector!)
    }
  }
  measured.push({ cosine: nearness(one, other, vectors), same })
}

const all = measured.filter(({ same }) => same).length
say(`${embedder.model}: ${measured.length} pairs judged, ${all} of them on one matter`)
say('from cosine | called one matter | right | of all found')
const rows = Array.from({ length: Math.round(1 / STEP) }, (_, nth) => rowFrom((nth + 1) * STEP))
for (const { from, called, right } of rows) {
  if (called === 0 || called === measured.length) continue
  say(
    `${from.toFixed(2)} | ${called} | ${(right / called).toFixed(3)} | ${(right / all).toFixed(2)}`,
  )
}
const least = rows.find((_, at) =>
  rows.slice(at).every(({ called, right }) => called < 20 || right >= RIGHT * called),
)!
say(`from ${least.from.toFixed(2)} on ${RIGHT * 100} of a hundred are on one matter`)
if (!process.argv.includes('--only-look')) {
  const path = join(config.model.folder, config.model.name, MATTER_FILE)
  writeFileSync(path, `${JSON.stringify({ least: Number(least.from.toFixed(2)) })}\n`)
  say(`written to ${path}; run \`npm run index\` to take it up`)
}

/** How many pairs come at least this near, and how many of them are right. */
function rowFrom(from: number) {
  const called = measured.filter(({ cosine }) => cosine >= from)
  return { from, called: called.length, right: called.filter(({ same }) => same).length }
}

function readJudged(): Judged[] {
  return readFileSync(new URL('sets/matters.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Judged)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
