/* eslint-disable no-console -- a command that prints what it learned */
// `npm run calibrate`: learns the calibration of the bundled model on the benchmark's dev set and stores it
// beside the model.
import { writeFileSync } from 'node:fs'
import type { SourceDocument } from '../src/domain/document.ts'
import { takeApart, topicCount } from '../src/search/query/analysis.ts'
import { calibrate, type Example } from './fit.ts'
import { featuresOf, likelihood } from '../src/search/calibration.ts'
import { fuse, rank } from '../src/search/rank.ts'
import { createSignalling } from '../src/search/signals/score.ts'
import {
  bundledModel,
  committedDocument,
  devQueries,
  hasKamerqa,
  kamerqaDocuments,
  offTopicQueries,
  sourcesFor,
} from '../tests/support/kamerqa.ts'
import { reliabilityPlot } from './reliability-plot.ts'

if (!hasKamerqa) {
  console.log('skipped: ../shared/corpus/kamerqa is absent, and the calibration is learned on it')
  process.exit(0)
}

/** An answer further down than this counts as missed: a query so vague says nothing about its leader. */
const LOOKED_AT = 3

const model = bundledModel()
const examples = [
  ...(await wholeBenchmark()),
  ...(await partsOfBenchmark(10)),
  ...(await partsOfBenchmark(30)),
  ...(await partsOfBenchmark(100)),
  ...(await oneDocument()),
]
const calibration = calibrate(examples)
const folder = new URL(`../index/model/${model.embedder.model}/`, import.meta.url)
writeFileSync(new URL('calibration.json', folder), `${JSON.stringify(calibration, null, 2)}\n`)
const plot = new URL('../docs/reliability.svg', import.meta.url)
writeFileSync(plot, reliabilityPlot(examples, calibration))
console.log(calibration)
crossValidate()

/** An example, with the query that it comes from: all of one query stand in one fold. */
interface Asking extends Example {
  readonly about: string
  readonly kind: 'dev' | 'far' | 'near'
}

/** The dev queries and the off-topic ones over all answers: what the thresholds are set on. */
async function wholeBenchmark(): Promise<Asking[]> {
  const lead = await leaderOver(kamerqaDocuments(), true)
  const asked: Asking[] = []
  for (const { id, nl, en } of devQueries()) {
    for (const query of [nl, en]) asked.push(await lead(query, 'whole', id, `${id}.1`))
  }
  return [...asked, ...(await offTopic(lead, 'whole'))]
}

/**
 * The same over parts of it: small indexes, with the answer to a query and without it, and the off-topic queries over each
 * of them. Keywords are asked as well, or nothing would be known of short queries.
 */
async function partsOfBenchmark(size: number): Promise<Asking[]> {
  const documents = kamerqaDocuments()
  const parts = []
  for (let start = 0; start < documents.length; start += size) {
    parts.push(documents.slice(start, start + size))
  }
  const leaders = await Promise.all(parts.map((part) => leaderOver(part, false)))
  const asked: Asking[] = []
  for (const [place, { id, nl, en }] of devQueries().entries()) {
    const home = parts.findIndex((part) => part.some((document) => document.id === id))
    const leadAway = leaders[(home + 1) % parts.length]!
    for (const query of [nl, en]) {
      for (const [group, text] of [
        [`parts of ${size}`, query],
        [`parts of ${size}, keywords`, keywordsOf(query, keywordCount(place))],
      ] as const) {
        asked.push(await leaders[home]!(text, group, id, `${id}.1`))
        asked.push(await leadAway(text, `${group}, elsewhere`, id))
      }
    }
  }
  for (const leadPart of leaders) asked.push(...(await offTopic(leadPart, `parts of ${size}`)))
  return asked
}

/** The committed document, which answers none of the benchmark's queries. Its own are for judging only. */
async function oneDocument(): Promise<Asking[]> {
  const lead = await leaderOver([await committedDocument()], false)
  const asked: Asking[] = []
  for (const [place, { id, nl, en }] of devQueries().entries()) {
    for (const query of [nl, en]) {
      asked.push(await lead(query, 'one document', id))
      asked.push(await lead(keywordsOf(query, keywordCount(place)), 'one document, keywords', id))
    }
  }
  return [...asked, ...(await offTopic(lead, 'one document'))]
}

type Lead = Awaited<ReturnType<typeof leaderOver>>

async function offTopic(lead: Lead, group: string): Promise<Asking[]> {
  const asked: Asking[] = []
  for (const [index, each] of offTopicQueries().entries()) {
    const example = await lead(each.query, `${group}, off-topic`, `off-topic ${index}`)
    asked.push({ ...example, kind: each.kind })
  }
  return asked
}

async function leaderOver(documents: readonly SourceDocument[], representative: boolean) {
  const sources = await sourcesFor(documents, model)
  const { signalsOf, spelling, catalogue } = createSignalling(sources)
  const { pairs } = catalogue
  const all = [...pairs.keys()]
  return async (
    query: string,
    group: string,
    about: string,
    sought: string | null = null,
  ): Promise<Asking> => {
    const asked = takeApart(query, [], { lexicon: sources.lexicon, spelling })
    const signals = await signalsOf(asked, null)
    const ranked = rank(fuse(signals), all, catalogue, LOOKED_AT)
    const place = ranked.findIndex(({ pair }) => pairs[pair]!.answer.id === sought)
    return {
      features: featuresOf(asked, signals, { pair: ranked[0]!.pair, candidates: pairs.length }),
      answerable: sought !== null,
      right: place === 0,
      behind: place > 0 ? Math.max(0, ranked[0]!.score - ranked[place]!.score) : null,
      kind: 'dev',
      ...{ group, representative, about },
    }
  }
}

/** The words of a query that tell most, by the lengths of their tokens' vectors, in the query's order. */
function keywordsOf(query: string, count: number): string {
  return query
    .split(/\s+/u)
    .map((text, index) => ({ text, index, tells: telling(text) }))
    .sort((a, b) => b.tells - a.tells || a.index - b.index)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ text }) => text)
    .join(' ')
}

/** One to four: a different number for each of the queries that follow each other. */
function keywordCount(place: number): number {
  return 1 + (place % 4)
}

function telling(word: string): number {
  const { tokenize, rows, scales, dimensions } = model.lexicon
  if (topicCount(takeApart(word, [], model)) === 0) return 0
  return tokenize(word).reduce((sum, token) => {
    const row = rows.subarray(token * dimensions, (token + 1) * dimensions)
    return sum + Math.hypot(...row) * scales[token]!
  }, 0)
}

/** Learns on the examples of four fifths of the queries and judges the rest, five times. */
function crossValidate(): void {
  const folds = 5
  const queries = [...new Set(examples.map(({ about }) => about))]
  const foldOf = new Map(queries.map((about, index) => [about, index % folds]))
  const tally = new Map<string, { asked: number; refused: number; strong: number; right: number }>()
  for (let fold = 0; fold < folds; fold++) {
    const learned = calibrate(examples.filter(({ about }) => foldOf.get(about) !== fold))
    for (const { group, answerable, kind, features, right, about } of examples) {
      if (foldOf.get(about) !== fold) continue
      const key = `${group}: ${answerable ? 'answerable' : kind === 'dev' ? 'no answer' : kind}`
      const counts = tally.get(key) ?? { asked: 0, refused: 0, strong: 0, right: 0 }
      const likely = likelihood(learned, features)
      tally.set(key, counts)
      counts.asked++
      if (likely < learned.possible) counts.refused++
      if (likely >= learned.strong) counts.strong++
      if (likely >= learned.strong && right) counts.right++
    }
  }
  console.log('cross-validated:')
  console.table(Object.fromEntries(tally))
}
