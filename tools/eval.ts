/* eslint-disable no-console -- a command that prints figures */
// `npm run eval`: asks all questions of the dev sets as a client would, and reports the results
// after refusals. `--without <signal>` leaves a signal out, `--words` does without the encoder, as
// a Worker does, and `--misses` lists each missed question.
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { loadModel } from '../src/open/model.ts'
import { createSearch } from '../src/search/create.ts'
import type { Search } from '../src/search/search.ts'
import { SIGNALS } from '../src/search/signals/table.ts'
import { sourcesFor } from '../tests/support/kamerqa.ts'
import { percentile } from './figures.ts'
import { misspell } from '../tests/support/misspell.ts'
import {
  conversations,
  devSets,
  documentsApart,
  hasCorpus,
  nearSets,
  type Asking,
  type DevSet,
} from './dev-sets.ts'
import { judgeTarget, TARGETS, type Reached } from './targets.ts'
import { cachedEmbedder } from './vector-cache.ts'

if (!hasCorpus) {
  console.log('skipped: ../shared/corpus is absent, and the evaluation reads its questions there')
  process.exit(0)
}

const { values } = parseArgs({
  options: {
    misses: { type: 'boolean', default: false },
    words: { type: 'boolean', default: false },
    slips: { type: 'boolean', default: false },
    without: { type: 'string' },
  },
})
if (values.without !== undefined) {
  Object.assign(SIGNALS[values.without as keyof typeof SIGNALS], { weight: 0 })
}

// As a server loads it.
const model = await loadModel(readConfig(process.env).model)
const cached = cachedEmbedder(model.embedder)

const sets = [...(await devSets()), await documentsApart(), await conversations()]
for (const set of sets) await evaluate(set)
await evaluateNear(await nearSets())

async function evaluate({ name, documents, askings }: DevSet): Promise<void> {
  const search = await searchOver(documents)
  const tallies = new Map<string, Tally>()
  for (const asking of askings) count(asking, documents, await ask(search, asking), tallies)
  if (values.slips) {
    for (const [seed, asking] of askings.entries()) {
      if (asking.set !== 'nl' && asking.set !== 'en') continue
      const query = misspell(asking.query, { seed, count: 1 })
      const slipped = { ...asking, query, set: `${asking.set}, a slip` }
      count(slipped, documents, await ask(search, slipped), tallies)
    }
  }
  report(name, `${documents.flatMap(({ answers }) => answers).length} answers`, tallies)
  await time(search, askings)
}

/** Asks each document alone. */
async function evaluateNear(sets: readonly DevSet[]): Promise<void> {
  const tallies = new Map<string, Tally>()
  for (const { documents, askings } of sets) {
    const search = await searchOver(documents)
    for (const asking of askings) count(asking, documents, await ask(search, asking), tallies)
  }
  report('near', `${sets.length} documents, each alone`, tallies)
}

async function searchOver(documents: DevSet['documents']): Promise<Search> {
  const { embedder, ...sources } = await sourcesFor(documents, { ...model, embedder: cached })
  const { calibrations } = model
  return createSearch({ ...sources, embedder: values.words ? null : embedder, calibrations })
}

function report(name: string, of: string, tallies: ReadonlyMap<string, Tally>): void {
  console.log(`${name}: ${of}`)
  const rows = [...tallies].map(([set, tally]) => [
    set,
    { ...shareOf(tally), target: judgeTarget(TARGETS[name]?.[set], reachedIn(tally)) },
  ])
  console.table(Object.fromEntries(rows))
}

type Found = Awaited<ReturnType<Search['search']>>

function ask(search: Search, { query, history }: Asking): Promise<Found> {
  return search.search({ query, history })
}

interface Tally {
  asked: number
  first: number
  three: number
  five: number
  nothing: number
  strong: number
  strongRight: number
  possible: number
  possibleRight: number
  paragraphs: number
  marked: number
}

function count(
  { set, query, accepted, paragraph }: Asking,
  documents: DevSet['documents'],
  { passages }: Found,
  tallies: Map<string, Tally>,
): void {
  const tally = tallies.get(set) ?? {
    ...{ asked: 0, first: 0, three: 0, five: 0, nothing: 0 },
    ...{ strong: 0, strongRight: 0, possible: 0, possibleRight: 0, paragraphs: 0, marked: 0 },
  }
  tallies.set(set, tally)
  const place = passages.findIndex(({ answerId }) => accepted.includes(answerId))
  tally.asked++
  if (passages.length === 0) tally.nothing++
  if (place === 0) tally.first++
  if (place >= 0 && place < 3) tally.three++
  if (place >= 0 && place < 5) tally.five++
  const leader = passages[0]?.relevance
  if (leader === 'strong') tally.strong++
  if (leader === 'strong' && place === 0) tally.strongRight++
  if (leader === 'possible') tally.possible++
  if (leader === 'possible' && place >= 0) tally.possibleRight++
  if (place !== 0 && (accepted.length > 0 || passages.length > 0) && values.misses) {
    console.log(`    ${set}: ${query} -> ${passages.map(({ answerId }) => answerId.slice(-30))}`)
  }
  if (paragraph === null || accepted.length === 0) return
  tally.paragraphs++
  const sought = documents
    .flatMap(({ answers }) => answers.flatMap(({ paragraphs }) => paragraphs))
    .find(({ reading }) => reading.text.startsWith(paragraph))
  const matched = passages.flatMap((passage) => passage.matched)
  if (matched.some(({ paragraphId }) => paragraphId === sought?.id)) tally.marked++
}

function shareOf(tally: Tally): Record<string, number | string> {
  const share = (part: number) => (part / tally.asked).toFixed(3)
  const { asked, strong, possible, paragraphs } = tally
  return {
    asked,
    first: share(tally.first),
    'among 3': share(tally.three),
    'among 5': share(tally.five),
    nothing: share(tally.nothing),
    strong: `${tally.strongRight} of ${strong}`,
    'possible, among shown': `${tally.possibleRight} of ${possible}`,
    ...(paragraphs === 0 ? {} : { 'paragraph marked': `${tally.marked} of ${paragraphs}` }),
  }
}

function reachedIn({ asked, first, three, five, nothing, marked, paragraphs }: Tally): Reached {
  return {
    first: first / asked,
    three: three / asked,
    five: five / asked,
    refused: nothing / asked,
    marked: marked / Math.max(1, paragraphs),
  }
}

/** The time of a question with everything that it needs, the encoder included. */
async function time(search: Search, askings: readonly Asking[]): Promise<void> {
  const took: number[] = []
  const cpu: number[] = []
  for (const { query, history } of someOf(askings)) {
    const from = performance.now()
    const cpuFrom = process.cpuUsage()
    if (!values.words) await model.embedder.embed([query], 'query')
    await search.search({ query, history })
    const { user, system } = process.cpuUsage(cpuFrom)
    took.push(performance.now() - from)
    cpu.push((user + system) / 1000)
  }
  for (const [what, each] of [
    ['a question takes', took],
    ['of processor time', cpu],
  ] as const) {
    const at = (share: number) => percentile(each, share).toFixed(1)
    console.log(`  ${what} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`)
  }
}

/** A sample of the questions of all sets. */
function someOf(askings: readonly Asking[]): Asking[] {
  const step = Math.max(1, Math.floor(askings.length / 200))
  return askings.filter((_, at) => at % step === 0)
}
