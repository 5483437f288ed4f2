import type { SourceDocument } from '../domain/document.ts'
import { given } from '../domain/optional-fields.ts'
import { sizesOf } from '../format/stored-document.ts'
import { meets } from '../search/filter.ts'
import { readFilterTest, type ReadFilter } from '../search/query/read-filter.ts'
import type { Filters, Found, Query } from '../search/search.ts'
import { isGeneral } from '../search/query/general-words.ts'
import { isGlue } from '../search/query/topic.ts'
import { withoutWaiting } from '../search/query/waiting.ts'
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
  if (readFilters.every(({ kind }) => OF_ANSWERS.has(kind))) return []
  const isRead = readFilterTest(readFilters)
  const left = documents.filter((each) => isRead(each) && meets(each, filters))
  return left.some((each) => sizesOf(each).length > 0) ? [] : left
}

/** Filters that select no documents. */
const OF_ANSWERS: ReadonlySet<ReadFilter['kind']> = new Set(['question', 'phrase', 'without'])

/**
 * Of the documents without an answer, those whose title has every telling word of a query: where no
 * answer comes near a topic, its questions may wait.
 */
export function openQuestionsOn(
  query: Pick<Query, 'query' | 'filters'>,
  found: Pick<Found, 'readFilters'>,
  documents: readonly SourceDocument[],
): SourceDocument[] {
  const telling = tellingStems(query.query, found)
  return telling.length === 0 ? [] : openWith(telling, query, found, documents)
}

/**
 * The same for a query that asks for questions without an answer, whatever answers come near; all
 * that its filters leave if it says no more. Empty for any other query.
 */
export function openQuestionsAsked(
  { query, filters }: Pick<Query, 'query' | 'filters'>,
  found: Pick<Found, 'readFilters'>,
  documents: readonly SourceDocument[],
): SourceDocument[] {
  const asked = withoutWaiting(query)
  if (asked === null) return []
  const telling = tellingStems(asked.rest, found)
  const isFiltered = found.readFilters.some(({ kind }) => !OF_ANSWERS.has(kind))
  if (telling.length === 0 && !isFiltered && !asked.ofQuestions) return []
  return openWith(telling, { ...given({ filters }) }, found, documents)
}

function tellingStems(query: string, { readFilters }: Pick<Found, 'readFilters'>): string[] {
  const topic = readFilters.reduce((left, { said }) => left.replace(said, ' '), query)
  return wordsOf(topic)
    .map(({ text }) => text)
    .filter((word) => !isGlue(word) && !isGeneral(word))
    .map(stemOf)
}

function openWith(
  telling: readonly string[],
  { filters = {} }: Pick<Query, 'filters'>,
  { readFilters }: Pick<Found, 'readFilters'>,
  documents: readonly SourceDocument[],
): SourceDocument[] {
  const isRead = readFilterTest(readFilters)
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
