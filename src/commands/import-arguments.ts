import type { AppError } from '../domain/errors.ts'
import { PAPER_TYPES, type PaperType } from '../import/official.ts'

export interface ImportCommand {
  readonly kind: 'import'
  readonly since: string
  readonly source: 'tweedekamer' | 'koop'
  readonly dir: string
  readonly types: readonly PaperType[]
  /** requests a second to the Tweede Kamer */
  readonly rate: number
  readonly dryRun: boolean
  /** take out what left the source, however much that is */
  readonly removeMany: boolean
  /** milliseconds from the start of a run to the start of the next; null for a single run */
  readonly every: number | null
  readonly json: boolean
}

export const IMPORT_HELP = `npm run import -- [--since 2010-01-01] [--source tweedekamer|koop]
    [--dir import] [--types answers,questions,delays] [--rate 2] [--dry-run]
    [--remove-many] [--once | --every 1d] [--json]
  fetches the official documents, or what changed of them, and indexes them
  --since        the day from which on papers count
  --source       koop: the official publications alone, without the Tweede Kamer
  --dir          the folder that keeps the files and the state of the import
  --types        the kinds of paper
  --rate         requests a second to the Tweede Kamer, at most
  --dry-run      reads only lists, and says what a run would fetch and how long it would take
  --remove-many  removes documents even if a tenth of them left the source at once
  --once         runs once, as without --every
  --every        runs again and again: 1d, 12h
`

export const IMPORT_OPTIONS = {
  since: { type: 'string', default: '2010-01-01' },
  source: { type: 'string', default: 'tweedekamer' },
  dir: { type: 'string', default: 'import' },
  types: { type: 'string', default: PAPER_TYPES.join(',') },
  rate: { type: 'string', default: '2' },
  'dry-run': { type: 'boolean', default: false },
  'remove-many': { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  every: { type: 'string' },
} as const

/** The values of these options, from `parseArgs`. */
interface Values {
  readonly since: string
  readonly source: string
  readonly dir: string
  readonly types: string
  readonly rate: string
  readonly 'dry-run': boolean
  readonly 'remove-many': boolean
  readonly once: boolean
  readonly every?: string | undefined
  readonly json: boolean
}

/** Reads the options of `import`. Throws the error that `misused` makes of its message. */
export function readImport(
  values: Values,
  rest: readonly string[],
  misused: (what: string) => AppError,
): ImportCommand {
  const { since, source, dir, rate, once, every, json } = values
  if (rest.length > 0) throw misused(`import takes no ${rest[0]}.`)
  if (!isDay(since)) throw misused(`--since ${since} is not a day such as 2010-01-01.`)
  if (source !== 'tweedekamer' && source !== 'koop') {
    throw misused(`--source ${source} is neither tweedekamer nor koop.`)
  }
  if (dir.trim() === '') throw misused('--dir names no folder.')
  const types = values.types.split(',').map((each) => each.trim())
  const strange = types.find((each) => !PAPER_TYPES.includes(each as PaperType))
  if (strange !== undefined) {
    throw misused(`--types ${strange} is not one of ${PAPER_TYPES.join(', ')}.`)
  }
  const perSecond = Number(rate)
  if (!(perSecond > 0 && perSecond <= 1000)) {
    throw misused(`--rate ${rate} is not a number of requests a second, above 0.`)
  }
  if (once && every !== undefined) throw misused('--once and --every exclude each other.')
  const dryRun = values['dry-run']
  if (dryRun && every !== undefined) throw misused('--dry-run and --every exclude each other.')
  return {
    kind: 'import',
    since,
    source,
    dir,
    types: PAPER_TYPES.filter((each) => types.includes(each)),
    rate: perSecond,
    dryRun,
    removeMany: values['remove-many'],
    every: every === undefined ? null : intervalOf(every, misused),
    json,
  }
}

/** A real day: not 2023-02-30. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${text}T`)
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
/** The longest that a timer can wait, in milliseconds. */
const LONGEST = 24 * 86_400_000

function intervalOf(text: string, misused: (what: string) => AppError): number {
  const { count, unit } = /^(?<count>\d{1,4})(?<unit>[smhd])$/.exec(text)?.groups ?? {}
  const milliseconds = Number(count) * (UNITS[unit ?? ''] ?? NaN)
  if (!(milliseconds > 0 && milliseconds <= LONGEST)) {
    throw misused(`--every ${text} is not a time such as 30m, 6h or 1d, up to 24d.`)
  }
  return milliseconds
}
