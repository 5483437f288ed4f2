import { mkdir } from 'node:fs/promises'
import { stateFile, type State, type StateFile } from './state.ts'
import { isDue, keep, leaving, type Kept } from './keep.ts'
import type { PaperType } from './official.ts'
import { planned, type Item } from './plan.ts'
import type { Polite } from './polite.ts'
import { readRegister, readTweedeKamer, type Services } from './read-sources.ts'
import { takeOver } from './take-over.ts'

export interface ImportRun {
  readonly dir: string
  readonly source: State['source']
  /** the first day, `YYYY-MM-DD` */
  readonly since: string
  readonly types: readonly PaperType[]
  readonly dryRun: boolean
  /** take out what left the source, however much that is */
  readonly removeMany?: boolean
  readonly services: Services
  readonly client: Polite
  readonly now?: () => Date
  readonly onProgress?: (progress: ImportProgress) => void
}

/**
 * The progress of an import: what it is reading, how many files it has fetched of how many, or why
 * it waits.
 */
export type ImportProgress =
  | { readonly kind: 'waiting'; readonly why: string; readonly milliseconds: number }
  | { readonly kind: 'reading'; readonly what: string }
  | { readonly kind: 'files'; readonly done: number; readonly total: number }

/** What a dry run would have fetched; `published` files come from the slower service. */
interface ImportPlan {
  readonly files: number
  readonly published: number
  readonly bytes: number
}

/** What an import found and did. */
export interface ImportReport {
  readonly fresh: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
  /** documents that left the source, too many at once to be taken out unasked */
  readonly heldBack: readonly string[]
  readonly refused: readonly { readonly id: string; readonly reason: string }[]
  /** documents in the archive at the end */
  readonly documents: number
  readonly placeholders: number
  /** kinds of paper that look like ours but are unknown to this program */
  readonly unknown: Readonly<Record<string, number>>
  /** years without any answer that should have some */
  readonly emptyYears: readonly number[]
  readonly requests: number
  /** for a dry run: what it would fetch */
  readonly plan: ImportPlan | null
}

/**
 * Brings `<dir>` up to date with its source: first the records, then the files. Throws
 * `unavailable` if the source fails; everything done until then stays. A dry run writes nothing.
 */
export async function runImport(
  run: ImportRun,
): Promise<{ report: ImportReport; file: StateFile }> {
  const { dir, client, services, dryRun, removeMany = false } = run
  const { now = () => new Date(), onProgress = () => {} } = run
  if (!dryRun) await mkdir(dir, { recursive: true })
  const file = await stateFile(dir, run.source, { readOnly: dryRun })
  const today = now().toISOString().slice(0, 10)
  const read = run.source === 'koop' ? readRegister : readTweedeKamer
  const seen = await read({
    file,
    client,
    services,
    today,
    since: run.since,
    types: new Set(run.types),
    onProgress: (what) => onProgress({ kind: 'reading', what }),
  })
  const items = planned(file.state, services)
  takeOver(items, file.state)
  const due = items.filter((item) => isDue(item, file.state, today))
  const kept = dryRun
    ? wouldKeep(items, due, file.state, removeMany)
    : await keep(items, {
        ...{ dir, file, client, now, removeMany },
        onProgress: (done, total) => onProgress({ kind: 'files', done, total }),
      })
  const report: ImportReport = {
    ...kept,
    documents: dryRun ? items.length : file.state.stored.size,
    placeholders: seen.placeholders,
    unknown: Object.fromEntries(seen.unknown),
    emptyYears: run.types.includes('answers') ? emptyYears(items, { ...run, today }) : [],
    requests: client.requests(),
    plan: dryRun ? planOf(due) : null,
  }
  return { report, file }
}

/** New, changed and removed documents, as far as is known before any file is fetched. */
function wouldKeep(
  items: readonly Item[],
  due: readonly Item[],
  state: State,
  removeMany: boolean,
): Kept {
  const { left, stay } = leaving(items, state, removeMany)
  const ids = left.map(([, { id }]) => id)
  const isStored = ({ guid }: Item) => state.stored.has(guid)
  return {
    fresh: due.filter((item) => !isStored(item)).map(({ id }) => id),
    changed: due.filter(isStored).map(({ id }) => id),
    removed: stay ? [] : ids,
    heldBack: stay ? ids : [],
    refused: [],
  }
}

/** The average size of official XML, in bytes, if nobody states it. */
const USUAL_BYTES = 20_000

function planOf(items: readonly Item[]): ImportPlan {
  const first = items.map(({ places }) => places[0]!)
  return {
    files: items.length,
    published: first.filter(({ expects }) => expects === 'xml').length,
    bytes: first.reduce(
      (sum, { expects }) =>
        sum + (expects === 'xml' ? USUAL_BYTES : (expects.bytes ?? USUAL_BYTES)),
      0,
    ),
  }
}

const QUARTER = 90 * 86_400_000

/**
 * A year has thousands of answers; if three months of it or more were asked for and are over, and
 * have none, something is wrong.
 */
function emptyYears(
  items: readonly Item[],
  { since, today }: { since: string; today: string },
): number[] {
  const answered = new Set(
    items.filter(({ kind }) => kind === 'answers').map(({ day }) => Number(day.slice(0, 4))),
  )
  const [first, last] = [since, today].map((day) => Number(day.slice(0, 4))) as [number, number]
  const isLongEnough = (year: number) =>
    Math.min(Date.parse(today), Date.UTC(year + 1, 0)) -
      Math.max(Date.parse(since), Date.UTC(year, 0)) >=
    QUARTER
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).filter(
    (year) => isLongEnough(year) && !answered.has(year),
  )
}
