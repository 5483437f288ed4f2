import type { SourceDocument } from '../domain/document.ts'
import { given } from '../domain/optional-fields.ts'
import { sizesOf } from '../format/stored-document.ts'
import { meets } from '../search/filter.ts'
import { aspectOf, readFilterTest, type ReadFilter } from '../search/query/read-filter.ts'
import type { Filters, Found, Query, Search } from '../search/search.ts'
import { isGeneral } from '../search/query/general-words.ts'
import { withoutCourtesies } from '../search/query/small-talk.ts'
import { isGlue } from '../search/query/topic.ts'
import { withoutWaiting } from '../search/query/waiting.ts'
import { stemOf, stemsOfText, wordsOf } from '../text/words.ts'

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

/** What finds questions without an answer. */
interface OpenDeps {
  /** those questions, a document for each */
  readonly documents: readonly SourceDocument[]
  readonly isRare: Search['isRare']
}

/**
 * Of the documents without an answer, those on the topic of a query: where no answer comes near it,
 * or none is by whom it was asked of, its questions may wait.
 */
export async function openQuestionsOn(
  query: Pick<Query, 'query' | 'filters'>,
  found: Pick<Found, 'readFilters'>,
  open: OpenDeps,
): Promise<SourceDocument[]> {
  const telling = tellingWords(withoutCourtesies(query.query), found)
  return telling.length === 0 ? [] : await openWith(telling, query, { ...found, ...open })
}

/**
 * The same for a query that asks for questions without an answer, whatever answers come near; all
 * that its filters leave if it says no more. Empty for any other query.
 */
export async function openQuestionsAsked(
  { query, filters }: Pick<Query, 'query' | 'filters'>,
  found: Pick<Found, 'readFilters'>,
  open: OpenDeps,
): Promise<SourceDocument[]> {
  const asked = withoutWaiting(withoutCourtesies(query))
  if (asked === null) return []
  const telling = tellingWords(asked.rest, found)
  const isFiltered = found.readFilters.some(({ kind }) => !OF_ANSWERS.has(kind))
  if (telling.length === 0 && !isFiltered && !asked.ofQuestions) return []
  return await openWith(telling, { ...given({ filters }) }, { ...found, ...open })
}

function tellingWords(query: string, { readFilters }: Pick<Found, 'readFilters'>): TellingWord[] {
  const topic = readFilters.reduce((left, { said }) => left.replace(said, ' '), query)
  return wordsOf(topic)
    .map(({ text }, at) => ({ text, stem: stemOf(text), isName: at > 0 && /^\p{Lu}/u.test(text) }))
    .filter(({ text }) => !isGlue(text) && !isGeneral(text))
}

interface TellingWord {
  readonly text: string
  readonly stem: string
  readonly isName: boolean
}

/**
 * Of the documents that the filters leave, those whose title has every telling word; or one that
 * hardly any answer has, if the others of these, and the names, stand there or in the questions:
 * "vast" tells little of "hoeveel Oeigoeren zitten vast in Thailand?".
 */
async function openWith(
  telling: readonly TellingWord[],
  { filters = {} }: Pick<Query, 'filters'>,
  { readFilters, documents, isRare }: Pick<Found, 'readFilters'> & OpenDeps,
): Promise<SourceDocument[]> {
  const isRead = waitingTest(readFilters)
  const areRare = await Promise.all(telling.map(({ text }) => isRare(text)))
  const rare = telling.filter((_, at) => areRare[at])
  const needed = telling.filter((word) => word.isName || rare.includes(word))
  return documents.filter((each) => {
    if (!isRead(each) || !meets(each, filters)) return false
    const title = titleStems(each)
    if (telling.every(({ stem }) => title.has(stem))) return true
    if (!rare.some(({ stem }) => title.has(stem))) return false
    const asked = new Set(each.questions.flatMap(({ reading }) => stemsOfText(reading.text)))
    return needed.every(({ stem }) => title.has(stem) || asked.has(stem))
  })
}

/** Who will answer some questions is not known before: these have to meet the other filters. */
function waitingTest(filters: readonly ReadFilter[]): (document: SourceDocument) => boolean {
  const isRead = readFilterTest(filters)
  const isAsked = readFilterTest(filters.filter((each) => aspectOf(each) !== 'answers'))
  return (document) => isRead(document) || (document.ministers.length === 0 && isAsked(document))
}

/** Thousands of questions may wait, and stemming is slow. */
const known = new WeakMap<SourceDocument, ReadonlySet<string>>()

function titleStems(document: SourceDocument): ReadonlySet<string> {
  const stems = known.get(document) ?? new Set(stemsOfText(document.title))
  known.set(document, stems)
  return stems
}
