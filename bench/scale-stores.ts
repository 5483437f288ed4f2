import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { percentile } from '../tools/figures.ts'
import type { BuiltEngine, Engine } from './engine.ts'
import { readVectors, type Vectors } from './vectors.ts'

/**
 * Only the measuring process loads it, so that its memory is its own. The first is the reference
 * for all.
 */
export const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  memory: async () => (await import('./engine-memory.ts')).memory,
  'usearch-float': async () => (await import('./engine-usearch.ts')).usearchFloat,
  'usearch-int8': async () => (await import('./engine-usearch.ts')).usearchInt8,
  'sqlite-vec': async () => (await import('./engine-sqlite-vec.ts')).sqliteVec,
  'pgvector-exact': async () => (await import('./engine-pgvector.ts')).pgvectorExact,
  'pgvector-hnsw': async () => (await import('./engine-pgvector.ts')).pgvectorHnsw,
  orama: async () => (await import('./engine-orama.ts')).orama,
  vectra: async () => (await import('./engine-vectra.ts')).vectra,
}

/** The maximum that a page shows, and the number that the search examines. */
export const LIMITS = [10, 400] as const

/** Milliseconds of a share of the queries. */
export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** The cost of requesting this many rows, and how many of an exact scan's rows it found. */
export interface Asked {
  readonly limit: number
  /** the number of queries there was time for */
  readonly queries: number
  readonly recall: number
  readonly wall: Percentiles
  /** processor time of the process */
  readonly cpu: Percentiles
}

export interface StoreFigures {
  readonly engine: string
  readonly name: string
  readonly configuration: string
  readonly paragraphs: number
  /**
   * from vectors in memory to being able to answer: by the clock, and in processor time of all
   * threads; seconds
   */
  readonly readyS: number
  readonly readyCpuS: number
  /** growth of the process over the vectors themselves, in MB */
  readonly memoryMb: number
  readonly asked: readonly Asked[]
}

/** Queries to ask before the clock runs. */
const WARM_UP = 10

/**
 * Seconds of processor time after which no further query is asked: an engine that needs more is
 * slow, and known to be.
 */
const ENOUGH = 20

/**
 * Runs the queries on an engine, over the first rows of a folder that `writeVectors` and
 * `writeExact` filled.
 */
export async function measureEngine(
  key: string,
  { folder, paragraphs }: { folder: string; paragraphs: number },
): Promise<StoreFigures> {
  const vectors = await readVectors(folder, paragraphs)
  const exact = await readExact(folder, vectors)
  const { name, configuration, build } = await engines[key]!()
  const before = residentMb()
  const began = performance.now()
  const cpuBegan = process.cpuUsage()
  const built = await build(vectors.rows, vectors.dimensions)
  const ready = { readyS: (performance.now() - began) / 1000, readyCpuS: cpuMs(cpuBegan) / 1000 }
  const asked: Asked[] = []
  for (const limit of LIMITS) asked.push(await ask(built, limit, { vectors, exact }))
  const memoryMb = residentMb() - before
  await built.close()
  return { engine: key, name, configuration, paragraphs, ...ready, memoryMb, asked }
}

interface Exam {
  readonly vectors: Vectors
  /** the products of each query with its nearest rows, nearest first */
  readonly exact: readonly Float64Array[]
}

async function ask({ nearest }: BuiltEngine, limit: number, exam: Exam): Promise<Asked> {
  const { vectors, exact } = exam
  for (const query of vectors.queries.slice(0, WARM_UP)) await nearest(query, limit)
  const wall: number[] = []
  const cpu: number[] = []
  const began = process.cpuUsage()
  let right = 0
  let wanted = 0
  for (const [nth, query] of vectors.queries.entries()) {
    if (cpuMs(began) > 1000 * ENOUGH) break
    const from = performance.now()
    const cpuFrom = process.cpuUsage()
    const found = await nearest(query, limit)
    cpu.push(cpuMs(cpuFrom))
    wall.push(performance.now() - from)
    const due = Math.min(limit, exact[nth]!.length)
    const least = exact[nth]![due - 1]! - TIE
    wanted += due
    right += new Set(found.filter((row) => product(vectors, row, query) >= least)).size
  }
  const recall = right / wanted
  return { limit, queries: cpu.length, recall, wall: percentiles(wall), cpu: percentiles(cpu) }
}

/** Rows so close to each other that float sums in another order may swap them: either is right. */
const TIE = 1e-6

/**
 * Finds each query's nearest rows by comparing every row, and writes their products, nearest first.
 */
export async function writeExact(folder: string, paragraphs: number): Promise<void> {
  const vectors = await readVectors(folder, paragraphs)
  const most = Math.min(paragraphs, Math.max(...LIMITS))
  const exact = new Float64Array(vectors.queries.length * most)
  for (const [nth, query] of vectors.queries.entries()) {
    const products = Float64Array.from({ length: paragraphs }, (_, row) =>
      product(vectors, row, query),
    )
    exact.set(products.sort().reverse().subarray(0, most), nth * most)
  }
  await writeFile(join(folder, `exact-${paragraphs}`), exact)
}

async function readExact(folder: string, { rows, queries, dimensions }: Vectors) {
  const paragraphs = rows.length / dimensions
  const bytes = await readFile(join(folder, `exact-${paragraphs}`))
  const most = bytes.length / 8 / queries.length
  return queries.map((_, nth) =>
    Float64Array.from({ length: most }, (__, place) =>
      bytes.readDoubleLE(8 * (nth * most + place)),
    ),
  )
}

function product({ rows, dimensions }: Vectors, row: number, query: Float32Array): number {
  let sum = 0
  const from = row * dimensions
  for (let i = 0; i < dimensions; i++) sum += rows[from + i]! * query[i]!
  return sum
}

/** Of milliseconds, as given. */
export function percentiles(values: readonly number[]): Percentiles {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(values, share))
  return { p50: p50!, p95: p95!, p99: p99! }
}

function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function residentMb(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss() / 2 ** 20
}
