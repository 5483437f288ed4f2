import type { SourceDocument } from '../domain/document.ts'
import { sizesOf } from '../format/stored-document.ts'
import { meets } from '../search/filter.ts'
import { readFilterTest } from '../search/query/read-filter.ts'
import type { Filters, Found, Query } from '../search/search.ts'
import { isGeneral } from '../search/query/follow-up.ts'
import { isGlue } from '../search/query/topic.ts'
import { stemOf, wordsOf } from '../text/words.ts'

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

/**
 * Of the documents without an answer, those whose title has every telling word of a query: where no
 * answer comes near a topic, its questions may wait.
 */
export function openQuestionsOn(
  { query, filters = {} }: Pick<Query, 'query' | 'filters'>,
  { readFilters }: Pick<Found, 'readFilters'>,
  documents: readonly SourceDocument[],
): SourceDocument[] {
  const isRead = readFilterTest(readFilters)
  const topic = readFilters.reduce((left, { said }) => left.replace(said, ' '), query)
  const telling = wordsOf(topic)
    .map(({ text }) => text)
    .filter((word) => !isGlue(word) && !isGeneral(word))
    .map(stemOf)
  if (telling.length === 0) return []
  return documents.filter((each) => {
    if (!isRead(each) || !meets(each, filters)) return false
    const stems = titleStems(each)
    return telling.every((stem) => stems.has(stem))
  })
}

/** Thousands of questions may wait, and stemming is slow. */
const known = new WeakMap<SourceDocument, ReadonlySet<string>>()

function titleStems(document: SourceDocument): ReadonlySet<string> {
  const stems =
    known.get(document) ?? new Set(wordsOf(document.title).map(({ text }) => stemOf(text)))
  known.set(document, stems)
  return stems
}
