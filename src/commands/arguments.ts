import { parseArgs } from 'node:util'
import { given } from '../domain/optional-fields.ts'
import { AppError, messageOf } from '../domain/errors.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../export/formats.ts'
import type { ExportCommand } from './export-answers.ts'
import {
  IMPORT_HELP,
  IMPORT_OPTIONS,
  isDay,
  readImport,
  type ImportCommand,
} from './import-arguments.ts'

/** A command from the command line. */
export type Command =
  | { kind: 'index'; paths: string[]; remove: string[]; json: boolean }
  | ImportCommand
  | { kind: 'example' }
  | AskCommand
  | { kind: 'verify'; stored?: true; json: boolean }
  | { kind: 'check-quote'; quote: string; documents?: string[]; json: boolean }
  | { kind: 'check-file'; path: string; json: boolean }
  | { kind: 'check-proof'; path: string; json: boolean }
  | { kind: 'proof'; answerId: string; out: string | null }
  | ExportCommand
  | { kind: 'sign' }
  | { kind: 'status'; json: boolean }
  | { kind: 'mcp' }
  | { kind: 'pack-edge'; target: string }
  | { kind: 'help' }

interface GivenFilters {
  documents?: string[]
  ministers?: string[]
  parties?: string[]
  from?: string
  to?: string
}

interface AskCommand {
  kind: 'ask'
  query: string
  filters: GivenFilters
  limit: number
  weak: boolean
  explain: boolean
  json: boolean
}

/** The usage and description of each command. */
const HELP_OF: Readonly<Record<string, string>> = {
  index: `npm run index -- [files or folders] [--json]
  adds documents to the index; without any, indexes its documents folder again
npm run index -- --remove <id or file> [--remove ...] [--json]
  removes documents from the index
  --json     prints the report as JSON
`,
  import: IMPORT_HELP,
  example: `npm run example
  serves invented documents, to try the program
`,
  ask: `npm run ask -- "<question>" [--limit 5] [--weak] [--explain] [--json]
            [--document ID] [--minister NAME] [--party NAME] [--from DAY] [--to DAY]
  prints the answers that bear on a question, as Markdown or JSON
  --limit    how many at most, from 1 to 20
  --weak     also prints answers that are probably not about the question
  --explain  tells why each candidate is shown or not
  --from, --to, with a day such as 2022-09-12, and the other filters narrow where it looks
`,
  verify: `npm run verify -- [--stored] [--json]
  reads the documents again and compares the whole index with them: texts, spans, vectors
  --stored   compares only what is stored: digests, and each text with its source
npm run verify -- "<text>" [--document ID] [--json]
  tells whether a minister wrote these words, and where; fails unless word for word
npm run verify -- --file <report.md, .docx or .pdf> [--json]
  checks every quotation of a draft; fails where one is altered, cut or another minister's
npm run verify -- --proof <proof.html> [--json]
  checks a file that npm run proof wrote, with its signature; if SIGNING_KEY is set, only
  that key's signature counts
`,
  proof: `npm run --silent proof -- <answer id> [--out proof.html]
  writes a file that proves an answer: it checks itself in any browser, without a server
`,
  export: `npm run --silent export -- [--format jsonl|csv|parquet] [--out answers.parquet]
                 [--document ID] [--minister NAME] [--party NAME] [--from DAY] [--to DAY]
  writes all answers with their questions, official addresses and digests; without --out
  to standard output
`,
  sign: `npm run sign
  signs the index with the key of SIGNING_KEY; verify then checks the signature too
`,
  status: `npm run status -- [--json]
  tells what the index holds, when it was written, and what the server counts
`,
  mcp: `npm run --silent mcp
  serves the tools of the Model Context Protocol over standard input and output
`,
}

export const HELP = Object.values(HELP_OF).join('')

/** The help text for the command that the command line names, or for all. */
export function helpFor(argv: readonly string[]): string {
  const kind = argv.find((each) => !each.startsWith('-'))
  return (kind !== undefined && Object.hasOwn(HELP_OF, kind) && HELP_OF[kind]) || HELP
}

const OPTIONS = {
  ...IMPORT_OPTIONS,
  json: { type: 'boolean', default: false },
  limit: { type: 'string', default: '5' },
  weak: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  quote: { type: 'string' },
  file: { type: 'string' },
  proof: { type: 'string' },
  stored: { type: 'boolean', default: false },
  out: { type: 'string' },
  format: { type: 'string', default: 'jsonl' },
  document: { type: 'string', multiple: true },
  minister: { type: 'string', multiple: true },
  party: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  remove: { type: 'string', multiple: true, default: [] as string[] },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const FILTERS = ['document', 'minister', 'party', 'from', 'to'] as const

/** The options of each command. */
const TAKES: Readonly<Record<string, readonly (keyof typeof OPTIONS)[]>> = {
  index: ['remove', 'json'],
  import: [...(Object.keys(IMPORT_OPTIONS) as (keyof typeof IMPORT_OPTIONS)[]), 'json'],
  example: [],
  ask: ['limit', 'weak', 'explain', 'json', ...FILTERS],
  verify: ['stored', 'quote', 'file', 'proof', 'document', 'json'],
  proof: ['out'],
  export: ['format', 'out', ...FILTERS],
  sign: [],
  status: ['json'],
  mcp: [],
  'pack-edge': [],
}

/**
 * Reads the command line. Throws `invalid_request` with the usage of its command if it makes no
 * sense.
 */
export function readArguments(argv: readonly string[]): Command {
  try {
    return commandOf(argv)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, `${error.message}\n\n${helpFor(argv)}`, { cause: error })
  }
}

type Values = ReturnType<typeof parse>['values']

function commandOf(argv: readonly string[]): Command {
  const { values, positionals, tokens } = parse(argv)
  const [kind, ...rest] = positionals
  const { json, weak, explain } = values
  if (values.help || kind === undefined) return { kind: 'help' }
  expectOwn(kind, tokens)
  switch (kind) {
    case 'index':
      if (values.remove.length > 0 && rest.length > 0) {
        throw misused('Add or remove documents, not both at once.')
      }
      return { kind, paths: rest, remove: values.remove, json }
    case 'example':
      expectNoMore(kind, rest)
      return { kind }
    case 'import':
      return readImport(values, rest, misused)
    case 'ask':
      if (rest.join('').trim() === '') throw misused('There is no question.')
      return {
        ...{ kind, query: rest.join(' '), filters: readFilters(values) },
        ...{ limit: readLimit(values.limit), weak, explain, json },
      }
    case 'verify':
      return readVerify(values, rest)
    case 'proof':
      if (rest.length !== 1) throw misused('proof takes the id of one answer.')
      return { kind, answerId: rest[0]!, out: values.out ?? null }
    case 'export':
      expectNoMore(kind, rest)
      return readExport(values)
    case 'sign':
      expectNoMore(kind, rest)
      return { kind }
    case 'status':
      expectNoMore(kind, rest)
      return { kind, json }
    case 'mcp':
      return { kind }
    case 'pack-edge':
      if (rest.length !== 1) throw misused('pack-edge takes one folder.')
      return { kind, target: rest[0]! }
    default:
      throw misused(`There is no command ${kind}.`)
  }
}

function expectNoMore(kind: string, rest: readonly string[]): void {
  if (rest.length > 0) throw misused(`${kind} takes no ${rest[0]}.`)
}

/** `verify` checks one thing: a quote, a file, a proof, or the index. */
function readVerify(
  { document, quote, file, proof, stored, json }: Values,
  rest: readonly string[],
): Command {
  const isQuote = quote !== undefined || rest.length > 0
  if (document !== undefined && !isQuote) {
    throw misused('--document says where to look for a quote, and there is none.')
  }
  if (stored && (isQuote || proof !== undefined || file !== undefined)) {
    throw misused('Compare what is stored by itself, without other options.')
  }
  if (proof !== undefined) {
    if (isQuote || file !== undefined) {
      throw misused('Check a proof by itself, without other options.')
    }
    return { kind: 'check-proof', path: proof, json }
  }
  if (file !== undefined) {
    if (isQuote) throw misused('Check a quote or a file, not both at once.')
    return { kind: 'check-file', path: file, json }
  }
  if (!isQuote) return { kind: 'verify', json, ...(stored && { stored: true }) }
  return {
    ...{ kind: 'check-quote', quote: readQuote(quote, rest), json },
    ...given({ documents: document }),
  }
}

/** Refuses an option of another command, which would count for nothing. */
function expectOwn(kind: string, tokens: ReturnType<typeof parse>['tokens']): void {
  const own = Object.hasOwn(TAKES, kind) ? TAKES[kind]! : null
  if (own === null) return
  for (const token of tokens) {
    if (token.kind !== 'option' || own.some((name) => name === token.name)) continue
    const others = own.length === 0 ? 'no options' : own.map((name) => `--${name}`).join(', ')
    throw misused(`${kind} takes no ${token.rawName}. It takes ${others}.`)
  }
}

/** The quote, given with or without `--quote`, but not both. */
function readQuote(option: string | undefined, rest: readonly string[]): string {
  if (option !== undefined && rest.length > 0) {
    throw misused('There are two quotes: one after --quote and one without.')
  }
  const quote = option ?? rest.join(' ')
  if (quote.trim() === '') throw misused('There is no quote.')
  return quote
}

function readExport(values: Values): ExportCommand {
  const { format, out = null } = values
  if (!isFormat(format)) {
    throw misused(`--format ${format} is not one of ${Object.keys(EXPORT_FORMATS).join(', ')}.`)
  }
  return { kind: 'export', format, filters: readFilters(values), out }
}

function readFilters(values: Values): GivenFilters {
  const { document: documents, minister, party, from, to } = values
  for (const day of [from, to]) {
    if (day !== undefined && !isDay(day)) {
      throw misused(`${day} is not a day. Write one as 2022-09-12.`)
    }
  }
  return given({ documents, ministers: minister, parties: party, from, to })
}

function isFormat(name: string): name is ExportFormat {
  return Object.hasOwn(EXPORT_FORMATS, name)
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, tokens: true })
  } catch (error) {
    throw misused(messageOf(error))
  }
}

function readLimit(text: string): number {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > 20) {
    throw misused(`--limit ${text} is not a whole number from 1 to 20.`)
  }
  return limit
}

function misused(what: string): AppError {
  return new AppError('invalid_request', what)
}
