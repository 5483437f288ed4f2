import type { Workerd, PreparedWorker } from '../tests/support/workerd.ts'
import { asking, startWorkerd } from '../tests/support/workerd.ts'

/** Times of the Worker, in milliseconds. */
export interface EdgeFigures {
  /** from the cold start of workerd to the end of the first answer */
  readonly firstAnswers: readonly Took[]
  /** the same for a Worker that does nothing: the share of workerd itself */
  readonly emptyAnswers: readonly Took[]
  /** processor time of the workerd process for each question, once warm */
  readonly cpuPerQuestion: number
  /** the same for Node, which answers the same questions in this process, without a socket */
  readonly nodeCpuPerQuestion: number
  /** memory of the process after all questions, in MB */
  readonly memoryMb: number
  readonly emptyMemoryMb: number
}

/** By the clock, which runs on while the machine is busy, and in processor time. */
export interface Took {
  readonly clock: number
  readonly cpu: number
}

interface MeasureOptions {
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

/** A failing server is fast, so check what it answers. */
async function readAnswer(response: Response): Promise<void> {
  const text = await response.text()
  if (response.status !== 200) throw new Error(`status ${response.status}: ${text}`)
}
