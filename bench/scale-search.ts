import { readConfig } from '../src/config.ts'
import { loadModel } from '../src/open/model.ts'
import { buildSearchData } from '../src/search/corpus/build.ts'
import { readSearchData, writeSearchData } from '../src/format/search-data.ts'
import { createSearch } from '../src/search/create.ts'
import { int8Of } from '../src/vectors/int8.ts'
import { memoryStore } from '../src/store/memory.ts'
import { inventDocuments } from './invented-answers.ts'
import { percentiles, type Percentiles } from './scale-stores.ts'
import { readVectors, scaleQueries } from './vectors.ts'
import type { Entry } from '../src/vectors/entry.ts'

/** The whole search over a number of paragraphs. */
export interface SearchFigures {
  readonly paragraphs: number
  readonly buildS: number
  /** from the built data, vectors included, to being able to answer */
  readonly loadS: number
  /** held once the search is ready, besides the documents, the model and a vector per paragraph */
  readonly memoryMb: number
  readonly wall: Percentiles
  /** the same in processor time of the answering thread, which a busy machine hardly affects */
  readonly cpu: Percentiles
  /** processor time of a plain scan of all vectors as floats, in milliseconds */
  readonly scanMs: number
}

/**
 * Runs all queries on the search over the first paragraphs of a folder that `writeVectors` filled.
 */
export async function measureSearch({
  folder,
  paragraphs,
}: {
  folder: string
  paragraphs: number
}): Promise<SearchFigures> {
  const { calibrations, ...model } = await loadModel(readConfig({}).model)
  const documents = inventDocuments(paragraphs)
  const building = performance.now()
  const bytes = writeSearchData(buildSearchData(documents, model.lexicon))
  const buildS = (performance.now() - building) / 1000
  const { rows, dimensions } = await readVectors(folder, paragraphs)
  const ids = documents.flatMap(({ id, answers }) =>
    answers[0]!.paragraphs.map((paragraph) => ({ paragraphId: paragraph.id, documentId: id })),
  )
  const entries = ids.slice(0, paragraphs).map((each, row): Entry => {
    return { ...each, vector: rows.subarray(row * dimensions, (row + 1) * dimensions) }
  })
  const before = memoryMb()
  const loading = performance.now()
  const store = memoryStore(int8Of(entries.splice(0), dimensions))
  const search = createSearch({
    documents,
    ...model,
    store,
    data: readSearchData(bytes),
    calibrations,
  })
  const loadS = (performance.now() - loading) / 1000
  await search.search({ query: 'beleid' })
  const memory = memoryMb() - before
  const wall: number[] = []
  const cpu: number[] = []
  for (const query of scaleQueries()) {
    const from = performance.now()
    const cpuFrom = process.threadCpuUsage()
    await search.search({ query })
    cpu.push(cpuSince(cpuFrom))
    wall.push(performance.now() - from)
  }
  return {
    paragraphs,
    ...{ buildS, loadS, memoryMb: memory },
    ...{ wall: percentiles(wall), cpu: percentiles(cpu), scanMs: scanMs(rows, dimensions) },
  }
}

/** The cost of comparing each vector once on this machine: the yardstick for the other times. */
function scanMs(rows: Float32Array, dimensions: number): number {
  const query = rows.slice(0, dimensions)
  const scores = new Float32Array(rows.length / dimensions)
  const rounds = 10
  const cpu = process.threadCpuUsage()
  for (let round = 0; round < rounds; round++) {
    for (let row = 0; row < scores.length; row++) {
      let sum = 0
      for (let i = 0; i < dimensions; i++) sum += rows[row * dimensions + i]! * query[i]!
      scores[row] = sum
    }
  }
  return cpuSince(cpu) / rounds
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** The memory held, on the heap and in arrays: building leaves the process larger than that. */
function memoryMb(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}
