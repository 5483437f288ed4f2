import type { SourceDocument } from '../domain/document.ts'
import { sizesOf } from '../format/stored-document.ts'
import { meets } from '../search/filter.ts'
import { readFilterTest } from '../search/query/read-filter.ts'
import type { Filters, Found } from '../search/search.ts'

/**
 * The documents that a query without a result points to, if none of them has an answer: those that
 * its filters leave, whatever topic stands beside these. Empty for any other query.
 */
export function openQuestionsOf(
  { reason, readFilters, weak }: Pick<Found, 'reason' | 'readFilters' | 'weak'>,
  documents: readonly SourceDocument[],
  filters: Filters = {},
): SourceDocument[] {
  if (reason !== 'filters_leave_nothing' || weak.length > 0) return []
  if (readFilters.every(({ kind }) => kind === 'question' || kind === 'phrase')) return []
  const isRead = readFilterTest(readFilters)
  const left = documents.filter((each) => isRead(each) && meets(each, filters))
  return left.some((each) => sizesOf(each).length > 0) ? [] : left
}
