import type { Workerd, PreparedWorker } from '../tests/support/workerd.ts'
import { asking, startWorkerd } from '../tests/support/workerd.ts'

/** What the Worker took, in milliseconds. */
export interface EdgeFigures {
  /** from starting workerd, with nothing loaded, to the end of the first answer */
  readonly firstAnswers: readonly Took[]
  /** the same for a Worker that does nothing, which is what workerd itself takes */
  readonly emptyAnswers: readonly Took[]
  /** processor time of the whole workerd process a question, once warm */
  readonly cpuPerQuestion: number
  /** the same of Node answering the same questions, in this process and without a socket */
  readonly nodeCpuPerQuestion: number
  /** of the process, after all questions, in MB */
  readonly memoryMb: number
  readonly emptyMemoryMb: number
}

/** By the clock, which a busy machine stretches, and in processor time. */
export interface Took {
  readonly clock: number
  readonly cpu: number
}

export interface MeasureOptions {
  readonly starts: number
  readonly queries: readonly string[]
  /** answers a question in this process */
  readonly inNode: (init: RequestInit) => Promise<Response>
}

/** Measures a prepared Worker, beside an empty one and beside Node. */
export async function measureEdge(
  worker: PreparedWorker,
  empty: PreparedWorker,
  { starts, queries, inNode }: MeasureOptions,
): Promise<EdgeFigures> {
  const firstAnswers: Took[] = []
  const emptyAnswers: Took[] = []
  let emptyMemoryMb = 0
  for (let n = 0; n < starts; n++) {
    firstAnswers.push(await firstAnswer(worker, queries[n % queries.length]!))
    emptyAnswers.push(
      await firstAnswer(empty, '', (running) => (emptyMemoryMb = running.memoryMb())),
    )
  }
  const running = await startWorkerd(worker)
  const ask = (query: string) => running.send('/v1/ask', asking(query))
  const askNode = (query: string) => inNode(asking(query))
  try {
    for (const answer of [ask, askNode]) await askAll(queries, answer)
    const before = running.cpuMs()
    await askAll(queries, ask)
    const cpuPerQuestion = (running.cpuMs() - before) / queries.length
    const nodeBefore = process.cpuUsage()
    await askAll(queries, askNode)
    const { user, system } = process.cpuUsage(nodeBefore)
    const nodeCpuPerQuestion = (user + system) / 1000 / queries.length
    const memoryMb = running.memoryMb()
    return {
      ...{ firstAnswers, emptyAnswers, cpuPerQuestion, nodeCpuPerQuestion },
      ...{ memoryMb, emptyMemoryMb },
    }
  } finally {
    await running.end()
  }
}

async function firstAnswer(
  worker: PreparedWorker,
  query: string,
  look: (running: Workerd) => void = () => {},
): Promise<Took> {
  const started = performance.now()
  const running = await startWorkerd(worker)
  try {
    await readAnswer(await running.send('/v1/ask', asking(query)))
    const took = { clock: performance.now() - started, cpu: running.cpuMs() }
    look(running)
    return took
  } finally {
    await running.end()
  }
}

async function askAll(
  queries: readonly string[],
  ask: (query: string) => Promise<Response>,
): Promise<void> {
  for (const query of queries) await readAnswer(await ask(query))
}

/** A server that fails is quick, so what it says is looked at. */
async function readAnswer(response: Response): Promise<void> {
  const text = await response.text()
  if (response.status !== 200) throw new Error(`status ${response.status}: ${text}`)
}
