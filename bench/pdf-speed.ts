import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { getDocumentProxy } from 'unpdf'
import { extractPdf } from '../src/ingest/formats/pdf.ts'
import { filesOf } from '../tests/support/gold.ts'

/**
 * Measures what reading the corpus's PDFs costs, in processor time, against unpdf taking their text
 * alone, in turns and in one process:
 *
 *  node bench/pdf-speed.ts -- [--rounds 9]
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' } },
  allowPositionals: true,
})
const files = filesOf('pdf')
  .filter(({ pathname }) => pathname.endsWith('.pdf'))
  .map((file) => ({ name: basename(file.pathname), bytes: new Uint8Array(readFileSync(file)) }))

async function readText(): Promise<void> {
  for (const { bytes } of files) {
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      await page.getTextContent()
    }
    await document.loadingTask.destroy()
  }
}

async function readAll(): Promise<void> {
  for (const { name, bytes } of files) await extractPdf(bytes, name)
}

/** Processor time of all threads, in milliseconds. */
async function cost(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

const ours: number[] = []
const peers: number[] = []
for (let round = 0; round < Number(values.rounds); round++) {
  peers.push(await cost(readText))
  ours.push(await cost(readAll))
}
const [own, peer] = [median(ours), median(peers)]
process.stdout.write(
  `${files.length} PDFs of the corpus, medians of ${ours.length} rounds\n` +
    `unpdf's text alone ${Math.round(peer)} ms, read and accounted for ${Math.round(own)} ms, ` +
    `${(own / peer).toFixed(2)} times\n`,
)
