import { writeFile } from 'node:fs/promises'
import { visible, visibleJson, visibleLine } from './text/visible.ts'
import { helpFor, readArguments, type Command } from './commands/arguments.ts'
import type { IndexReport } from './commands/index-documents.ts'
import { notRead } from './commands/not-read.ts'
import type { VerifyReport } from './commands/verify-index.ts'
import { readConfig, type Config } from './config.ts'
import type { LogEntry } from './domain/log.ts'
import type { Served } from './engine/engine.ts'
import { AppError } from './domain/errors.ts'
import { given } from './domain/optional-fields.ts'
import { toldOf } from './process/file-problem.ts'
import { numberOf } from './text/say.ts'
import packageJson from '../package.json' with { type: 'json' }

function out(text: string): void {
  process.stdout.write(`${visible(text.trimEnd())}\n`)
}

/** Tells what a command found: as JSON if it was asked for, or in words. */
function tell<T>({ json }: { readonly json: boolean }, found: T, inWords: (found: T) => string) {
  if (!json) return out(inWords(found))
  process.stdout.write(`${visibleJson(JSON.stringify(found, null, 2))}\n`)
}

/** Uses the index, and closes it. */
async function withIndex<T>(config: Config, use: (served: Served) => T | Promise<T>): Promise<T> {
  const { openServed } = await import('./open/wiring.ts')
  const { served } = await openServed(config)
  const result = await use(served)
  await served.library.close()
  return result
}

/**
 * Runs a command; the exit status is 1 if something failed. Each command imports what it needs when
 * it runs, so that none waits for another's modules.
 */
async function run(command: Command, config: Config): Promise<number> {
  switch (command.kind) {
    case 'help':
      out(helpFor(process.argv.slice(2)))
      return 0
    case 'index': {
      const { runIndex } = await import('./commands/run-index.ts')
      const { progressLine } = await import('./commands/progress.ts')
      const progress = progressLine(process.stderr)
      const report = await runIndex(config, command, progress)
      progress.end()
      tell(command, report, indexReport)
      return report.failures.length === 0 ? 0 : 1
    }
    case 'import': {
      const { importCommand } = await import('./commands/import-command.ts')
      const { importReport } = await import('./commands/import-report.ts')
      const { fileRates } = await import('./commands/import-archive.ts')
      return importCommand(config, command, packageJson.version, {
        stderr: process.stderr,
        tell: (outcome) =>
          tell(command, outcome, (told) => importReport(told, fileRates(config, command.rate))),
      })
    }
    case 'example': {
      const { ABOUT, indexExamples, serveExamples } = await import('./commands/example.ts')
      const { progressLine } = await import('./commands/progress.ts')
      out(ABOUT)
      const progress = progressLine(process.stderr)
      await indexExamples(config, progress)
      progress.end()
      return serveExamples()
    }
    case 'ask': {
      const { ask } = await import('./engine/ask.ts')
      const { answersAsMarkdown } = await import('./answer/markdown.ts')
      const request = {
        query: command.query,
        filters: command.filters,
        limit: command.limit,
        includeWeak: command.weak,
        explain: command.explain,
      }
      const response = await withIndex(config, (served) => ask(served, request, tellOnStderr))
      tell(command, response, answersAsMarkdown)
      return 0
    }
    case 'verify': {
      const { verifyIndex } = await import('./commands/verify-index.ts')
      const report = await verifyIndex(config, { again: command.stored !== true })
      tell(command, report, verifyReport)
      return report.mismatches.length === 0 ? 0 : 1
    }
    case 'check-quote': {
      const { verify } = await import('./engine/verify.ts')
      const { quoteReport } = await import('./quote/report.ts')
      const request = { quote: command.quote, ...given({ documents: command.documents }) }
      const response = await withIndex(config, (served) => verify(served, request))
      tell(command, response, quoteReport)
      const { verdict, attribution, reference } = response
      const isOfThese = attribution?.agrees !== false && reference?.agrees !== false
      return verdict === 'verbatim' && isOfThese ? 0 : 1
    }
    case 'check-file': {
      const { fileReport, isWrong, verifyFile } = await import('./commands/verify-file.ts')
      const quotations = await withIndex(config, (served) => verifyFile(served, command.path))
      tell(command, quotations, (found) => fileReport(command.path, found))
      return quotations.some(isWrong) ? 1 : 0
    }
    case 'check-proof': {
      const { checkProofFile, proofReport } = await import('./commands/check-proof.ts')
      const checked = await checkProofFile(config, command.path)
      tell(command, checked, (found) => proofReport(command.path, found))
      return checked.verdict === 'right' ? 0 : 1
    }
    case 'proof': {
      const { writeProof } = await import('./commands/write-proof.ts')
      const { endBuilder } = await import('../web/build.ts')
      const html = await withIndex(config, (served) =>
        writeProof(served, command.answerId).finally(endBuilder),
      )
      if (command.out === null) process.stdout.write(html)
      else await writeFile(command.out, html)
      return 0
    }
    case 'export': {
      const { exportAnswers } = await import('./commands/export-answers.ts')
      const { stdout } = process
      const found = await exportAnswers(config, command, { stdout, log: tellOnStderr })
      if (!found) process.stderr.write('No document matches these filters: nothing is exported.\n')
      return 0
    }
    case 'sign': {
      const { signIndex } = await import('./commands/sign-index.ts')
      out(`signed index sha256:${await signIndex(config)}`)
      return 0
    }
    case 'status': {
      const { readStatus, statusReport } = await import('./commands/status.ts')
      const status = await readStatus(config)
      tell(command, status, statusReport)
      return status.server === null || status.server.ready ? 0 : 1
    }
    case 'mcp': {
      const { serveMcp } = await import('./commands/serve-mcp.ts')
      await serveMcp(config, packageJson.version)
      return 0
    }
    case 'pack-edge': {
      const { packEdge } = await import('./commands/pack-edge.ts')
      await packEdge(config, command.target, packageJson.version)
      return 0
    }
  }
}

function tellOnStderr(entry: LogEntry): void {
  process.stderr.write(`${visibleJson(JSON.stringify(entry))}\n`)
}

function indexReport(report: IndexReport): string {
  return [
    `${numberOf(report.documents, 'document')}, ${numberOf(report.answers, 'answer')}, ` +
      `${numberOf(report.paragraphs, 'paragraph')}; ${report.renewed} read anew, ` +
      `${report.removed} removed`,
    ...report.warnings.map(({ file, line, message }) =>
      visibleLine(`warning: ${file}:${line}: ${message}`),
    ),
    ...report.failures.map(notRead),
    `index sha256:${report.digest}`,
  ].join('\n')
}

function verifyReport({ ids, readings, mismatches }: VerifyReport): string {
  const checked =
    `${numberOf(readings, 'text')} of ${numberOf(ids.length, 'document')} rebuilt from ` +
    (ids.length === 1 ? 'its source' : 'their sources')
  if (mismatches.length === 0) return `${checked}: all are word for word what the sources say`
  const differences = numberOf(mismatches.length, 'difference')
  return [`${checked}: ${differences}`, ...mismatches.map(visibleLine)].join('\n')
}

// "export | head": who reads has enough. The status is that of a program that SIGPIPE ends.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(141)
})

try {
  process.exitCode = await run(readArguments(process.argv.slice(2)), readConfig(process.env))
} catch (error) {
  const message = toldOf(error)
  if (message === null) throw error
  process.stderr.write(`${visible(message)}\n`)
  process.exitCode = error instanceof AppError && error.code === 'invalid_request' ? 2 : 1
}
