import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/config.ts'
import { indexDocuments } from '../src/commands/index-documents.ts'
import { startServer } from '../tests/support/start-server.ts'
import { originals, writeCopies } from './altered-copies.ts'

/** A server, started as by `npm start`, on a real index of some size. */
export interface StartFigures {
  readonly paragraphs: number
  /** from the start of the process to "ready", by the clock */
  readonly readyS: number
  /** the same in processor time of all threads; null if the system does not tell */
  readonly readyCpuS: number | null
  /** from the question to the first answer */
  readonly firstAnswerMs: number
  /**
   * resident memory after the answer, and the maximum since the start; null if the system does not
   * tell
   */
  readonly memoryMb: number | null
  readonly mostMemoryMb: number | null
}

const MODEL_DIR = fileURLToPath(new URL('../index/model', import.meta.url))

/** The approximate number of paragraphs in a document of the corpus. */
const PER_DOCUMENT = 8.23

/** Indexes altered copies of real documents in a folder, some `paragraphs` in all. */
export async function makeIndex(folder: string, paragraphs: number): Promise<number> {
  const documents = join(folder, 'copies')
  const { texts } = await originals()
  await writeCopies(documents, texts, Math.ceil(paragraphs / PER_DOCUMENT))
  const config = readConfig({ INDEX_DIR: join(folder, 'index'), MODEL_DIR })
  return (await indexDocuments(config, [documents])).paragraphs
}

/**
 * Starts the server on the index of a folder that `makeIndex` filled, asks it once and stops it.
 */
export async function measureStart(folder: string, paragraphs: number): Promise<StartFigures> {
  const began = performance.now()
  const env = { INDEX_DIR: join(folder, 'index'), MODEL_DIR, PORT: '0' }
  const { child, address, ended, stderr } = await startServer(env)
  if (address === '') throw new Error(`the server did not start: ${stderr()}`)
  try {
    const readyS = (performance.now() - began) / 1000
    const readyCpuS = cpuSecondsOf(child.pid!)
    const asking = performance.now()
    const response = await fetch(`${address}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'Wat doet het kabinet tegen jeugdcriminaliteit?' }),
    })
    if (response.status !== 200) throw new Error(`the server answered ${response.status}`)
    await response.arrayBuffer()
    return {
      paragraphs,
      ...{ readyS, readyCpuS, firstAnswerMs: performance.now() - asking },
      ...{ memoryMb: statusOf(child.pid!, 'VmRSS'), mostMemoryMb: statusOf(child.pid!, 'VmHWM') },
    }
  } finally {
    // Not killed: it writes its compiled code at the end, for the next start.
    child.kill('SIGTERM')
    await ended
  }
}

/** Linux counts in hundredths of a second; fields 14 and 15 of `/proc/<pid>/stat`. */
function cpuSecondsOf(pid: number): number | null {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return null
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function statusOf(pid: number, name: string): number | null {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return null
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(path, 'utf8'))
  return kilobytes === null ? null : Number(kilobytes[1]) / 1024
}
