import type { SourceDocument } from '../domain/document.ts'
import { sizesOf } from '../format/stored-document.ts'
import { meets } from '../search/filter.ts'
import { readFilterTest } from '../search/query/read-filter.ts'
import type { Filters, Found } from '../search/search.ts'

/**
 * The documents that a query without a result points to, if none of them has an answer: those that
 * its filters leave, and with a topic beside these only documents that it names. Empty for any
 * other query.
 */
export function openQuestionsOf(
  { reason, readFilters, weak }: Pick<Found, 'reason' | 'readFilters' | 'weak'>,
  documents: readonly SourceDocument[],
  filters: Filters = {},
): SourceDocument[] {
  if (reason === null || weak.length > 0) return []
  const pointing = readFilters.filter(
    ({ kind }) =>
      kind === 'document' ||
      (reason === 'filters_leave_nothing' && kind !== 'question' && kind !== 'phrase'),
  )
  if (pointing.length === 0) return []
  const isRead = readFilterTest(readFilters)
  const left = documents.filter((each) => isRead(each) && meets(each, filters))
  return left.some((each) => sizesOf(each).length > 0) ? [] : left
}
