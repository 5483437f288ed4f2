/* eslint-disable no-console -- a command that prints what it made */
// `npm run languages`: learns to distinguish languages by their letters, from queries in eleven
// languages and sentences in two, and writes the result to src/search/query/language-table.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stepsBelow, stretchesOf, tellingWords } from '../src/search/query/letters.ts'
import { QUERY_LANGUAGES } from '../src/text/language.ts'

const shared = process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
const folder = `${shared}/model/training`

/** This many stretches of letters suffice: 20,000 identify no more queries. */
const KEPT = 12_000

/** A rarer stretch is chance. */
const SEEN = 3

/** Added to each count, so that nothing is impossible. */
const SMOOTHING = 0.1

if (!existsSync(folder)) {
  console.log(`skipped: ${folder} is absent, and languages are learned from its queries`)
  process.exit(0)
}

const languages = QUERY_LANGUAGES.filter((language) => language !== 'und')
const counts = new Map<string, Float64Array>()
const totals = new Float64Array(languages.length)
for (const [language, text] of examples()) {
  const at = languages.findIndex((each) => each === language)
  if (at < 0) continue
  for (const stretch of tellingWords(text).flatMap(stretchesOf)) {
    let own = counts.get(stretch)
    if (own === undefined) counts.set(stretch, (own = new Float64Array(languages.length)))
    own[at]!++
    totals[at]!++
  }
}

const kept = [...counts]
  .filter(([, own]) => own.reduce((sum, count) => sum + count, 0) >= SEEN)
  .map(([stretch, own]) => ({ stretch, own, tells: tells(own) }))
  .sort((a, b) => b.tells - a.tells || (a.stretch < b.stretch ? -1 : 1))
  .slice(0, KEPT)
  .sort((a, b) => (a.stretch < b.stretch ? -1 : 1))

const file = new URL('../src/search/query/language-table.json', import.meta.url)
const scores = Buffer.from(kept.flatMap(({ own }) => rowOf(own))).toString('base64')
const stretches = kept.map(({ stretch }) => stretch).join(' ')
writeFileSync(file, `${JSON.stringify({ languages, stretches, scores })}\n`)
console.log(`${kept.length} stretches of letters in ${languages.length} languages`)

/** Texts with their languages. */
function* examples(): Generator<readonly [language: string, text: string]> {
  for (const line of linesOf('queries.jsonl')) {
    for (const [language, texts] of Object.entries(JSON.parse(line) as Record<string, unknown>)) {
      if (Array.isArray(texts)) for (const text of texts) yield [language, String(text)]
    }
  }
  for (const name of ['policy-a.tsv', 'policy-b.tsv', 'kamer-sentences.tsv']) {
    for (const line of linesOf(name)) {
      const [dutch, english] = line.split('\t')
      if (dutch !== undefined) yield ['nl', dutch]
      if (english !== undefined) yield ['en', english]
    }
  }
}

function linesOf(name: string): string[] {
  return readFileSync(`${folder}/${name}`, 'utf8').trim().split('\n')
}

/** Frequency of a stretch, times how far its languages are from equally likely. */
function tells(own: Float64Array): number {
  const shares = [...own].map((count, at) => count / totals[at]!)
  const sum = shares.reduce((a, b) => a + b, 0)
  return shares.reduce(
    (all, share) => (share === 0 ? all : all + share * Math.log((share / sum) * languages.length)),
    0,
  )
}

function rowOf(own: Float64Array): number[] {
  const logs = [...own].map((count, at) =>
    Math.log((count + SMOOTHING) / (totals[at]! + SMOOTHING * counts.size)),
  )
  const most = Math.max(...logs)
  return logs.map((each) => stepsBelow(most - each))
}
