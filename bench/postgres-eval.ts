/* eslint-disable no-console -- a command that prints figures */
// `npm run eval:postgres [-- --every 3] [--others 100000]`: how much of the in-memory quality a
// database keeps, on the benchmark's dev set, or on every third query of it, optionally among that
// many paragraphs of invented answers. Uses a database of its own on the server of DATABASE_URL, or
// in PGlite.
import { parseArgs } from 'node:util'
import { prepareFor, writtenOf } from '../src/commands/index-postgres.ts'
import { readConfig } from '../src/config.ts'
import { sha256 } from '../src/domain/digest.ts'
import type { SourceDocument } from '../src/domain/document.ts'
import { loadModel } from '../src/open/model.ts'
import { createSearch } from '../src/search/create.ts'
import type { Search } from '../src/search/search.ts'
import { openPostgres } from '../src/open/postgres.ts'
import { openDatabase } from '../src/store/postgres/database.ts'
import { documentWriter } from '../src/store/postgres/writer.ts'
import { devQueries, hasKamerqa, kamerqaDocuments, sourcesFor } from '../tests/support/kamerqa.ts'
import { startDatabase, startPglite } from '../tests/support/postgres-server.ts'
import { percentile } from '../tools/figures.ts'
import { inventDocuments } from './invented-answers.ts'

if (!hasKamerqa) {
  console.log('skipped: ../shared/corpus/kamerqa is absent, and this asks its queries')
  process.exit(0)
}

/** The lowest rank to look for. */
const DEPTH = 20

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    others: { type: 'string', default: '0' },
  },
})
const queries = devQueries().filter((_, place) => place % Number(values.every) === 0)

const model = await loadModel(readConfig({}).model)
const { calibrations } = model
const documents = await Promise.all(
  [...kamerqaDocuments(), ...inventDocuments(Number(values.others))].map(withSource),
)
const url = process.env['DATABASE_URL']
const server = await (url === undefined || url === '' ? startPglite() : startDatabase(url))
const database = openDatabase(server.url)
try {
  const started = process.cpuUsage()
  const began = performance.now()
  await prepareFor(database, model)
  const writer = documentWriter(database)
  for (const document of documents) {
    const file = { file: `${document.document.id}.txt`, fileSha256: '', metadataSha256: null }
    await writer.write(await writtenOf(document, file, model))
  }
  await writer.finish()
  const { user } = process.cpuUsage(started)
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${documents.length} documents written in ${seconds.toFixed(0)} s, ` +
      `${(user / 1e6).toFixed(0)} s of processor time here`,
  )
  const [size] = await server.run(
    'select pg_database_size(current_database()) as bytes, (select count(*) from ' +
      'letterlijk.paragraphs) as paragraphs',
  )
  console.log(
    `${String(size!['paragraphs'])} paragraphs, ` +
      `${(Number(size!['bytes']) / 2 ** 20).toFixed(0)} MB in the database`,
  )
  const memory = createSearch({
    ...(await sourcesFor(
      documents.map(({ document }) => document),
      { embedder: model.embedder, lexicon: model.lexicon! },
    )),
    calibrations,
  })
  const all = await openPostgres(database, model, { everything: Infinity })
  const opening = performance.now()
  const some = await openPostgres(database, model, { everything: 0 })
  console.log(`a server is ready after ${((performance.now() - opening) / 1000).toFixed(1)} s`)
  for (const language of ['nl', 'en'] as const) {
    const expected = await evaluate(memory, language)
    print('memory', language, expected)
    for (const [name, { served }] of [
      ['postgres, all scored', all],
      ['postgres, candidates', some],
    ] as const) {
      const found = await evaluate(served.search, language)
      print(name, language, found)
      const count = (key: 'first' | 'shown') =>
        found[key].filter((value, at) => value === expected[key][at]).length
      const at = found.shown.findIndex((value, place) => value !== expected.shown[place])
      if (at >= 0) console.log('    first difference:', expected.shown[at], '|', found.shown[at])
      console.log(
        `    the same first answer ${count('first')}, the same answers with the same ` +
          `relevance ${count('shown')} of ${queries.length}`,
      )
    }
  }
} finally {
  await database.close()
  await server.stop()
}

/** The benchmark's documents have no source text; here their questions and answers are one. */
async function withSource(document: SourceDocument) {
  const source = new TextEncoder().encode(JSON.stringify(document))
  const digest = await sha256(source)
  return { document: { ...document, source: { ...document.source, sha256: digest } }, source }
}

interface Evaluated {
  /** rank of the sought answer; Infinity if it is not among the first ones */
  readonly ranks: number[]
  readonly refused: number
  /** the leading answer, and all shown ones with their relevance, for comparison */
  readonly first: string[]
  readonly shown: string[]
  /** milliseconds of processor time of this process, and by the clock */
  readonly cpu: number[]
  readonly clock: number[]
}

async function evaluate(search: Search, language: 'nl' | 'en'): Promise<Evaluated> {
  const result = {
    ranks: [],
    refused: 0,
    first: [],
    shown: [],
    cpu: [],
    clock: [],
  } as Evaluated & {
    refused: number
  }
  for (const query of queries) {
    const { passages, weak } = await search.search({ query: query[language], limit: DEPTH })
    const ids = [...passages, ...weak].map(({ answerId }) => answerId)
    const place = ids.indexOf(`${query.id}.1`)
    result.ranks.push(place < 0 ? Infinity : place + 1)
    const cpuFrom = process.cpuUsage()
    const from = performance.now()
    const shown = await search.search({ query: query[language] })
    const { user, system } = process.cpuUsage(cpuFrom)
    result.cpu.push((user + system) / 1000)
    result.clock.push(performance.now() - from)
    if (shown.passages.length === 0) result.refused++
    result.first.push(ids[0] ?? '')
    result.shown.push(shown.passages.map((each) => `${each.answerId} ${each.relevance}`).join())
  }
  return result
}

function print(name: string, language: string, { ranks, refused, cpu, clock }: Evaluated): void {
  const share = (most: number) =>
    (ranks.filter((rank) => rank <= most).length / ranks.length).toFixed(3)
  const mrr = ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length
  const times = (of: number[]) => [0.5, 0.95].map((at) => percentile(of, at).toFixed(1)).join(' / ')
  console.log(
    `  ${language} ${name}: R@1 ${share(1)}  R@5 ${share(5)}  MRR ${mrr.toFixed(3)}  refused ` +
      `${refused}  p50/p95 ${times(cpu)} ms of processor time, ${times(clock)} ms by the clock`,
  )
}
