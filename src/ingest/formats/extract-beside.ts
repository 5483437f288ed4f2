import { spawn, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../domain/errors.ts'
import type { Extracted } from './extract.ts'
import type { ExtractResult, ExtractTask } from './extract-process.ts'
import { residentMb } from './resident.ts'

/** Extracts files in separate processes. */
export interface ExtractBeside {
  /** the same as `extract` */
  extract(bytes: Uint8Array, fileName: string): Promise<Extracted>
  /** starts a process, so that the first file need not wait for it */
  prepare(): void
  /** ends the processes */
  close(): Promise<void>
}

export interface ExtractLimits {
  /** MB of memory for one document: taking more means an attack, or a broken file. */
  readonly memoryMb?: number
  /** the same limit for time */
  readonly seconds?: number
  readonly processes?: number
}

const MEMORY_MB = 1024
const SECONDS = 60

/** More processes than this gain nothing: one thread parses and embeds everything they read. */
const MOST_PROCESSES = 4

/**
 * Milliseconds between two checks of a process's memory, from outside: the process itself may be
 * too busy.
 */
const LOOK_EVERY = 50

/**
 * What a process may read: only the program. It may write nothing, start nothing and reach no
 * network.
 */
const PROGRAM = fileURLToPath(new URL('../../..', import.meta.url))
const ENTRY = fileURLToPath(new URL('extract-process.ts', import.meta.url))

/**
 * Makes an extractor that reads files in processes with few rights, so that other processor cores
 * extract while this one parses and embeds earlier files. Processes start on demand. A file that
 * takes more than `memoryMb` (in all, not only V8's heap) or `seconds`, or that crashes its
 * process, fails with `unreadable_document`; the next file gets a new process.
 */
export function extractBeside({
  memoryMb = MEMORY_MB,
  seconds = SECONDS,
  processes = Math.min(MOST_PROCESSES, availableParallelism()),
}: ExtractLimits = {}): ExtractBeside {
  const lanes = Array.from({ length: processes }, () => openLane({ memoryMb, seconds }))

  return {
    async extract(bytes, fileName) {
      const freest = lanes.reduce((best, lane) => (lane.waiting < best.waiting ? lane : best))
      return freest.extract({ bytes, fileName })
    },
    prepare: () => lanes[0]!.prepare(),
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

/** One process, with its queue. */
interface Lane {
  /** files that it has yet to read */
  readonly waiting: number
  extract(task: ExtractTask): Promise<Extracted>
  prepare(): void
  close(): Promise<void>
}

type Limits = Required<Pick<ExtractLimits, 'memoryMb' | 'seconds'>>

function openLane(limits: Limits): Lane {
  let child: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  async function inProcess(task: ExtractTask): Promise<Extracted> {
    child ??= start(limits)
    const result = await answerOf(child, task, limits).catch(async (error: unknown) => {
      await end(child)
      child = null
      throw error
    })
    if ('extracted' in result) return result.extracted
    if ('fault' in result) {
      throw new AppError(
        'unreadable_document',
        `${task.fileName} cannot be read, by a fault of this program: ` +
          `${result.fault.split('\n', 1)[0]}. Report it with the document.`,
        { cause: result.fault },
      )
    }
    throw new AppError(result.failure.code, result.failure.message)
  }

  return {
    get waiting() {
      return waiting
    },
    extract(task) {
      waiting++
      // One at a time: only then is it known which file an answer, or an excess, belongs to.
      const own = last.then(() => inProcess(task)).finally(() => waiting--)
      last = own.catch(() => {
        // The caller hears of a failure; the next file does not depend on it.
      })
      return own
    },
    prepare() {
      child ??= start(limits)
    },
    async close() {
      await last
      await end(child)
      child = null
    },
  }
}

function start({ memoryMb }: Limits): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      ...['--permission', `--allow-fs-read=${PROGRAM}`, '--no-warnings'],
      ...[`--max-old-space-size=${memoryMb}`, ENTRY],
    ],
    // No setting, address or password of the program is within reach of a document.
    { env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  )
  // A process that cannot start fails the first file that it gets.
  child.on('error', () => {})
  // The process alone must not keep a run alive.
  child.unref()
  child.channel?.unref()
  return child
}

/** A process's answer to a task; rejects if it exceeds a limit, or ends. */
async function answerOf(
  child: ChildProcess,
  task: ExtractTask,
  { memoryMb, seconds }: Limits,
): Promise<ExtractResult> {
  child.channel?.ref()
  const until = performance.now() + seconds * 1000
  let watch: ReturnType<typeof setInterval> | undefined
  try {
    return await new Promise<ExtractResult>((resolve, reject) => {
      const fail = (why: string) => reject(unreadable(task.fileName, why))
      child.once('message', (result) => resolve(result as ExtractResult))
      child.once('exit', (code, signal) =>
        fail(`the process that read it ended with ${signal ?? code}; hand in a smaller part of it`),
      )
      child.once('error', reject)
      watch = setInterval(() => {
        if (performance.now() > until) {
          fail(`it takes longer than ${seconds} s; hand in a smaller part of it`)
        } else if ((residentMb(child.pid) ?? 0) > memoryMb) {
          fail(`it takes more than ${memoryMb} MB of memory; hand in a smaller part of it`)
        }
      }, LOOK_EVERY)
      child.send(task)
    })
  } finally {
    clearInterval(watch)
    child.removeAllListeners()
    child.channel?.unref()
  }
}

function unreadable(fileName: string, why: string): AppError {
  return new AppError('unreadable_document', `${fileName} cannot be read: ${why}`)
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.ref()
  child.kill('SIGKILL')
  await ended
}
