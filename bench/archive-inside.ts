/* eslint-disable no-console -- a command that prints figures */
// `node --expose-gc bench/archive-inside.ts --index <folder> --part agree|question|swaps`:
// measures inside a process, over an index that `bench:archive` made (growth-notes.md). `agree`
// asks the exact search and the one by candidates the same questions, `question` prints the
// processor time of each, and `swaps` how long the main thread's own work held it up while indexes
// were swapped, and what stays of them. On a busy machine processor time says more than the clock,
// though it grows as well.
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readConfig, type Config } from '../src/config.ts'
import type { Answer } from '../src/domain/document.ts'
import { compareText } from '../src/domain/order.ts'
import { atOnce } from '../src/domain/slices.ts'
import { generationOf, manifestDigest, type Manifest } from '../src/format/manifest.ts'
import { openIndex } from '../src/format/open.ts'
import { stemsIn, type PartWords } from '../src/format/part-words.ts'
import { openLiveIndex } from '../src/open/live.ts'
import { loadModel } from '../src/open/model.ts'
import { readStoredVectors } from '../src/open/vectors.ts'
import { openServed } from '../src/open/wiring.ts'
import { calibrationsFor, type Calibrations } from '../src/search/calibration.ts'
import { fingerprintOf } from '../src/search/corpus/build.ts'
import { catalogueOf } from '../src/search/corpus/catalogue.ts'
import { searchIn } from '../src/search/create.ts'
import { wholeField } from '../src/search/field.ts'
import { largeField } from '../src/search/large.ts'
import { pairWords } from '../src/search/pair-words.ts'
import type { Passage, Search } from '../src/search/search.ts'
import { codedStore } from '../src/store/coded-store.ts'
import { indexFolder } from '../src/store/folder/folder.ts'
import { memoryStore } from '../src/store/memory.ts'
import { devQueries, kamerqaDocuments } from '../tests/support/kamerqa.ts'
import { percentile } from '../tools/figures.ts'
import { cachedEmbedder } from '../tools/vector-cache.ts'

const FIRST = 5

/** A generated answer belongs to the text that it shares this much of, word for word, in place. */
const SHARED = 0.6

const QUESTION = 'wat doet het kabinet tegen jeugdcriminaliteit?'

const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    part: { type: 'string', default: 'question' },
    every: { type: 'string', default: '6' },
    swaps: { type: 'string', default: '4' },
  },
})
const config = readConfig({ ...process.env, INDEX_DIR: values.index })
const queries = devQueries().filter((_, at) => at % Number(values.every) === 0)
console.log(`load ${loadavg()[0]!.toFixed(1)}`)
if (values.part === 'agree') await agree(config)
else if (values.part === 'swaps') await swap(config)
else await time(config)
process.exit(0)

async function agree({ indexDir, model: wanted }: Config): Promise<void> {
  const folder = indexFolder(indexDir)
  const { library, vectors, calibration, searchData } = await openIndex(
    await folder.manifest(),
    folder.files,
    { readVectors: readStoredVectors },
  )
  const model = await loadModel(wanted)
  const models = { embedder: cachedEmbedder(model.embedder), lexicon: model.lexicon }
  const kept = JSON.parse(new TextDecoder().decode(calibration)) as Calibrations
  const calibrations = calibrationsFor(kept, model.calibrations)
  const sources = { documents: library.documents, ...models }
  // The words of the parts as one table: reading all texts again takes minutes at the full size.
  const catalogue = catalogueOf(library.documents)
  const words = atOnce(pairWords(catalogue, searchData as PartWords[]))
  const all = Array.from({ length: catalogue.segmentCount }, (_, at) => at)
  const parts = searchData as PartWords[]
  const stems = [...new Set(parts.flatMap((part) => [...stemsIn(part)]))].sort(compareText)
  const data = {
    ...words.dataOf(all, stems, null),
    fingerprint: fingerprintOf(catalogue),
  }
  const exact = wholeField({ ...sources, store: memoryStore(vectors), data })
  const large = largeField({
    ...{ ...sources, store: atOnce(codedStore(vectors)), data: searchData as PartWords[] },
  })
  const searches = [exact, atOnce(large)].map((field) =>
    searchIn(field, { ...models, calibrations }),
  )
  const answers = new Map(
    library.documents.flatMap((document) => document.answers.map((each) => [each.id, each])),
  )
  const texts = new Map(kamerqaDocuments().map((each) => [each.id, wordsIn(each.answers[0]!)[0]!]))
  for (const language of ['nl', 'en'] as const) {
    const found: Passage[][][] = []
    for (const query of queries) {
      found.push(await Promise.all(searches.map((search) => firstOf(search, query[language]))))
    }
    const rightIn = (nth: number) =>
      found.filter((both, at) => {
        const wanted = texts.get(queries[at]!.id)!
        return both[nth]!.some(({ answerId }) => isMadeOf(answers.get(answerId)!, wanted))
      }).length / found.length
    const shared = found.flatMap(([one, other]) =>
      one!.map(({ answerId }) => other!.some((each) => each.answerId === answerId)),
    )
    console.log(language, {
      questions: found.length,
      exactR5: rightIn(0),
      candidatesR5: rightIn(1),
      sameFirst: share(found, ([one, other]) => one![0]?.answerId === other![0]?.answerId),
      sameRelevance: share(found, ([one, other]) => one![0]?.relevance === other![0]?.relevance),
      sharedOfFirstFive: share(shared, (each) => each),
    })
  }
}

async function firstOf({ search }: Search, query: string): Promise<Passage[]> {
  const { passages, weak } = await search({ query })
  return [...passages, ...weak].slice(0, FIRST)
}

function wordsIn({ paragraphs }: Answer): string[][] {
  return paragraphs.map(({ reading }) => reading.text.split(' '))
}

function isMadeOf(answer: Answer, wanted: readonly string[]): boolean {
  return wordsIn(answer).some((words) => share(wanted, (word, at) => words[at] === word) >= SHARED)
}

function share<T>(some: readonly T[], is: (each: T, at: number) => boolean): number {
  return some.filter(is).length / Math.max(1, some.length)
}

async function time(of: Config): Promise<void> {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage()]
  const { served, model } = await openServed(of)
  const [spent, main] = [process.cpuUsage(all), process.threadCpuUsage(own)].map(
    ({ user, system }) => ((user + system) / 1e6).toFixed(1),
  )
  console.log(`opened with ${spent} s of processor time, ${main} of this thread; ${memory()}`)
  await served.search.search({ query: QUESTION })
  // As a server does beside its first requests.
  await served.search.ready()
  await served.readyLists()
  console.log(`lists and answers ready; ${memory()}`)
  for (const language of ['nl', 'en'] as const) {
    const own: number[] = []
    const encoding: number[] = []
    for (const query of queries) {
      const from = performance.now()
      await model.embedder.embed([query[language]], 'query')
      encoding.push(performance.now() - from)
      const before = process.threadCpuUsage()
      await served.search.search({ query: query[language] })
      const after = process.threadCpuUsage(before)
      own.push((after.user + after.system) / 1000)
    }
    console.log(
      `${language}: main thread p50 ${percentile(own, 0.5).toFixed(1)} ms of processor time, p95 ` +
        `${percentile(own, 0.95).toFixed(1)}; the encoder by the clock p50 ` +
        `${percentile(encoding, 0.5).toFixed(1)} ms`,
    )
  }
  console.log(memory())
}

async function swap(of: Config): Promise<void> {
  const path = join(of.indexDir, 'manifest.json')
  const first = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  const second = await twinOf(first, of.indexDir)
  const work = watchedThread()
  const live = await openLiveIndex(of, () => {})
  await live.current().readyLists()
  console.log(`opened: ${work.longest()}; ${memory()}`)
  const replaced: WeakRef<object>[] = []
  for (let nth = 0; nth < Number(values.swaps); nth++) {
    replaced.push(new WeakRef(live.current().library.documents))
    const next = nth % 2 === 0 ? second : first
    name(next, path)
    while (live.current().library.digest !== `sha256:${next.digest}`) await wait(20)
    await live.current().search.search({ query: QUESTION })
    console.log(`swap ${nth + 1}: ${work.longest()}; ${memory()}`)
  }
  await wait(100)
  ;(globalThis as { gc?: () => void }).gc?.()
  await wait(100)
  const left = replaced.filter((each) => each.deref() !== undefined).length
  console.log(`${left} of ${replaced.length} replaced indexes are still there; ${memory()}`)
  name(first, path)
}

/** The same index under another digest. */
async function twinOf(manifest: Manifest, root: string): Promise<Manifest> {
  const { digest, ...body } = manifest
  const zeros = '0'.repeat(64)
  const failure = { file: 'x', fileSha256: zeros, metadataSha256: null, reason: digest }
  const changed = { ...body, failures: [failure] }
  const made = { ...changed, digest: await manifestDigest(changed) }
  const [from, to] = [manifest, made].map((each) => join(root, 'generations', generationOf(each)))
  mkdirSync(to!, { recursive: true })
  const there = new Set(readdirSync(to!))
  for (const file of readdirSync(from!)) {
    if (!there.has(file)) linkSync(join(from!, file), join(to!, file))
  }
  return made
}

function name(manifest: Manifest, path: string): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(manifest, null, 1)}\n`)
  renameSync(`${path}.new`, path)
}

/** The most processor time that this thread spent without a break since it was last asked. */
function watchedThread() {
  let most = 0
  let last = process.threadCpuUsage()
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(last)
    most = Math.max(most, (user + system) / 1000)
    last = process.threadCpuUsage()
  }, 1).unref()
  return {
    longest(): string {
      const said = `at most ${most.toFixed(0)} ms without a break`
      most = 0
      return said
    },
  }
}

function memory(): string {
  const { rss, heapUsed, external } = process.memoryUsage()
  const [resident, heap, beside] = [rss, heapUsed, external].map((each) =>
    Math.round(each / 2 ** 20),
  )
  return `resident ${resident} MB, heap ${heap} MB, beside it ${beside} MB`
}
