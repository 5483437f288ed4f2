/**
 * `npm run account -- [files]`: accounts for every visible character of the corpus, or of the given
 * files: what the source text contains, what it leaves out and why, and each flaw. Exits with 1 if
 * anything was lost or added.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '../src/domain/errors.ts'
import type { LeftOutReason } from '../src/ingest/extraction/extraction.ts'
import { extract } from '../src/ingest/formats/extract.ts'
import { filesOf, hasCorpus } from '../tests/support/gold.ts'

interface Sum {
  files: number
  held: number
  flaws: number
  readonly leftOut: Map<LeftOutReason, number>
}

const FOLDERS = ['docx', 'pdf', 'text', 'xml']
const named = process.argv.slice(2).map((path) => pathToFileURL(path))
if (named.length === 0 && !hasCorpus) {
  process.stdout.write('The corpus is not here: name files, or set SHARED_DIR.\n')
  process.exit(1)
}
const files = named.length > 0 ? named : FOLDERS.flatMap(filesOf)
const sums = new Map<string, Sum>()
for (const file of files.filter(({ pathname }) => !pathname.endsWith('.json'))) {
  const name = decodeURIComponent(basename(file.pathname))
  try {
    const { format, account } = await extract(new Uint8Array(readFileSync(file)), name)
    const sum = sums.get(format) ?? { files: 0, held: 0, flaws: 0, leftOut: new Map() }
    sums.set(format, sum)
    sum.files++
    sum.held += account.held
    sum.flaws += account.flaws.length
    for (const [reason, count] of Object.entries(account.leftOut) as [LeftOutReason, number][]) {
      sum.leftOut.set(reason, (sum.leftOut.get(reason) ?? 0) + count)
    }
    for (const { kind, at, text } of account.flaws) print(`${name}: ${kind} at ${at}: ${text}`)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    print(`refused: ${error.message}`)
  }
}
print('| format | files | held and read | left out, and why | flaws |')
print('|---|---:|---:|---|---:|')
for (const [format, { files, held, flaws, leftOut }] of sums) {
  const reasons = [...leftOut]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${reason} ${figure(count)}`)
  print(
    `| ${format} | ${files} | ${figure(held)} | ${reasons.join(', ') || 'nothing'} | ${flaws} |`,
  )
}
if ([...sums.values()].some(({ flaws }) => flaws > 0)) process.exitCode = 1

function figure(count: number): string {
  return count.toLocaleString('en')
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
