/* eslint-disable no-console -- a command that prints figures */
// `node bench/postgres-archive.ts --index <folder> [--every 6]`: fills the database of DATABASE_URL
// with an index that `bench:archive` made (growth-notes.md), unless it holds that many documents
// already, asks it and the folder the same questions, and prints how far they agree and how long a
// question takes by the clock, alone and from eight clients. The database stays.
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { prepareFor, writtenOf } from '../src/commands/index-postgres.ts'
import { readConfig } from '../src/config.ts'
import type { SourceDocument } from '../src/domain/document.ts'
import type { Embedder } from '../src/embed/embed.ts'
import { openIndex } from '../src/format/open.ts'
import type { LoadedModel } from '../src/open/model.ts'
import { openPostgres } from '../src/open/postgres.ts'
import { readStoredVectors } from '../src/open/vectors.ts'
import { openServed } from '../src/open/wiring.ts'
import type { Search } from '../src/search/search.ts'
import { indexFolder } from '../src/store/folder/folder.ts'
import { openDatabase, type Database } from '../src/store/postgres/database.ts'
import { documentWriter } from '../src/store/postgres/writer.ts'
import { unitVector } from '../src/vectors/int8.ts'
import { devQueries } from '../tests/support/kamerqa.ts'
import { percentile } from '../tools/figures.ts'

const CLIENTS = 8

const { values } = parseArgs({
  options: { index: { type: 'string' }, every: { type: 'string', default: '6' } },
})
const url = process.env['DATABASE_URL']
if (values.index === undefined || url === undefined) {
  console.log('usage: DATABASE_URL=… node bench/postgres-archive.ts --index <folder> [--every 6]')
  process.exit(2)
}
const config = readConfig({ ...process.env, INDEX_DIR: values.index })
const queries = devQueries().filter((_, at) => at % Number(values.every) === 0)

const { served: files, model } = await openServed(config)
const database = openDatabase(url)
await fill(database, model)
const opening = performance.now()
const { served: postgres } = await openPostgres(database, model)
console.log(`a server is ready after ${secondsSince(opening)} s; load ${loadavg()[0]!.toFixed(1)}`)
for (const language of ['nl', 'en'] as const) {
  const asked = queries.map((query) => query[language])
  const [expected, found] = [
    await ask(files.search, asked, 1),
    await ask(postgres.search, asked, 1),
  ]
  const same = (key: 'first' | 'shown') =>
    found[key].filter((value, at) => value === expected[key][at]).length
  const many = await ask(postgres.search, asked, CLIENTS)
  console.log(
    `${language}: of ${asked.length} questions ${same('first')} have the same first answer, ` +
      `${same('shown')} the same answers with the same relevance; p50 / p95 in ms: files ` +
      `${times(expected.clock)}, database ${times(found.clock)}, from ${CLIENTS} clients ` +
      times(many.clock),
  )
}
process.exit(0)

/** Writes the folder's documents with the vectors that they have there. */
async function fill(to: Database, loaded: LoadedModel): Promise<void> {
  const folder = indexFolder(config.indexDir)
  const { library, vectors } = await openIndex(await folder.manifest(), folder.files, {
    readVectors: readStoredVectors,
  })
  await prepareFor(to, loaded)
  const { rows } = await to.read((db) =>
    db.query<{ count: string }>('select count(*) from letterlijk.documents'),
  )
  if (Number(rows[0]!.count) === library.documents.length) return library.close()
  const places = new Map(vectors.paragraphIds.map((id, at) => [id, at]))
  const began = performance.now()
  const writer = documentWriter(to)
  for (const document of library.documents) {
    const ids = document.answers.flatMap(({ paragraphs }) => paragraphs.map(({ id }) => id))
    const stored = ids.map((id) => unitVector(vectors.row(places.get(id)!)))
    const embedder: Embedder = { ...loaded.embedder, embed: () => Promise.resolve(stored) }
    const file = { file: `${document.id}.txt`, fileSha256: '', metadataSha256: null }
    await writer.write(await written(document, await library.sourceOf(document.id), file, embedder))
  }
  await writer.finish()
  await library.close()
  console.log(`${library.documents.length} documents written in ${secondsSince(began)} s`)

  function written(
    document: SourceDocument,
    source: string,
    file: Parameters<typeof writtenOf>[1],
    embedder: Embedder,
  ) {
    return writtenOf({ document, source: new TextEncoder().encode(source) }, file, {
      ...{ embedder, lexicon: loaded.lexicon },
    })
  }
}

interface Answered {
  /** the leading answer, and all shown ones with their relevance, for comparison */
  readonly first: string[]
  readonly shown: string[]
  /** milliseconds of each question */
  readonly clock: number[]
}

/** Asks all questions, so many at a time. */
async function ask(search: Search, asked: readonly string[], clients: number): Promise<Answered> {
  const answered: Answered = { first: [], shown: [], clock: [] }
  let next = 0
  const client = async (): Promise<void> => {
    while (next < asked.length) {
      const at = next++
      const from = performance.now()
      const { passages, weak } = await search.search({ query: asked[at]! })
      answered.clock[at] = performance.now() - from
      answered.first[at] = [...passages, ...weak][0]?.answerId ?? ''
      answered.shown[at] = passages
        .map(({ answerId, relevance }) => `${answerId} ${relevance}`)
        .join()
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return answered
}

function times(clock: readonly number[]): string {
  return [0.5, 0.95].map((at) => percentile([...clock], at).toFixed(0)).join(' / ')
}

function secondsSince(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1)
}
