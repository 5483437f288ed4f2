import type { SourceDocument } from '../domain/document.ts'
import { listedAs, listedOnce, ministerLabel } from '../domain/names.ts'
import { inDutchOrder, newestFirst } from '../domain/order.ts'
import { sizesOf } from '../format/stored-document.ts'
import { meets } from '../search/filter.ts'
import type { Filters } from '../search/search.ts'
import type { Searched } from '../wire/ask.ts'
import type { Choices } from '../wire/documents.ts'

type Documents = readonly SourceDocument[]

/** A longer list of documents is no choice: a query can name a document by its number. */
const MOST_DOCUMENTS = 100

/** Without filters the scope is the same for every query to an index, so it is computed once. */
const whole = new WeakMap<Documents, Searched>()

/** The scope of a search: the documents that match its filters. */
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
    answers: documents.reduce((sum, document) => sum + sizesOf(document).length, 0),
    period: to === '' ? null : { from, to },
  }
}

/** The values for narrowing the documents that match `filters` further. */
export function choicesIn(documents: Documents, filters: Filters = {}): Choices {
  const fitting = documents.filter((document) => meets(document, filters))
  const labels = fitting.flatMap(({ ministers }) => ministers.map(ministerLabel))
  const parties = fitting.flatMap(({ askers }) => askers.map(({ party }) => party ?? ''))
  return {
    documents:
      fitting.length > MOST_DOCUMENTS
        ? []
        : newestFirst(fitting).map(({ id, title }) => ({ id, title })),
    ministers: distinct([...listedAs(labels).values()]),
    parties: distinct([...listedOnce(parties).values()]),
  }
}

/** Without duplicates or empty values, in Dutch alphabetical order. */
export function distinct(values: readonly string[]): string[] {
  const sorted = [...new Set(values)].filter((value) => value !== '')
  return sorted.sort(inDutchOrder)
}
