import { meetsAll } from '../search/filter.ts'
import type { AskRequest, DocumentList } from '../wire/schemas.ts'

/** From and to when documents were answered. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** What a question was looked for in. */
export interface Searched {
  readonly documents: number
  readonly answers: number
  /** null where no document says when it was answered */
  readonly period: Period | null
}

/** The documents that meet the filters of a question. */
export function searchedIn(
  { documents }: Pick<DocumentList, 'documents'>,
  filters: NonNullable<AskRequest['filters']>,
): Searched {
  const fitting = documents.filter((document) =>
    meetsAll(document, filters, () => [...document.ministers, ...document.onBehalfOf]),
  )
  const days = fitting.map(({ answered }) => answered).filter((day) => day !== null)
  days.sort()
  return {
    documents: fitting.length,
    answers: fitting.reduce((sum, { coverage }) => sum + coverage.answers, 0),
    period: days.length === 0 ? null : { from: days[0]!, to: days.at(-1)! },
  }
}
