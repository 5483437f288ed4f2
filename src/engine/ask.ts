import type { Composer } from '../answer/compose.ts'
import { openQuestionsAsked, openQuestionsOf, openQuestionsOn } from '../answer/open-questions.ts'
import { searchedIn } from '../answer/scope.ts'
import { given } from '../domain/optional-fields.ts'
import type { Explanation, Found, Passage, Query } from '../search/search.ts'
import type { Log } from '../domain/log.ts'
import { asTyped } from '../search/query/as-typed.ts'
import type { ReadFilter } from '../search/query/read-filter.ts'
import type { AskRequest, AskResponse } from '../wire/ask.ts'
import type { WireExplanation } from '../wire/explanation.ts'
import type { WireReadFilter } from '../wire/read-filter.ts'
import type { Served } from './engine.ts'

/** Answers a question, for the pages, the API and the terminal. */
export async function ask(served: Served, request: AskRequest, log: Log): Promise<AskResponse> {
  return await served.first(() => answered(served, request, log))
}

async function answered(
  { search, composer, library }: Served,
  request: AskRequest,
  log: Log,
): Promise<AskResponse> {
  const query = queryOf(request, composer)
  const found = await search.search({ ...query, today: todayInTheHague() })
  const waiting = { documents: composer.unanswered, isRare: search.isRare }
  const asked = await openQuestionsAsked(query, found, waiting)
  const shown = asked.length > 0 ? [] : shownOf(found, request)
  const { answers, refused } = await composer.passages(shown)
  const left = asked.length > 0 ? asked : openQuestionsOf(found, library.documents, query.filters)
  const mayWait = found.reason === 'nothing_near' || found.reason === 'filters_leave_nothing'
  const open = left.length === 0 && mayWait ? await openQuestionsOn(query, found, waiting) : left
  const unanswered = composer.withoutAnswer(open).slice(0, request.limit)
  for (const refusal of refused) log({ level: 'error', event: 'passage_refused', ...refusal })
  return {
    query: request.query,
    language: found.language,
    readAs: [...found.readAs],
    readWith: [...found.readWith],
    readFilters: found.readFilters.map(wireFilter),
    leftOut: found.leftOut.map(wireFilter),
    signals: [...found.signals],
    outcome: answers.length > 0 ? 'found' : 'nothing_found',
    reason: unanswered.length > 0 ? 'not_answered' : found.reason,
    unanswered,
    answers,
    withheld: found.passages.length + found.weak.length - shown.length,
    searched: searchedIn(library.documents, query.filters),
    refused,
    ...given({ explanation: found.explanation && wireExplanation(found.explanation) }),
    index: composer.index,
  }
}

/** What was found, with the weak results if the reader asked for these. */
function shownOf(
  { passages, weak }: Found,
  { includeWeak, limit }: AskRequest,
): readonly Passage[] {
  return includeWeak ? [...passages, ...weak].slice(0, limit) : passages
}

/** Values shared with the wire are read-only. */
function wireFilter(filter: ReadFilter): WireReadFilter {
  switch (filter.kind) {
    case 'document':
      return { ...filter, documents: [...filter.documents] }
    case 'question':
      return { ...filter, numbers: [...filter.numbers] }
    default:
      return { ...filter }
  }
}

function wireExplanation({ answers, ...rest }: Explanation): WireExplanation {
  return {
    ...rest,
    weights: { ...rest.weights },
    inDutch: rest.inDutch.map((read) => ({ ...read })),
    alsoAs: rest.alsoAs.map((read) => ({ ...read })),
    thresholds: rest.thresholds === null ? null : { ...rest.thresholds },
    answers: answers.map(({ signals, features, ...answer }) => ({
      ...answer,
      signals: { ...signals },
      features: { ...features },
    })),
  }
}

const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** The day to which "last year" is relative, where the documents come from. */
const todayInTheHague = (): string => days.format(new Date())

function queryOf(
  { query, history, limit, filters, unread, explain }: AskRequest,
  { byCurrentIds }: Pick<Composer, 'byCurrentIds'>,
): Query {
  return {
    query: asTyped(query),
    limit,
    explain,
    ...given({
      history: history?.map(asTyped),
      unread: unread?.map(asTyped),
      filters: filters && byCurrentIds(given(filters)),
    }),
  }
}
