/* eslint-disable no-console -- a command that prints figures */
// `npm run eval`: measures retrieval on the benchmark's dev set, in both languages.
import { readConfig } from '../src/config.ts'
import { loadModel } from '../src/open/model.ts'
import { createSearch } from '../src/search/create.ts'
import { takeApart } from '../src/search/query/analysis.ts'
import { fuse } from '../src/search/rank.ts'
import { createSignalling } from '../src/search/signals/score.ts'
import { percentile } from './figures.ts'
import {
  committedDocument,
  devQueries,
  documentQueries,
  hasKamerqa,
  kamerqaDocuments,
  offTopicQueries,
  sourcesFor,
} from '../tests/support/kamerqa.ts'
import { misspell } from '../tests/support/misspell.ts'

if (!hasKamerqa) {
  console.log(
    'skipped: ../shared/corpus/kamerqa is absent, and the evaluation reads its queries there',
  )
  process.exit(0)
}

// As a server loads it.
const model = await loadModel(readConfig({}).model)
const calibration = model.calibration === null ? {} : { calibration: model.calibration }

await evaluateKamerqa()
await evaluateDocument()

/** Ranks of the sought answers, refusals, and the time a query takes. */
async function evaluateKamerqa(): Promise<void> {
  const documents = kamerqaDocuments()
  const sources = await sourcesFor(documents, model)
  const started = performance.now()
  const search = createSearch({ ...sources, ...calibration })
  console.log(`KamerQA: ${documents.length} answers, indexed in ${since(started)} ms`)
  const times: number[] = []
  const cpuTimes: number[] = []
  const ask = async (query: string): Promise<boolean> => {
    const from = performance.now()
    const cpuFrom = process.threadCpuUsage()
    const { passages } = await search.search({ query })
    const { user, system } = process.threadCpuUsage(cpuFrom)
    cpuTimes.push((user + system) / 1000)
    times.push(performance.now() - from)
    return passages.length > 0
  }
  const { spelling, signalsOf } = createSignalling(sources)
  for (const slips of [0, 1, 2]) {
    for (const language of ['nl', 'en'] as const) {
      const ranks: number[] = []
      let refused = 0
      for (const [seed, query] of devQueries().entries()) {
        const text = misspell(query[language], { seed, count: slips })
        if (slips === 0 && !(await ask(text))) refused++
        const asked = takeApart(text, [], { lexicon: sources.lexicon, spelling })
        const sought = documents.findIndex(({ id }) => id === query.id)
        ranks.push(rankOf(fuse(await signalsOf(asked, null)), sought))
      }
      const share = (most: number): string =>
        (ranks.filter((rank) => rank <= most).length / ranks.length).toFixed(3)
      const mrr = ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length
      const figures = `R@1 ${share(1)}  R@5 ${share(5)}  MRR ${mrr.toFixed(3)}`
      if (slips === 0) {
        console.log(`  ${language}: ${figures}  refused ${(refused / ranks.length).toFixed(3)}`)
      } else console.log(`  ${language}, ${slips} misspelt: ${figures}`)
    }
  }
  for (const kind of ['far', 'near'] as const) {
    const queries = offTopicQueries().filter((each) => each.kind === kind)
    let nothing = 0
    for (const { query } of queries) if (!(await ask(query))) nothing++
    console.log(`  off-topic, ${kind}: nothing found for ${nothing} of ${queries.length}`)
  }
  for (const [what, each] of [
    ['a query takes', times],
    ['  of processor time', cpuTimes],
  ] as const) {
    const at = (share: number): string => percentile(each, share).toFixed(1)
    console.log(`  ${what} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`)
  }
}

function since(started: number): number {
  return Math.round(performance.now() - started)
}

function rankOf(scores: Float64Array, sought: number): number {
  return scores.reduce(
    (rank, score, pair) =>
      score > scores[sought]! || (score === scores[sought]! && pair < sought) ? rank + 1 : rank,
    1,
  )
}

/** Whether acceptable answers lead and the right paragraph is marked, on the committed document. */
async function evaluateDocument(): Promise<void> {
  const document = await committedDocument()
  const search = createSearch({ ...(await sourcesFor([document], model)), ...calibration })
  for (const languages of [
    ['nl', 'en'],
    ['de', 'fr'],
  ]) {
    const tally = {
      asked: 0,
      first: 0,
      firstThree: 0,
      none: 0,
      refused: 0,
      paragraph: 0,
      marked: 0,
      markedInPart: 0,
    }
    for (const query of documentQueries()) {
      if (!languages.includes(query.lang)) continue
      const { passages } = await search.search({
        query: query.query,
        ...(query.history === undefined ? {} : { history: query.history }),
      })
      const accepted = query.answers.map((numbers) => `${document.id}.${numbers.join('+')}`)
      const place = passages.findIndex(({ answerId }) => accepted.includes(answerId))
      if (accepted.length === 0) {
        tally.none++
        if (passages.length === 0) tally.refused++
        else if (process.argv.includes('--misses')) console.log('    answered:', query.query)
        continue
      }
      tally.asked++
      if (place === 0) tally.first++
      else if (process.argv.includes('--misses')) {
        console.log(
          '    missed:',
          query.id,
          query.lang,
          query.query,
          passages.map(({ answerId }) => answerId.split('.')[1]),
        )
      }
      if (place >= 0 && place < 3) tally.firstThree++
      if (query.paragraph !== null) {
        tally.paragraph++
        const passage = passages.find(({ answerId }) => answerId === accepted[0])
        if (passage === undefined) continue
        const { answers } = document
        const answer = answers.find(({ id }) => id === accepted[0])!
        const sought = answer.paragraphs.find(({ reading }) =>
          reading.text.startsWith(query.paragraph!),
        )
        if (!passage.matched.some(({ paragraphId }) => paragraphId === sought?.id)) continue
        tally.marked++
        // A mark says something where not every paragraph has it.
        if (passage.matched.length < answer.paragraphs.length) tally.markedInPart++
      }
    }
    console.log(`Document, ${languages.join(' and ')}:`, JSON.stringify(tally))
  }
}
