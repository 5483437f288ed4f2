import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { indexDocuments, type IndexReport } from '../src/commands/index-documents.ts'
import { readConfig } from '../src/config.ts'
import { filesBelow } from '../src/store/folder/files-below.ts'
import { fileSha256 } from '../src/store/folder/read-files.ts'
import { seeded } from '../tests/support/invent-document.ts'
import { alter, originals, writeCopies, writePdfs } from './altered-copies.ts'

/**
 * Measures the speed and memory of indexing, and the time for one changed document:
 *
 *  npm run bench:index -- [--documents 60] [--before <checkout>]
 *
 * Each figure comes from a process of its own. The documents are those of the shared corpus,
 * repeated with altered words, or invented ones without it. The peer is ONNX Runtime embedding the
 * same paragraphs and doing nothing else. With `--before`, another checkout of this project indexes
 * the same files, in turns. `npm run bench:archive` measures large indexes.
 */

/** Rounds in which two checkouts take turns. */
const ROUNDS = 2

interface Run {
  /** in seconds */
  readonly wall: number
  /** of all threads, in seconds */
  readonly cpu: number
  /** the largest resident size, in MB */
  readonly rss: number
  /** of reading and hashing all documents once, in seconds */
  readonly hashing: number
  readonly report: Pick<IndexReport, 'documents' | 'paragraphs' | 'renewed'>
}

const root = fileURLToPath(new URL('..', import.meta.url))
/** A part that runs in a process of its own. */
const JOBS = { index: indexJob, embed: embedJob }

async function indexJob(indexDir: string, paths: string[]): Promise<Run> {
  const config = configOf(indexDir)
  const measured = await measure(() => indexDocuments(config, paths))
  const began = performance.now()
  for (const { path } of await filesBelow(join(indexDir, 'documents'))) await fileSha256(path)
  return { ...measured, hashing: (performance.now() - began) / 1000 }
}

/** The peer: the index's paragraphs through transformers.js and ONNX Runtime. */
async function embedJob(indexDir: string): Promise<Run> {
  // As `loadModel` does, which loads more than the peer needs.
  process.env['ORT_DISABLE_TELEMETRY'] = '1'
  const { transformersEmbedder } = await import('../src/embed/transformers.ts')
  const { indexFolder } = await import('../src/store/folder/folder.ts')
  const { openIndex } = await import('../src/format/open.ts')
  const { readStoredVectors } = await import('../src/open/vectors.ts')
  const { embedParagraphs } = await import('../src/ingest/piece.ts')
  const folder = indexFolder(indexDir)
  const { library, manifest } = await openIndex(await folder.manifest(), folder.files, {
    readVectors: readStoredVectors,
  })
  const { name, ...options } = configOf(indexDir).model
  const embedder = await transformersEmbedder({ ...options, model: name })
  const measured = await measure(async () => {
    for (const document of library.documents) await embedParagraphs(document, embedder)
    return { ...manifest.counts, renewed: 0 }
  })
  await library.close()
  return { ...measured, hashing: 0 }
}

function configOf(indexDir: string) {
  return readConfig({ INDEX_DIR: indexDir, MODEL_DIR: join(root, 'index/model') })
}

async function measure(work: () => Promise<Run['report']>): Promise<Omit<Run, 'hashing'>> {
  const began = performance.now()
  const { documents, paragraphs, renewed } = await work()
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  return {
    wall: (performance.now() - began) / 1000,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    rss: maxRSS / 1024,
    report: { documents, paragraphs, renewed },
  }
}

function inChild(
  job: keyof typeof JOBS,
  indexDir: string,
  paths: readonly string[] = [],
  checkout = root,
): Promise<Run> {
  const args = [join(checkout, 'bench/index-speed.ts'), '--job', job, indexDir, ...paths]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
  return new Promise((resolve, reject) => {
    child.once('close', (status) => {
      if (status === 0) resolve(JSON.parse(text) as Run)
      else reject(new Error(`${job} ended with ${status}`))
    })
  })
}

async function main(count: number, before: string | undefined): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-speed-'))
  const at = (...parts: string[]) => join(folder, ...parts)
  try {
    const { name, texts } = await originals()
    print(`${name}; load ${loadavg()[0]!.toFixed(1)} at the start`)

    await writeCopies(at('texts'), texts, count)
    const full = await inChild('index', at('index'), [at('texts')])
    tell(`${count} documents anew`, full)
    const peer = await inChild('embed', at('index'))
    tell('ONNX Runtime embeds the same', peer)
    print(`  indexing takes ${share(full.cpu, peer.cpu)} of the processor time of that alone`)

    await writeFile(at('2024D00007.txt'), alter(texts[7 % texts.length]!, ['dijken'], seeded(2)))
    const one = await inChild('index', at('index'), [at('2024D00007.txt')])
    tell('one of them changed', one)
    const rest = one.wall - one.hashing
    print(`  ${rest.toFixed(2)} s besides hashing, ${share(rest, full.wall)} of doing all anew`)

    const hasPdfs = await writePdfs(at('pdfs'))
    if (hasPdfs) tell("the corpus's PDFs anew", await inChild('index', at('pdf'), [at('pdfs')]))
    if (before !== undefined) await inTurns(at(hasPdfs ? 'pdfs' : 'texts'), at('turns'), before)
    print(`load ${loadavg()[0]!.toFixed(1)} at the end`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** This checkout and the other one index the same folder. */
async function inTurns(folder: string, scratch: string, before: string): Promise<void> {
  const cpu = { now: Infinity, before: Infinity }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [which, checkout] of [
      ['before', before],
      ['now', root],
    ] as const) {
      const run = await inChild('index', scratch, [folder], checkout)
      cpu[which] = Math.min(cpu[which], run.cpu)
      await rm(scratch, { recursive: true })
    }
  }
  print(
    `${basename(folder)} in turns: ${cpu.now.toFixed(1)} s of processor time, ` +
      `${cpu.before.toFixed(1)} s before: ${share(cpu.now, cpu.before)}`,
  )
}

function tell(what: string, { wall, cpu, rss, report }: Run): void {
  const { paragraphs, renewed } = report
  const rate = renewed === 1 ? '' : `, ${Math.round(paragraphs / wall)} paragraphs/s`
  print(
    `${what}: ${paragraphs} paragraphs in ${wall.toFixed(1)} s${rate}, ` +
      `${((cpu / paragraphs) * 1e6).toFixed(0)} µs of processor time each, at most ` +
      `${Math.round(rss)} MB resident`,
  )
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

const { values, positionals } = parseArgs({
  options: {
    job: { type: 'string' },
    documents: { type: 'string', default: '60' },
    before: { type: 'string' },
  },
  allowPositionals: true,
})
if (values.job === undefined) {
  const { documents, before } = values
  await main(Number(documents), before && resolve(before))
} else {
  const [indexDir, ...paths] = positionals
  process.stdout.write(
    JSON.stringify(await JOBS[values.job as keyof typeof JOBS](indexDir!, paths)),
  )
}
