import type { SourceDocument } from '../domain/document.ts'
import { listedAs, ministerLabel } from '../domain/names.ts'
import { newestFirst } from '../domain/order.ts'
import { meets } from '../search/filter.ts'
import type { Filters } from '../search/search.ts'
import type { Choices, Searched } from '../wire/schemas.ts'

type Documents = readonly SourceDocument[]

/** More documents than this are no list to choose from: a question names one by its number. */
const MOST_DOCUMENTS = 100

/** Without filters it is the same for every question to an index, so it is worked out once. */
const whole = new WeakMap<Documents, Searched>()

/** What a question was looked for in: the documents that meet its filters. */
export function searchedIn(documents: Documents, filters: Filters = {}): Searched {
  if (Object.values(filters).some((value) => value !== undefined)) {
    return countsOf(documents.filter((document) => meets(document, filters)))
  }
  const known = whole.get(documents) ?? countsOf(documents)
  whole.set(documents, known)
  return known
}

function countsOf(documents: Documents): Searched {
  let [from, to] = ['9', '']
  for (const { answered } of documents) {
    if (answered === null) continue
    if (answered < from) from = answered
    if (answered > to) to = answered
  }
  return {
    documents: documents.length,
    answers: documents.reduce((sum, { answers }) => sum + answers.length, 0),
    period: to === '' ? null : { from, to },
  }
}

/** What questions can be narrowed by in the documents that meet `filters` already. */
export function choicesIn(documents: Documents, filters: Filters = {}): Choices {
  const fitting = documents.filter((document) => meets(document, filters))
  const labels = fitting.flatMap(({ ministers }) => ministers.map(ministerLabel))
  const parties = fitting.flatMap(({ askers }) => askers.map(({ party }) => party ?? ''))
  return {
    documents:
      fitting.length > MOST_DOCUMENTS
        ? []
        : newestFirst(fitting).map(({ id, title }) => ({ id, title })),
    ministers: peopleAmong(labels),
    parties: distinct(parties),
  }
}

/** Each once, however documents write the name. */
export function peopleAmong(labels: readonly string[]): string[] {
  return distinct([...listedAs(labels).values()])
}

/** Each once and in the order of the Dutch alphabet, without what is empty. */
export function distinct(values: readonly string[]): string[] {
  const sorted = [...new Set(values)].filter((value) => value !== '')
  return sorted.sort((a, b) => a.localeCompare(b, 'nl'))
}
