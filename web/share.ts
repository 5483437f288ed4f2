import { DAYS, LISTS, type ChosenFilters } from './filters.ts'

/** A question to share, with what it was asked and read with. */
export interface SharedQuestion {
  readonly query: string
  readonly filters: ChosenFilters
  /** the earlier queries that complete it, oldest first */
  readonly history: readonly string[]
  /** words of it to take as they stand */
  readonly unread: readonly string[]
}

const READING = ['history', 'unread'] as const

/** The beginning of the fragment: other fragments are anchors of the page. */
const QUESTION = 'q'

/**
 * A link to a page that asks the question when it opens. The fragment contains all of it, and a
 * browser never sends that: anyone with the link can read it, no server can.
 */
export function shareLink(page: string, shared: SharedQuestion): string {
  const { query, filters } = shared
  const fields = new URLSearchParams({ [QUESTION]: query })
  for (const name of READING) for (const value of shared[name]) fields.append(name, value)
  for (const name of LISTS) for (const value of filters[name] ?? []) fields.append(name, value)
  for (const name of DAYS) {
    const day = filters[name]
    if (day !== undefined) fields.append(name, day)
  }
  const url = new URL(page)
  url.hash = fields.toString()
  return url.href
}

/** Reads the fragment of a shared link; null if it contains no question. */
export function readShared(fragment: string): SharedQuestion | null {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''))
  const query = fields.get(QUESTION)?.trim() ?? ''
  if (query === '') return null
  const filters: ChosenFilters = {}
  for (const name of LISTS) {
    const values = fields.getAll(name)
    if (values.length > 0) filters[name] = values
  }
  for (const name of DAYS) {
    const day = fields.get(name)
    if (day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day)) filters[name] = day
  }
  const [history, unread] = READING.map((name) => fields.getAll(name)) as [string[], string[]]
  return { query, filters, history, unread }
}
