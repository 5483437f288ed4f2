/* eslint-disable no-console -- a command that prints what it learned */
// `npm run calibrate`: learns the calibration of the bundled model on the benchmark's dev set and stores it
// beside the model.
import { writeFileSync } from 'node:fs'
import type { SourceDocument } from '../src/domain.ts'
import { takeApart } from '../src/search/asked.ts'
import { calibrate, type Example } from '../src/search/calibrate.ts'
import { featuresOf, judge } from '../src/search/calibration.ts'
import { isFollowUp } from '../src/search/follow-up.ts'
import { fuse, rank } from '../src/search/rank.ts'
import { createSignalling } from '../src/search/score.ts'
import {
  bundledModel,
  committedDocument,
  devQueries,
  documentQueries,
  hasKamerqa,
  kamerqaDocuments,
  offTopicQueries,
  sourcesFor,
} from './kamerqa.ts'
import { reliabilityPlot } from './reliability-plot.ts'

if (!hasKamerqa) {
  console.log('skipped: ../shared/corpus/kamerqa is absent, and the calibration is learned on it')
  process.exit(0)
}

const model = bundledModel()
const examples = [
  ...(await wholeBenchmark()),
  ...(await partsOfBenchmark(10)),
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

/** The dev queries and the off-topic ones over all answers: what the thresholds are set on. */
async function wholeBenchmark(): Promise<Example[]> {
  const lead = await leaderOver(kamerqaDocuments(), 'whole', true)
  const examples: Example[] = []
  for (const { id, nl, en } of devQueries()) {
    for (const query of [nl, en]) examples.push(await lead(query, [], [`${id}.1`]))
  }
  for (const { query } of offTopicQueries()) examples.push(await lead(query, [], []))
  return examples
}

/** The same over parts of it: small indexes, with the answer to a query and without it. */
async function partsOfBenchmark(size: number): Promise<Example[]> {
  const documents = kamerqaDocuments()
  const parts = []
  for (let start = 0; start < documents.length; start += size) {
    parts.push(documents.slice(start, start + size))
  }
  const leaders = await Promise.all(
    parts.map((part) => leaderOver(part, `parts of ${size}`, false)),
  )
  const examples: Example[] = []
  for (const { id, nl, en } of devQueries()) {
    const home = parts.findIndex((part) => part.some((document) => document.id === id))
    for (const query of [nl, en]) {
      examples.push(await leaders[home]!(query, [], [`${id}.1`]))
      examples.push(await leaders[(home + 1) % parts.length]!(query, [], []))
    }
  }
  return examples
}

/** The committed document: its own dev queries, and those of the benchmark, which it does not answer. */
async function oneDocument(): Promise<Example[]> {
  const document = await committedDocument()
  const lead = await leaderOver([document], 'one document', false)
  const examples: Example[] = []
  for (const { query, lang, kind, answers, history = [] } of documentQueries()) {
    // The model knows no German and French, and a question's number needs no signals.
    if (lang === 'de' || lang === 'fr' || kind === 'reference') continue
    const accepted = answers.map((numbers) => `${document.id}.${numbers.join('+')}`)
    examples.push(await lead(query, isFollowUp(query) ? history.toReversed() : [], accepted))
  }
  for (const { query } of offTopicQueries()) examples.push(await lead(query, [], []))
  for (const { nl } of devQueries()) examples.push(await lead(nl, [], []))
  return examples
}

async function leaderOver(
  documents: readonly SourceDocument[],
  group: string,
  representative: boolean,
) {
  const sources = await sourcesFor(documents, model)
  const { signalsOf, catalogue } = createSignalling(sources)
  const { pairs } = catalogue
  return async (
    query: string,
    earlier: readonly string[],
    accepted: readonly string[],
  ): Promise<Example> => {
    const signals = await signalsOf(takeApart(query, earlier, sources.lexicon), null)
    const [best] = rank(fuse(signals), [...pairs.keys()], catalogue, 1)
    return {
      features: featuresOf(signals, best!.pair, pairs.length),
      answerable: accepted.length > 0,
      right: accepted.includes(pairs[best!.pair]!.answer.id),
      group,
      representative,
    }
  }
}

/** Learns on four fifths and judges the rest, five times. */
function crossValidate(): void {
  const folds = 5
  const tally = { answerable: 0, refused: 0, others: 0, found: 0, strong: 0, strongAndRight: 0 }
  for (let fold = 0; fold < folds; fold++) {
    const learned = calibrate(examples.filter((_, index) => index % folds !== fold))
    for (const [index, example] of examples.entries()) {
      if (index % folds !== fold || !example.representative) continue
      const verdict = judge(learned, example.features)
      tally[example.answerable ? 'answerable' : 'others']++
      if (example.answerable && verdict === 'weak') tally.refused++
      if (!example.answerable && verdict !== 'weak') tally.found++
      if (verdict === 'strong') tally.strong++
      if (verdict === 'strong' && example.right) tally.strongAndRight++
    }
  }
  console.log('cross-validated, whole benchmark:', tally)
}
