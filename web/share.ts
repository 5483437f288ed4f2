import { DAYS, LISTS, type ChosenFilters } from './filters.ts'

/** A question to share, with the filters that it was asked with. */
export interface SharedQuestion {
  readonly query: string
  readonly filters: ChosenFilters
}

/** The beginning of the fragment: other fragments are anchors of the page. */
const QUESTION = 'q'

/**
 * A link to a page that asks the question when it opens. The fragment contains question and
 * filters, and a browser never sends it: anyone with the link can read them, no server can.
 */
export function shareLink(page: string, { query, filters }: SharedQuestion): string {
  const fields = new URLSearchParams({ [QUESTION]: query })
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
  return { query, filters }
}
